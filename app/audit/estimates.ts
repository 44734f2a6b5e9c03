import { namesIn } from "./families";
import type { Indicator, Point, ReleaseFile } from "./read";
import { baseOf, thresholdOf } from "./system";

/*
 * Public shares and means against the persons they rest on: the sample size given with them, else the public count the
 * dictionary names as their base.
 */

/** A public estimate that tells of few persons, or of nobody knows how many. */
export type WeakEstimate = {
  series: string;
  area: string;
  period: string;
  value: number;
  /** `few`: fewer persons than the indicator asks for · `unknown`: no public base · `persons`: share × base, or the rest, is 1 to k − 1. */
  why: "few" | "unknown" | "persons";
  base: number | null;
  persons: number | null;
};

/** Persons, where neither the base nor the indicator says: the common threshold. @source facts/privacy.md §2.1 */
const commonThreshold = 5;

/** Every public estimate that should not stand. Indicators that rest on no persons (no `leastPersons`, no base) ask for none. */
export function weakEstimates(release: ReleaseFile): WeakEstimate[] {
  const bases = new Set([...release.indicators.values()].flatMap(({ base }) => namesIn(base)));
  const counts = new Map(
    release.points.flatMap((point) =>
      bases.has(point.indicator) ? [[placeOf(point.series, point), point] as const] : [],
    ),
  );
  return release.points.flatMap((point): WeakEstimate[] => {
    const indicator = release.indicators.get(point.indicator);
    if (!indicator || point.value === null || !["share", "mean", "rate"].includes(indicator.measure)) return [];
    // What its source has published is public whatever the release does.
    if (point.numerator !== null || point.published) return [];
    if (indicator.leastPersons === undefined && namesIn(indicator.base).length === 0) return [];
    const { base, threshold } = personsBelow(point, indicator, { release, counts });
    const found = (why: WeakEstimate["why"], persons: number | null): WeakEstimate[] => {
      const { series, area, period, value } = point;
      return [{ series, area, period, value: value!, why, base, persons }];
    };
    if (base === null) return saysWhy(indicator) ? [] : found("unknown", null);
    if (base < (indicator.leastPersons ?? 0)) return found("few", null);
    if (indicator.measure !== "share") return [];
    const persons = Math.round((point.value / 100) * base);
    const isSmall = (count: number) => count >= 1 && count < threshold;
    if (isSmall(persons)) return found("persons", persons);
    return isSmall(base - persons) ? found("persons", base - persons) : [];
  });
}

type Known = { release: ReleaseFile; counts: ReadonlyMap<string, Point> };

function personsBelow(
  point: Point,
  indicator: Indicator,
  { release, counts }: Known,
): { base: number | null; threshold: number } {
  const named = baseOf(indicator, point.codes, release);
  const counted = named && release.indicators.get(named.indicator);
  const threshold = (counted && thresholdOf(counted, point.area, release)) ?? commonThreshold;
  const count = named && counts.get(placeOf(seriesOf(named), point));
  return { base: count ? count.value : point.n, threshold };
}

const placeOf = (series: string, { area, period }: Point) => `${series}|${area}|${period}`;

/** Identity of a series, as release files write it: `DEM-DRD-N:AGE=Y15T19;SEX=F`. */
function seriesOf({ indicator, codes }: { indicator: string; codes: Record<string, string> }): string {
  const key = Object.keys(codes)
    .sort()
    .map((dimension) => `${dimension}=${codes[dimension]}`)
    .join(";");
  return key === "" ? indicator : `${indicator}:${key}`;
}

/** An indicator may say in writing why an estimate without known base can stand. */
function saysWhy({ standsAlone }: Indicator): boolean {
  return standsAlone !== undefined;
}
