import type { Question as SurveyQuestion } from "survey-core";

/** Path of a question: its name, inside of a repeated panel `panel/{rowId}/name`; null while the row has no id. */
export function pathOfQuestion(question: SurveyQuestion): string | null {
  const owner = question.parentQuestion;
  if (owner?.getType() !== "paneldynamic") return question.name;
  const panels: { questions: SurveyQuestion[] }[] = owner.panels;
  const at = panels.findIndex((panel) => panel.questions.includes(question));
  const row: unknown = Array.isArray(owner.value) ? owner.value[at] : undefined;
  const rowId = typeof row === "object" && row !== null && "rowId" in row ? row.rowId : undefined;
  return typeof rowId === "string" ? `${owner.name}/${rowId}/${question.name}` : null;
}
