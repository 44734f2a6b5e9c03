import fc from "fast-check";
import { expect, test } from "vitest";
import { langs } from "~/domain/dictionary/dictionary";
import { problemCodes } from "~/domain/questionnaire/problem";
import { sayProblem } from "~/i18n/studio/problems";
import { readJson } from "~/survey/lint/json";
import { lintQuestionnaire } from "~/survey/lint/lint";
import { isDense, spread } from "~/survey/lint/spread";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { runs } from "../../support/runs";
import { sampleDefinition, sampleDictionary } from "../../support/sample-questionnaire";

const both = (en: string, fr: string) => ({ default: en, fr });
const base = { type: "figure", name: "q", title: both("Deaths", "Décès"), observe: { indicator: "DEM-DRD-N" } };

function definition(elements: unknown[], vigie: Record<string, unknown> = {}) {
  return {
    vigie: { id: "new", version: 1, ...vigie },
    title: both("New", "Nouveau"),
    pages: [{ name: "one", title: both("One", "Un"), elements }],
  };
}

function lint(made: unknown, former: unknown = null) {
  const known = { dictionary: sampleDictionary, former: former === null ? null : readQuestionnaire(former) };
  return lintQuestionnaire(JSON.stringify(made, null, 1), known);
}

const codes = (made: unknown, former: unknown = null) => lint(made, former).problems.map((p) => `${p.level} ${p.code}`);

test("a sound definition has no problems", () => {
  expect(lint(sampleDefinition).problems).toEqual([]);
  expect(codes(definition([base]))).toEqual([]);
});

test("a problem names its question and the line in the text", () => {
  const text = JSON.stringify(definition([base, { ...base, name: "r", observe: { indicator: "DEM-DRD" } }]), null, 1);
  const line = text.split("\n").findIndex((row) => row.includes('"DEM-DRD"')) + 1;
  expect(lintQuestionnaire(text, { dictionary: sampleDictionary }).problems).toEqual([
    {
      level: "error",
      code: "unknown-indicator",
      at: "r",
      line: line - 1,
      detail: { indicator: "DEM-DRD", nearest: "DEM-DRD-N" },
    },
  ]);
});

const grid = {
  type: "figuregrid",
  name: "g",
  title: both("Grid", "Tableau"),
  rows: [
    { value: "OPI", text: both("Opioids", "Opioïdes") },
    { value: "HER", text: both("Heroin", "Héroïne") },
  ],
  columns: [
    { value: "F", text: both("Women", "Femmes") },
    { value: "M", text: both("Men", "Hommes") },
  ],
  observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE", columns: "SEX" },
};
const choice = {
  type: "radiogroup",
  name: "c",
  title: both("Choice", "Choix"),
  choices: [{ value: "Y", text: both("Yes", "Oui") }],
  observe: { indicator: "POL-OAT" },
};
const text = {
  type: "comment",
  name: "t",
  title: both("Text", "Texte"),
  observe: "none",
  noSeries: both("Words", "Mots"),
};

const wrong: [string, unknown[], string[]][] = [
  ["a type that could carry scripts", [{ type: "html", name: "h", html: "<b>" }], ["error type-not-allowed"]],
  ["a type of the prototype", [{ type: "constructor", name: "h" }], ["error type-not-allowed"]],
  ["a file", [{ type: "file", name: "f" }], ["error type-not-allowed"]],
  ["choices fetched by the server", [{ ...choice, choicesByUrl: { url: "http://x" } }], ["error property-not-allowed"]],
  ["an event in a property", [{ ...base, onclick: "x" }], ["error property-not-allowed"]],
  ["markup in a title", [{ ...base, title: both("<img src=x onerror=alert(1)>", "Décès") }], ["error unsafe-html"]],
  ["an address that runs", [{ ...base, definition: both("javascript:alert(1)", "x") }], ["error unsafe-html"]],
  ["an address in a text", [{ ...base, definition: both("https://example.org", "Voir") }], ["warning address-in-text"]],
  ["a pattern", [{ ...text, validators: [{ type: "regex", regex: "^(a+)+$" }] }], ["error pattern-not-allowed"]],
  ["a name of the prototype", [{ ...base, name: "__proto__" }], ["error bad-name"]],
  ["a name with a brace", [{ ...base, name: "a{b" }], ["error bad-name"]],
  ["the name of a section, but for capitals", [{ ...base, name: "One" }], ["error name-of-section"]],
  ["a name twice, but for capitals", [base, { ...text, name: "Q" }], ["error name-twice"]],
  ["a choice twice", [{ ...choice, choices: [...choice.choices, ...choice.choices] }], ["error code-twice"]],
  [
    "a code nobody can type in an address",
    [{ ...choice, choices: [{ value: "a/b", text: both("a", "b") }] }],
    ["error bad-code", "error unknown-code"],
  ],
  ["no French title", [{ ...base, title: { default: "Deaths" } }], ["warning translation-missing"]],
  ["no title", [{ ...base, title: undefined }], ["error title-missing"]],
  ["no series and no reason", [{ ...base, observe: "none" }], ["warning no-series"]],
  ["an unknown indicator", [{ ...base, observe: { indicator: "XXX" } }], ["error unknown-indicator"]],
  ["an unknown unit", [{ ...base, unit: "PARSEC" }], ["error unknown-unit"]],
  [
    "an unknown dimension",
    [{ ...base, observe: { indicator: "DEM-DRD-N", fixed: { PLACE: "X" } } }],
    ["error unknown-dimension"],
  ],
  ["an unknown code", [{ ...base, observe: { indicator: "DEM-DRD-N", fixed: { SEX: "X" } } }], ["error unknown-code"]],
  ["a choice that feeds a number", [{ ...choice, observe: { indicator: "DEM-DRD-N" } }], ["error not-categorical"]],
  ["a figure that feeds a code", [{ ...base, observe: { indicator: "POL-OAT" } }], ["error not-numeric"]],
  [
    "columns that are no dimension",
    [{ ...grid, observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE" } }],
    ["error axis-missing"],
  ],
  [
    "a dimension on two axes",
    [{ ...grid, observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE", columns: "SEX", fixed: { SEX: "F" } } }],
    ["error dimension-twice"],
  ],
  ["a row under nothing", [{ ...grid, rows: [{ ...grid.rows[0], parent: "XXX" }] }], ["error unknown-parent"]],
  [
    "rows in a circle",
    [
      {
        ...grid,
        rows: [
          { ...grid.rows[0], parent: "HER" },
          { ...grid.rows[1], parent: "OPI" },
        ],
      },
    ],
    ["error unknown-parent", "error unknown-parent"],
  ],
  ["a cell that is not there", [{ ...grid, notAsked: ["OPI/X"] }], ["error unknown-cell"]],
  ["a table without columns", [{ ...grid, columns: [] }], ["error grid-empty"]],
  [
    "a total of unlike things",
    [
      {
        ...grid,
        rows: [{ value: "Y0", text: both("a", "b") }],
        totals: true,
        observe: { indicator: "DEM-TDI-ALL", rows: "PERIOD", columns: "SEX" },
      },
    ],
    ["error total-of-unlike"],
  ],
  ["one series asked twice", [base, { ...base, name: "r" }], ["error series-twice"]],
  [
    "a dimension from a question nobody asks",
    [{ ...base, observe: { indicator: "DEM-DRD-N", from: { SEX: "zzz" } } }],
    ["error from-unknown"],
  ],
  ["a condition that cannot be read", [{ ...base, visibleIf: "{c} = = 1" }, choice], ["error bad-expression"]],
  ["emptiness asked of a function", [{ ...base, visibleIf: "figure({c}) empty" }, choice], ["error bad-expression"]],
  ["a function nobody registered", [{ ...base, visibleIf: "fetchIt({c}) = 1" }, choice], ["error unknown-function"]],
  ["a question nobody asks", [{ ...base, visibleIf: "{nobody} = 1" }], ["error unknown-reference"]],
  ["a cell nobody asks", [{ ...text, visibleIf: "figure({g}, 'OPI', 'X') > 1" }, grid], ["error unknown-cell"]],
  [
    "conditions that wait for each other",
    [
      { ...base, visibleIf: "{t} notempty" },
      { ...text, visibleIf: "hasvalue({q})" },
    ],
    ["error cycle"],
  ],
];

test.each(wrong)("%s is found", (_, elements, expected) => {
  expect(codes(definition(elements))).toEqual(expected);
});

test("two questions may share a series where a condition keeps one away", () => {
  expect(codes(definition([choice, base, { ...base, name: "r", visibleIf: "{c} = 'Y'" }]))).toEqual([]);
});

test("a definition that is none, too large, too deep or twice the same key is refused without an exception", () => {
  const problems = (given: string) =>
    lintQuestionnaire(given, { dictionary: sampleDictionary }).problems.map((p) => [p.code, p.line]);
  expect(problems("")).toEqual([["malformed", 1]]);
  expect(problems('{\n "a": 1,\n "b": }')).toEqual([["malformed", 3]]);
  expect(problems("[]")).toEqual([["not-an-object", 1]]);
  expect(problems("x".repeat(2_000_001))).toEqual([["too-large", 1]]);
  expect(problems("[".repeat(100_000))).toEqual([["too-deep", 1]]);
  expect(problems('{\n"title": "A",\n"title": "B" }')).toContainEqual(["key-twice", 3]);
  expect(problems('{"__proto__": 1, "pages": [{"name": "p"}]}')).toContainEqual(["property-not-allowed", 1]);
});

test("a bare SurveyJS definition is told once that its part vigie is missing, and what it looks like", () => {
  const { vigie, ...bare } = definition([base]);
  expect(lint(bare).problems).toEqual([{ level: "error", code: "vigie-missing", at: "", line: 1, detail: {} }]);
  expect(lint(bare).questionnaire).toBeNull();
  expect(codes({ ...bare, vigie: "annual" })).toEqual(["error vigie-missing"]);
  for (const lang of langs) {
    const said = sayProblem({ code: "vigie-missing", detail: {} }, lang);
    const example = JSON.parse((/\{.*\}/.exec(said)?.[0] ?? "").replace("…", ""));
    expect(codes({ ...example, pages: bare.pages }), lang).toEqual([]);
  }
});

test("any text is safe to give, and what JSON.parse reads is read the same", () => {
  const toPlain = (node: ReturnType<typeof readJson>["root"]): unknown =>
    node.members
      ? Object.fromEntries([...node.members].map(([key, value]) => [key, toPlain(value)]))
      : node.items
        ? node.items.map(toPlain)
        : node.value;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const given = JSON.stringify(value, null, 2);
      expect(JSON.stringify(toPlain(readJson(given).root))).toBe(JSON.stringify(JSON.parse(given)));
      expect(lintQuestionnaire(given, { dictionary: sampleDictionary }).problems.length).toBeGreaterThan(0);
    }),
    { numRuns: runs(300) },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (given) => {
      let parsed = true;
      try {
        JSON.parse(given);
      } catch {
        parsed = false;
      }
      const malformed = lintQuestionnaire(given, { dictionary: sampleDictionary }).problems.some(
        (p) => p.code === "malformed",
      );
      expect(malformed).toBe(!parsed);
    }),
    { numRuns: runs(1000) },
  );
});

test("parts of the sample broken at random are found or harmless, never an exception", () => {
  const whole = JSON.stringify(sampleDefinition, null, 1);
  const junk = fc.constantFrom(
    "null",
    "1",
    "[]",
    "{}",
    '"x"',
    '"__proto__"',
    "true",
    '[{"type":"html"}]',
    '{"default":3}',
  );
  const lines = whole.split("\n").flatMap((line, index) => (/": [^{[]/.test(line) ? [index] : []));
  fc.assert(
    fc.property(fc.constantFrom(...lines), junk, (index, value) => {
      const broken = whole.split("\n");
      broken[index] = broken[index]!.replace(/": .*?(,?)$/, `": ${value}$1`);
      expect(() => lintQuestionnaire(broken.join("\n"), { dictionary: sampleDictionary })).not.toThrow();
    }),
    { numRuns: runs(120) },
  );
}, 60_000);

test("the next version follows the last one; a question keeps its kind, a rename is said", () => {
  const former = definition([base, text]);
  const next = (elements: unknown[]) => definition(elements, { version: 2 });
  expect(codes(next([base, text]), former)).toEqual([]);
  expect(codes(definition([base, text]), former)).toEqual(["error version-not-next"]);
  expect(codes(next([{ ...text, name: "q" }]), former)).toEqual(["error kind-changed"]);
  expect(codes(next([{ ...base, name: "deaths", replaces: "q" }]), former)).toEqual([]);
  expect(codes(next([{ ...base, name: "deaths", replaces: "nobody" }]), former)).toEqual(["error replaces-unknown"]);
});

test("rules written in the questionnaire are looked at like conditions", () => {
  const rule = {
    name: "rule",
    section: "one",
    level: "warning",
    at: ["q"],
    holds: "figure({q}) < 5",
    text: { en: "Many", fr: "Beaucoup" },
  };
  const withRule = (part: object) => codes(definition([base], { checks: [{ ...rule, ...part }] }));
  expect(withRule({})).toEqual([]);
  expect(withRule({ holds: "figure({x}) < 5" })).toEqual(["error unknown-reference"]);
  expect(withRule({ section: "two" })).toEqual(["error unknown-section"]);
  expect(withRule({ at: ["q/OPI"] })).toEqual(["error bad-path"]);
  expect(withRule({ level: "fatal" })).toEqual(["error wrong-kind"]);
  expect(withRule({ text: { en: "Many" } })).toEqual(["warning translation-missing"]);
});

test("an indicator that counts persons without a threshold is named, and one that counts things is not", () => {
  const indicator = {
    code: "NEW-N",
    name: { en: "New", fr: "Nouveau" },
    shortName: { en: "New", fr: "Nouveau" },
    definition: { en: "Something new.", fr: "Une nouveauté." },
    theme: "harms",
    measure: "count",
    unit: "PS",
    dimensions: ["SUBSTANCE"],
    recall: null,
    population: null,
    standard: "Test",
    additive: [],
    thresholdPersons: null,
    protectZeros: false,
    ranking: true,
    caution: null,
  };
  const asked = (part: object, question: object = { ...base, observe: { indicator: "NEW-N" } }) =>
    lint(definition([question], { dictionary: { indicators: [{ ...indicator, ...part }] } })).problems;
  expect(asked({})).toMatchObject([
    { level: "warning", code: "persons-unprotected", at: "q", detail: { indicator: "NEW-N" } },
  ]);
  expect(asked({ thresholdPersons: 5 })).toEqual([]);
  expect(asked({ measure: "quantity" })).toEqual([]);
  expect(asked({ unit: "TAB" })).toEqual([]);
  // One row of a table of cases counts persons.
  const table = {
    ...{ type: "figuregrid", name: "g", title: both("Grid", "Tableau") },
    rows: [
      { value: "OPI", text: both("Opioids", "Opioïdes") },
      { value: "HER", text: both("Heroin", "Héroïne") },
    ],
    columns: [{ value: "Y0", text: both("Year", "Année") }],
    observe: { indicator: "NEW-N", rows: "SUBSTANCE", columns: "PERIOD", units: { OPI: "TAB", HER: "PS" } },
  };
  expect(asked({ unit: "TAB" }, table).map(({ code }) => code)).toEqual(["persons-unprotected"]);
});

test("every problem has a sentence in both languages", () => {
  for (const code of problemCodes) {
    const said = langs.map((lang) => sayProblem({ code, detail: {} }, lang));
    expect(
      said.every((sentence) => sentence.length > 5),
      code,
    ).toBe(true);
    expect(said[0]).not.toBe(said[1]);
  }
});

test("faults of shape and of meaning are told in one go, and nothing is blamed for what was left out", () => {
  const grid = {
    type: "figuregrid",
    name: "g",
    title: { default: "G", fr: "G" },
    rows: [{ value: "F", text: { default: "Women", fr: "Femmes" } }],
    columns: [{ value: "Y0", text: { default: "Year", fr: "Année" } }],
    observe: { indicator: "DEM-DRD-X", rows: "SEX", columns: "PERIOD" },
  };
  const said = codes(
    definition([
      { type: "html", name: "h", html: "<b>" },
      { ...text, name: "1bad" },
      grid,
      { ...text, name: "t", visibleIf: "{h} notempty and {nowhere} notempty" },
    ]),
  );
  expect(said).toEqual(
    expect.arrayContaining([
      "error type-not-allowed",
      "error bad-name",
      "error unknown-indicator",
      "error unknown-reference",
    ]),
  );
  expect(said.filter((one) => one === "error unknown-reference")).toHaveLength(1);
});

test("a text on one line is spread over lines without changing what it says, faults included", () => {
  const dense = '{"a":[1,{"b":"x, {y}: \\"z\\""},[],{}],"a":2,}';
  expect(spread(dense)).toBe(
    [
      "{",
      ' "a": [',
      "  1,",
      "  {",
      '   "b": "x, {y}: \\"z\\""',
      "  },",
      "  [],",
      "  {}",
      " ],",
      ' "a": 2,',
      " ",
      "}",
    ].join("\n"),
  );
  const annual = JSON.stringify({ a: Array.from({ length: 500 }, (_, i) => ({ n: `q${i}`, t: { default: "x y" } })) });
  expect(isDense(annual)).toBe(true);
  expect(isDense(spread(annual))).toBe(false);
  expect(JSON.parse(spread(annual))).toEqual(JSON.parse(annual));
});
