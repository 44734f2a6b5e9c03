import { expect, it } from "vitest";
import { weighTyped } from "~/domain/figure/weigh-typed";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { gridQuestion } from "../../survey/figure/figure-world-question";

const text = { en: "", fr: "" };
const grid = gridQuestion(1, 2, { min: 0, max: 1000 });
const questionnaire: Questionnaire = {
  id: "x",
  version: 1,
  title: text,
  sections: [],
  questions: new Map([[grid.name, grid]]),
  items: new Map(),
  checks: [],
};
const weigh = (v: number, counts = true) =>
  weighTyped(
    questionnaire,
    { path: "grid/R1/C1", figure: { v } },
    (indicator, unit) => counts && indicator === "DEM-TDI-ALL" && unit === "PS",
  );

it("says while it is typed that a figure lies outside of its bounds, and that it is not taken", () => {
  expect(weigh(-5)).toMatchObject({ taken: false, finding: { code: "out-of-range", detail: { min: 0, max: 1000 } } });
  expect(weigh(1001)).toMatchObject({ taken: false });
});

it("says once of a count with decimals that it is no whole number, bounds first", () => {
  expect(weigh(4.5)).toMatchObject({ taken: true, finding: { code: "not-whole", at: "grid/R1/C1" } });
  expect(weigh(-4.5)).toMatchObject({ taken: false, finding: { code: "out-of-range" } });
  expect(weigh(4.5, false)).toBeNull();
  expect(weigh(4)).toBeNull();
});
