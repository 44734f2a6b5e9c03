import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangeResult } from "~/domain/submission/submit-change";
import { moveOutbox, nextBatch, valueAt } from "~/survey/outbox/move-outbox";
import { emptyOutbox, type OutboxEvent, type OutboxState, type Standing, type Waiting } from "~/survey/outbox/state";
import { runs } from "../../support/runs";

const at = "2026-11-24T14:02:00Z";

function typed(path: string, value: unknown, changeId: string): OutboxEvent {
  return { kind: "typed", changes: [{ path, value, changeId, at }] };
}

function move(state: OutboxState, ...events: OutboxEvent[]): OutboxState {
  return events.reduce(moveOutbox, state);
}

const empty = emptyOutbox(new Map());
const stands = (value: unknown, seq: number): Standing => ({ value, seq, by: "Mathis Le Gall", at });

const conflictOf = (changeId: string, value: unknown, seq: number): OutboxEvent => ({
  ...{ kind: "answered", at, by: null },
  results: [{ changeId, outcome: "conflict", theirs: stands(value, seq) }],
});

describe("the outbox", () => {
  it("bases a change on the seq of its path, and 0 where nobody answered", () => {
    const state = move(emptyOutbox(new Map([["a", stands(1, 41)]])), typed("a", 2, "one"), typed("b", 3, "two"));
    expect(state.waiting.map(({ path, base }) => [path, base])).toEqual([
      ["a", 41],
      ["b", 0],
    ]);
  });

  it("rewrites a change nobody tried to send, and never one that was tried", () => {
    const once = move(empty, typed("a", 1, "one"), typed("a", 2, "two"));
    expect(once.waiting).toMatchObject([{ changeId: "two", value: 2, base: 0 }]);
    const tried = move(once, { kind: "sent", changeIds: ["two"] }, typed("a", 3, "three"));
    expect(tried.waiting).toMatchObject([
      { changeId: "two", value: 2, tried: true },
      { changeId: "three", value: 3, base: "two", tried: false },
    ]);
    expect(nextBatch(tried).map(({ changeId }) => changeId)).toEqual(["two"]);
  });

  it("forgets a change that goes back to what stands", () => {
    const state = move(
      emptyOutbox(new Map([["a", stands({ v: 1 }, 4)]])),
      typed("a", { v: 2 }, "one"),
      typed("a", { v: 1 }, "two"),
    );
    expect(state.waiting).toEqual([]);
  });

  it("is saved only after the acknowledgement", () => {
    const sent = move(empty, typed("a", 1, "one"), { kind: "sent", changeIds: ["one"] });
    expect(sent.savedAt).toBeNull();
    expect(sent.waiting).toHaveLength(1);
    const done = move(sent, {
      kind: "answered",
      at,
      by: "Claire Aubry",
      results: [{ changeId: "one", outcome: "accepted", seq: 9 }],
    });
    expect(done).toMatchObject({ savedAt: at, waiting: [] });
    expect(done.standing.get("a")).toEqual({ value: 1, seq: 9, by: "Claire Aubry", at });
  });

  it("keeps what waits when the line is cut, and says since when", () => {
    const cut: OutboxEvent = { kind: "failed", trouble: { kind: "offline", since: at } };
    const later: OutboxEvent = { kind: "failed", trouble: { kind: "offline", since: "2026-11-24T14:09:00Z" } };
    const state = move(empty, typed("a", 1, "one"), { kind: "sent", changeIds: ["one"] }, cut, later);
    expect(state.trouble).toEqual({ kind: "offline", since: at });
    expect(nextBatch(state)).toMatchObject([{ changeId: "one", value: 1 }]);
  });

  it("shows both values of a conflict and drops none", () => {
    const state = move(
      emptyOutbox(new Map([["a", stands(1790, 5)]])),
      typed("a", 1900, "one"),
      { kind: "sent", changeIds: ["one"] },
      {
        kind: "answered",
        at,
        by: null,
        results: [{ changeId: "one", outcome: "conflict", theirs: stands(1842, 7) }],
      },
    );
    expect(state.conflicts.get("a")).toMatchObject({
      mine: { value: 1900 },
      theirs: { value: 1842, seq: 7 },
      before: { value: 1790 },
    });
    expect(move(state, { kind: "kept-mine", path: "a", changeId: "two", at }).waiting).toMatchObject([
      { value: 1900, base: 7, changeId: "two", tried: false },
    ]);
    expect(move(state, { kind: "took-theirs", path: "a" })).toMatchObject({ waiting: [], conflicts: new Map() });
    expect(move(state, typed("a", 1850, "three")).waiting).toMatchObject([{ value: 1850, base: 7 }]);
  });

  it("sees no conflict where both typed the same", () => {
    const state = move(empty, typed("a", { v: 5, f: ["P"] }, "one"), {
      kind: "answered",
      at,
      by: null,
      results: [{ changeId: "one", outcome: "conflict", theirs: stands({ f: ["P"], v: 5 }, 7) }],
    });
    expect(state.conflicts.size).toBe(0);
    expect(state.standing.get("a")).toMatchObject({ seq: 7 });
  });

  it("shows after a reload what stood when it was typed, not what the collection holds by now", () => {
    const typedOn = move(emptyOutbox(new Map([["a", stands(1, 3)]])), typed("a", 2, "one"));
    const kept = [{ path: "a", waiting: [...typedOn.waiting], conflict: null, unkept: null }];
    const woken = move(emptyOutbox(new Map([["a", stands(9, 7)]])), { kind: "woken", kept }, conflictOf("one", 9, 7));
    expect(woken.conflicts.get("a")).toMatchObject({ mine: { value: 2 }, theirs: { value: 9 }, before: { value: 1 } });
  });

  it("changes hers while two values stand, and keeps both", () => {
    const state = move(empty, typed("a", "mine", "one"), conflictOf("one", "theirs", 7), {
      kind: "retyped",
      path: "a",
      value: "mine and more",
      at,
    });
    expect(state.conflicts.get("a")).toMatchObject({ mine: { value: "mine and more" }, theirs: { value: "theirs" } });
    expect(state.waiting).toEqual([]);
    expect(move(state, { kind: "kept-mine", path: "a", changeId: "two", at }).waiting).toMatchObject([
      { changeId: "two", value: "mine and more", base: 7 },
    ]);
  });

  it.each([
    ["both added", ["a"], ["a", "mine"], ["a", "theirs"], ["a", "theirs", "mine"]],
    ["both added the first", undefined, ["mine"], ["theirs"], ["theirs", "mine"]],
    ["she took one out, they added one", ["a", "b"], ["b"], ["a", "b", "theirs"], ["b", "theirs"]],
    ["they took one out, she added one", ["a", "b"], ["a", "b", "mine"], ["b"], ["b", "mine"]],
  ])("joins the rows of an open table when %s", (_what, before, mine, theirs, joined) => {
    const path = "table/#rows";
    const state = move(
      emptyOutbox(new Map(before ? [[path, stands(before, 3)]] : [])),
      typed(path, mine, "change-1"),
      { kind: "sent", changeIds: ["change-1"] },
      conflictOf("change-1", theirs, 7),
    );
    expect(state.conflicts.size).toBe(0);
    expect(state.waiting).toMatchObject([{ value: joined, base: 7, tried: false }]);
    expect(state.waiting[0]?.changeId).not.toBe("change-1");
  });

  it("takes no row of a colleague out because the page was loaded again meanwhile", () => {
    const path = "table/#rows";
    const typedOn = move(emptyOutbox(new Map([[path, stands(["a"], 3)]])), typed(path, ["a", "mine"], "change-1"));
    const kept = [{ path, waiting: [...typedOn.waiting], conflict: null, unkept: null }];
    const standing = new Map([[path, stands(["a", "theirs"], 7)]]);
    const state = move(emptyOutbox(standing), { kind: "woken", kept }, conflictOf("change-1", ["a", "theirs"], 7));
    expect(state.waiting).toMatchObject([{ value: ["a", "theirs", "mine"], base: 7 }]);
  });

  it("sends a refused answer again when she asks, on what she saw when she typed it", () => {
    const refused: OutboxEvent = {
      kind: "answered",
      at,
      by: null,
      results: [{ changeId: "one", outcome: "refused", findings: [], refusal: { refusal: "wrong-state", detail: {} } }],
    };
    const state = move(emptyOutbox(new Map([["a", stands("old", 3)]])), typed("a", "narrative", "one"), refused, {
      kind: "heard",
      answers: new Map([["a", stands("a colleague's", 5)]]),
    });
    expect(state.unkept.get("a")).toMatchObject({ value: "narrative", base: 3 });
    const again = move(state, { kind: "tried-again", changes: [{ path: "a", changeId: "two" }], at });
    expect(again.waiting).toMatchObject([{ changeId: "two", value: "narrative", base: 3, tried: false }]);
    expect(again.unkept.size).toBe(0);
  });

  it("meets what a colleague saved while a text that cannot be read stood there", () => {
    const state = move(
      empty,
      { kind: "unread", path: "a", raw: "12O4", reading: null, at },
      { kind: "heard", answers: new Map([["a", stands(5, 4)]]) },
      typed("a", 1204, "one"),
    );
    expect(state.waiting).toMatchObject([{ value: 1204, base: 0 }]);
  });

  it("keeps a refused value as typed with its finding", () => {
    const finding = { level: "error" as const, code: "out-of-range" as const, at: "a", check: "out-of-range" };
    const state = move(
      empty,
      { kind: "typed", changes: [{ path: "a", value: { v: -3 }, raw: "-3", changeId: "one", at }] },
      {
        kind: "answered",
        at,
        by: null,
        results: [{ changeId: "one", outcome: "refused", findings: [finding] }],
      },
    );
    expect(state.unkept.get("a")).toMatchObject({ raw: "-3", value: { v: -3 }, findings: [finding] });
    expect(state.waiting).toEqual([]);
    expect(move(state, typed("a", { v: 3 }, "two")).unkept.size).toBe(0);
  });

  it("hears what others saved, but not over what waits here", () => {
    const state = move(emptyOutbox(new Map([["a", stands(1, 1)]])), typed("a", 2, "one"), {
      kind: "heard",
      answers: new Map([
        ["a", stands(9, 3)],
        ["b", stands(8, 4)],
      ]),
    });
    expect(valueAt(state, "a")).toBe(2);
    expect(state.waiting).toMatchObject([{ base: 1 }]);
    expect(valueAt(state, "b")).toBe(8);
  });

  it("takes back after a reload what was kept, as if it had been sent", () => {
    const waiting: Waiting = { changeId: "one", path: "a", base: 0, value: 1, at, tried: false };
    const state = move(empty, {
      kind: "woken",
      kept: [{ path: "a", waiting: [waiting], conflict: null, unkept: null }],
    });
    expect(nextBatch(state)).toMatchObject([{ changeId: "one", tried: true }]);
    expect(move(state, typed("a", 2, "two")).waiting).toMatchObject([
      { changeId: "one" },
      { changeId: "two", base: "one" },
    ]);
  });
});

/** The save door as docs/api.md promises it, for one path space and one writer. */
class Door {
  seq = 0;
  log: { changeId: string; path: string; value: unknown; seq: number }[] = [];
  at = new Map<string, { value: unknown; seq: number }>();

  take(changes: readonly Waiting[]): ChangeResult[] {
    return changes.map((change) => {
      const seen = this.log.find(({ changeId }) => changeId === change.changeId);
      if (seen) return { changeId: change.changeId, outcome: "accepted", seq: seen.seq };
      const current = this.at.get(change.path) ?? { value: null, seq: 0 };
      const base =
        typeof change.base === "number" ? change.base : this.log.find(({ changeId }) => changeId === change.base)?.seq;
      if (base !== current.seq)
        return { changeId: change.changeId, outcome: "conflict", theirs: { ...current, by: null, at: null } };
      this.seq += 1;
      this.log.push({ changeId: change.changeId, path: change.path, value: change.value, seq: this.seq });
      this.at.set(change.path, { value: change.value, seq: this.seq });
      return { changeId: change.changeId, outcome: "accepted", seq: this.seq };
    });
  }
}

describe("a bad line", () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("type" as const),
        path: fc.constantFrom("a", "b", "c"),
        value: fc.integer({ min: 0, max: 5 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom("sent", "answer dropped after commit", "line cut before it", "reloaded"),
      }),
    },
  );

  it("loses nothing, doubles nothing and never says saved too early", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const door = new Door();
        const wanted = new Map<string, number>();
        let state = empty;
        let number = 0;
        const send = (outcome: string) => {
          const batch = nextBatch(state);
          if (batch.length === 0) return;
          state = moveOutbox(state, { kind: "sent", changeIds: batch.map(({ changeId }) => changeId) });
          const results = outcome === "line cut before it" ? [] : door.take(batch);
          if (outcome === "sent") state = moveOutbox(state, { kind: "answered", results, at, by: null });
          else state = moveOutbox(state, { kind: "failed", trouble: { kind: "offline", since: at } });
        };
        for (const one of steps) {
          if (one.do === "type") {
            wanted.set(one.path, one.value);
            state = moveOutbox(state, typed(one.path, one.value, `change-${number++}`));
          } else if (one.do === "reloaded") {
            // The page starts again from what the collection holds and what the browser kept.
            const standing = new Map([...door.at].map(([path, held]) => [path, { ...held, by: null, at }]));
            const kept = ["a", "b", "c"].map((path) => ({
              path,
              waiting: state.waiting.filter((w) => w.path === path),
              conflict: null,
              unkept: null,
            }));
            state = moveOutbox(emptyOutbox(standing), { kind: "woken", kept });
          } else send(one.do);
          // What this page calls standing, the door holds.
          for (const [path, held] of state.standing) expect(held.seq).toBeLessThanOrEqual(door.at.get(path)?.seq ?? 0);
        }
        for (let i = 0; i < 200 && state.waiting.length > 0; i += 1) send("sent");
        expect(state.conflicts.size).toBe(0);
        for (const [path, value] of wanted) expect(door.at.get(path)?.value ?? null).toBe(value);
        expect(new Set(door.log.map(({ changeId }) => changeId)).size).toBe(door.log.length);
      }),
      { numRuns: runs(500) },
    );
  });
});
