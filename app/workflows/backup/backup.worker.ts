import { workerData } from "node:worker_threads";
import { openCollection } from "~db/collection/client";
import { makeBackup, type ToBackUp } from "./make.server";

/* Makes one backup beside the host: copying and looking through a collection takes seconds, in which nobody could save. */

/** What the thread is given (`workerData`). */
export type BackupJob = ToBackUp & { file: string; keyFile: string };

const { file, keyFile, ...what } = workerData as BackupJob;
const db = openCollection(file, keyFile);
try {
  await makeBackup(db, what);
} finally {
  db.$client.close();
}
