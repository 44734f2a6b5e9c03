import type { Lang } from "~/domain/dictionary/dictionary";
import { parseLang } from "~/i18n/messages";
import { troubleOf } from "~db/sqlite/trouble";
import { isRefusal, type Refusal, type RefusalCode, refuse } from "./domain/refusal";

/* Requests and responses: the only place where a refusal becomes a status code. */

const statuses: Record<RefusalCode, number> = {
  "not-signed-in": 401,
  // RFC 9470 answers 401 too, where a sign-in is too old for an act.
  "not-fresh": 401,
  "not-allowed": 403,
  "not-found": 404,
  "bad-request": 400,
  "too-large": 413,
  "too-many": 429,
  "round-not-open": 409,
  "round-closed": 409,
  "wrong-state": 409,
  "not-delegated": 403,
  "seq-moved": 409,
  stale: 409,
  "same-person": 409,
  "former-withdrawn": 409,
  "gives-away": 409,
  "not-ready": 409,
  "already-exists": 409,
  gone: 410,
  "link-used": 410,
  "link-expired": 410,
  "wrong-credentials": 401,
  "too-long": 503,
  busy: 503,
  "store-busy": 503,
  "store-full": 507,
  "store-failed": 503,
  "release-damaged": 503,
};

/** HTTP status of a refusal. */
export function statusOf(refusal: Refusal): number {
  return statuses[refusal.refusal];
}

/** What a person is told when a file could not be read or written; null for a bug. The one place that reads such errors. */
export function refusalOfTrouble(error: unknown): Refusal | null {
  const trouble = troubleOf(error);
  return trouble === null ? null : refuse(`store-${trouble}`);
}

/** Seconds after which a refused request may be tried again: a count of tries runs out slowly, a held file soon. */
export function retryAfter(status: number): number | null {
  if (status === 429) return 60;
  return status === 503 || status === 507 ? 5 : null;
}

/** A refusal as a response with its body in JSON; pages catch it in their error boundary and say it in words. */
export function refusalResponse(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const status = statusOf(refusal);
  const seconds = retryAfter(status);
  const retry: Record<string, string> = seconds === null ? {} : { "Retry-After": String(seconds) };
  return Response.json(refusal, { status, headers: { "Cache-Control": "no-store", ...retry, ...headers } });
}

/** Gives the outcome back, or throws the refusal as a response. */
export function orThrow<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw refusalResponse(outcome);
  return outcome;
}

/** The language an address begins with. @throws Response  404 where it is none of ours */
export function langOf(params: { lang?: string | undefined }): Lang {
  const lang = parseLang(params.lang);
  if (!lang) throw refusalResponse(refuse("not-found"));
  return lang;
}

/** Fields of one name a form may have; no list of ours is longer. */
const mostOfOneName = 1_000;

/**
 * The fields of a form.
 * @throws Response  400 where the body is no form, or a broken one, or has more fields of one name than any form of ours
 */
export async function formOf(request: Request): Promise<FormData> {
  try {
    const form = await request.formData();
    const counts = new Map<string, number>();
    for (const [name] of form) {
      const count = (counts.get(name) ?? 0) + 1;
      if (count > mostOfOneName) throw refusalResponse(refuse("bad-request", { part: "form" }));
      counts.set(name, count);
    }
    return form;
  } catch (error) {
    // What undici says of another content type and of a body it cannot take apart.
    if (error instanceof TypeError) throw refusalResponse(refuse("bad-request", { part: "form" }));
    throw error;
  }
}

/** RFC 9457 problem of the public API, naming the parameter or code that was wrong. */
export function problem(status: number, title: string, more: Record<string, unknown> = {}): Response {
  return new Response(JSON.stringify({ type: "about:blank", title, status, ...more }), {
    status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8", "Access-Control-Allow-Origin": "*" },
  });
}
