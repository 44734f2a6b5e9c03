import { parentPort } from "node:worker_threads";
import { type SettleOptions, settle } from "./settle";

/*
 * The thread in which questionnaires run: an endless expression stops this thread and not the house. Built beside the
 * server (scripts/build.mjs); see settle-pool.server.ts.
 */

export type SettleJob = { definition: unknown; data: Record<string, unknown>; options: SettleOptions };

// The clock of a job starts when the thread stands, not while it loads SurveyJS.
parentPort?.postMessage({ ready: true });
parentPort?.on("message", (job: SettleJob) => {
  parentPort?.postMessage(answer(job));
});

function answer(job: SettleJob) {
  try {
    return { settled: settle(job.definition, job.data, job.options) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
