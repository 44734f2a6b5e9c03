/**
 * How long a session lives: 60 minutes without a request, 12 hours in all; 15 minutes while it is held for the second
 * factor. Five sessions a person; the oldest ends.
 * @source OWASP ASVS 5.0.0 §7.1.1–7.1.3, §7.3; facts/auth.md §3
 */
export const sessionLimits = { idleMinutes: 60, absoluteHours: 12, heldMinutes: 15, perPerson: 5 } as const;

/** What decides whether a session holds; instants. */
export type SessionTimes = { seenAt: string; expiresAt: string; revokedAt: string | null };

/**
 * Does a session hold at an instant? Not when it was ended, is older than twelve hours or was silent for an hour.
 * @param idleSince  the instant `sessionLimits.idleMinutes` before now
 */
export function isSessionAlive(session: SessionTimes, now: string, idleSince: string): boolean {
  return session.revokedAt === null && now < session.expiresAt && session.seenAt > idleSince;
}

/** What a person shows besides her password, or (a passkey) instead of it. */
export const factors = ["totp", "passkey", "recovery"] as const;
export type Factor = (typeof factors)[number];

/**
 * Where a session stands. `second-step`: its person has a second factor and has not shown it. `enrol`: she must have one
 * and has none. Both open the pages for that and nothing else. `ended`: it was held, and what for is over.
 */
export type Standing = "in" | "second-step" | "enrol" | "ended";

/**
 * Says where a session stands. Who has a second factor shows it on every installation; who needs one and has none enrols.
 * @param session.held  begun by a password alone, waiting
 * @param needs         must this person have one here?
 * @source OWASP ASVS 5.0.0 §6.3.3; facts/auth.md §1, §5
 */
export function standingOf(
  session: { held: boolean; factor: Factor | null; hasFactor: boolean },
  needs: boolean,
): Standing {
  if (session.hasFactor) return session.factor === null ? "second-step" : session.held ? "ended" : "in";
  if (needs) return "enrol";
  return session.held ? "ended" : "in";
}

/** Minutes for which a proof of who she is counts as fresh. @source OWASP ASVS 5.0.0 §7.5.1; facts/auth.md §3 */
export const freshMinutes = 10;

/** Is the last proof fresh? @param freshSince  the instant `freshMinutes` before now */
export function isFresh(provenAt: string | null, freshSince: string): boolean {
  return provenAt !== null && provenAt > freshSince;
}
