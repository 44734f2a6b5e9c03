import { compare, isFree } from "~/domain/comparison/comparison";
import { hasMedian, medianOf } from "~/domain/comparison/groups";
import { frequencyOf, periodsBetween } from "~/domain/comparison/periods";
import type { Indicator } from "~/domain/dictionary/dictionary";
import type { Item } from "~/domain/questionnaire/questionnaire";
import { type AcceptedPoint, toShown } from "~/domain/submission/last-accepted";
import type { Figure, StatusCode } from "./figure";

/*
 * The figure being typed among its own past and what other countries published: what the drawer draws. Only accepted values
 * of the country itself and released values of others come in here.
 */

/** Fewest other countries with a released value for which their middle half is shown. */
const fewestCountries = 5;

/** The middle half of the other countries in one period, and of how many; in the unit of the figure. */
export type HistoryBand = { period: string; low: number; middle: number; high: number; countries: number };

export type FigureHistory = {
  /** The period the typed figure is about. */
  period: string;
  /** What was accepted or released of the country, oldest first; a figure without value says why. */
  values: { period: string; figure: Figure }[];
  /** Periods whose values a line may join: it ends at a gap and at a break. */
  runs: string[][];
  /** Periods with which the series starts anew. */
  breaks: string[];
  band: HistoryBand[];
  /** Is the band computed from values per inhabitant, for a country of this size? */
  perInhabitant: boolean;
};

/** A value of the country itself. */
export type OwnPoint = AcceptedPoint & { breakBy: "declared" | "imported" | "question" | null };

/** A released value of another country, of the same series. */
export type OthersPoint = { area: string; period: string; value: number | null; flags: readonly StatusCode[] };

type OthersInput = {
  indicator: Pick<Indicator, "measure" | "ranking" | "unit">;
  /** Unit of the series. */
  unit: string;
  /** Released values of the series, of any country: the country's own are left out. */
  points: readonly OthersPoint[];
  /** Released inhabitants, of any country. */
  inhabitants: readonly OthersPoint[];
  area: string;
  part: Item["part"];
};

/**
 * Puts together what is drawn beside a figure being typed.
 *
 * Periods of another frequency are left out; a value whose period the country has not accepted yet comes from the release.
 * @param own       accepted values of the series in the collection, in any order
 * @param released  values of the country in the newest release
 */
export function figureHistory(
  about: { period: string; part: Item["part"] },
  own: readonly OwnPoint[],
  released: readonly OwnPoint[],
  others: OthersInput,
): FigureHistory {
  const accepted = new Set(own.map(({ period }) => period));
  const sameFrequency = ({ period }: { period: string }) => frequencyOf(period) === frequencyOf(about.period);
  const points = [...own, ...released.filter(({ period, value }) => value !== null && !accepted.has(period))]
    .filter(sameFrequency)
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  const values = points.flatMap((point) =>
    toShown(point, about.part).flatMap((shown) => ("figure" in shown ? [shown] : [])),
  );
  const band = bandOf({ ...others, points: others.points.filter(sameFrequency) });
  const years = [...values, about].map(({ period }) => Number(period.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const line = lineOf(points, values, periodsBetween(first, last, frequencyOf(about.period)));
  return {
    period: about.period,
    values,
    ...line,
    // A country with no past of its own sees the others' whole one.
    band: band.filter(({ period }) => values.length === 0 || Number(period.slice(0, 4)) >= first),
    perInhabitant: band.length > 0 && isCounted(others.indicator),
  };
}

function lineOf(
  points: readonly OwnPoint[],
  values: FigureHistory["values"],
  periods: readonly string[],
): Pick<FigureHistory, "runs" | "breaks"> {
  const drawn = new Map(values.map(({ period, figure }) => [period, figure.v]));
  const observed = points.map(({ series, period, flags, breakBy }) => ({
    ...{ series, period, breakBy, flags: [...flags], area: "", codes: {}, value: drawn.get(period) ?? null },
    ...{ code: null, lo: null, hi: null, n: null, note: null },
  }));
  const compared = compare(observed, [""], periods);
  const line = isFree(compared) ? undefined : compared.lines[0];
  return {
    runs: (line?.runs ?? []).map((run) => run.map(({ period }) => period)),
    breaks: (line?.breaks ?? []).map(({ period }) => period),
  };
}

/**
 * The middle half of the other countries by period: shares, rates, prices and means as they are, counts and quantities per
 * inhabitant and for a country of this size, since they follow the size of a country.
 *
 * None where ranking is forbidden, where fewer than five other countries have a value, of bounds and sample sizes, and of
 * what stands beside a share in another unit (the units it is a share of): what that counts the dictionary does not say.
 * Values that follow another definition (`D`) are left out, and so is whatever was withheld: it has no value.
 */
function bandOf({ indicator, unit, points, inhabitants, area, part }: OthersInput): HistoryBand[] {
  if (!indicator.ranking || part !== "v") return [];
  if (indicator.measure === "share" && unit !== indicator.unit) return [];
  const counted = isCounted(indicator);
  if (!counted && !hasMedian(indicator.measure)) return [];
  const people = new Map(inhabitants.map(({ area: of, period, value }) => [`${of}|${period}`, value]));
  const byPeriod = new Map<string, number[]>();
  for (const { area: of, period, value, flags } of points) {
    if (of === area || value === null || flags.includes("D")) continue;
    const scale = counted ? ratioOf(people.get(`${area}|${period}`), people.get(`${of}|${period}`)) : 1;
    if (scale !== null) byPeriod.set(period, [...(byPeriod.get(period) ?? []), value * scale]);
  }
  return [...byPeriod]
    .filter(([, values]) => values.length >= fewestCountries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, values]) => {
      const sorted = [...values].sort((a, b) => a - b);
      const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
      return { period, low, middle: medianOf(sorted)!, high, countries: sorted.length };
    });
}

function isCounted({ measure }: { measure: Indicator["measure"] }): boolean {
  return measure === "count" || measure === "quantity";
}

function ratioOf(own: number | null | undefined, other: number | null | undefined): number | null {
  return own && other && own > 0 && other > 0 ? own / other : null;
}

/**
 * Value below which a share of the values lies, between two of them by their distance.
 * @param sorted  ascending, not empty
 * @source Hyndman & Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996), definition 7
 */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}
