import { describe, expect, it } from "vitest";
import { auditRelease } from "~/audit/release-audit";
import { points, release } from "./small-release";

/* What the audit must find, and what it must leave alone. Each figure is worked out by hand. */

const narrowOf = async (...given: Parameters<typeof auditRelease>) => (await auditRelease(...given)).narrow;
const brief = (list: Awaited<ReturnType<typeof narrowOf>>) =>
  list.map(({ series, why, least, most }) => [series, why, least, most]);

/** Two by two, total 40: women 15–64 are 3; nothing but the total and the sums of men can be told. */
const wellWithheld = {
  "": 40,
  "SEX=F": 18,
  "SEX=M": 22,
  "AGE=Y_LT15": 17,
  "AGE=Y15T64": 23,
  "AGE=Y_LT15;SEX=F": "x",
  "AGE=Y_LT15;SEX=M": "x",
  "AGE=Y15T64;SEX=F": "x",
  "AGE=Y15T64;SEX=M": "x",
} as const;

describe("a table that is withheld well", () => {
  it("is not complained of", async () => {
    const audit = await auditRelease(release(points("N", wellWithheld)), []);
    expect(audit).toMatchObject({ cells: 4, systems: 1, narrow: [], contradictions: [], withheld: { count: 4 } });
  });

  it("is one where a country withheld its figure and nobody knows the total", async () => {
    expect(await narrowOf(release(points("N", { "": "-", "SEX=F": "country", "SEX=M": 12 })), [])).toEqual([]);
  });

  it("is one whose parts do not add up to the total of another source, once that is seen elsewhere in it", async () => {
    const figures = { "": 50, "SEX=F": 60, "SEX=M": "x" } as const;
    const audit = await auditRelease(release(points("N", figures)), []);
    expect(audit.narrow).toEqual([]);
    expect(audit.contradictions).toEqual([
      { area: "FR", period: "2024", family: "N", leftOut: [{ kind: "sum", name: "N unit=PS  by SEX" }] },
    ]);
  });
});

describe("the audit goes red", () => {
  it("where a sum gives a withheld cell back", async () => {
    expect(brief(await narrowOf(release(points("N", { "": 20, "SEX=F": "x", "SEX=M": 17 })), []))).toEqual([
      ["N:SEX=F", "reach", 3, 3],
    ]);
  });

  it("where zeros are shown and two cells share five: each is one of 1, 2, 3, 4", async () => {
    const figures = {
      "": 30,
      "SEX=F": 12,
      "SEX=M": 18,
      "AGE=Y_LT15": 5,
      "AGE=Y15T64": 25,
      "AGE=Y_LT15;SEX=F": "x",
      "AGE=Y_LT15;SEX=M": "x",
      "AGE=Y15T64;SEX=F": "x",
      "AGE=Y15T64;SEX=M": "x",
      "AGE=_U;SEX=F": 0,
      "AGE=_U;SEX=M": 0,
    } as const;
    expect(brief(await narrowOf(release(points("N", figures)), [])).slice(0, 2)).toEqual([
      ["N:AGE=Y_LT15;SEX=F", "reach", 1, 4],
      ["N:AGE=Y_LT15;SEX=M", "reach", 1, 4],
    ]);
    const { "AGE=_U;SEX=F": _, "AGE=_U;SEX=M": __, ...whole } = figures;
    expect(await narrowOf(release(points("N", whole)), [])).toEqual([]);
  });

  it("where a former release shows the same answer, and only then", async () => {
    const now = release(points("N", wellWithheld));
    const former = (answer: string) => [release(points("N", { "AGE=Y15T64;SEX=F": 3 }, { answer }), { id: "2025-1" })];
    const found = await narrowOf(now, former("2024-annual q 1"));
    expect(found[2]).toMatchObject({ series: "N:AGE=Y15T64;SEX=F", why: "reach", least: 3, most: 3, by: "2025-1" });
    expect(found).toHaveLength(4);
    expect(await narrowOf(now, former("2024-annual q 2"))).toEqual([]);
  });

  it("where a former release shows a part that this one has no more", async () => {
    const now = release(points("N", { "": "x", "SEX=F": 8 }));
    expect(await narrowOf(now, [])).toEqual([]);
    const former = release(points("N", { "SEX=F": 8, "SEX=M": 1 }), { id: "2025-1" });
    expect(brief(await narrowOf(now, [former]))).toEqual([["N", "span", 9, 9]]);
  });

  it("where an inequality leaves too little", async () => {
    const deaths = points("N", { "": 4 });
    const found = points("TOX", { "": "x" });
    expect(brief(await narrowOf(release([...deaths, ...found]), []))).toEqual([["TOX", "reach", 0, 4]]);
    expect(await narrowOf(release(found), [])).toEqual([]);
  });

  it("where a layer lies within a small one", async () => {
    const figures = { "": 40, "DRUG=OPI": 4, "DRUG=HER": "x" } as const;
    expect(brief(await narrowOf(release(points("N", figures)), []))).toEqual([["N:DRUG=HER", "reach", 0, 4]]);
  });

  it("where share × base gives the persons", async () => {
    const counts = points("TOX", { "": 200, "DRUG=OPI": "x" });
    const share = points("FOUND", { "DRUG=OPI": 1.5 });
    const audit = await auditRelease(release([...counts, ...share]), []);
    expect(brief(audit.narrow)).toEqual([["TOX:DRUG=OPI", "reach", 3, 3]]);
    expect(audit.estimates).toMatchObject([{ series: "FOUND:DRUG=OPI", why: "persons", base: 200, persons: 3 }]);
  });

  it("where a rate carries the count it was made from", async () => {
    const rate = points("RATE", { "": 0.4 }, { answer: null, numerator: { series: "N", value: 8 } });
    expect(await narrowOf(release([...points("N", { "": "x" }), ...rate]), [])).toMatchObject([
      { series: "N", why: "span", least: 8, most: 8, by: "RATE" },
    ]);
  });

  it("where another table of the same persons shows the count", async () => {
    const a = points("IN-A", { "": 60, "DRUG=OPI": "x", "DRUG=COC": "x", "DRUG=CAN": 20 });
    const b = points("IN-B", { "DRUG=OPI": 37 });
    expect(brief(await narrowOf(release([...a, ...b]), []))).toEqual([
      ["IN-A:DRUG=OPI", "span", 37, 37],
      ["IN-A:DRUG=COC", "reach", 3, 3],
    ]);
  });

  it("but not where public numbers show that the two tables differ", async () => {
    const a = points("IN-A", { "": 60, "DRUG=OPI": "x", "DRUG=COC": "x", "DRUG=CAN": 20 });
    const b = points("IN-B", { "DRUG=OPI": 37, "DRUG=CAN": 24 });
    expect(await narrowOf(release([...a, ...b]), [])).toEqual([]);
  });

  it("where zeros are protected and a zero can be known", async () => {
    const figures = { "": 9, "SEX=F": 9, "SEX=M": "x" } as const;
    expect(brief(await narrowOf(release(points("SENSITIVE", figures)), []))).toEqual([
      ["SENSITIVE:SEX=M", "reach", 0, 0],
    ]);
  });

  it("where a confidential total lies within ten percent of what can be known", async () => {
    const declared = [{ country: "FR", indicator: "*", total: "confidential", threshold: null }];
    const figures = { "": "x", "SEX=F": 300, "SEX=M": 400, "SEX=_U": "x" } as const;
    const given = release(points("N", figures), { declared });
    expect(await narrowOf(given, [])).toEqual([]);
    const tight = release(points("N", { ...figures, "SEX=_U": 12 }), { declared });
    expect(brief(await narrowOf(tight, []))).toEqual([["N", "span", 712, 712]]);
    const known = { confidentialValues: new Map([["N|FR|2024", 705]]) };
    expect(brief(await narrowOf(given, [], known))).toEqual([["N", "confidential", 701, Number.POSITIVE_INFINITY]]);
  });

  it("by the stricter threshold a country declared", async () => {
    const declared = [{ country: "FR", indicator: "N", total: null, threshold: 20 }];
    expect(await narrowOf(release(points("N", wellWithheld), { declared }), [])).toHaveLength(4);
  });
});

describe("a withheld zero that can be known", () => {
  it("is counted apart: nobody is in it", async () => {
    const { narrow, knownZeros } = await auditRelease(
      release(points("N", { "": 9, "SEX=F": 9, "SEX=M": "country" })),
      [],
    );
    expect(narrow).toEqual([]);
    expect(brief(knownZeros)).toEqual([["N:SEX=M", "reach", 0, 0]]);
  });
});

describe("a release that does not keep its own rule", () => {
  it("is named where zeros are withheld beside what is shown", async () => {
    const figures = {
      "": 40,
      "SEX=F": 20,
      "SEX=M": 20,
      "AGE=Y_LT15": 2,
      "AGE=Y15T64": 19,
      "AGE=Y_GE65": 19,
      "AGE=Y_LT15;SEX=F": "x",
      "AGE=Y_LT15;SEX=M": "x",
      "AGE=Y_LT15;SEX=_U": "x",
      "AGE=Y15T64;SEX=_U": 0,
    } as const;
    const { contradictions } = await auditRelease(release(points("N", figures)), []);
    expect(contradictions).toMatchObject([{ leftOut: [{ kind: "zero", name: "N unit=PS by AGE × SEX" }] }]);
  });
});

describe("an estimate", () => {
  const counts = points("IN-A", { "DRUG=OPI": 80, "DRUG=COC": 12, "DRUG=CAN": "x" });

  it("is weak where its base is small, withheld or not known", async () => {
    const means = points("AGE-MEAN", { "DRUG=OPI": 34.5, "DRUG=COC": 29, "DRUG=CAN": 22, "DRUG=HER": 31 });
    const { estimates } = await auditRelease(release([...counts, ...means]), []);
    expect(estimates.map(({ series, why, base }) => [series, why, base])).toEqual([
      ["AGE-MEAN:DRUG=COC", "few", 12],
      ["AGE-MEAN:DRUG=CAN", "unknown", null],
      ["AGE-MEAN:DRUG=HER", "unknown", null],
    ]);
  });

  it("stands on the sample size given with it", async () => {
    const means = points("AGE-MEAN", { "DRUG=HER": 31 }, { n: 30 });
    expect((await auditRelease(release(means), [])).estimates).toEqual([]);
  });

  it("is weak where it leaves few persons", async () => {
    const tox = points("TOX", { "": 100 });
    const share = (value: number) => points("FOUND", { "DRUG=OPI": value });
    const whyOf = async (value: number) =>
      (await auditRelease(release([...tox, ...share(value)]), [])).estimates[0]?.why;
    expect(await whyOf(97)).toBe("persons");
    expect(await whyOf(95)).toBeUndefined();
    expect(await whyOf(100)).toBeUndefined();
    expect(await whyOf(0)).toBeUndefined();
    expect(await whyOf(4)).toBe("persons");
  });
});
