import { Model, type PanelModel, QuestionPanelDynamicModel, type SurveyModel } from "survey-core";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { registerFigures } from "~/survey/figure/question";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { emptyText, leaveUnchanged } from "./unchanged";

export type Prepared = { questionnaire: Questionnaire; model: SurveyModel };

/** A model with its repeated panels and all rows they ever had. */
type Kept = Prepared & { panels: { panel: QuestionPanelDynamicModel; rows: Set<PanelModel> }[] };

/** Models kept by their version and parameters: making one of the annual questionnaire costs more than using it. */
const kept = new Map<string, Kept>();
const mostKept = 2;

/** Makes a model ready for other answers: rows it had once come back, and its questions leave alone what they hold. */
function reuse({ panels, model }: Kept, data: Record<string, unknown>): void {
  for (const { panel, rows } of panels) {
    for (const row of panel.panels) rows.add(row);
    const value = data[panel.name];
    if (Array.isArray(value)) setRows(panel, [...rows], value.length);
  }
  const inRows = panels.flatMap(({ rows }) => [...rows].flatMap((row) => row.questions));
  for (const question of [...model.getAllQuestions(), ...inRows]) {
    leaveUnchanged(question);
    emptyText(question);
  }
}

/** Takes rows away or back as far as there are some. SurveyJS forgets those it takes away, and making one costs much. */
function setRows(panel: QuestionPanelDynamicModel, known: readonly PanelModel[], count: number): void {
  const { panels } = panel;
  if (panels.length > count) panels.splice(count);
  for (const row of known) if (panels.length < count && !panels.includes(row)) panels.push(row);
}

function panelsOf(questionnaire: Questionnaire, model: SurveyModel): QuestionPanelDynamicModel[] {
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
export function withModel<T>(
  definition: unknown,
  { key, data }: { key: string | undefined; data: Record<string, unknown> },
  work: (prepared: Prepared) => T,
): T {
  const known = key === undefined ? undefined : kept.get(key);
  const prepared = known ?? prepare(definition);
  if (known) reuse(known, data);
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

function prepare(definition: unknown): Kept {
  registerFigures();
  const questionnaire = readQuestionnaire(definition);
  const model = new Model(structuredClone(definition));
  // Asking for the rows builds them. A panel that is filled before takes the number of its rows for the number it starts
  // with, and shows as many empty rows when it is emptied.
  const panels = panelsOf(questionnaire, model).map((panel) => ({ panel, rows: new Set(panel.panels) }));
  return { questionnaire, model, panels };
}

function keep(key: string, prepared: Kept): void {
  const oldest = kept.keys().next().value;
  if (kept.size >= mostKept && oldest !== undefined) {
    kept.get(oldest)?.model.dispose();
    kept.delete(oldest);
  }
  kept.set(key, prepared);
}
