import { describe, expect, it, test } from "vitest";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { otherCodeNamed, wordsAgree } from "~/domain/questionnaire/words-and-codes";
import { readDictionaryFiles } from "~db/collection/dictionary-files";

const { indicators, dimensions, units } = readDictionaryFiles();
const dictionary = toDictionary({ indicators, dimensions, units });
const at = (code: string) => ({ dimension: "SUBSTANCE", code });

describe("words name their code", () => {
  it.each([
    ["NIT", "nitazenes", "nitazènes"],
    ["NIT", "Nitazene", "nitazène"],
    ["NIT", "protonitazene", "protonitazène"],
    ["NIT", "nitazenes (opioids)", "nitazènes (opioïdes)"],
    ["KET", "ketamine", "kétamine"],
    ["KET", "ketamine and esketamine", "kétamine et eskétamine"],
    ["FEN", "fentanyl patches", "patchs de fentanyl"],
    ["METAMP", "methamphetamine", "méthamphétamine"],
    ["MDMA", "ecstasy", "ecstasy"],
    ["OPI_O", "other opioids: tianeptine", "autres opioïdes : tianeptine"],
  ])("%s: %s, %s", (code, en, fr) => {
    expect(wordsAgree({ en, fr }, at(code), dictionary)).toBe(true);
  });

  it.each([
    ["NIT", "ketamine", "kétamine"],
    ["NIT", "ketamine", "nitazènes"],
    ["NIT", "nitazenes", "kétamine"],
    ["NIT", "xylazine", "xylazine"],
    ["NIT", "opioids", "opioïdes"],
    ["NIT", "nitazenes and ketamine", "nitazènes et kétamine"],
    ["NIT", "a new trend", "un nouveau phénomène"],
    ["NIT", "", ""],
    ["AMP", "methamphetamine", "méthamphétamine"],
    ["HER", "brown heroin", "héroïne brune"],
    ["CATH", "synthetic nicotine", "nicotine de synthèse"],
    ["XX", "nitazenes", "nitazènes"],
  ])("but not %s: %s, %s", (code, en, fr) => {
    expect(wordsAgree({ en, fr }, at(code), dictionary)).toBe(false);
  });
});

test("every code of substances is named by its own name, in both languages", () => {
  const codes = dictionary.dimensions.get("SUBSTANCE")?.codes ?? [];
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter(({ code, name }) => !wordsAgree(name, at(code), dictionary)).map(({ code }) => code)).toEqual([]);
});

test("no name of a substance stands for another", () => {
  const codes = dictionary.dimensions.get("SUBSTANCE")?.codes ?? [];
  const mistaken = codes.flatMap(({ code, name }) =>
    codes
      .filter((one) => one.code !== code && wordsAgree(name, at(one.code), dictionary))
      .map((one) => `${code} ${one.code}`),
  );
  expect(mistaken).toEqual([]);
});

test("a title may name its code, what is above or nothing, and no other code", () => {
  const named = (en: string) => otherCodeNamed({ en, fr: "2026" }, at("NIT"), dictionary);
  expect(named("Nitazenes 2026-1")).toBeNull();
  expect(named("Opioids, autumn")).toBeNull();
  expect(named("Rapid survey")).toBeNull();
  expect(named("Ketamine 2026-1")).toBe("KET");
});
