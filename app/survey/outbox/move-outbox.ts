import { answer, hear, keepMine, retype, tryAgain, type, wake, withEntry, without } from "./moves";
import type { OutboxEvent, OutboxState, Waiting } from "./state";

/** Moves the outbox on; the former state is left as it was. */
export function moveOutbox(state: OutboxState, event: OutboxEvent): OutboxState {
  switch (event.kind) {
    case "typed":
      return event.changes.reduce(type, state);
    case "unread": {
      const { path, raw, reading, findings = [], at } = event;
      const base = state.unkept.get(path)?.base ?? state.standing.get(path)?.seq ?? 0;
      return { ...state, unkept: withEntry(state.unkept, path, { raw, reading, at, base, findings, refusal: null }) };
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
    case "tried-again":
      return event.changes.reduce((now, one) => tryAgain(now, { ...one, at: event.at }), state);
    case "retyped":
      return retype(state, event);
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
    case "tried-again":
      return event.changes.map(({ path }) => path);
    case "unread":
    case "restored":
    case "retyped":
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
export function nextBatch(state: OutboxState, most = Number.POSITIVE_INFINITY): Waiting[] {
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
