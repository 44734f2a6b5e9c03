import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterEach, expect, test } from "vitest";
import { makeBackup } from "~/workflows/backup/make.server";
import { listBackups } from "~/workflows/backup/manifest.server";
import { restoreBackup, verifyBackup } from "~/workflows/backup/restore.server";
import { ageOfNewest } from "~/workflows/backup/schedule.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { answersOf } from "~db/collection/answers";
import { auditLines } from "~db/collection/audit-lines";
import { openCollection } from "~db/collection/client";
import { actorOfSession, startSession } from "~db/collection/people/sessions";
import { listReleaseRows } from "~db/collection/releases/releases";
import { readSubmission } from "~db/collection/submissions/submissions";
import { makeReleaseWorld } from "../../support/release-world";
import { mustBeDone } from "../../support/world";

/* A backup holds what was acknowledged before it, and comes back whole; anything less is refused by name. */

const folders: string[] = [];
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

function folderOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `vigie-${name}-`));
  folders.push(folder);
  return folder;
}

const session = "a".repeat(64);
const at = "2026-11-30T23:15:00.000Z";

/** An installation with one accepted section, one release and one session, and its folder of backups. */
function makeInstallation() {
  const data = folderOf("data");
  const world = makeReleaseWorld({ file: join(data, "collection.sqlite") });
  open.push(world.db.$client);
  folders.push(world.folder);
  world.accept({ country: "FR", answers: { "deaths_total/M": 12, "deaths_total/F": 9 } });
  const { id, pinsHash } = mustBeDone(prepareRelease(world.db, {}, world.deed("tomas", "2026-01-02T09:00:00.000Z")));
  const what = { id, pinsHash, folder: world.folder };
  mustBeDone(publishRelease(world.db, what, world.deed("elena", "2026-01-03T09:00:00.000Z")));
  startSession(world.db, { idHash: session, person: world.ids.tomas, device: "test" }, at);
  const backups = join(folderOf("backups"), "vigie");
  const make = (more: Partial<Parameters<typeof makeBackup>[1]> = {}) =>
    makeBackup(world.db, {
      ...{ folder: backups, releasesFolder: world.folder, recipient: null, now: at },
      ...more,
    });
  return { ...world, data, backups, make, release: id };
}

const restoring = (backup: string, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) => ({
  ...{
    backup,
    key: null,
    keyFile: join(folderOf("key"), "audit.key"),
    dataDir: join(folderOf("new"), "data"),
    now: "2026-12-01T08:00:00.000Z",
    replace: false,
  },
  ...more,
});

test("a manifest counts the rows of every table that the collection has", async () => {
  const one = makeInstallation();
  const { manifest } = await one.make();
  const tables = one.db.$client
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '#_#_%' escape '#'",
    )
    .pluck()
    .all();
  expect(Object.keys(manifest.rows).sort()).toEqual([...(tables as string[])].sort());
});

test("everything acknowledged before a backup is there when it is restored, releases byte by byte", async () => {
  const one = makeInstallation();
  const { backup, manifest } = await one.make();
  expect(manifest.rows).toMatchObject({ answers: 2, releases: 1 });
  const what = restoring(backup);
  expect(await restoreBackup(what)).toMatchObject({ before: null });
  const db = openCollection(join(what.dataDir, "collection.sqlite"));
  open.push(db.$client);
  const submission = readSubmission(db, { round: "2025-small", country: "FR", number: 1 })!;
  expect([...answersOf(db, submission.id)].map(([path, { value }]) => [path, value])).toEqual(
    [...answersOf(one.db, submission.id)].map(([path, { value }]) => [path, value]),
  );
  const file = join(what.dataDir, "releases", `${one.release}.sqlite`);
  expect(readFileSync(file).equals(one.bytesOf(one.release)!)).toBe(true);
  expect(readFileSync(`${file}.sha256`, "utf8")).toContain(listReleaseRows(db)[0]!.hash);
});

test("after a restore nobody is signed in, and the audit says what was restored", async () => {
  const one = makeInstallation();
  expect(actorOfSession(one.db, session, at)).not.toBeNull();
  const { backup } = await one.make();
  const what = restoring(backup);
  await restoreBackup(what);
  const db = openCollection(join(what.dataDir, "collection.sqlite"));
  open.push(db.$client);
  expect(actorOfSession(db, session, at)).toBeNull();
  expect(auditLines(db, { subject: "installation" }, { most: 5 })).toMatchObject([
    { action: "backup.restore", detail: { of: at, sessions: 1 } },
  ]);
});

test("a backup waits for no writer and holds nothing of what is not yet committed", async () => {
  const one = makeInstallation();
  const other = openCollection(join(one.data, "collection.sqlite"));
  open.push(other.$client);
  other.$client.exec("begin immediate");
  startSession(other, { idHash: "b".repeat(64), person: one.ids.elena, device: "later" }, at);
  const { manifest } = await one.make();
  other.$client.exec("commit");
  expect(manifest.rows.sessions).toBe(1);
});

test("one altered byte of a stored file is named, with and without opening it", async () => {
  const one = makeInstallation();
  const { backup } = await one.make();
  expect(await verifyBackup(backup, null)).toMatchObject({ opened: true });
  const file = join(backup, "collection.gz");
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  await expect(verifyBackup(backup, null)).rejects.toThrow(/collection\.gz was altered/);
  const what = restoring(backup);
  await expect(restoreBackup(what)).rejects.toThrow(/collection\.gz/);
  expect(existsSync(join(what.dataDir, "collection.sqlite"))).toBe(false);
});

test("a manifest that promises other rows than the collection holds is refused", async () => {
  const one = makeInstallation();
  const { backup, manifest } = await one.make();
  const rows = { ...manifest.rows, answers: 3 };
  writeFileSync(join(backup, "manifest.json"), JSON.stringify({ ...manifest, rows }));
  await expect(verifyBackup(backup, null)).rejects.toThrow(/answers has 2 rows, its manifest says 3/);
});

test("a release whose file is altered or missing is not backed up as if it were sound", async () => {
  const one = makeInstallation();
  appendFileSync(one.fileOf(one.release), "x");
  await expect(one.make()).rejects.toThrow(/is not the file that was published/);
  rmSync(one.fileOf(one.release));
  await expect(one.make()).rejects.toThrow(/the file of release .* is missing/);
  expect(readdirSync(one.backups)).toEqual(["releases"]);
});

test("an encrypted backup opens with its own key only, and shows nothing without it", async () => {
  const one = makeInstallation();
  const [key, wrong] = [await generateIdentity(), await generateIdentity()];
  const { backup } = await one.make({ recipient: await identityToRecipient(key) });
  expect(readFileSync(join(backup, "collection.gz.age")).toString("latin1")).toMatch(/^age-encryption\.org\/v1/);
  expect(await verifyBackup(backup, null)).toMatchObject({ opened: false });
  await expect(restoreBackup(restoring(backup))).rejects.toThrow(/give its secret key/);
  await expect(restoreBackup(restoring(backup, { key: wrong }))).rejects.toThrow(/cannot be read/);
  const what = restoring(backup, { key });
  await restoreBackup(what);
  expect(existsSync(join(what.dataDir, "collection.sqlite"))).toBe(true);
});

test("what stands in a data folder is kept aside, and never without being told to", async () => {
  const one = makeInstallation();
  const { backup } = await one.make();
  const dataDir = folderOf("standing");
  mkdirSync(join(dataDir, "releases"));
  writeFileSync(join(dataDir, "collection.sqlite"), "stood before");
  await expect(restoreBackup(restoring(backup, { dataDir }))).rejects.toThrow(/--replace/);
  expect(readFileSync(join(dataDir, "collection.sqlite"), "utf8")).toBe("stood before");
  const { before } = await restoreBackup(restoring(backup, { dataDir, replace: true }));
  expect(readFileSync(join(before!, "collection.sqlite"), "utf8")).toBe("stood before");
  openCollection(join(dataDir, "collection.sqlite")).$client.close();
});

test("a backup cut short is never listed, and the next one clears it away", async () => {
  const one = makeInstallation();
  mkdirSync(join(one.backups, "2026-11-29T231500Z.partial"), { recursive: true });
  expect(listBackups(one.backups)).toEqual([]);
  await one.make();
  expect(readdirSync(one.backups).sort()).toEqual(["2026-11-30T231500Z", "releases"]);
});

test("the oldest backups beyond the number kept go, releases are stored once", async () => {
  const one = makeInstallation();
  for (const day of ["27", "28", "29"]) await one.make({ now: `2026-11-${day}T03:00:00.000Z`, keep: 2 });
  expect(listBackups(one.backups)).toEqual(["2026-11-29T030000Z", "2026-11-28T030000Z"]);
  expect(readdirSync(join(one.backups, "releases"))).toHaveLength(1);
  expect(await verifyBackup(join(one.backups, "2026-11-29T030000Z"), null)).toMatchObject({ opened: true });
});

test("a damaged older backup keeps neither the next one from being made nor its age from being known", async () => {
  const one = makeInstallation();
  const { backup } = await one.make();
  writeFileSync(join(backup, "manifest.json"), "{");
  expect(ageOfNewest(one.backups, "2026-12-01T00:15:00.000Z")).toBe(1);
  const next = await one.make({ now: "2026-12-01T00:15:00.000Z" });
  expect(await verifyBackup(next.backup, null)).toMatchObject({ opened: true });
});
