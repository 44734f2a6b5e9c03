import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { mostWaiting, ThreadPool } from "~/threads/thread-pool.server";

/** A thread that never answers its first job and answers every later one of a new thread. */
function stubborn() {
  let made = 0;
  return () => {
    made++;
    const loop = made === 1 ? "for (;;) {}" : 'p.postMessage({ done: "second" })';
    return new Worker(
      `const { parentPort: p } = require("node:worker_threads"); p.postMessage({ ready: true }); p.on("message", () => { ${loop} });`,
      {
        eval: true,
      },
    );
  };
}

test("an endless job is stopped as too-long, and the next job gets a fresh thread", async () => {
  const pool = new ThreadPool<string, string>(stubborn(), 2000);
  const first = pool.run("job");
  const second = pool.run("job");
  expect(await first).toEqual({ refusal: "too-long" });
  expect(await second).toBe("second");
  await pool.close();
});

test("a full queue is refused as busy and empties again", async () => {
  const pool = new ThreadPool<string, string>(stubborn(), 2000);
  const waiting = Array.from({ length: mostWaiting }, () => pool.run("job"));
  expect(await pool.run("job")).toEqual({ refusal: "busy" });
  await Promise.all(waiting);
  expect(await pool.run("job")).toBe("second");
  await pool.close();
});
