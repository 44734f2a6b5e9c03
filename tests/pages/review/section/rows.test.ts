import { beforeEach, describe, expect, it, test } from "vitest";
import { isRefusal } from "~/domain/refusal";
import type { ReviewFigure } from "~/domain/submission/review-figures";
import { isToRead, readReview } from "~/pages/review/section/section.server";
import { returnSection } from "~/workflows/review.server";
import { openRound } from "~/workflows/rounds.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { smallQuestionnaire } from "../../../support/small-questionnaire";
import { makeWorld, mustBeDone, now, round, type World } from "../../../support/world";

const key = { round, country: "FR", number: 1 };
const next = "2026-small-2";

let world: World;
const shown = (section: string, more: { round?: string; lang?: "en" | "fr"; all?: boolean } = {}) => {
  const { lang = "en", all = true, ...where } = more;
  const found = readReview(world.db, { ...key, ...where, section }, { lang, now, order: "questionnaire", all });
  if (isRefusal(found)) throw new Error(found.refusal);
  return found;
};
const row = (path: string, more: Parameters<typeof shown>[1] = {}) =>
  shown("deaths", more).rows.find((one) => one.path === path);

beforeEach(() => {
  world = makeWorld();
});

test("a row taken out of an open table is not shown to the reviewer, what stands in the others is", () => {
  world.answer("claire", { "registers/#rows": ["one", "two"], "registers/one/register_name": "Register of deaths" });
  world.answer("claire", { "registers/two/register_name": "Register taken out" });
  world.answer("claire", { "registers/#rows": ["one"] });
  expect(shown("sources").others.map(({ text }) => text)).toEqual(["Register of deaths"]);
});

test("bounds and sample stand beside a figure, in the reader's language", () => {
  world.answer("claire", { nitazenes: { v: 104, lo: 90, hi: 120, n: 400 }, "deaths_by_year/Y0/F": { v: 9, lo: 8 } });
  expect(row("nitazenes")?.now).toMatchObject({ text: "104", measures: "90–120, n\u00a0=\u00a0400" });
  expect(row("deaths_by_year/Y0/F")?.now.measures).toBe("at least 8");
  expect(row("deaths_by_year/Y0/F", { lang: "fr" })?.now.measures).toBe("au moins 8");
});

describe("a figure that is gone", () => {
  const answers = { nitazenes: { v: 41, lo: 40 }, "deaths_by_year/Y0/F": { v: 104 }, "deaths_by_year/Y1/F": { v: 99 } };

  beforeEach(() => {
    world.answer("claire", answers);
    world.submit("claire", ["deaths"]);
  });

  it("has a row when it was accepted a year before and is left blank, and none while nothing was sent", () => {
    world.accept("FR", ["deaths"]);
    const dates = { opensAt: "2026-02-01T08:00:00.000Z", softDeadlineAt: "2027-02-01T08:00:00.000Z" };
    mustBeDone(
      openRound(
        world.db,
        {
          ...{ id: next, questionnaire: "small", version: 1, title: { en: "Next", fr: "Suivante" } },
          ...{ ...dates, hardDeadlineAt: "2027-02-01T08:00:00.000Z", referencePeriod: "2026", parameters: {} },
          countries: ["FR"],
        },
        world.deed("elena"),
      ),
    );
    world.answer("claire", { "deaths_by_year/Y0/F": { v: 110 } }, { round: next });
    expect(shown("deaths", { round: next }).rows.map(({ path }) => path)).toEqual(["deaths_by_year/Y0/F"]);
    world.submit("claire", ["deaths"], { round: next });
    const { rows, total, counts } = shown("deaths", { round: next, all: false });
    expect(counts).toBe("1: 1 with a value; 1 left blank");
    // The old year left empty is unchanged.
    expect(rows.map(({ path }) => path)).toEqual(["deaths_by_year/Y0/F", "nitazenes"]);
    expect(total).toBe(2);
    expect(row("nitazenes", { round: next })).toMatchObject({
      last: { text: "41", measures: "at least 40", period: "2025", isEarlier: true },
      now: { text: "left blank", word: true },
      said: [{ line: "Without a reason for the blank" }],
    });
  });

  it("has a row when it was taken out since the submit before, an old year too", () => {
    const reasons = [{ path: null, lang: "en" as const, text: "Which register?" }];
    mustBeDone(returnSection(world.db, { ...key, section: "deaths", reasons }, world.deed("tomas")));
    expect(shown("deaths").rows).toHaveLength(3);
    world.answer("claire", { "deaths_by_year/Y1/F": null });
    expect(row("deaths_by_year/Y1/F")).toMatchObject({
      last: { text: "99", period: "2024", isEarlier: false },
      now: { text: "left blank" },
    });
  });

  it("has a row in the correction that takes it out", () => {
    world.accept("FR", ["deaths"]);
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    world.answer("claire", { nitazenes: null });
    world.submit("claire", ["deaths"]);
    expect(row("nitazenes")).toMatchObject({ last: { text: "41", period: "2025" }, now: { text: "left blank" } });
  });
});

test("what is not asked is not shown as sent, be it a figure or another answer", () => {
  const [about, deaths, ...others] = smallQuestionnaire.pages;
  const elements = deaths!.elements.map((one) =>
    one.name === "story" || one.name === "nitazenes" ? { ...one, visibleIf: "{has_register} = true" } : one,
  );
  world = makeWorld({ definition: { ...smallQuestionnaire, pages: [about, { ...deaths, elements }, ...others] } });
  world.answer("claire", { has_register: true, story: "A long year", nitazenes: { v: 3 } });
  world.answer("claire", { "deaths_by_year/Y0/F": { v: 104 } });
  expect(shown("deaths").others.map(({ text }) => text)).toEqual(["A long year"]);
  world.answer("claire", { has_register: false });
  expect(shown("deaths")).toMatchObject({ others: [], total: 1, counts: "1: 1 with a value" });
  world.submit("claire", ["deaths"]);
  expect(shown("deaths")).toMatchObject({ others: [], total: 1, counts: "1: 1 with a value" });
});

test("warnings have their reasons in what was submitted; of a draft nothing of the kind is said", () => {
  world.answer("claire", { nitazenes: { v: 41 } });
  expect(shown("deaths").warnings).toBeNull();
  world.submit("claire", ["deaths"]);
  expect(shown("deaths").warnings).toEqual({ count: 0, without: 0 });
});

test("of many figures one with a note or a warning is read though it did not change", () => {
  const none = { lo: null, hi: null, n: null };
  const figure: ReviewFigure = {
    ...{ path: "nitazenes", period: "2025", now: { v: 41, f: [] }, measures: none, note: null },
    ...{ last: { value: 41, period: "2025", lt: null, flags: [], ...none }, change: 0, fromZero: false },
  };
  expect(isToRead(figure, new Set())).toBe(false);
  expect(isToRead(figure, new Set(["nitazenes"]))).toBe(true);
  expect(isToRead({ ...figure, note: { lang: "en", text: "Counted twice." } }, new Set())).toBe(true);
});
