import { Model, Question } from "survey-core";
import { afterEach, expect, test, vi } from "vitest";
import { registerFigures } from "~/survey/figure/question";
import { withModel } from "~/survey/settle/model";
import { leaveUnchanged } from "~/survey/settle/unchanged";

registerFigures();
afterEach(() => vi.restoreAllMocks());

/* That less is done is not seen in what is said: these tests hold it to the way SurveyJS gives out answers. */

function modelOf(...elements: Record<string, unknown>[]) {
  const model = new Model({ elements });
  for (const question of model.getAllQuestions()) leaveUnchanged(question);
  return model;
}

test("SurveyJS gives a question its value twice, and a question that holds it takes it once", () => {
  const given = vi.spyOn(Question.prototype, "updateValueFromSurvey");
  const bare = new Model({ elements: [{ type: "figure", name: "q" }] });
  given.mockClear();
  bare.data = { q: { v: 1 } };
  expect(given).toHaveBeenCalledTimes(2);

  const model = modelOf({ type: "figure", name: "q" });
  given.mockClear();
  model.data = { q: { v: 1 } };
  model.data = { q: { v: 1 } };
  expect(given).toHaveBeenCalledTimes(1);
  model.data = { q: { v: 2 } };
  expect(given).toHaveBeenCalledTimes(2);
  expect(model.getQuestionByName("q").value).toEqual({ v: 2 });
});

test("a value that changed by another way is taken anew", () => {
  const model = modelOf({ type: "dropdown", name: "q", choices: ["A", "B"] });
  model.data = { q: "Z" };
  model.getQuestionByName("q").validate(true, false);
  expect(model.data).toEqual({});
  model.data = { q: "A" };
  expect(model.getQuestionByName("q").value).toBe("A");
  model.getQuestionByName("q").value = "B";
  model.data = { q: "A" };
  expect(model.getQuestionByName("q").value).toBe("A");
});

test("conditions run for the questions that have some, and for no others", () => {
  const run = vi.spyOn(Question.prototype, "runCondition");
  const model = modelOf(
    { type: "comment", name: "free" },
    { type: "comment", name: "shown", visibleIf: "{free} = 'x'" },
    { type: "comment", name: "wanted", requiredIf: "{free} = 'x'" },
    { type: "expression", name: "sum", expression: "1 + 1" },
    { type: "paneldynamic", name: "rows", templateElements: [{ type: "text", name: "year" }] },
  );
  run.mockClear();
  model.data = { free: "x" };
  const names = run.mock.contexts.map((question) => (question as Question).name);
  expect([...new Set(names)]).toEqual(["shown", "wanted", "sum", "rows"]);
  expect(model.getQuestionByName("shown").isVisible).toBe(true);
  expect(model.getQuestionByName("wanted").isRequired).toBe(true);
});

test("rows that went come back", () => {
  const definition = {
    vigie: { id: "rows", version: 1 },
    pages: [
      {
        name: "p",
        elements: [{ type: "paneldynamic", name: "rows", templateElements: [{ type: "text", name: "year" }] }],
      },
    ],
  };
  const rowsFor = (count: number) => {
    const data = { rows: Array.from({ length: count }, (_, at) => ({ rowId: `r${at}`, year: `${count}` })) };
    return withModel(definition, { key: "rows-come-back", data }, ({ model }) => {
      model.data = structuredClone(data);
      const rows: unknown[] = [...model.getQuestionByName("rows").panels];
      expect(model.data).toEqual(data);
      return rows;
    });
  };
  const three = rowsFor(3);
  expect(rowsFor(1)).toEqual([expect.objectContaining({ id: (three[0] as { id: string }).id })]);
  const again = rowsFor(3);
  expect(again.every((row, at) => row === three[at])).toBe(true);
});
