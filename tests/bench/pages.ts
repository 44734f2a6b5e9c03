import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import autocannon from "autocannon";
import { median, ratio } from "./saves";

/*
 * page_warm_ratio: a kept public page to a static file of the same bytes through the same Express, alternating runs,
 * median of 5. page_cold_ratio: the same page rendered anew (a choice of countries and years nobody asked for yet) to
 * the plainest page Remix renders here without keeping (sign-in).
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
    const cold = await rate(`${origin}${page}`, coldPaths());
    const bare = await rate(`${origin}/en/sign-in`);
    console.table({
      "kept public page": { perSecond: Math.round(median(kept)), bytes: served.length },
      "static file of the same bytes": { perSecond: Math.round(median(fixed)), bytes: served.length },
      "public page rendered anew": { perSecond: Math.round(cold) },
      "bare Remix page (sign-in)": { perSecond: Math.round(bare) },
    });
    return { page_warm_ratio: ratio(median(kept), median(fixed)), page_cold_ratio: ratio(cold, bare) };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Addresses that differ in countries and years, so that none is kept. */
function coldPaths(): string[] {
  const countries = ["NO", "IE", "SI", "PT", "FR", "SE", "FI", "CZ", "AT", "BE", "IT", "GR", "HR", "LT"];
  const paths: string[] = [];
  for (const a of countries) {
    for (const b of countries) {
      for (let from = 2004; a < b && from < 2020; from++) paths.push(`${page}?countries=${a},${b}&from=${from}`);
    }
  }
  return paths;
}

async function rate(url: string, paths?: string[]): Promise<number> {
  const one = new URL(url);
  const result = await autocannon({
    url: one.origin,
    connections: 8,
    duration: 3,
    headers: { "accept-encoding": "identity" },
    requests: (paths ?? [one.pathname]).map((path) => ({ method: "GET", path })),
  });
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were not 200`);
  return result.requests.average;
}
