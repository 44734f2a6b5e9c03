import type { Point, ReleaseFile } from "./read";

/*
 * Numbers of withheld points that something else gives away: a release that ever was public and shows the same answer, or a
 * rate that carries the count it was made from.
 */

export type Fact = { value: number; by: string };

export type Facts = {
  /** What is known of a point, if the answer it was known from is still the same. */
  get: (point: Point) => Fact | undefined;
};

const keyOf = ({ series, area, period }: Pick<Point, "series" | "area" | "period">) => `${series}|${area}|${period}`;

/** All that other figures say of the points of a release. */
export function factsOf(release: ReleaseFile, formers: readonly ReleaseFile[]): Facts {
  const known = new Map<string, (Fact & { answer: string | null })[]>();
  const add = (key: string, fact: Fact & { answer: string | null }) =>
    known.set(key, [...(known.get(key) ?? []), fact]);
  for (const one of [release, ...formers]) {
    const answers = new Map(one.points.map((point) => [keyOf(point), point.answer]));
    for (const point of one.points) {
      if (one !== release && point.value !== null && point.answer !== null)
        add(keyOf(point), { value: point.value, by: one.id, answer: point.answer });
      if (point.value !== null && point.numerator !== null) {
        const key = keyOf({ ...point, series: point.numerator.series });
        const by = one === release ? point.series : `${point.series} of ${one.id}`;
        add(key, { value: point.numerator.value, by, answer: answers.get(key) ?? null });
      }
    }
  }
  return {
    get: (point) => known.get(keyOf(point))?.find(({ answer }) => answer !== null && answer === point.answer),
  };
}

/**
 * Points that a former release shows and this one has no more, though the answer they come from still stands here: whoever
 * kept the former file adds them to this one.
 */
export function goneSince(release: ReleaseFile, formers: readonly ReleaseFile[]): Point[] {
  const present = new Set(release.points.map(keyOf));
  const answers = new Set(release.points.map(({ answer, area, period }) => `${answer}|${area}|${period}`));
  const gone = new Map<string, Point>();
  for (const point of formers.flatMap((former) => former.points)) {
    const { answer, area, period } = point;
    if (point.value === null || answer === null || present.has(keyOf(point))) continue;
    if (answers.has(`${answer}|${area}|${period}`) && !gone.has(keyOf(point))) gone.set(keyOf(point), point);
  }
  return [...gone.values()];
}
