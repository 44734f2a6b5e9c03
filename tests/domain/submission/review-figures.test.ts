import { describe, expect, it } from "vitest";
import type { Observation } from "~/domain/observation/observation";
import { byChange, isChanged, reviewFigures } from "~/domain/submission/review-figures";

function observed(path: string, series: string, period = "2025", code: string | null = null): Observation {
  return {
    ...{ series, indicator: "DEM-DRD-N", unit: "PS", codes: {}, area: "FR", period, basis: "year-of-event" },
    ...{
      value: null,
      code,
      lt: null,
      lo: null,
      hi: null,
      n: null,
      flags: [],
      conf: null,
      coverage: null,
      note: null,
      breakBy: null,
    },
    provenance: { kind: "answer", submission: 1, revision: 1, section: "deaths", path, seq: 1 },
  };
}

const figures = (now: unknown, former: [string, number | null][]) =>
  reviewFigures(
    [observed("deaths", "S")],
    new Map([["deaths", { value: now }]]),
    new Map(former.map(([point, value]) => [point, { value, flags: [] }])),
  );

describe("a figure beside what stood before", () => {
  it.each([
    [
      "the same period goes before the year before",
      { v: 150 },
      [
        ["S|2025", 120],
        ["S|2024", 100],
      ],
      "2025",
      25,
    ],
    ["the year before, when the period is new", { v: 80 }, [["S|2024", 100]], "2024", -20],
    ["a fall to zero is −100 %", { v: 0 }, [["S|2024", 40]], "2024", -100],
    ["zero to zero is no change", { v: 0 }, [["S|2024", 0]], "2024", 0],
    ["a negative former value keeps the direction", { v: -5 }, [["S|2024", -10]], "2024", 50],
  ] as const)("%s", (_what, now, former, period, change) => {
    expect(
      figures(
        now,
        former.map(([point, value]) => [point, value]),
      ),
    ).toMatchObject([{ last: { period }, change, fromZero: false }]);
  });

  it("has the bounds and the sample of both", () => {
    const observation = { ...observed("deaths", "S"), lo: 90, hi: 120, n: 400 };
    const answers = new Map([["deaths", { value: { v: 104 } }]]);
    const former = new Map([["S|2024", { value: 100, flags: [], lo: 80, n: 300 }]]);
    expect(reviewFigures([observation], answers, former)).toMatchObject([
      { measures: { lo: 90, hi: 120, n: 400 }, last: { lo: 80, hi: null, n: 300 } },
    ]);
  });

  it("has no percent from zero, without a value, or without anything before", () => {
    expect(figures({ v: 3 }, [["S|2024", 0]])).toMatchObject([{ change: null, fromZero: true }]);
    expect(figures({ v: null, f: ["O"] }, [["S|2024", 7]])).toMatchObject([{ change: null, fromZero: false }]);
    expect(figures({ v: 3 }, [["S|2024", null]])).toMatchObject([{ change: null, last: { value: null } }]);
    expect(figures({ v: 3 }, [["S|2020", 9]])).toMatchObject([{ change: null, last: null }]);
  });

  it("leaves out computed totals, choices and what is no figure", () => {
    const all = [
      observed("grid/_T/F", "T"),
      observed("policy", "P", "2025", "IN_FORCE"),
      observed("deaths", "S"),
      observed("deaths", "S2"),
    ];
    const answers = new Map<string, { value: unknown }>([
      ["policy", { value: "IN_FORCE" }],
      ["deaths", { value: { v: 1 } }],
    ]);
    expect(reviewFigures(all, answers, new Map()).map(({ path }) => path)).toEqual(["deaths"]);
  });
});

describe("the order of review", () => {
  const none = { lo: null, hi: null, n: null };
  const figure = (path: string, change: number | null, fromZero = false, last: number | null = 10) => ({
    ...{ path, period: "2025", now: { v: 10 }, measures: none, change, fromZero, note: null },
    last: last === null ? null : { ...none, value: last, lt: null, flags: [], period: "2024" },
  });

  it("puts what came from zero first, then the largest change either way, then what had nothing before", () => {
    const all = [
      figure("new", null, false, null),
      figure("small", 2),
      figure("fall", -60),
      figure("zero", null, true, 0),
      figure("rise", 60),
      figure("same", 0),
    ];
    expect(byChange(all).map(({ path }) => path)).toEqual(["zero", "fall", "rise", "small", "same", "new"]);
    const gone = { ...figure("gone", null), now: null };
    expect(byChange([figure("fall", -60), gone]).map(({ path }) => path)).toEqual(["gone", "fall"]);
  });

  it.each([
    ["other bounds of the same period", { lo: 90 }, { lo: 80 }, "2025", true],
    ["another sample of the same period", { n: 400 }, { n: 380 }, "2025", true],
    ["the sample of another year", { n: 400 }, { n: 380 }, "2024", false],
    ["a sample that is gone", {}, { n: 380 }, "2024", true],
    ["bounds given for the first time", { lo: 90 }, {}, "2024", false],
  ])("counts %s as changed or not", (_what, now, then, period, changed) => {
    const one = figure("a", 0);
    const last = { ...none, ...then, value: 10, lt: null, flags: [], period };
    expect(isChanged({ ...one, measures: { ...none, ...now }, last })).toBe(changed);
  });

  it("counts as changed what differs by one percent or more, or cannot be told", () => {
    expect(
      [
        figure("a", 0.9),
        figure("b", -1),
        figure("c", null, true, 0),
        figure("d", null, false, null),
        figure("e", 0),
      ].map(isChanged),
    ).toEqual([false, true, true, true, false]);
  });
});
