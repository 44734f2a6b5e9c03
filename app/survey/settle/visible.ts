import type { SurveyModel, Question as SurveyQuestion } from "survey-core";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";

/**
 * Lists what a model hides: names of questions, and `panel/{rowId}/question` where only that row hides it. Members of a
 * hidden panel are not listed one by one.
 */
export function hiddenOf(model: SurveyModel, questionnaire: Questionnaire): string[] {
  const hidden: string[] = [];
  const known: Shown = new Map();
  for (const question of questionnaire.questions.values()) {
    if (question.panel !== null) continue;
    const asked = model.getQuestionByName(question.name);
    // A model of one section knows only its own questions; nothing is said of the others.
    if (!asked) continue;
    if (!asked.isVisible || !isShown(asked.parent, known)) hidden.push(question.name);
    else if (question.kind === "panel") {
      for (const { rowId, members } of rowsOf(asked)) {
        for (const member of members) if (!member.isVisible) hidden.push(`${question.name}/${rowId}/${member.name}`);
      }
    }
  }
  return hidden;
}

/** Visible with its page and all panels around it. */
export function isVisible(question: SurveyQuestion): boolean {
  return question.isVisibleInSurvey && question.page?.isVisible !== false;
}

type Around = SurveyQuestion["parent"];
type Shown = Map<Around, boolean>;

/** Visible with its page and all panels around it: each is asked once, as it looks through all it holds. */
function isShown(around: Around, known: Shown): boolean {
  if (!around) return true;
  const before = known.get(around);
  if (before !== undefined) return before;
  const is = around.isVisible && isShown(around.parent, known);
  known.set(around, is);
  return is;
}

type Row = { rowId: string; members: SurveyQuestion[] };

/** Rows of a repeated panel with their questions; a row without id is named by its place. */
export function rowsOf(question: SurveyQuestion): Row[] {
  const panels: { questions: SurveyQuestion[] }[] = Array.isArray(question.panels) ? question.panels : [];
  const values: unknown[] = Array.isArray(question.value) ? question.value : [];
  return panels.map((panel, index) => {
    const row = values[index];
    const rowId = typeof row === "object" && row !== null && "rowId" in row ? String(row.rowId) : String(index);
    return { rowId, members: panel.questions };
  });
}
