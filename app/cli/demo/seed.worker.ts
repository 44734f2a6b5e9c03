import { parentPort, workerData } from "node:worker_threads";
import { installGlobals } from "@remix-run/node";
import { CollectionFileError, openCollection } from "~db/collection/client";
import { seed } from "./seed";

/*
 * Makes the demonstration in a thread: threads have room for what lives shortly, of which it makes much
 * (thread-pool.server.ts). Tells each line as it comes; ends when the file is whole.
 */

installGlobals({ nativeFetch: true });

/** What the thread is given (`workerData`): where to make it, and the instant that counts as now. */
export type SeedJob = { file: string; keyFile: string; releasesFolder: string; now: string };
/** What it tells: a line, passing or not (`SeedOptions.say`); or why the file cannot be made, in words. */
export type SeedTold = { line: string; passing: boolean } | { refused: string };

const tell = (told: SeedTold) => parentPort?.postMessage(told);
const { file, keyFile, releasesFolder, now } = workerData as SeedJob;
try {
  const db = openCollection(file, keyFile);
  // A seed that is cut short is thrown away: its commits need not wait for the disk, only the finished file does.
  db.$client.pragma("synchronous = OFF");
  // Nothing it deletes is a person's.
  db.$client.pragma("secure_delete = OFF");
  // All of it fits in 256 MB.
  db.$client.pragma("cache_size = -262144");
  await seed(db, { releasesFolder, now, say: (line, passing) => tell({ line, passing }) });
  db.$client.pragma("wal_checkpoint(TRUNCATE)");
  db.$client.close();
} catch (error) {
  if (!(error instanceof CollectionFileError)) throw error;
  tell({ refused: error.message });
}
