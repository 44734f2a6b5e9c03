import { expect, test } from "vitest";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { type AcceptedOfSeries, lastAcceptedRows } from "~/domain/submission/last-accepted-rows";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import annual from "../../../surveys/annual/v1.json";

const dictionary = toDictionary(readDictionaryFiles());
const questionnaire = readQuestionnaire(annual);

const point = (codes: Record<string, string>, period: string, value: number, more = {}): AcceptedOfSeries => ({
  ...{ series: "", indicator: "DEM-HRDU-OPI", unit: "PS", codes, period, value, code: null, flags: ["E" as const] },
  ...more,
});
const rowsOf = (points: AcceptedOfSeries[]) => lastAcceptedRows(questionnaire, points, dictionary);

test("figures of one year and method are one row, the newest year first", () => {
  const rows = rowsOf([
    point({ METHOD: "CRC" }, "2023", 4200, { lo: 3800, hi: 4700 }),
    point({ METHOD: "CRC" }, "2024", 4400),
    point({ METHOD: "CRC", SEX: "F" }, "2024", 1100),
    point({ METHOD: "MULT" }, "2024", 5000),
  ]).get("hr_opioids");
  expect(rows?.map(({ period, about, figures }) => [period, about[0]?.code, figures.length])).toEqual([
    ["2024", "CRC", 2],
    ["2024", "MULT", 1],
    ["2023", "CRC", 1],
  ]);
  expect(rows?.[0]).toEqual({
    period: "2024",
    about: [{ question: "hr_opioids_method", code: "CRC" }],
    figures: [
      { question: "hr_opioids_central", figure: { v: 4400, f: ["E"] } },
      { question: "hr_opioids_women", figure: { v: 1100, f: ["E"] } },
    ],
  });
  expect(rows?.[2]?.figures[0]?.figure).toEqual({ v: 4200, f: ["E"], lo: 3800, hi: 4700 });
});

test("what another indicator, unit or a split nobody asks here says is left out", () => {
  expect(rowsOf([point({ METHOD: "CRC" }, "2024", 1, { indicator: "DEM-DRD-N" })]).size).toBe(0);
  expect(rowsOf([point({ METHOD: "CRC" }, "2024", 1, { unit: "KG" })]).size).toBe(0);
  expect(rowsOf([point({ METHOD: "CRC", AGE: "Y15T24" }, "2024", 1)]).size).toBe(0);
});

test("six rows at most are shown of a table", () => {
  const years = ["2015", "2016", "2017", "2018", "2019", "2020", "2021"];
  const rows = rowsOf(years.map((year) => point({ METHOD: "CRC" }, year, 1))).get("hr_opioids");
  expect(rows?.map(({ period }) => period)).toEqual(["2021", "2020", "2019", "2018", "2017", "2016"]);
});
