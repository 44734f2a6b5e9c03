import { expect, test } from "vitest";
import type { StatusCode } from "~/domain/figure/figure";
import { figureHistory, type OthersPoint, type OwnPoint } from "~/domain/figure/history";

const own = (period: string, value: number | null, more: Partial<OwnPoint> = {}): OwnPoint => ({
  series: "DEM-DRD-N",
  ...{ period, value, code: null, flags: value === null ? ["L"] : [], breakBy: null },
  ...more,
});
const other = (area: string, value: number | null, flags: StatusCode[] = [], period = "2024"): OthersPoint => ({
  ...{ area, period, value, flags },
});
const share = { measure: "share", ranking: true, unit: "PT" } as const;
const count = { measure: "count", ranking: true, unit: "PS" } as const;
const nobody = { indicator: share, unit: "PT", points: [], inhabitants: [], area: "FR", part: "v" } as const;
const about = { period: "2025", part: "v" } as const;
const five = [1, 2, 3, 4, 10].map((value, at) => other(`A${at}`, value));

test("a line ends at a gap, at a value withheld or missing, and at a break", () => {
  const { runs, breaks, values } = figureHistory(
    about,
    [
      own("2024", 9, { flags: ["B"], breakBy: "declared" }),
      own("2018", 1),
      own("2019", 2),
      own("2021", 3),
      own("2022", null, { flags: ["Q"] }),
      own("2023", 5),
    ],
    [],
    nobody,
  );
  expect(runs).toEqual([["2018", "2019"], ["2021"], ["2023"], ["2024"]]);
  expect(breaks).toEqual(["2024"]);
  expect(values.map(({ period, figure }) => [period, figure.v])).toContainEqual(["2022", null]);
});

test("a limit is said and not drawn", () => {
  const { runs, values } = figureHistory(about, [own("2024", null, { lt: 5, flags: ["Q"] })], [], nobody);
  expect(values).toEqual([{ period: "2024", figure: { v: null, lt: 5, f: ["Q"] } }]);
  expect(runs).toEqual([]);
});

test("an accepted value stands before a released one; released values fill what was never collected", () => {
  const { values } = figureHistory(
    about,
    [own("2023", 7)],
    [own("2023", 6), own("2010", 3), own("2011", null, { flags: ["Q"] })],
    nobody,
  );
  expect(values).toEqual([
    { period: "2010", figure: { v: 3 } },
    { period: "2023", figure: { v: 7 } },
  ]);
});

test("quarters are no history of a year", () => {
  expect(figureHistory(about, [own("2024-Q1", 7)], [], nobody).values).toEqual([]);
});

test("a bound has the history of bounds, and no band", () => {
  const history = figureHistory({ period: "2025", part: "lo" }, [own("2024", 7, { lo: 5 })], [], {
    ...nobody,
    part: "lo",
    points: five,
  });
  expect(history.values).toEqual([{ period: "2024", figure: { v: 5 } }]);
  expect(history.runs).toEqual([["2024"]]);
  expect(history.band).toEqual([]);
});

test("the middle half of five other countries is shown, the country's own value left out", () => {
  const { band, perInhabitant } = figureHistory(about, [], [], { ...nobody, points: [...five, other("FR", 1000)] });
  // Ordered 1 2 3 4 10: quarter points at the second and fourth.
  expect(band).toEqual([{ period: "2024", low: 2, middle: 3, high: 4, countries: 5 }]);
  expect(perInhabitant).toBe(false);
});

test.each([
  ["four other countries", { points: five.slice(1) }],
  ["a fifth that was withheld", { points: [...five.slice(1), other("A0", null, ["Q"])] }],
  ["a fifth by another definition", { points: [...five.slice(1), other("A0", 1, ["D"])] }],
  ["an indicator that must not be ranked", { points: five, indicator: { ...share, ranking: false } }],
  ["answers in words", { points: five, indicator: { measure: "category", ranking: true, unit: "CODE" } as const }],
  ["the number of units a share is taken of", { points: five, unit: "FACILITY" }],
])("there is no band for %s", (_, more) => {
  expect(figureHistory(about, [], [], { ...nobody, ...more }).band).toEqual([]);
});

test("counts are compared per inhabitant, for a country of this size", () => {
  // Five countries of a tenth of the inhabitants: 1, 2, 3, 4 and 10 cases there are 10 to 100 here.
  const inhabitants = [other("FR", 1000), ...five.map(({ area }) => other(area, 100))];
  const history = figureHistory(about, [], [], { ...nobody, indicator: count, points: five, inhabitants });
  expect(history.band).toEqual([{ period: "2024", low: 20, middle: 30, high: 40, countries: 5 }]);
  expect(history.perInhabitant).toBe(true);
  const unknown = { ...nobody, indicator: count, points: five, inhabitants: inhabitants.slice(1) };
  expect(figureHistory(about, [], [], unknown).band).toEqual([]);
});

test("others are not shown for years before the country's own first", () => {
  const early = five.map((one) => ({ ...one, period: "2005" }));
  const points = [...five, ...early];
  expect(figureHistory(about, [own("2020", 3)], [], { ...nobody, points }).band.map(({ period }) => period)).toEqual([
    "2024",
  ]);
  expect(figureHistory(about, [], [], { ...nobody, points }).band).toHaveLength(2);
});
