import { expect, test } from "vitest";
import { lintQuestionnaire } from "~/survey/lint/lint";
import { dictionaryWith, readDefinition } from "../../support/questionnaire-files";

/* Words a round may change and the codes that are stored: neither may leave without the other. */

type Json = Record<string, unknown>;
const rapid = readDefinition("rapid").definition;
const known = { dictionary: dictionaryWith(rapid), next: 2 };

/** The rapid survey with its parameters changed, and with what its first question observes and says. */
function lint(change: { parameters?: Json; fixed?: Json; title?: string; choice?: string }): string[] {
  const made = structuredClone(rapid) as unknown as { vigie: Json & { parameters: Json; dictionary?: unknown } };
  made.vigie.parameters = { ...made.vigie.parameters, ...change.parameters };
  delete made.vigie.dictionary;
  const find = (node: unknown): Json | null => {
    if (typeof node !== "object" || node === null) return null;
    if ("name" in node && node.name === "capacity") return node as Json;
    return Object.values(node).reduce<Json | null>((found, part) => found ?? find(part), null);
  };
  const first = find(made)!;
  if (change.fixed) first.observe = { indicator: "RAP-CAP", fixed: change.fixed };
  if (change.title) first.title = { default: change.title, fr: change.title };
  if (change.choice) (first.choices as Json[])[0]!.text = { default: change.choice, fr: change.choice };
  return lintQuestionnaire(JSON.stringify(made), known).problems.map(({ level, code, at }) => `${level} ${code} ${at}`);
}

const words = { en: "nitazenes", fr: "nitazènes" };

test("words with their code list, read by what is observed, are sound", () => {
  expect(lint({})).toEqual([]);
});

test("the version of words without codes is refused at every question that fixes a code", () => {
  const { text } = readDefinition("rapid", 1);
  const { problems } = lintQuestionnaire(text, { dictionary: dictionaryWith(rapid) });
  const refused = problems.filter(({ code }) => code === "parameter-without-codes");
  expect(new Set(refused.map(({ at }) => at))).toEqual(
    new Set(["capacity", "seen", "where", "finds", "counts", "spread", "trend", "response"]),
  );
  expect(refused.every(({ level }) => level === "error")).toBe(true);
});

test.each<[string, Parameters<typeof lint>[0], string]>([
  ["a code fixed beside words that carry one", { fixed: { SUBSTANCE: "NIT" } }, "error code-fixed capacity"],
  ["no code at all beside words that carry one", { fixed: {} }, "error code-fixed capacity"],
  [
    "a code read from words of no list",
    { fixed: { SUBSTANCE: "{lookback}" } },
    "error parameter-without-codes capacity",
  ],
  ["a code read from words nobody declared", { fixed: { SUBSTANCE: "{nobody}" } }, "error unknown-reference capacity"],
  [
    "a code of none of the list",
    { parameters: { trend_name: { ...words, codes: "SUBSTANCE", code: "XX" } } },
    "error unknown-code ",
  ],
  [
    "a list nobody knows",
    { parameters: { trend_name: { ...words, codes: "TREND", code: "NIT" } } },
    "error unknown-code ",
  ],
  [
    "words of another code",
    { parameters: { trend_name: { ...words, codes: "SUBSTANCE", code: "KET" } } },
    "error words-not-code ",
  ],
  [
    "a choice whose word is a parameter and whose code is its own",
    { choice: "{trend_name}" },
    "error code-fixed capacity",
  ],
])("%s is refused", (_what, change, problem) => {
  expect(lint(change)).toContain(problem);
});

test("words that say they have no code may not name one that is fixed, nor another", () => {
  const none = (said: { en: string; fr: string }) =>
    lint({
      fixed: { SUBSTANCE: "NIT" },
      title: "Could it be found: nitazenes, {lookback}? / nitazènes",
      parameters: { lookback: { ...said, codes: "none" } },
    });
  expect(none({ en: "the last three months", fr: "les trois derniers mois" })).not.toContain(
    "error parameter-without-codes capacity",
  );
  expect(none(words)).toContain("error parameter-without-codes capacity");
  expect(none({ en: "ketamine", fr: "kétamine" })).toContain("error parameter-without-codes capacity");
});
