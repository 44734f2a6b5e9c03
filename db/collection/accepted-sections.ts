import { and, asc, desc, eq, sql } from "drizzle-orm";
import { oncePerConnection, prepareRead } from "../sqlite/prepared";
import type { Collection } from "./client";
import { sectionEvents, submissionSections, submissions } from "./schema";
import { revisionChain } from "./submissions/events";

export type AcceptedSection = { submission: number; section: string };

/** Sections that are accepted now, in every revision, the earliest first. */
export function acceptedSections(db: Collection): AcceptedSection[] {
  return db
    .select({ submission: submissionSections.submission, section: submissionSections.section })
    .from(submissionSections)
    .where(eq(submissionSections.state, "accepted"))
    .orderBy(asc(submissionSections.submission), asc(submissionSections.section))
    .all();
}

const submitsOf = oncePerConnection((db: Collection) => {
  const { detail, submission, section, event, id } = sectionEvents;
  const isSubmit = and(eq(section, sql.placeholder("section")), eq(event, "submit"));
  const chain = revisionChain(db, eq(submissions.id, sql.placeholder("submission")));
  return {
    own: prepareRead(
      db,
      db
        .select({ detail })
        .from(sectionEvents)
        .where(and(eq(submission, sql.placeholder("submission")), isSubmit))
        .orderBy(desc(id)),
    ),
    ofChain: prepareRead(
      db,
      db
        .with(chain)
        .select({ detail })
        .from(sectionEvents)
        .innerJoin(chain, eq(chain.id, submission))
        .where(isSubmit)
        .orderBy(asc(chain.depth), desc(id)),
    ),
  };
});

/**
 * Questions settle found hidden when the section was submitted last: part of the record, so that a projection never has
 * to run the questionnaire's logic. A revision that only carried the section over asks the revision it was copied from.
 */
export function hiddenAtSubmit(db: Collection, submission: number, section: string): string[] {
  const { own, ofChain } = submitsOf(db);
  // Nearly always its own: the chain is walked only where it was never submitted.
  const row = own.get({ submission, section }) ?? ofChain.get({ submission, section });
  const detail = row?.detail ?? null;
  if (typeof detail !== "object" || detail === null || !("hidden" in detail) || !Array.isArray(detail.hidden))
    return [];
  return detail.hidden.filter((name): name is string => typeof name === "string");
}
