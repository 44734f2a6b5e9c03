import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { auditVerify } from "~/cli/audit";
import { examine } from "~/cli/doctor";
import { readEnv } from "~/env.server";
import { makeBackup } from "~/workflows/backup/make.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { makeReleaseWorld } from "../support/release-world";
import { mustBeDone } from "../support/world";

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const now = "2026-12-01T12:00:00.000Z";

/** An installation with a release and a backup, and what the command says of its audit. */
async function install() {
  const root = mkdtempSync(join(tmpdir(), "vigie-audit-"));
  ends.push(() => rmSync(root, { recursive: true, force: true }));
  const env = readEnv({ DATA_DIR: join(root, "data"), BACKUP_DIR: join(root, "backups") });
  mkdirSync(env.releasesFolder, { recursive: true });
  const world = makeReleaseWorld({ file: env.collectionFile });
  ends.push(() => world.db.$client.close());
  world.accept({ country: "FR", answers: { "deaths_total/M": 12 } });
  const { id, pinsHash } = mustBeDone(prepareRelease(world.db, {}, world.deed("tomas", "2026-01-02T09:00:00.000Z")));
  const what = { id, pinsHash, folder: env.releasesFolder };
  mustBeDone(publishRelease(world.db, what, world.deed("elena", "2026-01-03T09:00:00.000Z")));
  await makeBackup(world.db, { folder: env.BACKUP_DIR!, releasesFolder: env.releasesFolder, recipient: null, now });
  const verify = async () => {
    const lines: string[] = [];
    const code = await auditVerify.run([], { env, now, out: (line) => lines.push(line) });
    return { code, lines };
  };
  const tamper = (statement: string) => {
    world.db.$client.exec("drop trigger if exists audit_no_update; drop trigger if exists audit_no_delete");
    world.db.$client.exec(statement);
  };
  return { ...world, env, release: id, verify, tamper };
}

test("an untouched audit agrees with the backup and the release that name its lines", async () => {
  const { verify } = await install();
  const { code, lines } = await verify();
  expect(code).toBe(0);
  expect(lines.join(" ")).toMatch(/compared with 2 kept elsewhere.*as it was written/);
});

test("a line that was altered is named, by the command and by the doctor", async () => {
  const { env, verify, tamper } = await install();
  tamper("update audit set actor = 1 where seq = 2");
  expect(await verify()).toMatchObject({ code: 1, lines: ["line 2 was altered or put in", expect.any(String)] });
  expect(await examine(env, now)).toContainEqual({
    about: "audit",
    state: "wrong",
    words: "line 2 was altered or put in",
  });
});

test("an end that was cut is found by the release and the backup that name it", async () => {
  const { release, verify, tamper } = await install();
  tamper("delete from audit where seq > 2");
  const { code, lines } = await verify();
  expect(code).toBe(1);
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^line \d+, which backup 2026-12-01T120000Z names, is gone$/),
    expect.stringMatching(new RegExp(`^line \\d+, which release ${release} names, is gone$`)),
  ]);
});

test("a release file that was altered is the doctor's; its line is not compared", async () => {
  const { env, release, verify } = await install();
  rmSync(join(env.releasesFolder, `${release}.sqlite`));
  expect((await verify()).lines.join(" ")).toMatch(/compared with 1 kept elsewhere/);
});
