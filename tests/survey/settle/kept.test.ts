import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nestAnswers } from "~/domain/questionnaire/answers";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { type Settled, settle } from "~/survey/settle/settle";
import { readDefinition, readScenarios } from "../../support/questionnaire-files";
import { runs } from "../../support/runs";

/*
 * A model that is kept from one submit to the next must say what a new one would say, whatever it was used for before.
 */

const text = (en: string, fr: string) => ({ default: en, fr });

/** Everything a model can remember: rows of panels, conditions across sections, errors, comments, hidden answers, rules. */
const definition = {
  vigie: {
    id: "kept",
    version: 1,
    checks: [
      {
        ...{ name: "deaths-below", section: "one", level: "warning", at: ["deaths"], text: { en: "More", fr: "Plus" } },
        holds: "figure({deaths}) <= figure({grid}, '_T', '_T')",
      },
    ],
  },
  pages: [
    {
      name: "one",
      elements: [
        { type: "checkbox", name: "modules", choices: ["A", "B"], showOtherItem: true, maxSelectedChoices: 2 },
        {
          ...{ type: "figure", name: "deaths", isRequired: true },
          validators: [
            {
              ...{ type: "expression", expression: "figure({deaths}) < 15", notificationType: "warning" },
              text: text("So many?", "Autant ?"),
            },
          ],
        },
        { type: "dropdown", name: "source", choices: ["X", "Y"], showOtherItem: true, isRequired: true },
        { type: "radiogroup", name: "often", choices: ["X", "Y"], requiredIf: "{source} = 'X'" },
        { type: "boolean", name: "told" },
        { type: "text", inputType: "number", name: "count", min: 2 },
        { type: "matrix", name: "matrix", rows: ["R", "S"], columns: ["X", "Y"], eachRowRequired: true },
        { type: "ranking", name: "ranked", choices: ["A", "B"], visibleIf: "{told} = true" },
        { type: "expression", name: "sum", expression: "{count} + 1" },
        { type: "text", name: "mail", validators: [{ type: "email" }], visibleIf: "{modules} contains 'B'" },
      ],
    },
    {
      name: "two",
      visibleIf: "{modules} contains 'A'",
      elements: [
        {
          ...{ type: "figuregrid", name: "grid", isRequired: true, totals: true },
          ...{ rows: [{ value: "R" }, { value: "S" }], columns: [{ value: "F" }, { value: "M" }] },
        },
        { type: "panel", name: "box", elements: [{ type: "comment", name: "why", maxLength: 9 }] },
        {
          type: "paneldynamic",
          name: "rows",
          maxPanelCount: 3,
          templateElements: [
            { type: "figure", name: "size", requiredIf: "{panel.method} = 'X'" },
            { type: "checkbox", name: "kinds", choices: ["X", "Y"], minSelectedChoices: 2 },
            { type: "text", name: "year", isRequired: true },
            { type: "dropdown", name: "method", choices: ["X", "Y"], showOtherItem: true },
            { type: "comment", name: "old", visibleIf: "{panel.year} = '2020' and figure({deaths}) > 5" },
          ],
        },
      ],
    },
  ],
};

const figure = fc.oneof(fc.record({ v: fc.integer({ min: 0, max: 20 }) }), fc.constant({ v: null, f: ["L"] }));
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const row = {
  year: some(fc.constantFrom("2020", "2021")),
  method: some(fc.constantFrom("X", "Y", "other", "Z")),
  "method/#comment": some(fc.constantFrom("by hand", "by post")),
  size: some(figure),
  kinds: some(fc.subarray(["X", "Y", "Z"])),
  old: some(fc.constant("because")),
};
const answers = fc
  .record({
    modules: some(fc.subarray(["A", "B", "other"])),
    "modules/#comment": some(fc.constant("else")),
    deaths: some(figure),
    often: some(fc.constantFrom("X", "Y", "Z")),
    told: some(fc.boolean()),
    count: some(fc.integer({ min: 0, max: 4 })),
    "matrix/R": some(fc.constantFrom("X", "Y")),
    "matrix/S": some(fc.constantFrom("X", "Z")),
    ranked: some(fc.constantFrom(["B"], ["B", "A"], ["Z"])),
    mail: some(fc.constantFrom("no", "a@b.eu")),
    source: some(fc.constantFrom("X", "other", "Z")),
    "source/#comment": some(fc.constant("elsewhere")),
    "grid/R/F": some(figure),
    "grid/R/M": some(figure),
    "grid/S/F": some(figure),
    "grid/S/M": some(figure),
    why: some(fc.constantFrom("short", "much too long")),
    "rows/#rows": fc.constantFrom(null, [], ["a"], ["a", "b"], ["b", "a"], ["b"], ["c", "a", "b"]),
    ...Object.fromEntries(
      ["a", "b", "c"].flatMap((id) => Object.entries(row).map(([name, value]) => [`rows/${id}/${name}`, value])),
    ),
  })
  .map((flat) => new Map<string, unknown>(Object.entries(flat)));
const sections = fc.constantFrom(undefined, ["one"], ["two"], ["two", "one"]);

test("a kept model says what a new one says, whatever it was used for before", { timeout: 150_000 }, async () => {
  const questionnaire = readQuestionnaire(definition);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(answers, sections), { minLength: 3, maxLength: 6 }), async (sequence) => {
      // Vitest wants to hear from a test now and then.
      await turn();
      const key = `kept-${run++}`;
      for (const [flat, wanted] of sequence) {
        const data = nestAnswers(questionnaire, flat);
        const options = { parameters: {}, ...(wanted ? { sections: wanted } : {}) };
        expect(settle(definition, data, { ...options, key })).toEqual(settle(definition, data, options));
      }
    }),
    { numRuns: runs(8) },
  );
});

const sequences = ["dropdown", "radiogroup", "checkbox"].flatMap((type) => [
  { type, where: "on a page", inRow: false },
  { type, where: "in a row", inRow: true },
]);

test.each(sequences)("$type $where with a text beside other forgets every answer it had", ({ type, inRow }) => {
  const asked = { type, name: "q", choices: ["A", "B"], showOtherItem: true, isRequired: true };
  const element = inRow ? { type: "paneldynamic", name: "rows", templateElements: [asked] } : asked;
  const one = {
    vigie: { id: "one", version: 1 },
    pages: [
      { name: "p", elements: [element] },
      { name: "unasked", elements: [{ type: "comment", name: "free" }] },
    ],
  };
  const sets = [undefined, "A", "other", "Z"].flatMap((value) =>
    [undefined, "text"].map((words) => {
      const answer = value === undefined ? {} : { q: type === "checkbox" ? [value] : value };
      const data = { ...answer, ...(words === undefined ? {} : { "q-Comment": words }) };
      return inRow ? { rows: [{ rowId: "a", ...data }] } : data;
    }),
  );
  const fresh = sets.map((data) => settle(one, data, { parameters: {} }));
  const key = `${type} ${inRow}`;
  for (const first of sets.keys()) {
    for (const second of sets.keys()) {
      // What is not validated drops nothing: the model then remembers more.
      for (const validated of [["unasked"], ["p"]]) {
        settle(one, sets[first]!, { parameters: {}, key, sections: validated });
        expect(settle(one, sets[second]!, { parameters: {}, key })).toEqual(fresh[second]);
        expect(settle(one, sets[first]!, { parameters: {}, key })).toEqual(fresh[first]);
      }
    }
  }
});

describe("the questionnaires of the house", () => {
  for (const id of ["annual", "rapid"]) {
    const { definition: house } = readDefinition(id);
    const questionnaire = readQuestionnaire(house);
    const options = { parameters: house.vigie.parameters ?? {} };
    const sets = readScenarios(id).map((scenario) =>
      nestAnswers(questionnaire, new Map(Object.entries(scenario.answers))),
    );

    test(`a kept model of ${id} says what new ones say of the scenarios, in any order`, {
      timeout: 150_000,
    }, async () => {
      const fresh: Settled[] = [];
      for (const data of sets) {
        fresh.push(settle(house, data, options));
        await turn();
      }
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...sets.keys()], { minLength: sets.length }), async (order) => {
          for (const at of order) {
            expect(settle(house, sets[at]!, { ...options, key: id })).toEqual(fresh[at]);
            await turn();
          }
        }),
        { numRuns: 1 },
      );
    });
  }
});
