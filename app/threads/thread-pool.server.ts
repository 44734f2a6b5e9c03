import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type Refusal, refuse } from "~/domain/refusal";

/** Jobs of one asker waiting at most; more are refused as `busy`. Nobody comes near who does not attack. */
export const mostWaiting = 200;

/** Longest start of the thread, ms: it loads its modules, from the sources through tsx, and warms up. No part of a job. */
const slowestStart = 60_000;

/** How often the limit is looked at again while the machine is too busy for the thread to have run that long. */
const mostLooks = 6;

/** What a thread answers: once `ready` when it stands, then for each job what it tells on the way, and one answer. */
type Answer<Done> = { done: Done } | { failed: string; code?: string };
type Message<Done> = Answer<Done> | { told: string };

class TooLong extends Error {}

type Waiting<Job, Done> = {
  of: string;
  job: Job;
  hear: (told: string) => void;
  resolve: (done: Done | Refusal) => void;
  reject: (error: unknown) => void;
};

/**
 * One thread and its queue: work that would stop the house for seconds, or might never end, runs there.
 *
 * The queue is fair by asker: each in turn has one job done, however many she has waiting. A thread that had to be stopped is
 * followed by one that has done the last good job again before it is asked anything.
 */
export class ThreadPool<Job, Done> {
  private worker: Worker | null = null;
  private readonly waiting = new Map<string, Waiting<Job, Done>[]>();
  /** Whose job runs; null = none does. */
  private runningOf: string | null = null;
  private lastGood: Job | null = null;

  /**
   * @param spawn  makes the thread; tests give one that never answers
   * @param limit  longest run of one job, ms of a processor: waiting for a turn, for the thread or for a busy machine is none
   */
  constructor(
    private readonly spawn: () => Worker,
    private readonly limit: number,
  ) {}

  /** Is no job running or waiting? */
  get isIdle(): boolean {
    return this.runningOf === null && this.waiting.size === 0;
  }

  /**
   * Does a job in the thread, one at a time.
   * @param of    whose turn it takes: a country, a kind of work
   * @param hear  is given what the job tells on its way (`answerJobs`)
   * @returns `too-long` after the limit (the thread is stopped, the next job gets a new one), `busy` when too many of the same
   *          asker wait
   * @throws  what the job threw: a bug, or a file it could not read (`troubleOf`)
   */
  run(
    job: Job,
    { of = "", hear = () => undefined }: { of?: string; hear?: (told: string) => void } = {},
  ): Promise<Done | Refusal> {
    const queue = this.waiting.get(of) ?? [];
    if (queue.length + Number(this.runningOf === of) >= mostWaiting) return Promise.resolve(refuse("busy"));
    return new Promise((resolve, reject) => {
      queue.push({ of, job, hear, resolve, reject });
      this.waiting.set(of, queue);
      if (this.runningOf === null) this.runAll().catch(reject);
    });
  }

  private async runAll(): Promise<void> {
    for (let next = this.takeNext(); next !== null; next = this.takeNext()) {
      const { job, hear, resolve, reject } = next;
      this.runningOf = next.of;
      await this.runNow(job, hear).then(resolve, reject);
    }
    this.runningOf = null;
  }

  /** The next job of whoever has waited longest for a turn; she goes to the end when she has more. */
  private takeNext(): Waiting<Job, Done> | null {
    const [first] = this.waiting;
    if (!first) return null;
    const [of, queue] = first;
    const next = queue.shift() ?? null;
    this.waiting.delete(of);
    if (queue.length > 0) this.waiting.set(of, queue);
    return next;
  }

  private async runNow(job: Job, hear: (told: string) => void): Promise<Done | Refusal> {
    let worker: Worker | null = null;
    try {
      worker = await this.standing();
      worker.ref();
      worker.postMessage(job);
      const answer = await this.next(worker, this.limit, hear);
      if ("failed" in answer)
        throw Object.assign(new Error(`A thread failed: ${answer.failed}`), answer.code ? { code: answer.code } : {});
      this.lastGood = job;
      return answer.done;
    } catch (error) {
      if (error instanceof TooLong) return refuse("too-long");
      throw error;
    } finally {
      worker?.unref();
    }
  }

  /** The thread, started and warm. */
  private async standing(): Promise<Worker> {
    if (this.worker) return this.worker;
    const worker = this.spawn();
    this.worker = worker;
    await this.next(worker, slowestStart);
    if (this.lastGood === null) return worker;
    const warming = this.lastGood;
    // What warms the thread and does not end is not tried again.
    this.lastGood = null;
    worker.postMessage(warming);
    try {
      await this.next(worker, slowestStart);
    } catch {
      return this.standing();
    }
    this.lastGood = warming;
    return worker;
  }

  /** The next message of the thread; after the limit, an error or its end the thread is gone and the next job gets a new one. */
  private next(worker: Worker, limit: number, hear?: (told: string) => void): Promise<Answer<Done>> {
    return new Promise<Answer<Done>>((resolve, reject) => {
      let timer: NodeJS.Timeout;
      const finish = (outcome: () => void, isOver: boolean) => {
        clearTimeout(timer);
        for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
        if (isOver) {
          this.worker = null;
          worker.terminate().catch(() => undefined);
        }
        outcome();
      };
      const began = process.cpuUsage();
      const look = (looks: number) => {
        const { user, system } = process.cpuUsage(began);
        // The thread cannot have run longer than the whole process did.
        const left = limit - (user + system) / 1000;
        if (left <= 0 || looks >= mostLooks) return finish(() => reject(new TooLong()), true);
        timer = setTimeout(look, Math.max(50, left), looks + 1);
      };
      timer = setTimeout(look, limit, 1);
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

/** Waits for a thread that does one thing and ends; throws what it threw. */
export function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}
