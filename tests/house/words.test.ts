import { expect, test } from "vitest";
import { filesBelow, textOf } from "./sources";

/** The last column of the glossary: words that may not stand on a screen. */
function unwanted(): string[] {
  const rows = textOf("docs/glossary.md")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| English"));
  return rows
    .flatMap((row) => (row.split("|")[4] ?? "").split(",").map((word) => word.trim()))
    .filter((word) => word !== "");
}

function breaches(text: string): string[] {
  return unwanted().filter((word) => new RegExp(`\\b${word}s?\\b`, "i").test(text));
}

test("no message uses a word the glossary rules out", () => {
  const files = [
    ...filesBelow("app/i18n", /\.ts$/),
    ...filesBelow("surveys", /\.json$/),
    ...filesBelow("db/dictionary", /\.json$/),
  ];
  expect(files.flatMap((file) => breaches(textOf(file)).map((word) => `${file}: ${word}`))).toEqual([]);
});

test("the glossary catches a planted word", () => {
  expect(breaches("treatment of addicts")).toEqual(["addict"]);
});

test("no French message is the English one, but for words both languages share", () => {
  // Names and words that are spelt alike in both languages.
  const shared =
    /^(Vigie|Licence|Menu|Total|Source|Notes?|Sections?|Questionnaires?|Version|Indicateurs?|English|Français|CSV|JSON|Date|Page|Action|Type|Code|Codes|Base|Population|Dimension|Question|prov|incl|.{0,3})$/;
  const pairs = filesBelow("app/i18n", /\.ts$/).flatMap((file) => {
    const [en, fr] = textOf(file).split(/^ {2}\},\n {2}\{$/m);
    if (!fr) return [];
    const strings = (part: string) =>
      new Map([...part.matchAll(/^\s*"?([\w-]+)"?:\s*"((?:[^"\\]|\\.)*)"/gm)].map((m) => [m[1]!, m[2]!]));
    const french = strings(fr);
    return [...strings(en!)]
      .filter(([key, text]) => french.get(key) === text && !shared.test(text) && /[a-z]{4}/.test(text))
      .map(([key, text]) => `${file} ${key}: ${text}`);
  });
  expect(pairs).toEqual([]);
});
