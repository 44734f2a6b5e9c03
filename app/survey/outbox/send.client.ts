import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import type { ChangeResult, Saved } from "~/domain/submission/submit-change";
import type { Standing, Trouble, Waiting } from "./state";

/**
 * What came of a try to save: results; or what stands in the way (`later` = worth another try by itself); or that the
 * request as such was not taken because of one of its changes (`at` = which, where it is named).
 */
export type Sent =
  | { results: ChangeResult[] }
  | { trouble: Omit<Trouble, "since">; later: boolean }
  | { odd: Refusal; at: number | null };

/** Longest wait for an answer, in ms; then the line counts as cut and the same changes are sent again. */
const longestWait = 20_000;

/** Sends changes through the save door. Never throws: a cut line is an outcome. */
export async function sendChanges(address: string, changes: readonly Waiting[]): Promise<Sent> {
  const body = JSON.stringify({ changes: changes.map(({ at: _at, tried: _tried, from: _from, ...change }) => change) });
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body,
      signal: AbortSignal.timeout(longestWait),
    });
  } catch {
    return cutLine;
  }
  // What stands between us and the collection may answer with a page of its own.
  const said: unknown = await response.json().catch(() => null);
  if (response.ok) return isSaved(said) ? { results: said.results } : cutLine;
  const refusal = isRefusal(said) ? said : undefined;
  return oddOf(response.status, refusal, changes.length) ?? troubleOf(response.status, refusal);
}

const cutLine: Sent = { trouble: { kind: "offline" }, later: true };

/**
 * Is one of the changes at fault? A body too large or not in its form; and a 403 that is not the collection's own, which
 * a guard before it gives for a text it takes for an attack.
 */
function oddOf(status: number, refusal: Refusal | undefined, count: number): Sent | null {
  const isOdd = status === 413 || status === 400 || (status === 403 && refusal === undefined);
  if (!isOdd) return null;
  const named = /^changes\/(\d+)(?:\/|$)/.exec(String(refusal?.detail?.part ?? ""));
  const at = named ? Number(named[1]) : count === 1 ? 0 : null;
  return {
    odd: refusal ?? refuse(status === 413 ? "too-large" : "bad-request"),
    at: at !== null && at < count ? at : null,
  };
}

/** Reads all answers as they stand in the collection; null when they cannot be had now. */
export async function hearAnswers(address: string): Promise<ReadonlyMap<string, Standing> | null> {
  try {
    const response = await fetch(address, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(longestWait),
    });
    if (!response.ok) return null;
    const said: unknown = await response.json();
    if (typeof said !== "object" || said === null || !("answers" in said)) return null;
    return new Map(Object.entries(said.answers as Record<string, Standing>));
  } catch {
    return null;
  }
}

function troubleOf(status: number, refusal: Refusal | undefined): Sent {
  const more = refusal ? { refusal } : {};
  if (status === 401) return { trouble: { kind: "signed-out", ...more }, later: false };
  if (refusal?.refusal === "round-closed" || refusal?.refusal === "round-not-open")
    return { trouble: { kind: "closed", ...more }, later: false };
  if (status === 429 || status >= 500) return { trouble: { kind: "busy", ...more }, later: true };
  return { trouble: { kind: "refused", ...more }, later: false };
}

function isSaved(said: unknown): said is Saved {
  return typeof said === "object" && said !== null && "results" in said && Array.isArray(said.results);
}
