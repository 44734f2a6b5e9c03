import { beforeEach, describe, expect, it } from "vitest";
import { lastReturn, readFill, sectionLines } from "~/pages/collect/fill-reading.server";
import { readSubmitView } from "~/pages/collect/submit/view.server";
import { returnSection } from "~/workflows/review.server";
import { answerReturn, lastReasons, openReasons } from "~/workflows/submissions/replies.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { readStanding } from "~/workflows/submissions/submissions.server";
import { boardOf } from "~db/collection/review";
import { readSubmission } from "~db/collection/submissions/submissions";
import { makeWorld, mustBeDone, now, round, type World } from "../../support/world";

/* A correction of one section copies all others into the next revision: a return of one of them waits there as before. */

let world: World;
const key = { round, country: "FR", number: 1 };
const reasons = [
  { path: "nitazenes", lang: "en" as const, text: "Same laboratories?" },
  { path: null, lang: "en" as const, text: "Name the register" },
];

const standing = () => readStanding(world.db, key)!;
const state = (section = "deaths") => readSubmission(world.db, key)!.sections.get(section)?.state;
const giveBack = (section = "deaths") =>
  mustBeDone(returnSection(world.db, { ...key, section, reasons }, world.deed("tomas")));
const correct = (...sections: string[]) =>
  mustBeDone(startCorrection(world.db, { ...key, sections }, world.deed("claire")));
const reply = (text: string) => {
  const replies = openReasons(world.db, standing(), "deaths").map(({ id }) => ({ id, text }));
  return answerReturn(world.db, { ...key, section: "deaths", lang: "en", replies }, world.deed("claire"));
};

beforeEach(() => {
  world = makeWorld();
  world.answer("claire", { nitazenes: { v: 41 }, "entrants/OPI/F": { v: 812 }, has_register: true });
  // Changed and cleared before: the copy numbers its answers anew.
  world.answer("claire", { nitazenes: { v: 43 }, story: "x" });
  world.answer("claire", { nitazenes: { v: 41 }, story: null });
  const submitted = world.submit("claire", ["deaths", "treatment"]);
  expect("reference" in submitted).toBe(true);
  world.accept("FR", ["treatment"]);
});

describe("a section returned before another one is corrected", () => {
  beforeEach(() => {
    giveBack();
    correct("treatment");
  });

  it("still waits with its reasons, and is not submitted without an answer", () => {
    expect(readSubmission(world.db, key)).toMatchObject({ revision: 2 });
    expect(state()).toBe("returned");
    expect(openReasons(world.db, standing(), "deaths").map(({ text, state }) => [text, state])).toEqual([
      ["Same laboratories?", "not-yet"],
      ["Name the register", "not-yet"],
    ]);
    expect("unanswered" in world.submit("claire", ["deaths"])).toBe(true);
    expect(state()).toBe("returned");
  });

  it("shows its reasons in the head of the section, the task list and the board", () => {
    const reading = readFill(world.db, key)!;
    expect(lastReturn(world.db, reading.submission, "deaths")).toMatchObject({ by: "Tomas Berg", reasons });
    const lines = sectionLines(world.db, reading, "en");
    expect(lines.find(({ name }) => name === "deaths")).toMatchObject({ state: "returned", reasons: 2 });
    const board = boardOf(world.db, round, () => "deaths")[0]!;
    expect(board).toMatchObject({ revision: 2, openQueries: 2 });
  });

  it("is met by another figure and a reply, which the reviewer reads after it went out again", () => {
    world.answer("claire", { nitazenes: { v: 40 } });
    expect(openReasons(world.db, standing(), "deaths")[0]).toMatchObject({
      state: "corrected",
      changes: [{ path: "nitazenes", before: { v: 41 }, after: { v: 40 } }],
    });
    expect(reply("The special register")).toEqual({ replies: 2 });
    expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
    expect(openReasons(world.db, standing(), "deaths")).toEqual([]);
    expect(lastReasons(world.db, standing(), "deaths").map(({ state }) => state)).toEqual(["corrected", "answered"]);
    expect(boardOf(world.db, round, () => "deaths")[0]).toMatchObject({ openQueries: 0 });
  });

  it("keeps the link to the receipt of its last submit", () => {
    const settled = { findings: [], hidden: [] };
    const view = readSubmitView(world.db, { standing: standing(), settled }, { lang: "en", now, only: null });
    expect(view.find(({ name }) => name === "treatment")?.receipt).toMatch(/^FR-2026S-/);
    expect(view.find(({ name }) => name === "deaths")?.receipt).toMatch(/^FR-2026S-/);
    expect(view.find(({ name }) => name === "about")?.receipt).toBeNull();
  });
});

it("replies given before the correction stand after it", () => {
  giveBack();
  reply("The special register");
  correct("treatment");
  expect(openReasons(world.db, standing(), "deaths").map(({ reply }) => reply?.text)).toEqual([
    "The special register",
    "The special register",
  ]);
  expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
});

it("a section accepted and opened for correction starts without the reasons of an earlier return", () => {
  giveBack();
  reply("The special register");
  world.submit("claire", ["deaths"]);
  world.accept("FR", ["deaths"]);
  expect(lastReasons(world.db, standing(), "deaths")).toHaveLength(2);
  correct("deaths");
  expect(openReasons(world.db, standing(), "deaths")).toEqual([]);
  expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
  expect(lastReasons(world.db, standing(), "deaths")).toEqual([]);
});
