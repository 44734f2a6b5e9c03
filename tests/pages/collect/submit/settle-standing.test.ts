import { expect, test } from "vitest";
import { settledSoFar, settleStanding } from "~/pages/collect/submit/settle-standing.server";
import { readSubmitView } from "~/pages/collect/submit/view.server";
import { settleInWorker } from "~/survey/settle/pool.server";
import { sampleDefinition } from "../../../support/sample-questionnaire";
import { makeWorld, mustBeDone, now } from "../../../support/world";

const key = { round: "2026-small", country: "FR", number: 1 };
const atOnce = { first: 0, again: 0 };
const options = { parameters: { trend_name: { en: "nitazenes", fr: "nitazènes" } } };

test("a page is shown before the thread has answered, and brings the fresh findings when they are there", async () => {
  const world = makeWorld();
  world.answer("claire", { nitazenes: { v: 12 } });
  const early = mustBeDone(await settledSoFar(world.db, key, atOnce));
  expect(early.freshness).toBe("checking");
  const { settled } = mustBeDone(await settleStanding(world.db, key));
  const later = mustBeDone(await settledSoFar(world.db, key, atOnce));
  expect(later).toMatchObject({ freshness: "fresh", settled });
  // After another answer the last findings stand until the thread has looked again.
  world.answer("claire", { nitazenes: { v: 13 } });
  const again = mustBeDone(await settledSoFar(world.db, key, atOnce));
  expect(again).toMatchObject({ freshness: "checking", settled });
  expect(again.standing.seq).toBeGreaterThan(later.standing.seq);
  world.close();
});

test("no section is called ready before what stands in it was looked at", async () => {
  const world = makeWorld();
  world.answer("claire", { nitazenes: { v: 12 } });
  const early = mustBeDone(await settledSoFar(world.db, key, atOnce));
  const readyOf = (read: typeof early) =>
    readSubmitView(world.db, read, { lang: "en", now, only: null }).flatMap((one) => (one.isReady ? [one.name] : []));
  expect(readyOf(early)).toEqual([]);
  await settleStanding(world.db, key);
  expect(readyOf(mustBeDone(await settledSoFar(world.db, key, atOnce)))).toEqual(["deaths"]);
  world.close();
});

test("forty-five people who look at one state of the answers ask the thread once", async () => {
  const world = makeWorld();
  world.answer("claire", { nitazenes: { v: 12 } });
  const all = await Promise.all(Array.from({ length: 45 }, () => settleStanding(world.db, key)));
  const settled = all.map((one) => mustBeDone(one).settled);
  expect(new Set(settled).size).toBe(1);
  world.close();
});

test("one country's forty checks do not keep another's from being done", async () => {
  const world = makeWorld();
  world.answer("ingrid", { nitazenes: { v: 12 } });
  const done: string[] = [];
  const forty = Array.from({ length: 40 }, async () => {
    await settleInWorker(sampleDefinition, {}, options, "FR");
    done.push("FR");
  });
  mustBeDone(await settleStanding(world.db, { ...key, country: "NO" }));
  done.push("NO");
  await Promise.all(forty);
  expect(done.indexOf("NO")).toBeLessThan(5);
  world.close();
});
