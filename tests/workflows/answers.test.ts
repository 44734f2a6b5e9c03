import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "~/domain/refusal";
import type { Change, ChangeResult } from "~/domain/submission/submit-change";
import { type SaveOutcome, saveAnswers } from "~/workflows/answers.server";
import { delegate } from "~/workflows/people/delegations.server";
import { signOff } from "~/workflows/submissions/states.server";
import { answersOf, authoredAnswersOf, historyOf } from "~db/collection/answers";
import { readSubmission } from "~db/collection/submissions/submissions";
import { runs } from "../support/runs";
import { keyOf, makeWorld, mustBeDone, now, type PersonName, round, type World } from "../support/world";

let world: World;
beforeEach(() => {
  world = makeWorld();
});

const key = { round, country: "FR", number: 1 };
let made = 0;

function change(path: string, value: unknown, more: Partial<Change> = {}): Change {
  made += 1;
  return { changeId: `change-${made}`, path, base: 0, value, ...more };
}

function save(who: PersonName, changes: Change[], { at = now, country = "FR" } = {}): SaveOutcome {
  return saveAnswers(world.db, { ...key, country, changes }, { actor: world.actor(who, at), now: at });
}

function results(outcome: SaveOutcome): ChangeResult[] {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.results;
}

const standing = () => {
  const submission = readSubmission(world.db, key);
  return submission ? answersOf(world.db, submission.id) : new Map();
};

describe("saving answers", () => {
  it("accepts a change, appends it to the log and projects it", () => {
    const first = change("nitazenes", { v: 41, f: ["P"] }, { raw: "41 p" });
    expect(save("claire", [first])).toEqual({
      seq: 1,
      results: [{ changeId: first.changeId, outcome: "accepted", seq: 1 }],
    });
    const submission = readSubmission(world.db, key)!;
    expect(submission).toMatchObject({ seq: 1, revision: 1 });
    expect(standing().get("nitazenes")).toEqual({ value: { v: 41, f: ["P"] }, seq: 1 });
    expect(historyOf(world.db, submission.id).get("nitazenes")).toEqual([
      { seq: 1, path: "nitazenes", value: { v: 41, f: ["P"] }, raw: "41 p", reason: null, by: "Claire Aubry", at: now },
    ]);
  });

  it("begins the section with its first change, and no other", () => {
    save("claire", [change("nitazenes", { v: 41 })]);
    expect([...readSubmission(world.db, key)!.sections].map(([name, { state }]) => [name, state])).toEqual([
      ["deaths", "draft"],
    ]);
  });

  it("acknowledges a repeat with the seq it got, and applies it once", () => {
    const first = change("nitazenes", { v: 41 });
    save("claire", [first]);
    save("claire", [change("nitazenes", { v: 42 }, { base: 1 })]);
    expect(results(save("claire", [first]))).toEqual([{ changeId: first.changeId, outcome: "accepted", seq: 1 }]);
    expect(standing().get("nitazenes")).toEqual({ value: { v: 42 }, seq: 2 });
  });

  it("acknowledges a repeat inside one request, too", () => {
    const first = change("nitazenes", { v: 41 });
    expect(results(save("claire", [first, first])).map((r) => r.outcome === "accepted" && r.seq)).toEqual([1, 1]);
    expect(readSubmission(world.db, key)!.seq).toBe(1);
  });

  it("refuses another answer under an id seen before", () => {
    const first = change("nitazenes", { v: 41 });
    save("claire", [first]);
    expect(results(save("claire", [{ ...first, value: { v: 99 } }]))[0]).toMatchObject({
      outcome: "refused",
      refusal: { refusal: "already-exists" },
    });
    expect(standing().get("nitazenes")).toEqual({ value: { v: 41 }, seq: 1 });
  });

  it("answers a change of a stale base with their value, who and when, and keeps theirs", () => {
    save("paul", [change("nitazenes", { v: 21 })]);
    const mine = change("nitazenes", { v: 41 });
    expect(results(save("claire", [mine]))).toEqual([
      {
        changeId: mine.changeId,
        outcome: "conflict",
        theirs: { value: { v: 21 }, seq: 1, by: "Paul Martin", at: now },
      },
    ]);
    expect(standing().get("nitazenes")).toEqual({ value: { v: 21 }, seq: 1 });
  });

  it("treats one's own second window as anybody else's", () => {
    save("claire", [change("nitazenes", { v: 21 })]);
    expect(results(save("claire", [change("nitazenes", { v: 41 })]))[0]?.outcome).toBe("conflict");
  });

  it("takes the id of one's own unacknowledged change as the base", () => {
    const first = change("nitazenes", { v: 41 });
    const second = change("nitazenes", { v: 42 }, { base: first.changeId });
    expect(results(save("claire", [first, second])).map(({ outcome }) => outcome)).toEqual(["accepted", "accepted"]);
    const third = change("nitazenes", { v: 43 }, { base: second.changeId });
    expect(results(save("claire", [third]))[0]?.outcome).toBe("accepted");
  });

  it("does not take the id of somebody else's change as the base", () => {
    const theirs = change("nitazenes", { v: 41 });
    save("paul", [theirs]);
    expect(results(save("claire", [change("nitazenes", { v: 42 }, { base: theirs.changeId })]))[0]?.outcome).toBe(
      "conflict",
    );
  });

  it("stands on the base of a refused change in the same request", () => {
    const first = change("nitazenes", { v: -1 });
    const second = change("nitazenes", { v: 1 }, { base: first.changeId });
    expect(results(save("claire", [first, second])).map(({ outcome }) => outcome)).toEqual(["refused", "accepted"]);
  });

  it("clears an answer by a row of the log, and remembers its seq", () => {
    save("claire", [change("nitazenes", { v: 41 })]);
    expect(results(save("claire", [change("nitazenes", null, { base: 1 })]))[0]?.outcome).toBe("accepted");
    expect(standing().get("nitazenes")).toEqual({ value: null, seq: 2 });
    expect(results(save("claire", [change("nitazenes", { v: 7 })]))[0]?.outcome).toBe("conflict");
  });

  it.each([
    ["an unknown question", "prices", { v: 1 }, "unknown-path"],
    ["an unknown cell", "entrants/XXX/F", { v: 1 }, "unknown-path"],
    ["a text in a figure", "nitazenes", "abc", "not-a-figure"],
    ["a value with a reason for none", "nitazenes", { v: 1, f: ["L"] }, "reason-with-value"],
    ["a negative count", "nitazenes", { v: -1 }, "out-of-range"],
    ["a prototype's name", "__proto__", { v: 1 }, "unknown-path"],
  ])("refuses %s with a finding and takes the rest", (_what, path, value, code) => {
    const odd = change(path, value);
    const [first, second] = results(save("claire", [odd, change("story", "late certificates")]));
    expect(first).toMatchObject({ changeId: odd.changeId, outcome: "refused", findings: [{ code, level: "error" }] });
    expect(second?.outcome).toBe("accepted");
  });

  it("refuses a typed total while all its parts have values", () => {
    save("claire", [change("entrants/OPI/F", { v: 1 }), change("entrants/COC/F", { v: 2 })]);
    expect(results(save("claire", [change("entrants/_T/F", { v: 3 })]))[0]).toMatchObject({
      findings: [{ code: "total-with-parts" }],
    });
    save("claire", [change("entrants/COC/F", { v: null, f: ["O"] }, { base: 2 })]);
    expect(results(save("claire", [change("entrants/_T/F", { v: 3 })]))[0]?.outcome).toBe("accepted");
  });

  it("keeps a personal answer beside the log, which holds a hash only", () => {
    save("claire", [change("contact", "Jeanne Dupont", { raw: "Jeanne Dupont" })]);
    const rows = world.db.$client.prepare("select value, raw from answer_changes").all() as {
      value: string;
      raw: unknown;
    }[];
    expect(JSON.stringify(rows)).not.toContain("Dupont");
    expect(rows[0]?.raw).toBeNull();
    expect(standing().get("contact")).toEqual({ value: "Jeanne Dupont", seq: 1 });
    world.db.$client.exec("delete from personal_answers");
    expect(standing().get("contact")).toEqual({ value: null, seq: 1 });
  });

  it("writes nothing for a change that is not accepted", () => {
    save("claire", [change("nitazenes", "abc"), change("prices", 1)]);
    expect(readSubmission(world.db, key)).toBeNull();
  });
});

describe("who may save, and when", () => {
  it.each([
    ["claire", "NO", "not-found"],
    ["ingrid", "FR", "not-found"],
    ["tomas", "FR", "not-allowed"],
    ["elena", "FR", "not-allowed"],
    ["henri", "FR", "not-allowed"],
    ["adam", "FR", "not-found"],
    ["claire", "DE", "not-found"],
  ] as const)("%s at %s: %s", (who, country, refusal) => {
    expect(save(who, [change("nitazenes", { v: 41 })], { country })).toMatchObject({ refusal });
  });

  it.each([
    ["2026-01-31T12:00:00.000Z", "round-not-open"],
    ["2026-12-18T22:59:59.999Z", "round-closed"],
    ["2027-03-01T12:00:00.000Z", "round-closed"],
  ])("refuses the whole request at %s: %s", (at, refusal) => {
    expect(save("claire", [change("nitazenes", { v: 41 })], { at })).toMatchObject({ refusal });
  });

  it("takes a save in the last millisecond", () => {
    expect(
      results(save("claire", [change("nitazenes", { v: 41 })], { at: "2026-12-18T22:59:59.998Z" }))[0]?.outcome,
    ).toBe("accepted");
  });

  it("acknowledges after the deadline what was saved before it", () => {
    const first = change("nitazenes", { v: 41 });
    save("claire", [first]);
    const after = save("claire", [first, change("story", "too late")], { at: "2026-12-19T08:00:00.000Z" });
    expect(results(after)).toMatchObject([
      { outcome: "accepted", seq: 1 },
      { outcome: "refused", refusal: { refusal: "round-closed" } },
    ]);
  });

  it("lets a contributor write only what is delegated to her, by question or by section", () => {
    expect(results(save("lucie", [change("nitazenes", { v: 1 })]))[0]).toMatchObject({
      refusal: { refusal: "not-delegated" },
    });
    const delegation = { round, country: "FR", person: world.ids.lucie };
    mustBeDone(delegate(world.db, { ...delegation, prefix: "entrants" }, world.deed("claire")));
    expect(
      results(save("lucie", [change("entrants/OPI/F", { v: 1 }), change("nitazenes", { v: 1 })])).map((r) => r.outcome),
    ).toEqual(["accepted", "refused"]);
    mustBeDone(delegate(world.db, { ...delegation, prefix: "deaths" }, world.deed("claire")));
    expect(results(save("lucie", [change("nitazenes", { v: 1 })]))[0]?.outcome).toBe("accepted");
  });

  it("refuses a section that was submitted, change by change, and takes the others", () => {
    world.answer("claire", { nitazenes: { v: 41 }, "entrants/OPI/F": { v: 2 } });
    world.db.$client.exec("update submission_sections set state = 'submitted' where section = 'deaths'");
    expect(
      results(save("claire", [change("nitazenes", { v: 1 }, { base: 1 }), change("entrants/OPI/M", { v: 3 })])),
    ).toMatchObject([
      { outcome: "refused", findings: [], refusal: { refusal: "wrong-state", detail: { state: "submitted" } } },
      { outcome: "accepted" },
    ]);
  });

  it("lapses a sign-off by any later change, and says so in the log", () => {
    world.answer("claire", { nitazenes: { v: 41 } });
    mustBeDone(signOff(world.db, { ...key, sections: ["deaths"], expectedSeq: 1 }, world.deed("henri")));
    world.answer("claire", { nitazenes: { v: 42 } });
    expect(readSubmission(world.db, key)!.sections.get("deaths")?.state).toBe("draft");
    const events = world.db.$client.prepare("select event from section_events order by id").pluck().all();
    expect(events).toEqual(["sign-off", "edit"]);
  });
});

describe("the log of answers", () => {
  it("equals a model, whatever two people save, and the projection is its last line of each path", () => {
    const paths = ["nitazenes", "entrants/OPI/F", "deaths_by_year/Y0/M"];
    const step = fc.record({
      who: fc.constantFrom("claire" as const, "paul" as const),
      path: fc.constantFrom(...paths),
      value: fc.oneof(
        fc.constant(null),
        fc.nat(5).map((v) => ({ v })),
      ),
      /** Does she know the newest seq, or only what she saw last? */
      knows: fc.boolean(),
      /** Was the answer lost on the way, so that the browser sends it again? */
      repeats: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const own = makeWorld();
        const seen: Record<string, Record<string, number>> = { claire: {}, paul: {} };
        const model = new Map<string, { value: unknown; seq: number }>();
        let seq = 0;
        for (const [i, { who, path, value, knows, repeats }] of steps.entries()) {
          const base = knows ? (model.get(path)?.seq ?? 0) : (seen[who]![path] ?? 0);
          const one = { changeId: `model-${i}-00`, path, base, value };
          for (let turn = 0; turn <= Number(repeats); turn += 1) {
            const outcome = mustBeDone(
              saveAnswers(own.db, { ...keyOf(who), changes: [one] }, { actor: own.actor(who), now }),
            ).results[0]!;
            const fits = turn === 1 ? outcome.outcome === "accepted" || base !== (model.get(path)?.seq ?? 0) : true;
            expect(fits).toBe(true);
            if (turn === 0 && base === (model.get(path)?.seq ?? 0)) {
              seq += 1;
              model.set(path, { value, seq });
              expect(outcome).toEqual({ changeId: one.changeId, outcome: "accepted", seq });
            } else if (turn === 0) {
              expect(outcome).toMatchObject({ outcome: "conflict", theirs: model.get(path) });
            }
            seen[who]![path] = model.get(path)?.seq ?? 0;
          }
        }
        const submission = readSubmission(own.db, key);
        expect(submission?.seq ?? 0).toBe(seq);
        if (!submission) return;
        const projected = new Map(
          [...authoredAnswersOf(own.db, submission.id)].map(([path, a]) => [path, { value: a.value, seq: a.seq }]),
        );
        expect(projected).toEqual(model);
        const log = own.db.$client.prepare("select seq from answer_changes order by seq").pluck().all();
        expect(log).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
        const last = own.db.$client
          .prepare("select path, value, max(seq) seq from answer_changes group by path")
          .all() as { path: string; value: string; seq: number }[];
        expect(new Map(last.map((row) => [row.path, { value: JSON.parse(row.value), seq: row.seq }]))).toEqual(model);
      }),
      { numRuns: runs(40) },
    );
  });
});
