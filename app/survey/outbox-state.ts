import type { Finding } from "~/domain/finding";
import type { Reading } from "~/domain/read-figure";
import type { Refusal } from "~/domain/refusal";
import type { Change, ChangeResult } from "~/domain/submit-change";
import { isSame } from "./same-answer";

/*
 * The outbox as a pure state: what the collection has acknowledged, what waits, what met another value, what was refused.
 * Nothing leaves it but by an acknowledgement or by the person's own decision.
 */

/** An answer the collection has acknowledged; `null` = cleared, its seq still counts. */
export type Standing = { value: unknown; seq: number; by: string | null; at: string | null };

/** A change that waits. Once tried it may have been committed although no answer came back: it is never rewritten. */
export type Waiting = Change & { at: string; tried: boolean };

/** Two values for one path: nobody's is dropped until the person chooses. */
export type Conflict = { mine: Waiting; theirs: Standing; before: Standing | null };

/** A typed text that is not taken, kept as typed: it could not be read, is asked about, or was refused by the house. */
export type Unkept = {
  raw: string;
  at: string;
  /** What the collection said of it; absent while it was never sent. */
  value?: unknown;
  findings: Finding[];
  refusal: Refusal | null;
  reading: Reading | null;
};

/** Why nothing goes out now, since when. `message` is a code; words are in i18n/fill.ts. */
export type Trouble = {
  kind: "offline" | "signed-out" | "closed" | "refused" | "busy";
  since: string;
  refusal?: Refusal;
};

export type OutboxState = {
  standing: ReadonlyMap<string, Standing>;
  waiting: readonly Waiting[];
  conflicts: ReadonlyMap<string, Conflict>;
  unkept: ReadonlyMap<string, Unkept>;
  /** Instant of the last acknowledgement; null = nothing was saved in this window yet. */
  savedAt: string | null;
  trouble: Trouble | null;
};

export type Typed = { changeId: string; path: string; value: unknown; raw?: string; reason?: string; at: string };

export type OutboxEvent =
  | { kind: "typed"; changes: readonly Typed[] }
  | { kind: "unread"; path: string; raw: string; reading: Reading | null; findings?: Finding[]; at: string }
  | { kind: "restored"; path: string }
  | { kind: "sent"; changeIds: readonly string[] }
  | { kind: "answered"; results: readonly ChangeResult[]; at: string; by: string | null }
  | { kind: "failed"; trouble: Trouble }
  | { kind: "heard"; answers: ReadonlyMap<string, Standing> }
  | { kind: "kept-mine"; path: string; changeId: string; at: string }
  | { kind: "took-theirs"; path: string }
  | { kind: "woken"; kept: Kept[] };

/** What one window of the browser keeps of one path over a reload. */
export type Kept = { path: string; waiting: Waiting[]; conflict: Conflict | null; unkept: Unkept | null };

export function emptyOutbox(standing: ReadonlyMap<string, Standing>): OutboxState {
  return { standing, waiting: [], conflicts: new Map(), unkept: new Map(), savedAt: null, trouble: null };
}

/** Moves the outbox on; the former state is left as it was. */
export function moveOutbox(state: OutboxState, event: OutboxEvent): OutboxState {
  switch (event.kind) {
    case "typed":
      return event.changes.reduce(type, state);
    case "unread": {
      const { path, raw, reading, findings = [], at } = event;
      return { ...state, unkept: withEntry(state.unkept, path, { raw, reading, at, findings, refusal: null }) };
    }
    case "restored":
      return { ...state, unkept: without(state.unkept, event.path) };
    case "sent": {
      const ids = new Set(event.changeIds);
      return { ...state, waiting: state.waiting.map((one) => (ids.has(one.changeId) ? { ...one, tried: true } : one)) };
    }
    case "answered":
      return event.results.reduce<OutboxState>((now, result) => answer(now, result, event), {
        ...state,
        trouble: null,
      });
    case "failed":
      return { ...state, trouble: state.trouble?.kind === event.trouble.kind ? state.trouble : event.trouble };
    case "heard":
      return hear(state, event.answers);
    case "kept-mine":
      return keepMine(state, event);
    case "took-theirs":
      return { ...state, conflicts: without(state.conflicts, event.path) };
    case "woken":
      return event.kept.reduce(wake, state);
    default:
      return event satisfies never;
  }
}

/** Paths an event may change; cells of other paths need not look. */
export function pathsOf(state: OutboxState, event: OutboxEvent): string[] {
  switch (event.kind) {
    case "typed":
      return event.changes.map(({ path }) => path);
    case "unread":
    case "restored":
    case "kept-mine":
    case "took-theirs":
      return [event.path];
    case "answered": {
      const ids = new Set(event.results.map(({ changeId }) => changeId));
      return state.waiting.filter(({ changeId }) => ids.has(changeId)).map(({ path }) => path);
    }
    case "heard":
      return [...event.answers.keys()];
    case "woken":
      return event.kept.map(({ path }) => path);
    case "sent":
    case "failed":
      return [];
    default:
      return event satisfies never;
  }
}

/** The changes to send next: the first of each path, in the order typed, at most `most`. */
export function nextBatch(state: OutboxState, most = 500): Waiting[] {
  const paths = new Set<string>();
  const batch: Waiting[] = [];
  for (const change of state.waiting) {
    if (paths.has(change.path)) continue;
    paths.add(change.path);
    batch.push(change);
    if (batch.length === most) break;
  }
  return batch;
}

/** The value a person sees at a path: what she typed last, else what the collection holds. */
export function valueAt(state: OutboxState, path: string): unknown {
  const typed = state.waiting.findLast((change) => change.path === path);
  return (typed ? typed.value : state.standing.get(path)?.value) ?? null;
}

function type(state: OutboxState, typed: Typed): OutboxState {
  const { path } = typed;
  const unkept = without(state.unkept, path);
  const conflicts = without(state.conflicts, path);
  const last = state.waiting.findLast((change) => change.path === path);
  const known = state.standing.get(path);
  const before = last?.tried ? last.value : (known?.value ?? null);
  const change: Waiting = { ...typed, base: known?.seq ?? 0, tried: false };
  if (last && !last.tried) {
    const others = state.waiting.filter((one) => one !== last);
    const chained = others.some((one) => one.path === path);
    // Back to what the collection holds: nothing is left to be said.
    if (!chained && isSame(before, typed.value)) return { ...state, unkept, conflicts, waiting: others };
    const waiting = state.waiting.map((one) => (one === last ? { ...change, base: last.base } : one));
    return { ...state, unkept, conflicts, waiting };
  }
  if (isSame(before, typed.value)) return { ...state, unkept, conflicts };
  const next = last ? { ...change, base: last.changeId } : change;
  return { ...state, unkept, conflicts, waiting: [...state.waiting, next] };
}

function answer(state: OutboxState, result: ChangeResult, event: { at: string; by: string | null }): OutboxState {
  const change = state.waiting.find(({ changeId }) => changeId === result.changeId);
  if (!change) return state;
  const { path } = change;
  if (result.outcome === "accepted") return accept(state, change, { seq: result.seq, ...event });
  const chain = state.waiting.filter((one) => one.path === path);
  const mine = chain.at(-1)!;
  if (result.outcome === "conflict") {
    const theirs: Standing = result.theirs;
    const before = state.standing.get(path) ?? null;
    const waiting = state.waiting.filter((one) => one.path !== path);
    const standing = withEntry(state.standing, path, theirs);
    if (isSame(theirs.value, mine.value)) return { ...state, waiting, standing, savedAt: event.at };
    return { ...state, waiting, standing, conflicts: withEntry(state.conflicts, path, { mine, theirs, before }) };
  }
  if (mine !== change) {
    // A later text of the same path is still to be heard; it stands where the refused one wanted to.
    const waiting = state.waiting.filter((one) => one !== change);
    const rebased = waiting.map((one) => (one.base === change.changeId ? { ...one, base: change.base } : one));
    return { ...state, waiting: rebased };
  }
  const refused: Unkept = {
    raw: change.raw ?? "",
    value: change.value,
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
  const waiting = state.waiting
    .filter((one) => one !== change)
    .map((one) => (one.base === change.changeId ? { ...one, base: said.seq } : one));
  const known = state.standing.get(change.path);
  // An acknowledgement of an old try may come after a newer value was heard of: the newer one stands.
  const newer = !known || said.seq > known.seq;
  const standing = newer
    ? withEntry(state.standing, change.path, { value: change.value, seq: said.seq, by: said.by, at: said.at })
    : state.standing;
  return { ...state, waiting, standing, savedAt: said.at };
}

/** Takes what others saved. A path of one's own that waits is left alone: the save door will tell. */
function hear(state: OutboxState, answers: ReadonlyMap<string, Standing>): OutboxState {
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

function keepMine(
  state: OutboxState,
  { path, changeId, at }: { path: string; changeId: string; at: string },
): OutboxState {
  const conflict = state.conflicts.get(path);
  if (!conflict) return state;
  const { mine, theirs } = conflict;
  const again: Waiting = { ...mine, changeId, at, base: theirs.seq, tried: false };
  return { ...state, conflicts: without(state.conflicts, path), waiting: [...state.waiting, again] };
}

/** Takes back what an earlier life of the page kept. All of it may have been sent before. */
function wake(state: OutboxState, kept: Kept): OutboxState {
  const ids = new Set(state.waiting.map(({ changeId }) => changeId));
  const waiting = kept.waiting.filter(({ changeId }) => !ids.has(changeId)).map((one) => ({ ...one, tried: true }));
  return {
    ...state,
    waiting: [...state.waiting, ...waiting],
    conflicts: kept.conflict ? withEntry(state.conflicts, kept.path, kept.conflict) : state.conflicts,
    unkept: kept.unkept ? withEntry(state.unkept, kept.path, kept.unkept) : state.unkept,
  };
}

function withEntry<T>(map: ReadonlyMap<string, T>, path: string, entry: T): ReadonlyMap<string, T> {
  return new Map(map).set(path, entry);
}

function without<T>(map: ReadonlyMap<string, T>, path: string): ReadonlyMap<string, T> {
  if (!map.has(path)) return map;
  const rest = new Map(map);
  rest.delete(path);
  return rest;
}
