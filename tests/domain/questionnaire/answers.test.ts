import fc from "fast-check";
import { expect, test } from "vitest";
import { flattenAnswer, flattenData, nestAnswers } from "~/domain/questionnaire/answers";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { sampleDefinition } from "../../support/sample-questionnaire";

const sample = readQuestionnaire(sampleDefinition);

test("flat answers become the data SurveyJS knows", () => {
  const flat = new Map<string, unknown>([
    ["deaths_total", { v: 5 }],
    ["entrants/OPI/F", { v: 1 }],
    ["entrants/OPI/_T", { v: 9 }],
    ["use/F/CAN/V", { v: 2 }],
    ["control/OPI", "YES"],
    ["modules", ["other"]],
    ["modules/#comment", "School"],
    ["estimates/b/central", { v: 2 }],
    ["estimates/a/central", { v: 1 }],
    ["estimates/a/method/#comment", "Own"],
    ["estimates/gone/central", { v: 7 }],
    ["estimates/#rows", ["a", "b"]],
    ["story", null],
    ["nobody/asked", 1],
  ]);
  expect(nestAnswers(sample, flat)).toEqual({
    deaths_total: { v: 5 },
    entrants: { OPI: { F: { v: 1 }, _T: { v: 9 } } },
    use: { F: { CAN: { V: { v: 2 } } } },
    control: { OPI: "YES" },
    modules: ["other"],
    "modules-Comment": "School",
    estimates: [
      { rowId: "a", central: { v: 1 }, "method-Comment": "Own" },
      { rowId: "b", central: { v: 2 } },
    ],
  });
});

test("one question's value becomes its paths, unknown parts keeping theirs so that admit can refuse them", () => {
  const question = (name: string) => sample.questions.get(name)!;
  const flat = (name: string, value: unknown) =>
    Object.fromEntries(flattenAnswer(question(name), value, sample.questions));
  expect(flat("entrants", { OPI: { F: { v: 1 } }, XXX: { F: { v: 2 } } })).toEqual({
    "entrants/OPI/F": { v: 1 },
    "entrants/XXX/F": { v: 2 },
  });
  expect(flat("entrants", "abc")).toEqual({ entrants: "abc" });
  expect(flat("estimates", [{ rowId: "a", year: 2020, "method-Comment": "Own", strange: 1 }])).toEqual({
    "estimates/#rows": ["a"],
    "estimates/a/year": 2020,
    "estimates/a/method/#comment": "Own",
    "estimates/a/strange": 1,
  });
  expect(() => flat("estimates", [{ year: 2020 }])).toThrow("rowId");
});

test("nesting and flattening again gives the same answers", () => {
  const figure = fc.record({ v: fc.integer({ min: 0, max: 1000 }) });
  const paths = [...sample.items.keys()].filter(
    (path) => !path.includes("{row}") && sample.questions.get(path)?.kind !== "choices",
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...paths), figure),
      fc.uniqueArray(fc.constantFrom("a", "b", "c")),
      (some, rows) => {
        const flat = new Map<string, unknown>(Object.entries(some));
        for (const row of rows) flat.set(`estimates/${row}/central`, { v: 1 });
        if (rows.length > 0) flat.set("estimates/#rows", rows);
        const again = flattenData(sample, nestAnswers(sample, flat));
        expect(Object.fromEntries(again)).toEqual(Object.fromEntries(flat));
      },
    ),
  );
});
