import { and, asc, count, countDistinct, eq, inArray, max, ne, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { SectionState } from "~/domain/submission/submission";
import { isWritable, sectionStates } from "~/domain/submission/submission";
import { openReturnOf } from "~/domain/submission/submit-replies";
import type { Collection } from "./client";
import { answerChanges, answers, sectionEvents, submissionSections, submissions, warningReasons } from "./schema";
import { persons } from "./schema-people";
import { type EventDetail, type EventName, revisionChain } from "./submissions/events";
import { isNewestRevision } from "./submissions/submissions";

/** One sign of the board: a section of a country that somebody has touched. */
export type BoardCell = {
  section: string;
  state: SectionState;
  at: string;
  by: string | null;
  /** Figures and other answers that stand, and reasons given for warnings. */
  answers: number;
  reasons: number;
};

/** What a country did last: saved an answer at a path, or moved a section. */
export type Activity = { at: string; event: "save" | EventName; section: string | null; path: string | null };

export type BoardRow = {
  country: string;
  number: number;
  revision: number;
  cells: BoardCell[];
  /** Reasons of returns the country has not answered by submitting again. */
  openQueries: number;
  last: Activity | null;
};

/** The newest revision of each submission of the round, as a table of a query. */
function newestOf(db: Collection, round: string) {
  return db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(eq(submissions.round, round), isNewestRevision(db)))
    .as("newest");
}

/**
 * Reads the board of a round: one row for each submission, in no order; countries that sent nothing yet have none.
 * @param sectionOfPath  section of an answer's path; the questionnaire's to know
 */
export function boardOf(db: Collection, round: string, sectionOfPath: (path: string) => string | null): BoardRow[] {
  const newest = newestOf(db, round);
  const heads = db
    .select({
      id: submissions.id,
      country: submissions.country,
      number: submissions.number,
      revision: submissions.revision,
    })
    .from(submissions)
    .where(and(eq(submissions.round, round), isNewestRevision(db)))
    .all();
  const cells = groupBy(
    db
      .select({
        submission: submissionSections.submission,
        section: submissionSections.section,
        state: submissionSections.state,
        at: submissionSections.at,
        by: persons.name,
      })
      .from(submissionSections)
      .innerJoin(newest, eq(newest.id, submissionSections.submission))
      .leftJoin(persons, eq(persons.id, submissionSections.by))
      .all(),
    (row) => row.submission,
  );
  const question = sql<string>`substr(${answers.path} || '/', 1, instr(${answers.path} || '/', '/') - 1)`;
  const given = countsBySection(
    db
      .select({ submission: answers.submission, path: question, n: count() })
      .from(answers)
      .innerJoin(newest, eq(newest.id, answers.submission))
      .where(ne(answers.value, "null"))
      .groupBy(answers.submission, question)
      .all(),
    sectionOfPath,
  );
  const reasons = countsBySection(
    db
      .select({
        submission: warningReasons.submission,
        path: warningReasons.path,
        n: countDistinct(warningReasons.checkName),
      })
      .from(warningReasons)
      .innerJoin(newest, eq(newest.id, warningReasons.submission))
      .groupBy(warningReasons.submission, warningReasons.path)
      .all(),
    sectionOfPath,
  );
  // A section carried over brings the return that waits for it from the revision it comes from.
  const chain = revisionChain(db, and(eq(submissions.round, round), isNewestRevision(db)));
  const returns = groupBy(
    db
      .with(chain)
      .select({
        submission: chain.start,
        section: sectionEvents.section,
        event: sectionEvents.event,
        detail: sectionEvents.detail,
      })
      .from(sectionEvents)
      .innerJoin(chain, eq(chain.id, sectionEvents.submission))
      .where(inArray(sectionEvents.event, ["return", "submit", "accept"]))
      .orderBy(asc(sectionEvents.id))
      .all(),
    (row) => row.submission,
  );
  const last = activities(db, round, sectionOfPath);
  return heads.map(({ id, country, number, revision }) => {
    const own = (cells.get(id) ?? []).map((row) => ({
      ...{ section: row.section, state: parseState(row.state), at: row.at, by: row.by },
      answers: given.get(`${id}|${row.section}`) ?? 0,
      reasons: reasons.get(`${id}|${row.section}`) ?? 0,
    }));
    return {
      country,
      number,
      revision,
      cells: own,
      openQueries: queriesOf(own, returns.get(id) ?? []),
      last: last.get(id) ?? null,
    };
  });
}

/** Reasons of the open return of every section that can be changed: signed off is not yet submitted again. */
function queriesOf(
  cells: readonly BoardCell[],
  events: readonly { section: string; event: string; detail: unknown }[],
): number {
  let open = 0;
  for (const { section, state } of cells) {
    if (!isWritable(state)) continue;
    const detail = openReturnOf(events.filter((event) => event.section === section))?.detail as EventDetail | undefined;
    open += (detail?.reasons ?? []).length;
  }
  return open;
}

function activities(
  db: Collection,
  round: string,
  sectionOfPath: (path: string) => string | null,
): Map<number, Activity> {
  const last = new Map<number, Activity>();
  const newest = newestOf(db, round);
  const later = alias(answerChanges, "later");
  const highest = db
    .select({ seq: max(later.seq) })
    .from(later)
    .where(eq(later.submission, answerChanges.submission));
  const saves = db
    .select({ submission: answerChanges.submission, path: answerChanges.path, at: answerChanges.at })
    .from(answerChanges)
    .innerJoin(newest, eq(newest.id, answerChanges.submission))
    .where(eq(answerChanges.seq, highest))
    .all();
  for (const { submission, path, at } of saves) {
    last.set(submission, { at, event: "save", section: sectionOfPath(path), path });
  }
  // What a reviewer did is not the country's activity.
  const events = db
    .select({
      submission: sectionEvents.submission,
      section: sectionEvents.section,
      event: sectionEvents.event,
      at: sectionEvents.at,
    })
    .from(sectionEvents)
    .innerJoin(newest, eq(newest.id, sectionEvents.submission))
    .where(notInArray(sectionEvents.event, ["accept", "return", "edit"]))
    .orderBy(asc(sectionEvents.id))
    .all();
  for (const { submission, section, event, at } of events) {
    if ((last.get(submission)?.at ?? "") <= at)
      last.set(submission, { at, event: event as EventName, section, path: null });
  }
  return last;
}

type Count = { submission: number; path: string; n: number };

function countsBySection(rows: readonly Count[], sectionOfPath: (path: string) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { submission, path, n } of rows) {
    const key = `${submission}|${sectionOfPath(path)}`;
    counts.set(key, (counts.get(key) ?? 0) + n);
  }
  return counts;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function parseState(text: string): SectionState {
  const state = sectionStates.find((known) => known === text);
  if (!state) throw new Error(`submission_sections holds the unknown state ${text}`);
  return state;
}
