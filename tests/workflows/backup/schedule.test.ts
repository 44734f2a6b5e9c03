import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { listBackups } from "~/workflows/backup/manifest.server";
import { verifyBackup } from "~/workflows/backup/restore.server";
import { ageOfNewest, backUpInThread, isDue, isLate } from "~/workflows/backup/schedule.server";
import { makeWorld } from "../../support/world";

const root = mkdtempSync(join(tmpdir(), "vigie-schedule-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("the host's backup is made in a thread, is due again after its hours and late after twice as many", async () => {
  const file = join(root, "collection.sqlite");
  const world = makeWorld({ file });
  const folder = join(root, "backups");
  expect([isDue(folder, 24, "2026-11-30T00:00:00.000Z"), isLate(folder, 24, "2026-11-30T00:00:00.000Z")]).toEqual([
    true,
    true,
  ]);
  await backUpInThread({
    ...{ file, keyFile: join(root, "audit.key"), folder, releasesFolder: join(root, "releases"), recipient: null },
    now: "2026-11-30T00:00:00.000Z",
  });
  const [newest] = listBackups(folder);
  expect(await verifyBackup(join(folder, newest!), null)).toMatchObject({ opened: true });
  expect(ageOfNewest(folder, "2026-11-30T06:00:00.000Z")).toBe(6);
  const said = ["2026-11-30T23:59:00.000Z", "2026-12-01T00:00:00.000Z", "2026-12-02T00:01:00.000Z"].map((now) => [
    isDue(folder, 24, now),
    isLate(folder, 24, now),
  ]);
  expect(said).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ]);
  world.close();
});

test("a backup that cannot be made fails in words and leaves nothing that counts", async () => {
  const folder = join(root, "nothing");
  const job = {
    folder,
    keyFile: join(root, "audit.key"),
    releasesFolder: root,
    recipient: null,
    now: "2026-11-30T00:00:00.000Z",
  };
  await expect(backUpInThread({ ...job, file: join(root, "no", "collection.sqlite") })).rejects.toThrow();
  expect(listBackups(folder)).toEqual([]);
});
