import { type Parameters, withParameters } from "~/domain/questionnaire/parameters";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import type { Collection } from "~db/collection/client";
import { hashOfVersion, questionIdsOf, readVersion } from "~db/collection/questionnaires";
import { readQuestionnaire } from "./read-questionnaire";

/** A published version, read; `definition` is the parsed JSON, not to be changed by anybody. */
export type Compiled = { questionnaire: Questionnaire; definition: unknown; hash: string };

/** Versions kept, each also as rounds ask it; a house runs a handful at a time. */
const mostKept = 24;
const kept = new Map<string, Compiled>();

/**
 * Reads a published version as a round asks it: with the round's words, and with the codes they stand for. What is shown,
 * observed or compared of a round is read so; `compiled` knows the version only.
 */
export function compiledFor(
  db: Pick<Collection, "select" | "insert">,
  asked: { questionnaire: string; version: number; parameters: Parameters },
): Compiled {
  const plain = compiled(db, asked.questionnaire, asked.version);
  if (Object.keys(asked.parameters).length === 0) return plain;
  const key = `${asked.questionnaire}/${asked.version}/${plain.hash} ${JSON.stringify(asked.parameters)}`;
  return kept.get(key) ?? keep(key, { ...plain, questionnaire: withParameters(plain.questionnaire, asked.parameters) });
}

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
  return keep(key, { questionnaire, definition, hash: published.hash });
}

function keep(key: string, made: Compiled): Compiled {
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
