import { and, asc, eq, gt, isNotNull, isNull, lte, ne, sql } from "drizzle-orm";
import type { Collection } from "../client";
import { addMinutes } from "../instant";
import { passkeyChallenges, passkeys, recoveryCodes, totpSecrets } from "./schema-factors";

export type TotpSecret = typeof totpSecrets.$inferSelect;
export type Passkey = typeof passkeys.$inferSelect;
type Read = Pick<Collection, "select">;

/** The secret of a person's app that is in use; undefined when she has none. */
export function totpOf(db: Read, person: number): TotpSecret | undefined {
  return db
    .select()
    .from(totpSecrets)
    .where(and(eq(totpSecrets.person, person), isNotNull(totpSecrets.confirmedAt)))
    .get();
}

/** A secret waits so long for its first code, minutes; then it is worth nothing, for whoever finds the page open. */
const waitMinutes = 15;

/** The secret that waits for its first code. */
export function waitingTotpOf(db: Read, person: number, now: string): TotpSecret | undefined {
  return db
    .select()
    .from(totpSecrets)
    .where(
      and(
        eq(totpSecrets.person, person),
        isNull(totpSecrets.confirmedAt),
        gt(totpSecrets.createdAt, addMinutes(now, -waitMinutes)),
      ),
    )
    .get();
}

/** Writes a secret that waits for its first code; an older one that waited goes. */
export function saveWaitingTotp(
  db: Pick<Collection, "insert" | "delete">,
  person: number,
  secret: string,
  now: string,
): void {
  db.delete(totpSecrets)
    .where(and(eq(totpSecrets.person, person), isNull(totpSecrets.confirmedAt)))
    .run();
  db.insert(totpSecrets).values({ person, secret, createdAt: now }).run();
}

/** Puts the secret that waited into use, in place of the one before. */
export function confirmTotp(
  db: Pick<Collection, "update" | "delete">,
  { id, person }: Pick<TotpSecret, "id" | "person">,
  step: number,
  now: string,
): void {
  db.delete(totpSecrets)
    .where(and(eq(totpSecrets.person, person), ne(totpSecrets.id, id)))
    .run();
  db.update(totpSecrets).set({ confirmedAt: now, lastStep: step, usedAt: now }).where(eq(totpSecrets.id, id)).run();
}

/** Notes the time step of a code that was taken. */
export function saveTotpStep(db: Pick<Collection, "update">, id: number, step: number, now: string): void {
  db.update(totpSecrets).set({ lastStep: step, usedAt: now }).where(eq(totpSecrets.id, id)).run();
}

/** Takes a person's secrets away, waiting ones too. */
export function deleteTotp(db: Pick<Collection, "delete">, person: number): void {
  db.delete(totpSecrets).where(eq(totpSecrets.person, person)).run();
}

/** Passkeys of a person, the oldest first. */
export function passkeysOf(db: Read, person: number): Passkey[] {
  return db
    .select()
    .from(passkeys)
    .where(eq(passkeys.person, person))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))
    .all();
}

/** A passkey by its credential id, or undefined. */
export function passkeyById(db: Read, id: string): Passkey | undefined {
  return db.select().from(passkeys).where(eq(passkeys.id, id)).get();
}

/** Writes a new passkey. */
export function insertPasskey(db: Pick<Collection, "insert">, passkey: Passkey): void {
  db.insert(passkeys).values(passkey).run();
}

/** Notes that a passkey was used. */
export function savePasskeyUse(db: Pick<Collection, "update">, id: string, counter: number, now: string): void {
  db.update(passkeys).set({ counter, usedAt: now }).where(eq(passkeys.id, id)).run();
}

/** Takes one passkey of a person away. @returns false when she has none of that id */
export function deletePasskey(db: Pick<Collection, "delete">, person: number, id: string): boolean {
  return (
    db
      .delete(passkeys)
      .where(and(eq(passkeys.person, person), eq(passkeys.id, id)))
      .run().changes === 1
  );
}

/** Takes all passkeys of a person away. */
export function deletePasskeys(db: Pick<Collection, "delete">, person: number): void {
  db.delete(passkeys).where(eq(passkeys.person, person)).run();
}

/** Has a person a second factor? */
export function hasFactor(db: Read, person: number): boolean {
  return totpOf(db, person) !== undefined || passkeysOf(db, person).length > 0;
}

/** How many recovery codes of a person are unused. */
export function recoveryCodesLeft(db: Read, person: number): number {
  return (
    db
      .select({ count: sql<number>`count(*)` })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.person, person), isNull(recoveryCodes.usedAt)))
      .get()?.count ?? 0
  );
}

/** Writes new recovery codes (their hashes) in place of all former ones; without hashes, takes them away. */
export function replaceRecoveryCodes(
  db: Pick<Collection, "insert" | "delete">,
  person: number,
  hashes: readonly string[],
  now: string,
): void {
  db.delete(recoveryCodes).where(eq(recoveryCodes.person, person)).run();
  for (const hash of hashes) db.insert(recoveryCodes).values({ person, hash, createdAt: now }).run();
}

/** Uses a recovery code up. @returns false when it is none of hers, or was used */
export function consumeRecoveryCode(
  db: Pick<Collection, "update">,
  person: number,
  hash: string,
  now: string,
): boolean {
  const used = db
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(and(eq(recoveryCodes.person, person), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)))
    .run();
  return used.changes === 1;
}

export type Challenge = typeof passkeyChallenges.$inferSelect;

/** Writes what a browser is asked to sign; what is too old goes. */
export function insertChallenge(db: Pick<Collection, "insert" | "delete">, challenge: Challenge, now: string): void {
  db.delete(passkeyChallenges).where(lte(passkeyChallenges.expiresAt, now)).run();
  db.insert(passkeyChallenges).values(challenge).run();
}

/** Takes a challenge away and gives it back: single use is decided here. @returns undefined when there is none */
export function takeChallenge(db: Pick<Collection, "delete">, challenge: string): Challenge | undefined {
  return db.delete(passkeyChallenges).where(eq(passkeyChallenges.challenge, challenge)).returning().get();
}
