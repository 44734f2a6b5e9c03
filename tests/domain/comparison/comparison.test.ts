import { describe, expect, it } from "vitest";
import {
  compare,
  countValues,
  isFree,
  type Line,
  latestOf,
  type Observed,
  orderAreas,
} from "~/domain/comparison/comparison";
import { groupFigure, groupLatest, groupLine, isOld, medianOf } from "~/domain/comparison/groups";
import type { Origin } from "~/domain/comparison/origin";
import { coarsest, periodsBetween, toAxis } from "~/domain/comparison/periods";

const years = periodsBetween(2010, 2018, "A");

function point(area: string, period: string, value: number | null, more: Partial<Observed> = {}): Observed {
  return {
    series: "DEM-DRD-N",
    codes: {},
    area,
    period,
    value,
    code: null,
    lo: null,
    hi: null,
    n: null,
    flags: value === null ? ["O"] : [],
    note: null,
    breakBy: null,
    ...more,
  };
}

function linesOf(points: Observed[], areas = [...new Set(points.map((one) => one.area))]): Line[] {
  const compared = compare(points, areas, years);
  if (isFree(compared)) throw new Error(`free: ${compared.dimensions.join()}`);
  return compared.lines;
}

describe("comparing countries", () => {
  it("has one entry per country and year, a gap with its reason and an unknown year apart", () => {
    const [norway, portugal] = linesOf(
      [point("NO", "2010", 5), point("NO", "2011", null, { flags: ["L"] }), point("NO", "2012", 0)],
      ["NO", "PT"],
    );
    expect(norway!.entries.map((entry) => entry.kind)).toEqual([
      "value",
      "missing",
      "value",
      ...Array(6).fill("absent"),
    ]);
    expect(norway!.entries[1]).toMatchObject({ reason: "L" });
    expect(norway!.entries[2]).toMatchObject({ value: 0 });
    expect(portugal!.entries).toHaveLength(9);
    expect(countValues(norway!)).toBe(2);
  });

  it("splits a line at a gap and dots it only up to four years", () => {
    const [short] = linesOf([point("NO", "2010", 1), point("NO", "2015", 2)]);
    const [long] = linesOf([point("NO", "2010", 1), point("NO", "2016", 2)]);
    expect(short!.runs.map((run) => run.map((entry) => entry.period))).toEqual([["2010"], ["2015"]]);
    expect(short!.bridges.map(({ before, after }) => `${before.period}-${after.period}`)).toEqual(["2010-2015"]);
    expect(long!.bridges).toEqual([]);
  });

  it("stops a line at a break, says who told of it, and never dots across it", () => {
    const [norway] = linesOf([
      point("NO", "2010", 1),
      point("NO", "2011", 2, { flags: ["B", "P"], breakBy: "question" }),
      point("NO", "2013", 3, { flags: ["B"] }),
    ]);
    expect(norway!.runs.map((run) => run.length)).toEqual([1, 1, 1]);
    expect(norway!.breaks.map((entry) => [entry.period, entry.breakBy])).toEqual([
      ["2011", "question"],
      ["2013", "declared"],
    ]);
    expect(norway!.bridges).toEqual([]);
  });

  it("carries a break told at a year without value to the next value", () => {
    const [norway] = linesOf([
      point("NO", "2010", 1),
      point("NO", "2011", null, { flags: ["B", "Q"] }),
      point("NO", "2012", 3),
      point("NO", "2013", 4),
    ]);
    expect(norway!.breaks.map((entry) => entry.period)).toEqual(["2012"]);
    expect(norway!.bridges).toEqual([]);
    expect(norway!.runs.map((run) => run.length)).toEqual([1, 2]);
  });

  it("stops a line where one of two values follows a definition of its own, and where the source changes", () => {
    const bulletin: Origin = { kind: "import", source: { en: "Bulletin", fr: "Bulletin" }, population: null };
    const [portugal, ireland] = linesOf([
      point("PT", "2010", 1, { flags: ["D"] }),
      point("PT", "2012", 2),
      point("PT", "2013", 2),
      point("PT", "2014", 3, { flags: ["D"] }),
      point("PT", "2015", 3, { flags: ["D", "P"] }),
      point("IE", "2010", 1, { origin: bulletin }),
      point("IE", "2011", 1, { origin: { ...bulletin } }),
      point("IE", "2013", 2),
      point("IE", "2014", 2, { flags: ["B"], breakBy: "question", origin: bulletin }),
    ]);
    const told = (line: Line | undefined) => line?.breaks.map((entry) => `${entry.period} ${entry.breakBy}`);
    expect(told(portugal)).toEqual(["2012 definition", "2014 definition"]);
    expect(told(ireland)).toEqual(["2013 source", "2014 question"]);
    expect([portugal!.bridges, ireland!.bridges]).toEqual([[], []]);
    expect(portugal!.runs.map((run) => run.length)).toEqual([1, 2, 2]);
    expect(ireland!.runs.map((run) => run.length)).toEqual([2, 1, 1]);
  });

  it("knows of values in other frequencies in the same years", () => {
    const [norway] = linesOf([
      point("NO", "2012", 1),
      point("NO", "2012-Q3", 1),
      point("NO", "2013-05", 1),
      point("NO", "2013-S1", null),
      point("NO", "2030-S1", 1),
    ]);
    expect(norway!.otherFrequencies).toEqual(["Q", "M"]);
  });

  it("never takes a value for part of a country as national", () => {
    const [norway] = linesOf([
      point("NO", "2010", 1),
      point("NO", "2011", 9, { series: "DEM-DRD-N:COVERAGE=S", codes: { COVERAGE: "S" } }),
    ]);
    expect(norway!.entries[1]).toEqual({ kind: "absent", period: "2011" });
  });

  it("refuses to draw while a dimension is open, and names it", () => {
    const points = [
      point("NO", "2010", 1),
      point("NO", "2010", 1, { codes: { SEX: "F" } }),
      point("NO", "2010", 1, { codes: { SEX: "F", AGE: "Y15T64" } }),
    ];
    expect(compare(points, ["NO"], years)).toEqual({ problem: "free-dimension", dimensions: ["AGE", "SEX"] });
  });

  it("marks a line that follows another definition", () => {
    const [norway, portugal] = linesOf([point("NO", "2010", 1), point("PT", "2010", 1, { flags: ["D"] })]);
    expect([norway!.definitionDiffers, portugal!.definitionDiffers]).toEqual([false, true]);
  });

  it("takes the latest value backwards only", () => {
    const [norway] = linesOf([point("NO", "2012", 1), point("NO", "2017", 2)]);
    expect(latestOf(norway!, "2014")?.period).toBe("2012");
    expect(latestOf(norway!, "2011")).toBeNull();
    expect(latestOf(norway!)?.period).toBe("2017");
  });

  it("orders by the alphabet of the language, by value only as the reader's act and never where ranking is forbidden", () => {
    const rows = [
      { area: "CZ", name: "Tchéquie", v: 9 },
      { area: "AT", name: "Autriche", v: 1 },
      { area: "EE", name: "Estonie", v: 5 },
      { area: "MC", name: "Monaco", v: null },
    ];
    const order = (by: "name" | "value", ranking: boolean) =>
      orderAreas(rows, { by, ranking, lang: "fr", value: (row) => row.v }).map((row) => row.area);
    expect(order("name", true)).toEqual(["AT", "EE", "MC", "CZ"]);
    expect(order("value", true)).toEqual(["CZ", "EE", "AT", "MC"]);
    expect(order("value", false)).toEqual(["AT", "EE", "MC", "CZ"]);
  });
});

describe("a group of countries", () => {
  const lines = linesOf([
    point("NO", "2010", 6),
    point("PT", "2010", 1),
    point("SI", "2010", 3),
    point("IE", "2010", 50, { flags: ["D"] }),
    point("NO", "2011", 8),
  ]);
  const members = new Set(["NO", "PT", "SI", "IE", "MC"]);

  it("has a median, a range and says k of n, leaving other definitions out", () => {
    expect(groupLine(lines, members, ["2010"])).toEqual([
      { period: "2010", median: 3, lowest: 1, highest: 6, k: 3, of: 5 },
    ]);
    expect(groupLatest(lines, members)).toEqual({ median: 3, lowest: 1, highest: 8, k: 3, of: 5 });
    expect(medianOf([1, 2, 4, 10])).toBe(3);
    expect(groupFigure([], 5)).toBeNull();
  });

  it("is not drawn where too few of its members have a value", () => {
    expect(groupLine(lines, members, ["2011"])).toEqual([]);
  });

  it("calls a value old from five years behind the newest", () => {
    expect([isOld("2019", "2024"), isOld("2020", "2024")]).toEqual([true, false]);
  });
});

describe("the time axis", () => {
  it("has every period between two years", () => {
    expect(periodsBetween(2023, 2024, "Q")).toEqual([
      "2023-Q1",
      "2023-Q2",
      "2023-Q3",
      "2023-Q4",
      "2024-Q1",
      "2024-Q2",
      "2024-Q3",
      "2024-Q4",
    ]);
    expect(coarsest(["2024-Q1", "2024"])).toBe("A");
    expect(coarsest(["2024-03", "2024-Q1"])).toBe("Q");
    expect(toAxis("2024-Q1")).toBe(2024.125);
  });
});
