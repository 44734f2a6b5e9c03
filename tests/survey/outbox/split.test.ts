import "fake-indexeddb/auto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { longestRaw, parseChanges, toRaw } from "~/domain/submission/submit-change";
import { commitQueue } from "~/pages/collect/save/commit-queue.server";
import { saveDoor, saveDoorPath } from "~/pages/collect/save/save.resource";
import { createAnswerStore } from "~/survey/fill/answer-store";
import { type Outbox, startOutbox } from "~/survey/outbox/outbox.client";
import { standingValues } from "~db/collection/answers";
import { readSubmission } from "~db/collection/submissions/submissions";
import { makeWorld, now, round, type World } from "../../support/world";

/* The outbox of a browser before the real save door. The page around it is no more than a target of events. */

Object.assign(globalThis, {
  window: new EventTarget(),
  document: Object.assign(new EventTarget(), { visibilityState: "hidden" }),
  sessionStorage: { getItem: () => null, setItem: () => undefined },
});

const key = { round, country: "FR", number: 1 };
let world: World;
let servers: Server[] = [];
let outbox: Outbox | undefined;
/** Sizes of the batches that came to the guard. */
let batches: number[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The save door, and a guard before it that takes one word for an attack and answers with a page of its own. */
async function openDoor(): Promise<string> {
  const env = { APP_ORIGIN: "http://localhost", VIGIE_MODE: "demo" as const };
  const app = express();
  app.all(saveDoorPath, saveDoor({ db: world.db, queue: commitQueue(world.db), clock: () => now, env }));
  const door = await listen(app);
  const headers = { "Content-Type": "application/json", Cookie: world.signIn("claire") };
  const guard = await listen(async (request, response) => {
    const body = await text(request);
    batches.push(body.match(/"changeId"/g)?.length ?? 0);
    if (body.includes("DROP TABLE")) return void response.writeHead(403).end("<h1>Forbidden</h1>");
    const said = await fetch(door + request.url, { method: request.method, headers, body });
    response.writeHead(said.status, { "Content-Type": "application/json" }).end(await said.text());
  });
  return `${guard}/api/v1/submissions/${round}/FR/1/answers`;
}

beforeEach(() => {
  world = makeWorld();
  batches = [];
});
afterEach(async () => {
  outbox?.stop();
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  servers = [];
  world.close();
});

/** Types answers into a window and waits until nothing waits any more. */
async function saveAll(commits: { path: string; value: unknown; raw?: string }[]) {
  let number = 0;
  const store = createAnswerStore({ standing: new Map(), newId: () => `change-${number++}`, now: () => now });
  const address = await openDoor();
  outbox = startOutbox({ store, address, scope: "1|x", me: "Claire Aubry", onNoStorage() {}, onSaved() {} });
  store.commit(commits);
  await expect.poll(() => store.state().waiting.length, { timeout: 10_000 }).toBe(0);
  const held = standingValues(world.db, readSubmission(world.db, key)!.id);
  return { state: store.state(), held };
}

const figures = ["deaths_by_year/Y0/F", "deaths_by_year/Y0/M", "deaths_by_year/Y1/F", "deaths_by_year/Y1/M"].map(
  (path, at) => ({ path, value: { v: at + 1 } }),
);

describe("one change that the request cannot carry", () => {
  it("named by the door stays here with its text, and the others are saved", async () => {
    const bad = { path: "nitazenes", value: { v: 9 }, raw: "9 \ud83d p" };
    const { state, held } = await saveAll([...figures.slice(0, 2), bad, ...figures.slice(2)]);
    expect(state.unkept.get("nitazenes")).toMatchObject({ raw: "9 \ud83d p", value: { v: 9 } });
    expect(state.unkept.get("nitazenes")?.refusal).toMatchObject({ refusal: "bad-request" });
    expect(held).toEqual(new Map(figures.map(({ path, value }) => [path, value])));
    expect(batches).toEqual([5, 4]);
  });

  it("named by nobody is found by halving", async () => {
    const bad = { path: "story", value: "They wrote DROP TABLE on the form" };
    const { state, held } = await saveAll([...figures.slice(0, 2), bad, ...figures.slice(2)]);
    expect([...state.unkept.keys()]).toEqual(["story"]);
    expect(state.trouble).toBeNull();
    expect(held).toEqual(new Map(figures.map(({ path, value }) => [path, value])));
    expect(batches.length).toBeLessThanOrEqual(8);
  });

  it("too large is found by halving as well", async () => {
    const bad = { path: "story", value: "long ".repeat(500_000) };
    const { state, held } = await saveAll([...figures, bad]);
    expect(state.unkept.get("story")?.refusal).toMatchObject({ refusal: "too-large" });
    expect(held.size).toBe(4);
  });
});

describe("the text as typed", () => {
  it("is cut between signs, so that the door takes it", () => {
    const raw = toRaw(`${"1".repeat(longestRaw - 1)}\u{1f600} and more`);
    expect(raw).toBe("1".repeat(longestRaw - 1));
    expect(parseChanges({ changes: [{ changeId: "change-1", path: "a", base: 0, value: 1, raw }] })).toHaveLength(1);
  });
});
