import type { Collection } from "./client";

export type AcceptedSection = { submission: number; section: string };

/** Sections that are accepted now, in every revision, the earliest first. */
export function acceptedSections(db: Collection): AcceptedSection[] {
  return db.$client
    .prepare<[], AcceptedSection>(
      "select submission, section from submission_sections where state = 'accepted' order by submission, section",
    )
    .all();
}

/**
 * Questions settle found hidden when the section was submitted last: part of the record, so that a projection never has
 * to run the questionnaire's logic. A revision that only carried the section over asks the revision it was copied from.
 */
export function hiddenAtSubmit(db: Collection, submission: number, section: string): string[] {
  const row = db.$client
    .prepare<[{ submission: number; section: string }], { detail: string | null }>(
      `with recursive chain(id, based_on, depth) as (
         select id, based_on, 0 from submissions where id = :submission
         union all select s.id, s.based_on, depth + 1 from submissions s join chain on s.id = chain.based_on)
       select e.detail from section_events e join chain on chain.id = e.submission
       where e.section = :section and e.event = 'submit' order by chain.depth, e.id desc limit 1`,
    )
    .get({ submission, section });
  const detail: unknown = row?.detail ? JSON.parse(row.detail) : null;
  if (typeof detail !== "object" || detail === null || !("hidden" in detail) || !Array.isArray(detail.hidden))
    return [];
  return detail.hidden.filter((name): name is string => typeof name === "string");
}
