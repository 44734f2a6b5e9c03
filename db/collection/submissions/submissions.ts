import { and, asc, desc, eq, getTableColumns, max, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { SectionState } from "~/domain/submission/submission";
import { sectionStates } from "~/domain/submission/submission";
import { excluded, oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "../../sqlite/prepared";
import type { Collection } from "../client";
import { submissionSections, submissions } from "../schema";

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

/** A submission without its sections. */
export type SubmissionHead = Omit<typeof submissions.$inferSelect, "createdBy">;

export type Submission = SubmissionHead & {
  /** Sections that were touched; one without a row is a draft nobody touched. */
  sections: ReadonlyMap<string, SectionRow>;
};

const { createdBy: _, ...head } = getTableColumns(submissions);
const { submission: __, ...state } = getTableColumns(submissionSections);

/** Is it the newest revision of its submission? A condition of a query that reads `submissions`. */
export function isNewestRevision(db: Pick<Collection, "select">): SQL {
  const other = alias(submissions, "other");
  const newest = db
    .select({ revision: max(other.revision) })
    .from(other)
    .where(
      and(
        eq(other.round, submissions.round),
        eq(other.country, submissions.country),
        eq(other.number, submissions.number),
      ),
    );
  return eq(submissions.revision, newest);
}

const prepared = oncePerConnection((db: Collection) => {
  const asked = placeholdersOf(submissions);
  const heads = () => db.select(head).from(submissions);
  const revisions = and(
    eq(submissions.round, asked.round),
    eq(submissions.country, asked.country),
    eq(submissions.number, asked.number),
  );
  const ofSubmission = eq(submissionSections.submission, sql.placeholder("submission"));
  return {
    newest: prepareRead(db, heads().where(revisions).orderBy(desc(submissions.revision))),
    revision: prepareRead(db, heads().where(and(revisions, eq(submissions.revision, asked.revision)))),
    byId: prepareRead(db, heads().where(eq(submissions.id, asked.id))),
    states: prepareRead(db, db.select(state).from(submissionSections).where(ofSubmission)),
    state: prepareRead(
      db,
      db
        .select({ state: submissionSections.state })
        .from(submissionSections)
        .where(and(ofSubmission, eq(submissionSections.section, sql.placeholder("section")))),
    ),
    revisions: prepareRead(db, heads().where(revisions).orderBy(asc(submissions.revision))),
    ofRound: prepareRead(
      db,
      heads()
        .where(and(eq(submissions.round, asked.round), isNewestRevision(db)))
        .orderBy(asc(submissions.country), asc(submissions.number)),
    ),
    create: prepareWrite(db, db.insert(submissions).values(asked)),
    setSeq: prepareWrite(
      db,
      db
        .update(submissions)
        .set({ seq: sql`${asked.seq}` })
        .where(eq(submissions.id, asked.id)),
    ),
    putState: prepareWrite(
      db,
      db
        .insert(submissionSections)
        .values(placeholdersOf(submissionSections))
        .onConflictDoUpdate({
          target: [submissionSections.submission, submissionSections.section],
          set: {
            state: excluded(submissionSections.state),
            seq: excluded(submissionSections.seq),
            at: excluded(submissionSections.at),
            by: excluded(submissionSections.by),
            reason: excluded(submissionSections.reason),
          },
        }),
    ),
  };
});

/** Reads a submission, its newest revision unless one is named; creates nothing. */
export function readSubmission(db: Collection, key: SubmissionKey, revision?: number): Submission | null {
  const statements = prepared(db);
  const row = revision === undefined ? statements.newest.get(key) : statements.revision.get({ ...key, revision });
  return row ? withSections(db, row) : null;
}

/** Reads the newest revision without its sections: what a save needs. */
export function readSubmissionHead(db: Collection, key: SubmissionKey): SubmissionHead | null {
  return prepared(db).newest.get(key) ?? null;
}

/** State of one section; null when nobody touched it. */
export function sectionStateOf(db: Collection, submission: number, section: string): SectionState | null {
  const row = prepared(db).state.get({ submission, section });
  return row === undefined ? null : parseState(row.state);
}

/** Reads a submission by its row id. */
export function submissionOfId(db: Collection, id: number): Submission | null {
  const row = prepared(db).byId.get({ id });
  return row ? withSections(db, row) : null;
}

/** All revisions of a submission, the first one first. */
export function revisionsOf(db: Collection, key: SubmissionKey): Submission[] {
  return prepared(db)
    .revisions.all(key)
    .map((row) => withSections(db, row));
}

/** Newest revision of every submission of a round, by country. */
export function submissionsOfRound(db: Collection, round: string): Submission[] {
  return prepared(db)
    .ofRound.all({ round })
    .map((row) => withSections(db, row));
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
  const { round, country, number, basedOn } = revision;
  const row = { round, country, number, revision: revision.revision, basedOn, seq: 0, createdAt: deed.now };
  const made = prepared(db).create.run({ ...row, id: null, createdBy: deed.by });
  return { ...row, id: Number(made.lastInsertRowid), sections: new Map() };
}

/** Sets the highest seq of a submission. */
export function setSubmissionSeq(db: Collection, submission: number, seq: number): void {
  prepared(db).setSeq.run({ id: submission, seq });
}

/** Writes the state a section has reached. */
export function putSectionState(db: Collection, submission: number, section: string, row: SectionRow): void {
  prepared(db).putState.run({ ...row, submission, section });
}

/** State of a section; one without a row is a draft. */
export function stateOf(submission: Pick<Submission, "sections"> | null, section: string): SectionState {
  return submission?.sections.get(section)?.state ?? "draft";
}

function withSections(db: Collection, head: SubmissionHead): Submission {
  const sections = new Map<string, SectionRow>();
  for (const { section, state, ...row } of prepared(db).states.all({ submission: head.id }))
    sections.set(section, { state: parseState(state), ...row });
  return { ...head, sections };
}

function parseState(text: string): SectionState {
  const state = sectionStates.find((known) => known === text);
  if (!state) throw new Error(`submission_sections holds the unknown state ${text}`);
  return state;
}
