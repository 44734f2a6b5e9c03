import type { Logger } from "pino";
import { troubleOf } from "~db/sqlite/trouble";

type Log = Pick<Logger, "warn" | "error" | "info">;

/** Tells the log when a job begins to fail, when it fails otherwise and when it works again, not at every try. */
export function failingOf(job: string, log: Log): { failed: (error: unknown) => void; worked: () => void } {
  let failing = "";
  return {
    failed: (error) => {
      const trouble = troubleOf(error);
      const why = trouble ?? (error instanceof Error ? error.message : String(error));
      if (why === failing) return;
      failing = why;
      if (trouble) log.warn({ event: "job.waits", job, why });
      else log.error({ event: "job.failed", job, stack: error instanceof Error ? error.stack : why });
    },
    worked: () => {
      if (failing !== "") log.info({ event: "job.works-again", job });
      failing = "";
    },
  };
}

/**
 * Does a job at once and again and again. One that fails is tried again at the next turn: nothing it meets ends the process.
 */
export function repeat(
  { name, everyMs, log }: { name: string; everyMs: number; log: Log },
  work: () => void | Promise<void>,
): { stop: () => void } {
  const { failed, worked } = failingOf(name, log);
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const turn = async () => {
    try {
      await work();
      worked();
    } catch (error) {
      failed(error);
    }
    if (stopped) return;
    timer = setTimeout(next, everyMs);
    timer.unref();
  };
  const next = () => void turn().catch(failed);
  next();
  return {
    stop: () => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
