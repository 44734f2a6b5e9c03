import { expect, test } from "vitest";
import { collect } from "~/i18n/collect/home";
import { receipt } from "~/i18n/collect/receipt";
import { submit } from "~/i18n/collect/submit";
import { revisionWord, sectionWord } from "~/i18n/numbered";
import { board } from "~/i18n/review/board";

test("a submission nobody corrected has no revision; corrections are counted from the first", () => {
  expect([1, 2, 3, 5].map((n) => revisionWord(n, "en"))).toEqual([
    "first answers",
    "first revision",
    "second revision",
    "4th revision",
  ]);
  expect([1, 2, 5].map((n) => revisionWord(n, "fr"))).toEqual([
    "premières réponses",
    "première révision",
    "4e révision",
  ]);
});

test("the section before the first goes by its title", () => {
  expect(sectionWord(6, "Deaths", "en")).toBe("section 6");
  expect(submit.en.submitOne(0, "About you")).toBe("Submit section “About you”");
  expect(submit.fr.sectionNumber(0, "À propos")).toBe("La section «\u00a0À propos\u00a0»");
});

test.each([
  [submit.en.toDo(1, 0, 2), "Put 1 error right and answer 2 reasons of the reviewer"],
  [submit.en.toDo(0, 1, 1), "Give 1 more reason and answer 1 reason of the reviewer"],
  [submit.fr.toDo(2, 1, 1), "Corrigez 2 erreurs, donnez encore 1 motif et répondez à 1 motif du réviseur"],
  [board.en.sections(1, 1), "1 section of 1 country"],
  [board.fr.counted.returned(2), "renvoyées"],
  [collect.en.allSections(1), "The one section"],
  [receipt.fr.titleMany(1), "1 section est soumise"],
  [receipt.en.left(1, 1, 0), "1 of 1 section."],
])("counts and words agree: %s", (said, expected) => {
  expect(said).toBe(expected);
});
