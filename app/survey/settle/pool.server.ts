import type { Refusal } from "~/domain/refusal";
import { spawnThread, ThreadPool } from "~/threads/thread-pool.server";
import type { Settled } from "./settle";
import type { SettleJob } from "./settle.worker";

/** Longest run of one job, ms: the largest questionnaire takes well under one second. */
export const longestRun = 10_000;

/** `settle` in a thread; see `ThreadPool.run`. `of` = the country whose turn it takes. */
export type SettleElsewhere = (
  definition: unknown,
  data: Record<string, unknown>,
  options: SettleJob["options"],
  of?: string,
) => Promise<Settled | Refusal>;

/** Makes a thread that settles; `close` ends it. */
export function makeSettleThread(limit: number): { settle: SettleElsewhere; close: () => Promise<void> } {
  const pool = new ThreadPool<SettleJob, Settled>(
    () => spawnThread("settle.worker", "app/survey/settle/settle.worker.ts", 512),
    limit,
  );
  return {
    settle: (definition, data, options, of) => pool.run({ definition, data, options }, of === undefined ? {} : { of }),
    close: () => pool.close(),
  };
}

/** Settles in the thread of this process. */
export const settleInWorker: SettleElsewhere = makeSettleThread(longestRun).settle;
