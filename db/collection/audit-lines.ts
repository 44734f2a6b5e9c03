import { and, desc, gte, lt } from "drizzle-orm";
import type { Collection } from "./client";
import { audit } from "./schema-people";

export type AuditLine = typeof audit.$inferSelect;

/**
 * Reads the audit, the newest line first.
 * @param about.subject  subjects that begin with this text (`2026-annual/FR`); empty = all
 * @param about.before   only lines before this seq, to read on
 */
export function auditLines(
  db: Pick<Collection, "select">,
  about: { subject: string; before?: number; most: number },
): AuditLine[] {
  return db
    .select()
    .from(audit)
    .where(
      and(
        // A range, not LIKE: `_` and `%` in a subject are themselves, and the index serves it.
        about.subject === ""
          ? undefined
          : and(gte(audit.subject, about.subject), lt(audit.subject, `${about.subject}\u{10ffff}`)),
        about.before === undefined ? undefined : lt(audit.seq, about.before),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(about.most)
    .all();
}
