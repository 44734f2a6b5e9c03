import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Refusal, refuse } from "~/domain/refusal";

/** Jobs waiting at most; more are refused as `busy` and may be tried again. */
export const mostWaiting = 20;

/** Longest start of the thread, ms: it loads its modules, from the sources through tsx. Not counted as part of a job. */
const slowestStart = 60_000;

/** What a thread answers: once `ready` when it stands, then for each job what it tells on the way, and one answer. */
type Answer<Done> = { done: Done } | { failed: string };
type Message<Done> = Answer<Done> | { told: string };

class TooLong extends Error {}

/** One thread and its queue: work that would stop the house for seconds, or might never end, runs there. */
export class ThreadPool<Job, Done> {
  private worker: Worker | null = null;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param spawn  makes the thread; tests give one that never answers
   * @param limit  longest run of one job, ms
   */
  constructor(
    private readonly spawn: () => Worker,
    private readonly limit: number,
  ) {}

  /** Is no job running or waiting? */
  get isIdle(): boolean {
    return this.waiting === 0;
  }

  /**
   * Does a job in the thread, one at a time.
   * @param hear  is given what the job tells on its way (`answerJobs`)
   * @returns `too-long` after the limit (the thread is stopped, the next job gets a new one), `busy` when the queue is full
   * @throws  what the job threw: a bug
   */
  run(job: Job, hear: (told: string) => void = () => undefined): Promise<Done | Refusal> {
    if (this.waiting >= mostWaiting) return Promise.resolve(refuse("busy"));
    this.waiting++;
    const done = this.last.then(() => this.runNow(job, hear)).finally(() => this.waiting--);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async runNow(job: Job, hear: (told: string) => void): Promise<Done | Refusal> {
    const fresh = this.worker === null;
    this.worker ??= this.spawn();
    const worker = this.worker;
    worker.ref();
    try {
      if (fresh) await this.next(worker, slowestStart);
      worker.postMessage(job);
      const answer = await this.next(worker, this.limit, hear);
      if ("failed" in answer) throw new Error(`A thread failed: ${answer.failed}`);
      return answer.done;
    } catch (error) {
      if (error instanceof TooLong) return refuse("too-long");
      throw error;
    } finally {
      worker.unref();
    }
  }

  /** The next message of the thread; after the limit, an error or its end the thread is gone and the next job gets a new one. */
  private next(worker: Worker, limit: number, hear?: (told: string) => void): Promise<Answer<Done>> {
    return new Promise<Answer<Done>>((resolve, reject) => {
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
      worker.on("message", (message: Message<Done>) => {
        if ("told" in message) hear?.(message.told);
        else finish(() => resolve(message), false);
      });
      worker.once("error", (error) => finish(() => reject(error), true));
      worker.once("exit", (code) => finish(() => reject(new Error(`A thread ended with ${code}`)), true));
    });
  }

  /** Ends the thread, e.g. at the end of a test. */
  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }
}

/**
 * Starts a thread by its name (scripts/build.mjs). The built file lies beside the server bundle (`build/server`) or below
 * the host's (`build`); run from the sources (development, tests) it is the TypeScript file, read by tsx.
 * @param source  `app/survey/settle/settle.worker.ts`, from the root of the project
 * @param memory  largest heap, MB
 * @param given   what the thread finds as its `workerData`
 */
export function spawnThread(name: string, source: string, memory: number, given?: unknown): Worker {
  // Room for what lives shortly: a release makes a million small objects, and clearing it often took a fifth of its time.
  const resourceLimits = { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 96 };
  for (const built of [`./${name}.js`, `./server/${name}.js`]) {
    const file = fileURLToPath(new URL(built, import.meta.url));
    if (existsSync(file)) return new Worker(file, { resourceLimits, workerData: given });
  }
  const from = JSON.stringify(pathToFileURL(source).href);
  const start = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${from}); })`;
  return new Worker(start, { eval: true, resourceLimits, workerData: given });
}
