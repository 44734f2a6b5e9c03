import { createHash } from "node:crypto";
import { eq, lte, sql } from "drizzle-orm";
import type { Collection } from "./client";
import { addMinutes } from "./instant";
import { limits } from "./schema-people";

/** A budget: so many tries within so many minutes. */
export type Budget = { kind: string; points: number; minutes: number };

/** Sign-in: 5 a quarter of an hour for an account, 30 for an address; no lock without end. model.md §9 */
export const budgets = {
  signInAccount: { kind: "sign-in/account", points: 5, minutes: 15 },
  /** For an account from a browser it was signed in from before: what others do elsewhere does not count here. */
  signInBrowser: { kind: "sign-in/browser", points: 5, minutes: 15 },
  signInAddress: { kind: "sign-in/address", points: 30, minutes: 15 },
  passwordAccount: { kind: "password/account", points: 3, minutes: 60 },
  passwordAddress: { kind: "password/address", points: 30, minutes: 15 },
  linkAddress: { kind: "link/address", points: 30, minutes: 15 },
  /** Codes of a second factor, besides or after the password; from a browser she signed in from before, its own. */
  factorPerson: { kind: "factor/person", points: 5, minutes: 15 },
  factorBrowser: { kind: "factor/browser", points: 5, minutes: 15 },
  /** Times a browser asks to sign with a passkey: a workshop of forty people behind one address, several times. */
  challengeAddress: { kind: "passkey/address", points: 300, minutes: 15 },
  inviteBy: { kind: "invite/person", points: 30, minutes: 60 },
  /** An administrator invites a workshop of all countries in an hour. */
  inviteByAdmin: { kind: "invite/admin", points: 300, minutes: 60 },
} as const satisfies Record<string, Budget>;

type Written = Pick<Collection, "select" | "insert" | "update" | "delete">;

/**
 * Takes one try out of a budget, in the caller's transaction.
 * @param whom  account or address; only its hash is kept
 * @returns     null when there was one left, else the whole minutes until the window ends
 */
export function takeTry(db: Written, budget: Budget, whom: string, now: string): { waitMinutes: number } | null {
  const key = keyOf(budget, whom);
  const row = db.select().from(limits).where(eq(limits.key, key)).get();
  if (!row || row.until <= now) {
    db.delete(limits).where(lte(limits.until, now)).run();
    db.insert(limits)
      .values({ key, used: 1, until: addMinutes(now, budget.minutes) })
      .run();
    return null;
  }
  if (row.used >= budget.points)
    return { waitMinutes: Math.max(1, Math.ceil((Date.parse(row.until) - Date.parse(now)) / 60_000)) };
  db.update(limits)
    .set({ used: row.used + 1 })
    .where(eq(limits.key, key))
    .run();
  return null;
}

/** Gives one try back: what succeeded does not count. */
export function giveTryBack(db: Written, budget: Budget, whom: string): void {
  db.update(limits)
    .set({ used: sql`max(0, ${limits.used} - 1)` })
    .where(eq(limits.key, keyOf(budget, whom)))
    .run();
}

/** Forgets the tries of an account, after the right password. */
export function forgetTries(db: Written, budget: Budget, whom: string): void {
  db.delete(limits)
    .where(eq(limits.key, keyOf(budget, whom)))
    .run();
}

/** How long a browser is known after a sign-in, days. */
export const knownBrowserDays = 180;

/** Was this account signed in from this browser before? */
export function isKnownBrowser(db: Pick<Collection, "select">, email: string, browser: string, now: string): boolean {
  const row = db
    .select({ until: limits.until })
    .from(limits)
    .where(eq(limits.key, browserKey(email, browser)))
    .get();
  return row !== undefined && row.until > now;
}

/** Remembers a browser for an account; only a hash of both is kept. */
export function knowBrowser(db: Written, email: string, browser: string, now: string): void {
  const until = addMinutes(now, knownBrowserDays * 24 * 60);
  db.insert(limits)
    .values({ key: browserKey(email, browser), used: 0, until })
    .onConflictDoUpdate({ target: limits.key, set: { until } })
    .run();
}

function browserKey(email: string, browser: string): string {
  return `known-browser:${createHash("sha256").update(`${email} ${browser}`).digest("hex")}`;
}

/** Key of a budget for an account or address. */
export function keyOf(budget: Budget, whom: string): string {
  return `${budget.kind}:${createHash("sha256").update(whom).digest("hex")}`;
}
