import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import type { Collection } from "../client";
import { grants } from "../schema-people";

export type GrantLine = typeof grants.$inferSelect;
type Read = Pick<Collection, "select">;

/** Every grant of a person, past and future ones too, in the order they were given. */
export function grantLinesOf(db: Read, person: number): GrantLine[] {
  return db.select().from(grants).where(eq(grants.person, person)).orderBy(asc(grants.id)).all();
}

/** Grants valid at an instant: of one country, or all. */
export function grantLinesAt(db: Read, now: string, country?: string): GrantLine[] {
  const valid = and(lte(grants.from, now), or(isNull(grants.to), gt(grants.to, now)));
  return db
    .select()
    .from(grants)
    .where(country === undefined ? valid : and(valid, eq(grants.country, country)))
    .orderBy(asc(grants.id))
    .all();
}

/** One grant by number, or undefined. */
export function grantById(db: Read, id: number): GrantLine | undefined {
  return db.select().from(grants).where(eq(grants.id, id)).get();
}

/** Writes a grant. @returns its number */
export function insertGrant(db: Pick<Collection, "insert">, grant: Omit<GrantLine, "id">): number {
  return Number(db.insert(grants).values(grant).run().lastInsertRowid);
}

/** Ends a grant at an instant. */
export function endGrant(db: Pick<Collection, "update">, id: number, to: string): void {
  db.update(grants).set({ to }).where(eq(grants.id, id)).run();
}
