import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import Database from "~db/sqlite/driver";
import { round } from "../support/world";
import { isSmoke, type LongHost, makeHost } from "./host";

/*
 * A server process is killed (SIGKILL) again and again while eight browsers save. Whatever a browser was told is saved
 * must be there exactly once. 500 saves in `npm run test:long`, a smoke of 120 in `.ci/run` (VIGIE_LONG=smoke); `KILL_SAVES` sets another size.
 */

const wanted = Number(process.env.KILL_SAVES ?? (isSmoke ? 120 : 500));
const browsers = 8;

let host: LongHost;

beforeAll(async () => {
  host = await makeHost("kill");
});
afterAll(() => host.remove());

type Save = { changeId: string; path: string; value: string; base: number };

/** Asks until it is told: the very request again, as the outbox of the fill page does. */
async function saveUntilTold(save: Save, restarted: () => Promise<void>): Promise<number> {
  for (;;) {
    await restarted();
    try {
      const response = await fetch(`${host.origin}/api/v1/submissions/${round}/FR/1/answers`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: host.origin, Cookie: host.cookie },
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
  await host.start();
  const told = new Map<string, { save: Save; seq: number }>();
  let kills = 0;
  let nextKill = 20 + Math.floor(Math.random() * 60);
  let coming: Promise<void> = Promise.resolve();
  const restarted = () => coming;

  function killNow(): void {
    kills += 1;
    nextKill = told.size + 20 + Math.floor(Math.random() * 60);
    coming = host.kill("SIGKILL").then(host.start);
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
  await host.kill("SIGKILL");
  expect(kills).toBeGreaterThanOrEqual(1);
  expect(told.size).toBeGreaterThanOrEqual(wanted);

  const db = new Database(join(host.folder, "collection.sqlite"), { readonly: true });
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
