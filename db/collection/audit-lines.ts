import { and, desc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import type { Collection } from "./client";
import { audit } from "./schema-people";

export type AuditLine = typeof audit.$inferSelect;

/** Which lines of the audit; what is left out asks nothing. */
export type AuditFilter = {
  /** Subjects that begin with this text (`2026-annual/FR`). */
  subject?: string;
  /** Who did it; null = the system, or nobody signed in. */
  actor?: number | null;
  action?: string;
  /** Subjects of this country, by its code. */
  country?: string;
  /** First instant, and the first one after the last. */
  from?: string;
  until?: string;
};

/**
 * Reads the audit, the newest line first.
 * @param most    lines at most
 * @param before  only lines before this seq, to read on
 */
export function auditLines(
  db: Pick<Collection, "select">,
  filter: AuditFilter,
  { most, before }: { most: number; before?: number },
): AuditLine[] {
  return db
    .select()
    .from(audit)
    .where(and(fits(filter), before === undefined ? undefined : lt(audit.seq, before)))
    .orderBy(desc(audit.seq))
    .limit(most)
    .all();
}

function fits({ subject = "", actor, action, country, from, until }: AuditFilter) {
  return and(
    // A range, not LIKE: `_` and `%` in a subject are themselves, and the index serves it.
    subject === "" ? undefined : and(gte(audit.subject, subject), lt(audit.subject, `${subject}\u{10ffff}`)),
    actor === undefined ? undefined : actor === null ? isNull(audit.actor) : eq(audit.actor, actor),
    action === undefined ? undefined : eq(audit.action, action),
    // Between slashes, wherever it stands: first, or behind a round.
    country === undefined ? undefined : sql`instr('/' || ${audit.subject} || '/', ${`/${country}/`}) > 0`,
    from === undefined ? undefined : gte(audit.at, from),
    until === undefined ? undefined : lt(audit.at, until),
  );
}

/** Who acts in the audit, and which deeds there are: what the lines can be filtered by. */
export function auditChoices(db: Pick<Collection, "selectDistinct">): { actors: number[]; actions: string[] } {
  const actors = db.selectDistinct({ actor: audit.actor }).from(audit).all();
  const actions = db.selectDistinct({ action: audit.action }).from(audit).all();
  return {
    actors: actors.flatMap(({ actor }) => (actor === null ? [] : [actor])),
    actions: actions.map(({ action }) => action),
  };
}
