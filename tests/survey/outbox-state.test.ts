import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChangeResult } from "~/domain/submit-change";
import {
  emptyOutbox,
  moveOutbox,
  nextBatch,
  type OutboxEvent,
  type OutboxState,
  type Standing,
  valueAt,
  type Waiting,
} from "~/survey/outbox-state";

const at = "2026-11-24T14:02:00Z";

function typed(path: string, value: unknown, changeId: string): OutboxEvent {
  return { kind: "typed", changes: [{ path, value, changeId, at }] };
}

function move(state: OutboxState, ...events: OutboxEvent[]): OutboxState {
  return events.reduce(moveOutbox, state);
}

const empty = emptyOutbox(new Map());
const stands = (value: unknown, seq: number): Standing => ({ value, seq, by: "Mathis Le Gall", at });

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
      { numRuns: 500 },
    );
  });
});
