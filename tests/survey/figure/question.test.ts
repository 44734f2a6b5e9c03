import { ConditionRunner, Model } from "survey-core";
import { expect, test } from "vitest";
import { type FigureGridQuestion, registerFigures } from "~/survey/figure/question";
import { sampleDefinition } from "../../support/sample-questionnaire";

registerFigures();
registerFigures();

function model(elements: unknown[], data: Record<string, unknown> = {}) {
  const made = new Model({ pages: [{ name: "p", elements }] });
  made.data = data;
  return made;
}

test("zero and a reason are answers, an empty figure is none", () => {
  const empty = (value: unknown) =>
    model([{ type: "figure", name: "q" }], { q: value })
      .getQuestionByName("q")
      .isEmpty();
  expect(empty({ v: 0 })).toBe(false);
  expect(empty({ v: null, f: ["L"] })).toBe(false);
  expect(empty({ v: null, lt: 5, f: ["Q"] })).toBe(false);
  expect(empty({ v: null })).toBe(true);
  expect(empty(undefined)).toBe(true);
});

test("a required figure is satisfied by zero or a reason, not by nothing", () => {
  const valid = (data: Record<string, unknown>) =>
    model([{ type: "figure", name: "q", isRequired: true }], data).validate(true, false);
  expect(valid({})).toBe(false);
  expect(valid({ q: { v: null } })).toBe(false);
  expect(valid({ q: { v: 0 } })).toBe(true);
  expect(valid({ q: { v: null, f: ["M"] } })).toBe(true);
  expect(valid({ q: "abc" })).toBe(false);
});

const grid = {
  type: "figuregrid",
  name: "g",
  isRequired: true,
  rows: [{ value: "OPI" }, { value: "COC" }],
  columns: [{ value: "F" }, { value: "M" }],
  notAsked: ["COC/M"],
};

test("a half grid is refused when it is required; cells that cannot exist are not demanded", () => {
  const half = { OPI: { F: { v: 1 }, M: { v: 0 } } };
  expect(model([grid], { g: half }).validate(true, false)).toBe(false);
  expect(model([grid], { g: { ...half, COC: { F: { v: null, f: ["L"] } } } }).validate(true, false)).toBe(true);
  expect(model([{ ...grid, isRequired: false }], { g: half }).validate(true, false)).toBe(true);
});

test("old years, bounds and sample sizes are asked but not demanded", () => {
  const rows = {
    observe: { indicator: "X", rows: "PERIOD", columns: "MEASURE" },
    rows: [{ value: "Y0" }, { value: "Y1" }],
    columns: [{ value: "V" }, { value: "N" }],
  };
  const found = model([{ ...grid, ...rows, notAsked: [] }]).getQuestionByName("g") as FigureGridQuestion;
  expect(found.missingCells()).toEqual([{ tab: null, row: "Y0", column: "V" }]);
});

test("rows, columns, observe and our texts survive loading and writing back", () => {
  const element = {
    ...grid,
    tabs: [{ value: "_T" }],
    totals: { rows: true },
    unit: "PS",
    min: 0,
    observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE", fixed: { AGE: "_T" } },
    definition: { default: "Persons", fr: "Personnes" },
    questionId: "treatment-entrants",
    personal: true,
  };
  const written = model([element]).toJSON().pages[0].elements[0];
  expect(written).toMatchObject(element);
});

test("the root, pages and every kind of question keep what Vigie adds", () => {
  const written = new Model(sampleDefinition).toJSON();
  expect(written.vigie).toEqual(sampleDefinition.vigie);
  expect(written.pages[1].shortTitle).toEqual(sampleDefinition.pages[1].shortTitle);
  expect(written.pages[0].elements[4].observe).toEqual({ indicator: "CAP-MOD" });
  const read = JSON.parse(JSON.stringify(new Model(sampleDefinition).jsonErrors ?? []));
  expect(read).toEqual([]);
});

test("conditions read figures by name, row, column and tab; a missing one is empty and never zero", () => {
  const data = {
    a: { v: 5 },
    none: { v: null, f: ["L"] },
    g: { OPI: { F: { v: 0 } } },
    t: { F: { CAN: { V: { v: 2 } } } },
  };
  const holds = (expression: string) => new ConditionRunner(expression).runValues(data);
  expect(holds("figure({a}) > 4")).toBe(true);
  expect(holds("figure({g}, 'OPI', 'F') = 0")).toBe(true);
  expect(holds("hasvalue({g}, 'OPI', 'F')")).toBe(true);
  expect(holds("figure({t}, 'F', 'CAN', 'V') = 2")).toBe(true);
  for (const missing of ["({none})", "({nobody})", "({g}, 'OPI', 'M')", "({g}, '__proto__', 'F')"]) {
    expect(holds(`hasvalue${missing}`)).toBe(false);
    for (const sign of ["=", ">", "<", ">=", "<="]) expect(holds(`figure${missing} ${sign} 0`)).toBe(false);
  }
  expect(holds("{a.v} = 5")).toBe(true);
});

test("an expression question and a condition follow a change of a figure", () => {
  const made = model([
    { type: "figure", name: "deaths" },
    { type: "expression", name: "double", expression: "figure({deaths}) * 2" },
    { type: "comment", name: "why", visibleIf: "figure({deaths}) > 100" },
  ]);
  expect(made.getQuestionByName("why").isVisible).toBe(false);
  made.setValue("deaths", { v: 101 });
  expect(made.getQuestionByName("why").isVisible).toBe(true);
  expect(made.getValue("double")).toBe(202);
});
