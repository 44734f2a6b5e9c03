import { Model } from "survey-core";
import { expect, test } from "vitest";
import { admit } from "~/domain/questionnaire/admit";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { settle } from "~/survey/settle/settle";

/*
 * What SurveyJS's own validation lets through or drops on the pinned version (facts/surveyjs.md §3, facts/stack.md §3).
 * These tests document why `admit` stands first; when one fails after an upgrade, SurveyJS has become better.
 */

const definition = {
  vigie: { id: "x", version: 1 },
  pages: [
    {
      name: "p",
      elements: [
        { type: "text", inputType: "number", name: "number" },
        { type: "text", inputType: "date", name: "date" },
        { type: "comment", name: "comment" },
        { type: "dropdown", name: "choice", choices: ["A", "B"] },
        { type: "comment", name: "hidden", visibleIf: "{choice} = 'B'" },
        { type: "matrix", name: "matrix", rows: ["R"], columns: ["C"] },
        { type: "expression", name: "sum", expression: "1 + 1" },
      ],
    },
  ],
};

function validated(data: Record<string, unknown>): { valid: boolean; kept: Record<string, unknown> } {
  const model = new Model(definition);
  model.data = structuredClone(data);
  return { valid: model.validate(true, false), kept: model.data };
}

const letThrough: [string, Record<string, unknown>, string, string][] = [
  ["text in a number", { number: "abc" }, "number", "not-of-its-kind"],
  ["an object in a number", { number: { a: 1 } }, "number", "not-of-its-kind"],
  ["a number with a tail", { number: "12abc" }, "number", "not-of-its-kind"],
  ["no date in a date", { date: "notadate" }, "date", "bad-date"],
  ["an object in a comment", { comment: { a: 1 } }, "comment", "not-of-its-kind"],
  ["a key nobody asked for", { unknown: 1 }, "unknown", "unknown-path"],
  ["a row nobody asked for", { matrix: { X: "C" } }, "matrix/X", "unknown-path"],
];

test.each(letThrough)("SurveyJS lets %s through; admit refuses it", (_, data, path, code) => {
  const { valid, kept } = validated(data);
  expect(valid).toBe(true);
  expect(kept).toMatchObject(data);
  const value = Object.values(data)[0];
  const inner = path.includes("/") ? "C" : value;
  expect(admit(readQuestionnaire(definition), { path, value: inner }).map((f) => f.code)).toEqual([code]);
});

test("SurveyJS drops a choice that is none and calls it valid; admit refuses and settle says it", () => {
  expect(validated({ choice: "Z" })).toEqual({ valid: true, kept: { sum: 2 } });
  expect(admit(readQuestionnaire(definition), { path: "choice", value: "Z" }).map((f) => f.code)).toEqual([
    "unknown-choice",
  ]);
  expect(settle(definition, { choice: "Z" }, { parameters: {} }).findings.map((f) => f.code)).toEqual([
    "not-of-its-kind",
  ]);
});

test("SurveyJS keeps the answer of a hidden question; settle names it", () => {
  expect(validated({ hidden: "x" }).kept).toMatchObject({ hidden: "x" });
  expect(settle(definition, { hidden: "x" }, { parameters: {} })).toMatchObject({
    hidden: ["hidden"],
    findings: [{ level: "info", code: "hidden-answer", at: "hidden" }],
  });
});

test("SurveyJS computes over a typed expression; admit takes no computed answer", () => {
  expect(validated({ sum: 99 }).kept).toEqual({ sum: 2 });
  expect(admit(readQuestionnaire(definition), { path: "sum", value: 99 }).map((f) => f.code)).toEqual([
    "computed-not-typed",
  ]);
});

test("errors are kept only when the first argument of validate is true", () => {
  const model = new Model({ elements: [{ type: "comment", name: "q", isRequired: true }] });
  expect(model.validate(false, false)).toBe(false);
  expect(model.getQuestionByName("q").errors).toHaveLength(0);
  expect(model.validate(true, false)).toBe(false);
  expect(model.getQuestionByName("q").errors).toHaveLength(1);
});

test("names of the prototype crash a model, a type nobody knows vanishes: lint refuses both", () => {
  for (const name of ["__proto__", "constructor"]) {
    expect(() => new Model({ elements: [{ type: "comment", name }] }).toJSON()).toThrow();
  }
  expect(new Model({ elements: [{ type: "nobody", name: "q" }] }).getAllQuestions()).toEqual([]);
});
