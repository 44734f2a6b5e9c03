import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import type { Collection } from "~db/collection/client";
import { hashOfVersion, questionIdsOf, readVersion } from "~db/collection/questionnaires";
import { readQuestionnaire } from "./read-questionnaire";

/** A published version, read; `definition` is the parsed JSON, not to be changed by anybody. */
export type Compiled = { questionnaire: Questionnaire; definition: unknown; hash: string };

/** Versions kept; a house runs a handful at a time. */
const mostKept = 16;
const kept = new Map<string, Compiled>();

/**
 * Reads a published version once and keeps it. Versions never change, so name, version and hash are the key.
 * @throws  a version that does not exist is a bug: rounds name published versions only
 */
export function compiled(db: Pick<Collection, "select" | "insert">, id: string, version: number): Compiled {
  const hash = hashOfVersion(db, id, version);
  const key = `${id}/${version}/${hash}`;
  const known = kept.get(key);
  if (known) return known;
  const published = readVersion(db, id, version);
  if (!published) throw new Error(`There is no published version ${version} of the questionnaire ${id}`);
  const definition: unknown = JSON.parse(published.definition);
  const questionnaire = withLifelongIds(readQuestionnaire(definition), questionIdsOf(db, id, version));
  const made = { questionnaire, definition, hash: published.hash };
  const oldest = kept.keys().next().value;
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

/** The ids given at publication go before those the definition would give by itself. */
function withLifelongIds(questionnaire: Questionnaire, ids: ReadonlyMap<string, string>): Questionnaire {
  const questions = [...questionnaire.questions].map(([name, question]) => {
    return [name, { ...question, questionId: ids.get(name) ?? question.questionId }] as const;
  });
  return { ...questionnaire, questions: new Map(questions) };
}
