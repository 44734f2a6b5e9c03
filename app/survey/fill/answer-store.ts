import type { Explained } from "~/domain/check/findings-of";
import { type Figure, isProblem, parseFigure } from "~/domain/figure/figure";
import { toRaw } from "~/domain/submission/submit-change";
import { moveOutbox, pathsOf, valueAt } from "~/survey/outbox/move-outbox";
import { isSame } from "~/survey/outbox/same-answer";
import {
  type Conflict,
  emptyOutbox,
  type OutboxEvent,
  type OutboxState,
  type Standing,
  type Unkept,
} from "~/survey/outbox/state";

/**
 * What one path looks like now. The object is the same until something about its own path changes, so that a cell draws
 * itself again only for its own figure.
 */
export type PathView = {
  value: unknown;
  /** The value as a figure; null when there is none or it is none. */
  figure: Figure | null;
  mark: "saved" | "waiting" | "conflict" | "unkept";
  conflict: Conflict | null;
  unkept: Unkept | null;
  /** What the checks say about it, most urgent first. */
  findings: readonly Explained[];
  by: string | null;
  at: string | null;
};

/** What is being typed in the focused figure, not yet committed. */
export type Typing = { path: string; text: string };

export type Commit = { path: string; value: unknown; raw?: string; reason?: string };

/** The answers of a submission in this window, outside of React: each part of the page subscribes to its own paths. */
export type AnswerStore = {
  state(): OutboxState;
  /** The instant, ISO 8601 UTC. */
  now(): string;
  dispatch(event: OutboxEvent): void;
  view(path: string): PathView;
  /** Calls back when the view of the path changes. */
  subscribe(path: string, listener: () => void): () => void;
  /** Calls back after every event, with the paths it may have changed. */
  subscribeAll(listener: (event: OutboxEvent, paths: readonly string[]) => void): () => void;
  /** Writes answers a person gave; one call is one step of undo, whose number is given back; null = nothing changed. */
  commit(commits: readonly Commit[]): number | null;
  /** Sends once more what was refused at these paths. */
  tryAgain(paths: readonly string[]): void;
  /**
   * Takes a step back, the last one unless told: what was changed again since stays. Returns its paths, empty when there
   * is none.
   */
  undo(step?: number): string[];
  /** Can the step still be taken back? */
  canUndo(step: number): boolean;
  findings(): ReadonlyMap<string, readonly Explained[]>;
  setFindings(findings: readonly Explained[]): void;
  focus(): string | null;
  setFocus(path: string | null): void;
  typing(): Typing | null;
  setTyping(typing: Typing | null): void;
  /** Keeps one path as she saw it when she began to type: what others save there is taken when it is let go (null). */
  hold(path: string | null): void;
  /** Calls back when focus or typing moves. */
  subscribeFocus(listener: () => void): () => void;
  /** Asks whoever draws the path to bring it into view and focus it. */
  show(path: string): void;
  subscribeShow(listener: (path: string) => void): () => void;
};

type Needs = { standing: ReadonlyMap<string, Standing>; newId: () => string; now: () => string };

/** What one deed of hers changed. */
type Step = { id: number; parts: { path: string; before: unknown; value: unknown }[] };

/** Most steps that can be taken back. */
const mostSteps = 100;

export function createAnswerStore({ standing, newId, now }: Needs): AnswerStore {
  let state = emptyOutbox(standing);
  let found: ReadonlyMap<string, readonly Explained[]> = new Map();
  let focused: string | null = null;
  let typing: Typing | null = null;
  let held: string | null = null;
  /** Did two values stand at the held path when she began? */
  let chose = false;
  let late: Standing | null = null;
  const steps: Step[] = [];
  let lastStep = 0;
  const views = new Map<string, PathView>();
  const byPath = new Map<string, Set<() => void>>();
  const all = new Set<(event: OutboxEvent, paths: readonly string[]) => void>();
  const atFocus = new Set<() => void>();
  const shown = new Set<(path: string) => void>();

  const look = (paths: Iterable<string>) => {
    for (const path of new Set(paths)) {
      const former = views.get(path);
      const next = toView(state, path, found.get(path) ?? none);
      if (former && isSameView(former, next)) continue;
      views.set(path, next);
      for (const listener of byPath.get(path) ?? []) listener();
    }
  };
  const dispatch = (given: OutboxEvent) => {
    const event = given.kind === "heard" ? withoutHeld(given) : given;
    const paths = pathsOf(state, event);
    state = moveOutbox(state, event);
    look(paths);
    for (const listener of all) listener(event, paths);
  };
  const withoutHeld = (event: Extract<OutboxEvent, { kind: "heard" }>) => {
    const own = held === null ? undefined : event.answers.get(held);
    if (!own) return event;
    late = own;
    return { ...event, answers: new Map([...event.answers].filter(([path]) => path !== held)) };
  };
  const hold = (path: string | null) => {
    if (path === held) return;
    const heard = held !== null && late ? new Map([[held, late]]) : null;
    held = path;
    late = null;
    chose = path !== null && state.conflicts.has(path);
    if (heard) dispatch({ kind: "heard", answers: heard });
  };
  const write = (commits: readonly Commit[]) => {
    const at = now();
    const changes = commits.map((one) => ({
      ...one,
      ...(one.raw === undefined ? {} : { raw: toRaw(one.raw) }),
      changeId: newId(),
      at,
    }));
    dispatch({ kind: "typed", changes });
  };

  return {
    state: () => state,
    now,
    dispatch,
    view(path) {
      const known = views.get(path) ?? toView(state, path, found.get(path) ?? none);
      views.set(path, known);
      return known;
    },
    subscribe: (path, listener) => addTo(setAt(byPath, path), listener),
    subscribeAll: (listener) => addTo(all, listener),
    commit(all) {
      // Two values she was told of while she typed on are not chosen between by leaving the cell.
      const told = all.filter(({ path }) => path === held && !chose && state.conflicts.has(path));
      for (const { path, value, raw } of told) dispatch({ kind: "retyped", path, value, raw, at: now() });
      const commits = all.filter(({ path, value }) => {
        if (told.some((one) => one.path === path)) return false;
        const settled = !state.conflicts.has(path) && !state.unkept.has(path);
        return !(settled && isSame(valueAt(state, path), value));
      });
      if (commits.length === 0) return null;
      const parts = commits.map(({ path, value }) => ({ path, before: valueAt(state, path), value }));
      lastStep += 1;
      steps.push({ id: lastStep, parts });
      if (steps.length > mostSteps) steps.shift();
      write(commits);
      return lastStep;
    },
    tryAgain(paths) {
      dispatch({ kind: "tried-again", changes: paths.map((path) => ({ path, changeId: newId() })), at: now() });
    },
    undo(id) {
      const at = id === undefined ? steps.length - 1 : steps.findIndex((step) => step.id === id);
      const [step] = at < 0 ? [] : steps.splice(at, 1);
      if (!step) return [];
      const own = step.parts.filter(({ path, value }) => isSame(valueAt(state, path), value));
      write(own.map(({ path, before }) => ({ path, value: before })));
      return step.parts.map(({ path }) => path);
    },
    canUndo: (id) => steps.some((step) => step.id === id),
    findings: () => found,
    setFindings(findings) {
      const former = found;
      const next = new Map<string, Explained[]>();
      for (const one of findings) next.set(one.finding.at, [...(next.get(one.finding.at) ?? []), one]);
      found = next;
      look([...former.keys(), ...next.keys()]);
      for (const listener of atFocus) listener();
    },
    focus: () => focused,
    setFocus(path) {
      if (path === focused) return;
      focused = path;
      for (const listener of atFocus) listener();
    },
    typing: () => typing,
    setTyping(next) {
      if (next === typing) return;
      typing = next;
      for (const listener of atFocus) listener();
    },
    hold,
    subscribeFocus: (listener) => addTo(atFocus, listener),
    show(path) {
      for (const listener of shown) listener(path);
    },
    subscribeShow: (listener) => addTo(shown, listener),
  };
}

const none: readonly Explained[] = [];

function toView(state: OutboxState, path: string, findings: readonly Explained[]): PathView {
  const conflict = state.conflicts.get(path) ?? null;
  const unkept = state.unkept.get(path) ?? null;
  const waits = state.waiting.some((change) => change.path === path);
  const value = valueAt(state, path);
  const read = parseFigure(value);
  const standing = state.standing.get(path);
  return {
    value,
    figure: isProblem(read) ? null : read,
    mark: conflict ? "conflict" : unkept ? "unkept" : waits ? "waiting" : "saved",
    conflict,
    unkept,
    findings,
    by: standing?.by ?? null,
    at: standing?.at ?? null,
  };
}

function isSameView(a: PathView, b: PathView): boolean {
  const same =
    a.mark === b.mark && a.conflict === b.conflict && a.unkept === b.unkept && a.by === b.by && a.at === b.at;
  return same && isSame(a.value, b.value) && isSame(a.findings, b.findings);
}

function setAt<T>(map: Map<string, Set<T>>, key: string): Set<T> {
  const known = map.get(key) ?? new Set<T>();
  map.set(key, known);
  return known;
}

function addTo<T>(set: Set<T>, entry: T): () => void {
  set.add(entry);
  return () => set.delete(entry);
}
