import { fork } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import autocannon from "autocannon";
import { median, ratio } from "./saves";

/*
 * page_warm_ratio: a kept public page to a static file of the same bytes through the same Express, alternating runs,
 * median of 5. page_cold_ratio: the same page rendered anew (a choice of countries and years nobody asked for yet) to a
 * plain table of the same bytes by bare Remix (bare-page.ts), alternating runs, median of 3; page_cold_to_empty_ratio: to
 * an empty page of bare Remix, 2 KB.
 */

const page = "/en/indicators/DEM-DRD-N";

export async function measurePages({ origin, build }: { origin: string; build: string }) {
  const served = Buffer.from(
    await (await fetch(`${origin}${page}`, { headers: { "Accept-Encoding": "identity" } })).arrayBuffer(),
  );
  const file = join(build, "client", "bench.bin");
  writeFileSync(file, served);
  try {
    const kept: number[] = [];
    const fixed: number[] = [];
    for (let i = 0; i < 5; i++) {
      kept.push(await rate(`${origin}${page}`));
      fixed.push(await rate(`${origin}/bench.bin`));
    }
    const cold: number[] = [];
    const bare: number[] = [];
    const like: number[] = [];
    const addresses = coldPaths();
    const plain = await startBare(served.length);
    try {
      for (let i = 0; i < 3; i++) {
        // Every run takes other addresses: what one has rendered is kept.
        cold.push(
          await rate(
            `${origin}${page}`,
            addresses.filter((_, k) => k % 3 === i),
          ),
        );
        bare.push(await rate(`${plain.origin}/`));
        like.push(await rate(`${plain.origin}/table`));
      }
    } finally {
      plain.stop();
    }
    console.table({
      "kept public page": { perSecond: Math.round(median(kept)), bytes: served.length },
      "static file of the same bytes": { perSecond: Math.round(median(fixed)), bytes: served.length },
      "public page rendered anew": { perSecond: Math.round(median(cold)) },
      "empty page by bare Remix": { perSecond: Math.round(median(bare)) },
      "plain table of the same bytes by bare Remix": { perSecond: Math.round(median(like)) },
    });
    return {
      page_warm_ratio: ratio(median(kept), median(fixed)),
      page_cold_ratio: ratio(median(cold), median(like)),
      page_cold_to_empty_ratio: ratio(median(cold), median(bare)),
    };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Starts the bare page in a process of its own. */
function startBare(bytes: number): Promise<{ origin: string; stop: () => void }> {
  const child = fork(resolve("tests/bench/bare-page.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production", BARE_BYTES: String(bytes) },
  });
  return new Promise((done, fail) => {
    child.once("message", (port) => done({ origin: `http://127.0.0.1:${port}`, stop: () => child.kill() }));
    child.once("exit", (code) => fail(new Error(`the bare page ended with ${code}`)));
  });
}

/** Addresses that differ in countries and years, so that none is kept. */
function coldPaths(): string[] {
  const countries = "NO IE SI PT FR SE FI CZ AT BE IT GR HR LT LU MT PL RO SK HU BG CY".split(" ");
  const paths: string[] = [];
  for (const a of countries) {
    for (const b of countries) {
      for (let from = 2004; a < b && from < 2020; from++) paths.push(`${page}?countries=${a},${b}&from=${from}`);
    }
  }
  return paths;
}

const connections = 8;

/** Answers per second. Of many paths each connection takes its own, so that none waits for what another asked for. */
async function rate(url: string, paths?: string[]): Promise<number> {
  const one = new URL(url);
  const all = (paths ?? [one.pathname]).map((path) => ({ method: "GET" as const, path }));
  let client = 0;
  const result = await autocannon({
    url: one.origin,
    connections,
    duration: 3,
    headers: { "accept-encoding": "identity" },
    requests: all,
    setupClient(made) {
      const own = all.filter((_, i) => i % connections === client % connections);
      client += 1;
      if (own.length > 0) made.setRequests(own);
    },
  });
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were not 200`);
  return result.requests.average;
}
