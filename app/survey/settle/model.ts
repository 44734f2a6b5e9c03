import { Model, QuestionPanelDynamicModel, type SurveyModel } from "survey-core";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { registerFigures } from "~/survey/figure/question";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { leaveUnchanged } from "./unchanged";

export type Prepared = { questionnaire: Questionnaire; model: SurveyModel };

/** Models kept by their version and parameters: making one of the annual questionnaire costs more than using it. */
const kept = new Map<string, Prepared>();
const mostKept = 2;

/** Rows of repeated panels stay from one run to the next: making them anew would be most of the work of a run. */
function beCareful(prepared: Prepared): void {
  const rows = panelsOf(prepared).flatMap((panel) => panel.panels.flatMap((row) => row.questions));
  for (const question of [...prepared.model.getAllQuestions(), ...rows]) leaveUnchanged(question);
}

function panelsOf({ questionnaire, model }: Prepared): QuestionPanelDynamicModel[] {
  return [...questionnaire.questions.values()].flatMap(({ name, kind }) => {
    const question = kind === "panel" ? model.getQuestionByName(name) : null;
    return question instanceof QuestionPanelDynamicModel ? [question] : [];
  });
}

/**
 * Lends a model of a definition to `work`. With a key (a published version and its parameters) the model is kept for the next
 * time: `model.data = …` replaces every answer, and conditions and errors are worked out anew from it. Without a key it is
 * made, used and disposed of: a model that is not disposed is kept alive by its timers (facts/stack.md §3).
 */
export function withModel<T>(definition: unknown, key: string | undefined, work: (prepared: Prepared) => T): T {
  const known = key === undefined ? undefined : kept.get(key);
  const prepared = known ?? prepare(definition);
  if (known) beCareful(known);
  if (key !== undefined && !known) keep(key, prepared);
  try {
    return work(prepared);
  } catch (error) {
    // Nobody knows in what state a model is after a throw.
    if (key !== undefined) kept.delete(key);
    throw error;
  } finally {
    if (key === undefined) prepared.model.dispose();
  }
}

function prepare(definition: unknown): Prepared {
  registerFigures();
  const prepared = { questionnaire: readQuestionnaire(definition), model: new Model(structuredClone(definition)) };
  // Asking for the rows builds them. A panel that is filled before takes the number of its rows for the number it starts
  // with, and shows as many empty rows when it is emptied.
  for (const panel of panelsOf(prepared)) void panel.panels;
  return prepared;
}

function keep(key: string, prepared: Prepared): void {
  const oldest = kept.keys().next().value;
  if (kept.size >= mostKept && oldest !== undefined) {
    kept.get(oldest)?.model.dispose();
    kept.delete(oldest);
  }
  kept.set(key, prepared);
}
