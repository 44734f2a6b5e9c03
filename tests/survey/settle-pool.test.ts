import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { mostWaiting, SettlePool, settleInWorker } from "~/survey/settle-pool.server";
import { sampleDefinition } from "../support/sample-questionnaire";

const options = { parameters: { trend_name: { en: "nitazenes", fr: "nitazènes" } } };
const job = { definition: sampleDefinition, data: {}, options };

test("the worker settles as the function does", async () => {
  const settled = await settleInWorker(sampleDefinition, { contact: "C", deaths_total: { v: 1 } }, options);
  expect(settled).toEqual({ findings: [], hidden: ["entrants", "control", "use"] });
});

test("a definition that cannot be read is a bug, said with its cause", async () => {
  await expect(settleInWorker({ pages: [] }, {}, options)).rejects.toThrow("vigie.id");
});

/** A thread that never answers its first job and answers every later one of a new thread. */
function stubborn() {
  let made = 0;
  return () => {
    made++;
    const loop = made === 1 ? "for (;;) {}" : 'p.postMessage({ settled: { findings: [], hidden: ["second"] } })';
    return new Worker(
      `const { parentPort: p } = require("node:worker_threads"); p.postMessage({ ready: true }); p.on("message", () => { ${loop} });`,
      {
        eval: true,
      },
    );
  };
}

test("an endless questionnaire is stopped as too-long, and the next job gets a fresh thread", async () => {
  const pool = new SettlePool(stubborn(), 2000);
  const first = pool.settle(job);
  const second = pool.settle(job);
  expect(await first).toEqual({ refusal: "too-long" });
  expect(await second).toEqual({ findings: [], hidden: ["second"] });
  await pool.close();
});

test("a full queue is refused as busy and empties again", async () => {
  const pool = new SettlePool(stubborn(), 2000);
  const waiting = Array.from({ length: mostWaiting }, () => pool.settle(job));
  expect(await pool.settle(job)).toEqual({ refusal: "busy" });
  await Promise.all(waiting);
  expect(await pool.settle(job)).toEqual({ findings: [], hidden: ["second"] });
  await pool.close();
});
