import { expect, test } from "vitest";
import { fillIn, withParameters } from "~/domain/questionnaire/parameters";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { sampleDefinition } from "../../support/sample-questionnaire";

const words = { trend_name: { en: "ketamine", fr: "kétamine" } };

test("a round's words stand where the questionnaire left them open, in each language", () => {
  expect(fillIn({ en: "Was {trend_name} seen?", fr: "La {trend_name} a-t-elle été vue ?" }, words)).toEqual({
    en: "Was ketamine seen?",
    fr: "La kétamine a-t-elle été vue ?",
  });
  expect(fillIn({ en: "{nobody} {__proto__}", fr: "{constructor}" }, words)).toEqual({
    en: "{nobody} {__proto__}",
    fr: "{constructor}",
  });
});

test("a whole questionnaire is read with a round's words, and is the same without any", () => {
  const sample = readQuestionnaire(sampleDefinition);
  expect(withParameters(sample, words).questions.get("story")?.title).toEqual({
    en: "Story of ketamine",
    fr: "Récit des kétamine",
  });
  expect(withParameters(sample, {})).toBe(sample);
});
