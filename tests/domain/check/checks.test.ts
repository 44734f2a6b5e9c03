import { expect, test } from "vitest";
import { check, printChecks, rules } from "~/domain/check/checks";
import { findingCodes } from "~/domain/check/finding";
import type { Former } from "~/domain/check/rules";
import { langs } from "~/domain/dictionary/dictionary";
import { observeSection } from "~/domain/observation/observe";
import type { Period } from "~/domain/observation/period";
import { sayFinding } from "~/i18n/findings";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { sampleDefinition, sampleDictionary } from "../../support/sample-questionnaire";

const sample = readQuestionnaire(sampleDefinition);

function found(
  section: string,
  flat: Record<string, unknown>,
  former: Record<string, Former> = {},
  dictionary = sampleDictionary,
) {
  const answers = new Map(Object.entries(flat).map(([path, value], index) => [path, { value, seq: index + 1 }]));
  const about = { questionnaire: sample, dictionary, section, answers, referencePeriod: "2025" as Period };
  const observations = observeSection({
    ...about,
    hidden: [],
    area: "FR",
    submission: 1,
    revision: 1,
  });
  return check({ ...about, observations, former: new Map(Object.entries(former)) });
}

const names = (...given: Parameters<typeof found>) => found(...given).map((f) => `${f.level} ${f.check} ${f.at}`);

test("figures that agree are not asked about", () => {
  const parts = {
    "entrants/OPI/F": { v: 3 },
    "entrants/OPI/M": { v: 4 },
    "entrants/HER/M": { v: 4 },
    "entrants/COC/F": { v: 1 },
    "entrants/COC/M": { v: 0 },
  };
  expect(found("treatment", parts)).toEqual([]);
});

test("a total typed beside full parts, and a part above a typed total, are impossible", () => {
  const parts = { "entrants/OPI/F": { v: 3 }, "entrants/OPI/M": { v: 4 }, "entrants/OPI/_T": { v: 9 } };
  expect(names("treatment", parts)).toEqual(["error total-with-parts entrants/OPI/_T"]);
  const above = { "entrants/OPI/F": { v: 12 }, "entrants/OPI/_T": { v: 9 } };
  expect(names("treatment", above)).toEqual(["error part-above-total entrants/OPI/F"]);
});

test("a row above the row it belongs to is impossible also where rows overlap and do not add up", () => {
  const entrants = sampleDictionary.indicators.get("DEM-TDI-ALL")!;
  const overlapping = {
    ...sampleDictionary,
    indicators: new Map([...sampleDictionary.indicators, [entrants.code, { ...entrants, additive: ["SEX"] }]]),
  };
  const rows = { "entrants/OPI/M": { v: 4 }, "entrants/HER/M": { v: 5 } };
  expect(found("treatment", rows, {}, overlapping).map((f) => `${f.level} ${f.check} ${f.at}`)).toEqual([
    "error part-above-total:row entrants/HER/M",
  ]);
});

test("a row above the row it belongs to is impossible", () => {
  const rows = { "entrants/OPI/M": { v: 4 }, "entrants/HER/M": { v: 5 } };
  expect(found("treatment", rows)).toEqual([
    {
      level: "error",
      code: "part-above-total",
      check: "part-above-total:row",
      at: "entrants/HER/M",
      detail: { value: 5, total: 4 },
      related: ["entrants/OPI/M"],
    },
  ]);
});

test("known parts beyond a typed total are a warning: the sources may differ", () => {
  const parts = {
    "entrants/OPI/F": { v: 5 },
    "entrants/OPI/M": { v: null, f: ["L"] },
    "entrants/COC/F": { v: 5 },
    "entrants/_T/F": { v: 8 },
  };
  expect(names("treatment", parts)).toEqual(["error total-with-parts entrants/_T/F"]);
  const some = {
    "entrants/OPI/F": { v: 5 },
    "entrants/COC/F": { v: 5 },
    "entrants/OPI/M": { v: 1 },
    "entrants/_T/_T": { v: 9 },
  };
  expect(names("treatment", some)).toEqual(["warning parts-not-total entrants/_T/_T"]);
});

test("bounds must hold the value, and a wide interval is asked about", () => {
  const use = (lo: number, v: number, hi: number) =>
    names("deaths", { "use/F/CAN/V": { v }, "use/F/CAN/LO": { v: lo }, "use/F/CAN/HI": { v: hi } });
  expect(use(4, 5, 6)).toEqual([]);
  expect(use(5.5, 5, 6)).toEqual(["error bounds-out-of-order use/F/CAN/V"]);
  expect(use(1, 2, 3.1)).toEqual(["warning bounds-wide use/F/CAN/V"]);
});

test("a count is a whole number, an estimated one too", () => {
  expect(names("deaths", { deaths_total: { v: 5.5, f: ["E"] } })).toEqual(["error not-whole deaths_total"]);
});

test("one decimal in a table is one error, not another one for each total computed from it", () => {
  const parts = {
    "entrants/OPI/F": { v: 3.5 },
    "entrants/OPI/M": { v: 4 },
    "entrants/HER/M": { v: 4 },
    "entrants/COC/F": { v: 1 },
    "entrants/COC/M": { v: 0 },
  };
  expect(names("treatment", parts)).toEqual(["error not-whole entrants/OPI/F"]);
});

const last = (value: number, flags: string[] = []) => ({ "DEM-DRD-N|2024": { value, flags } });

test("a jump beyond 30 % from a base of 20 asks for a reason; a declared break explains it", () => {
  const jump = (v: number, former: number, f: string[] = []) =>
    names("deaths", { deaths_total: { v, f } }, last(former));
  expect(jump(131, 100)).toEqual(["warning jump deaths_total"]);
  expect(jump(130, 100)).toEqual([]);
  expect(jump(69, 100)).toEqual(["warning jump deaths_total"]);
  expect(jump(40, 19)).toEqual([]);
  expect(jump(300, 100, ["B"])).toEqual([]);
  expect(found("deaths", { deaths_total: { v: 138 } }, last(100))[0]?.detail).toEqual({
    value: 138,
    former: 100,
    period: "2024",
    percent: 38,
  });
});

test("the last value may lie some years back", () => {
  expect(names("deaths", { deaths_total: { v: 200 } }, { "DEM-DRD-N|2021": { value: 100, flags: [] } })).toEqual([
    "warning jump deaths_total",
  ]);
  expect(names("deaths", { deaths_total: { v: 200 } }, { "DEM-DRD-N|2019": { value: 100, flags: [] } })).toEqual([]);
});

test("a thousandfold value is a question of units, not a jump", () => {
  expect(names("deaths", { deaths_total: { v: 638_000 } }, last(640))).toEqual(["warning ratio-unlikely deaths_total"]);
});

test("an earlier year sent again with another value asks why", () => {
  const answers = { "deaths_years/Y0/F": { v: 30 }, "deaths_years/Y1/F": { v: 29 } };
  const before = { "DEM-DRD-N:SEX=F|2024": { value: 28, flags: [] } };
  expect(names("deaths", answers, before)).toEqual(["warning revision-without-reason deaths_years/Y1/F"]);
  expect(names("deaths", { ...answers, "deaths_years/Y1/F": { v: 28 } }, before)).toEqual([]);
  // The year asked about may be empty.
  expect(names("deaths", { "deaths_years/Y1/F": { v: 29 } }, before)).toEqual([
    "warning revision-without-reason deaths_years/Y1/F",
  ]);
});

test("few interviews and few users are told, unless the country said low reliability", () => {
  const survey = (n: number, v: number, f: string[] = []) =>
    names("deaths", { "use/F/CAN/V": { v, f }, "use/F/CAN/N": { v: n } });
  expect(survey(2000, 5)).toEqual([]);
  expect(survey(900, 5)).toEqual(["warning small-sample:interviews use/F/CAN/V"]);
  expect(survey(1000, 1.9)).toEqual(["warning small-sample use/F/CAN/V"]);
  expect(survey(1000, 1.9, ["U"])).toEqual([]);
});

test("another definition wants a note, and a break when it is new", () => {
  const note = { lang: "en", text: "Special register" };
  expect(names("deaths", { deaths_total: { v: 100, f: ["D"] } })).toEqual([
    "warning definition-needs-text deaths_total",
  ]);
  expect(names("deaths", { deaths_total: { v: 100, f: ["D"], note } }, last(100))).toEqual([
    "warning break-not-declared deaths_total",
  ]);
  expect(names("deaths", { deaths_total: { v: 100, f: ["D"], note } }, last(100, ["D"]))).toEqual([]);
});

test("the same reason in most of a table is offered for the whole of it", () => {
  const missing = { v: null, f: ["L"] };
  const cells = ["OPI/F", "OPI/M", "HER/M", "COC/F", "COC/M"];
  const all = Object.fromEntries(cells.map((cell) => [`entrants/${cell}`, missing]));
  expect(found("treatment", all)).toEqual([
    {
      level: "info",
      code: "same-reason-throughout",
      check: "same-reason-throughout",
      at: "entrants",
      detail: { reason: "L", cells: 5, asked: 5 },
    },
  ]);
  expect(names("treatment", { ...all, "entrants/OPI/F": { v: 1 } })).toEqual([]);
});

test("every rule says its level, its source and itself in both languages, and is printed", () => {
  const printed = printChecks();
  for (const rule of rules) {
    expect(printed).toContain(`| \`${rule.check}\` | ${rule.level} |`);
    expect(rule.source).not.toBe("");
    expect(rule.rule.fr).not.toBe(rule.rule.en);
  }
  expect(new Set(rules.map((rule) => rule.check)).size).toBe(rules.length);
});

test("every finding code has a sentence in both languages", () => {
  for (const lang of langs) {
    for (const code of findingCodes) expect(sayFinding({ code }, lang).length, `${code} ${lang}`).toBeGreaterThan(5);
  }
  for (const code of findingCodes) expect(sayFinding({ code }, "fr")).not.toBe(sayFinding({ code }, "en"));
});
