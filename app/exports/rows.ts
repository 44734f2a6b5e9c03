import type { Indicator } from "~/domain/dictionary";
import { flagCodes, reasonCodes } from "~/domain/figure";
import type { PublicProvenance, PublishedPoint } from "~/domain/release";

/*
 * Published points as rows of a file. The columns are a contract with everybody who reads our files: they are frozen
 * (model.md §8); a new one may only be added at the end, under a new version of the address.
 */

export type Row = {
  indicator: string;
  country: string;
  period: string;
  /** One per dimension of the indicator, in its order; `_T` is the total. */
  dimensions: string[];
  unit: string;
  /** A number, a code (policy answers), or null. */
  value: number | string | null;
  lower: number | null;
  upper: number | null;
  n_obs: number | null;
  /** CL_OBS_STATUS codes that go with a value. */
  flags: string[];
  /** Why there is no value, one code of CL_OBS_STATUS. */
  reason: string | null;
  /** `_T` whole country, else the code and the place. */
  coverage: string;
  note: string;
  source: string;
  release: string;
  /** Address of the passport. */
  point: string;
};

const fixedBefore = ["indicator", "country", "period"] as const;
const fixedAfter = [
  "unit",
  "value",
  "lower",
  "upper",
  "n_obs",
  "flags",
  "reason",
  "coverage",
  "note",
  "source",
  "release",
  "point",
] as const;

/** Names of the columns for an indicator. Its place in the country is a column of its own, not a dimension here. */
export function columnsOf(indicator: Indicator): string[] {
  return [...fixedBefore, ...dimensionsOf(indicator), ...fixedAfter];
}

/** Dimensions that are columns. */
export function dimensionsOf(indicator: Indicator): string[] {
  return indicator.dimensions.filter((dimension) => dimension !== "COVERAGE");
}

type World = {
  indicator: Indicator;
  release: string;
  /** Where the platform stands, `https://vigie.example`. */
  origin: string;
  unitOf: (series: string) => string;
  provenance: (id: number) => PublicProvenance;
};

/** Writes one published point as a row. */
export function toRow(point: PublishedPoint, world: World): Row {
  const coverage = point.codes.COVERAGE ?? "_T";
  return {
    indicator: world.indicator.code,
    country: point.area,
    period: point.period,
    dimensions: dimensionsOf(world.indicator).map((dimension) => point.codes[dimension] ?? "_T"),
    unit: world.unitOf(point.series),
    value: point.value ?? point.code,
    lower: point.lo,
    upper: point.hi,
    n_obs: point.n,
    flags: flagCodes.filter((code) => point.flags.includes(code)),
    reason:
      point.value === null && point.code === null
        ? (reasonCodes.find((code) => point.flags.includes(code)) ?? null)
        : null,
    coverage: point.coverage?.place ? `${coverage} ${point.coverage.place}` : coverage,
    note: point.note?.text ?? "",
    source: sourceOf(world.provenance(point.provenance)),
    release: world.release,
    point: `${world.origin}/en/points/${world.release}/${encodeURIComponent(point.series)}/${point.area}/${point.period}`,
  };
}

/** Where a point comes from, in a word: the round, the imported source, or `computed`. */
function sourceOf(from: PublicProvenance): string {
  if (from.kind === "derived") return "computed";
  return from.kind === "answer" ? (from.round ?? "answer") : (from.source?.en ?? from.fileName ?? "import");
}
