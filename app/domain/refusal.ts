/** Why a request is not done. It becomes a status code only in `http.server.ts`, and words only in `i18n/refusals.ts`. */
export const refusalCodes = [
  "not-signed-in",
  "not-fresh",
  "not-allowed",
  "not-found",
  "bad-request",
  "too-large",
  "too-many",
  "round-not-open",
  "round-closed",
  "wrong-state",
  "not-delegated",
  "seq-moved",
  "stale",
  "same-person",
  "former-withdrawn",
  "gives-away",
  "not-ready",
  "already-exists",
  "gone",
  "link-used",
  "link-expired",
  "wrong-credentials",
  "too-long",
  "busy",
  "store-busy",
  "store-full",
  "store-failed",
  "release-damaged",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** `detail` names what the sentence needs (a parameter, a code, a state); never an answer or a person. */
export type Refusal = { refusal: RefusalCode; detail?: Record<string, string | number> };

export function refuse(code: RefusalCode, detail?: Record<string, string | number>): Refusal {
  return detail ? { refusal: code, detail } : { refusal: code };
}

export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === "object" && outcome !== null && "refusal" in outcome;
}
