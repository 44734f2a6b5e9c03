import type { Finding } from "~/domain/check/finding";
import type { Refusal } from "../refusal";

/** One change of an answer as a client asks for it. */
export type Change = {
  /** Made by the client, unique in the submission: a repeat is acknowledged, not applied twice. */
  changeId: string;
  path: string;
  /** Seq of the path the change was based on (0 = never answered), or the changeId of one's own earlier change. */
  base: number | string;
  /** The answer; null clears. */
  value: unknown;
  /** The text as typed. */
  raw?: string;
  /** Why, where a reason is asked (revision of an old year). */
  reason?: string;
};

export type ChangeResult =
  | { changeId: string; outcome: "accepted"; seq: number }
  | {
      changeId: string;
      outcome: "conflict";
      theirs: { value: unknown; seq: number; by: string | null; at: string | null };
    }
  /** With findings when it is about the answer, with a refusal when it is about the request. */
  | { changeId: string; outcome: "refused"; findings: Finding[]; refusal?: Refusal };

export type Saved = { seq: number; results: ChangeResult[] };

/** Most changes of one request: a pasted block of a large grid. */
export const mostChanges = 2000;
/** Longest text as typed and longest reason, in characters. */
export const longestRaw = 500;
export const longestReason = 2000;

/** The text as typed, as far as a change carries it: cut between signs, never within one, which no database could keep. */
export function toRaw(text: string): string {
  if (text.length <= longestRaw) return text;
  const cut = text.slice(0, longestRaw);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/**
 * Reads the body of a save, or says which part is wrong (`changes`, `changes/3/base`). Values are read by `admit`.
 * Unknown parts are refused: a misspelt `base` must not count as absent.
 */
export function parseChanges(body: unknown): Change[] | { problem: string } {
  if (!isObject(body) || !Array.isArray(body.changes)) return { problem: "changes" };
  const odd = Object.keys(body).find((key) => key !== "changes");
  if (odd !== undefined) return { problem: odd };
  if (body.changes.length === 0 || body.changes.length > mostChanges) return { problem: "changes" };
  const changes: Change[] = [];
  for (const [i, entry] of body.changes.entries()) {
    const problem = problemOf(entry);
    if (problem !== null) return { problem: problem === "" ? `changes/${i}` : `changes/${i}/${problem}` };
    changes.push(entry as Change);
  }
  return changes;
}

const parts = ["changeId", "path", "base", "value", "raw", "reason"];
const changeIdShape = /^[\w-]{8,64}$/;

function problemOf(entry: unknown): string | null {
  if (!isObject(entry)) return "";
  for (const key in entry) if (!parts.includes(key)) return key;
  if (!isChangeId(entry.changeId)) return "changeId";
  if (typeof entry.path !== "string" || entry.path === "" || entry.path.length > 300) return "path";
  if (typeof entry.base === "string" ? !isChangeId(entry.base) : !isSeq(entry.base)) return "base";
  if (!Object.hasOwn(entry, "value")) return "value";
  if (!isShortText(entry.raw, longestRaw)) return "raw";
  return isShortText(entry.reason, longestReason) ? null : "reason";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isChangeId(value: unknown): value is string {
  return typeof value === "string" && changeIdShape.test(value);
}

function isSeq(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A lone surrogate has no UTF-8: the database would keep another text than was sent. */
function isShortText(value: unknown, most: number): boolean {
  return value === undefined || (typeof value === "string" && value.length <= most && !/[\uD800-\uDFFF]/u.test(value));
}
