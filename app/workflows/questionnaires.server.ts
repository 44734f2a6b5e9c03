import { createHash } from "node:crypto";
import type { DictionaryProblem } from "~/domain/dictionary/problem";
import { fillIn } from "~/domain/questionnaire/parameters";
import type { Problem } from "~/domain/questionnaire/problem";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type Refusal, refuse } from "~/domain/refusal";
import { type Linted, lintQuestionnaire } from "~/survey/lint/lint";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { parametersOf, readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { insertVersion, latestVersion, questionIdsOf } from "~db/collection/questionnaires";
import { enterWithin } from "./dictionary.server";

export type PublishOutcome =
  | { questionnaire: string; version: number; hash: string }
  | { problems: Problem[] }
  | Refusal;

/** What looking at a definition found, and the version it would follow. */
export type Looked = Linted & { former: Questionnaire | null };

/**
 * Looks at a definition as publishing would, and stores nothing.
 * @returns problems in the order of lines; `former` = the version it would follow
 */
export function examineQuestionnaire(db: Collection, text: string): Looked {
  const former = formerOf(db, idIn(text));
  return { ...lintQuestionnaire(text, { dictionary: readDictionary(db), former }), former };
}

/**
 * Publishes a version: immutable, known by the hash of its text, with the dictionary entries it brings in the same
 * transaction. Errors of lint hold it back, warnings do not.
 *
 * A question keeps its life-long id by its name; `replaces` carries the id over a rename. The next version follows the last
 * one, whoever sends it first (`version-not-next` for the other).
 * @param deed  `by: null` = a file of the project at first start
 */
export function publishQuestionnaire(db: Collection, text: string, deed: Deed): PublishOutcome {
  return publishLooked(db, { text, looked: examineQuestionnaire(db, text) }, deed);
}

/**
 * Publishes a file of the project where its version is not published yet: a new installation begins with the newest, an
 * older one goes on to it. The other versions of the folder are what older installations stand on.
 * @returns  null when this version, or a later one, is published already
 */
export function publishShipped(db: Collection, text: string, deed: Deed): PublishOutcome | null {
  const former = formerOf(db, idIn(text));
  const next = versionIn(text);
  if (former && former.version >= next) return null;
  const looked = { ...lintQuestionnaire(text, { dictionary: readDictionary(db), former, next }), former };
  return publishLooked(db, { text, looked }, deed);
}

/**
 * `publishQuestionnaire` of a text that was looked at before, outside of the transaction, since looking takes seconds.
 * @returns  `stale` when another version was published since it was looked at
 */
export function publishLooked(
  db: Collection,
  { text, looked }: { text: string; looked: Looked },
  deed: Deed,
): PublishOutcome {
  // One connection: what `db` does in here is part of the transaction.
  return db.transaction(
    () =>
      latestVersion(db, idIn(text)) === (looked.former?.version ?? null)
        ? publish(db, { text, looked }, deed)
        : refuse("stale"),
    { behavior: "immediate" },
  );
}

function publish(db: Collection, { text, looked }: { text: string; looked: Looked }, deed: Deed): PublishOutcome {
  const { problems, questionnaire, entries, former } = looked;
  const errors = problems.filter((problem) => problem.level === "error");
  if (!questionnaire || errors.length > 0) return { problems };
  const { id, version } = questionnaire;
  const title = fillIn(questionnaire.title, parametersOf(JSON.parse(text)));
  const entered = enterWithin(db, entries, `${id}/${version}`, deed);
  if ("problems" in entered) return { problems: entered.problems.map(toProblem) };
  const hash = createHash("sha256").update(text).digest("hex");
  insertVersion(
    db,
    {
      ...{ questionnaire: id, version, titleEn: title.en, titleFr: title.fr },
      ...{ definition: text, hash, publishedAt: deed.now, publishedBy: deed.by },
    },
    lifelongIds(text, questionnaire, former ? questionIdsOf(db, id, former.version) : new Map()),
  );
  const detail = { hash, questions: questionnaire.questions.size, items: questionnaire.items.size };
  writeAudit(db, deed, { action: "questionnaire.publish", subject: `questionnaire/${id}/${version}`, detail });
  return { questionnaire: id, version, hash };
}

function formerOf(db: Collection, id: string): Questionnaire | null {
  const version = latestVersion(db, id);
  return version === null ? null : compiled(db, id, version).questionnaire;
}

function idIn(text: string): string {
  return /"vigie"\s*:\s*\{[^{}]*?"id"\s*:\s*"([a-z][a-z0-9-]*)"/.exec(text.slice(0, 2_000_000))?.[1] ?? "";
}

function versionIn(text: string): number {
  return readQuestionnaire(JSON.parse(text)).version;
}

/** Name → id. New questions are born with their name as id, or with a number behind it when another question has it. */
function lifelongIds(
  text: string,
  questionnaire: Questionnaire,
  former: ReadonlyMap<string, string>,
): Map<string, string> {
  const replaced = replacements(JSON.parse(text));
  const ids = new Map<string, string>();
  const taken = new Set(former.values());
  for (const question of questionnaire.questions.values()) {
    const kept = former.get(question.name) ?? former.get(replaced.get(question.name) ?? "");
    let born = question.questionId;
    for (let number = 2; kept === undefined && taken.has(born); number++) born = `${question.questionId}-${number}`;
    taken.add(kept ?? born);
    ids.set(question.name, kept ?? born);
  }
  return ids;
}

/** Name → name it had in the former version. */
function replacements(definition: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("name" in node && "replaces" in node && typeof node.name === "string" && typeof node.replaces === "string") {
      found.set(node.name, node.replaces);
    }
    for (const part of Object.values(node)) visit(part);
  };
  visit(definition);
  return found;
}

function toProblem({ kind, at, what }: DictionaryProblem): Problem {
  return { level: "error", code: "dictionary", at: "", line: 1, detail: { kind, entry: at, what } };
}
