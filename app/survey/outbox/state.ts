import type { Finding } from "~/domain/check/finding";
import type { Reading } from "~/domain/figure/read-figure";
import type { Refusal } from "~/domain/refusal";
import type { Change, ChangeResult } from "~/domain/submission/submit-change";

/*
 * The outbox as a pure state: what the collection has acknowledged, what waits, what met another value, what was refused.
 * Nothing leaves it but by an acknowledgement or by the person's own decision.
 */

/** An answer the collection has acknowledged; `null` = cleared, its seq still counts. */
export type Standing = { value: unknown; seq: number; by: string | null; at: string | null };

/**
 * A change that waits. Once tried it may have been committed although no answer came back: it is never rewritten.
 * `from`: what stood when it was typed; after a reload the collection may hold something newer.
 */
export type Waiting = Change & { at: string; tried: boolean; from?: Standing | null };

/** Two values for one path: nobody's is dropped until the person chooses. */
export type Conflict = { mine: Waiting; theirs: Standing; before: Standing | null };

/** A typed text that is not taken, kept as typed: it could not be read, is asked about, or was refused by the house. */
export type Unkept = {
  raw: string;
  at: string;
  /** The answer as it was sent; absent while it was never sent. */
  value?: unknown;
  /** Seq of the path she saw when she typed it; absent = as it stands. */
  base?: number;
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
  | { kind: "tried-again"; changes: readonly { path: string; changeId: string }[]; at: string }
  | { kind: "retyped"; path: string; value: unknown; raw?: string | undefined; at: string }
  | { kind: "kept-mine"; path: string; changeId: string; at: string }
  | { kind: "took-theirs"; path: string }
  | { kind: "woken"; kept: Kept[] };

/** What one window of the browser keeps of one path over a reload. */
export type Kept = { path: string; waiting: Waiting[]; conflict: Conflict | null; unkept: Unkept | null };

export function emptyOutbox(standing: ReadonlyMap<string, Standing>): OutboxState {
  return { standing, waiting: [], conflicts: new Map(), unkept: new Map(), savedAt: null, trouble: null };
}
