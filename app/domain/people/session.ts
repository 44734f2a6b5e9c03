/**
 * How long a session lives: 60 minutes without a request, 12 hours in all. Five sessions a person; the oldest ends.
 * @source OWASP ASVS 5.0.0 §7.1.1–7.1.3, §7.3; facts/auth.md §3
 */
export const sessionLimits = { idleMinutes: 60, absoluteHours: 12, perPerson: 5 } as const;

/** What decides whether a session holds; instants. */
export type SessionTimes = { seenAt: string; expiresAt: string; revokedAt: string | null };

/**
 * Does a session hold at an instant? Not when it was ended, is older than twelve hours or was silent for an hour.
 * @param idleSince  the instant `sessionLimits.idleMinutes` before now
 */
export function isSessionAlive(session: SessionTimes, now: string, idleSince: string): boolean {
  return session.revokedAt === null && now < session.expiresAt && session.seenAt > idleSince;
}
