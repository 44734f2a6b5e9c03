import type { FigureProblem } from "~/domain/figure/figure";

/**
 * What a sieve (admit, settle, check) says about an answer. Returned, never thrown.
 *
 * An `error` is the impossible and holds a submit back; a `warning` is explained, not obeyed; `info` is said only.
 */
export type Level = "error" | "warning" | "info";

export const findingCodes = [
  // admit: was it asked, is it of its kind?
  "unknown-path",
  "not-of-its-kind",
  "unknown-choice",
  "text-too-long",
  "too-many-rows",
  "bad-date",
  "out-of-range",
  "not-whole",
  "computed-not-typed",
  "total-with-parts",
  // settle: does it follow the questionnaire's logic?
  "required",
  "figure-missing",
  "rule-of-question",
  "hidden-answer",
  // check: is it plausible?
  "parts-not-total",
  "part-above-total",
  "pair-out-of-order",
  "jump",
  "share-of-unknown",
  "break-not-declared",
  "unit-changed",
  "revision-without-reason",
  "bounds-wide",
  "small-sample",
  "zero-without-capability",
  "same-reason-throughout",
  "ratio-unlikely",
  "series-twice",
  "definition-needs-text",
] as const;
export type FindingCode = (typeof findingCodes)[number] | FigureProblem;

/**
 * Paths of other questions a finding compares with, one for each question: there the other figure is to be looked at.
 */
export function comparedWith({ at, related = [] }: Pick<Finding, "at" | "related">): string[] {
  const own = at.split("/")[0];
  const byQuestion = new Map(related.map((path) => [path.split("/")[0], path] as const).reverse());
  return [...byQuestion].filter(([question]) => question !== own).map(([, path]) => path);
}

export type Finding = {
  level: Level;
  code: FindingCode;
  /** Path of the answer it is about (`grid/ROW/COL`), or the question's name. */
  at: string;
  /** Which check said it: the code for built-in rules, `check:{name}` for one written in a questionnaire. */
  check: string;
  /** Numbers and names the sentence needs. */
  detail?: Record<string, string | number>;
  /** A rule written in a questionnaire brings its own sentence, in the languages it was written in. */
  text?: { en: string; fr: string };
  /** Other paths the rule read; the summary links to them. */
  related?: string[];
};
