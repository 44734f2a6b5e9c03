import { workerData } from "node:worker_threads";
import { openCollection } from "~db/collection/client";
import { makeBackup, type ToBackUp } from "./make.server";

/* Makes one backup beside the host: copying and looking through a collection takes seconds, in which nobody could save. */

/** What the thread is given (`workerData`). */
export type BackupJob = ToBackUp & { file: string };

const { file, ...what } = workerData as BackupJob;
const db = openCollection(file);
try {
  await makeBackup(db, what);
} finally {
  db.$client.close();
}
