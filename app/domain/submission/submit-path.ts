import { type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";

/** The section a path belongs to; null when the questionnaire has no such question. */
export function sectionOf(questionnaire: Pick<Questionnaire, "questions">, path: string): string | null {
  return questionnaire.questions.get(questionOf(path))?.section ?? null;
}

/**
 * The paths a rule about `path` reads when it serves more than one figure: its row (all but the last part) or its table
 * (the question). A path without parts is its own row.
 */
export function prefixServing(path: string, serves: "figure" | "row" | "table"): string {
  if (serves === "figure") return path;
  if (serves === "table") return questionOf(path);
  const at = path.lastIndexOf("/");
  return at < 0 ? path : path.slice(0, at);
}
