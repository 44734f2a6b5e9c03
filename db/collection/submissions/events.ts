import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Finding } from "~/domain/check/finding";
import type { ReleasedTexts } from "~/domain/release/public-texts";
import type { SectionEvent } from "~/domain/submission/submission";
import { openReturnOf, type Reply, type ReturnReason } from "~/domain/submission/submit-replies";
import { oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "../../sqlite/prepared";
import type { Deed } from "../audit";
import type { Collection } from "../client";
import { receipts, sectionEvents, submissions } from "../schema";
import { persons } from "../schema-people";

/** What stands beside an event; codes, counts and the words reviewers and countries wrote to each other. */
export type EventDetail = {
  reasons?: ReturnReason[];
  /** What a country answered to reasons of a return; the newest for a reason counts, an empty text takes it back. */
  replies?: Reply[];
  /** Goes to the public with the figures; a reviewer's other words never do. */
  publicNote?: { lang: "en" | "fr"; text: string };
  /** For an acceptance: paths of the notes and reasons the reviewer released; a release reads them, absent = none. */
  releasedTexts?: ReleasedTexts;
  lapsed?: "sign-off";
  /** For a submit: questions of the section settle found hidden; a projection reads them (accepted-sections.ts). */
  hidden?: string[];
  /** For a submit: what the checks said at that moment, warnings and remarks; reviewers read it as the country did. */
  findings?: Finding[];
  /** For a declaration of no answer. */
  reason?: { code: string; lang: "en" | "fr"; text: string };
  /** Revision a correction was based on. */
  basedOn?: number;
};

/** `correct` opens a section again in a new revision, `reply` answers a return; they are no moves of the state table. */
export type EventName = SectionEvent | "correct" | "reply";

export type SectionEventLine = {
  id: number;
  /** Revision it happened in; `seq` counts in this one. */
  submission: number;
  section: string;
  event: EventName;
  at: string;
  by: string | null;
  byPerson: number | null;
  seq: number;
  detail: EventDetail;
  receipt: string | null;
};

/** Appends what happened to a section, in the caller's transaction. */
export function appendSectionEvent(
  db: Collection,
  event: { submission: number; section: string; event: EventName; seq: number; detail?: EventDetail; receipt?: string },
  deed: Deed,
): void {
  const { detail = {}, receipt = null } = event;
  prepared(db).append.run({ ...event, id: null, at: deed.now, by: deed.by, detail, receipt });
}

const line = {
  id: sectionEvents.id,
  submission: sectionEvents.submission,
  section: sectionEvents.section,
  event: sectionEvents.event,
  at: sectionEvents.at,
  by: persons.name,
  byPerson: sectionEvents.by,
  seq: sectionEvents.seq,
  detail: sectionEvents.detail,
  receipt: sectionEvents.receipt,
};

/**
 * A revision and all it was based on, one upon the other, as a table of a query: `depth` 0 is the revision itself.
 * @param starts  which revisions to begin with, a condition on `submissions`; all when absent
 */
export function revisionChain(db: Pick<Collection, "$with">, starts?: SQL) {
  const { id, basedOn } = submissions;
  const from = starts && sql`where ${starts}`;
  return db.$with("chain", { start: sql<number>`start`.as("start"), id, depth: sql<number>`depth`.as("depth") }).as(
    sql`select ${id} start, ${id} id, 0 depth from ${submissions} ${from}
        union all select chain.start, ${basedOn}, chain.depth + 1
        from chain join ${submissions} on ${id} = chain.id where ${basedOn} is not null`,
  );
}

const prepared = oncePerConnection((db: Collection) => {
  const chain = revisionChain(db, eq(submissions.id, sql.placeholder("submission")));
  const inChain = inArray(sectionEvents.submission, db.select({ id: chain.id }).from(chain));
  const events = (where: SQL | undefined) =>
    db
      .with(chain)
      .select(line)
      .from(sectionEvents)
      .leftJoin(persons, eq(persons.id, sectionEvents.by))
      .where(where)
      .orderBy(asc(sectionEvents.id));
  return {
    append: prepareWrite(db, db.insert(sectionEvents).values(placeholdersOf(sectionEvents))),
    ofSubmission: prepareRead(db, events(inChain)),
    ofSection: prepareRead(db, events(and(inChain, eq(sectionEvents.section, sql.placeholder("section"))))),
  };
});

/**
 * Everything that happened to the sections of a submission, or to one of them, the first first; in this revision and in
 * those it was based on, for a section carried over keeps its past: a return that waits goes on waiting.
 */
export function eventsOf(db: Collection, submission: number, section?: string): SectionEventLine[] {
  const rows =
    section === undefined
      ? prepared(db).ofSubmission.all({ submission })
      : prepared(db).ofSection.all({ submission, section });
  return rows.map((row) => ({ ...row, event: row.event as EventName, detail: (row.detail ?? {}) as EventDetail }));
}

/**
 * Reasons that still wait for an answer, by section: those of the return that is open (domain/submit-replies.ts). A return
 * given without a figure counts as one.
 * @param isWritable  may the section be changed? What was submitted, or is declared without answer, waits for nothing
 */
export function openReasonsOf(
  events: readonly SectionEventLine[],
  isWritable: (section: string) => boolean,
): Map<string, ReturnReason[]> {
  const sections = [...new Set(events.map(({ section }) => section))].filter(isWritable);
  return new Map(
    sections.flatMap((section) => {
      const open = openReturnOf(events.filter((event) => event.section === section));
      return open ? [[section, open.detail.reasons ?? []]] : [];
    }),
  );
}

export type Receipt = {
  reference: string;
  submission: number;
  sections: string[];
  seq: number;
  hash: string;
  at: string;
  by: string | null;
  byPerson: number | null;
};

const receiptLine = {
  reference: receipts.reference,
  submission: receipts.submission,
  sections: receipts.sections,
  seq: receipts.seq,
  hash: receipts.hash,
  at: receipts.at,
  by: persons.name,
  byPerson: receipts.by,
};

/** Keeps the proof of a submit, in the caller's transaction. */
export function keepReceipt(
  db: Pick<Collection, "insert">,
  receipt: Omit<Receipt, "by" | "at" | "byPerson">,
  deed: Deed,
): void {
  db.insert(receipts)
    .values({ ...receipt, at: deed.now, by: deed.by })
    .run();
}

/** Reads a receipt by its reference; undefined = there is none. */
export function readReceipt(db: Pick<Collection, "select">, reference: string): Receipt | undefined {
  return db
    .select(receiptLine)
    .from(receipts)
    .leftJoin(persons, eq(persons.id, receipts.by))
    .where(eq(receipts.reference, reference))
    .get();
}

/** Receipts of a submission, the newest first. */
export function receiptsOf(db: Pick<Collection, "select">, submission: number): Receipt[] {
  return db
    .select(receiptLine)
    .from(receipts)
    .leftJoin(persons, eq(persons.id, receipts.by))
    .where(eq(receipts.submission, submission))
    .orderBy(desc(receipts.at))
    .all();
}
