import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enterOwnFiles } from "~/cli/setup";
import { readEnv } from "~/env.server";
import { CannotStart, openForHost } from "~/host/start";
import { openCollection } from "~db/collection/client";
import { takeLock } from "~db/sqlite/lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-start-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const live = () => readEnv({ VIGIE_MODE: "live", APP_ORIGIN: "https://vigie.example", DATA_DIR: folder });
const demo = () => readEnv({ DATA_DIR: folder });
const file = () => join(folder, "collection.sqlite");

async function refusal(start: Promise<unknown>): Promise<{ code: number; message: string } | null> {
  const error = await start.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return null;
  if (!(error instanceof CannotStart)) throw error;
  return { code: error.code, message: error.message };
}
const silent = () => undefined;

test("a live host does not start without a collection, and makes none", async () => {
  expect(await refusal(openForHost(live(), silent))).toMatchObject({
    code: 78,
    message: expect.stringContaining("npm run vigie -- setup"),
  });
  expect(existsSync(file())).toBe(false);
});

test("nor with one without a byte, nor with one that was made and never set up", async () => {
  writeFileSync(file(), "");
  expect(await refusal(openForHost(live(), silent))).toMatchObject({ code: 78 });
  openCollection(file()).$client.close();
  expect(await refusal(openForHost(live(), silent))).toMatchObject({ code: 78 });
});

test("it starts with one that was set up", async () => {
  const db = openCollection(file());
  enterOwnFiles(db, { by: null, now: "2026-01-05T08:00:00.000Z" }, silent);
  db.$client.close();
  const { collection, leave } = await openForHost(live(), silent);
  collection.$client.close();
  leave();
});

test("a second host on a data folder is refused and told of the first; it may start when that has ended", async () => {
  const first = await openForHost(demo(), silent);
  expect(await refusal(openForHost(demo(), silent))).toMatchObject({
    code: 78,
    message: expect.stringMatching(
      new RegExp(`in use by the host at http://localhost:3000, process ${process.pid}, since`),
    ),
  });
  first.collection.$client.close();
  first.leave();
  const second = await openForHost(demo(), silent);
  second.collection.$client.close();
  second.leave();
});

test("of two that take a folder in the same moment one has it", () => {
  const locks = ["a", "b", "c"].map((about) => takeLock(join(folder, "host.lock"), about));
  expect(locks.filter((lock) => !("heldBy" in lock))).toHaveLength(1);
  expect(locks.flatMap((lock) => ("heldBy" in lock ? [lock.heldBy] : []))).toEqual(["a", "a"]);
});

const vigie = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "app/cli/vigie.ts", ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", DATA_DIR: folder, TSX_TSCONFIG_PATH: "tsconfig.json" },
    encoding: "utf8",
    timeout: 60_000,
  });

test("a command that writes for long is refused beside a running host, and one that reads is not", async () => {
  const host = await openForHost(demo(), silent);
  for (const command of [
    ["rebuild"],
    ["setup"],
    ["publish", "2026-1"],
    ["answers:erase-personal", "2026-annual", "FR"],
  ]) {
    const { status, stderr } = vigie(...command);
    expect([status, stderr], command[0]).toEqual([1, expect.stringContaining("in use by the host at")]);
  }
  expect(vigie("codebook", "annual").status).toBe(0);
  host.collection.$client.close();
  host.leave();
  expect(vigie("rebuild").status).toBe(0);
  expect(readdirSync(folder)).toContain("host.lock");
}, 120_000);
