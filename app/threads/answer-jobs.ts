import { parentPort } from "node:worker_threads";

/**
 * Makes this thread answer jobs one by one. Its clock starts when it stands, not while it loads its modules.
 * @param work  does a job; what it tells on the way is heard by who asked (`ThreadPool.run`)
 */
export function answerJobs<Job, Done>(work: (job: Job, tell: (what: string) => void) => Done): void {
  parentPort?.postMessage({ ready: true });
  parentPort?.on("message", (job: Job) => {
    parentPort?.postMessage(answer(job));
  });

  function answer(job: Job) {
    try {
      return { done: work(job, (told) => parentPort?.postMessage({ told })) };
    } catch (error) {
      const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
      // What SQLite or the file system says stays readable on the other side (`troubleOf`).
      return error instanceof Error && "code" in error ? { failed, code: String(error.code) } : { failed };
    }
  }
}
