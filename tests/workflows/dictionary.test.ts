import { expect, test } from "vitest";
import type { Indicator } from "~/domain/dictionary/dictionary";
import { parseEntries } from "~/domain/dictionary/parse";
import { enterDictionary } from "~/workflows/dictionary.server";
import { openCollection } from "~db/collection/client";
import { listCountries, listGroups, membersOf } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { audit } from "~db/collection/schema-people";

const deed = { by: null, now: "2026-01-05T09:00:00.000Z" };
const again = { by: null, now: "2026-01-06T09:00:00.000Z" };
const text = (word: string) => ({ en: word, fr: `${word} (fr)` });

function entered() {
  const db = openCollection(":memory:");
  const outcome = enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, deed);
  return { db, outcome };
}

function indicator(parts: Partial<Indicator>): Indicator {
  return {
    code: "NEW-ONE",
    name: text("New"),
    shortName: text("New"),
    definition: text("Something new"),
    theme: "use",
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
    ...parts,
  };
}

test("the files hold the 64 indicators, the population and 41 members of the Group", () => {
  const { db, outcome } = entered();
  expect(outcome).not.toHaveProperty("problems");
  const dictionary = readDictionary(db);
  expect(dictionary.indicators.size).toBe(65);
  expect(dictionary.indicators.has("CTX-POP")).toBe(true);
  expect(membersOf(db, "PG", "2026-01-05")).toHaveLength(41);
  expect(listGroups(db).map((g) => g.code)).toEqual(["PG", "EU", "MEDNET"]);
});

test("membership counts on the day asked: Russia and Germany are former members, Ukraine came in 2022", () => {
  const { db } = entered();
  expect(membersOf(db, "PG", "2022-02-28")).toContain("RU");
  expect(membersOf(db, "PG", "2022-04-01")).not.toContain("RU");
  expect(membersOf(db, "PG", "2005-01-01")).toContain("DE");
  expect(membersOf(db, "PG", "2021-12-31")).not.toContain("UA");
  expect(membersOf(db, "EU", "2019-12-31")).toContain("GB");
  expect(membersOf(db, "EU", "2020-02-01")).not.toContain("GB");
});

test("the name of Palestine carries its footnote in both languages", () => {
  const { db } = entered();
  const palestine = listCountries(db).find((c) => c.code === "PS");
  expect(palestine?.footnote?.en).toMatch(/recognition/);
  expect(palestine?.footnote?.fr).toMatch(/reconnaissance/);
});

test("nobody is ranked on policy, rights and coded answers", () => {
  const { db } = entered();
  const ranked = [...readDictionary(db).indicators.values()].filter((i) => i.ranking);
  expect(ranked.filter((i) => i.theme === "policy" || i.measure === "category").map((i) => i.code)).toEqual([]);
});

test("counts of people are protected below five, quantities and prices are not", () => {
  const { indicators } = readDictionary(entered().db);
  for (const code of ["DEM-DRD-N", "DEM-TDI-ALL", "DEM-DRID-HIV"])
    expect(indicators.get(code)?.thresholdPersons).toBe(5);
  for (const code of ["SUP-SEI-QTY", "SUP-PRI-RET", "DEM-SYR"])
    expect(indicators.get(code)?.thresholdPersons).toBeNull();
});

test("entering the same again changes nothing and leaves no trace", () => {
  const { db, outcome } = entered();
  const before = db.select().from(audit).all();
  const second = enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, again);
  expect(second).toMatchObject({ added: 0, changed: 0 });
  expect("unchanged" in second && "added" in outcome && second.unchanged === outcome.added).toBe(true);
  expect(db.select().from(audit).all()).toEqual(before);
});

test("broken references are named and nothing is entered", () => {
  const { db } = entered();
  const outcome = enterDictionary(
    db,
    {
      indicators: [
        indicator({ dimensions: ["MOOD"], unit: "SMILES", additive: ["SEX"] }),
        indicator({ measure: "category", derived: { numerator: "NOWHERE", denominator: "population", per: 1000 } }),
      ],
      dimensions: [{ id: "COLOUR", name: text("Colour"), codes: [{ code: "RED", name: text("Red"), parent: "WARM" }] }],
      origin: "colours/1",
    },
    again,
  );
  expect(outcome).toEqual({
    problems: [
      { kind: "duplicate", at: "indicator", what: "NEW-ONE" },
      { kind: "unknown-parent", at: "dimension COLOUR RED", what: "WARM" },
      { kind: "unknown-unit", at: "indicator NEW-ONE", what: "SMILES" },
      { kind: "unknown-dimension", at: "indicator NEW-ONE", what: "MOOD" },
      { kind: "additive-not-a-dimension", at: "indicator NEW-ONE", what: "SEX" },
      { kind: "values-missing", at: "indicator NEW-ONE", what: "values" },
      { kind: "unknown-numerator", at: "indicator NEW-ONE", what: "NOWHERE" },
    ],
  });
  expect(readDictionary(db).dimensions.has("COLOUR")).toBe(false);
});

test("a questionnaire adds codes to a list but may not reword what stands", () => {
  const { db } = entered();
  const add = (name: string) =>
    enterDictionary(
      db,
      {
        dimensions: [
          {
            id: "SUBSTANCE",
            name: { en: "Substance", fr: "Substance" },
            codes: [{ code: "ETONI", name: text(name), parent: "NIT" }],
          },
        ],
        origin: "nit/1",
      },
      again,
    );
  expect(add("Etonitazene")).toMatchObject({ added: 0, changed: 1 });
  const substances = readDictionary(db).dimensions.get("SUBSTANCE")?.codes ?? [];
  expect(substances.at(-1)?.code).toBe("ETONI");
  expect(substances.some((c) => c.code === "OPI")).toBe(true);
  const renamed = { id: "SEX", name: text("Gender"), codes: [] };
  expect(enterDictionary(db, { dimensions: [renamed], origin: "nit/1" }, again)).toEqual({
    problems: [{ kind: "defined-otherwise", at: "dimension SEX", what: "SEX" }],
  });
  expect(add("Something else")).toEqual({
    problems: [{ kind: "defined-otherwise", at: "dimension SUBSTANCE", what: "ETONI" }],
  });
});

test("nobody changes what makes the key of a series", () => {
  const { db } = entered();
  const deaths = readDictionary(db).indicators.get("DEM-DRD-N")!;
  const outcome = enterDictionary(
    db,
    { indicators: [{ ...deaths, unit: "CASE", dimensions: ["SEX"], additive: [] }], origin: "dictionary" },
    again,
  );
  expect(outcome).toEqual({
    problems: [
      { kind: "key-changed", at: "indicator DEM-DRD-N", what: "PS" },
      { kind: "key-changed", at: "indicator DEM-DRD-N", what: "AGE" },
      { kind: "key-changed", at: "indicator DEM-DRD-N", what: "DEFINITION" },
    ],
  });
});

test("a part that is not of its shape is named, not dropped in silence", () => {
  const { problems } = parseEntries({
    units: [{ code: "X", name: { en: "x" }, symbol: text(""), decimals: -1 }],
    colours: [],
    dimensions: [{ id: "D", name: text("d"), codes: [], extra: 1 }],
  });
  expect(problems).toEqual([
    { kind: "malformed", at: "dictionary", what: "colours" },
    { kind: "malformed", at: "dimensions D", what: "extra" },
    { kind: "malformed", at: "units X", what: "name" },
    { kind: "malformed", at: "units X", what: "decimals" },
  ]);
});

test("every text of the files is written in both languages and no two parts are the same by forgetting", () => {
  const { indicators } = readDictionary(entered().db);
  const same = [...indicators.values()].filter((i) => i.definition.en === i.definition.fr);
  expect(same).toEqual([]);
});
