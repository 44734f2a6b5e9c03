import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import type { Observation } from "~/domain/observation/observation";
import { toSeriesId } from "~/domain/observation/series";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { readDictionary } from "~db/collection/dictionary";
import { replaceObservations } from "~db/collection/observations-write";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld } from "../../support/release-world";

it("50 000 figures are prepared and published within seconds, twice", () => {
  const world = makeReleaseWorld();
  const dictionary = readDictionary(world.db);
  world.importLines("DEM-DRD-N", ["FR,2024,F,120"]);
  const countries = world.db.$client
    .prepare<[], { code: string }>("select code from countries")
    .all()
    .map((row) => row.code);
  const splits = ["", "OPI", "HER", "COC", "CAN", "STI"].flatMap((substance) =>
    [
      ["", ""],
      ["SEX", "F"],
      ["SEX", "M"],
      ["STATUS", "FIRST"],
      ["STATUS", "PREV"],
    ].map(([dimension, code]) => ({
      ...(substance ? { SUBSTANCE: substance } : {}),
      ...(dimension ? { [dimension]: code! } : {}),
    })),
  );
  const rows: Observation[] = [];
  for (const area of countries) {
    for (let year = 2000; rows.length < 50_000 && year < 2034; year++) {
      splits.forEach((codes, at) => {
        const series = toSeriesId({ indicator: "DEM-TDI-ALL", unit: "PS", codes }, dictionary);
        rows.push({
          series,
          indicator: "DEM-TDI-ALL",
          unit: "PS",
          codes,
          area,
          period: String(year),
          basis: "year-of-event",
          value: ((year * 131 + at * 977) % 1500) + (at % 7),
          code: null,
          lt: null,
          lo: null,
          hi: null,
          n: null,
          flags: [],
          conf: null,
          coverage: null,
          note: null,
          breakBy: null,
          provenance: { kind: "import", import: 1, line: rows.length + 2 },
        });
      });
    }
  }
  world.db.transaction(() => replaceObservations(world.db, { import: 1 }, rows));
  for (const [id, now] of [
    ["2025-1", "2025-11-01T10:00:00.000Z"],
    ["2026-1", "2026-06-01T10:00:00.000Z"],
  ] as const) {
    // Time of the processor, not of the clock: other tests run beside this one.
    const from = process.cpuUsage();
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", now)));
    mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", now)));
    const used = process.cpuUsage(from);
    const spent = Math.round((used.user + used.system) / 1000);
    expect(spent, `release ${id} of ${rows.length} figures, ms`).toBeLessThan(20_000);
    if (process.env.VIGIE_SHOW_TIMES) console.warn(id, rows.length, spent);
  }
  const release = openRelease(world.fileOf("2026-1"));
  expect(release.meta().counts.observations).toBe(rows.length);
  expect(release.withheldCount()).toBeGreaterThan(0);
  release.close();
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
}, 90_000);
