import type { Database, Statement } from "better-sqlite3";
import type { Collection } from "./client";

/*
 * Answers of a submission: what stands now, and every change. Statements are written in SQL and prepared once per
 * connection: a save runs several of them for each figure, and building them anew would cost more than running them.
 * Those of a save give plain values and arrays, which cost a third of an object a row.
 */

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

export type NewChange = {
  submission: number;
  seq: number;
  path: string;
  /** JSON; for a personal answer its hash. */
  value: string;
  raw: string | null;
  by: number | null;
  at: string;
  changeId: string;
  base: number;
  reason: string | null;
};

type ValueRow = { path: string; value: string; seq: number; personal: string | null };
type AuthoredRow = ValueRow & { by: string | null; at: string };
type ChangeRow = AuthoredRow & { raw: string | null; reason: string | null };

type Prepared = {
  seqOf: Statement<[number, string], number>;
  changeById: Statement<[number, string], [seq: number, path: string, value: string, by: number | null]>;
  append: Statement<
    [number, number, string, string, string | null, number | null, string, string, number, string | null]
  >;
  project: Statement<[number, string, string, number]>;
  keepPersonal: Statement<[number, number, string, string]>;
  all: Statement<[number], ValueRow>;
  ofQuestions: Statement<[{ submission: number; questions: string }], ValueRow>;
  stored: Statement<[number], { path: string; value: string }>;
  authored: Statement<[number], AuthoredRow>;
  authoredOne: Statement<[number, string], AuthoredRow>;
  history: Statement<[number], ChangeRow>;
  ofPath: Statement<[number, string], ChangeRow>;
  lastChange: Statement<[number], { path: string; at: string }>;
};

const preparedOf = new WeakMap<Database, Prepared>();

const authoredSql = `select a.path, a.value, a.seq, p.value personal, c.at, w.name "by"
  from answers a
  join answer_changes c on c.submission = a.submission and c.seq = a.seq
  left join persons w on w.id = c."by"
  left join personal_answers p on p.submission = a.submission and p.seq = a.seq`;

function prepared(client: Database): Prepared {
  const known = preparedOf.get(client);
  if (known) return known;
  const made: Prepared = {
    seqOf: client
      .prepare<[number, string], number>("select seq from answers where submission = ? and path = ?")
      .pluck(),
    changeById: client
      .prepare<[number, string], [seq: number, path: string, value: string, by: number | null]>(
        `select seq, path, value, "by" from answer_changes where submission = ? and change_id = ?`,
      )
      .raw(),
    append: client.prepare(
      `insert into answer_changes (submission, seq, path, value, raw, "by", at, change_id, base, reason)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (submission, change_id) do nothing`,
    ),
    project: client.prepare(
      `insert into answers (submission, path, value, seq) values (?, ?, ?, ?)
       on conflict (submission, path) do update set value = excluded.value, seq = excluded.seq`,
    ),
    keepPersonal: client.prepare("insert into personal_answers (submission, seq, path, value) values (?, ?, ?, ?)"),
    all: client.prepare(
      `select a.path, a.value, a.seq, p.value personal from answers a
       left join personal_answers p on p.submission = a.submission and p.seq = a.seq
       where a.submission = ?`,
    ),
    // Names hold letters, digits and `_`: between a name and the name with `0` lie its own paths only, which go on with `/`.
    ofQuestions: client.prepare(
      `select a.path, a.value, a.seq, p.value personal from json_each(:questions) q
       cross join answers a on a.submission = :submission and a.path >= q.value and a.path < q.value || '0'
       left join personal_answers p on p.submission = a.submission and p.seq = a.seq`,
    ),
    stored: client.prepare("select path, value from answers where submission = ? and value <> 'null'"),
    authored: client.prepare(`${authoredSql} where a.submission = ?`),
    authoredOne: client.prepare(`${authoredSql} where a.submission = ? and a.path = ?`),
    history: client.prepare(
      `select c.seq, c.path, c.value, c.raw, c.reason, c.at, w.name "by", p.value personal
       from answer_changes c
       left join persons w on w.id = c."by"
       left join personal_answers p on p.submission = c.submission and p.seq = c.seq
       where c.submission = ? order by c.seq`,
    ),
    // Without an index of paths, which each save would pay for: one submission has some thousand changes at most.
    ofPath: client.prepare(
      `select c.seq, c.path, c.value, c.raw, c.reason, c.at, w.name "by", p.value personal
       from answer_changes c
       left join persons w on w.id = c."by"
       left join personal_answers p on p.submission = c.submission and p.seq = c.seq
       where c.submission = ? and c.path = ? order by c.seq`,
    ),
    lastChange: client.prepare("select path, at from answer_changes where submission = ? order by seq desc limit 1"),
  };
  preparedOf.set(client, made);
  return made;
}

/** Seq at which a path was last changed; 0 = never answered. */
export function seqOfPath(db: Collection, submission: number, path: string): number {
  return prepared(db.$client).seqOf.get(submission, path) ?? 0;
}

/** The change a browser made earlier under this id, as stored (a personal value as its hash); undefined = not seen. */
export function changeOfId(
  db: Collection,
  submission: number,
  changeId: string,
): { seq: number; path: string; value: string; by: number | null } | undefined {
  const row = prepared(db.$client).changeById.get(submission, changeId);
  return row && { seq: row[0], path: row[1], value: row[2], by: row[3] };
}

/**
 * Appends one change to the log and projects it, in the caller's transaction.
 * @param personal  JSON of the answer when `change.value` is only its hash; goes to the erasable side table
 * @returns         false when the change id was seen before: nothing is written
 */
export function appendChange(db: Collection, change: NewChange, personal: string | null): boolean {
  const statements = prepared(db.$client);
  const { submission, seq, path, value, raw, by, at, changeId, base, reason } = change;
  // By place, not by name: binding ten names costs more than the row.
  const written = statements.append.run(submission, seq, path, value, raw, by, at, changeId, base, reason);
  if (written.changes === 0) return false;
  statements.project.run(submission, path, value, seq);
  if (personal !== null) statements.keepPersonal.run(submission, seq, path, personal);
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
  const statements = prepared(db.$client);
  const rows = questions
    ? statements.ofQuestions.all({ submission, questions: JSON.stringify(questions) })
    : statements.all.all(submission);
  return new Map(rows.map((row) => [row.path, { value: toValue(row), seq: row.seq }]));
}

/** Values that stand, by path: what settle, observe and check read. Cleared and erased answers are absent. */
export function standingValues(db: Collection, submission: number): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const row of prepared(db.$client).all.all(submission)) {
    const value = toValue(row);
    if (value !== null) values.set(row.path, value);
  }
  return values;
}

/** Values as stored, personal ones as their hash: what a receipt's fingerprint is made of, so that erasing keeps it. */
export function storedValues(db: Collection, submission: number): Map<string, unknown> {
  return new Map(
    prepared(db.$client)
      .stored.all(submission)
      .map((row) => [row.path, JSON.parse(row.value)]),
  );
}

/** Answers as they stand with who and when, for the save door's GET and for review. */
export function authoredAnswersOf(db: Collection, submission: number): Map<string, AuthoredAnswer> {
  return new Map(
    prepared(db.$client)
      .authored.all(submission)
      .map((row) => [row.path, authored(row)]),
  );
}

/** One answer with who and when; undefined = never answered. */
export function authoredAnswerOf(db: Collection, submission: number, path: string): AuthoredAnswer | undefined {
  const row = prepared(db.$client).authoredOne.get(submission, path);
  return row && authored(row);
}

/** The whole log of a submission in order, by path. */
export function historyOf(db: Collection, submission: number): Map<string, AnswerChange[]> {
  const byPath = new Map<string, AnswerChange[]>();
  for (const row of prepared(db.$client).history.all(submission)) {
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
  const rows = prepared(db.$client).ofPath.all(submission, path);
  return rows.map((row) => ({ ...authored(row), path, raw: row.raw, reason: row.reason }));
}

/** Path and instant of the last change; undefined = nothing was ever answered. */
export function lastChangeOf(db: Collection, submission: number): { path: string; at: string } | undefined {
  return prepared(db.$client).lastChange.get(submission);
}

function authored(row: AuthoredRow): AuthoredAnswer {
  return { value: toValue(row), seq: row.seq, by: row.by, at: row.at };
}

function toValue(row: { value: string; personal: string | null }): unknown {
  if (row.personal !== null) return JSON.parse(row.personal);
  // The hash of a personal answer whose text was erased.
  return row.value.startsWith('{"personal":') ? null : JSON.parse(row.value);
}
