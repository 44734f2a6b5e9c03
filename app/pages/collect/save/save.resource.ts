import type { Request, RequestHandler, Response } from "express";
import { addresses } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { type Actor, decide } from "~/domain/people/access";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { parseRoundId } from "~/domain/submission/round";
import { type Change, parseChanges } from "~/domain/submission/submit-change";
import type { Env } from "~/env.server";
import { statusOf } from "~/http.server";
import { refusals } from "~/i18n/refusals";
import { actorLetIn, sessionIdHash } from "~/session.server";
import { saveAnswersWithin } from "~/workflows/answers.server";
import { authoredAnswersOf } from "~db/collection/answers";
import type { Collection } from "~db/collection/client";
import { askedOf } from "~db/collection/submissions/asked";
import { readSubmission, type SubmissionKey } from "~db/collection/submissions/submissions";
import { troubleOf } from "~db/sqlite/trouble";
import { type CommitQueue, NotCommitted } from "./commit-queue.server";
import { saveLimit } from "./save-limit.server";

/** Where the host mounts the door, before Remix; docs/api.md describes it. */
export const saveDoorPath = addresses.collect.save.path;

/** Largest body in bytes: 2 000 changes with notes are well below. */
const largestBody = 2 * 1024 * 1024;
const longestListening = 12 * 1024 * 1024;

export type SaveDoor = {
  db: Collection;
  queue: CommitQueue;
  /** The instant, ISO 8601 UTC. */
  clock: () => string;
  env: Pick<Env, "APP_ORIGIN" | "VIGIE_MODE" | "ALLOW_PASSWORD_ONLY">;
  /** Changes a person may save in a minute. */
  changesPerMinute?: number;
};

/** What is answered: a status and a body, and for "later" when to come back. */
type Answer = { status: number; body: unknown; retryAfter?: number };

/**
 * The one save door: `GET` gives all answers with their seq, `POST` takes changes. A host handler, because Remix would
 * cost more than the save; who asks is found by the same function as everywhere, what may be saved by the workflow.
 *
 * "Saved" is answered only after COMMIT. That the request comes from our own pages is the host's guard to know.
 */
export function saveDoor(door: SaveDoor): RequestHandler {
  const limit = saveLimit(door.changesPerMinute ?? 2000);
  return (request, response) => {
    answer(door, limit, request)
      .catch((error: unknown): Answer => troubled(request, error))
      .then((said) => send(response, said))
      .catch((error: unknown) => {
        request.log?.error({ event: "save.unsent", error: error instanceof Error ? error.stack : String(error) });
        response.destroy();
      });
  };
}

async function answer(door: SaveDoor, limit: ReturnType<typeof saveLimit>, request: Request): Promise<Answer> {
  const lang = langOf(request);
  const idHash = sessionIdHash(request.headers.cookie, door.env);
  const key = parseKey(request.params);
  if (request.method !== "GET" && request.method !== "POST") return refused(refuse("bad-request"), lang, 405);
  if (idHash === null) return refused(refuse("not-signed-in"), lang);
  if (!key) return refused(refuse("not-found"), lang);
  if (request.method === "GET") return readAnswers(door, { idHash, key, lang });
  if (!isJson(request)) return refused(refuse("bad-request", { part: "Content-Type" }), lang, 415);
  const bytes = await readBody(request);
  if (isRefusal(bytes)) return refused(bytes, lang);
  const changes = readChanges(bytes);
  if (isRefusal(changes)) return refused(changes, lang);
  return door.queue.run(() => save(door, limit, { idHash, key, changes, lang }));
}

type Asking = { idHash: string; key: SubmissionKey; lang: Lang };

/** Runs inside the commit: who asks, the budget and the round are looked at in the transaction that writes. */
function save(door: SaveDoor, limit: ReturnType<typeof saveLimit>, asking: Asking & { changes: Change[] }): Answer {
  const now = door.clock();
  const actor = actorLetIn(door.db, asking.idHash, door.env, now);
  if (!actor) return refused(refuse("not-signed-in"), asking.lang);
  if (!limit(actor.person, asking.changes.length, now)) return refused(refuse("too-many"), actor.lang);
  const outcome = saveAnswersWithin(door.db, { ...asking.key, changes: asking.changes }, { actor, now });
  return isRefusal(outcome) ? refused(outcome, actor.lang) : { status: 200, body: outcome };
}

function readAnswers({ db, clock, env }: SaveDoor, { idHash, key, lang }: Asking): Answer {
  const actor = actorLetIn(db, idHash, env, clock());
  if (!actor) return refused(refuse("not-signed-in"), lang);
  return answersFor(db, actor, key);
}

function answersFor(db: Collection, actor: Actor, key: SubmissionKey): Answer {
  const asked = askedOf(db, key.round, key.country);
  const submission = readSubmission(db, key);
  const isKnown = asked !== null && (submission !== null || key.number === 1);
  if (!isKnown) return refused(refuse("not-found"), actor.lang);
  const verdict = decide(actor, "answer.read", { country: key.country });
  if (!verdict.allowed)
    return refused(refuse(verdict.why === "other-country" ? "not-found" : "not-allowed"), actor.lang);
  const answers = submission ? Object.fromEntries(authoredAnswersOf(db, submission.id)) : {};
  const sections = Object.fromEntries([...(submission?.sections ?? [])].map(([name, { state }]) => [name, state]));
  return { status: 200, body: { seq: submission?.seq ?? 0, revision: submission?.revision ?? 1, answers, sections } };
}

function parseKey(params: Record<string, string | undefined>): SubmissionKey | null {
  const round = parseRoundId(params.round);
  const { country = "", number = "" } = params;
  if (round === null || !/^[A-Z]{2}$/.test(country) || !/^[1-9]\d?$/.test(number)) return null;
  return { round, country, number: Number(number) };
}

function isJson(request: Request): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "");
}

/** A body that is too large is read on without being kept, so that the refusal arrives; one without end is cut. */
function readBody(request: Request): Promise<Buffer | Refusal> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else resolve(refuse("too-large"));
      if (length > longestListening) request.destroy();
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("aborted", () => resolve(refuse("bad-request")));
  });
}

// Bytes that are no UTF-8 are refused, not replaced.
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Deepest nesting of a change: the value of a panel's row is at six. */
const deepest = 40;

/** How deep lists and objects stand in each other in a JSON text; what stands in a text counts for nothing. */
export function depthOf(bytes: Uint8Array): number {
  let [depth, most, inText] = [0, 0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > most) most = depth;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return most;
}

function readChanges(bytes: Buffer): Change[] | Refusal {
  if (depthOf(bytes) > deepest) return refuse("bad-request", { part: "JSON" });
  let body: unknown;
  try {
    body = JSON.parse(utf8.decode(bytes));
  } catch {
    return refuse("bad-request", { part: "JSON" });
  }
  const changes = parseChanges(body);
  return "problem" in changes ? refuse("bad-request", { part: changes.problem }) : changes;
}

function refused(refusal: Refusal, lang: Lang, status = statusOf(refusal)): Answer {
  const body = { ...refusal, message: refusals[lang][refusal.refusal] };
  return status === 429 || status >= 503 ? { status, body, retryAfter: status === 429 ? 60 : 2 } : { status, body };
}

function troubled(request: Request, error: unknown): Answer {
  const lang = langOf(request);
  if (error instanceof NotCommitted) {
    request.log?.error({ event: "save.not-committed", why: error.why });
    return refused(refuse("busy"), lang, error.why === "full" ? 507 : 503);
  }
  // What only reads may meet it too.
  if (troubleOf(error) !== null) return refused(refuse("busy"), lang, troubleOf(error) === "full" ? 507 : 503);
  request.log?.error({ event: "save.failed", error: error instanceof Error ? error.stack : String(error) });
  return refused(refuse("busy"), lang, 500);
}

/** Before the person is known, the browser's language. */
function langOf(request: Request): Lang {
  return /^\s*fr\b/i.test(request.headers["accept-language"] ?? "") ? "fr" : "en";
}

function send(response: Response, { status, body, retryAfter }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
    ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
    ...(status === 405 ? { Allow: "GET, POST" } : {}),
  });
  response.end(text);
}
