import { expect, test } from "vitest";
import { formatDay, formatLongDay } from "~/i18n/format";
import { methods } from "~/i18n/public/methods";
import { partInWords, seriesInWords } from "~/i18n/releases/series-words";
import { readDictionary } from "~db/collection/dictionary";
import { makeWorld } from "../../support/world";

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
  expect(seriesInWords(dictionary, "DEM-DRD-N:SEX=_U", "en")).toMatch(/, sex: not known$/);
  expect(seriesInWords(dictionary, "DEM-DRD-N:SEX=_U", "fr")).toMatch(/, sexe\u00a0: non connu$/);
});

test("the first day of a month is counted in French", () => {
  const first = "2025-03-01T12:00:00.000Z";
  expect(formatDay(first, "fr")).toBe("1er mars 2025");
  expect(formatDay(first, "en")).toBe("1 March 2025");
  expect(formatLongDay(first, "fr")).toBe("samedi 1er mars 2025");
  expect(formatDay("2025-03-21T12:00:00.000Z", "fr")).toBe("21 mars 2025");
});
