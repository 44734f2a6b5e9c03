import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import Database from "~db/sqlite/driver";
import { round } from "../support/world";
import { isSmoke, type LongHost, makeHost } from "./host";

/*
 * The restore drill: browsers save, a backup is made meanwhile, the host is killed and its folder destroyed; what was
 * acknowledged before the backup is there again, by the commands of docs/operations.md alone.
 * @source facts/quality-bars.md R7
 */

const before = Number(process.env.RESTORE_SAVES ?? (isSmoke ? 40 : 2_000));
const browsers = 4;

let host: LongHost;
let elsewhere: string;

beforeAll(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), "vigie-elsewhere-"));
  host = await makeHost("restore");
});
afterAll(async () => {
  await host.remove();
  rmSync(elsewhere, { recursive: true, force: true });
});

/** `npm run vigie -- …` for the installation of the host. */
function vigie(...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["--import", "tsx", "app/cli/vigie.ts", ...args], {
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        DATA_DIR: host.folder,
        BACKUP_DIR: elsewhere,
        LOG_LEVEL: "silent",
      },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
    child.once("exit", (code) => done({ code, said }));
  });
}

it("what was acknowledged before a backup is there when the folder was destroyed and restored", async () => {
  await host.start();
  const told = new Map<string, { path: string; value: string; seq: number }>();
  let isStopped = false;

  async function browse(own: number): Promise<void> {
    for (let turn = 0; !isStopped; turn += 1) {
      const [changeId, path, value] = [
        `restore-${own}-${turn}-xxxx`,
        `registers/b${own}-${turn % 200}/register_name`,
        `Register ${turn}`,
      ];
      const base = turn < 200 ? 0 : told.get(`restore-${own}-${turn - 200}-xxxx`)?.seq;
      const response = await fetch(`${host.origin}/api/v1/submissions/${round}/FR/1/answers`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: host.origin, Cookie: host.cookie },
        body: JSON.stringify({ changes: [{ changeId, path, value, base }] }),
      });
      const { results } = (await response.json()) as { results?: { outcome: string; seq: number }[] };
      expect(results?.[0]?.outcome).toBe("accepted");
      told.set(changeId, { path, value, seq: results![0]!.seq });
    }
  }

  const browsing = Promise.all(Array.from({ length: browsers }, (_, own) => browse(own)));
  await expect.poll(() => told.size, { timeout: 300_000 }).toBeGreaterThan(before);
  const acknowledged = new Map(told);
  const backup = await vigie("backup", elsewhere);
  expect(backup.code, backup.said).toBe(0);
  const after = told.size;
  await expect.poll(() => told.size, { timeout: 60_000 }).toBeGreaterThan(after);
  isStopped = true;
  await browsing;
  await host.kill("SIGKILL");

  // The key of the audit is kept apart from the backups, as docs/operations.md asks.
  copyFileSync(join(host.folder, "audit.key"), join(elsewhere, "audit.key"));
  rmSync(host.folder, { recursive: true });
  mkdirSync(host.folder);
  copyFileSync(join(elsewhere, "audit.key"), join(host.folder, "audit.key"));
  const restored = await vigie("restore", elsewhere);
  expect(restored.code, restored.said).toBe(0);
  const verified = await vigie("audit:verify");
  expect(verified, verified.said).toMatchObject({ code: 0, said: expect.stringContaining("compared with 1 kept") });

  await host.start();
  expect((await fetch(`${host.origin}/readyz`)).status).toBe(200);
  await host.kill("SIGTERM");
  const db = new Database(join(host.folder, "collection.sqlite"), { readonly: true });
  const rows = db.prepare("select seq, path, value, change_id changeId from answer_changes").all() as {
    seq: number;
    path: string;
    value: string;
    changeId: string;
  }[];
  const kept = new Map(rows.map(({ changeId, ...row }) => [changeId, row]));
  const lost = [...acknowledged].filter(([id, { path, value, seq }]) => {
    const row = kept.get(id);
    return !row || row.seq !== seq || row.path !== path || row.value !== JSON.stringify(value);
  });
  expect(lost).toEqual([]);
  expect(kept.size).toBe(rows.length);
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(db.pragma("foreign_key_check")).toEqual([]);
  db.close();
}, 600_000);
