import { Model, type SurveyModel } from "survey-core";
import type { Questionnaire } from "~/domain/questionnaire";
import { registerFigures } from "./figure-question";
import { readQuestionnaire } from "./read-questionnaire";

export type Prepared = { questionnaire: Questionnaire; model: SurveyModel };

/** Models kept by the hash of their version: making one of the annual questionnaire costs more than using it. */
const kept = new Map<string, Prepared>();
const mostKept = 2;

/**
 * Lends a model of a definition to `work`. With a key (the hash of a published version) the model is kept for the next
 * time: `model.data = …` replaces every answer, and conditions and errors are worked out anew from it. Without a key it is
 * made, used and disposed of: a model that is not disposed is kept alive by its timers (facts/stack.md §3).
 */
export function withModel<T>(definition: unknown, key: string | undefined, work: (prepared: Prepared) => T): T {
  const known = key === undefined ? undefined : kept.get(key);
  const prepared = known ?? prepare(definition);
  // Rows of repeated panels would take over from the rows of the last answers, and lose their ids.
  known?.model.clear(true, false);
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
  return { questionnaire: readQuestionnaire(definition), model: new Model(structuredClone(definition)) };
}

function keep(key: string, prepared: Prepared): void {
  const oldest = kept.keys().next().value;
  if (kept.size >= mostKept && oldest !== undefined) {
    kept.get(oldest)?.model.dispose();
    kept.delete(oldest);
  }
  kept.set(key, prepared);
}
