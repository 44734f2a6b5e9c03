import { and, asc, eq, inArray } from "drizzle-orm";
import type { Collection } from "../client";
import { releasePins, releases } from "../schema";

/** The first published release that holds something of each submission, by submission id. */
export function firstReleaseOf(db: Pick<Collection, "select">, submissionIds: readonly number[]): Map<number, string> {
  if (submissionIds.length === 0) return new Map();
  const rows = db
    .select({ submission: releasePins.submission, release: releases.id })
    .from(releasePins)
    .innerJoin(releases, eq(releases.id, releasePins.release))
    .where(
      and(
        eq(releases.state, "published"),
        eq(releasePins.kind, "section"),
        inArray(releasePins.submission, [...submissionIds]),
      ),
    )
    .orderBy(asc(releases.publishedAt))
    .all();
  const first = new Map<number, string>();
  for (const { submission, release } of rows) if (!first.has(submission)) first.set(submission, release);
  return first;
}
