import type { Figure, Note, StatusCode } from "./figure";
import { isProblem, parseFigure } from "./figure";
import type { Observation } from "./observation";
import { back, parsePeriod } from "./period";

/** What stood before: the value of the same period when it was accepted already, else that of a year earlier. */
export type Former = { value: number | null; flags: StatusCode[]; period: string };

/** A figure as a reviewer reads it, beside what stood before. */
export type ReviewFigure = {
  path: string;
  series: string;
  period: string;
  now: Figure;
  last: Former | null;
  /** Percent of the former value; null without two numbers, or from zero. */
  change: number | null;
  /** Something where nothing was: a value after a zero. */
  fromZero: boolean;
  note: Note | null;
};

/**
 * Puts the figures of a section beside what stood before.
 * @param former  what stands accepted from elsewhere than this revision, by `series|period`
 * @returns       one line for each answered figure that is observed, in the order of the observations
 */
export function reviewFigures(
  observations: readonly Observation[],
  answers: ReadonlyMap<string, { value: unknown }>,
  former: ReadonlyMap<string, { value: number | null; flags: StatusCode[] }>,
): ReviewFigure[] {
  const seen = new Set<string>();
  return observations.flatMap((observation): ReviewFigure[] => {
    const { series, period, provenance } = observation;
    if (provenance.kind !== "answer" || seen.has(provenance.path)) return [];
    const now = parseFigure(answers.get(provenance.path)?.value);
    // A computed total is nobody's answer; a choice is no figure.
    if (isProblem(now) || observation.code !== null) return [];
    seen.add(provenance.path);
    const last = formerOf(former, series, period);
    const { change, fromZero } = changeOf(last?.value ?? null, now.v);
    return [{ path: provenance.path, series, period, now, last, change, fromZero, note: now.note ?? null }];
  });
}

function formerOf(
  former: ReadonlyMap<string, { value: number | null; flags: StatusCode[] }>,
  series: string,
  period: string,
): Former | null {
  const same = former.get(`${series}|${period}`);
  if (same) return { value: same.value, flags: same.flags, period };
  const read = parsePeriod(period);
  const earlier = read && back(read, 1);
  const before = earlier && former.get(`${series}|${earlier}`);
  return before ? { value: before.value, flags: before.flags, period: earlier } : null;
}

function changeOf(last: number | null, now: number | null): { change: number | null; fromZero: boolean } {
  if (last === null || now === null) return { change: null, fromZero: false };
  if (last === 0) return { change: now === 0 ? 0 : null, fromZero: now !== 0 };
  return { change: ((now - last) / Math.abs(last)) * 100, fromZero: false };
}

/**
 * Figures that changed most first, by absolute change in percent: from zero before all, then the changed ones, then those
 * without anything before; ties stay in the order of the questionnaire.
 */
export function byChange(figures: readonly ReviewFigure[]): ReviewFigure[] {
  const weight = ({ change, fromZero }: ReviewFigure) =>
    fromZero ? Number.POSITIVE_INFINITY : change === null ? -1 : Math.abs(change);
  return figures
    .map((figure, at) => ({ figure, at }))
    .sort((a, b) => {
      const [left, right] = [weight(a.figure), weight(b.figure)];
      return left === right ? a.at - b.at : right > left ? 1 : -1;
    })
    .map(({ figure }) => figure);
}

/** Does a figure differ from what stood before by one percent or more, or can it not be told? */
export function isChanged({ change, last, now }: ReviewFigure): boolean {
  return change === null ? last === null || last.value !== now.v : Math.abs(change) >= 1;
}
