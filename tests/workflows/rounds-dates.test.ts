import { beforeEach, describe, expect, it } from "vitest";
import { endOfDayParis } from "~/domain/submission/deadline";
import { roundState } from "~/domain/submission/round";
import { readHome } from "~/pages/collect/home/home.server";
import { saveAnswers } from "~/workflows/answers.server";
import { returnSection } from "~/workflows/review.server";
import { archiveRound, moveDeadlines, openSections } from "~/workflows/rounds-dates.server";
import { declareNoAnswer, startCorrection } from "~/workflows/submissions/states.server";
import { readRound } from "~db/collection/rounds";
import { makeWorld, mustBeDone, now, round, type World } from "../support/world";

let world: World;
const key = { round, country: "FR", number: 1 };
const late = "2027-01-10T12:00:00.000Z";
const soft = endOfDayParis("2026-12-11");
const hard = endOfDayParis("2027-01-29");

const stored = () => readRound(world.db, round)!;
const seen = () => ({ softDeadlineAt: stored().softDeadlineAt, hardDeadlineAt: stored().hardDeadlineAt });
const move = (to: Partial<Parameters<typeof moveDeadlines>[1]>, at = now) =>
  moveDeadlines(
    world.db,
    { round, seen: seen(), softDeadlineAt: soft, hardDeadlineAt: hard, pastIsMeant: false, ...to },
    world.deed("elena", at),
  );
const archive = (at = late) => archiveRound(world.db, round, world.deed("elena", at));
const audited = (action: string) =>
  world.db.$client
    .prepare("select subject, detail from audit where action = ?")
    .all(action)
    .map((row) => row as { subject: string; detail: string })
    .map(({ subject, detail }) => [subject, JSON.parse(detail)]);

beforeEach(() => {
  world = makeWorld();
});

describe("moving deadlines", () => {
  it("writes both days with what they were, and countries read the new ones", () => {
    const before = seen();
    expect(move({})).toEqual({ moved: round });
    expect(stored()).toMatchObject({ softDeadlineAt: soft, hardDeadlineAt: hard });
    expect(audited("round.move-deadlines")).toEqual([
      [round, { soft: { from: before.softDeadlineAt, to: soft }, hard: { from: before.hardDeadlineAt, to: hard } }],
    ]);
    const home = readHome(world.db, { actor: world.actor("claire"), country: "FR", now, lang: "en" });
    expect(home.cards[0]).toMatchObject({ softDeadlineAt: soft, hardDeadlineAt: hard });
  });

  it("notes only the one that moved", () => {
    const before = seen();
    mustBeDone(move({ softDeadlineAt: before.softDeadlineAt }));
    expect(audited("round.move-deadlines")).toEqual([[round, { hard: { from: before.hardDeadlineAt, to: hard } }]]);
  });

  it("opens a closed round again", () => {
    expect(roundState(stored(), late)).toBe("closed");
    const change = { changeId: "after-the-end", path: "has_register", base: 0, value: true };
    const save = () =>
      saveAnswers(world.db, { ...key, changes: [change] }, { actor: world.actor("claire", late), now: late });
    expect(save()).toMatchObject({ refusal: "round-closed" });
    // The day it was asked for by is over and stays as it is: that is no new day in the past.
    mustBeDone(move({ softDeadlineAt: seen().softDeadlineAt }, late));
    expect(save()).toMatchObject({ results: [{ outcome: "accepted" }] });
  });

  it.each([
    [
      "before the opening",
      { softDeadlineAt: "2026-01-31T23:00:00.000Z", pastIsMeant: true },
      "bad-request",
      "softDeadlineAt",
    ],
    ["that is no instant", { softDeadlineAt: "" }, "bad-request", "softDeadlineAt"],
    ["out of order", { softDeadlineAt: endOfDayParis("2027-01-30") }, "bad-request", "hardDeadlineAt"],
    ["already over, without a word", { softDeadlineAt: endOfDayParis("2026-11-20") }, "not-ready", "past"],
  ])("is refused to a day %s", (_what, to, refusal, part) => {
    const before = seen();
    expect(move(to)).toEqual({ refusal, detail: { part } });
    expect(seen()).toEqual(before);
    expect(audited("round.move-deadlines")).toEqual([]);
  });

  it("takes a day that is over when it is meant", () => {
    const ended = endOfDayParis("2026-11-20");
    expect(move({ softDeadlineAt: ended, hardDeadlineAt: ended, pastIsMeant: true })).toEqual({ moved: round });
    expect(roundState(stored(), now)).toBe("closed");
  });

  it("is refused when nothing moves, when another editor moved them meanwhile, and for a round that is not there", () => {
    expect(move(seen())).toEqual({ refusal: "bad-request", detail: { part: "same" } });
    const older = { softDeadlineAt: soft, hardDeadlineAt: soft };
    expect(move({ seen: older })).toMatchObject({ refusal: "stale" });
    expect(move({ round: "2026-nothing" })).toMatchObject({ refusal: "not-found" });
  });
});

describe("archiving", () => {
  const answered = () => {
    world.answer("claire", { nitazenes: { v: 41 }, "entrants/OPI/F": { v: 1 } });
    world.submit("claire", ["deaths"]);
  };
  const why = () => openSections(world.db, stored()).map(({ country, section, why }) => [country, section, why]);
  const reasons = [{ path: null, lang: "en" as const, text: "Which register?" }];

  it("is final: nothing is written, reviewed, corrected or moved any more", () => {
    answered();
    world.accept("FR", ["deaths"]);
    expect(archive()).toEqual({ archived: round });
    expect(roundState(stored(), late)).toBe("archived");
    expect(audited("round.archive")).toEqual([[round, {}]]);
    expect(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire", late))).toMatchObject({
      refusal: "round-closed",
    });
    expect(move({}, late)).toMatchObject({ refusal: "wrong-state" });
    expect(archive()).toMatchObject({ refusal: "wrong-state" });
  });

  it("is refused while the round is open, and of a round that is not there", () => {
    expect(archive(now)).toMatchObject({ refusal: "wrong-state", detail: { state: "open" } });
    expect(archiveRound(world.db, "2026-nothing", world.deed("elena"))).toMatchObject({ refusal: "not-found" });
    expect(stored().archivedAt).toBeNull();
  });

  it("waits for what is under review, come back or being corrected, and for nothing that was never sent", () => {
    answered();
    expect(why()).toEqual([["FR", "deaths", "submitted"]]);
    expect(archive()).toEqual({ refusal: "not-ready", detail: { part: "open", sections: 1 } });
    mustBeDone(returnSection(world.db, { ...key, section: "deaths", reasons }, world.deed("tomas")));
    expect(why()).toEqual([["FR", "deaths", "returned"]]);
    const noAnswer = { code: "no-capacity" as const, lang: "en" as const, text: "" };
    mustBeDone(
      declareNoAnswer(world.db, { ...key, sections: ["deaths"], reason: noAnswer }, world.deed("claire", late)),
    );
    expect(why()).toEqual([]);
    expect(archive()).toEqual({ archived: round });
  });

  it("waits for a correction", () => {
    answered();
    world.accept("FR", ["deaths"]);
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire", late)));
    expect(why()).toEqual([["FR", "deaths", "corrected"]]);
    expect(archive()).toMatchObject({ refusal: "not-ready" });
    expect(stored().archivedAt).toBeNull();
  });
});
