import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { type Refusal, refuse } from "~/domain/refusal";
import type { Settled } from "./settle";
import type { SettleJob } from "./settle.worker";

/** Longest run of one job, ms: the largest questionnaire takes well under one second. */
export const longestRun = 10_000;
/** Jobs waiting at most; more are refused as `busy` and may be tried again. */
export const mostWaiting = 20;

/** Longest start of the thread, ms: it loads SurveyJS, from the sources through tsx. Not counted as part of a job. */
const slowestStart = 60_000;

type Answer = { settled: Settled } | { failed: string };

class TooLong extends Error {}

/** One thread and its queue. `spawn` makes the thread; tests give one that never answers. */
export class SettlePool {
  private worker: Worker | null = null;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly spawn: () => Worker = spawnWorker,
    private readonly limit = longestRun,
  ) {}

  /**
   * Settles in a thread of its own, one job at a time.
   * @returns `too-long` after the limit (the thread is stopped, the next job gets a new one), `busy` when the queue is full
   * @throws  what `settle` throws: a bug, or a definition that was never linted
   */
  settle(job: SettleJob): Promise<Settled | Refusal> {
    if (this.waiting >= mostWaiting) return Promise.resolve(refuse("busy"));
    this.waiting++;
    const done = this.last.then(() => this.run(job)).finally(() => this.waiting--);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async run(job: SettleJob): Promise<Settled | Refusal> {
    const fresh = this.worker === null;
    this.worker ??= this.spawn();
    const worker = this.worker;
    worker.ref();
    try {
      if (fresh) await this.next(worker, slowestStart);
      worker.postMessage(job);
      const answer = await this.next(worker, this.limit);
      if ("failed" in answer) throw new Error(`Settling failed: ${answer.failed}`);
      return answer.settled;
    } catch (error) {
      if (error instanceof TooLong) return refuse("too-long");
      throw error;
    } finally {
      worker.unref();
    }
  }

  /** The next message of the thread; after the limit, an error or its end the thread is gone and the next job gets a new one. */
  private next(worker: Worker, limit: number): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const finish = (outcome: () => void, isOver: boolean) => {
        clearTimeout(timer);
        for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
        if (isOver) {
          this.worker = null;
          void worker.terminate();
        }
        outcome();
      };
      const timer = setTimeout(() => finish(() => reject(new TooLong()), true), limit);
      worker.once("message", (answer: Answer) => finish(() => resolve(answer), false));
      worker.once("error", (error) => finish(() => reject(error), true));
      worker.once("exit", (code) => finish(() => reject(new Error(`The settle worker ended with ${code}`)), true));
    });
  }

  /** Ends the thread, e.g. when the host stops. */
  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }
}

const pool = new SettlePool();

/** Settles in the worker of this process; see `SettlePool.settle`. */
export function settleInWorker(
  definition: unknown,
  data: Record<string, unknown>,
  options: SettleJob["options"],
): Promise<Settled | Refusal> {
  return pool.settle({ definition, data, options });
}

/**
 * The built worker lies beside the server bundle (`build/server`) or below the host's (`build`); run from the sources
 * (development, tests) it is the TypeScript file, read by tsx.
 */
function spawnWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: 512 };
  for (const built of ["./settle.worker.js", "./server/settle.worker.js"]) {
    const file = fileURLToPath(new URL(built, import.meta.url));
    if (existsSync(file)) return new Worker(file, { resourceLimits });
  }
  const source = new URL("./settle.worker.ts", import.meta.url).href;
  return new Worker(
    `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${JSON.stringify(source)}); })`,
    {
      eval: true,
      resourceLimits,
    },
  );
}
