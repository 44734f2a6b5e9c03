import { describe, expect, it } from "vitest";
import { factsOf } from "~/domain/comparison/view-facts";
import { chooseHighlighted } from "~/domain/comparison/view-highlights";
import { usualSeries } from "~/domain/comparison/view-usual";
import type { Indicator } from "~/domain/dictionary/dictionary";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { regionOf } from "~/domain/dictionary/regions";

const text = { en: "x", fr: "x" };
const indicator: Indicator = {
  code: "USE",
  name: text,
  shortName: text,
  definition: text,
  theme: "use",
  measure: "share",
  unit: "PC",
  dimensions: ["DRUG", "AGE"],
  recall: null,
  population: null,
  standard: "",
  additive: [],
  thresholdPersons: null,
  protectZeros: false,
  ranking: true,
  caution: null,
};
const dictionary = toDictionary({
  indicators: [indicator],
  units: [],
  dimensions: [
    {
      id: "DRUG",
      name: text,
      codes: ["OPI", "AMP", "CAN", "CAN_RES", "ANY", "_O"].map((code) => ({
        code,
        name: text,
        ...(code === "CAN_RES" ? { parent: "CAN" } : {}),
      })),
    },
    { id: "AGE", name: text, codes: ["Y15T34", "Y15T64"].map((code) => ({ code, name: text })) },
  ],
});

type Given = { codes: Record<string, string>; countries: number; value: number; years?: string[] };

/** The series chosen of an indicator whose series have so many countries with such a value in each of the years. */
function usual(given: Given[], more: Partial<Indicator> = {}): string | undefined {
  const series = given.map(({ codes }) => ({ id: JSON.stringify(codes), unit: "PC", codes }));
  const points = given.flatMap(({ codes, countries, value, years = ["2023", "2024"] }) =>
    years.flatMap((period) =>
      Array.from({ length: countries }, (_, at) => ({
        series: JSON.stringify(codes),
        area: `C${at}`,
        period,
        value,
        code: null,
      })),
    ),
  );
  const facts = factsOf({ ...indicator, ...more }, series, points);
  return usualSeries(facts, points, dictionary)?.id;
}

describe("the series shown first", () => {
  it("is the total where there is one, however small", () => {
    expect(
      usual([
        { codes: {}, countries: 3, value: 1 },
        { codes: { DRUG: "CAN" }, countries: 40, value: 9 },
      ]),
    ).toBe("{}");
  });

  it("is what most countries reported, nearly as many counting as many: then the larger figures, not the alphabet", () => {
    const given = [
      { codes: { DRUG: "AMP" }, countries: 37, value: 1 },
      { codes: { DRUG: "CAN" }, countries: 35, value: 12 },
      { codes: { DRUG: "OPI" }, countries: 20, value: 50 },
    ];
    expect(usual(given)).toBe('{"DRUG":"CAN"}');
    // A price says nothing of how many people it concerns: the code list decides.
    expect(usual(given, { measure: "price" })).toBe('{"DRUG":"AMP"}');
  });

  it("looks at the latest year that more than a few countries have reached", () => {
    expect(
      usual([
        { codes: { DRUG: "AMP" }, countries: 30, value: 1, years: ["2022", "2023"] },
        { codes: { DRUG: "CAN" }, countries: 31, value: 2, years: ["2022"] },
        { codes: { DRUG: "OPI" }, countries: 3, value: 3, years: ["2024"] },
      ]),
    ).toBe('{"DRUG":"AMP"}');
  });

  it("is the widest: any drug before one, a drug before its parts, 15–64 before 15–34, other last", () => {
    const ages = (drug: string, value: number): Given[] => [
      { codes: { DRUG: drug, AGE: "Y15T34" }, countries: 20, value: value * 2 },
      { codes: { DRUG: drug, AGE: "Y15T64" }, countries: 20, value },
    ];
    expect(usual([...ages("CAN", 1), ...ages("CAN_RES", 9), ...ages("_O", 20)])).toBe('{"DRUG":"CAN","AGE":"Y15T64"}');
    expect(usual([...ages("CAN", 9), ...ages("ANY", 1)])).toBe('{"DRUG":"ANY","AGE":"Y15T64"}');
  });

  it("is none where nothing was published", () => {
    expect(usual([])).toBeUndefined();
  });
});

describe("the countries shown first", () => {
  const codes = "AL AM AT AZ BA BE BG CH CY CZ EE FI FR GE GR HR HU IE IS IT LT MA MX NO PL PT RO SE SI TR UA".split(
    " ",
  );
  const all = new Map(codes.map((code) => [code, 20]));

  it("lie in different parts of Europe or beyond", () => {
    for (const code of ["DEM-DRD-N", "DEM-OAT", "SUP-SEI-N"])
      expect(new Set(chooseHighlighted(all, code, 4).map(regionOf)).size).toBe(4);
  });

  it("have the longest series, or nine tenths of them", () => {
    const lengths = new Map(codes.map((code, at) => [code, at < 6 ? 20 : 17]));
    expect(chooseHighlighted(lengths, "DEM-DRD-N", 4).every((code) => codes.indexOf(code) < 6)).toBe(true);
    expect(
      chooseHighlighted(
        new Map([
          ["NO", 5],
          ["PT", 2],
          ["IE", 0],
        ]),
        "DEM-DRD-N",
        4,
      ),
    ).toEqual(["NO", "PT"]);
  });

  it("are the same for every reader, and over all indicators no country is favoured by its name", () => {
    expect(chooseHighlighted(all, "DEM-OAT", 4)).toEqual(chooseHighlighted(new Map([...all].reverse()), "DEM-OAT", 4));
    const times = new Map<string, number>();
    for (let at = 0; at < 400; at++)
      for (const code of chooseHighlighted(all, `IND-${at}`, 4)) times.set(code, (times.get(code) ?? 0) + 1);
    // 400 × 4 places over 31 countries; regions differ in size, so some come twice as often as others, none always or never.
    for (const code of codes) {
      expect(times.get(code) ?? 0, code).toBeGreaterThan(15);
      expect(times.get(code) ?? 0, code).toBeLessThan(160);
    }
  });
});
