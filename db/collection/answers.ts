import { and, asc, desc, eq, gte, lt, ne, sql } from "drizzle-orm";
import { excluded, oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "../sqlite/prepared";
import type { Collection } from "./client";
import { answerChanges, answers, personalAnswers } from "./schema";
import { persons } from "./schema-people";

/* Answers of a submission: what stands now, and every change. A save runs several of these statements for each figure. */

/** An answer as it stands, with the seq a change of it must be based on; `null` = cleared (the seq still counts). */
export type StandingAnswer = { value: unknown; seq: number };

/** Who answered and when; the name is for colleagues of the country and for reviewers, never for the public. */
export type AuthoredAnswer = StandingAnswer & { by: string | null; at: string };

/** One line of the log of a path. */
export type AnswerChange = {
  seq: number;
  path: string;
  value: unknown;
  raw: string | null;
  reason: string | null;
  by: string | null;
  at: string;
};

/** One row of the log to be written. */
export type NewChange = typeof answerChanges.$inferSelect;

const value = { path: answers.path, value: answers.value, seq: answers.seq, personal: personalAnswers.value };
const change = {
  seq: answerChanges.seq,
  path: answerChanges.path,
  value: answerChanges.value,
  raw: answerChanges.raw,
  reason: answerChanges.reason,
  by: persons.name,
  at: answerChanges.at,
  personal: personalAnswers.value,
};

const prepared = oncePerConnection((db: Collection) => {
  const [submission, path] = [sql.placeholder("submission"), sql.placeholder("path")];
  const ownPersonal = (of: typeof answers | typeof answerChanges) =>
    and(eq(personalAnswers.submission, of.submission), eq(personalAnswers.seq, of.seq));
  const authored = () =>
    db
      .select({ ...value, at: answerChanges.at, by: persons.name })
      .from(answers)
      .innerJoin(
        answerChanges,
        and(eq(answerChanges.submission, answers.submission), eq(answerChanges.seq, answers.seq)),
      )
      .leftJoin(persons, eq(persons.id, answerChanges.by))
      .leftJoin(personalAnswers, ownPersonal(answers));
  const log = () =>
    db
      .select(change)
      .from(answerChanges)
      .leftJoin(persons, eq(persons.id, answerChanges.by))
      .leftJoin(personalAnswers, ownPersonal(answerChanges));
  return {
    seqOf: prepareRead(
      db,
      db
        .select({ seq: answers.seq })
        .from(answers)
        .where(and(eq(answers.submission, submission), eq(answers.path, path))),
    ),
    changeById: prepareRead(
      db,
      db
        .select({
          seq: answerChanges.seq,
          path: answerChanges.path,
          value: answerChanges.value,
          by: answerChanges.by,
        })
        .from(answerChanges)
        .where(and(eq(answerChanges.submission, submission), eq(answerChanges.changeId, sql.placeholder("changeId")))),
    ),
    append: prepareWrite(
      db,
      db
        .insert(answerChanges)
        .values(placeholdersOf(answerChanges))
        .onConflictDoNothing({ target: [answerChanges.submission, answerChanges.changeId] }),
    ),
    project: prepareWrite(
      db,
      db
        .insert(answers)
        .values(placeholdersOf(answers))
        .onConflictDoUpdate({
          target: [answers.submission, answers.path],
          set: { value: excluded(answers.value), seq: excluded(answers.seq) },
        }),
    ),
    keepPersonal: prepareWrite(db, db.insert(personalAnswers).values(placeholdersOf(personalAnswers))),
    all: prepareRead(
      db,
      db
        .select(value)
        .from(answers)
        .leftJoin(personalAnswers, ownPersonal(answers))
        .where(eq(answers.submission, submission)),
    ),
    // Names hold letters, digits and `_`: between a name and the name with `0` lie its own paths only, which go on with `/`.
    ofQuestions: prepareRead(
      db,
      db
        .select(value)
        .from(sql`json_each(${sql.placeholder("questions")}) q`)
        .crossJoin(answers)
        .leftJoin(personalAnswers, ownPersonal(answers))
        .where(
          and(
            eq(answers.submission, submission),
            gte(answers.path, sql`q.value`),
            lt(answers.path, sql`q.value || '0'`),
          ),
        ),
    ),
    stored: prepareRead(
      db,
      db
        .select({ path: answers.path, value: answers.value })
        .from(answers)
        .where(and(eq(answers.submission, submission), ne(answers.value, "null"))),
    ),
    authored: prepareRead(db, authored().where(eq(answers.submission, submission))),
    authoredOne: prepareRead(db, authored().where(and(eq(answers.submission, submission), eq(answers.path, path)))),
    history: prepareRead(db, log().where(eq(answerChanges.submission, submission)).orderBy(asc(answerChanges.seq))),
    // Without an index of paths, which each save would pay for: one submission has some thousand changes at most.
    ofPath: prepareRead(
      db,
      log()
        .where(and(eq(answerChanges.submission, submission), eq(answerChanges.path, path)))
        .orderBy(asc(answerChanges.seq)),
    ),
    lastChange: prepareRead(
      db,
      db
        .select({ path: answerChanges.path, at: answerChanges.at })
        .from(answerChanges)
        .where(eq(answerChanges.submission, submission))
        .orderBy(desc(answerChanges.seq)),
    ),
  };
});

/** Seq at which a path was last changed; 0 = never answered. */
export function seqOfPath(db: Collection, submission: number, path: string): number {
  return prepared(db).seqOf.get({ submission, path })?.seq ?? 0;
}

/** The change a browser made earlier under this id, as stored (a personal value as its hash); undefined = not seen. */
export function changeOfId(
  db: Collection,
  submission: number,
  changeId: string,
): { seq: number; path: string; value: string; by: number | null } | undefined {
  return prepared(db).changeById.get({ submission, changeId });
}

/**
 * Appends one change to the log and projects it, in the caller's transaction.
 * @param personal  JSON of the answer when `change.value` is only its hash; goes to the erasable side table
 * @returns         false when the change id was seen before: nothing is written
 */
export function appendChange(db: Collection, change: NewChange, personal: string | null): boolean {
  const statements = prepared(db);
  if (statements.append.run(change).changes === 0) return false;
  statements.project.run(change);
  if (personal !== null) statements.keepPersonal.run({ ...change, value: personal });
  return true;
}

/**
 * Answers as they stand, by path, cleared ones included (value null), since their seq is what a change is based on.
 * Personal answers come from the side table; an erased one is null.
 * @param questions  names of the questions to read, in their order; all when absent
 */
export function answersOf(
  db: Collection,
  submission: number,
  questions?: readonly string[],
): Map<string, StandingAnswer> {
  const rows = questions
    ? prepared(db).ofQuestions.all({ submission, questions: JSON.stringify(questions) })
    : prepared(db).all.all({ submission });
  return new Map(rows.map((row) => [row.path, { value: toValue(row), seq: row.seq }]));
}

/** Values that stand, by path: what settle, observe and check read. Cleared and erased answers are absent. */
export function standingValues(db: Collection, submission: number): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const row of prepared(db).all.all({ submission })) {
    const value = toValue(row);
    if (value !== null) values.set(row.path, value);
  }
  return values;
}

/** Values as stored, personal ones as their hash: what a receipt's fingerprint is made of, so that erasing keeps it. */
export function storedValues(db: Collection, submission: number): Map<string, unknown> {
  return new Map(
    prepared(db)
      .stored.all({ submission })
      .map((row) => [row.path, JSON.parse(row.value)]),
  );
}

/** Answers as they stand with who and when, for the save door's GET and for review. */
export function authoredAnswersOf(db: Collection, submission: number): Map<string, AuthoredAnswer> {
  return new Map(
    prepared(db)
      .authored.all({ submission })
      .map((row) => [row.path, authored(row)]),
  );
}

/** One answer with who and when; undefined = never answered. */
export function authoredAnswerOf(db: Collection, submission: number, path: string): AuthoredAnswer | undefined {
  const row = prepared(db).authoredOne.get({ submission, path });
  return row && authored(row);
}

/** The whole log of a submission in order, by path. */
export function historyOf(db: Collection, submission: number): Map<string, AnswerChange[]> {
  const byPath = new Map<string, AnswerChange[]>();
  for (const row of prepared(db).history.all({ submission })) {
    const { seq, path, raw, reason, by, at } = row;
    const change = { seq, path, value: toValue(row), raw, reason, by, at };
    const lines = byPath.get(path);
    if (lines) lines.push(change);
    else byPath.set(path, [change]);
  }
  return byPath;
}

/** The log of one path, oldest first; changes carried over from a former revision keep who and when. */
export function changesOfPath(db: Collection, submission: number, path: string): AnswerChange[] {
  const rows = prepared(db).ofPath.all({ submission, path });
  return rows.map((row) => ({ ...authored(row), path, raw: row.raw, reason: row.reason }));
}

/** Path and instant of the last change; undefined = nothing was ever answered. */
export function lastChangeOf(db: Collection, submission: number): { path: string; at: string } | undefined {
  return prepared(db).lastChange.get({ submission });
}

function authored(row: Parameters<typeof toValue>[0] & Omit<AuthoredAnswer, "value">): AuthoredAnswer {
  return { value: toValue(row), seq: row.seq, by: row.by, at: row.at };
}

function toValue(row: { value: string; personal: string | null }): unknown {
  if (row.personal !== null) return JSON.parse(row.personal);
  // The hash of a personal answer whose text was erased.
  return row.value.startsWith('{"personal":') ? null : JSON.parse(row.value);
}
