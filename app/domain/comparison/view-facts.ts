import type { Dictionary, Indicator } from "~/domain/dictionary/dictionary";
import { isFigure } from "./answers";
import { coarsest, type Frequency, frequencyOf } from "./periods";

/* What a release has of an indicator, series by series: read once, and what may be chosen follows from it. */

export type SeriesFacts = {
  id: string;
  unit: string;
  /** Dimension → code, without totals. */
  codes: Record<string, string>;
  /** Countries with a value or an answer that says something; values and answers of any kind. */
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
    const countries = new Set(own.filter(isFigure).map((point) => point.area)).size;
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
