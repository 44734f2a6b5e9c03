import { and, desc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import type { Collection } from "../client";
import { invitations } from "../schema-people";

export type Invitation = typeof invitations.$inferSelect;
type Read = Pick<Collection, "select">;

/** The link with this hash, used, old and withdrawn ones too; undefined when there never was one. */
export function invitationByHash(db: Read, tokenHash: string): Invitation | undefined {
  return db.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)).get();
}

/** One link by number, or undefined. */
export function invitationById(db: Read, id: number): Invitation | undefined {
  return db.select().from(invitations).where(eq(invitations.id, id)).get();
}

/** Invitations that can still be taken: of one country, or all; the newest first. */
export function openInvitations(db: Read, now: string, country?: string): Invitation[] {
  return db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.kind, "invitation"),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now),
        country === undefined ? undefined : eq(invitations.country, country),
      ),
    )
    .orderBy(desc(invitations.id))
    .all();
}

/** When a password of this address was last set by a link; undefined = never. */
export function lastSetByLink(db: Read, email: string): string | undefined {
  const line = db
    .select({ usedAt: invitations.usedAt })
    .from(invitations)
    .where(and(eq(invitations.kind, "password"), eq(invitations.email, email), isNotNull(invitations.usedAt)))
    .orderBy(desc(invitations.usedAt))
    .limit(1)
    .get();
  return line?.usedAt ?? undefined;
}

/** Writes a link. @returns its number */
export function insertInvitation(
  db: Pick<Collection, "insert">,
  line: Omit<Invitation, "id" | "usedAt" | "revokedAt">,
): number {
  return Number(
    db
      .insert(invitations)
      .values({ ...line, usedAt: null, revokedAt: null })
      .run().lastInsertRowid,
  );
}

/** Marks a link as used. @returns false when it was used or withdrawn before: single use is decided here */
export function consumeInvitation(db: Pick<Collection, "update">, id: number, now: string): boolean {
  const used = db
    .update(invitations)
    .set({ usedAt: now })
    .where(and(eq(invitations.id, id), isNull(invitations.usedAt), isNull(invitations.revokedAt)))
    .run();
  return used.changes === 1;
}

/** Withdraws a link; a used one stays as it is. */
export function withdrawInvitation(db: Pick<Collection, "update">, id: number, now: string): boolean {
  const withdrawn = db
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.id, id), isNull(invitations.usedAt), isNull(invitations.revokedAt)))
    .run();
  return withdrawn.changes === 1;
}

/** Withdraws all open links for new passwords of an address, so that only the last one works. */
export function withdrawPasswordLinks(db: Pick<Collection, "update">, email: string, now: string): void {
  db.update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.kind, "password"),
        eq(invitations.email, email),
        isNull(invitations.usedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .run();
}
