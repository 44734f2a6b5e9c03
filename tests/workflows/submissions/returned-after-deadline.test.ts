import { beforeEach, describe, expect, it } from "vitest";
import { returnSection } from "~/workflows/review.server";
import { answerReturn, openReasons } from "~/workflows/submissions/replies.server";
import { declareNoAnswer, signOff, startCorrection, takeBackNoAnswer } from "~/workflows/submissions/states.server";
import { readStanding } from "~/workflows/submissions/submissions.server";
import { readSubmission } from "~db/collection/submissions/submissions";
import { makeWorld, mustBeDone, round, type World } from "../../support/world";

/* A return asks for something: after the hard deadline the way out of it stays open, by every turn it may take. */

let world: World;
const key = { round, country: "FR", number: 1 };
const late = "2027-02-01T12:00:00.000Z";
const what = { ...key, sections: ["deaths"] };

const seq = () => readStanding(world.db, key)!.seq;
const state = (section = "deaths") => readSubmission(world.db, key)!.sections.get(section)?.state;
const sign = (at = late) => mustBeDone(signOff(world.db, { ...what, expectedSeq: seq() }, world.deed("henri", at)));
const declare = (at = late) => {
  const reason = { code: "not-this-year" as const, lang: "en" as const, text: "" };
  return mustBeDone(declareNoAnswer(world.db, { ...what, reason }, world.deed("claire", at)));
};
const takeBack = (at = late) => takeBackNoAnswer(world.db, what, world.deed("claire", at));
const reply = () => {
  const replies = openReasons(world.db, readStanding(world.db, key)!, "deaths").map(({ id }) => ({ id, text: "Yes" }));
  return answerReturn(world.db, { ...key, section: "deaths", lang: "en", replies }, world.deed("claire", late));
};
const giveBack = () => {
  const reasons = [{ path: "nitazenes", lang: "en" as const, text: "Same laboratories?" }];
  mustBeDone(returnSection(world.db, { ...key, section: "deaths", reasons }, world.deed("tomas")));
};

beforeEach(() => {
  world = makeWorld({ needsSignOff: ["FR"] });
  world.answer("claire", { nitazenes: { v: 41 }, "entrants/OPI/F": { v: 1 } });
  sign("2026-11-24T13:00:00.000Z");
  world.submit("claire", ["deaths"]);
});

describe("a section that came back, after the hard deadline", () => {
  beforeEach(giveBack);

  it("is answered, signed off and submitted", () => {
    mustBeDone(reply());
    sign();
    expect(state()).toBe("signed-off");
    expect("reference" in world.submit("claire", ["deaths"], { at: late })).toBe(true);
  });

  it("is returned again when a change lapses its signature, and goes out all the same", () => {
    sign();
    world.answer("claire", { nitazenes: { v: 40 } }, { at: late });
    expect(state()).toBe("returned");
    world.answer("claire", { nitazenes: { v: 39 } }, { at: late });
    sign();
    expect("reference" in world.submit("claire", ["deaths"], { at: late })).toBe(true);
  });

  it("is returned again when no answer is taken back", () => {
    declare();
    expect(state()).toBe("no-answer");
    expect(openReasons(world.db, readStanding(world.db, key)!, "deaths")).toEqual([]);
    mustBeDone(takeBack());
    expect(state()).toBe("returned");
    world.answer("claire", { nitazenes: { v: 40 } }, { at: late });
    sign();
    expect("reference" in world.submit("claire", ["deaths"], { at: late })).toBe(true);
  });

  it("is shut once it is submitted again, and so is every section that did not come back", () => {
    world.answer("claire", { nitazenes: { v: 40 } }, { at: late });
    sign();
    world.submit("claire", ["deaths"], { at: late });
    expect(
      declareNoAnswer(
        world.db,
        { ...what, reason: { code: "not-this-year", lang: "en", text: "" } },
        world.deed("claire", late),
      ),
    ).toMatchObject({ refusal: "round-closed" });
    expect(
      signOff(world.db, { ...key, sections: ["treatment"], expectedSeq: seq() }, world.deed("henri", late)),
    ).toMatchObject({ refusal: "round-closed" });
  });
});

it("what was declared without answer before the deadline is not taken back after it", () => {
  const sections = ["treatment"];
  const reason = { code: "not-this-year" as const, lang: "en" as const, text: "" };
  mustBeDone(declareNoAnswer(world.db, { ...key, sections, reason }, world.deed("claire")));
  expect(takeBackNoAnswer(world.db, { ...key, sections }, world.deed("claire", late))).toMatchObject({
    refusal: "round-closed",
  });
});

it("a correction declared without answer is taken back after the deadline, as a draft", () => {
  world.accept("FR", ["deaths"]);
  mustBeDone(startCorrection(world.db, what, world.deed("claire", late)));
  declare();
  mustBeDone(takeBack());
  expect(state()).toBe("draft");
  world.answer("claire", { nitazenes: { v: 40 } }, { at: late });
});
