import { and, asc, desc, eq, gt, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { Actor, Grant, Role } from "~/domain/people/access";
import { roles } from "~/domain/people/access";
import { type Factor, isSessionAlive, sessionLimits } from "~/domain/people/session";
import { oncePerConnection, placeholdersOf, prepareRead } from "../../sqlite/prepared";
import type { Collection } from "../client";
import { addMinutes } from "../instant";
import { notedSeen, noteSeen } from "../notes";
import { delegations, grants, persons, sessions } from "../schema-people";
import { passkeys, totpSecrets } from "./schema-factors";

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
          held: sessions.held,
          factor: sessions.factor,
          provenAt: sessions.provenAt,
          totp: totpSecrets.id,
          passkey: passkeys.id,
          person: persons.id,
          name: persons.name,
          email: persons.email,
          lang: persons.lang,
          disabledAt: persons.disabledAt,
        })
        .from(sessions)
        .innerJoin(persons, eq(persons.id, sessions.person))
        .leftJoin(totpSecrets, and(eq(totpSecrets.person, persons.id), isNotNull(totpSecrets.confirmedAt)))
        .leftJoin(passkeys, eq(passkeys.person, persons.id))
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

/** A living session: its person, and what she has shown of herself. */
export type Session = {
  actor: Actor;
  held: boolean;
  /** Second factor shown in it; null = none. */
  factor: Factor | null;
  /** Instant of the last proof; null = unknown. */
  provenAt: string | null;
  /** Has she a second factor at all? */
  hasFactor: boolean;
};

/**
 * Finds who asks: the person of a living session with the grants valid at this instant.
 *
 * Grants, delegations, second factors and whether the person is disabled are read at every request, so that taking a right
 * away works at once. That the session was seen is noted at most once a minute and written later (`notes.ts`): reading
 * writes nothing.
 * @param idHash  SHA-256 of the secret in the cookie, hex
 * @returns       null for no, ended, idle (60 min) or old (12 h) sessions and for disabled persons
 */
export function sessionOf(db: Collection, idHash: string, now: string): Session | null {
  const row = prepared(db).session.get({ idHash });
  if (!row) return null;
  const { expiresAt, revokedAt, person, name, email, lang, disabledAt } = row;
  if (disabledAt !== null) return null;
  const noted = notedSeen(db, idHash);
  const seenAt = noted !== null && noted > row.seenAt ? noted : row.seenAt;
  const idleSince = addMinutes(now, -sessionLimits.idleMinutes);
  if (!isSessionAlive({ seenAt, expiresAt, revokedAt }, now, idleSince)) return null;
  if (seenAt <= addMinutes(now, -1)) noteSeen(db, idHash, now);
  return {
    actor: { person, name, email, lang, grants: grantsOf(db, person, now) },
    held: row.held,
    factor: row.factor,
    provenAt: row.provenAt,
    hasFactor: row.totp !== null || row.passkey !== null,
  };
}

/** Who asks; null for a session that is held for the second factor too. Whether she needs one is asked elsewhere. */
export function actorOfSession(db: Collection, idHash: string, now: string): Actor | null {
  const session = sessionOf(db, idHash, now);
  return session === null || session.held ? null : session.actor;
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

type NewSession = { idHash: string; person: number; device: string; held?: boolean; factor?: Factor | null };

/**
 * Writes a new session and ends the oldest ones beyond five. One that is held lives a quarter of an hour and ends no other
 * one: whoever knows a password alone must not be able to sign its owner out.
 */
export function startSession(
  db: Pick<Collection, "insert" | "select" | "update">,
  { held = false, factor = null, ...session }: NewSession,
  now: string,
): void {
  const minutes = held ? sessionLimits.heldMinutes : sessionLimits.absoluteHours * 60;
  const times = { createdAt: now, seenAt: now, provenAt: now, expiresAt: addMinutes(now, minutes), revokedAt: null };
  db.insert(sessions)
    .values({ ...session, ...times, held, factor })
    .run();
  const alive = db
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(
      and(
        eq(sessions.person, session.person),
        eq(sessions.held, held),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
      ),
    )
    .orderBy(asc(sessions.createdAt))
    .all();
  for (const { idHash } of alive.slice(0, Math.max(0, alive.length - sessionLimits.perPerson)))
    endSession(db, idHash, now);
}

/** Notes that the person of a session has proved again who she is, by a second factor or (null) by her password. */
export function markProven(db: Pick<Collection, "update">, idHash: string, factor: Factor | null, now: string): void {
  db.update(sessions)
    .set({ provenAt: now, ...(factor === null ? {} : { factor }) })
    .where(eq(sessions.idHash, idHash))
    .run();
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

/** Living sessions of a person, the last used first; not those held for the second factor. */
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
        eq(sessions.held, false),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.seenAt, idleSince),
      ),
    )
    .orderBy(desc(sessions.seenAt))
    .all();
}
