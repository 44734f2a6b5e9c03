import { and, asc, eq, isNull } from "drizzle-orm";
import type { Collection } from "../client";
import { delegations } from "../schema-people";

export type Delegation = typeof delegations.$inferSelect;
type Read = Pick<Collection, "select">;

/** What is delegated now in a country: of one round, or of all. */
export function delegationsOf(db: Read, country: string, round?: string): Delegation[] {
  return db
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.country, country),
        isNull(delegations.endedAt),
        round === undefined ? undefined : eq(delegations.round, round),
      ),
    )
    .orderBy(asc(delegations.id))
    .all();
}

/** What is delegated now to a person in a country. */
export function delegationsTo(db: Read, person: number, country: string): Delegation[] {
  return delegationsOf(db, country).filter((line) => line.person === person);
}

/** Writes one delegated prefix. */
export function insertDelegation(db: Pick<Collection, "insert">, line: Omit<Delegation, "id" | "endedAt">): void {
  db.insert(delegations)
    .values({ ...line, endedAt: null })
    .run();
}

/** Ends one delegated prefix; who wrote what under it stays in the log. */
export function endDelegation(db: Pick<Collection, "update">, id: number, now: string): void {
  db.update(delegations)
    .set({ endedAt: now })
    .where(and(eq(delegations.id, id), isNull(delegations.endedAt)))
    .run();
}
