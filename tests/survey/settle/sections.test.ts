import fc from "fast-check";
import { Model } from "survey-core";
import { expect, test } from "vitest";
import { nestAnswers } from "~/domain/questionnaire/answers";
import { registerFigures } from "~/survey/figure/question";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { settle } from "~/survey/settle/settle";
import { hiddenOf } from "~/survey/settle/visible";
import { runs } from "../../support/runs";

registerFigures();

/** Conditions across sections in every shape: figures, choices, panels of a row, pages, a computed value. */
const definition = {
  vigie: { id: "x", version: 1 },
  pages: [
    {
      name: "one",
      elements: [
        { type: "checkbox", name: "modules", choices: ["A", "B", "C"] },
        { type: "figure", name: "deaths" },
        { type: "boolean", name: "oat", visibleIf: "{modules} contains 'B'" },
      ],
    },
    {
      name: "two",
      visibleIf: "{modules} contains 'A'",
      elements: [
        { type: "figuregrid", name: "grid", rows: [{ value: "R" }], columns: [{ value: "F" }, { value: "M" }] },
        { type: "comment", name: "why", visibleIf: "figure({deaths}) > 10 and figure({grid}, 'R', 'F') > 2" },
        { type: "panel", name: "box", visibleIf: "{oat} = true", elements: [{ type: "comment", name: "inside" }] },
      ],
    },
    {
      name: "three",
      elements: [
        { type: "comment", name: "far", visibleIf: "{modules} contains 'C' and {why} notempty" },
        {
          type: "paneldynamic",
          name: "rows",
          visibleIf: "figure({grid}, 'R', 'M') >= 1",
          templateElements: [
            { type: "text", name: "year" },
            { type: "comment", name: "old", visibleIf: "{panel.year} = '2020' and figure({deaths}) > 5" },
          ],
        },
      ],
    },
  ],
};

const questionnaire = readQuestionnaire(definition);
const figure = fc.oneof(fc.record({ v: fc.integer({ min: 0, max: 20 }) }), fc.constant({ v: null, f: ["L"] }));
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const answers = fc.record({
  modules: some(fc.subarray(["A", "B", "C"])),
  deaths: some(figure),
  oat: some(fc.boolean()),
  "grid/R/F": some(figure),
  "grid/R/M": some(figure),
  why: some(fc.constant("because")),
  "rows/#rows": fc.constantFrom([], ["a"], ["a", "b"]),
  "rows/a/year": some(fc.constantFrom("2020", "2021")),
  "rows/b/year": some(fc.constantFrom("2020", "2021")),
});

test("what each section shows when it is loaded alone is what the whole questionnaire shows", () => {
  fc.assert(
    fc.property(answers, (flat) => {
      const data = nestAnswers(questionnaire, new Map(Object.entries(flat)));
      const whole = settle(definition, data, { parameters: {} }).hidden;
      const bySection = definition.pages.flatMap((page) => {
        const model = new Model({ pages: [page] });
        model.data = structuredClone(data);
        const hidden = hiddenOf(model, questionnaire);
        model.dispose();
        return hidden;
      });
      expect(new Set(bySection)).toEqual(new Set(whole));
    }),
    { numRuns: runs(40) },
  );
});
