import type { Point, ReleaseFile } from "./read";

/*
 * Numbers of withheld points that something else gives away: a release that ever was public and shows the same answer, or a
 * rate that carries the count it was made from.
 */

/** `before`: a release that was public says so, whatever this one does. */
export type Fact = { value: number; by: string; before: boolean };

export type Facts = {
  /** What is known of a point, if the answer it was known from is still the same. */
  get: (point: Point) => Fact | undefined;
  /** Does a release that ever was public show this very number of this answer? */
  wasShown: (point: Point) => boolean;
};

/** All that other figures say of the points of a release. */
export function factsOf(release: ReleaseFile, formers: readonly ReleaseFile[]): Facts {
  // By series first: most have no rate, and a name made of all three would be made for nothing.
  const own = new Map<string, Map<string, Fact>>();
  for (const { value, numerator, series, area, period } of release.points) {
    if (value === null || numerator === null) continue;
    const rates = own.get(numerator.series) ?? new Map<string, Fact>();
    if (rates.size === 0) own.set(numerator.series, rates);
    rates.set(`${area}|${period}`, { value: numerator.value, by: series, before: false });
  }
  // Of another answer than today's nothing follows.
  const sameAnswer = (point: Point) => formers.flatMap((former) => find(former, point)).filter(isAnswer(point));
  return {
    get: (point) => {
      if (point.answer === null) return undefined;
      const rate = own.get(point.series)?.get(`${point.area}|${point.period}`);
      if (rate !== undefined) return rate;
      for (const former of formers) {
        const before = find(former, point).filter(isAnswer(point));
        for (const { value } of before) if (value !== null) return { value, by: former.id, before: true };
        if (before.length === 0) continue;
        for (const { series, value, numerator } of placeOf(former, point)?.values() ?? [])
          if (value !== null && numerator?.series === point.series)
            return { value: numerator.value, by: `${series} of ${former.id}`, before: true };
      }
      return undefined;
    },
    wasShown: (point) => sameAnswer(point).some(({ value }) => value === point.value),
  };
}

const isAnswer =
  ({ answer }: Point) =>
  (other: Point) =>
    answer !== null && other.answer === answer;

function find(release: ReleaseFile, point: Point): Point[] {
  const found = placeOf(release, point)?.get(point.series);
  return found === undefined ? [] : [found];
}

type Places = Map<string, Map<string, Map<string, Point>>>;

/** Points of releases by country, period and series, ordered once for each. */
const ordered = new WeakMap<readonly Point[], Places>();

function placeOf({ points }: ReleaseFile, { area, period }: Point): ReadonlyMap<string, Point> | undefined {
  let places = ordered.get(points);
  if (places === undefined) {
    places = new Map();
    for (const point of points) {
      const periods = places.get(point.area) ?? new Map<string, Map<string, Point>>();
      const series = periods.get(point.period) ?? new Map<string, Point>();
      if (series.size === 0) periods.set(point.period, series);
      if (periods.size === 1) places.set(point.area, periods);
      series.set(point.series, point);
    }
    ordered.set(points, places);
  }
  return places.get(area)?.get(period);
}

/**
 * Points that a former release shows and this one has no more, though the answer they come from still stands here: whoever
 * kept the former file adds them to this one.
 */
export function goneSince(release: ReleaseFile, formers: readonly ReleaseFile[]): Point[] {
  const gone = new Map<string, Point>();
  for (const point of formers.flatMap(({ points }) => points)) {
    const { value, answer, series, area, period } = point;
    if (value === null || answer === null) continue;
    const here = placeOf(release, point);
    if (here === undefined || here.has(series)) continue;
    const key = `${series}|${area}|${period}`;
    const isHere = !gone.has(key) && [...here.values()].some((one) => one.answer === answer);
    if (isHere) gone.set(key, { ...point });
  }
  return [...gone.values()];
}
