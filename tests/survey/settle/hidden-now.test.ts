import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nestAnswers } from "~/domain/questionnaire/answers";
import { parametersOf, readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { hiddenNow } from "~/survey/settle/hidden-now";
import { settle } from "~/survey/settle/settle";
import { readDefinition, readScenarios } from "../../support/questionnaire-files";
import { runs } from "../../support/runs";

/** What SurveyJS hides with the whole questionnaire in one model, without what only a row of a panel hides. */
function hiddenBySurvey(definition: unknown, flat: ReadonlyMap<string, unknown>, key?: string): string[] {
  const data = nestAnswers(readQuestionnaire(definition), flat);
  const { hidden } = settle(definition, data, {
    parameters: parametersOf(definition),
    sections: [],
    ...(key ? { key } : {}),
  });
  return hidden.filter((name) => !name.includes("/")).sort();
}

function hiddenHere(definition: unknown, answers: ReadonlyMap<string, unknown>): string[] {
  const questionnaire = readQuestionnaire(definition);
  return [...hiddenNow(questionnaire, definition, { answers, parameters: parametersOf(definition) })].sort();
}

describe("what is asked now, without a model", () => {
  for (const id of ["annual", "rapid"]) {
    const { definition } = readDefinition(id);
    test(`is what SurveyJS asks, in every scenario of ${id}`, () => {
      for (const { answers, file } of readScenarios(id)) {
        const flat = new Map(Object.entries(answers));
        expect(hiddenHere(definition, flat), file).toEqual(hiddenBySurvey(definition, flat, id));
      }
    });
  }

  test("is what SurveyJS asks, whatever is chosen in the annual questionnaire", () => {
    const { definition } = readDefinition("annual");
    const { questions } = readQuestionnaire(definition);
    const choosing = [...questions.values()].filter(
      ({ kind, panel }) => panel === null && ["boolean", "choice", "choices"].includes(kind),
    );
    const arbitrary = fc.record(
      Object.fromEntries(
        choosing.map((question) => {
          const codes = question.choices.map(({ value }) => value);
          const given: fc.Arbitrary<unknown> =
            question.kind === "boolean"
              ? fc.boolean()
              : question.kind === "choice"
                ? fc.constantFrom(...codes)
                : fc.subarray(codes, { minLength: 1 });
          return [question.name, fc.option(given, { nil: null })];
        }),
      ),
    );
    fc.assert(
      fc.property(arbitrary, (answers) => {
        const flat = new Map(Object.entries(answers));
        expect(hiddenHere(definition, flat)).toEqual(hiddenBySurvey(definition, flat, "annual"));
      }),
      { numRuns: runs(25) },
    );
  }, 60_000);

  test("follows figures, computed values and the page around a question", () => {
    const chain = {
      vigie: { id: "x", version: 1 },
      pages: [
        {
          name: "one",
          elements: [
            { type: "figure", name: "deaths" },
            { type: "expression", name: "double", expression: "figure({deaths}) * 2" },
            { type: "expression", name: "fourfold", expression: "{double} * 2" },
            { type: "comment", name: "why", visibleIf: "{fourfold} > 40" },
          ],
        },
        { name: "two", visibleIf: "figure({deaths}) > 5", elements: [{ type: "text", name: "who" }] },
      ],
    };
    for (const [v, hidden] of [
      [2, ["who", "why"]],
      [6, ["why"]],
      [20, []],
    ] as const) {
      const flat = new Map([["deaths", { v }]]);
      expect(hiddenHere(chain, flat)).toEqual(hidden);
      expect(hiddenBySurvey(chain, flat)).toEqual(hidden);
    }
  });

  test("works nothing out again for an answer no condition reads", () => {
    const { definition } = readDefinition("annual");
    const questionnaire = readQuestionnaire(definition);
    const answers = new Map<string, unknown>([["modules", ["DEATHS"]]]);
    const first = hiddenNow(questionnaire, definition, { answers, parameters: {} });
    answers.set("deaths_comment", "text");
    expect(hiddenNow(questionnaire, definition, { answers, parameters: {} })).toBe(first);
  });
});
