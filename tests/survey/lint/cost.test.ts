import { expect, test } from "vitest";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { lintQuestionnaire } from "~/survey/lint/lint";
import { readDictionaryFiles } from "~db/collection/dictionary-files";

/* What would stop the thread for minutes is refused before it is looked at, in words, in no time. */

const dictionary = toDictionary(readDictionaryFiles());
const question = (i: number, more: Record<string, unknown> = {}) => ({
  type: "text",
  name: `q${i}`,
  title: "Q",
  ...more,
});
const codesOf = (pages: unknown) =>
  lintQuestionnaire(JSON.stringify({ title: "T", vigie: { id: "x", version: 1 }, pages }), { dictionary }).problems;
const page = (elements: unknown[]) => [{ name: "p", title: "P", elements }];

/** A panel in a panel in a panel … */
function nested(levels: number): unknown {
  let inner: unknown = question(0);
  for (let i = 0; i < levels; i += 1) inner = { type: "panel", name: `n${i}`, elements: [inner] };
  return inner;
}

test.each([
  ["20 000 questions on a page", page(Array.from({ length: 20_000 }, (_, i) => question(i))), "too-many-questions"],
  ["20 000 pages", Array.from({ length: 20_000 }, (_, i) => ({ name: `p${i}`, elements: [] })), "too-many-questions"],
  ["panels in panels in panels", page([nested(10)]), "too-deep"],
  [
    "a condition of thousands of terms",
    page([question(1, { visibleIf: Array.from({ length: 300 }, () => "{q2} = 1").join(" or ") })]),
    "too-many-terms",
  ],
  [
    "hundreds of long conditions",
    page(Array.from({ length: 400 }, (_, i) => question(i, { visibleIf: Array(30).fill("{q2} = 1").join(" and ") }))),
    "too-many-terms",
  ],
  [
    "a list of a hundred thousand choices",
    page([{ ...question(1), type: "dropdown", choices: Array.from({ length: 120_000 }, (_, i) => i) }]),
    "too-many-values",
  ],
])("%s are refused by one sentence", (_, pages, code) => {
  const problems = codesOf(pages);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  expect(problems[0]).toMatchObject({ level: "error", detail: { most: expect.any(Number) } });
});

test("a questionnaire of the size of the annual one is looked at", () => {
  const codes = codesOf(page(Array.from({ length: 500 }, (_, i) => question(i)))).map(({ code }) => code);
  expect(codes.some((code) => code.startsWith("too-"))).toBe(false);
});
