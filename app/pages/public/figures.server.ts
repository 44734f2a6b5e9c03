import { compare, isFree, type Line } from "~/domain/comparison/comparison";
import { type GroupFigure, groupLatest, hasMedian } from "~/domain/comparison/groups";
import { periodsBetween } from "~/domain/comparison/periods";
import type { Release } from "~db/release/reader";
import { knownIndicator, membersGroup } from "./world.server";

export type UsualLines = {
  series: string;
  unit: string;
  codes: Record<string, string>;
  lines: Line[];
  periods: string[];
  from: number;
  to: number;
  latest: GroupFigure | null;
  countries: number;
};

const kept = new WeakMap<Release, Map<string, UsualLines | null>>();

/** The usual series of an indicator over all members, compared; kept with the release. Null for none and for answers. */
export function usualLines(release: Release, code: string): UsualLines | null {
  const byCode = kept.get(release) ?? new Map<string, UsualLines | null>();
  kept.set(release, byCode);
  const known = byCode.get(code);
  if (known !== undefined) return known;
  const made = read(release, code);
  byCode.set(code, made);
  return made;
}

function read(release: Release, code: string): UsualLines | null {
  const known = knownIndicator(release, code);
  if (!known?.usual || known.facts.indicator.measure === "category") return null;
  const { usual } = known;
  const asked = release.groups().find((group) => group.code === membersGroup)?.members ?? [];
  const areas = [...new Set([...asked, ...known.withData])].sort();
  const periods = periodsBetween(usual.firstYear, usual.lastYear, usual.frequency);
  const compared = compare(release.observationsOf([usual.id]), areas, periods);
  if (isFree(compared)) throw new Error(`one series with free dimensions: ${usual.id}`);
  const latest = hasMedian(known.facts.indicator.measure) ? groupLatest(compared.lines, new Set(areas)) : null;
  return {
    series: usual.id,
    unit: usual.unit,
    codes: usual.codes,
    lines: compared.lines,
    periods,
    from: usual.firstYear,
    to: usual.lastYear,
    latest,
    countries: usual.countries,
  };
}
