import type { Database, Statement } from "better-sqlite3";
import type { SectionState } from "~/domain/submission/submission";
import { sectionStates } from "~/domain/submission/submission";
import type { Collection } from "../client";

/** Which submission: one country's answers in one round; `number` is 1 unless a country answers a round more than once. */
export type SubmissionKey = { round: string; country: string; number: number };

export type SectionRow = {
  state: SectionState;
  /** Seq of the submission when the state was reached. */
  seq: number;
  at: string;
  by: number | null;
  reason: { code: string; lang: "en" | "fr"; text: string } | null;
};

export type SubmissionHead = SubmissionKey & {
  id: number;
  revision: number;
  basedOn: number | null;
  /** Highest seq of its changes; 0 = nothing yet. */
  seq: number;
  createdAt: string;
};

export type Submission = SubmissionHead & {
  /** Sections that were touched; one without a row is a draft nobody touched. */
  sections: ReadonlyMap<string, SectionRow>;
};

/** In the order of the columns: an array costs a third of an object, and every save asks. */
type Row = [
  id: number,
  round: string,
  country: string,
  number: number,
  revision: number,
  basedOn: number | null,
  seq: number,
  createdAt: string,
];
type StateRow = { section: string; state: string; seq: number; at: string; by: number | null; reason: string | null };

type Prepared = {
  newest: Statement<[string, string, number], Row>;
  revision: Statement<[string, string, number, number], Row>;
  byId: Statement<[number], Row>;
  states: Statement<[number], StateRow>;
  state: Statement<[number, string], string>;
  revisions: Statement<[string, string, number], Row>;
  ofRound: Statement<[string], Row>;
  create: Statement<[SubmissionKey & { revision: number; basedOn: number | null; at: string; by: number | null }]>;
  setSeq: Statement<[number, number]>;
  putState: Statement<[StateRow & { submission: number }]>;
};

const preparedOf = new WeakMap<Database, Prepared>();
const columns = "id, round, country, number, revision, based_on, seq, created_at";

function prepared(client: Database): Prepared {
  const known = preparedOf.get(client);
  if (known) return known;
  const rows = <P extends unknown[]>(where: string) =>
    client.prepare<P, Row>(`select ${columns} from submissions ${where}`).raw();
  const made: Prepared = {
    newest: rows("where round = ? and country = ? and number = ? order by revision desc limit 1"),
    revision: rows("where round = ? and country = ? and number = ? and revision = ?"),
    byId: rows("where id = ?"),
    states: client.prepare(
      `select section, state, seq, at, "by", reason from submission_sections where submission = ?`,
    ),
    state: client
      .prepare<[number, string], string>("select state from submission_sections where submission = ? and section = ?")
      .pluck(),
    revisions: rows("where round = ? and country = ? and number = ? order by revision"),
    ofRound: rows(
      `s where round = ? and revision =
         (select max(revision) from submissions t where t.round = s.round and t.country = s.country and t.number = s.number)
       order by country, number`,
    ),
    create: client.prepare(
      `insert into submissions (round, country, number, revision, based_on, seq, created_at, created_by)
       values (:round, :country, :number, :revision, :basedOn, 0, :at, :by)`,
    ),
    setSeq: client.prepare("update submissions set seq = ? where id = ?"),
    putState: client.prepare(
      `insert into submission_sections (submission, section, state, seq, at, "by", reason)
       values (:submission, :section, :state, :seq, :at, :by, :reason)
       on conflict (submission, section) do update set state = excluded.state, seq = excluded.seq, at = excluded.at,
         "by" = excluded."by", reason = excluded.reason`,
    ),
  };
  preparedOf.set(client, made);
  return made;
}

/** Reads a submission, its newest revision unless one is named; creates nothing. */
export function readSubmission(db: Collection, key: SubmissionKey, revision?: number): Submission | null {
  const statements = prepared(db.$client);
  const row =
    revision === undefined
      ? statements.newest.get(key.round, key.country, key.number)
      : statements.revision.get(key.round, key.country, key.number, revision);
  return row ? withSections(statements, row) : null;
}

/** Reads the newest revision without its sections: what a save needs. */
export function readSubmissionHead(db: Collection, key: SubmissionKey): SubmissionHead | null {
  const row = prepared(db.$client).newest.get(key.round, key.country, key.number);
  return row ? headOf(row) : null;
}

/** State of one section; null when nobody touched it. */
export function sectionStateOf(db: Collection, submission: number, section: string): SectionState | null {
  const state = prepared(db.$client).state.get(submission, section);
  return state === undefined ? null : parseState(state);
}

/** Reads a submission by its row id. */
export function submissionOfId(db: Collection, id: number): Submission | null {
  const statements = prepared(db.$client);
  const row = statements.byId.get(id);
  return row ? withSections(statements, row) : null;
}

/** All revisions of a submission, the first one first. */
export function revisionsOf(db: Collection, key: SubmissionKey): Submission[] {
  const statements = prepared(db.$client);
  return statements.revisions.all(key.round, key.country, key.number).map((row) => withSections(statements, row));
}

/** Newest revision of every submission of a round, by country. */
export function submissionsOfRound(db: Collection, round: string): Submission[] {
  const statements = prepared(db.$client);
  return statements.ofRound.all(round).map((row) => withSections(statements, row));
}

/**
 * Gives a submission back, made empty when it is missing; in the caller's transaction.
 *
 * Only number 1 is made on demand; that round and country exist and belong together is the caller's to know.
 */
export function ensureSubmission(
  db: Collection,
  key: SubmissionKey,
  deed: { by: number | null; now: string },
): Submission {
  return readSubmission(db, key) ?? createRevision(db, { ...key, revision: 1, basedOn: null }, deed);
}

/** Makes a revision without answers; in the caller's transaction. */
export function createRevision(
  db: Collection,
  revision: SubmissionKey & { revision: number; basedOn: number | null },
  deed: { by: number | null; now: string },
): Submission {
  const statements = prepared(db.$client);
  const { round, country, number, basedOn } = revision;
  const made = statements.create.run({
    round,
    country,
    number,
    revision: revision.revision,
    basedOn,
    at: deed.now,
    by: deed.by,
  });
  return {
    ...{ round, country, number, revision: revision.revision, basedOn },
    id: Number(made.lastInsertRowid),
    seq: 0,
    createdAt: deed.now,
    sections: new Map(),
  };
}

/** Sets the highest seq of a submission. */
export function setSubmissionSeq(db: Collection, submission: number, seq: number): void {
  prepared(db.$client).setSeq.run(seq, submission);
}

/** Writes the state a section has reached. */
export function putSectionState(db: Collection, submission: number, section: string, row: SectionRow): void {
  const reason = row.reason === null ? null : JSON.stringify(row.reason);
  prepared(db.$client).putState.run({ ...row, submission, section, reason });
}

/** State of a section; one without a row is a draft. */
export function stateOf(submission: Pick<Submission, "sections"> | null, section: string): SectionState {
  return submission?.sections.get(section)?.state ?? "draft";
}

function withSections(statements: Prepared, row: Row): Submission {
  const sections = new Map<string, SectionRow>();
  const head = headOf(row);
  for (const { section, state, seq, at, by, reason } of statements.states.all(head.id)) {
    sections.set(section, {
      state: parseState(state),
      seq,
      at,
      by,
      reason: reason === null ? null : JSON.parse(reason),
    });
  }
  return { ...head, sections };
}

function headOf(row: Row): SubmissionHead {
  const [id, round, country, number, revision, basedOn, seq, createdAt] = row;
  return { id, round, country, number, revision, basedOn, seq, createdAt };
}

function parseState(text: string): SectionState {
  const state = sectionStates.find((known) => known === text);
  if (!state) throw new Error(`submission_sections holds the unknown state ${text}`);
  return state;
}
