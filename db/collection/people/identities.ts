import { and, eq } from "drizzle-orm";
import type { Collection } from "../client";
import { oidcIdentities } from "./schema-factors";

export type Identity = typeof oidcIdentities.$inferSelect;
type Named = Pick<Identity, "issuer" | "subject">;

/** The account of another house, by its issuer and the issuer's name for it; undefined when it is bound to nobody. */
export function identityOf(db: Pick<Collection, "select">, { issuer, subject }: Named): Identity | undefined {
  return db
    .select()
    .from(oidcIdentities)
    .where(and(eq(oidcIdentities.issuer, issuer), eq(oidcIdentities.subject, subject)))
    .get();
}

/** Binds an account to a person; one of the same issuer she had before goes. */
export function bindIdentity(
  db: Pick<Collection, "insert" | "delete">,
  identity: Pick<Identity, "issuer" | "subject" | "person" | "createdAt">,
): void {
  unbindIdentity(db, identity);
  db.insert(oidcIdentities).values(identity).run();
}

/** Takes the account of an issuer from a person. @returns false when she had none */
export function unbindIdentity(
  db: Pick<Collection, "delete">,
  { issuer, person }: Pick<Identity, "issuer" | "person">,
): boolean {
  return (
    db
      .delete(oidcIdentities)
      .where(and(eq(oidcIdentities.issuer, issuer), eq(oidcIdentities.person, person)))
      .run().changes === 1
  );
}

/** Notes that an account was signed in with. */
export function saveIdentityUse(db: Pick<Collection, "update">, { issuer, subject }: Named, now: string): void {
  db.update(oidcIdentities)
    .set({ usedAt: now })
    .where(and(eq(oidcIdentities.issuer, issuer), eq(oidcIdentities.subject, subject)))
    .run();
}
