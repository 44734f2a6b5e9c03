import { and, asc, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Actor, Grant, Role } from "~/domain/people/access";
import { roles } from "~/domain/people/access";
import { isSessionAlive, sessionLimits } from "~/domain/people/session";
import { oncePerConnection, placeholdersOf, prepareRead } from "../../sqlite/prepared";
import type { Collection } from "../client";
import { addMinutes } from "../instant";
import { notedSeen, noteSeen } from "../notes";
import { delegations, grants, persons, sessions } from "../schema-people";

type DelegationRow = { round: string; country: string; prefix: string };

// Asked on every request and every save.
const prepared = oncePerConnection((db: Collection) => {
  const session = placeholdersOf(sessions);
  const [person, now] = [sql.placeholder("person"), sql.placeholder("now")];
  return {
    session: prepareRead(
      db,
      db
        .select({
          seenAt: sessions.seenAt,
          expiresAt: sessions.expiresAt,
          revokedAt: sessions.revokedAt,
          person: persons.id,
          name: persons.name,
          email: persons.email,
          lang: persons.lang,
          disabledAt: persons.disabledAt,
        })
        .from(sessions)
        .innerJoin(persons, eq(persons.id, sessions.person))
        .where(eq(sessions.idHash, session.idHash)),
    ),
    grants: prepareRead(
      db,
      db
        .select({ role: grants.role, country: grants.country })
        .from(grants)
        .where(and(eq(grants.person, person), lte(grants.from, now), or(isNull(grants.to), gt(grants.to, now))))
        .orderBy(asc(grants.id)),
    ),
    delegations: prepareRead(
      db,
      db
        .select({ round: delegations.round, country: delegations.country, prefix: delegations.prefix })
        .from(delegations)
        .where(and(eq(delegations.person, person), isNull(delegations.endedAt)))
        .orderBy(asc(delegations.id)),
    ),
  };
});

/**
 * Finds who asks: the person of a living session with the grants valid at this instant.
 *
 * Grants, delegations and whether the person is disabled are read at every request, so that taking a right away works
 * at once. That the session was seen is noted at most once a minute and written later (`notes.ts`): reading writes nothing.
 * @param idHash  SHA-256 of the secret in the cookie, hex
 * @returns       null for no, ended, idle (60 min) or old (12 h) sessions and for disabled persons
 */
export function actorOfSession(db: Collection, idHash: string, now: string): Actor | null {
  const row = prepared(db).session.get({ idHash });
  if (!row) return null;
  const { expiresAt, revokedAt, person, name, email, lang, disabledAt } = row;
  if (disabledAt !== null) return null;
  const noted = notedSeen(db, idHash);
  const seenAt = noted !== null && noted > row.seenAt ? noted : row.seenAt;
  const idleSince = addMinutes(now, -sessionLimits.idleMinutes);
  if (!isSessionAlive({ seenAt, expiresAt, revokedAt }, now, idleSince)) return null;
  if (seenAt <= addMinutes(now, -1)) noteSeen(db, idHash, now);
  return { person, name, email, lang, grants: grantsOf(db, person, now) };
}

/**
 * Grants of a person valid at an instant, with what is delegated to her: for a contributor one grant for each round.
 * An unknown role in a row grants nothing.
 */
export function grantsOf(db: Collection, person: number, now: string): Grant[] {
  const rows = prepared(db)
    .grants.all({ person, now })
    .flatMap(({ role, country }) => (isRole(role) ? [{ role, country }] : []));
  if (!rows.some((row) => row.role === "contributor")) return rows;
  const delegated = prepared(db).delegations.all({ person });
  return rows.flatMap((row) => (row.role === "contributor" ? contributorGrants(row, delegated) : [row]));
}

function contributorGrants(row: { role: Role; country: string | null }, delegated: DelegationRow[]): Grant[] {
  const rounds = new Map<string, string[]>();
  for (const { round, country, prefix } of delegated) {
    if (country !== row.country) continue;
    rounds.set(round, [...(rounds.get(round) ?? []), prefix]);
  }
  if (rounds.size === 0) return [row];
  return [...rounds].map(([roundId, prefixes]) => ({ ...row, roundId, prefixes }));
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Writes a new session and ends the oldest ones beyond five. */
export function startSession(
  db: Pick<Collection, "insert" | "select" | "update">,
  session: { idHash: string; person: number; device: string },
  now: string,
): void {
  db.insert(sessions)
    .values({
      ...session,
      createdAt: now,
      seenAt: now,
      expiresAt: addMinutes(now, sessionLimits.absoluteHours * 60),
      revokedAt: null,
    })
    .run();
  const alive = db
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(and(eq(sessions.person, session.person), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)))
    .orderBy(asc(sessions.createdAt))
    .all();
  for (const { idHash } of alive.slice(0, Math.max(0, alive.length - sessionLimits.perPerson)))
    endSession(db, idHash, now);
}

/** Ends one session; a session ended before stays as it is. */
export function endSession(db: Pick<Collection, "update">, idHash: string, now: string): boolean {
  const ended = db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.idHash, idHash), isNull(sessions.revokedAt)))
    .run();
  return ended.changes === 1;
}

/** Ends all sessions of a person, but for one when told. @returns how many ended */
export function endSessionsOf(
  db: Pick<Collection, "update" | "select">,
  person: number,
  now: string,
  butFor?: string,
): number {
  const open = db
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(and(eq(sessions.person, person), isNull(sessions.revokedAt)))
    .all()
    .filter((row) => row.idHash !== butFor);
  for (const { idHash } of open) endSession(db, idHash, now);
  return open.length;
}

/** Ends all sessions of everybody. @returns how many ended */
export function endAllSessions(db: Pick<Collection, "update">, now: string): number {
  return db.update(sessions).set({ revokedAt: now }).where(isNull(sessions.revokedAt)).run().changes;
}

export type SessionLine = { idHash: string; createdAt: string; seenAt: string; device: string };

/** Living sessions of a person, the last used first. */
export function sessionsOf(db: Pick<Collection, "select">, person: number, now: string): SessionLine[] {
  const idleSince = addMinutes(now, -sessionLimits.idleMinutes);
  return db
    .select({
      idHash: sessions.idHash,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      device: sessions.device,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.person, person),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.seenAt, idleSince),
      ),
    )
    .orderBy(desc(sessions.seenAt))
    .all();
}
