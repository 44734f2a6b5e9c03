import { expect, test } from "vitest";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { sampleDefinition } from "../../support/sample-questionnaire";

const sample = readQuestionnaire(sampleDefinition);

test("sections are numbered from 0 and list their tables: grids, repeated panels and titled panels", () => {
  expect(sample.sections.map((s) => [s.number, s.name, s.shortTitle.fr])).toEqual([
    [0, "about", "À propos de vous"],
    [1, "treatment", "Traitement"],
    [2, "deaths", "Décès"],
  ]);
  expect(sample.sections[1]!.questions).toEqual(["entrants", "control"]);
  expect(sample.sections[1]!.tables).toEqual([
    { name: "entrants", title: { en: "By drug and sex", fr: "Par drogue et sexe" }, questions: ["entrants"] },
    { name: "sources", title: { en: "Sources", fr: "Sources" }, questions: ["control"] },
  ]);
  expect(sample.sections[2]!.tables.map((t) => t.name)).toEqual(["deaths_years", "use", "estimates"]);
});

test("questions keep choices, rows with their tree, cells not asked, limits and why they feed no series", () => {
  const entrants = sample.questions.get("entrants")!;
  expect(entrants).toMatchObject({
    kind: "figuregrid",
    unit: "PS",
    min: 0,
    required: true,
    totals: { rows: true, columns: true },
  });
  expect(entrants.rowParents).toEqual({ HER: "OPI" });
  expect([...entrants.notAsked]).toEqual(["HER/F"]);
  expect(sample.questions.get("contact")).toMatchObject({ personal: true, observe: null, noSeries: "A person" });
  expect(sample.questions.get("story")).toMatchObject({ kind: "comment", maxLength: 100 });
  expect(sample.questions.get("modules")).toMatchObject({ kind: "choices", hasOther: true });
  expect(sample.questions.get("until")!.kind).toBe("date");
  expect(sample.questions.get("staff")!.kind).toBe("number");
  expect(sample.questions.get("estimates")).toMatchObject({
    kind: "panel",
    members: ["year", "method", "central"],
    maxRows: 3,
  });
  expect(sample.questions.get("method")!.panel).toBe("estimates");
});

test("each number tied to a series is one item, cells not asked and personal answers are none", () => {
  const paths = [...sample.items.keys()];
  expect(paths.filter((path) => path.startsWith("entrants/"))).toEqual([
    "entrants/OPI/F",
    "entrants/OPI/M",
    "entrants/HER/M",
    "entrants/COC/F",
    "entrants/COC/M",
  ]);
  expect(paths).not.toContain("contact");
  expect(sample.items.get("use/F/CAN/HI")).toMatchObject({
    indicator: "DEM-GPS-LYP",
    part: "hi",
    codes: { SEX: "F", SUBSTANCE: "CAN" },
    basis: "fieldwork",
  });
  expect(sample.items.get("deaths_years/Y1/F")).toMatchObject({ yearsBack: 1, codes: { SEX: "F" } });
  expect(sample.items.get("estimates/{row}/central")).toMatchObject({
    from: { METHOD: "method", PERIOD: "year", COVERAGE: "register" },
  });
});

test("a type nobody uses and a name used twice cannot be read", () => {
  const page = (elements: unknown[]) => ({ vigie: { id: "x", version: 1 }, pages: [{ name: "p", elements }] });
  expect(() => readQuestionnaire(page([{ type: "html", name: "a" }]))).toThrow("html");
  expect(() => readQuestionnaire(page([{ type: "__proto__", name: "a" }]))).toThrow("__proto__");
  expect(() =>
    readQuestionnaire(
      page([
        { type: "comment", name: "a" },
        { type: "text", name: "a" },
      ]),
    ),
  ).toThrow("same name");
  for (const nothing of [null, 3, "x", [], {}]) expect(() => readQuestionnaire(nothing)).toThrow("vigie");
});
