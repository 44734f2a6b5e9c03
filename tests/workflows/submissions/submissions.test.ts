import { beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "~/domain/refusal";
import { settle } from "~/survey/settle/settle";
import { saveAnswers } from "~/workflows/answers.server";
import { rebuild } from "~/workflows/observations.server";
import { declareNoAnswer, signOff, startCorrection, takeBackNoAnswer } from "~/workflows/submissions/states.server";
import { giveReason, readStanding, submitSections } from "~/workflows/submissions/submissions.server";
import { answersOf, historyOf } from "~db/collection/answers";
import { acceptedValues } from "~db/collection/observations";
import { eventsOf, readReceipt } from "~db/collection/submissions/events";
import { readSubmission, revisionsOf } from "~db/collection/submissions/submissions";
import { smallQuestionnaire } from "../../support/small-questionnaire";
import { makeWorld, mustBeDone, now, round, type World } from "../../support/world";

let world: World;
beforeEach(() => {
  world = makeWorld();
});

const key = { round, country: "FR", number: 1 };
const deaths = {
  "deaths_by_year/Y0/F": { v: 104 },
  "deaths_by_year/Y0/M": { v: 339 },
  nitazenes: { v: 41, f: ["P"] },
};
const states = () =>
  Object.fromEntries([...readSubmission(world.db, key)!.sections].map(([name, { state }]) => [name, state]));
const audited = () =>
  world.db.$client.prepare("select action from audit where subject like '2026-small/FR/%' order by seq").pluck().all();

describe("submitting a section", () => {
  it("moves it, keeps a receipt that can be read back, and writes the audit", () => {
    world.answer("claire", deaths);
    const outcome = world.submit("claire", ["deaths"]);
    expect(outcome).toMatchObject({
      reference: expect.stringMatching(/^FR-2026S-1-[0-9A-Z]{4}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    if (!("reference" in outcome)) return;
    expect(readReceipt(world.db, outcome.reference)).toMatchObject({
      sections: ["deaths"],
      seq: 3,
      hash: outcome.hash,
      at: now,
      by: "Claire Aubry",
    });
    expect(states()).toEqual({ deaths: "submitted" });
    expect(audited()).toEqual(["section.submit"]);
  });

  it("gives the same fingerprint for the same figures, another for others, and keeps it when a person is erased", () => {
    world.answer("claire", { ...deaths, contact: "Jeanne Dupont", has_register: true });
    const both = world.submit("claire", ["about", "deaths"]);
    const other = makeWorld();
    other.answer("paul", {
      has_register: true,
      nitazenes: deaths.nitazenes,
      "deaths_by_year/Y0/M": { v: 339 },
      "deaths_by_year/Y0/F": { v: 104 },
    });
    const same = other.submit("paul", ["deaths"]);
    const first = makeWorld();
    first.answer("claire", deaths);
    const hashOf = (outcome: object) => ("hash" in outcome ? outcome.hash : null);
    expect(hashOf(same)).toBe(hashOf(first.submit("claire", ["deaths"])));
    expect(hashOf(both)).not.toBe(hashOf(same));
  });

  it("is refused when an answer was saved since it was looked at", () => {
    world.answer("claire", deaths);
    const standing = readStanding(world.db, key)!;
    const settled = settle(standing.definition, standing.nested(), { parameters: {}, sections: ["deaths"] });
    world.answer("paul", { nitazenes: { v: 42 } });
    const what = { ...key, sections: ["deaths"], expectedSeq: standing.seq, ...settled };
    expect(submitSections(world.db, what, world.deed("claire"))).toEqual({ refusal: "seq-moved" });
    expect(states()).toEqual({ deaths: "draft" });
    expect(audited()).toEqual([]);
  });

  it("is a wall: a save that comes after it is refused and writes no row", () => {
    world.answer("claire", deaths);
    world.submit("claire", ["deaths"]);
    const change = { changeId: "too-late-1", path: "nitazenes", base: 3, value: { v: 1 } };
    const outcome = saveAnswers(world.db, { ...key, changes: [change] }, { actor: world.actor("paul"), now });
    expect(outcome).toMatchObject({ results: [{ outcome: "refused", refusal: { refusal: "wrong-state" } }] });
    expect(readSubmission(world.db, key)!.seq).toBe(3);
  });

  it.each([
    ["without a single answer", ["treatment"], { refusal: "not-ready", detail: { section: "treatment" } }],
    ["named twice", ["deaths", "deaths"], { refusal: "bad-request", detail: { part: "sections" } }],
    ["that is not asked", ["prices"], { refusal: "bad-request", detail: { part: "sections" } }],
    ["of nothing", [], { refusal: "bad-request", detail: { part: "sections" } }],
  ])("is refused for a section %s", (_what, sections, refusal) => {
    world.answer("claire", deaths);
    expect(world.submit("claire", sections)).toEqual(refusal);
  });

  it("submits all or none", () => {
    world.answer("claire", deaths);
    expect(isRefusal(world.submit("claire", ["deaths", "treatment"]))).toBe(true);
    expect(states()).toEqual({ deaths: "draft" });
  });

  it("is refused twice, and after the hard deadline", () => {
    world.answer("claire", deaths);
    expect(world.submit("claire", ["deaths"], { at: "2026-12-18T22:59:59.999Z" })).toEqual({ refusal: "round-closed" });
    world.submit("claire", ["deaths"]);
    expect(world.submit("claire", ["deaths"])).toMatchObject({
      refusal: "wrong-state",
      detail: { state: "submitted" },
    });
  });

  it("waits for the correspondent's signature where the country wants it", () => {
    world = makeWorld({ needsSignOff: ["FR"] });
    world.answer("claire", deaths);
    expect(world.submit("claire", ["deaths"])).toEqual({ refusal: "not-ready", detail: { section: "deaths" } });
    const signing = { ...key, sections: ["deaths"], expectedSeq: 3 };
    expect(signOff(world.db, { ...signing, expectedSeq: 2 }, world.deed("henri"))).toEqual({ refusal: "seq-moved" });
    mustBeDone(signOff(world.db, signing, world.deed("henri")));
    expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
  });
});

describe("what holds a submit back", () => {
  it("is a warning without a reason; a reason lets it pass, and a changed value makes the reason void", () => {
    world.answer("claire", { ...deaths, nitazenes: { v: 600 } });
    const held = world.submit("claire", ["deaths"]);
    if (!("held" in held)) throw new Error("it was not held back");
    const [explained] = held.held.get("deaths")!;
    expect(explained).toMatchObject({
      state: "none",
      finding: { level: "warning", at: "nitazenes", check: "check:nitazenes-within-entrants" },
    });
    expect(states()).toEqual({ deaths: "draft" });
    const given = {
      ...key,
      finding: explained!.finding,
      serves: "figure" as const,
      lang: "fr" as const,
      reason: "Nouvelle méthode",
    };
    mustBeDone(giveReason(world.db, given, world.deed("claire")));
    world.answer("paul", { nitazenes: { v: 601 } });
    const again = world.submit("claire", ["deaths"]);
    expect("held" in again && again.held.get("deaths")![0]!.state).toBe("void");
    mustBeDone(giveReason(world.db, given, world.deed("claire")));
    expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
    expect(audited()).toEqual(["warning.reason", "warning.reason", "section.submit"]);
    const [event] = eventsOf(world.db, readSubmission(world.db, key)!.id, "deaths").filter(
      ({ event }) => event === "submit",
    );
    expect(event?.detail.findings?.map(({ at }) => at)).toContain("nitazenes");
  });

  it.each([
    ["an empty reason", { reason: "  " }, "bad-request"],
    ["a reason too long", { reason: "x".repeat(2001) }, "bad-request"],
    ["a place nobody asks", { finding: { check: "jump", at: "prices" } }, "bad-request"],
  ])("takes no reason from %s", (_what, odd, refusal) => {
    world.answer("claire", deaths);
    const given = {
      ...key,
      finding: { check: "jump", at: "nitazenes" },
      serves: "figure" as const,
      lang: "en" as const,
      reason: "late",
      ...odd,
    };
    expect(giveReason(world.db, given, world.deed("claire"))).toMatchObject({ refusal });
  });

  it.each(["figure", "row", "table"] as const)(
    "for a %s is void when the figure it is compared with changes",
    (serves) => {
      const check = {
        ...{
          name: "fewer-than-nitazenes",
          section: "deaths",
          level: "warning",
          at: ["deaths_by_year/Y0/F", "nitazenes"],
        },
        holds: "figure({deaths_by_year}, 'Y0', 'F') >= figure({nitazenes})",
        text: { en: "Fewer women than nitazenes", fr: "Moins de femmes que de nitazènes" },
      };
      const definition = { ...smallQuestionnaire, vigie: { ...smallQuestionnaire.vigie, checks: [check] } };
      world = makeWorld({ definition });
      world.answer("claire", { "deaths_by_year/Y0/F": { v: 104 }, nitazenes: { v: 200 } });
      const held = world.submit("claire", ["deaths"]);
      const finding = "held" in held ? held.held.get("deaths")![0]!.finding : null;
      expect(finding).toMatchObject({ at: "deaths_by_year/Y0/F", related: ["nitazenes"] });
      const given = { ...key, finding: finding!, serves, lang: "en" as const, reason: "Tested late" };
      mustBeDone(giveReason(world.db, given, world.deed("claire")));
      world.answer("claire", { nitazenes: { v: 300 } });
      const again = world.submit("claire", ["deaths"]);
      expect("held" in again && again.held.get("deaths")![0]!.state).toBe("void");
      world.answer("claire", { nitazenes: { v: 200 } });
      expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
    },
  );

  it("takes no reason once the section is submitted", () => {
    world.answer("claire", deaths);
    world.submit("claire", ["deaths"]);
    const given = {
      ...key,
      finding: { check: "jump", at: "nitazenes" },
      serves: "figure" as const,
      lang: "en" as const,
      reason: "late",
    };
    expect(giveReason(world.db, given, world.deed("claire"))).toMatchObject({ refusal: "wrong-state" });
  });
});

describe("no answer", () => {
  const reason = { code: "not-this-year" as const, lang: "fr" as const, text: "Pas d’enquête cette année" };

  it("is declared with a reason for a section or a whole round, and taken back", () => {
    const all = { ...key, sections: ["about", "deaths", "treatment", "sources"] };
    mustBeDone(declareNoAnswer(world.db, { ...all, reason }, world.deed("claire")));
    expect(new Set(Object.values(states()))).toEqual(new Set(["no-answer"]));
    expect(readSubmission(world.db, key)!.sections.get("deaths")?.reason).toEqual(reason);
    mustBeDone(takeBackNoAnswer(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    expect(states()).toMatchObject({ deaths: "draft", treatment: "no-answer" });
    world.answer("claire", deaths);
    expect("reference" in world.submit("claire", ["deaths"])).toBe(true);
  });

  it("needs words when the reason is another than those offered", () => {
    const declare = (text: string) =>
      declareNoAnswer(
        world.db,
        { ...key, sections: ["deaths"], reason: { code: "other", lang: "en", text } },
        world.deed("claire"),
      );
    expect(declare(" ")).toMatchObject({ refusal: "bad-request" });
    expect(isRefusal(declare("Ministry reorganised"))).toBe(false);
  });

  it("keeps what was typed and shuts the section", () => {
    world.answer("claire", deaths);
    mustBeDone(declareNoAnswer(world.db, { ...key, sections: ["deaths"], reason }, world.deed("claire")));
    expect(world.submit("claire", ["deaths"])).toMatchObject({ refusal: "wrong-state" });
    expect(answersOf(world.db, readSubmission(world.db, key)!.id).get("nitazenes")?.value).toEqual(deaths.nitazenes);
  });

  it("is not declared of what was submitted", () => {
    world.answer("claire", deaths);
    world.submit("claire", ["deaths"]);
    expect(declareNoAnswer(world.db, { ...key, sections: ["deaths"], reason }, world.deed("claire"))).toMatchObject({
      refusal: "wrong-state",
    });
  });
});

describe("a correction of an accepted section", () => {
  const series = "DEM-DRD-N:SEX=F|2025";
  const published = () => acceptedValues(world.db, { area: "FR" }).get(series);

  beforeEach(() => {
    world.answer("claire", { ...deaths, contact: "Jeanne Dupont", "entrants/OPI/F": { v: 812 } });
    world.submit("claire", ["deaths"]);
    world.submit("claire", ["treatment"]);
    world.accept("FR", ["deaths", "treatment"]);
  });

  it("is revision 2, a whole copy; revision 1 stays published until it is accepted", () => {
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    const [first, second] = revisionsOf(world.db, key);
    expect(second).toMatchObject({ revision: 2, basedOn: first!.id, seq: 5 });
    expect(states()).toEqual({ about: "draft", deaths: "draft", treatment: "accepted" });
    const values = (id: number) => new Map([...answersOf(world.db, id)].map(([path, { value }]) => [path, value]));
    expect(values(second!.id)).toEqual(values(first!.id));
    expect(historyOf(world.db, second!.id).get("nitazenes")?.[0]).toMatchObject({ by: "Claire Aubry", at: now });
    world.answer("claire", { "deaths_by_year/Y0/F": { v: 110 } });
    expect(published()?.value).toBe(104);
    world.submit("claire", ["deaths"]);
    expect(published()?.value).toBe(104);
    world.accept("FR", ["deaths"]);
    expect(published()?.value).toBe(110);
    expect(answersOf(world.db, first!.id).get("deaths_by_year/Y0/F")?.value).toEqual({ v: 104 });
  });

  it("goes on in the numbers of revision 1, so that a window opened before meets no conflict it has not", () => {
    world.answer("claire", { has_register: true });
    world.answer("claire", { has_register: false });
    const before = answersOf(world.db, readSubmission(world.db, key)!.id);
    const { seq } = readSubmission(world.db, key)!;
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    const revised = readSubmission(world.db, key)!;
    expect(revised).toMatchObject({ revision: 2, seq });
    expect(answersOf(world.db, revised.id)).toEqual(before);
    const base = before.get("has_register")!.seq;
    const changes = [{ changeId: "typed-in-an-old-window", path: "has_register", base, value: true }];
    const saved = saveAnswers(world.db, { ...key, changes }, { actor: world.actor("paul"), now });
    expect(saved).toMatchObject({ seq: seq + 1, results: [{ outcome: "accepted", seq: seq + 1 }] });
  });

  it("leaves the sections that are not corrected as they are, and a rebuild changes nothing", () => {
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    expect(acceptedValues(world.db, { area: "FR" }).get("DEM-TDI-ALL:SEX=F;SUBSTANCE=OPI|2025")?.value).toBe(812);
    expect(rebuild(world.db, world.deed("adam"))).toMatchObject({ changed: 0, removed: 0 });
  });

  it.each([
    [["about"], "wrong-state"],
    [["deaths", "about"], "wrong-state"],
    [["prices"], "bad-request"],
  ])("is refused for %j", (sections, refusal) => {
    expect(startCorrection(world.db, { ...key, sections }, world.deed("claire"))).toMatchObject({ refusal });
    expect(revisionsOf(world.db, key)).toHaveLength(1);
  });

  it("may be written after the hard deadline, the sections never submitted may not", () => {
    const late = "2027-02-01T12:00:00.000Z";
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire", late)));
    world.answer("claire", { nitazenes: { v: 43 } }, { at: late });
    const change = { changeId: "after-the-end", path: "has_register", base: 0, value: true };
    const outcome = saveAnswers(
      world.db,
      { ...key, changes: [change] },
      { actor: world.actor("claire", late), now: late },
    );
    expect(outcome).toMatchObject({ refusal: "round-closed" });
    expect("reference" in world.submit("claire", ["deaths"], { at: late })).toBe(true);
  });
});
