import { expect, test } from "vitest";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { checkImport } from "~/domain/import/checks";
import type { Observation } from "~/domain/observation/observation";
import { toSeriesId } from "~/domain/observation/series";
import { readDictionaryFiles } from "~db/collection/dictionary-files";

const dictionary = toDictionary(readDictionaryFiles());

function figure(
  indicator: string,
  value: number | null,
  parts: { codes?: Record<string, string>; period?: string; unit?: string; breakBy?: "imported" } = {},
): Observation {
  const { codes = {}, period = "2020", unit = dictionary.indicators.get(indicator)!.unit, breakBy = null } = parts;
  return {
    ...{
      series: toSeriesId({ indicator, unit, codes }, dictionary),
      indicator,
      unit,
      codes,
      area: "FR",
      period,
      basis: "year-of-event",
    },
    ...{
      value,
      code: null,
      lt: null,
      lo: null,
      hi: null,
      n: null,
      flags: [],
      conf: null,
      coverage: null,
      note: null,
      breakBy,
    },
    provenance: { kind: "import", import: 1, line: 2 },
  };
}

const told = (observations: Observation[]) =>
  checkImport(observations, dictionary).map(({ rule, detail }) => ({ rule, ...detail }));
const sexes = (women: number | null, men: number, period = "2020") => [
  figure("DEM-DRD-N", women, { codes: { SEX: "F" }, period }),
  figure("DEM-DRD-N", men, { codes: { SEX: "M" }, period }),
];
const ages = (...values: number[]) =>
  values.map((value, index) => figure("DEM-DRD-N", value, { codes: { AGE: ["Y15T19", "Y20T24", "Y_GE25"][index]! } }));

test("sexes and ages that add up to the same say nothing", () => {
  expect(told([...sexes(10, 20), ...ages(5, 10, 15)])).toEqual([]);
});

test("sexes and ages that add up differently are named with both sums", () => {
  expect(told([...sexes(10, 20), ...ages(5, 10, 16)])).toEqual([
    { rule: "parts-not-equal", first: "SEX", firstSum: 30, second: "AGE", secondSum: 31 },
  ]);
});

test("zeros in place of missing values are named as such", () => {
  expect(told([...sexes(10, 20), ...ages(0, 0, 0)])).toEqual([
    { rule: "parts-all-zero", first: "SEX", firstSum: 30, second: "AGE", secondSum: 0 },
  ]);
});

test("parts are compared with the total that was given", () => {
  expect(told([figure("DEM-DRD-N", 29), ...sexes(10, 20)])).toEqual([
    { rule: "parts-not-total", dimension: "SEX", sum: 30, total: 29 },
  ]);
  const unknown = figure("DEM-DRD-N", 0, { codes: { SEX: "_U" } });
  expect(told([figure("DEM-DRD-N", 31), ...sexes(10, 20), unknown])).toEqual([
    { rule: "parts-not-total", dimension: "SEX", sum: 30, total: 31 },
  ]);
});

test("parts below the total are those not known, as long as nobody told how many these are", () => {
  expect(told([figure("DEM-DRD-N", 31), ...sexes(10, 20)])).toEqual([]);
});

test("a sum over a missing part is no sum", () => {
  expect(told([figure("DEM-DRD-N", 31), ...sexes(null, 20)])).toEqual([]);
});

test("a band around other bands is not counted twice, and bands with a gap make no whole", () => {
  const around = figure("DEM-DRD-N", 999, { codes: { AGE: "Y15T24" } });
  expect(told([...sexes(10, 20), ...ages(5, 10, 15), around])).toEqual([]);
  expect(told([...sexes(10, 20), ages(5)[0]!, ages(5, 10, 16)[2]!])).toEqual([]);
});

test("some drugs of many make no total", () => {
  const drug = (code: string, value: number) => figure("DEM-TDI-ALL", value, { codes: { SUBSTANCE: code } });
  expect(told([figure("DEM-TDI-ALL", 500), drug("OPI", 100), drug("COC", 50)])).toEqual([]);
});

test("a change of a count is asked about above 30 % from a base of 20 on", () => {
  expect(told([...sexes(10, 90, "2019"), ...sexes(10, 120, "2020")])).toEqual([]);
  expect(told([...sexes(10, 90, "2019"), ...sexes(11, 120, "2020")])).toEqual([
    { rule: "jump", former: 100, value: 131, change: 31 },
  ]);
  expect(told([...sexes(4, 15, "2019"), ...sexes(10, 50, "2020")])).toEqual([]);
});

test("no change is told across a break or a missing year", () => {
  const deaths = (value: number, period: string, breakBy?: "imported") =>
    figure("DEM-DRD-N", value, { period, ...(breakBy ? { breakBy } : {}) });
  expect(told([deaths(100, "2019"), deaths(200, "2020", "imported")])).toEqual([]);
  expect(told([deaths(100, "2018"), deaths(200, "2020")])).toEqual([]);
});

test("a price may rise or fall by half, not more", () => {
  const price = (value: number, period: string) =>
    figure("SUP-PRI-RET", value, { period, codes: { SUBSTANCE: "COC" } });
  expect(told([price(60, "2019"), price(30, "2020")])).toEqual([]);
  expect(told([price(58.15, "2019"), price(19.86, "2020")])).toEqual([
    { rule: "jump", former: 58.15, value: 19.86, change: -65.8 },
  ]);
});

test("quantities may double or fall to 40 %", () => {
  const seized = (value: number, period: string) =>
    figure("SUP-SEI-QTY", value, { period, codes: { SUBSTANCE: "COC" } });
  expect(told([seized(100, "2018"), seized(200, "2019"), seized(80, "2020")])).toEqual([]);
  expect(told([seized(100, "2019"), seized(201, "2020")])).toHaveLength(1);
});

test("a price or a mean of zero cannot be, a count of zero can", () => {
  const zero = (indicator: string) => told([figure(indicator, 0)]).map((one) => one.rule);
  expect(zero("SUP-PRI-RET")).toEqual(["zero-impossible"]);
  expect(zero("DEM-TDI-MEAN")).toEqual(["zero-impossible"]);
  expect(zero("DEM-DRD-N")).toEqual([]);
});

test("a share outside 0–100 is named", () => {
  expect(told([figure("DEM-GPS-LYP", 104)])).toEqual([{ rule: "share-out-of-range", value: 104, line: 2 }]);
  expect(told([figure("DEM-GPS-LYP", 100)])).toEqual([]);
});
