import { expect, test } from "vitest";
import { settle } from "~/survey/settle/settle";
import { sampleDefinition } from "../../support/sample-questionnaire";

const parameters = { trend_name: { en: "nitazenes", fr: "nitazènes" } };

function said(data: Record<string, unknown>, sections?: string[]) {
  const settled = settle(sampleDefinition, data, { parameters, ...(sections ? { sections } : {}) });
  return { ...settled, found: settled.findings.map((f) => `${f.level} ${f.check} ${f.at}`) };
}

const full = { contact: "Claire", deaths_total: { v: 3 } };

test("nothing asked is missing in a full answer; hidden questions are told and not demanded", () => {
  const { found, hidden } = said(full);
  expect(found).toEqual([]);
  expect(hidden).toEqual(["entrants", "control", "use"]);
});

test("a required question without answer is an error, a figure says it in its own word", () => {
  expect(said({}).found).toEqual(["error required contact", "error figure-missing deaths_total"]);
  expect(said({}, ["deaths"]).found).toEqual(["error figure-missing deaths_total"]);
  expect(said({ ...full, deaths_total: { v: null, f: ["L"] } }).found).toEqual([]);
});

test("a condition in one section reads the answers of another", () => {
  const { found, hidden } = said({ ...full, modules: ["TREATMENT"] });
  expect(hidden).toEqual(["use"]);
  expect(found).toEqual(["error figure-missing entrants"]);
  const half = {
    ...full,
    modules: ["TREATMENT"],
    entrants: { OPI: { F: { v: 1 }, M: { v: 2 } }, COC: { F: { v: 0 } } },
  };
  expect(said(half).found).toEqual(["error figure-missing entrants/HER/M", "error figure-missing entrants/COC/M"]);
});

test("an answer to a hidden question is set aside and said", () => {
  const { found } = said({ ...full, use: { F: { CAN: { V: { v: 2 } } } } });
  expect(found).toEqual(["info hidden-answer use"]);
});

test("a written rule reads computed totals, and says nothing about what has no value", () => {
  const entrants = { OPI: { F: { v: 1 }, M: { v: 1 } }, HER: { M: { v: 1 } }, COC: { F: { v: 0 }, M: { v: 0 } } };
  const rule = "warning check:deaths-below-entrants deaths_total";
  const seen = { ...full, modules: ["TREATMENT"], entrants };
  const { findings, found } = said(seen);
  expect(found).toEqual([rule]);
  expect(findings[0]?.text?.fr).toBe("Plus de décès que d’entrées en traitement.");
  expect(said({ ...seen, deaths_total: { v: 2 } }).found).toEqual([]);
  expect(said({ ...seen, deaths_total: { v: null, f: ["L"] } }).found).toEqual([]);
  const partly = { ...entrants, COC: { F: { v: null, f: ["L"] }, M: { v: 0 } } };
  expect(said({ ...seen, entrants: partly }).found).toEqual([]);
  // The section of the grid is hidden: its figures do not exist for the rule.
  expect(said({ ...seen, modules: [] }).found).toEqual(["info hidden-answer entrants"]);
});

const rules = {
  vigie: { id: "x", version: 1 },
  pages: [
    {
      name: "p",
      elements: [
        { type: "text", name: "mail", validators: [{ type: "email" }] },
        { type: "figure", name: "prev" },
        {
          type: "figure",
          name: "now",
          validators: [
            {
              type: "expression",
              expression: "figure({now}) >= figure({prev})",
              text: { default: "Less than before", fr: "Moins qu’avant" },
              notificationType: "warning",
            },
            {
              type: "expression",
              expression: "figure({now}) < 100",
              text: { default: "Impossible", fr: "Impossible ici" },
            },
          ],
        },
        {
          type: "paneldynamic",
          name: "rows",
          templateElements: [
            { type: "text", name: "year", isRequired: true },
            { type: "text", name: "why", visibleIf: "{panel.year} = '2020'" },
          ],
        },
      ],
    },
  ],
};

test("rules of questions keep their level and speak both languages", () => {
  const findings = (data: Record<string, unknown>) => settle(rules, data, { parameters: {} }).findings;
  expect(findings({ now: { v: 3 }, prev: { v: 5 } })).toEqual([
    {
      level: "warning",
      code: "rule-of-question",
      at: "now",
      check: "rule-of-question",
      text: { en: "Less than before", fr: "Moins qu’avant" },
    },
  ]);
  expect(findings({ now: { v: 100 }, prev: { v: 5 } })).toMatchObject([
    { level: "error", text: { en: "Impossible", fr: "Impossible ici" } },
  ]);
  const mail = findings({ mail: "no" })[0]!.text!;
  expect(mail.en).toContain("e-mail");
  expect(mail.fr).not.toBe(mail.en);
});

test("rows of a panel are found by their id", () => {
  const settled = settle(rules, { rows: [{ rowId: "a", year: "2020" }, { rowId: "b" }] }, { parameters: {} });
  expect(settled.findings.map((f) => `${f.check} ${f.at}`)).toEqual(["required rows/b/year"]);
  expect(settled.hidden).toEqual(["rows/b/why"]);
});

test("what SurveyJS drops in silence is said", () => {
  const definition = {
    vigie: { id: "x", version: 1 },
    pages: [{ name: "p", elements: [{ type: "dropdown", name: "d", choices: ["A", "B"] }] }],
  };
  expect(settle(definition, { d: "Z" }, { parameters: {} }).findings).toEqual([
    { level: "error", code: "not-of-its-kind", at: "d", check: "not-of-its-kind" },
  ]);
});

test("the same answers settle the same twice, and are not changed", () => {
  const data = { ...full, estimates: [{ rowId: "a", year: 2020 }] };
  const before = structuredClone(data);
  expect(said(data)).toEqual(said(data));
  expect(data).toEqual(before);
});

test("a written rule finds names in upper and lower case, parameters among them, and reads nothing of hidden questions", () => {
  const definition = (holds: string) => ({
    vigie: {
      ...{ id: "x", version: 1 },
      checks: [{ name: "r", section: "p", level: "error", at: ["a"], text: { en: "No", fr: "Non" }, holds }],
    },
    pages: [
      {
        name: "p",
        elements: [
          { type: "figure", name: "a" },
          { type: "comment", name: "Word" },
          { type: "comment", name: "shut", visibleIf: "figure({a}) > 5" },
        ],
      },
    ],
  });
  const data = { a: { v: 3 }, Word: "nitazenes", shut: "x" };
  const found = (holds: string) =>
    settle(definition(holds), data, { parameters }).findings.map((finding) => finding.check);
  for (const holds of ["{A.v} = 3", "{word} = 'nitazenes'", "{Trend_Name} = 'nitazenes'", "{shut} empty"]) {
    expect(found(holds)).toEqual(["hidden-answer"]);
  }
  expect(found("{WORD} = 'else'")).toEqual(["hidden-answer", "check:r"]);
  expect(found("{shut} notempty")).toEqual(["hidden-answer", "check:r"]);
});
