import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { mostWaiting, ThreadPool } from "~/threads/thread-pool.server";
import { troubleOf } from "~db/sqlite/trouble";

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

/** A thread that answers each job with its own words, and loops without end on "endless". */
function honest() {
  const spawned = { count: 0 };
  const spawn = () => {
    spawned.count += 1;
    return new Worker(
      `const { parentPort: p } = require("node:worker_threads"); p.postMessage({ ready: true });
       p.on("message", (job) => { if (job === "endless") for (;;) {} p.postMessage({ done: job }); });`,
      { eval: true },
    );
  };
  return { spawn, spawned };
}

test("one asker's forty jobs wait behind each other, not before another's", async () => {
  const pool = new ThreadPool<string, string>(honest().spawn, 2000);
  const order: string[] = [];
  const ask = (job: string, of: string) => pool.run(job, { of }).then((done) => order.push(String(done)));
  const hers = Array.from({ length: 40 }, (_, i) => ask(`FR ${i}`, "FR"));
  await Promise.all([...hers, ask("SE 0", "SE"), ask("SE 1", "SE"), ask("NO 0", "NO")]);
  expect(order.indexOf("SE 0")).toBeLessThan(4);
  expect(order.indexOf("NO 0")).toBeLessThan(4);
  expect(order.indexOf("SE 1")).toBeLessThan(8);
  expect(order.filter((name) => name.startsWith("FR"))).toEqual(Array.from({ length: 40 }, (_, i) => `FR ${i}`));
  await pool.close();
});

test("waiting for a turn is no part of the limit", async () => {
  const { spawn } = honest();
  const pool = new ThreadPool<string, string>(spawn, 300);
  const endless = pool.run("endless", { of: "FR" });
  const others = ["SE", "NO", "PT"].map((of) => pool.run(of, { of }));
  expect(await endless).toEqual({ refusal: "too-long" });
  expect(await Promise.all(others)).toEqual(["SE", "NO", "PT"]);
  await pool.close();
});

test("a thread that was stopped has done the last good job again before it is asked", async () => {
  const heard: string[] = [];
  const { spawn } = honest();
  const pool = new ThreadPool<string, string>(() => {
    const worker = spawn();
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (job: string) => {
      heard.push(job);
      post(job);
    };
    return worker;
  }, 300);
  expect(await pool.run("good")).toBe("good");
  expect(await pool.run("endless")).toEqual({ refusal: "too-long" });
  expect(await pool.run("next")).toBe("next");
  expect(heard).toEqual(["good", "endless", "good", "next"]);
  await pool.close();
});

test("what SQLite said in a thread is still read outside of it", async () => {
  const pool = new ThreadPool<string, string>(
    () =>
      new Worker(
        `const { parentPort: p } = require("node:worker_threads"); p.postMessage({ ready: true });
         p.on("message", () => p.postMessage({ failed: "database is locked", code: "SQLITE_BUSY" }));`,
        { eval: true },
      ),
    2000,
  );
  const failed = await pool.run("job").catch((error: unknown) => error);
  expect(troubleOf(failed)).toBe("busy");
  await pool.close();
});
