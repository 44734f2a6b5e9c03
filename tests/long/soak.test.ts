import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import Database from "~db/sqlite/driver";
import { round } from "../support/world";
import { isSmoke, type LongHost, makeHost } from "./host";

/*
 * Hours of use in minutes: eight people fill and read at once while readers open every kind of public page. Whatever was
 * acknowledged stands, every page answers, and neither memory nor the files beside the database grow with the number of
 * requests. 24 000 requests in `npm run test:long`, a smoke of 1 600 in `.ci/run`; `SOAK_REQUESTS` sets another size.
 */

const wanted = Number(process.env.SOAK_REQUESTS ?? (isSmoke ? 1600 : 24_000));
const people = 8;
const pages = [
  "/en",
  "/fr",
  "/en/indicators",
  "/fr/indicators/DEM-DRD-RATE",
  "/en/indicators/DEM-DRD-RATE?view=table",
  "/en/countries/FR",
  "/fr/methods",
  "/en/data",
  "/api/v1/indicators",
  "/api/v1/data/DEM-DRD-RATE.csv",
  "/en/nowhere",
];
const desks = ["/fr/collect", `/fr/collect/${round}/FR/1`, `/api/v1/submissions/${round}/FR/1/answers`, "/fr/account"];

let host: LongHost;

beforeAll(async () => {
  host = await makeHost("soak", { CHANGES_PER_MINUTE: "100000000" });
  await host.start();
});
afterAll(() => host.remove());

/** Memory the process holds, MiB; where the system does not tell, the test says so. */
function memory(): number | null {
  try {
    const told = readFileSync(`/proc/${host.pid()}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/);
    return told ? Number(told[1]) / 1024 : null;
  } catch {
    return null;
  }
}

async function read(path: string, cookie?: string): Promise<void> {
  const answer = await fetch(`${host.origin}${path}`, {
    redirect: "manual",
    headers: cookie ? { Cookie: cookie } : {},
  });
  await answer.arrayBuffer();
  expect(answer.status, path).toBe(path === "/en/nowhere" ? 404 : 200);
}

async function save(own: number, turn: number, base: number): Promise<number> {
  const change = {
    changeId: `soak-${own}-${turn}-xxxx`,
    path: `registers/s${own}/register_name`,
    value: `Register ${turn}`,
    base,
  };
  const answer = await fetch(`${host.origin}/api/v1/submissions/${round}/FR/1/answers`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: host.origin, Cookie: host.cookie },
    body: JSON.stringify({ changes: [change] }),
  });
  const { results } = (await answer.json()) as { results: { outcome: string; seq: number }[] };
  expect(answer.status).toBe(200);
  expect(results[0]?.outcome).toBe("accepted");
  return results[0]!.seq;
}

/** One round of use: each person saves, reads a page of the desk and two public ones, in turn. */
async function use(requests: number, from: number, bases: number[]): Promise<void> {
  const turns = Math.ceil(requests / people / 4);
  await Promise.all(
    Array.from({ length: people }, async (_, own) => {
      for (let turn = 0; turn < turns; turn++) {
        const at = from + turn;
        bases[own] = await save(own, at, bases[own] ?? 0);
        await read(desks[(at + own) % desks.length]!, host.cookie);
        await read(pages[(at + own) % pages.length]!);
        await read(pages[(at * 7 + own) % pages.length]!);
      }
    }),
  );
}

it(`${wanted} requests of filling and reading leave nothing behind but the answers`, {
  timeout: 1_200_000,
}, async () => {
  const bases: number[] = [];
  // The first quarter warms up what is kept; the rest may add no more than a little to it.
  await use(wanted / 4, 0, bases);
  const warm = memory();
  await use((wanted * 3) / 4, wanted, bases);
  const after = memory();
  expect(host.isAlive()).toBe(true);
  if (warm !== null && after !== null) expect(after).toBeLessThan(warm * 1.5 + 64);

  const log = statSync(join(host.folder, "collection.sqlite-wal"), { throwIfNoEntry: false })?.size ?? 0;
  expect(log).toBeLessThan(32 * 2 ** 20);
  await host.kill("SIGTERM");
  const db = new Database(join(host.folder, "collection.sqlite"), { readonly: true });
  const kept = db.prepare("select path, seq from answers where path like 'registers/s%'").all() as {
    path: string;
    seq: number;
  }[];
  expect(new Map(kept.map(({ path, seq }) => [path, seq]))).toEqual(
    new Map(bases.map((seq, own) => [`registers/s${own}/register_name`, seq])),
  );
  expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
  db.close();
});
