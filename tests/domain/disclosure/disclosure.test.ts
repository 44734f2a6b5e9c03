import { describe, expect, it } from "vitest";
import { type Dictionary, type Indicator, toDictionary } from "~/domain/dictionary/dictionary";
import { ageParents } from "~/domain/disclosure/ages";
import type { Disclosable } from "~/domain/disclosure/disclosable";
import { type CountryRule, disclose } from "~/domain/disclosure/disclosure";

const text = { en: "x", fr: "x" };

function indicator(code: string, over: Partial<Indicator>): Indicator {
  return {
    code,
    name: text,
    shortName: text,
    definition: text,
    theme: "harms",
    measure: "count",
    unit: "PS",
    dimensions: [],
    recall: null,
    population: null,
    standard: "",
    additive: [],
    thresholdPersons: 5,
    protectZeros: false,
    ranking: true,
    caution: null,
    ...over,
  };
}

const names = (codes: string) =>
  codes.split(" ").map((one) => ({
    code: one.split("<")[0]!,
    name: text,
    ...(one.includes("<") ? { parent: one.split("<")[1]! } : {}),
  }));

const dictionary: Dictionary = toDictionary({
  indicators: [
    indicator("TDI", {
      dimensions: ["SUBSTANCE", "SEX", "STATUS", "CENTRE"],
      additive: ["SUBSTANCE", "SEX", "STATUS", "CENTRE"],
    }),
    indicator("DRD", { dimensions: ["SEX", "AGE"], additive: ["SEX", "AGE"] }),
    indicator("HIV", { dimensions: ["SEX"], additive: ["SEX"], protectZeros: true }),
    indicator("NIT", { dimensions: ["SUBSTANCE"], additive: [] }),
    indicator("KG", {
      measure: "quantity",
      unit: "KG",
      dimensions: ["PLACE"],
      additive: ["PLACE"],
      thresholdPersons: null,
    }),
    indicator("PRICE", { measure: "price", unit: "EUR_G", thresholdPersons: null }),
    indicator("USE", { measure: "share", unit: "PT", thresholdPersons: null, leastPersons: 30 }),
    indicator("PURITY", { measure: "mean", unit: "PT", thresholdPersons: null, standsAlone: text }),
  ],
  dimensions: [
    { id: "SUBSTANCE", name: text, codes: names("OPI HER<OPI MTD<OPI COC CAN") },
    { id: "SEX", name: text, codes: names("F M") },
    { id: "AGE", name: text, codes: names("Y15T24 Y25T64 Y15T64") },
    { id: "STATUS", name: text, codes: names("FIRST PREV") },
    { id: "CENTRE", name: text, codes: names("OUT IN") },
    { id: "PLACE", name: text, codes: names("SEA AIR LAND") },
  ],
  units: [],
});

/** Points of one country and period: `SEX=F;AGE=Y15T24` → value. */
function points(of: string, values: Record<string, number | null>, over: Partial<Disclosable> = {}): Disclosable[] {
  return Object.entries(values).map(([key, value], id) => ({
    id,
    indicator: of,
    unit: "PS",
    area: "MT",
    period: "2024",
    codes: Object.fromEntries(key === "" ? [] : key.split(";").map((part) => part.split("=") as [string, string])),
    value,
    n: null,
    flags: [],
    conf: null,
    publishedBySource: false,
    shownBefore: [],
    before: null,
    ...over,
  }));
}

const plain = { ruleOf: () => null, sameRules: () => true };

function withheldOf(given: Disclosable[], rule: CountryRule | null = null): Record<string, string> {
  const { withheld } = disclose(given, dictionary, { ruleOf: () => rule, sameRules: () => true });
  return Object.fromEntries(
    given
      .filter((one) => withheld.has(one.id))
      .map((one) => [
        Object.entries(one.codes)
          .map((code) => code.join("="))
          .join(";"),
        withheld.get(one.id)!,
      ]),
  );
}

describe("which points are withheld", () => {
  it("counts below five, and another so that the sum does not give them away", () => {
    const found = withheldOf(points("DRD", { "": 40, "SEX=F": 3, "SEX=M": 37 }));
    expect(found["SEX=F"]).toBe("small");
    expect(Object.keys(found).length).toBeGreaterThan(1);
  });

  it("a small national total, unless the country says that it is published", () => {
    expect(withheldOf(points("DRD", { "": 2 }))).toEqual({ "": "small" });
    expect(withheldOf(points("DRD", { "": 2 }), { total: "published", threshold: null })).toEqual({});
  });

  it("a total the country declares confidential, of any size", () => {
    expect(withheldOf(points("DRD", { "": 900 }), { total: "confidential", threshold: null })).toEqual({
      "": "confidential",
    });
  });

  it("more when a country asks for ten, and never less than the indicator", () => {
    const given = () => points("DRD", { "": 100, "SEX=F": 7, "SEX=M": 93 });
    expect(withheldOf(given())).toEqual({});
    expect(withheldOf(given(), { total: null, threshold: 10 })["SEX=F"]).toBe("small");
    expect(withheldOf(points("DRD", { "": 4 }), { total: null, threshold: 2 })).toEqual({ "": "small" });
  });

  it("what a country marks confidential, whatever the threshold", () => {
    for (const conf of ["C", "N"] as const)
      expect(withheldOf(points("PRICE", { "": 55.4 }, { conf }))).toEqual({ "": "confidential" });
    expect(withheldOf(points("PRICE", { "": 55.4 }, { conf: "F" }))).toEqual({});
  });

  it("confidential kilograms cannot be got back from the total", () => {
    const given = points("KG", { "": 120.5, "PLACE=SEA": 100, "PLACE=AIR": 20.25, "PLACE=LAND": 0.25 });
    given[1]!.conf = "C";
    expect(Object.keys(withheldOf(given)).length).toBeGreaterThan(1);
    expect(withheldOf(points("KG", { "": 2, "PLACE=SEA": 1, "PLACE=AIR": 1 }))).toEqual({});
  });

  it("nothing its source has published", () => {
    expect(withheldOf(points("DRD", { "": 3, "SEX=F": 1, "SEX=M": 2 }, { publishedBySource: true }))).toEqual({});
  });

  it("estimates from fewer persons than their indicator asks for", () => {
    expect(withheldOf(points("USE", { "": 4.2 }, { n: 29 }))).toEqual({ "": "few-persons" });
    expect(withheldOf(points("USE", { "": 42 }, { n: 30 }))).toEqual({});
    expect(withheldOf(points("PURITY", { "": 41 }, { n: 3 }))).toEqual({});
  });

  it("zeros only where the indicator protects them", () => {
    expect(withheldOf(points("HIV", { "": 12, "SEX=F": 0, "SEX=M": 12 }))["SEX=F"]).toBe("small");
    expect(withheldOf(points("DRD", { "": 12, "SEX=F": 0, "SEX=M": 12 }))).toEqual({});
  });

  it("nothing of a code that does not add up because of another", () => {
    expect(withheldOf(points("NIT", { "SUBSTANCE=NIT": 3, "SUBSTANCE=FEN": 40 }))).toEqual({
      "SUBSTANCE=NIT": "small",
    });
  });
});

describe("trees and age bands", () => {
  it("a withheld drug cannot be got back from its group", () => {
    const found = withheldOf(
      points("TDI", { "": 100, "SUBSTANCE=OPI": 42, "SUBSTANCE=HER": 2, "SUBSTANCE=MTD": 40, "SUBSTANCE=COC": 58 }),
    );
    expect(found["SUBSTANCE=HER"]).toBe("small");
    expect(found["SUBSTANCE=MTD"] ?? found["SUBSTANCE=OPI"]).toBeDefined();
  });

  it("an age band lies in the narrowest that holds it", () => {
    expect(Object.fromEntries(ageParents(["Y15T19", "Y15T24", "Y15T64", "Y_GE65", "Y_LT15", "Y_LT18", "_U"]))).toEqual({
      Y15T19: "Y15T24",
      Y15T24: "Y15T64",
      Y_LT15: "Y_LT18",
    });
  });

  it("a withheld band cannot be got back from the wider one", () => {
    const found = withheldOf(
      points("DRD", { "": 60, "AGE=Y15T24": 3, "AGE=Y25T64": 50, "AGE=Y15T64": 53, "AGE=Y_GE65": 7 }),
    );
    expect(found["AGE=Y15T24"]).toBe("small");
    expect(found["AGE=Y25T64"] ?? found["AGE=Y15T64"]).toBeDefined();
  });
});

describe("more than two split dimensions", () => {
  const linked = (small: number) => ({
    "": 300,
    "SUBSTANCE=OPI": 100,
    "SUBSTANCE=COC": 120,
    "SUBSTANCE=CAN": 80,
    "SEX=F": 90,
    "SEX=M": 210,
    "STATUS=FIRST": 140,
    "STATUS=PREV": 160,
    "SUBSTANCE=OPI;SEX=F": small,
    "SUBSTANCE=OPI;SEX=M": 100 - small,
    "SUBSTANCE=COC;SEX=F": 40,
    "SUBSTANCE=COC;SEX=M": 80,
    "SUBSTANCE=CAN;SEX=F": 50 - small,
    "SUBSTANCE=CAN;SEX=M": 30 + small,
    "SUBSTANCE=OPI;STATUS=FIRST": 50,
    "SUBSTANCE=OPI;STATUS=PREV": 50,
    "SUBSTANCE=COC;STATUS=FIRST": 60,
    "SUBSTANCE=COC;STATUS=PREV": 60,
    "SUBSTANCE=CAN;STATUS=FIRST": 30,
    "SUBSTANCE=CAN;STATUS=PREV": 50,
  });

  it("publish everything while nothing is small", () => {
    expect(
      withheldOf(
        points("TDI", { ...linked(20), "SUBSTANCE=OPI;SEX=F;STATUS=FIRST": 10, "SUBSTANCE=OPI;SEX=F;STATUS=PREV": 10 }),
      ),
    ).toEqual({});
  });

  it("keep the sums that tables share, and audit each table on them", () => {
    const found = withheldOf(points("TDI", linked(3)));
    expect(found["SUBSTANCE=OPI;SEX=F"]).toBe("small");
    expect(Object.keys(found).every((key) => key.includes(";") && key.includes("SEX"))).toBe(true);
    expect(Object.keys(found)).toHaveLength(4);
  });

  it("withhold what goes deeper than two ways as soon as anything is withheld", () => {
    const found = withheldOf(
      points("TDI", { ...linked(3), "SUBSTANCE=COC;SEX=F;STATUS=FIRST": 20, "SUBSTANCE=COC;SEX=F;STATUS=PREV": 20 }),
    );
    expect(found["SUBSTANCE=COC;SEX=F;STATUS=FIRST"]).toBe("gives-away");
  });

  it("withhold a third table that closes a ring as soon as anything is withheld", () => {
    const ring = {
      "SEX=F;STATUS=FIRST": 40,
      "SEX=F;STATUS=PREV": 50,
      "SEX=M;STATUS=FIRST": 100,
      "SEX=M;STATUS=PREV": 110,
    };
    expect(withheldOf(points("TDI", { ...linked(20), ...ring }))).toEqual({});
    const found = withheldOf(points("TDI", { ...linked(3), ...ring }));
    expect(Object.keys(ring).every((key) => key in found)).toBe(true);
  });

  it("withhold the whole row of a drug whose own sum is withheld, in every table", () => {
    const given = {
      ...linked(20),
      "SUBSTANCE=OPI": 4,
      "SUBSTANCE=COC": 120,
      "SUBSTANCE=CAN": 176,
      "SUBSTANCE=OPI;SEX=F": 0,
      "SUBSTANCE=OPI;SEX=M": 4,
      "SUBSTANCE=OPI;STATUS=FIRST": 2,
      "SUBSTANCE=OPI;STATUS=PREV": 2,
      "SUBSTANCE=CAN;SEX=F": 50,
      "SUBSTANCE=CAN;SEX=M": 126,
      "SUBSTANCE=CAN;STATUS=FIRST": 78,
      "SUBSTANCE=CAN;STATUS=PREV": 98,
    };
    const found = withheldOf(points("TDI", given));
    for (const key of Object.keys(given).filter((one) => one.startsWith("SUBSTANCE=OPI")))
      expect(found, key).toHaveProperty(key);
    expect(found["SUBSTANCE=COC"] ?? found["SUBSTANCE=CAN"]).toBe("gives-away");
    expect(found[""]).toBeUndefined();
  });

  it("withhold everything when the total itself is small", () => {
    const given = {
      "": 4,
      "SUBSTANCE=OPI": 4,
      "SEX=F": 4,
      "STATUS=FIRST": 4,
      "SUBSTANCE=OPI;SEX=F": 4,
      "SUBSTANCE=OPI;STATUS=FIRST": 4,
      "SUBSTANCE=COC;STATUS=FIRST": 0,
    };
    expect(Object.keys(withheldOf(points("TDI", given)))).toHaveLength(7);
  });
});

describe("a former release", () => {
  it("names what it still shows of a withheld point", () => {
    const given = points("DRD", { "": 2 });
    given[0]!.shownBefore = [2];
    const found = disclose(given, dictionary, plain);
    expect([...found.withheld.keys()]).toEqual([0]);
    expect(found.shownBefore).toEqual([0]);
  });

  it("leaves no difference: what it showed protects nobody now", () => {
    // F was withheld with M before; now hiding the total instead would give F away to who has the former file.
    const given = points("DRD", { "": 40, "SEX=F": 3, "SEX=M": 30, "SEX=_U": 7 });
    given.find((one) => one.codes.SEX === "_U")!.shownBefore = [7];
    const { withheld } = disclose(given, dictionary, plain);
    const hidden = given.filter((one) => withheld.has(one.id)).map((one) => one.codes.SEX ?? "_T");
    expect(hidden).toEqual(expect.arrayContaining(["F"]));
    expect(hidden).not.toContain("_U");
    expect(hidden.includes("M") || hidden.includes("_T")).toBe(true);
  });
});

describe("what an attacker can know", () => {
  const deaths = (women: number, men: number, ages: Record<string, number>) =>
    points("DRD", {
      "": women + men,
      "SEX=F": women,
      "SEX=M": men,
      ...Object.fromEntries(Object.entries(ages).map(([code, value]) => [`AGE=${code}`, value])),
    });

  it("is that a withheld count is no zero where zeros are shown: two parts of a public five reach it only with the zeros", () => {
    const found = withheldOf(points("DRD", { "": 5, "SEX=F": 2, "SEX=M": 3, "SEX=_U": 0 }));
    expect(Object.keys(found).sort()).toEqual(["SEX=F", "SEX=M", "SEX=_U"]);
  });

  it("gives no national total that points at nobody up for a split, which goes whole", () => {
    const given = deaths(1, 7, { Y15T24: 3, Y25T64: 5 });
    const found = withheldOf(given);
    expect(found[""]).toBeUndefined();
    expect(found).toHaveProperty("SEX=F");
    expect(found).toHaveProperty("SEX=M");
  });

  it("holds for what is withheld for others: each of them spans the threshold too", () => {
    const found = withheldOf(points("DRD", { "": 70, "SEX=F": 2, "SEX=M": 60, "SEX=_U": 8 }));
    expect(found).toHaveProperty("SEX=F");
    expect(Object.keys(found).length).toBeGreaterThan(1);
    expect(found[""]).toBeUndefined();
  });

  it("keeps the pattern of tables whose every answer is that of the release before", () => {
    const given = points("DRD", { "": 60, "SEX=F": 3, "SEX=M": 50, "SEX=_U": 7 });
    for (const one of given) one.before = { withheld: ["F", "M"].includes(one.codes.SEX ?? ""), sameOrigin: true };
    expect(Object.keys(withheldOf(given)).sort()).toEqual(["SEX=F", "SEX=M"]);
  });

  it("departs from the pattern before as little as can be where one answer is new", () => {
    const given = points("DRD", { "": 60, "SEX=F": 3, "SEX=M": 50, "SEX=_U": 7 });
    for (const one of given)
      one.before = { withheld: ["F", "M"].includes(one.codes.SEX ?? ""), sameOrigin: one.codes.SEX !== "F" };
    expect(Object.keys(withheldOf(given)).sort()).toEqual(["SEX=F", "SEX=M"]);
  });

  it("is every release that was public: what one of them showed protects nobody", () => {
    const given = points("DRD", { "": 60, "SEX=F": 3, "SEX=M": 50, "SEX=_U": 7 });
    given.find((one) => one.codes.SEX === "_U")!.shownBefore = [9, 7];
    expect(Object.keys(withheldOf(given)).sort()).toEqual(["SEX=F", "SEX=M"]);
  });
});

describe("an estimate rests on persons", () => {
  const based = (over: Partial<Indicator>): Dictionary =>
    toDictionary({
      indicators: [
        indicator("TDI", { dimensions: ["SUBSTANCE"], additive: ["SUBSTANCE"] }),
        indicator("MEAN", {
          measure: "mean",
          unit: "YR",
          thresholdPersons: null,
          dimensions: ["SUBSTANCE"],
          leastPersons: 30,
          base: { indicator: "TDI" },
          ...over,
        }),
      ],
      dimensions: [...dictionary.dimensions.values()],
      units: [],
    });
  const judged = (count: number | null, value: number, over: Partial<Indicator> = {}) => {
    const given = [
      ...points("TDI", count === null ? {} : { "SUBSTANCE=COC": count }),
      ...points("MEAN", { "SUBSTANCE=COC": value }),
    ].map((one, id) => ({ ...one, id }));
    return disclose(given, based(over), plain).withheld.get(given.length - 1);
  };
  const share = { measure: "share", unit: "PT" } as const;

  it("and is withheld where the count of the same persons is too small, unknown or withheld", () => {
    expect(judged(29, 30.9)).toBe("few-persons");
    expect(judged(null, 30.9)).toBe("unknown-base");
    expect(judged(30, 30.9)).toBeUndefined();
  });

  it("stands without a base where its indicator says why", () => {
    expect(judged(null, 30.9, { standsAlone: text })).toBeUndefined();
  });

  it.each([
    [1, "small-share"],
    [4.9, "small-share"],
    [5, undefined],
    [95, undefined],
    [95.1, "small-share"],
    [0, undefined],
    [100, undefined],
  ])("and a share of %s % of a hundred persons is a small count in other words, or is none", (value, why) => {
    expect(judged(100, value, share)).toBe(why);
  });
});

it("a 50 000 point set is decided within seconds", () => {
  const all: Disclosable[] = [];
  for (let country = 0; country < 41; country++) {
    for (let year = 2005; year < 2025; year++) {
      for (const substance of ["", "OPI", "HER", "MTD", "COC", "CAN"]) {
        for (const sex of ["", "F", "M"]) {
          for (const status of ["", "FIRST", "PREV"]) {
            if (sex !== "" && status !== "") continue;
            const codes = {
              ...(substance ? { SUBSTANCE: substance } : {}),
              ...(sex ? { SEX: sex } : {}),
              ...(status ? { STATUS: status } : {}),
            };
            const value =
              (((country * 31 + year * 7 + substance.length * 13 + sex.length * 5 + status.length * 3) * 17) % 400) +
              (country % 7 === 0 ? 0 : 10);
            all.push({
              ...points("TDI", { "": value })[0]!,
              id: all.length,
              area: `A${country}`,
              period: String(year),
              codes,
            });
          }
        }
      }
    }
  }
  // Time of the processor: other tests run beside this one.
  const from = process.cpuUsage();
  const found = disclose(all, dictionary, plain);
  expect(all.length).toBeGreaterThan(20_000);
  expect(found.withheld.size).toBeGreaterThan(0);
  const spent = process.cpuUsage(from);
  expect((spent.user + spent.system) / 1000).toBeLessThan(10_000);
});
