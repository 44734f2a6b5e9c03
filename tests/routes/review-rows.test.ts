import { expect, test } from "vitest";
import { isRefusal } from "~/domain/refusal";
import { readReview } from "~/review-section.server";
import { makeWorld, now, round } from "../support/world";

test("a row taken out of an open table is not shown to the reviewer, what stands in the others is", () => {
  const world = makeWorld();
  world.answer("claire", { "registers/#rows": ["one", "two"], "registers/one/register_name": "Register of deaths" });
  world.answer("claire", { "registers/two/register_name": "Register taken out" });
  world.answer("claire", { "registers/#rows": ["one"] });
  const key = { round, country: "FR", number: 1, section: "sources" };
  const shown = readReview(world.db, key, { lang: "en", now, order: "questionnaire", all: true });
  if (isRefusal(shown)) throw new Error(shown.refusal);
  expect(shown.others.map(({ text }) => text)).toEqual(["Register of deaths"]);
});
