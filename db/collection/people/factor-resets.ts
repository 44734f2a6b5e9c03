import { and, asc, eq, isNull } from "drizzle-orm";
import type { Collection } from "../client";
import { factorResets } from "./schema-factors";

export type FactorReset = typeof factorResets.$inferSelect;
type Read = Pick<Collection, "select">;

/** The request to take a person's second factor away that waits for a second admin; undefined when there is none. */
export function openResetOf(db: Read, person: number): FactorReset | undefined {
  return db
    .select()
    .from(factorResets)
    .where(and(eq(factorResets.person, person), isNull(factorResets.decision)))
    .get();
}

/** Requests that wait for a second admin, the oldest first. */
export function openResets(db: Read): FactorReset[] {
  return db.select().from(factorResets).where(isNull(factorResets.decision)).orderBy(asc(factorResets.id)).all();
}

/** Writes a request. @returns its number */
export function insertReset(
  db: Pick<Collection, "insert">,
  reset: Pick<FactorReset, "person" | "reason" | "askedBy" | "askedAt">,
): number {
  return Number(db.insert(factorResets).values(reset).run().lastInsertRowid);
}

/** Writes what became of a request. */
export function decideReset(
  db: Pick<Collection, "update">,
  id: number,
  decided: { decision: NonNullable<FactorReset["decision"]>; decidedBy: number; decidedAt: string },
): void {
  db.update(factorResets).set(decided).where(eq(factorResets.id, id)).run();
}
