import type { Dictionary } from "~/domain/dictionary/dictionary";
import type { Figure, Note, StatusCode } from "~/domain/figure/figure";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import { staticSeries } from "~/domain/observation/observe-series";
import { back, type Period, parsePeriod } from "~/domain/observation/period";
import { locate } from "~/domain/questionnaire/answers";
import { type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";
import { isHidden } from "~/domain/questionnaire/shown-answers";

/** What stands beside a value: bounds of an interval in its unit, and the size of the sample. */
export type Measures = { lo: number | null; hi: number | null; n: number | null };

/** A value as it was accepted or sent before. */
export type Said = { value: number | null; flags: StatusCode[]; lt?: number | null } & Partial<Measures>;

/** What stood before: the value of the same period when it was accepted already, else that of a year earlier. */
export type Former = { value: number | null; lt: number | null; flags: StatusCode[]; period: string } & Measures;

/** A figure as a reviewer reads it, beside what stood before. */
export type ReviewFigure = {
  path: string;
  period: string;
  /** Null: it stood before and has no answer now. */
  now: Figure | null;
  /** Also those that were asked beside it, in places of their own. */
  measures: Measures;
  last: Former | null;
  /** Percent of the former value; null without two numbers, or from zero. */
  change: number | null;
  /** Something where nothing was: a value after a zero. */
  fromZero: boolean;
  note: Note | null;
};

const noMeasures: Measures = { lo: null, hi: null, n: null };

/**
 * Puts the figures of a section beside what stood before.
 * @param former  what stands accepted from elsewhere than this revision, by `series|period`
 * @returns       one line for each answered figure that is observed, in the order of the observations
 */
export function reviewFigures(
  observations: readonly Observation[],
  answers: ReadonlyMap<string, { value: unknown }>,
  former: ReadonlyMap<string, Said>,
): ReviewFigure[] {
  const seen = new Set<string>();
  return observations.flatMap((observation): ReviewFigure[] => {
    const { series, period, provenance, lo, hi, n } = observation;
    if (provenance.kind !== "answer" || seen.has(provenance.path)) return [];
    const now = parseFigure(answers.get(provenance.path)?.value);
    // A computed total is nobody's answer; a choice is no figure.
    if (isProblem(now) || observation.code !== null) return [];
    seen.add(provenance.path);
    const last = formerOf(former, series, period);
    const { change, fromZero } = changeOf(last?.value ?? null, now.v);
    const measures = { lo, hi, n };
    return [{ path: provenance.path, period, now, measures, last, change, fromZero, note: now.note ?? null }];
  });
}

/**
 * Figures that stood before and have no answer now: a value accepted for the period or a year earlier, or a figure of the
 * submit before this one. An old year left empty is unchanged, not gone (model.md §3); what is not asked any more is not missed.
 * @param sent    answers of the section at the submit before, by path; empty when this is the first
 * @param former  as for `reviewFigures`
 */
export function vanishedFigures(
  {
    questionnaire,
    dictionary,
    section,
    referencePeriod,
    answers,
    hidden,
  }: {
    questionnaire: Questionnaire;
    dictionary: Dictionary;
    section: string;
    referencePeriod: Period;
    answers: ReadonlyMap<string, { value: unknown }>;
    hidden: Iterable<string>;
  },
  { former, sent }: { former: ReadonlyMap<string, Said>; sent: ReadonlyMap<string, unknown> },
): ReviewFigure[] {
  const away = new Set(hidden);
  const isMissed = (path: string) => {
    const place = locate(questionnaire, path);
    return place?.question.section === section && place.question.observe !== null && !isHidden(place, away)
      ? (answers.get(path)?.value ?? null) === null
      : false;
  };
  const gone = new Map<string, ReviewFigure>();
  for (const item of questionnaire.items.values()) {
    if (item.section !== section || item.yearsBack > 0 || item.part !== "v" || !isMissed(item.path)) continue;
    const series = staticSeries(item, dictionary)?.split("|")[0];
    const last = series === undefined ? null : formerOf(former, series, referencePeriod);
    if (last && (last.value !== null || last.lt !== null))
      gone.set(item.path, vanished(item.path, referencePeriod, last));
  }
  for (const [path, value] of sent) {
    const was = parseFigure(value);
    if (gone.has(path) || isProblem(was) || !isMissed(path)) continue;
    const period = back(referencePeriod, questionnaire.items.get(path)?.yearsBack ?? 0);
    const { v, f = [], lt = null, lo = null, hi = null, n = null } = was;
    gone.set(path, vanished(path, period, { value: v, lt, flags: f, lo, hi, n, period }));
  }
  return [...gone.values()];
}

function vanished(path: string, period: string, last: Former): ReviewFigure {
  return { path, period, now: null, measures: noMeasures, last, change: null, fromZero: false, note: null };
}

function formerOf(former: ReadonlyMap<string, Said>, series: string, period: string): Former | null {
  const same = former.get(`${series}|${period}`);
  if (same) return toFormer(same, period);
  const read = parsePeriod(period);
  const earlier = read && back(read, 1);
  const before = earlier && former.get(`${series}|${earlier}`);
  return before ? toFormer(before, earlier) : null;
}

function toFormer({ value, flags, lt = null, lo = null, hi = null, n = null }: Said, period: string): Former {
  return { value, lt, flags, lo, hi, n, period };
}

function changeOf(last: number | null, now: number | null): { change: number | null; fromZero: boolean } {
  if (last === null || now === null) return { change: null, fromZero: false };
  if (last === 0) return { change: now === 0 ? 0 : null, fromZero: now !== 0 };
  return { change: ((now - last) / Math.abs(last)) * 100, fromZero: false };
}

/** Figures in the order of their questions; those of one question stay as they come. */
export function byQuestion(figures: readonly ReviewFigure[], questionnaire: Questionnaire): ReviewFigure[] {
  const order = [...questionnaire.questions.keys()];
  const at = new Map(order.map((name, place) => [name, place]));
  const placeOf = ({ path }: ReviewFigure) => at.get(questionOf(path)) ?? order.length;
  return [...figures].sort((a, b) => placeOf(a) - placeOf(b));
}

/**
 * Figures that changed most first, by absolute change in percent: from zero and gone before all, then the changed ones,
 * then those without anything before; ties stay in the order of the questionnaire.
 */
export function byChange(figures: readonly ReviewFigure[]): ReviewFigure[] {
  const weight = ({ change, fromZero, now }: ReviewFigure) =>
    fromZero || now === null ? Number.POSITIVE_INFINITY : change === null ? -1 : Math.abs(change);
  return figures
    .map((figure, at) => ({ figure, at }))
    .sort((a, b) => {
      const [left, right] = [weight(a.figure), weight(b.figure)];
      return left === right ? a.at - b.at : right > left ? 1 : -1;
    })
    .map(({ figure }) => figure);
}

/**
 * Does a figure differ from what stood before by one percent or more, or can it not be told? So does one that lost its
 * bounds or its sample, and one of the same period whose bounds or sample are others.
 */
export function isChanged(figure: ReviewFigure): boolean {
  const { change, last, now, measures, period } = figure;
  if (now === null || last === null) return true;
  const differs = (["lo", "hi", "n"] as const).some(
    (part) => measures[part] !== last[part] && (last.period === period || measures[part] === null),
  );
  return differs || (change === null ? last.value !== now.v : Math.abs(change) >= 1);
}
