import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commitQueue } from "~/pages/collect/save/commit-queue.server";
import { saveDoor, saveDoorPath } from "~/pages/collect/save/save.resource";
import { readSubmission } from "~db/collection/submissions/submissions";
import Database from "~db/sqlite/driver";
import { makeWorld, now, type PersonName, round, type World } from "../../../support/world";

let folder: string;
let world: World;
let server: Server;
let address: string;
let clock = now;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "vigie-door-"));
  world = makeWorld({ file: join(folder, "collection.sqlite") });
  clock = now;
  await open();
});
afterEach(async () => {
  await new Promise((done) => server.close(done));
  world.close();
  rmSync(folder, { recursive: true });
});

async function open(changesPerMinute?: number) {
  server?.close();
  const app = express();
  const env = { APP_ORIGIN: "http://localhost", VIGIE_MODE: "demo" as const };
  const limit = changesPerMinute === undefined ? {} : { changesPerMinute };
  app.all(saveDoorPath, saveDoor({ db: world.db, queue: commitQueue(world.db), clock: () => clock, env, ...limit }));
  server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const door = `/api/v1/submissions/${round}/FR/1/answers`;
let made = 0;
const change = (path: string, value: unknown, more = {}) => ({
  changeId: `change-${++made}`,
  path,
  base: 0,
  value,
  ...more,
});

async function send(init: RequestInit & { who?: PersonName | null; path?: string } = {}) {
  const { who = "claire", path = door, ...rest } = init;
  const headers = new Headers(rest.headers);
  if (who) headers.set("Cookie", world.signIn(who, clock));
  if (!headers.has("Content-Type")) headers.set("Content-Type", "application/json");
  const response = await fetch(address + path, { ...rest, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const post = (changes: unknown, more: Parameters<typeof send>[0] = {}) =>
  send({ method: "POST", body: JSON.stringify({ changes }), ...more });

/** One browser of Claire's for many requests. */
const signedIn = () => ({ who: null, headers: { Cookie: world.signIn("claire") } });

describe("docs/api.md", () => {
  const blocks = [
    ...readFileSync("docs/api.md", "utf8").matchAll(
      /```http\n(\w+) (\S+)\n([\s\S]*?)```\n[\s\S]*?```json\n(\d+)\n([\s\S]*?)```/g,
    ),
  ];

  it("says what the door does: each request gets the answer that is written below it", async () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4);
    const answered = [];
    for (const [, method = "", path = "", body = ""] of blocks) {
      // The conflict of the page is Paul's.
      const who = body.includes("b77e0001") ? "paul" : "claire";
      const lang = body.includes("bsae") ? "ingrid" : who;
      const request = method === "GET" ? { method } : { method, body };
      answered.push(await send({ ...request, path, who: lang as PersonName }));
    }
    for (const [i, [, , , , status, json = ""]] of blocks.entries()) {
      expect({ status: answered[i]!.status, body: answered[i]!.body }).toEqual({
        status: Number(status),
        body: JSON.parse(json),
      });
    }
  });

  it("names every status the door answers with", async () => {
    const page = readFileSync("docs/api.md", "utf8");
    for (const status of [400, 401, 403, 404, 405, 409, 413, 415, 429, 503, 507])
      expect(page).toContain(`| ${status} |`);
  });
});

describe("the save door", () => {
  it.each([
    ["nobody signed in", { who: null }, 401, "not-signed-in"],
    ["a made-up session", { who: null, headers: { Cookie: `sid=${"x".repeat(43)}` } }, 401, "not-signed-in"],
    ["another country", { path: door.replace("FR", "NO") }, 404, "not-found"],
    ["a country that is not asked", { path: door.replace("FR", "DE") }, 404, "not-found"],
    ["an unknown round", { path: door.replace("2026-small", "2026-other") }, 404, "not-found"],
    ["a malformed round", { path: door.replace("2026-small", "small'--") }, 404, "not-found"],
    ["a second submission", { path: door.replace("/1/", "/2/") }, 404, "not-found"],
    ["a reviewer", { who: "tomas" as const }, 403, "not-allowed"],
    ["an administrator", { who: "adam" as const }, 404, "not-found"],
    ["a form", { headers: { "Content-Type": "application/x-www-form-urlencoded" } }, 415, "bad-request"],
    ["plain text", { headers: { "Content-Type": "text/plain" } }, 415, "bad-request"],
    ["another method", { method: "PUT" }, 405, "bad-request"],
    ["no JSON", { body: "{" }, 400, "bad-request"],
    ["bytes that are no UTF-8", { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400, "bad-request"],
    ["a body too large", { body: JSON.stringify({ changes: "x".repeat(2_200_000) }) }, 413, "too-large"],
  ])("refuses %s", async (_what, odd, status, refusal) => {
    const answer = await post([change("nitazenes", { v: 1 })], odd);
    expect({ status: answer.status, refusal: answer.body.refusal }).toEqual({ status, refusal });
    expect(readSubmission(world.db, { round, country: "FR", number: 1 })).toBeNull();
  });

  it("says why in the person's language", async () => {
    clock = "2026-12-18T22:59:59.999Z";
    const answer = await post([change("nitazenes", { v: 1 })]);
    expect(answer).toMatchObject({
      status: 409,
      body: { refusal: "round-closed", message: expect.stringContaining("La collecte est close") },
    });
  });

  it("shows the answers to those who may read them", async () => {
    await post([change("nitazenes", { v: 1 })]);
    const statusFor = async (who: PersonName | null) => (await send({ who })).status;
    expect(await Promise.all((["claire", "lucie", "henri", "tomas", "elena", "anna"] as const).map(statusFor))).toEqual(
      Array(6).fill(200),
    );
    expect(await Promise.all((["ingrid", "adam", null] as const).map(statusFor))).toEqual([404, 403, 401]);
  });

  it("commits the saves of many at once, each for itself", async () => {
    const cookie = signedIn();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        post(
          [i % 2 ? change("nitazenes", { v: i }) : change(`registers/row${i}/register_name`, `Register ${i}`)],
          cookie,
        ),
      ),
    );
    const outcomes = answers.map(({ body }) => (body.results as { outcome: string }[])[0]!.outcome);
    expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(21);
    expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(19);
    expect(readSubmission(world.db, { round, country: "FR", number: 1 })!.seq).toBe(21);
  });

  it("lets nobody save more than so many changes a minute, and counts a minute anew", async () => {
    await open(3);
    expect((await post([change("nitazenes", { v: 1 }), change("story", "x")])).status).toBe(200);
    const refused = await post([change("has_register", true), change("entrants/OPI/F", { v: 1 })]);
    expect(refused).toMatchObject({ status: 429, body: { refusal: "too-many" } });
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect((await post([change("has_register", true)])).status).toBe(200);
    expect((await post([change("entrants/OPI/F", { v: 1 })], { who: "paul" })).status).toBe(200);
    clock = "2026-11-24T13:01:00.000Z";
    expect((await post([change("entrants/OPI/M", { v: 1 })])).status).toBe(200);
  });

  it("never says saved when the file is held by another, and goes on reading", async () => {
    const foreign = new Database(join(folder, "collection.sqlite"));
    const cookie = signedIn();
    foreign.exec("begin immediate");
    const answer = await post([change("nitazenes", { v: 1 })], cookie);
    expect(answer).toMatchObject({ status: 503, body: { refusal: "busy" } });
    expect(answer.headers.get("Retry-After")).toBe("2");
    expect((await send(cookie)).body).toMatchObject({ seq: 0, answers: {} });
    foreign.exec("rollback");
    foreign.close();
    expect((await post([change("nitazenes", { v: 1 })], cookie)).status).toBe(200);
  });

  it("never says saved on a full disk, and takes saves again when there is room", async () => {
    const cookie = signedIn();
    await post([change("nitazenes", { v: 1 })], cookie);
    world.db.$client.pragma(`max_page_count = ${world.db.$client.pragma("page_count", { simple: true })}`);
    const long = Array.from({ length: 60 }, (_, i) => change(`registers/row${i}/register_name`, "x".repeat(200)));
    expect((await post(long, cookie)).status).toBe(507);
    expect((await send(cookie)).body).toMatchObject({ seq: 1 });
    world.db.$client.pragma("max_page_count = 1000000");
    expect((await post(long, cookie)).body).toMatchObject({ seq: 61 });
  });

  it("is a wall when the section is submitted while saves are on their way: none is written after it", async () => {
    const cookie = signedIn();
    const sending = Array.from({ length: 60 }, (_, i) =>
      post([change(`deaths_by_year/Y${i % 2}/${i % 4 < 2 ? "F" : "M"}`, { v: i }, { base: 0 })], cookie),
    );
    await Promise.race(sending);
    const submitted = world.submit("claire", ["deaths"]);
    const { seq } = readSubmission(world.db, { round, country: "FR", number: 1 })!;
    const more = Array.from({ length: 10 }, () => post([change("nitazenes", { v: 1 })], cookie));
    const answers = await Promise.all([...sending, ...more]);
    expect("reference" in submitted).toBe(true);
    expect(world.db.$client.prepare("select count(*) from answer_changes where seq > ?").pluck().get(seq)).toBe(0);
    const outcomes = answers.map(({ status, body }) => [status, (body.results as { outcome: string }[])[0]!.outcome]);
    expect(outcomes.filter(([status]) => status !== 200)).toEqual([]);
    expect(outcomes.filter(([, outcome]) => outcome === "accepted")).toHaveLength(seq);
    expect(outcomes.slice(-10)).toEqual(Array(10).fill([200, "refused"]));
  });
});
