import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import Database from "~db/sqlite/driver";
import { makeWorld, round } from "../support/world";

/*
 * A server process is killed (SIGKILL) again and again while eight browsers save. Whatever a browser was told is saved
 * must be there exactly once. 500 saves in `npm run test:long`, a smoke of 120 in `.ci/run` (VIGIE_LONG=smoke); `KILL_SAVES` sets another size.
 */

const wanted = Number(process.env.KILL_SAVES ?? (process.env.VIGIE_LONG === "smoke" ? 120 : 500));
const browsers = 8;

let folder: string;
let cookie: string;
let port: number;
let server: ChildProcess | null = null;
let ended: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vigie-kill-"));
  const world = makeWorld({
    file: join(folder, "collection.sqlite"),
    opensAt: "2020-01-01T00:00:00.000Z",
    softDeadlineAt: "2999-01-01T00:00:00.000Z",
    hardDeadlineAt: "2999-12-31T00:00:00.000Z",
  });
  cookie = world.signIn("claire", new Date().toISOString());
  world.close();
  port = await freePort();
});
afterAll(async () => {
  server?.kill("SIGKILL");
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The whole host where it is built, else the door alone from the sources. */
function commandOf(): { args: string[]; what: string } {
  const built = resolve("build/host.js");
  if (existsSync(built)) return { args: [built], what: "build/host.js" };
  return {
    args: ["--import", "tsx", "tests/support/save-host.ts", join(folder, "collection.sqlite"), String(port)],
    what: "the door alone",
  };
}

async function start(): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: folder,
    APP_ORIGIN: `http://127.0.0.1:${port}`,
    LOG_LEVEL: "silent",
  };
  const child = spawn(process.execPath, commandOf().args, { env, stdio: ["ignore", "pipe", "inherit"] });
  server = child;
  ended = new Promise((done) => child.once("exit", done));
  await new Promise<void>((done, fail) => {
    child.stdout?.on("data", (text: Buffer) => text.toString().includes("ready") && done());
    child.once("exit", (code) => fail(new Error(`${commandOf().what} ended with ${code} before it was ready`)));
  });
}

type Save = { changeId: string; path: string; value: string; base: number };

/** Asks until it is told: the very request again, as the outbox of the fill page does. */
async function saveUntilTold(save: Save, restarted: () => Promise<void>): Promise<number> {
  for (;;) {
    await restarted();
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/submissions/${round}/FR/1/answers`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: `http://127.0.0.1:${port}`, Cookie: cookie },
        body: JSON.stringify({ changes: [save] }),
      });
      const body = (await response.json()) as { results?: { outcome: string; seq: number }[] };
      const result = body.results?.[0];
      if (response.status === 200 && result?.outcome === "accepted") return result.seq;
      throw new TypeError(`not accepted: ${response.status} ${JSON.stringify(body)}`);
    } catch (error) {
      // A connection that broke says nothing about the save; anything else is a finding of this test.
      if (error instanceof TypeError && error.message.startsWith("not accepted")) throw error;
    }
  }
}

it(`${wanted} acknowledged saves outlive SIGKILL at random moments: none lost, none doubled`, {
  timeout: 600_000,
}, async () => {
  await start();
  const told = new Map<string, { save: Save; seq: number }>();
  let kills = 0;
  let nextKill = 20 + Math.floor(Math.random() * 60);
  let coming: Promise<void> = Promise.resolve();
  const restarted = () => coming;

  function killNow(): void {
    kills += 1;
    nextKill = told.size + 20 + Math.floor(Math.random() * 60);
    server?.kill("SIGKILL");
    coming = ended.then(start);
  }

  async function browse(own: number): Promise<void> {
    let base = 0;
    for (let turn = 0; told.size < wanted; turn += 1) {
      // Every browser writes new places and one of its own again and again, each time on the seq it was told.
      const again = turn % 3 === 0;
      const path = again ? `registers/b${own}/register_name` : `registers/b${own}-${turn}/register_name`;
      const save = {
        changeId: `kill-${own}-${turn}-${"x".repeat(4)}`,
        path,
        value: `Register ${turn}`,
        base: again ? base : 0,
      };
      const seq = await saveUntilTold(save, restarted);
      if (again) base = seq;
      told.set(save.changeId, { save, seq });
      if (told.size >= nextKill && told.size < wanted) killNow();
    }
  }

  await Promise.all(Array.from({ length: browsers }, (_, own) => browse(own)));
  server?.kill("SIGKILL");
  await ended;
  expect(kills).toBeGreaterThanOrEqual(1);
  expect(told.size).toBeGreaterThanOrEqual(wanted);

  const db = new Database(join(folder, "collection.sqlite"), { readonly: true });
  const rows = db.prepare("select seq, path, value, change_id changeId from answer_changes").all() as {
    seq: number;
    path: string;
    value: string;
    changeId: string;
  }[];
  const kept = new Map(rows.map((row) => [row.changeId, row]));
  const lost = [...told].filter(([id, { save, seq }]) => {
    const row = kept.get(id);
    return !row || row.seq !== seq || row.path !== save.path || row.value !== JSON.stringify(save.value);
  });
  expect(lost).toEqual([]);
  expect(rows).toHaveLength(kept.size);
  expect(rows.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(rows.map((_, i) => i + 1));
  // What was never told may stand at most once for each request that was on its way at a kill.
  expect(rows.length - told.size).toBeLessThanOrEqual(browsers);
  const standing = db.prepare("select count(*) n, max(seq) seq from answers").get() as { n: number; seq: number };
  expect(standing.n).toBe(new Set(rows.map(({ path }) => path)).size);
  expect(db.prepare("select seq from submissions").pluck().get()).toBe(rows.length);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
});
