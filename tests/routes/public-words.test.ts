import { expect, test } from "vitest";
import { methods } from "~/i18n/methods";
import { partInWords } from "~/i18n/series-words";
import { readDictionary } from "~db/collection/dictionary";
import { makeWorld } from "../support/world";

test.each(["en", "fr"] as const)("how many figures are hidden is written with its thousands apart, %s", (lang) => {
  expect(methods[lang].withheldCount(10_043)).toContain("10\u00a0043");
});

test("a part that is not known says of what", () => {
  const dictionary = readDictionary(makeWorld().db);
  const part = (dimension: string, code: string, lang: "en" | "fr") =>
    partInWords(dictionary, { dimension, code }, lang);
  expect(part("SEX", "F", "en")).toBe("Women");
  expect(part("SEX", "_U", "en")).toBe("Sex: not known");
  expect(part("AGE", "_U", "fr")).toBe("Âge\u00a0: non connu");
});
