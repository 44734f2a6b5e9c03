import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { examine } from "~/cli/doctor";
import { readEnv } from "~/env.server";
import { makeBackup } from "~/workflows/backup/make.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { makeReleaseWorld } from "../support/release-world";
import { openSmtp } from "../support/smtp";
import { mustBeDone } from "../support/world";

/* Each thing the doctor looks at is turned red once. */

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const now = "2026-11-30T12:00:00.000Z";

function install(more: Record<string, string> = {}) {
  const DATA_DIR = mkdtempSync(join(tmpdir(), "vigie-doctor-"));
  ends.push(() => rmSync(DATA_DIR, { recursive: true, force: true }));
  const env = readEnv({ DATA_DIR, ...more });
  mkdirSync(env.releasesFolder);
  const world = makeReleaseWorld({ file: env.collectionFile });
  ends.push(() => world.db.$client.close());
  const wrong = async (at = now) =>
    (await examine(env, at)).filter(({ state }) => state !== "ok").map(({ about, state }) => `${about} ${state}`);
  return { ...world, env, wrong };
}

test("a sound demonstration has nothing that must be mended", async () => {
  const { wrong } = install();
  expect(await wrong()).toEqual(["backup better", "mail better"]);
});

test("a folder every user can read, a clock that stands behind its own audit", async () => {
  const { env, wrong } = install();
  chmodSync(env.DATA_DIR, 0o755);
  expect(await wrong("2020-01-01T00:00:00.000Z")).toEqual([
    "folder better",
    "clock wrong",
    "backup better",
    "mail better",
  ]);
});

test("a collection that is none, and a release that was altered or lost", async () => {
  const one = install();
  one.accept({ country: "FR", answers: { "deaths_total/M": 12 } });
  const { id, pinsHash } = mustBeDone(prepareRelease(one.db, {}, one.deed("tomas", "2026-01-02T09:00:00.000Z")));
  const what = { id, pinsHash, folder: one.env.releasesFolder };
  mustBeDone(publishRelease(one.db, what, one.deed("elena", "2026-01-03T09:00:00.000Z")));
  expect(await one.wrong()).not.toContain("releases wrong");
  const file = join(one.env.releasesFolder, `${id}.sqlite`);
  writeFileSync(file, "x");
  expect(await one.wrong()).toContain("releases wrong");
  rmSync(file);
  expect(await one.wrong()).toContain("releases wrong");
  const none = install();
  none.db.$client.close();
  writeFileSync(none.env.collectionFile, "no collection of anything");
  expect(await none.wrong()).toContain("collection wrong");
});

test("a backup that is late, missing or not encrypted", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-doctor-backups-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const { db, env, wrong } = install({ BACKUP_DIR: folder });
  expect(await wrong()).toContain("backup wrong");
  await makeBackup(db, { folder, releasesFolder: env.releasesFolder, recipient: null, now });
  expect(await wrong()).toEqual(["backup better", "mail better"]);
  expect(await wrong("2026-12-03T12:00:00.000Z")).toEqual(["backup wrong", "backup better", "mail better"]);
});

test("a mail server that answers and one that is not there", async () => {
  const server = await openSmtp();
  expect(await install({ SMTP_URL: `smtp://127.0.0.1:${server.port}` }).wrong()).not.toContain("mail wrong");
  await server.close();
  expect(await install({ SMTP_URL: `smtp://127.0.0.1:${server.port}` }).wrong()).toContain("mail wrong");
});

test("an https origin without the proxy it comes through", async () => {
  expect(await install({ APP_ORIGIN: "https://vigie.example" }).wrong()).toContain("proxy wrong");
  const named = install({ APP_ORIGIN: "https://vigie.example", TRUSTED_PROXY: "10.0.0.2" });
  expect(await named.wrong()).not.toContain("proxy wrong");
});

test("live mode without mail and with a password alone", async () => {
  const live = { VIGIE_MODE: "live", APP_ORIGIN: "http://localhost:3000", ALLOW_PASSWORD_ONLY: "pilot" };
  expect(await install(live).wrong()).toEqual(["backup better", "mail wrong", "sign-in better", "privacy wrong"]);
  expect(await install({ ...live, PRIVACY_CONTACT: "privacy@vigie.example" }).wrong()).not.toContain("privacy wrong");
});
