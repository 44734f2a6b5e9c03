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

const keyOf = ({ series, area, period }: Pick<Point, "series" | "area" | "period">) => `${series}|${area}|${period}`;

/** All that other figures say of the points of a release that have no value. */
export function factsOf(release: ReleaseFile, formers: readonly ReleaseFile[]): Facts {
  const wanted = new Map(
    release.points.flatMap((point) => (point.value === null ? [[keyOf(point), point] as const] : [])),
  );
  const known = new Map<string, Fact>();
  // Of another answer than today's nothing follows.
  const add = (key: string, answer: string | null | undefined, fact: Fact) => {
    const own = wanted.get(key)?.answer;
    if (own !== undefined && own !== null && own === answer && !known.has(key)) known.set(key, fact);
  };
  for (const one of [release, ...formers]) {
    const rates = one.points.filter(({ value, numerator }) => value !== null && numerator !== null);
    const counted = new Map<string, string | null>();
    const numerators = new Set(rates.map((point) => keyOf({ ...point, series: point.numerator!.series })));
    for (const point of one.points) {
      const key = keyOf(point);
      if (numerators.has(key)) counted.set(key, point.answer);
      if (one !== release && point.value !== null)
        add(key, point.answer, { value: point.value, by: one.id, before: true });
    }
    for (const point of rates) {
      const key = keyOf({ ...point, series: point.numerator!.series });
      const by = one === release ? point.series : `${point.series} of ${one.id}`;
      add(key, counted.get(key), { value: point.numerator!.value, by, before: one !== release });
    }
  }
  return { get: (point) => known.get(keyOf(point)), wasShown: shownReader(formers) };
}

/** Reads the formers when it is first asked. */
function shownReader(formers: readonly ReleaseFile[]): Facts["wasShown"] {
  let shown: Map<string, Point[]> | null = null;
  return ({ value, answer, series, area, period }) => {
    if (answer === null) return false;
    if (shown === null) {
      shown = new Map();
      for (const point of formers.flatMap(({ points }) => points)) {
        const place = `${point.area}|${point.period}`;
        const own = shown.get(place);
        if (own === undefined) shown.set(place, [point]);
        else own.push(point);
      }
    }
    const own = shown.get(`${area}|${period}`) ?? [];
    return own.some((one) => one.series === series && one.value === value && one.answer === answer);
  };
}

/**
 * Points that a former release shows and this one has no more, though the answer they come from still stands here: whoever
 * kept the former file adds them to this one.
 */
export function goneSince(release: ReleaseFile, formers: readonly ReleaseFile[]): Point[] {
  if (formers.length === 0) return [];
  const present = new Set(release.points.map(keyOf));
  const left = formers.flatMap(({ points }) =>
    points.filter((point) => point.value !== null && point.answer !== null && !present.has(keyOf(point))),
  );
  if (left.length === 0) return [];
  const answers = new Set(release.points.map(({ answer, area, period }) => `${answer}|${area}|${period}`));
  const gone = new Map<string, Point>();
  for (const point of left) {
    const { answer, area, period } = point;
    if (answers.has(`${answer}|${area}|${period}`) && !gone.has(keyOf(point))) gone.set(keyOf(point), point);
  }
  return [...gone.values()];
}
