import type { Dictionary, Text } from "~/domain/dictionary/dictionary";
import type { Observation } from "~/domain/observation/observation";
import type { Answers } from "~/domain/observation/observe-series";
import type { Period } from "~/domain/observation/period";
import { type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";
import type { Finding, FindingCode, Level } from "./finding";

/** What stands for a series and period after the last rounds and imports; `code` for coded answers. */
export type Former = { value: number | null; code?: string | null; flags: readonly string[] };

export type CheckInput = {
  questionnaire: Questionnaire;
  dictionary: Dictionary;
  section: string;
  answers: Answers;
  /** What settle found hidden, as for `observeSection`: no rule looks at it. */
  hidden?: Iterable<string>;
  /** What the round asks about; figures of earlier years arrive with it. */
  referencePeriod: Period;
  /** What `observeSection` gave for the section. */
  observations: readonly Observation[];
  /** Key `series|period`. */
  former: ReadonlyMap<string, Former>;
};

/** A rule of plausibility: one row of the table in `checks.ts`, printed in docs/checks.md. */
export type Rule = {
  /** `Finding.check`: the code, with a suffix where two rules say the same. */
  check: string;
  code: FindingCode;
  level: Level;
  /** What it looks at, for the printed table. */
  rule: Text;
  /** Where the rule and its numbers come from. */
  source: string;
  find: (input: CheckInput) => Found[];
};

/** What a rule found: where, the numbers of the sentence, and the paths it compared with. */
export type Found = { at: string; detail?: Record<string, string | number>; related?: string[] };

export function toFinding(rule: Rule, found: Found): Finding {
  const { check, code, level } = rule;
  const related = found.related?.filter((path) => path !== found.at) ?? [];
  return {
    ...{ level, code, at: found.at, check },
    ...(found.detail ? { detail: found.detail } : {}),
    ...(related.length > 0 ? { related: [...new Set(related)] } : {}),
  };
}

/** Path of the answer an observation comes from. */
export function pathOf(observation: Observation): string {
  return observation.provenance.kind === "answer" ? observation.provenance.path : "";
}

/**
 * Title of the question a figure is compared with, in both languages for the sentence (`otherEn`, `otherFr`); nothing when
 * it stands in the same question, where both are seen.
 */
export function titleOfOther(
  { questions }: Questionnaire,
  at: string,
  other: string,
): { otherEn: string; otherFr: string } | Record<string, never> {
  const title = questions.get(questionOf(other))?.title;
  return !title || questionOf(at) === questionOf(other) ? {} : { otherEn: title.en, otherFr: title.fr };
}

/** Observations with a number, the ones most rules look at. */
export function valued(observations: readonly Observation[]): (Observation & { value: number })[] {
  return observations.filter((o): o is Observation & { value: number } => o.value !== null);
}

/** A number without the noise of binary fractions, for sentences. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
