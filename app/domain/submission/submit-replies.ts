import { canonicalJson } from "~/domain/observation/canonical";
import { commentSuffix } from "~/domain/questionnaire/answers";

/** A reason of a return, on a figure or (path null) on the whole section. The country reads it as written. */
export type ReturnReason = { path: string | null; lang: "en" | "fr"; text: string };

/** A country's answer to one reason: `to` is the event of the return, `reason` the place of the reason in it, from 0. */
export type Reply = { to: number; reason: number; lang: "en" | "fr"; text: string };

/** An event of a section, as far as returns and replies go; `seq` counts in the revision it happened in, `submission`. */
export type ReturnEvent = {
  id: number;
  submission: number;
  event: string;
  at: string;
  by: string | null;
  seq: number;
  detail: { reasons?: readonly ReturnReason[]; replies?: readonly Reply[] };
};

/** One answer that is another one than at the return; null = it was, or is now, without one. */
export type ChangeSince = { path: string; before: unknown; after: unknown };

/** What became of a reason: nothing yet, the figure is another one now, or the country said something to it. */
export type ReasonState = "not-yet" | "corrected" | "answered";

/** A reason of a return with what the country did about it. */
export type ReturnedReason = ReturnReason & {
  /** `{event}.{place}`: names its field in a form. */
  id: string;
  by: string | null;
  at: string;
  reply: { lang: "en" | "fr"; text: string; by: string | null; at: string } | null;
  /** Answers changed since, at the figure or table it stands on; of the whole section where it stands on that. */
  changes: ChangeSince[];
  state: ReasonState;
};

/**
 * The last return of a section; it stays the last when the section is submitted again and accepted. A correction starts
 * without it: what was accepted is settled.
 */
export function lastReturnOf<E extends Pick<ReturnEvent, "event">>(events: readonly E[]): E | null {
  const last = events.findLast(({ event }) => event === "return" || event === "correct");
  return last?.event === "return" ? last : null;
}

/**
 * The return that still waits for the country: the last one, until the section is submitted again. A signature, a lapsed
 * one, or "no answer" taken back do not answer it.
 */
export function openReturnOf<E extends Pick<ReturnEvent, "event">>(events: readonly E[]): E | null {
  const last = events.findLast(({ event }) => event === "return" || event === "submit" || event === "accept");
  return last?.event === "return" ? last : null;
}

/**
 * Puts beside each reason of a return what the country replied and what it changed since.
 *
 * A reason on a figure is met by a reply or by another answer there. One on the whole section is met by a reply only:
 * nothing tells which change was meant.
 * @param events  all events of the section, the first first; the newest reply to a reason counts, an empty one takes it back
 * @param answers answers of the section by path, as they stood at the return and as they stand now; cleared ones absent
 */
export function reasonsOfReturn(
  returned: ReturnEvent,
  events: readonly ReturnEvent[],
  answers: { before: ReadonlyMap<string, unknown>; after: ReadonlyMap<string, unknown> },
): ReturnedReason[] {
  const changed = changesBetween(answers);
  return (returned.detail.reasons ?? []).map((reason, place) => {
    const reply = replyTo({ to: returned.id, reason: place }, events);
    const changes = changed.filter(({ path }) => covers(reason.path, path));
    const isCorrected = reason.path !== null && changes.length > 0;
    return {
      ...reason,
      ...{ id: `${returned.id}.${place}`, by: returned.by, at: returned.at, reply, changes },
      state: isCorrected ? "corrected" : reply ? "answered" : "not-yet",
    };
  });
}

/** Reasons nothing was done about: they hold a submit back. */
export function unansweredOf(reasons: readonly ReturnedReason[]): ReturnedReason[] {
  return reasons.filter(({ state }) => state === "not-yet");
}

function replyTo(about: { to: number; reason: number }, events: readonly ReturnEvent[]): ReturnedReason["reply"] {
  for (const { detail, by, at } of events.toReversed()) {
    const found = (detail.replies ?? []).findLast(({ to, reason }) => to === about.to && reason === about.reason);
    if (found) return found.text === "" ? null : { lang: found.lang, text: found.text, by, at };
  }
  return null;
}

function covers(reason: string | null, path: string): boolean {
  return reason === null || path === reason || path === reason + commentSuffix || path.startsWith(`${reason}/`);
}

function changesBetween({
  before,
  after,
}: {
  before: ReadonlyMap<string, unknown>;
  after: ReadonlyMap<string, unknown>;
}): ChangeSince[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path) => {
    const [was, is] = [before.get(path) ?? null, after.get(path) ?? null];
    return canonicalJson(was) === canonicalJson(is) ? [] : [{ path, before: was, after: is }];
  });
}
