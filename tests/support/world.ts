import { createHash, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { Actor, Role } from "~/domain/people/access";
import { isRefusal, type Refusal } from "~/domain/refusal";
import type { Saved } from "~/domain/submission/submit-change";
import { settle } from "~/survey/settle/settle";
import { saveAnswers } from "~/workflows/answers.server";
import { enterDictionary } from "~/workflows/dictionary.server";
import { addPerson } from "~/workflows/people/people.server";
import { publishQuestionnaire } from "~/workflows/questionnaires.server";
import { acceptSections } from "~/workflows/review.server";
import { openRound } from "~/workflows/rounds.server";
import { readStanding, type SubmitOutcome, submitSections } from "~/workflows/submissions/submissions.server";
import { answersOf } from "~db/collection/answers";
import { type Collection, openCollection, schema } from "~db/collection/client";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { grantsOf, startSession } from "~db/collection/people/sessions";
import { besideCollection, passingKey } from "~db/collection/sealing/key";
import { armSeals } from "~db/collection/sealing/seal";
import { readSubmission, type SubmissionKey } from "~db/collection/submissions/submissions";
import Database from "~db/sqlite/driver";
import { smallQuestionnaire } from "./small-questionnaire";

/*
 * The world of tests: a collection with the dictionary, people by role and country, a small published questionnaire and
 * an open round, all made by the real workflows. A test says only what matters to it.
 */

/** The instant at which the world stands unless a test says another. */
export const now = "2026-11-24T13:00:00.000Z";
export const round = "2026-small";

const people = {
  claire: { role: "focal-point", country: "FR", name: "Claire Aubry", lang: "fr" },
  paul: { role: "focal-point", country: "FR", name: "Paul Martin", lang: "fr" },
  lucie: { role: "contributor", country: "FR", name: "Lucie Moreau", lang: "fr" },
  henri: { role: "correspondent", country: "FR", name: "Henri Vasseur", lang: "fr" },
  ingrid: { role: "focal-point", country: "NO", name: "Ingrid Solheim", lang: "en" },
  tomas: { role: "reviewer", country: null, name: "Tomas Berg", lang: "en" },
  rosa: { role: "reviewer", country: null, name: "Rosa Lind", lang: "en" },
  elena: { role: "editor", country: null, name: "Elena Marin", lang: "en" },
  adam: { role: "admin", country: null, name: "Adam Novak", lang: "en" },
  anna: { role: "auditor", country: null, name: "Anna Keller", lang: "en" },
} as const satisfies Record<string, { role: Role; country: string | null; name: string; lang: "en" | "fr" }>;

export type PersonName = keyof typeof people;

export type WorldOptions = {
  /** `:memory:` unless a test needs the file. */
  file?: string;
  /** SurveyJS definition; the small questionnaire unless given. */
  definition?: unknown;
  countries?: readonly string[];
  needsSignOff?: readonly string[];
  opensAt?: string;
  softDeadlineAt?: string;
  hardDeadlineAt?: string;
  referencePeriod?: string;
};

export type World = ReturnType<typeof makeWorld>;

/** Makes the world; `world.close()` when a test is done with a file. */
export function makeWorld({ file, ...options }: WorldOptions = {}) {
  const { bytes, ids } = baseOf(options);
  const db = file === undefined ? openBytes(bytes) : openCopy(bytes, file);
  return { db, ids, ...deedsOf(db, ids), close: () => void db.$client.close() };
}

type Base = { bytes: Buffer; ids: Record<PersonName, number> };
const bases = new Map<string, Base>();

/** The workflows make each kind of world once in a process; tests get copies of its bytes, which takes no time. */
function baseOf(options: Omit<WorldOptions, "file">): Base {
  const key = JSON.stringify(options);
  const known = bases.get(key);
  if (known) return known;
  const made = makeBase(options);
  bases.set(key, made);
  return made;
}

function openCopy(bytes: Buffer, file: string): Collection {
  writeFileSync(file, bytes);
  // The key its lines are sealed with.
  writeFileSync(besideCollection(file), passingKey().secret.toString("hex"));
  return openCollection(file);
}

/** A collection in memory out of bytes; `openCollection` makes such only empty. */
function openBytes(bytes: Buffer): Collection {
  const client = new Database(bytes);
  client.pragma("foreign_keys = ON");
  client.pragma("secure_delete = ON");
  armSeals(client, passingKey(), "");
  return drizzle(client, { schema });
}

function makeBase(options: Omit<WorldOptions, "file">): Base {
  const db = openCollection(":memory:");
  const began = { by: null, now: "2026-01-05T08:00:00.000Z" };
  mustBeDone(enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, began));
  const ids = Object.fromEntries(
    Object.entries(people).map(([key, { role, country, name, lang }]) => {
      const email = `${key}@example.org`;
      const person = {
        email,
        name,
        organisation: "Test",
        lang,
        demo: false,
        parts: [{ role, country }],
        passwordHash: null,
      };
      return [key, mustBeDone(addPerson(db, person, began))];
    }),
  ) as Record<PersonName, number>;
  const editor = { by: ids.elena, now: began.now };
  const published = mustBeDone(
    publishQuestionnaire(db, JSON.stringify(options.definition ?? smallQuestionnaire), editor),
  );
  if ("problems" in published) throw new Error(`the questionnaire has problems: ${JSON.stringify(published.problems)}`);
  const asked = options.countries ?? ["FR", "NO", "PT"];
  mustBeDone(
    openRound(
      db,
      {
        id: round,
        questionnaire: published.questionnaire,
        version: published.version,
        title: { en: "Small 2026", fr: "Petite collecte 2026" },
        referencePeriod: options.referencePeriod ?? "2025",
        opensAt: options.opensAt ?? "2026-02-01T08:00:00.000Z",
        softDeadlineAt: options.softDeadlineAt ?? "2026-11-30T22:59:59.999Z",
        hardDeadlineAt: options.hardDeadlineAt ?? "2026-12-18T22:59:59.999Z",
        parameters: {},
        countries: [...asked],
        needsSignOff: [...(options.needsSignOff ?? [])],
      },
      editor,
    ),
  );
  const bytes = db.$client.serialize();
  db.$client.close();
  return { bytes, ids };
}

function deedsOf(db: Collection, ids: Record<PersonName, number>) {
  const deed = (name: PersonName, at = now) => ({ by: ids[name], now: at });

  const actor = (name: PersonName, at = now): Actor => {
    const { name: fullName, lang } = people[name];
    return {
      person: ids[name],
      name: fullName,
      email: `${name}@example.org`,
      lang,
      grants: grantsOf(db, ids[name], at),
    };
  };

  /** Saves answers by path on top of what stands, and insists that each is accepted. */
  const answer = (
    name: PersonName,
    answers: Record<string, unknown>,
    key: Partial<SubmissionKey> & { at?: string } = {},
  ): Saved => {
    const { at = now, ...rest } = key;
    const submission = { ...keyOf(name), ...rest };
    const found = readSubmission(db, submission);
    const standing = found ? answersOf(db, found.id) : new Map<string, { seq: number }>();
    const changes = Object.entries(answers).map(([path, value]) => ({
      ...{ changeId: randomUUID(), path, base: standing.get(path)?.seq ?? 0, value },
    }));
    const saved = mustBeDone(saveAnswers(db, { ...submission, changes }, { actor: actor(name, at), now: at }));
    const odd = saved.results.find(({ outcome }) => outcome !== "accepted");
    if (odd) throw new Error(`an answer was not accepted: ${JSON.stringify(odd)}`);
    return saved;
  };

  /** Settles and submits sections at the seq that stands now. */
  const submit = (
    name: PersonName,
    sections: readonly string[],
    key: Partial<SubmissionKey> & { at?: string } = {},
  ): SubmitOutcome => {
    const { at = now, ...rest } = key;
    const submission = { ...keyOf(name), ...rest };
    const standing = readStanding(db, submission);
    if (!standing) throw new Error("the round does not ask this country");
    const settled = settle(standing.definition, standing.nested(), {
      parameters: standing.asked.parameters,
      sections: [...sections],
    });
    return submitSections(db, { ...submission, sections, expectedSeq: standing.seq, ...settled }, deed(name, at));
  };

  /** A reviewer accepts sections and releases all their texts. */
  const accept = (country: string, sections: readonly string[], at = now) => {
    const key = { round, country, number: 1 };
    return mustBeDone(acceptSections(db, { ...key, sections, releasedTexts: "all" }, deed("tomas", at)));
  };

  /** Starts a session and gives back the cookie header of a browser that holds it. */
  const signIn = (name: PersonName, at = now): string => {
    const secret = randomUUID().replaceAll("-", "").padEnd(43, "x");
    startSession(
      db,
      { idHash: createHash("sha256").update(secret).digest("hex"), person: ids[name], device: "test" },
      at,
    );
    return `sid=${secret}`;
  };

  return { deed, actor, answer, submit, accept, signIn };
}

/** The submission of a person's country in the open round. */
export function keyOf(name: PersonName): SubmissionKey {
  return { round, country: people[name].country ?? "FR", number: 1 };
}

/** Gives the outcome back, or fails the test with the refusal. */
export function mustBeDone<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}
