import { stringify } from "csv-stringify/sync";
import type { Dictionary } from "~/domain/dictionary/dictionary";
import { breakOf } from "./breaks";
import { demoCountries, populationOf } from "./countries";
import { invent } from "./model";
import { between, hash } from "./random";

/* The years before the first round, as the file of an invented statistical bulletin; and its population estimates. */

const firstYear = 2004;
/** The first round asks about 2022; the bulletin has that year too, so that two sources stand beside each other. */
const lastYear = 2022;

type Line = { indicator: string; codes: Record<string, string>; when: (area: string, year: number) => boolean };

const yearly = () => true;
const every = (step: number, indicator: string) => (area: string, year: number) =>
  (year - firstYear + Math.floor(hash(`fieldwork${indicator}${area}`) * step)) % step === 0;
/** Waves of a school survey, every four years. */
const waves = (_area: string, year: number) => [2007, 2011, 2015, 2019].includes(year);

const each = (indicator: string, dimension: string, codes: string[], more: Record<string, string> = {}): Line[] =>
  codes.map((code) => ({ indicator, codes: { [dimension]: code, ...more }, when: yearly }));

const lines: Line[] = [
  ...each("DEM-DRD-N", "SEX", ["F", "M", "_U"]),
  { indicator: "DEM-TDI-ALL", codes: {}, when: yearly },
  ...each("DEM-TDI-ALL", "SUBSTANCE", ["OPI", "COC", "STI", "HYP", "CAN"]),
  ...each("DEM-TDI-ALL", "STATUS", ["FIRST", "PREV"]),
  { indicator: "DEM-OAT", codes: {}, when: yearly },
  { indicator: "DEM-SYR", codes: {}, when: yearly },
  { indicator: "DEM-DRID-HIV", codes: {}, when: yearly },
  ...each("SUP-SEI-QTY", "SUBSTANCE", ["CAN_HERB", "CAN_RES", "COC_HCL", "HER", "AMP"]),
  ...each("SUP-SEI-N", "SUBSTANCE", ["CAN_HERB", "CAN_RES", "COC_HCL", "HER", "AMP"]),
  ...each("SUP-PRI-RET", "SUBSTANCE", ["CAN_HERB", "CAN_RES", "COC_HCL", "HER", "AMP"], { STATISTIC: "MEAN" }),
  ...each("SUP-PUR-RET", "SUBSTANCE", ["COC_HCL", "HER", "AMP"], { STATISTIC: "MEAN" }),
  { indicator: "SUP-OFF-USE", codes: {}, when: yearly },
  { indicator: "SUP-OFF-SUP", codes: {}, when: yearly },
  ...["DEM-GPS-LTP", "DEM-GPS-LYP", "DEM-GPS-LMP"].flatMap((indicator) =>
    ["CAN", "COC", "MDMA", "AMP"].flatMap((SUBSTANCE) =>
      ([{}, { SEX: "F" }, { SEX: "M" }] as Record<string, string>[]).flatMap((sex) =>
        ["Y15T64", "Y15T34"].map(
          (AGE): Line => ({ indicator, codes: { SUBSTANCE, AGE, ...sex }, when: every(4, "survey") }),
        ),
      ),
    ),
  ),
  ...["ANY", "CAN", "TOB", "ALC"].map(
    (SUBSTANCE): Line => ({ indicator: "DEM-SCH-LTP", codes: { SUBSTANCE }, when: waves }),
  ),
  { indicator: "DEM-HRDU-OPI", codes: {}, when: every(3, "estimate") },
  { indicator: "DEM-PWID", codes: {}, when: every(4, "estimate") },
];

export const historyColumns = [
  "indicator",
  "country",
  "year",
  "substance",
  "sex",
  "age",
  "status",
  "statistic",
  "value",
  "low",
  "high",
  "sample",
  "flag",
  "note",
] as const;
const dimensions = ["SUBSTANCE", "SEX", "AGE", "STATUS", "STATISTIC"] as const;

/** The bulletin as a CSV file: UTF-8, comma, dot. Deaths carry their total as the sum of the two sexes and "not known". */
export function historyFile(dictionary: Dictionary): Buffer {
  const rows: (string | number)[][] = [];
  for (const area of Object.keys(demoCountries)) {
    if (demoCountries[area]!.coverage === 0) continue;
    for (let year = startOf(area); year <= lastYear; year++) {
      for (const line of lines) if (line.when(area, year)) rows.push(...rowOf(line, { area, year, dictionary }));
      rows.push(...deathsOf(area, year, dictionary));
    }
  }
  return Buffer.from(stringify([[...historyColumns], ...rows]));
}

function rowOf(
  line: Line,
  { area, year, dictionary }: { area: string; year: number; dictionary: Dictionary },
): (string | number)[][] {
  const indicator = dictionary.indicators.get(line.indicator);
  if (!indicator || hash(`series${line.indicator}${area}`) > 0.45 + 0.55 * demoCountries[area]!.coverage) return [];
  const invented = invent(indicator, line.codes, area, year);
  const codes = dimensions.map((dimension) => line.codes[dimension] ?? "_T");
  if ("reason" in invented)
    return [[line.indicator, area, year, ...codes, invented.reason === "L" ? "n/c" : "n/a", "", "", "", "", ""]];
  const { value, isBreak } = invented;
  const bounds = isEstimate(line.indicator)
    ? [
        round(value * between(`low${area}${year}${line.indicator}`, 0.72, 0.92)),
        round(value * between(`high${area}${year}${line.indicator}`, 1.08, 1.35)),
      ]
    : ["", ""];
  const note = isBreak ? (breakOf(line.indicator, area)?.note.en ?? "") : "";
  const sample = isSurvey(line.indicator) ? sampleOf(line, area, year) : "";
  return [
    [line.indicator, area, year, ...codes, value, ...bounds, sample, flagsOf(line.indicator, area, isBreak), note],
  ];
}

const isSurvey = (indicator: string) => /^DEM-(GPS|SCH)/.test(indicator);

/** Persons asked: a survey of a year has one sample, young adults are a third of it, women a half. */
function sampleOf({ indicator, codes }: Line, area: string, year: number): number {
  const asked = between(`sample${area}${year}${indicator.slice(0, 7)}`, 1200, 9000);
  return Math.round(asked * (codes.AGE === "Y15T34" ? 0.34 : 1) * (codes.SEX === undefined ? 1 : 0.5));
}

/** Surveys and indirect estimates come with an interval. */
const isEstimate = (indicator: string) => /^DEM-(GPS|SCH|HRDU|PWID)/.test(indicator);

function flagsOf(indicator: string, area: string, isBreak: boolean): string {
  const definition = indicator === "DEM-DRD-N" && (area === "PT" || hash(`definition${area}`) < 0.08);
  return [isBreak ? "B" : "", definition ? "D" : ""].filter((flag) => flag !== "").join(" ");
}

function deathsOf(area: string, year: number, dictionary: Dictionary): (string | number)[][] {
  const parts = ["F", "M", "_U"].map(
    (SEX) => rowOf({ indicator: "DEM-DRD-N", codes: { SEX }, when: yearly }, { area, year, dictionary })[0],
  );
  if (parts.some((part) => part === undefined || typeof part[8] === "string")) {
    const gap = parts[0];
    return gap ? [[...gap.slice(0, 4), "_T", ...gap.slice(5)]] : [];
  }
  const sum = parts.reduce((all, part) => all + Number(part![8]), 0);
  const first = parts[0]!;
  return [[...first.slice(0, 4), "_T", ...first.slice(5, 8), sum, ...first.slice(9)]];
}

/** Some countries begin later than others. */
function startOf(area: string): number {
  return firstYear + (hash(`start${area}`) < 0.3 ? Math.floor(hash(`late start${area}`) * 6) : 0);
}

/** Mid-year population of 2004 to 2024, an invented estimate, as a CSV file. */
export function populationFile(): Buffer {
  const rows = Object.keys(demoCountries).flatMap((area) => {
    const growth = between(`growth${area}`, -0.006, 0.009);
    return Array.from({ length: 21 }, (_, i) => [
      area,
      firstYear + i,
      populationOf(area, firstYear + i, growth) * 1000,
    ]);
  });
  return Buffer.from(stringify([["country", "year", "population"], ...rows]));
}

const round = (value: number) => (value > 200 ? Math.round(value) : Math.round(value * 10) / 10);
