import type { Answers } from "~/domain/observation/observe-series";
import { locate, type Place } from "./answers";
import { type Questionnaire, questionOf } from "./questionnaire";

/** Whose answers: one section, what stands in it, and what settle found hidden. */
export type ShownInput = {
  questionnaire: Questionnaire;
  section: string;
  answers: Answers;
  /** Names of hidden questions, or paths `panel/{rowId}/question`: their answers are set aside. */
  hidden: Iterable<string>;
};

export type Shown = { place: Place; path: string; value: unknown; seq: number };

/**
 * Lists the answers of a section that are asked and seen: not cleared, not hidden, not in a row its panel no longer names.
 * @returns  in the order the answers came
 */
export function shownAnswers({ questionnaire, section, answers, hidden }: ShownInput): Shown[] {
  const away = new Set(hidden);
  const shown: Shown[] = [];
  for (const [path, { value, seq }] of answers) {
    if (value === null || questionnaire.questions.get(questionOf(path))?.section !== section) continue;
    const place = locate(questionnaire, path);
    if (place && !isHidden(place, away) && !isGone(place, answers)) shown.push({ place, path, value, seq });
  }
  return shown;
}

/** Is the question of a place, its panel or its place in a row hidden? */
export function isHidden({ question, rowId }: Place, away: ReadonlySet<string>): boolean {
  if (away.has(question.name)) return true;
  return (
    question.panel !== null && (away.has(question.panel) || away.has(`${question.panel}/${rowId}/${question.name}`))
  );
}

/** Does an answer stand in a row its panel no longer names? */
export function isGone({ question, rowId }: Place, answers: Answers): boolean {
  if (question.panel === null) return false;
  const rows = answers.get(`${question.panel}/#rows`)?.value;
  return Array.isArray(rows) && !rows.includes(rowId);
}
