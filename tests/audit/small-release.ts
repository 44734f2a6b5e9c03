import type { Indicator, Point, ReleaseFile } from "~/audit/read";

/* Releases of a few figures for the tests of the audit. */

/** A number; `x` = withheld by the release, `country` = by the country, `-` = not reported. */
export type Figure = number | "x" | "country" | "-";

const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  code,
  measure: "count",
  dimensions: ["SEX", "AGE", "DRUG"],
  additive: ["SEX", "AGE"],
  thresholdPersons: 5,
  protectZeros: false,
  ...more,
});

export const indicators: Indicator[] = [
  indicator("N"),
  indicator("SENSITIVE", { protectZeros: true }),
  indicator("TOX", { atMost: "N" }),
  indicator("IN-A", { samePersons: "IN", dimensions: ["DRUG", "SEX"], additive: ["DRUG", "SEX"] }),
  indicator("IN-B", { samePersons: "IN", dimensions: ["DRUG", "AGE"], additive: ["DRUG", "AGE"] }),
  indicator("FOUND", {
    measure: "share",
    additive: [],
    dimensions: ["DRUG"],
    thresholdPersons: null,
    leastPersons: 30,
    base: { indicator: "TOX", by: [] },
  }),
  indicator("AGE-MEAN", {
    measure: "mean",
    additive: [],
    dimensions: ["DRUG"],
    thresholdPersons: null,
    leastPersons: 30,
    base: "IN-A",
  }),
  indicator("RATE", { measure: "rate", additive: [], dimensions: ["SEX"], thresholdPersons: null }),
];

/** Figures of one indicator by the key of their series (`AGE=Y15T19;SEX=F`; empty = total). */
export function points(code: string, figures: Readonly<Record<string, Figure>>, more: Partial<Point> = {}): Point[] {
  return Object.entries(figures).map(([key, figure]) => ({
    series: key === "" ? code : `${code}:${key}`,
    indicator: code,
    unit: "PS",
    codes: Object.fromEntries(key === "" ? [] : key.split(";").map((one) => one.split("="))),
    area: "FR",
    period: "2024",
    value: typeof figure === "number" ? figure : null,
    n: null,
    withheld: figure === "x" ? "release" : figure === "country" ? "country" : null,
    answer: "2024-annual q 1",
    published: false,
    numerator: null,
    ...more,
  }));
}

export function release(given: Point[], more: Partial<ReleaseFile> = {}): ReleaseFile {
  return {
    id: "2026-1",
    publishedAt: "2026-03-17T09:00:00.000Z",
    indicators: new Map(indicators.map((one) => [one.code, one])),
    parents: new Map([["DRUG", new Map([["HER", "OPI"]])]]),
    codes: new Map([
      ["DRUG", ["OPI", "HER", "COC", "CAN"]],
      ["SEX", ["F", "M"]],
      ["AGE", ["Y_LT15", "Y15T64", "Y_GE65"]],
    ]),
    points: given,
    declared: [],
    ...more,
  };
}
