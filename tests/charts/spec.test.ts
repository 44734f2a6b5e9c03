import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, type Frame, isViewProblem, parseView, type View, viewNames, writeView } from "~/charts/spec";
import { runs } from "../support/runs";

const frame: Frame = {
  views: viewNames,
  countries: ["FR", "IE", "NO", "PT", "SI"],
  groups: ["PG", "EU", "MEDNET"],
  dimensions: [
    { id: "SEX", codes: ["_T", "F", "M"] },
    { id: "SUBSTANCE", codes: ["CAN", "COC", "OPI"] },
  ],
  units: ["PS", "R100K"],
  years: { first: 2004, last: 2024 },
  releases: ["2026-1", "2025-1"],
  ranking: true,
  defaults: {
    view: "trend",
    countries: ["FR", "NO"],
    groups: [],
    codes: { SEX: "_T", SUBSTANCE: "CAN" },
    unit: "PS",
    from: 2004,
    to: 2024,
    sort: "name",
    release: null,
  },
};

const read = (query: string, other: Partial<Frame> = {}) =>
  parseView(new URLSearchParams(query), { ...frame, ...other });

const years = fc
  .tuple(fc.integer({ min: 2004, max: 2024 }), fc.integer({ min: 2004, max: 2024 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const views: fc.Arbitrary<View> = fc
  .record({
    view: fc.constantFrom(...viewNames),
    countries: fc.shuffledSubarray([...frame.countries]),
    groups: fc.shuffledSubarray([...frame.groups]),
    SEX: fc.constantFrom("_T", "F", "M"),
    SUBSTANCE: fc.constantFrom("CAN", "COC", "OPI"),
    unit: fc.constantFrom("PS", "R100K"),
    years,
    sort: fc.constantFrom("name" as const, "value" as const),
    release: fc.constantFrom(null, "2026-1", "2025-1"),
  })
  .map(({ SEX, SUBSTANCE, years: [from, to], ...rest }) => ({ ...rest, codes: { SEX, SUBSTANCE }, from, to }));

describe("the address of a view", () => {
  it("gives back every view that was written into it", () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(read(writeView(view, frame))).toEqual(view);
      }),
      { numRuns: runs(500) },
    );
  });

  it("drops the usual group where countries are named, unless a group is named with them", () => {
    const grouped = { defaults: { ...frame.defaults, groups: ["EU"] } };
    expect(read("", grouped)).toMatchObject({ countries: ["FR", "NO"], groups: ["EU"] });
    expect(read("countries=PT,IE", grouped)).toMatchObject({ countries: ["PT", "IE"], groups: [] });
    expect(read("countries=PT&groups=EU", grouped)).toMatchObject({ countries: ["PT"], groups: ["EU"] });
    fc.assert(
      fc.property(views, (view) => {
        const usual = { ...frame, ...grouped };
        expect(read(writeView(view, usual), grouped)).toEqual(view);
      }),
      { numRuns: runs(500) },
    );
  });

  it("writes only what differs from the defaults", () => {
    expect(writeView(frame.defaults, frame)).toBe("");
    expect(
      writeView({ ...frame.defaults, countries: ["PT", "NO"], codes: { SEX: "F", SUBSTANCE: "CAN" } }, frame),
    ).toBe("countries=PT,NO&SEX=F");
    fc.assert(
      fc.property(views, (view) => {
        const written = [...new URLSearchParams(writeView(view, frame)).keys()];
        const differs = (name: string) =>
          name in view.codes
            ? view.codes[name] !== frame.defaults.codes[name]
            : String(view[name as keyof View]) !== String(frame.defaults[name as keyof View]);
        expect(written.every(differs)).toBe(true);
      }),
    );
  });

  it("keeps an empty choice of countries apart from no choice", () => {
    expect(read("countries=")).toMatchObject({ countries: [] });
    expect(read("")).toMatchObject({ countries: ["FR", "NO"] });
    expect(writeView({ ...frame.defaults, countries: [] }, frame)).toBe("countries=");
  });

  it.each([
    ["colour=red", "unknown-parameter", "colour", "red"],
    ["view=trend&view=table", "repeated-parameter", "view", "table"],
    ["countries=FR&countries=NO", "repeated-parameter", "countries", "NO"],
    ["countries=NO,XX", "unknown-value", "countries", "XX"],
    ["countries=NO,FR,NO", "repeated-value", "countries", "NO"],
    ["countries=NO,", "unknown-value", "countries", ""],
    ["groups=NATO", "unknown-value", "groups", "NATO"],
    ["SEX=X", "unknown-value", "SEX", "X"],
    ["sex=F", "unknown-parameter", "sex", "F"],
    ["unit=KG", "unknown-value", "unit", "KG"],
    ["view=map", "unknown-value", "view", "map"],
    ["from=abcd", "not-a-year", "from", "abcd"],
    ["from=02010", "not-a-year", "from", "02010"],
    ["to=2031", "unknown-value", "to", "2031"],
    ["from=2020&to=2010", "years-out-of-order", "from", "2020"],
  ])("names what is wrong in %s", (query, problem, parameter, value) => {
    expect(read(query)).toEqual({ problem, parameter, value });
  });

  it("names the releases that exist when another is asked for", () => {
    expect(read("release=2019-1")).toEqual({
      problem: "unknown-release",
      parameter: "release",
      value: "2019-1",
      known: ["2026-1", "2025-1"],
    });
  });

  it("refuses sorting by value where the dictionary forbids a ranking", () => {
    expect(read("sort=value", { ranking: false })).toEqual({
      problem: "ranking-forbidden",
      parameter: "sort",
      value: "value",
    });
    expect(isViewProblem(read("sort=value"))).toBe(false);
  });

  it("pins the release in a citation, the newest one included", () => {
    expect(addressOf("/en/indicators/X", frame.defaults, frame)).toBe("/en/indicators/X");
    expect(addressOf("/en/indicators/X", { ...frame.defaults, countries: ["PT"] }, frame, "2026-1")).toBe(
      "/en/indicators/X?countries=PT&release=2026-1",
    );
  });
});
