import { hasMedian } from "~/domain/comparison-groups";
import { coarsest, type Frequency, frequencyOf } from "~/domain/comparison-periods";
import type { Dictionary, Indicator } from "~/domain/dictionary";
import type { Frame, View, ViewName } from "./spec";

/*
 * What may be chosen on an indicator's page, read from what the release has: any dimension, any code list. Nothing here
 * knows of sex, age or substances.
 */

export type SeriesFacts = {
  id: string;
  unit: string;
  /** Dimension → code, without totals. */
  codes: Record<string, string>;
  /** Countries with a value and values, of this series. */
  countries: number;
  values: number;
  frequency: Frequency;
  firstYear: number;
  lastYear: number;
};

type Point = { series: string; area: string; period: string; value: number | null; code: string | null };

/** What a release has of an indicator, series by series; values for part of a country apart. */
export type IndicatorFacts = { indicator: Indicator; series: SeriesFacts[]; parts: SeriesFacts[] };

/** Counts countries, values and years of each series. */
export function factsOf(
  indicator: Indicator,
  series: readonly { id: string; unit: string; codes: Record<string, string> }[],
  points: readonly Point[],
): IndicatorFacts {
  const byId = new Map<string, Point[]>();
  for (const point of points) {
    if (point.value === null && point.code === null) continue;
    const known = byId.get(point.series);
    if (known) known.push(point);
    else byId.set(point.series, [point]);
  }
  const facts = series.map(({ id, unit, codes }): SeriesFacts => {
    const own = byId.get(id) ?? [];
    const frequency = coarsest(own.map((point) => point.period));
    const years = own
      .filter((point) => frequencyOf(point.period) === frequency)
      .map((point) => Number(point.period.slice(0, 4)));
    const countries = new Set(own.map((point) => point.area)).size;
    return {
      id,
      unit,
      codes,
      countries,
      values: own.length,
      frequency,
      firstYear: Math.min(...years),
      lastYear: Math.max(...years),
    };
  });
  return {
    indicator,
    series: facts.filter((one) => one.codes.COVERAGE === undefined),
    parts: facts.filter((one) => one.codes.COVERAGE !== undefined),
  };
}

/** The series shown when the address says nothing: fewest codes (totals first), then most countries, then most values. */
export function usualSeries(facts: IndicatorFacts): SeriesFacts | null {
  const own = facts.series.filter((one) => one.values > 0);
  const fewest = Math.min(...own.map((one) => Object.keys(one.codes).length));
  const candidates = own.filter((one) => Object.keys(one.codes).length === fewest);
  const byUnit = candidates.filter((one) => one.unit === facts.indicator.unit);
  return (
    [...(byUnit.length > 0 ? byUnit : candidates)].sort(
      (a, b) => b.countries - a.countries || b.values - a.values || (a.id < b.id ? -1 : 1),
    )[0] ?? null
  );
}

/** The series of the codes chosen; the unit gives way when only another unit has these codes and none was named. */
export function seriesOfView(facts: IndicatorFacts, view: View, unitNamed: boolean): SeriesFacts | null {
  const same = facts.series.filter((one) => one.values > 0 && sameCodes(one.codes, view.codes));
  return same.find((one) => one.unit === view.unit) ?? (unitNamed ? null : (same[0] ?? null));
}

function sameCodes(codes: Record<string, string>, chosen: Record<string, string>): boolean {
  const dimensions = new Set([...Object.keys(codes), ...Object.keys(chosen)]);
  return [...dimensions].every((dimension) => (codes[dimension] ?? "_T") === (chosen[dimension] ?? "_T"));
}

/** Codes of a dimension that occur, in the order of the code list, total first. */
export function codesThatOccur(facts: IndicatorFacts, dimension: string, dictionary: Dictionary): string[] {
  const found = new Set(facts.series.filter((one) => one.values > 0).map((one) => one.codes[dimension] ?? "_T"));
  const order = [
    "_T",
    ...(dictionary.dimensions
      .get(dimension)
      ?.codes.map((code) => code.code)
      .filter((code) => code !== "_T") ?? []),
    "_O",
    "_U",
  ];
  const listed = [...new Set(order)].filter((code) => found.has(code));
  return [...listed, ...[...found].filter((code) => !listed.includes(code)).sort()];
}

type World = {
  dictionary: Dictionary;
  /** Countries compared, group codes, release ids newest first. */
  areas: readonly string[];
  groups: readonly string[];
  releases: readonly string[];
};

/**
 * Makes the frame of an indicator's page.
 * @param longest  countries with the most values of the usual series, most first: highlighted until others are chosen
 */
export function toFrame(facts: IndicatorFacts, usual: SeriesFacts, longest: readonly string[], world: World): Frame {
  const { indicator } = facts;
  const category = indicator.measure === "category";
  const dimensions = indicator.dimensions
    .map((id) => ({ id, codes: codesThatOccur(facts, id, world.dictionary) }))
    .filter(({ codes }) => codes.length > 0 && !(codes.length === 1 && codes[0] === "_T"));
  const own = facts.series.filter((one) => one.values > 0);
  const years = {
    first: Math.min(...own.map((one) => one.firstYear)),
    last: Math.max(...own.map((one) => one.lastYear)),
  };
  const views: readonly ViewName[] = category ? ["latest", "table"] : ["trend", "latest", "table"];
  const group = hasMedian(indicator.measure) ? world.groups.slice(0, 1) : [];
  return {
    views,
    countries: world.areas,
    groups: world.groups,
    dimensions,
    units: [...new Set(own.map((one) => one.unit))],
    years,
    releases: world.releases,
    ranking: indicator.ranking,
    defaults: {
      view: category ? "latest" : years.first === years.last ? "latest" : "trend",
      countries: category ? [] : longest.slice(0, 4 - group.length),
      groups: category ? [] : group,
      codes: Object.fromEntries(dimensions.map(({ id }) => [id, usual.codes[id] ?? "_T"])),
      unit: usual.unit,
      from: years.first,
      to: years.last,
      sort: "name",
      release: null,
    },
  };
}
