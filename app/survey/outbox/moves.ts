import { type ChangeResult, toRaw } from "~/domain/submission/submit-change";
import { isRows, mergeRows } from "./merge-rows";
import { isSame } from "./same-answer";
import type { Kept, OutboxState, Standing, Typed, Unkept, Waiting } from "./state";

/* What each event does to the outbox; outbox-state.ts says which events there are. */

/** A change typed: joined to one that waits and was never tried, else behind it. */
export function type(state: OutboxState, typed: Typed): OutboxState {
  const { path } = typed;
  const seen = state.unkept.get(path)?.base;
  const unkept = without(state.unkept, path);
  const conflicts = without(state.conflicts, path);
  const last = state.waiting.findLast((change) => change.path === path);
  const known = state.standing.get(path);
  const before = last?.tried ? last.value : (known?.value ?? null);
  const change: Waiting = { ...typed, base: seen ?? known?.seq ?? 0, from: known ?? null, tried: false };
  if (last && !last.tried) {
    const others = state.waiting.filter((one) => one !== last);
    const chained = others.some((one) => one.path === path);
    // Back to what the collection holds: nothing is left to be said.
    if (!chained && isSame(before, typed.value)) return { ...state, unkept, conflicts, waiting: others };
    const waiting = state.waiting.map((one) => (one === last ? { ...change, base: last.base, from: last.from } : one));
    return { ...state, unkept, conflicts, waiting };
  }
  if (isSame(before, typed.value)) return { ...state, unkept, conflicts };
  const next = last ? { ...change, base: last.changeId, from: last.from } : change;
  return { ...state, unkept, conflicts, waiting: [...state.waiting, next] };
}

/** What the collection said of a change. */
export function answer(
  state: OutboxState,
  result: ChangeResult,
  event: { at: string; by: string | null },
): OutboxState {
  const change = state.waiting.find(({ changeId }) => changeId === result.changeId);
  if (!change) return state;
  const { path } = change;
  if (result.outcome === "accepted") return accept(state, change, { seq: result.seq, by: event.by, at: event.at });
  const chain = state.waiting.filter((one) => one.path === path);
  const mine = chain.at(-1)!;
  if (result.outcome === "conflict") {
    const theirs: Standing = result.theirs;
    const before = change.from === undefined ? (state.standing.get(path) ?? null) : change.from;
    const waiting = state.waiting.filter((one) => one.path !== path);
    const standing = withEntry(state.standing, path, theirs);
    if (isSame(theirs.value, mine.value)) return { ...state, waiting, standing, savedAt: event.at };
    if (isRows(path)) {
      const value = mergeRows({ before: change.from?.value, mine: mine.value, theirs: theirs.value });
      if (isSame(theirs.value, value)) return { ...state, waiting, standing, savedAt: event.at };
      const changeId = `${mine.changeId.replace(/-rows\d+$/, "")}-rows${theirs.seq}`;
      const merged: Waiting = { ...mine, changeId, value, base: theirs.seq, from: theirs, tried: false };
      return { ...state, standing, waiting: [...waiting, merged] };
    }
    return { ...state, waiting, standing, conflicts: withEntry(state.conflicts, path, { mine, theirs, before }) };
  }
  if (mine !== change) {
    // A later text of the same path is still to be heard; it stands where the refused one wanted to.
    const waiting = state.waiting.filter((one) => one !== change);
    const rebased = waiting.map((one) =>
      one.base === change.changeId ? { ...one, base: change.base, from: change.from } : one,
    );
    return { ...state, waiting: rebased };
  }
  const refused: Unkept = {
    raw: change.raw ?? "",
    value: change.value,
    ...(typeof change.base === "number" ? { base: change.base } : {}),
    at: event.at,
    findings: result.findings,
    refusal: result.refusal ?? null,
    reading: null,
  };
  const waiting = state.waiting.filter((one) => one !== change);
  return { ...state, waiting, unkept: withEntry(state.unkept, path, refused) };
}

function accept(
  state: OutboxState,
  change: Waiting,
  said: { seq: number; at: string; by: string | null },
): OutboxState {
  const saved: Standing = { value: change.value, ...said };
  const waiting = state.waiting
    .filter((one) => one !== change)
    .map((one) => (one.base === change.changeId ? { ...one, base: said.seq, from: saved } : one));
  const known = state.standing.get(change.path);
  // An acknowledgement of an old try may come after a newer value was heard of: the newer one stands.
  const newer = !known || said.seq > known.seq;
  const standing = newer ? withEntry(state.standing, change.path, saved) : state.standing;
  // A text typed after it and not taken yet was typed over this very value.
  const after = state.unkept.get(change.path);
  const unkept = after ? withEntry(state.unkept, change.path, { ...after, base: said.seq }) : state.unkept;
  return { ...state, waiting, standing, unkept, savedAt: said.at };
}

/** Takes what others saved. A path of one's own that waits is left alone: the save door will tell. */
export function hear(state: OutboxState, answers: ReadonlyMap<string, Standing>): OutboxState {
  const own = new Set(state.waiting.map(({ path }) => path));
  const standing = new Map(state.standing);
  let conflicts = state.conflicts;
  for (const [path, heard] of answers) {
    if (own.has(path) || heard.seq <= (standing.get(path)?.seq ?? 0)) continue;
    standing.set(path, heard);
    const conflict = conflicts.get(path);
    if (conflict) conflicts = withEntry(conflicts, path, { ...conflict, theirs: heard });
  }
  return { ...state, standing, conflicts };
}

/** While two values stand, what she types on changes hers; both stay shown until she chooses. */
export function retype(
  state: OutboxState,
  { path, value, raw, at }: { path: string; value: unknown; raw?: string | undefined; at: string },
): OutboxState {
  const conflict = state.conflicts.get(path);
  if (!conflict) return state;
  const { raw: _former, ...rest } = conflict.mine;
  const mine: Waiting = { ...rest, value, at, ...(raw === undefined ? {} : { raw: toRaw(raw) }) };
  return { ...state, conflicts: withEntry(state.conflicts, path, { ...conflict, mine }) };
}

/** An answer that was refused is sent once more, on what she saw when she typed it. */
export function tryAgain(
  state: OutboxState,
  { path, changeId, at }: { path: string; changeId: string; at: string },
): OutboxState {
  const refused = state.unkept.get(path);
  if (refused?.value === undefined) return state;
  const known = state.standing.get(path) ?? null;
  const { value, raw, base = known?.seq ?? 0 } = refused;
  const again: Waiting = { changeId, path, value, ...(raw === "" ? {} : { raw }), base, from: known, at, tried: false };
  return { ...state, unkept: without(state.unkept, path), waiting: [...state.waiting, again] };
}

/** Hers is sent once more, over the other she has seen now. */
export function keepMine(
  state: OutboxState,
  { path, changeId, at }: { path: string; changeId: string; at: string },
): OutboxState {
  const conflict = state.conflicts.get(path);
  if (!conflict) return state;
  const { mine, theirs } = conflict;
  const again: Waiting = { ...mine, changeId, at, base: theirs.seq, from: theirs, tried: false };
  return { ...state, conflicts: without(state.conflicts, path), waiting: [...state.waiting, again] };
}

/** Takes back what an earlier life of the page kept. All of it may have been sent before. */
export function wake(state: OutboxState, kept: Kept): OutboxState {
  const ids = new Set(state.waiting.map(({ changeId }) => changeId));
  const waiting = kept.waiting.filter(({ changeId }) => !ids.has(changeId)).map((one) => ({ ...one, tried: true }));
  const now = state.standing.get(kept.path);
  const { conflict } = kept;
  return {
    ...state,
    waiting: [...state.waiting, ...waiting],
    conflicts: conflict
      ? withEntry(
          state.conflicts,
          kept.path,
          now && now.seq > conflict.theirs.seq ? { ...conflict, theirs: now } : conflict,
        )
      : state.conflicts,
    unkept: kept.unkept ? withEntry(state.unkept, kept.path, kept.unkept) : state.unkept,
  };
}

/** The map with one entry set. */
export function withEntry<T>(map: ReadonlyMap<string, T>, path: string, entry: T): ReadonlyMap<string, T> {
  return new Map(map).set(path, entry);
}

/** The map without one entry. */
export function without<T>(map: ReadonlyMap<string, T>, path: string): ReadonlyMap<string, T> {
  if (!map.has(path)) return map;
  const rest = new Map(map);
  rest.delete(path);
  return rest;
}
