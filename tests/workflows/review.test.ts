import { beforeEach, describe, expect, it } from "vitest";
import { isWritable } from "~/domain/submission/submission";
import { acceptSections, returnSection } from "~/workflows/review.server";
import { answerReturn, lastReasons, openReasons } from "~/workflows/submissions/replies.server";
import { signOff } from "~/workflows/submissions/states.server";
import { readStanding } from "~/workflows/submissions/submissions.server";
import { acceptedValues } from "~db/collection/observations";
import { boardOf } from "~db/collection/review";
import { eventsOf, openReasonsOf } from "~db/collection/submissions/events";
import { readSubmission } from "~db/collection/submissions/submissions";
import { makeWorld, mustBeDone, now, round, type World } from "../support/world";

let world: World;
const key = { round, country: "FR", number: 1 };

beforeEach(() => {
  world = makeWorld();
  world.answer("claire", { "deaths_by_year/Y0/F": { v: 104 }, nitazenes: { v: 41 }, "entrants/OPI/F": { v: 812 } });
  world.submit("claire", ["deaths"]);
});

const state = (section = "deaths") => readSubmission(world.db, key)!.sections.get(section)?.state;
const reason = {
  path: "nitazenes",
  lang: "en" as const,
  text: "Were the 21 of 2024 counted in the same laboratories?",
};
const returning = (more = {}) =>
  returnSection(world.db, { ...key, section: "deaths", reasons: [reason], ...more }, world.deed("tomas"));

describe("accepting a section", () => {
  it("observes its figures in the same transaction, and nothing before", () => {
    expect(acceptedValues(world.db, { area: "FR" }).size).toBe(0);
    const note = { lang: "en" as const, text: "First full year of the register" };
    mustBeDone(acceptSections(world.db, { ...key, sections: ["deaths"], publicNote: note }, world.deed("tomas")));
    expect(state()).toBe("accepted");
    expect(acceptedValues(world.db, { area: "FR" }).get("DEM-DRD-N:SEX=F|2025")?.value).toBe(104);
    expect(eventsOf(world.db, readSubmission(world.db, key)!.id, "deaths").at(-1)).toMatchObject({
      event: "accept",
      by: "Tomas Berg",
      detail: { publicNote: note },
    });
  });

  it.each([
    ["a section in progress", { sections: ["treatment"] }, "wrong-state"],
    ["one submitted beside one in progress", { sections: ["deaths", "treatment"] }, "wrong-state"],
    ["another country's missing submission", { sections: ["deaths"], country: "NO" }, "not-found"],
    ["a section submitted anew since she read it", { sections: ["deaths"], expectedSeq: 2 }, "stale"],
    ["an empty public note", { sections: ["deaths"], publicNote: { lang: "en" as const, text: " " } }, "bad-request"],
  ])("is refused for %s, and nothing is accepted", (_what, odd, refusal) => {
    expect(acceptSections(world.db, { ...key, ...odd }, world.deed("tomas"))).toMatchObject({ refusal });
    expect(state()).toBe("submitted");
    expect(acceptedValues(world.db, { area: "FR" }).size).toBe(0);
  });

  it("is done once", () => {
    world.accept("FR", ["deaths"]);
    expect(acceptSections(world.db, { ...key, sections: ["deaths"] }, world.deed("rosa"))).toMatchObject({
      refusal: "wrong-state",
    });
  });

  it("may be done after the hard deadline", () => {
    world.accept("FR", ["deaths"], "2027-02-01T12:00:00.000Z");
    expect(state()).toBe("accepted");
  });
});

describe("answering the reasons of a return", () => {
  const audited = () =>
    world.db.$client.prepare("select action, detail from audit where action = 'section.reply'").all() as object[];
  const standing = () => readStanding(world.db, key)!;
  const open = () => openReasons(world.db, standing(), "deaths");
  const answer = (replies: { id: string; text: string }[]) =>
    answerReturn(world.db, { ...key, section: "deaths", lang: "fr", replies }, world.deed("claire"));

  beforeEach(() => {
    returning({ reasons: [reason, { ...reason, path: null, text: "Which register?" }] });
  });

  it("keeps all replies of a form as one event and one line of the audit, without their words", () => {
    const [first, second] = open();
    const replies = [
      { id: first!.id, text: " Oui " },
      { id: second!.id, text: "Le registre spécial" },
    ];
    expect(answer(replies)).toEqual({ replies: 2 });
    expect(open().map(({ reply, state }) => [reply?.text, state])).toEqual([
      ["Oui", "answered"],
      ["Le registre spécial", "answered"],
    ]);
    expect(audited()).toEqual([{ action: "section.reply", detail: '{"revision":1,"replies":2}' }]);
    // The same words again are no new reply.
    expect(answer(replies)).toEqual({ replies: 0 });
    expect(audited()).toHaveLength(1);
  });

  it("takes a reply back when its field comes empty", () => {
    const id = open()[0]!.id;
    answer([{ id, text: "Oui" }]);
    expect(answer([{ id, text: " " }])).toEqual({ replies: 1 });
    expect(open()[0]).toMatchObject({ reply: null, state: "not-yet" });
  });

  it.each([
    ["to no reason of the return", (id: string) => ({ id: id.replace(".0", ".7"), text: "Oui" }), "bad-request"],
    ["longer than can be kept", (id: string) => ({ id, text: "x".repeat(2001) }), "bad-request"],
  ])("is refused %s, and nothing is kept", (_what, odd, refusal) => {
    const [first, second] = open();
    expect(answer([{ id: second!.id, text: "Oui" }, odd(first!.id)])).toMatchObject({ refusal });
    expect(open().map(({ reply }) => reply)).toEqual([null, null]);
  });

  it("ends with the submit", () => {
    const id = open()[0]!.id;
    answer(open().map((one) => ({ id: one.id, text: "Oui" })));
    expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
    expect(answer([{ id, text: "Non" }])).toMatchObject({ refusal: "wrong-state" });
    expect(lastReasons(world.db, standing(), "deaths").map(({ reply }) => reply?.text)).toEqual(["Oui", "Oui"]);
  });

  it("is asked for before the section goes out again, even after a signature", () => {
    const held = world.submit("claire", ["deaths"]);
    expect("unanswered" in held && held.unanswered.get("deaths")?.map(({ text }) => text)).toEqual([
      reason.text,
      "Which register?",
    ]);
    mustBeDone(signOff(world.db, { ...key, sections: ["deaths"], expectedSeq: standing().seq }, world.deed("henri")));
    expect("unanswered" in world.submit("claire", ["deaths"])).toBe(true);
  });
});

describe("returning a section", () => {
  it("keeps the reasons word by word, opens the section, and waits until it is submitted again", () => {
    expect(returning()).toEqual({ returned: "deaths", reasons: 1 });
    const id = readSubmission(world.db, key)!.id;
    const open = () => openReasonsOf(eventsOf(world.db, id), (section) => isWritable(state(section) ?? "draft"));
    expect(open()).toEqual(new Map([["deaths", [reason]]]));
    world.answer("claire", { nitazenes: { v: 40, f: ["B"] } });
    expect(state()).toBe("returned");
    expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
    expect(open().size).toBe(0);
  });

  it("is possible to answer after the hard deadline", () => {
    returning();
    const late = "2027-01-10T12:00:00.000Z";
    world.answer("claire", { nitazenes: { v: 40 } }, { at: late });
    expect("reference" in world.submit("claire", ["deaths"], { at: late })).toBe(true);
  });

  it.each([
    ["without a reason", { reasons: [] }, "not-ready"],
    ["with an empty reason", { reasons: [{ ...reason, text: "  " }] }, "bad-request"],
    ["with a reason on another section's figure", { reasons: [{ ...reason, path: "entrants/OPI/F" }] }, "bad-request"],
    ["of a section in progress", { section: "treatment", reasons: [{ ...reason, path: null }] }, "wrong-state"],
    ["of a section submitted anew since she read it", { expectedSeq: 1 }, "stale"],
  ])("is refused %s", (_what, odd, refusal) => {
    expect(returning(odd)).toMatchObject({ refusal });
    expect(state()).toBe("submitted");
  });
});

describe("the board", () => {
  it("counts what waits, what is asked back, and says what the country did last", () => {
    const sections: Record<string, string> = { deaths_by_year: "deaths", nitazenes: "deaths", entrants: "treatment" };
    const board = () => boardOf(world.db, round, (path) => sections[path.split("/")[0]!] ?? null)[0]!;
    expect(board()).toMatchObject({
      country: "FR",
      openQueries: 0,
      last: { event: "submit", section: "deaths", at: now },
    });
    expect(board().cells.map(({ section, state, answers }) => [section, state, answers])).toEqual([
      ["deaths", "submitted", 2],
      ["treatment", "draft", 1],
    ]);
    returning({ reasons: [reason, { ...reason, path: null }] });
    expect(board()).toMatchObject({ openQueries: 2, last: { event: "submit" } });
    world.answer("claire", { "entrants/OPI/M": { v: 1 } }, { at: "2026-11-25T08:00:00.000Z" });
    expect(board().last).toEqual({
      event: "save",
      section: "treatment",
      path: "entrants/OPI/M",
      at: "2026-11-25T08:00:00.000Z",
    });
  });
});
