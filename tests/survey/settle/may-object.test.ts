import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { Model } from "survey-core";
import { expect, test } from "vitest";
import { registerFigures } from "~/survey/figure/question";
import { mayObject } from "~/survey/settle/may-object";
import { runs } from "../../support/runs";

registerFigures();

/*
 * `settle` lets only those questions validate themselves that may find fault. SurveyJS decides what finds fault: a question
 * that is passed over must have nothing to say to it, and must drop nothing.
 */

const choices = ["A", "B", "C"];
const grid = { rows: [{ value: "R" }], columns: [{ value: "F" }, { value: "M" }] };

/** Every type a questionnaire may hold, with the properties that let it find fault, and answers good and bad. */
const kinds: { type: string; with?: Record<string, unknown[]>; answers: unknown[] }[] = [
  ...["text", "tel", "email", "url", "number", "date", "month"].map((inputType) => ({
    type: "text",
    with: { inputType: [inputType], min: [undefined, 0, 5], max: [undefined, 7], step: [undefined, 2], maxLength: [2] },
    answers: ["", "abc", "a@b.eu", -1, 1, 6, 99, "2020-01-01", "notadate"],
  })),
  { type: "comment", with: { maxLength: [undefined, 2] }, answers: ["", " ", "much too long"] },
  { type: "boolean", answers: [true, false, "perhaps"] },
  ...["dropdown", "radiogroup"].map((type) => ({
    type,
    with: { choices: [choices], showOtherItem: [false, true], showNoneItem: [false, true] },
    answers: ["A", "Z", "other", "none"],
  })),
  ...["checkbox", "tagbox", "ranking"].map((type) => ({
    type,
    with: {
      choices: [choices],
      ...{ showOtherItem: [false, true], showNoneItem: [false, true] },
      ...{ minSelectedChoices: [undefined, 2], maxSelectedChoices: [undefined, 2] },
    },
    answers: [[], ["A"], ["A", "B", "C"], ["A", "Z"], ["other"], ["none"], "A"],
  })),
  {
    type: "matrix",
    with: { rows: [["R", "S"]], columns: [["X", "Y"]], eachRowRequired: [false, true] },
    answers: [{}, { R: "X" }, { R: "X", S: "Y" }, { R: "Q" }],
  },
  { type: "figure", answers: [{ v: 1 }, { v: null }, { v: null, f: ["L"] }, { v: "x" }, "x", 3] },
  {
    type: "figuregrid",
    with: { rows: [grid.rows], columns: [grid.columns] },
    answers: [{}, { R: { F: { v: 1 } } }, "x"],
  },
  {
    type: "paneldynamic",
    with: { templateElements: [[{ type: "text", name: "inside" }]], panelCount: [0, 2], minPanelCount: [0, 1] },
    answers: [[], [{ inside: "x" }], [{}, {}]],
  },
  { type: "expression", with: { expression: ["1 + 1"] }, answers: [3] },
];

const validators = [
  { type: "expression", expression: "{q} = 'never'", text: "No" },
  { type: "numeric", maxValue: 3 },
  { type: "text", maxLength: 2 },
  { type: "email" },
  { type: "answercount", minCount: 2 },
];

const asked = fc.constantFrom(...kinds).chain(({ type, with: properties = {}, answers }) =>
  fc.record({
    type: fc.constant(type),
    properties: fc.record(
      Object.fromEntries(Object.entries(properties).map(([name, values]) => [name, fc.constantFrom(...values)])),
    ),
    isRequired: fc.boolean(),
    validators: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(validators, { maxLength: 2 })),
    answer: fc.constantFrom(undefined, ...answers),
    comment: fc.constantFrom(undefined, "elsewhere"),
  }),
);

test("a question that is passed over has no fault to find and drops nothing", { timeout: 150_000 }, async () => {
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ type, properties, isRequired, validators, answer, comment }) => {
      // Vitest wants to hear from a test now and then.
      await turn();
      const model = new Model({ elements: [{ type, name: "q", isRequired, validators, ...properties }] });
      model.data = { ...(answer === undefined ? {} : { q: answer }), ...(comment ? { "q-Comment": comment } : {}) };
      const question = model.getQuestionByName("q");
      const before = JSON.stringify(model.data);
      const isPassed = !mayObject(question);
      question.validate(true, false);
      const errors = question.errors.map((error) => error.getText());
      const after = JSON.stringify(model.data);
      model.dispose();
      if (!isPassed) return;
      passed++;
      expect(errors).toEqual([]);
      expect(after).toBe(before);
    }),
    { numRuns: runs(150) },
  );
  expect(passed).toBeGreaterThan(0);
});

test("a required answer that is missing and a bad figure are not passed over", () => {
  const model = new Model({
    elements: [
      { type: "comment", name: "required", isRequired: true },
      { type: "figure", name: "bad" },
      { type: "dropdown", name: "none", choices },
      { type: "text", name: "free" },
    ],
  });
  model.data = { bad: { v: "x" }, none: "Z", free: "anything" };
  const said = model.getAllQuestions().filter(mayObject);
  expect(said.map((question) => question.name)).toEqual(["required", "bad", "none"]);
  model.dispose();
});
