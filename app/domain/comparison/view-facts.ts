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
  /** Figures withheld to protect people. */
  withheld: number;
  /** Of its values; of what is withheld where there is no value. */
  frequency: Frequency;
  firstYear: number;
  lastYear: number;
};

type Point = {
  series: string;
  area: string;
  period: string;
  value: number | null;
  code: string | null;
  withheld?: boolean;
};

/** What a release has of an indicator, series by series; values for part of a country apart. */
export type IndicatorFacts = { indicator: Indicator; series: SeriesFacts[]; parts: SeriesFacts[] };

/** Counts countries, values and years of each series. */
export function factsOf(
  indicator: Indicator,
  series: readonly { id: string; unit: string; codes: Record<string, string> }[],
  points: readonly Point[],
): IndicatorFacts {
  const byId = bySeries(points.filter((point) => point.value !== null || point.code !== null));
  const hidden = bySeries(points.filter((point) => point.value === null && point.withheld === true));
  const facts = series.map(({ id, unit, codes }): SeriesFacts => {
    const own = byId.get(id) ?? [];
    const withheld = hidden.get(id) ?? [];
    const told = own.length > 0 ? own : withheld;
    const frequency = coarsest(told.map((point) => point.period));
    const years = told
      .filter((point) => frequencyOf(point.period) === frequency)
      .map((point) => Number(point.period.slice(0, 4)));
    const countries = new Set(own.filter(isFigure).map((point) => point.area)).size;
    return {
      id,
      unit,
      codes,
      countries,
      values: own.length,
      withheld: withheld.length,
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

function bySeries(points: readonly Point[]): Map<string, Point[]> {
  const found = new Map<string, Point[]>();
  for (const point of points) {
    const known = found.get(point.series);
    if (known) known.push(point);
    else found.set(point.series, [point]);
  }
  return found;
}

/** Has it anything to show or to say "withheld" of? */
export function isTold({ values, withheld }: SeriesFacts): boolean {
  return values > 0 || withheld > 0;
}

/** Codes of a dimension that occur, those of which every figure is withheld too, in the order of the list, total first. */
export function codesThatOccur(facts: IndicatorFacts, dimension: string, dictionary: Dictionary): string[] {
  const found = new Set(facts.series.filter(isTold).map((one) => one.codes[dimension] ?? "_T"));
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
