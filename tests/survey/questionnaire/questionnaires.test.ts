import { readFileSync } from "node:fs";
import { ConditionRunner, Model } from "survey-core";
import { describe, expect, test } from "vitest";
import { findCode } from "~/domain/dictionary/dictionary";
import { checkEntries } from "~/domain/dictionary/entries";
import { parseEntries } from "~/domain/dictionary/parse";
import { staticSeries } from "~/domain/observation/observe-series";
import { locate } from "~/domain/questionnaire/answers";
import { askedCells } from "~/domain/questionnaire/grid";
import { variablesOf, withParameters } from "~/domain/questionnaire/parameters";
import { questionOf } from "~/domain/questionnaire/questionnaire";
import { registerFigures } from "~/survey/figure/question";
import { lintQuestionnaire } from "~/survey/lint/lint";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { dictionaryWith, type ElementFile, questionsOf, readDefinition } from "../../support/questionnaire-files";

registerFigures();

/** Figures asked, grids by cell; a row of an open table counts once. */
function figuresOf(id: string): Map<string, number> {
  const figures = new Map<string, number>();
  for (const question of readQuestionnaire(readDefinition(id).definition).questions.values()) {
    if (question.kind === "figure") figures.set(question.name, 1);
    if (question.kind === "figuregrid") figures.set(question.name, askedCells(question).length);
  }
  return figures;
}

test("the rapid survey protects persons and shows things as they are", () => {
  const { definition } = readDefinition("rapid");
  const { indicators } = dictionaryWith(definition);
  const asked = [...readQuestionnaire(definition).items.values()].map(({ path, question }) => {
    const code = readQuestionnaire(definition).questions.get(question)?.observe?.indicator ?? "";
    return { row: path.split("/")[1] ?? "", threshold: indicators.get(code)?.thresholdPersons };
  });
  const rowsWith = (threshold: number | null) => [
    ...new Set(asked.filter((one) => one.threshold === threshold && /^[A-Z]+$/.test(one.row)).map(({ row }) => row)),
  ];
  expect(rowsWith(5)).toEqual(["NONFATAL", "DSUSP", "DCONF"]);
  expect(rowsWith(null)).toEqual(expect.arrayContaining(["SEI", "QTY", "TESTED", "POS"]));
});

for (const id of ["annual", "rapid"]) {
  const { definition } = readDefinition(id);
  const questionnaire = withParameters(readQuestionnaire(definition), definition.vigie.parameters ?? {});
  const dictionary = dictionaryWith(definition);
  const questions = questionsOf(definition);
  const withoutOwn = { ...definition, vigie: { ...definition.vigie, dictionary: undefined } };
  const names = new Set(questions.map((question) => question.name));

  describe(id, () => {
    test("lint finds nothing to say", () => {
      const { text } = readDefinition(id);
      const { problems } = lintQuestionnaire(text, {
        dictionary: dictionaryWith(withoutOwn),
        next: definition.vigie.version,
      });
      expect(problems).toEqual([]);
    });

    test("SurveyJS knows every type and property", () => {
      const model = new Model(definition);
      expect(model.jsonErrors ?? []).toEqual([]);
      expect(model.pages.map((page) => page.name)).toEqual(definition.pages.map((page) => page.name));
    });

    test("names are names, once each", () => {
      const all = [...questions.map((question) => question.name), ...definition.pages.map((page) => page.name)];
      expect(all.filter((name) => !/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name))).toEqual([]);
      expect(
        all.filter((name, index) => all.indexOf(name) !== index && questions.some((q) => q.name === name)),
      ).toEqual([]);
    });

    test("every text stands in English and French, and the two differ", () => {
      expect(untranslated(definition)).toEqual([]);
    });

    test("every question feeds a series or says why not", () => {
      const silent = questions.filter(
        (question) => typeof question.observe !== "object" && (question.observe !== "none" || !question.noSeries),
      );
      expect(silent.map((question) => question.name)).toEqual([]);
    });

    test("every figure has a definition, a unit and its unit in words", () => {
      const figures = questions.filter((question) => question.type === "figure" || question.type === "figuregrid");
      expect(figures.filter((question) => !question.definition).map((question) => question.name)).toEqual([]);
      expect(figures.filter((question) => !namesUnit(question)).map((question) => question.name)).toEqual([]);
      const without = [...questionnaire.questions.values()].filter(
        (question) =>
          (question.kind === "figure" || question.kind === "figuregrid") &&
          question.unit === null &&
          question.rows.some((row) => question.observe?.units?.[row.value] === undefined),
      );
      expect(without.map((question) => question.name)).toEqual([]);
    });

    test("the dictionary knows every indicator, dimension, code and unit", () => {
      expect(unknownParts()).toEqual([]);
    });

    test("what the questionnaire adds to the dictionary is well formed", () => {
      const { entries, problems } = parseEntries(definition.vigie.dictionary ?? {});
      expect(problems).toEqual([]);
      expect(checkEntries(entries, dictionary, { countries: new Set(), groups: new Set() })).toEqual([]);
    });

    test("no two figures say the same number", () => {
      const seen = new Map<string, string>();
      const twice: string[] = [];
      for (const item of questionnaire.items.values()) {
        const series = staticSeries(item, dictionary);
        if (series === null || item.part !== "v") continue;
        const former = seen.get(series);
        if (former) twice.push(`${former} and ${item.path}: ${series}`);
        seen.set(series, item.path);
      }
      expect(twice).toEqual([]);
    });

    test("conditions and rules can be read and name questions that exist", () => {
      const written = [
        ...questions.flatMap((question) => expressionsOf(question).map((text) => ({ at: question.name, text }))),
        ...definition.vigie.checks.map((check) => ({ at: check.name, text: check.holds })),
      ];
      const wrong = written.filter(({ text }) => !new ConditionRunner(text).canRun() || !knowsAll(text));
      expect(wrong).toEqual([]);
    });

    test("rules stand at questions of their section, each with a name of its own", () => {
      const checks = definition.vigie.checks;
      expect(new Set(checks.map((check) => check.name)).size).toBe(checks.length);
      const astray = checks.filter((check) => {
        const at = questionnaire.questions.get(questionOf(check.at[0] ?? ""));
        return (
          at?.section !== check.section || !check.at.every((path) => questionnaire.questions.has(questionOf(path)))
        );
      });
      expect(astray.map((check) => check.name)).toEqual([]);
    });

    test("a rule reads and names only answers that are asked, so that it can speak", () => {
      const read = definition.vigie.checks.flatMap((check) =>
        [...check.at, ...pathsIn(check.holds)].map((path) => ({ check: check.name, path })),
      );
      expect(read.filter(({ path }) => locate(questionnaire, path) === null)).toEqual([]);
    });

    test("people's names and addresses are marked personal and nothing else is observed of them", () => {
      const personal = questions.filter((question) => /contact|email/.test(question.name));
      expect(personal.length).toBeGreaterThan(0);
      const marked = personal.filter((question) => question.personal === true && question.observe === "none");
      // The body behind the person in charge is no person.
      expect(personal.filter((question) => !marked.includes(question)).map((question) => question.name)).toEqual(
        id === "annual" ? ["contact_unit"] : [],
      );
    });

    function unknownParts(): string[] {
      return [...questionnaire.items.values()].flatMap((item) => {
        const indicator = dictionary.indicators.get(item.indicator);
        if (!indicator) return [`${item.path}: indicator ${item.indicator}`];
        const said: string[] = [];
        if (item.unit !== "" && !dictionary.units.has(item.unit)) said.push(`${item.path}: unit ${item.unit}`);
        for (const [dimension, code] of Object.entries(item.codes)) {
          const known = ["_T", "_U", "_O"].includes(code) || findCode(dictionary, dimension, code) !== undefined;
          if (!indicator.dimensions.includes(dimension) || !known) said.push(`${item.path}: ${dimension}=${code}`);
        }
        const question = questionnaire.questions.get(item.question)!;
        const said2 = question.kind === "matrix" ? question.columns : question.choices;
        if (indicator.values !== undefined)
          for (const { value } of said2)
            if (value !== "_U" && !findCode(dictionary, indicator.values, value))
              said.push(`${item.path}: ${indicator.values}=${value}`);
        for (const [dimension, from] of Object.entries(item.from)) {
          const asked = questionnaire.questions.get(from);
          if (!asked) said.push(`${item.path}: from ${from}`);
          else if (indicator.dimensions.includes(dimension))
            for (const { value } of asked.choices)
              if (!value.startsWith("_") && !findCode(dictionary, dimension, value))
                said.push(`${from}: ${dimension}=${value}`);
        }
        return said;
      });
    }

    function knowsAll(text: string): boolean {
      const parameters = Object.keys(variablesOf(definition.vigie.parameters ?? {}, "en"));
      return [...text.matchAll(/\{([^}]+)\}/g)].every((match) => {
        const path = match[1]!.split(".");
        const name = path[0] === "panel" ? path[1]! : path[0]!.replace("[0]", "");
        return names.has(name) || parameters.includes(name);
      });
    }
  });
}

test("the annual questionnaire asks at least 1 000 figures tied to a series, in fifteen sections", () => {
  const questionnaire = readQuestionnaire(readDefinition("annual").definition);
  const figures = [...questionnaire.items.values()].filter((item) =>
    ["figure", "figuregrid"].includes(questionnaire.questions.get(item.question)!.kind),
  );
  expect(figures.length).toBeGreaterThanOrEqual(1000);
  expect(questionnaire.sections.map((section) => section.name)).toHaveLength(15);
});

test("the annual questionnaire asks just the tables of the list kept by hand", () => {
  const kept = readFileSync("surveys/annual/figures.txt", "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const listed = kept.filter((line) => !line.startsWith("total")).map((line) => line.split(/\s+/));
  expect(Object.fromEntries(listed.map(([name, count]) => [name, Number(count)]))).toEqual(
    Object.fromEntries(figuresOf("annual")),
  );
  const sum = listed.reduce((total, [, count]) => total + Number(count), 0);
  expect(kept.at(-1)).toBe(`total ${sum}`);
});

test("the rapid survey is small", () => {
  const sum = [...figuresOf("rapid").values()].reduce((total, count) => total + count, 0);
  expect(sum).toBeLessThanOrEqual(20);
  expect(questionsOf(readDefinition("rapid").definition).length).toBeLessThanOrEqual(20);
});

test("an untranslated and an identical text are found", () => {
  expect(untranslated({ title: { default: "Deaths by age", fr: "" } })).toEqual([".title: Deaths by age"]);
  expect(untranslated({ pages: [{ title: { default: "Deaths", fr: "Deaths" } }] })).toEqual([".pages.0.title: Deaths"]);
  expect(untranslated({ title: "Deaths" })).toEqual([".title: Deaths"]);
  expect(untranslated({ text: { en: "Total", fr: "Total" } })).toEqual([]);
});

/** Paths of the answers an expression reads; the first row of an open table stands for each. */
function pathsIn(text: string): string[] {
  const calls = [...text.matchAll(/figure\(\{(\w+)\}((?:, '[^']+')*)\)/g)].map((match) =>
    [match[1]!, ...[...match[2]!.matchAll(/'([^']+)'/g)].map((key) => key[1]!)].join("/"),
  );
  const plain = [...text.matchAll(/\{([^}]+\.(?:v|lo|hi))\}/g)].map((match) =>
    match[1]!
      .replace(/\.(?:v|lo|hi)$/, "")
      .replaceAll("[0]", "/row1")
      .replaceAll(".", "/"),
  );
  return [...calls, ...plain];
}

/** Names and words spelt alike in both languages. */
const shared = /^(Total|MDMA|LSD|Source|Description|Institution|Population|Question|Distribution|Date|Mixte|Mode|\d+)$/;
const textual =
  /(title|shortTitle|description|definition|noSeries|text|otherText|labelTrue|labelFalse|panelAddText|panelRemoveText)$/;

/** Lists texts without French, without English, or alike in both, by their place. */
function untranslated(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" && textual.test(at) && /[a-z]{3}/i.test(value) ? [`${at}: ${value}`] : [];
  }
  if ("fr" in value) {
    const en = "default" in value ? value.default : "en" in value ? value.en : "";
    const alike = en === value.fr && !(typeof en === "string" && shared.test(en));
    const empty = typeof en !== "string" || en.trim() === "" || typeof value.fr !== "string" || value.fr.trim() === "";
    return alike || empty ? [`${at}: ${en}`] : [];
  }
  return Object.entries(value).flatMap(([key, part]) => (key === "standard" ? [] : untranslated(part, `${at}.${key}`)));
}

/** The unit stands in brackets in the title, or in each row or column. */
function namesUnit(question: ElementFile): boolean {
  const bracket = (text: unknown) =>
    typeof text === "object" && Object.values(text ?? {}).every((t) => /\(.+\)/.test(String(t)));
  const each = (axis: unknown) => Array.isArray(axis) && axis.every((entry) => bracket(entry.text));
  return bracket(question.title) || each(question.rows) || each(question.columns);
}

function expressionsOf(question: ElementFile): string[] {
  return ["visibleIf", "requiredIf", "enableIf", "expression"].flatMap((key) => {
    const text = question[key];
    return typeof text === "string" ? [text] : [];
  });
}
