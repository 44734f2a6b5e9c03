import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImportFinding, ImportReport } from "~/domain/import/import";
import { enterDictionary } from "~/workflows/dictionary.server";
import { runImport } from "~/workflows/imports.server";
import { rebuild } from "~/workflows/observations.server";
import { type Collection, openCollection } from "~db/collection/client";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { listObservations, type StoredObservation } from "~db/collection/observations";

/** Published figures with their real faults; they are not part of the project. */
const folder = resolve("../shared/data");
const isThere = existsSync(folder);
if (!isThere)
  console.warn(`skipped: ${folder} is not here, so the import of real published files is not proven in this run`);

const deed = { by: null, now: "2026-01-05T09:00:00.000Z" };
const mapOf = (name: string): unknown => JSON.parse(readFileSync(resolve("tests/maps", name), "utf8"));

function importFile(db: Collection, fileName: string, map: string, dryRun = false): ImportReport {
  return runImport(db, { bytes: readFileSync(resolve(folder, fileName)), fileName, map: mapOf(map), dryRun }, deed);
}

function rowsOf(fileName: string): Record<string, string>[] {
  return parse(readFileSync(resolve(folder, fileName)), { columns: true });
}

const emcdda = "emcdda_statbulletin_2019_long.csv";
const population = "population_denominators_1990_2024.csv";

describe.skipIf(!isThere)("the EMCDDA Statistical Bulletin 2019", () => {
  let db: Collection;
  let report: ImportReport;
  /** Of the processor, so that a busy machine changes nothing. */
  let milliseconds: number;
  beforeAll(() => {
    db = openCollection(":memory:");
    enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, deed);
    const start = process.cpuUsage();
    report = importFile(db, emcdda, "emcdda-2019.json");
    const used = process.cpuUsage(start);
    milliseconds = (used.user + used.system) / 1000;
  });

  test("all 14 162 rows are taken, in less than five seconds of the processor", () => {
    expect(report.mapProblems).toEqual([]);
    expect(report.problems).toEqual([]);
    expect(report.repeated).toEqual([]);
    expect(report.rows).toEqual({ read: 14162, filtered: 0, skipped: 0, refused: 0, repeated: 0, taken: 14162 });
    expect(report.file).toMatchObject({ encoding: "UTF-8", delimiter: ",", decimal: "." });
    expect(milliseconds).toBeLessThan(5000);
  });

  test("every row is read back equal, syringes one by one and not in thousands", () => {
    const byLine = new Map(listObservations(db, {}).map((o) => [lineOf(o), o]));
    const rows = rowsOf(emcdda);
    expect(byLine.size).toBe(rows.length);
    for (const [index, row] of rows.entries()) {
      const o = byLine.get(index + 2);
      const scale = row.unit === "thousand" ? 1000 : 1;
      expect(o && { area: o.area, period: o.period, value: o.value! / scale }).toEqual({
        area: row.iso2,
        period: row.ref_year,
        value: Number(row.value),
      });
    }
    const czech = listObservations(db, { area: "CZ", series: ["DEM-SYR"], periods: ["2003"] });
    expect(czech.map((o) => o.value)).toEqual([1_780_000]);
  });

  test("each row is a series of its own kind: no two rows share series, country and period", () => {
    const points = listObservations(db, {}).map((o) => `${o.series}|${o.area}|${o.period}`);
    expect(new Set(points).size).toBe(14162);
  });

  test("syringes of Scotland, Wales and Northern Ireland are never those of the United Kingdom", () => {
    const british = listObservations(db, { area: "GB", indicators: ["DEM-SYR"] });
    expect(british.length).toBe(31);
    expect(new Set(british.map((o) => o.series))).toEqual(
      new Set(["DEM-SYR:COVERAGE=GB_NIR", "DEM-SYR:COVERAGE=GB_SCT", "DEM-SYR:COVERAGE=GB_WLS"]),
    );
  });

  test("two price studies of a year stay two series", () => {
    const belgian = listObservations(db, { area: "BE", indicators: ["SUP-PRI-RET"], periods: ["2015"] });
    const cocaine = belgian.filter((o) => o.codes.SUBSTANCE === "COC").map((o) => o.codes.STUDY);
    expect(cocaine.sort()).toEqual(["S1", "S2"]);
  });

  test("the known faults are reported: Spain 2017, France 2001, the Netherlands 1995, Türkiye 2016", () => {
    const find = (rule: ImportFinding["rule"], area: string, period: string) =>
      report.findings.filter((f) => f.rule === rule && f.area === area && f.period === period).map((f) => f.detail);
    expect(find("jump", "ES", "2017")).toContainEqual({ former: 58.15, value: 19.86, change: -65.8 });
    expect(find("parts-not-equal", "FR", "2001")).toEqual([
      { first: "SEX", firstSum: 272, second: "AGE", secondSum: 432 },
    ]);
    expect(find("parts-all-zero", "NL", "1995")).toEqual([{ first: "SEX", firstSum: 70, second: "AGE", secondSum: 0 }]);
    expect(find("parts-not-equal", "TR", "2016")).toEqual([
      { first: "SEX", firstSum: 920, second: "AGE", secondSum: 788 },
    ]);
  });

  test("the six false zeros of Romania and Estonia are reported", () => {
    const zeros = report.findings.filter((f) => f.rule === "zero-impossible" && f.indicator !== "DEM-DRD-AGE");
    expect(zeros.map((f) => `${f.area} ${f.period} ${f.series}`).sort()).toEqual([
      "EE 2016 SUP-PRI-RET:STATISTIC=MEAN;STUDY=S1;SUBSTANCE=COC",
      "EE 2016 SUP-PUR-RET:STATISTIC=MEAN;STUDY=S1;SUBSTANCE=HER_BR",
      "RO 2016 SUP-PRI-RET:STATISTIC=MEAN;STUDY=S1;SUBSTANCE=CAN",
      "RO 2016 SUP-PRI-RET:STATISTIC=MEAN;STUDY=S1;SUBSTANCE=COC",
      "RO 2016 SUP-PRI-RET:STATISTIC=MEAN;STUDY=S1;SUBSTANCE=HER_BR",
      "RO 2016 SUP-PRI-RET@EUR_TAB:STATISTIC=MEAN;STUDY=S1;SUBSTANCE=MDMA",
    ]);
  });

  test("136 country-years do not add up and 80 yearly changes of deaths exceed 30 %", () => {
    const sums = report.findings.filter((f) => f.rule === "parts-not-equal" || f.rule === "parts-all-zero");
    expect(sums.filter((f) => f.indicator === "DEM-DRD-N")).toHaveLength(136);
    expect(report.findings.filter((f) => f.rule === "jump" && f.indicator === "DEM-DRD-N")).toHaveLength(80);
  });

  test("a second run adds nothing and names the first", () => {
    const before = listObservations(db, {}).length;
    const second = importFile(db, emcdda, "emcdda-2019.json");
    expect(second).toMatchObject({ stopped: "already-imported", import: report.import });
    expect(listObservations(db, {}).length).toBe(before);
  });

  test("a rebuild from the kept lines changes nothing", () => {
    expect(rebuild(db, deed)).toEqual({ sections: 0, imports: 1, changed: 0, removed: 0 });
  });
});

describe.skipIf(!isThere)("the population file", () => {
  test("all 1 925 rows are read back equal, projections marked as forecasts", () => {
    const db = openCollection(":memory:");
    enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, deed);
    const report = importFile(db, population, "population-2017.json");
    expect(report.problems).toEqual([]);
    expect(report.rows).toMatchObject({ read: 1925, taken: 1925 });
    const byLine = new Map(listObservations(db, {}).map((o) => [lineOf(o), o]));
    for (const [index, row] of rowsOf(population).entries()) {
      const o = byLine.get(index + 2);
      expect(o && [o.area, o.period, o.value, o.flags]).toEqual([
        row.iso2,
        row.year,
        Number(row.population),
        row.obs_status === "F" ? ["F"] : [],
      ]);
    }
  });
});

function lineOf(o: StoredObservation): number {
  return o.provenance.kind === "import" ? o.provenance.line : 0;
}
