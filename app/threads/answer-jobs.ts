import { parentPort } from "node:worker_threads";

/** Makes this thread answer jobs one by one. Its clock starts when it stands, not while it loads its modules. */
export function answerJobs<Job, Done>(work: (job: Job) => Done): void {
  parentPort?.postMessage({ ready: true });
  parentPort?.on("message", (job: Job) => {
    parentPort?.postMessage(answer(job));
  });

  function answer(job: Job) {
    try {
      return { done: work(job) };
    } catch (error) {
      return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
}
