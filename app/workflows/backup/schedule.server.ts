import { ended, spawnThread } from "~/threads/thread-pool.server";
import type { BackupJob } from "./backup.worker";
import { instantOf, listBackups } from "./manifest.server";

const hour = 3_600_000;

/** How old the newest backup of a folder is, in hours; null = there is none. */
export function ageOfNewest(folder: string, now: string): number | null {
  const [newest] = listBackups(folder);
  return newest === undefined ? null : (Date.parse(now) - Date.parse(instantOf(newest))) / hour;
}

/** Is it time for another one? */
export function isDue(folder: string, everyHours: number, now: string): boolean {
  const age = ageOfNewest(folder, now);
  return age === null || age >= everyHours;
}

/** Did one fail to come, and the next try too? What `/readyz` warns of. */
export function isLate(folder: string, everyHours: number, now: string): boolean {
  const age = ageOfNewest(folder, now);
  return age === null || age > 2 * everyHours;
}

/** `makeBackup` in a thread of its own; throws what it threw. */
export function backUpInThread(job: BackupJob): Promise<void> {
  return ended(spawnThread("backup.worker", "app/workflows/backup/backup.worker.ts", 512, job));
}
