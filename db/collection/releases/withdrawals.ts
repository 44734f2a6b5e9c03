import { and, asc, desc, eq, isNull, lte } from "drizzle-orm";
import type { Collection } from "../client";
import { releaseWithdrawals } from "../schema";

type Db = Pick<Collection, "select" | "insert" | "update">;

export type ReleaseWithdrawal = typeof releaseWithdrawals.$inferSelect;

/** The withdrawal of a whole release that waits for a second person; null when none does. */
export function openWithdrawalOf(db: Pick<Collection, "select">, release: string): ReleaseWithdrawal | null {
  const open = and(eq(releaseWithdrawals.release, release), isNull(releaseWithdrawals.decision));
  return db.select().from(releaseWithdrawals).where(open).get() ?? null;
}

/** All withdrawals that wait for a second person, the oldest first. */
export function openWithdrawals(db: Pick<Collection, "select">): ReleaseWithdrawal[] {
  return db
    .select()
    .from(releaseWithdrawals)
    .where(isNull(releaseWithdrawals.decision))
    .orderBy(asc(releaseWithdrawals.askedAt), asc(releaseWithdrawals.id))
    .all();
}

/** What was ever asked about a release, the newest first. */
export function withdrawalHistory(db: Pick<Collection, "select">, release: string): ReleaseWithdrawal[] {
  return db
    .select()
    .from(releaseWithdrawals)
    .where(eq(releaseWithdrawals.release, release))
    .orderBy(desc(releaseWithdrawals.id))
    .all();
}

/** Emergencies nobody confirmed in time and nobody was told of. */
export function overdueUntold(db: Pick<Collection, "select">, now: string): ReleaseWithdrawal[] {
  const { decision, remindedAt, dueAt } = releaseWithdrawals;
  return db
    .select()
    .from(releaseWithdrawals)
    .where(and(isNull(decision), isNull(remindedAt), lte(dueAt, now)))
    .all();
}

/** Writes what was asked. */
export function insertReleaseWithdrawal(db: Db, row: Omit<typeof releaseWithdrawals.$inferInsert, "id">): void {
  db.insert(releaseWithdrawals).values(row).run();
}

/** Writes what became of it. */
export function updateReleaseWithdrawal(
  db: Db,
  id: number,
  change: Partial<Pick<ReleaseWithdrawal, "decision" | "decidedBy" | "decidedAt" | "remindedAt">>,
): void {
  db.update(releaseWithdrawals).set(change).where(eq(releaseWithdrawals.id, id)).run();
}
