import { asc, eq } from "drizzle-orm";
import type { Collection } from "../client";
import { releaseChanges } from "../schema";
import { persons } from "../schema-people";

type Db = Pick<Collection, "select" | "insert" | "delete">;

export type ReleaseChange = typeof releaseChanges.$inferSelect;
export type NewChange = Pick<ReleaseChange, "release" | "kind" | "by" | "at"> &
  Partial<Pick<ReleaseChange, "series" | "area" | "period" | "imports">>;

/** Notes who made a prepared release what it is, in the caller's transaction. */
export function noteChange(db: Db, change: NewChange): void {
  db.insert(releaseChanges).values(change).run();
}

/** What was done to a release until it was published, oldest first. */
export function changesOf(
  db: Pick<Collection, "select">,
  release: string,
): (ReleaseChange & { name: string | null })[] {
  return db
    .select({ change: releaseChanges, name: persons.name })
    .from(releaseChanges)
    .leftJoin(persons, eq(persons.id, releaseChanges.by))
    .where(eq(releaseChanges.release, release))
    .orderBy(asc(releaseChanges.id))
    .all()
    .map(({ change, name }) => ({ ...change, name }));
}

/** Forgets what was done to a candidate that is discarded. */
export function deleteChanges(db: Pick<Collection, "delete">, release: string): void {
  db.delete(releaseChanges).where(eq(releaseChanges.release, release)).run();
}
