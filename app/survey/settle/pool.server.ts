import type { Refusal } from "~/domain/refusal";
import { spawnThread, ThreadPool } from "~/threads/thread-pool.server";
import type { Settled } from "./settle";
import type { SettleJob } from "./settle.worker";

/** Longest run of one job, ms: the largest questionnaire takes well under one second. */
export const longestRun = 10_000;

const pool = new ThreadPool<SettleJob, Settled>(
  () => spawnThread("settle.worker", "app/survey/settle/settle.worker.ts", 512),
  longestRun,
);

/** Settles in the thread of this process; see `ThreadPool.run`. */
export function settleInWorker(
  definition: unknown,
  data: Record<string, unknown>,
  options: SettleJob["options"],
): Promise<Settled | Refusal> {
  return pool.run({ definition, data, options });
}
