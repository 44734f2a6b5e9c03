import { type Dictionary, notKnown, other, total } from "~/domain/dictionary/dictionary";
import { ageParents } from "~/domain/disclosure/ages";
import { frequencyOf } from "./periods";
import type { IndicatorFacts, SeriesFacts } from "./view-facts";

/* Which series of an indicator is shown when the address says nothing. The reader is told the rule (methods page). */

/** Codes that stand for the whole of their dimension where it has no total: any drug, all services, the mean. */
const wholes: ReadonlySet<string> = new Set(["ALL", "ANY", "MEAN"]);

/** Reported by nearly as many countries as the most reported one. */
const nearlyAsMany = 0.9;

type Point = { series: string; area: string; period: string; value: number | null; code: string | null };

/**
 * Chooses the series shown first.
 *
 * 1. Totals: the series with the fewest codes, in the indicator's own unit where it has one.
 * 2. Where there is no total, those that most countries reported, in the latest year and over all years; nearly as many
 *    count as many.
 * 3. Of these the widest (a drug before its parts, 15–64 before 15–34, any drug before one), "other" and "not known" last.
 * 4. Of equals the one with the larger figures, which concerns more people; for prices, means and answers, and if still
 *    equal, the order of the code list.
 */
export function usualSeries(
  facts: IndicatorFacts,
  points: readonly Point[],
  dictionary: Dictionary,
): SeriesFacts | null {
  const own = facts.series.filter((one) => one.values > 0);
  const fewest = Math.min(...own.map((one) => Object.keys(one.codes).length));
  const totals = inOneUnit(
    own.filter((one) => Object.keys(one.codes).length === fewest),
    facts.indicator.unit,
  );
  if (totals.length < 2) return totals[0] ?? null;
  const latest = latestYear(totals, points);
  const count = (one: SeriesFacts) => latest.get(one.id)?.areas.size ?? 0;
  const near = nearlyMost(
    nearlyMost(totals, (one) => one.countries),
    count,
  );
  const wide = widest(near, dictionary);
  const size = (one: SeriesFacts) => (bySize(facts) ? middle(latest.get(one.id)?.values ?? []) : 0);
  return (
    [...wide].sort((a, b) => size(b) - size(a) || listOrder(a, b, facts, dictionary) || (a.id < b.id ? -1 : 1))[0] ??
    null
  );
}

function nearlyMost(series: readonly SeriesFacts[], count: (one: SeriesFacts) => number): readonly SeriesFacts[] {
  const most = Math.max(...series.map(count));
  return series.filter((one) => count(one) >= most * nearlyAsMany);
}

/** Do larger figures concern more people or things? Not where they are prices, means or answers. */
function bySize({ indicator }: IndicatorFacts): boolean {
  return !["price", "mean", "category"].includes(indicator.measure);
}

function inOneUnit(series: SeriesFacts[], unit: string): SeriesFacts[] {
  const same = series.filter((one) => one.unit === unit);
  if (same.length > 0) return same;
  const first = [...series].sort((a, b) => b.countries - a.countries || (a.id < b.id ? -1 : 1))[0];
  return series.filter((one) => one.unit === first?.unit);
}

type Latest = { areas: Set<string>; values: number[] };

/** Countries and values of each series in the latest year; a year that few countries have reached yet does not count. */
function latestYear(series: readonly SeriesFacts[], points: readonly Point[]): Map<string, Latest> {
  const ids = new Map(series.map((one) => [one.id, one.frequency]));
  const years = new Map<string, { areas: Set<string>; bySeries: Map<string, Latest> }>();
  for (const point of points) {
    if ((point.value === null && point.code === null) || ids.get(point.series) !== frequencyOf(point.period)) continue;
    const at = point.period.slice(0, 4);
    const year = years.get(at) ?? { areas: new Set(), bySeries: new Map() };
    years.set(at, year);
    year.areas.add(point.area);
    const one = year.bySeries.get(point.series) ?? { areas: new Set(), values: [] };
    year.bySeries.set(point.series, one);
    one.areas.add(point.area);
    if (point.value !== null) one.values.push(point.value);
  }
  const fullest = Math.max(0, ...[...years.values()].map((year) => year.areas.size));
  const last = [...years]
    .filter(([, year]) => year.areas.size * 3 >= fullest)
    .map(([at]) => at)
    .sort()
    .at(-1);
  return years.get(last ?? "")?.bySeries ?? new Map();
}

/** Leaves out series that are part of another one at hand, then what is other or unknown, then all but the wholes. */
function widest(series: readonly SeriesFacts[], dictionary: Dictionary): readonly SeriesFacts[] {
  const dimensions = [...new Set(series.flatMap((one) => Object.keys(one.codes)))];
  return dimensions.reduce((left: readonly SeriesFacts[], dimension) => {
    const codes = new Set(left.map((one) => one.codes[dimension] ?? total));
    const parents = parentsOf(dimension, [...codes], dictionary);
    const kept = [...codes].filter((code) => !ancestors(code, parents).some((one) => codes.has(one)));
    const known = kept.filter((code) => code !== other && code !== notKnown);
    const whole = known.filter((code) => wholes.has(code));
    const wanted = new Set(whole.length > 0 ? whole : known.length > 0 ? known : kept);
    const narrowed = left.filter((one) => wanted.has(one.codes[dimension] ?? total));
    return narrowed.length > 0 ? narrowed : left;
  }, series);
}

function parentsOf(dimension: string, codes: readonly string[], dictionary: Dictionary): ReadonlyMap<string, string> {
  const listed = dictionary.dimensions.get(dimension)?.codes ?? [];
  const tree = new Map(listed.flatMap((one) => (one.parent ? [[one.code, one.parent] as const] : [])));
  return tree.size > 0 ? tree : ageParents(codes);
}

function ancestors(code: string, parents: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (let at = parents.get(code); at !== undefined && !found.includes(at); at = parents.get(at)) found.push(at);
  return found;
}

/** Middle value of a series in its latest year; 0 for none. */
function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Order of the code lists, the indicator's first dimension first. */
function listOrder(a: SeriesFacts, b: SeriesFacts, { indicator }: IndicatorFacts, dictionary: Dictionary): number {
  for (const dimension of indicator.dimensions) {
    const codes = dictionary.dimensions.get(dimension)?.codes.map((one) => one.code) ?? [];
    const place = (one: SeriesFacts) => {
      const at = codes.indexOf(one.codes[dimension] ?? total);
      return at < 0 ? codes.length : at;
    };
    if (place(a) !== place(b)) return place(a) - place(b);
  }
  return 0;
}
