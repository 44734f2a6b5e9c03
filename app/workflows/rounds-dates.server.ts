import { type Refusal, refuse } from "~/domain/refusal";
import { type OpenWhy, type RoundDates, roundState, troubleOfDeadlines } from "~/domain/submission/round";
import { isWritable } from "~/domain/submission/submission";
import { openReturnOf } from "~/domain/submission/submit-replies";
import { windowOf } from "~/domain/submission/submit-window";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { archiveRoundAt, type Round, readRound, setDeadlines } from "~db/collection/rounds";
import { eventsOf } from "~db/collection/submissions/events";
import { submissionsOfRound } from "~db/collection/submissions/submissions";

export type Deadlines = Pick<RoundDates, "softDeadlineAt" | "hardDeadlineAt">;

/**
 * Moves the deadlines of a round that is not archived; a later last day opens a closed round again.
 *
 * Refused: another editor moved them since (`stale`); days out of order or unchanged (`bad-request` naming the part); a new
 * day that is over already, unless it is meant (`not-ready`, part `past`).
 * @param what.seen  the deadlines the editor looked at
 */
export function moveDeadlines(
  db: Collection,
  what: Deadlines & { round: string; seen: Deadlines; pastIsMeant: boolean },
  deed: Deed,
): { moved: string } | Refusal {
  const { round: id, seen, softDeadlineAt, hardDeadlineAt, pastIsMeant } = what;
  return db.transaction(
    (tx): { moved: string } | Refusal => {
      const round = readRound(tx, id);
      if (!round) return refuse("not-found");
      const state = roundState(round, deed.now);
      if (state === "archived") return refuse("wrong-state", { state });
      if (seen.softDeadlineAt !== round.softDeadlineAt || seen.hardDeadlineAt !== round.hardDeadlineAt)
        return refuse("stale");
      const to = { softDeadlineAt, hardDeadlineAt };
      const trouble = troubleOfDeadlines(round, to, deed.now);
      if (trouble !== null && trouble !== "past") return refuse("bad-request", { part: trouble });
      if (trouble === "past" && !pastIsMeant) return refuse("not-ready", { part: trouble });
      setDeadlines(tx, id, to);
      const detail = {
        ...moved("soft", round.softDeadlineAt, softDeadlineAt),
        ...moved("hard", round.hardDeadlineAt, hardDeadlineAt),
      };
      writeAudit(tx, deed, { action: "round.move-deadlines", subject: id, detail });
      return { moved: id };
    },
    { behavior: "immediate" },
  );
}

function moved(name: "soft" | "hard", from: string, to: string): Record<string, { from: string; to: string }> {
  return from === to ? {} : { [name]: { from, to } };
}

/** A section that keeps a closed round from being archived. */
export type OpenSection = { country: string; number: number; section: string; why: OpenWhy };

/**
 * Sections of a round somebody still has to act on. What was never sent by the last day is not: it stays without answer.
 */
export function openSections(db: Collection, round: Pick<Round, "id">): OpenSection[] {
  return submissionsOfRound(db, round.id).flatMap((submission) => {
    const happened = eventsOf(db, submission.id);
    return [...submission.sections].flatMap(([section, { state }]): OpenSection[] => {
      const place = { country: submission.country, number: submission.number, section };
      if (state === "submitted") return [{ ...place, why: "submitted" }];
      if (!isWritable(state)) return [];
      const events = happened.filter((event) => event.section === section);
      if (windowOf("closed", { state, events }) !== "open") return [];
      return [{ ...place, why: openReturnOf(events) ? "returned" : "corrected" }];
    });
  });
}

/**
 * Archives a closed round: from now on nothing of it is written, corrected or reviewed; what was accepted stays as it is.
 *
 * Refused while it is not closed (`wrong-state`) and while a section waits for somebody (`not-ready`; `openSections` says
 * which).
 */
export function archiveRound(db: Collection, id: string, deed: Deed): { archived: string } | Refusal {
  return db.transaction(
    (tx): { archived: string } | Refusal => {
      const round = readRound(tx, id);
      if (!round) return refuse("not-found");
      const state = roundState(round, deed.now);
      if (state !== "closed") return refuse("wrong-state", { state });
      const open = openSections(db, round);
      if (open.length > 0) return refuse("not-ready", { part: "open", sections: open.length });
      archiveRoundAt(tx, id, deed.now);
      writeAudit(tx, deed, { action: "round.archive", subject: id, detail: {} });
      return { archived: id };
    },
    { behavior: "immediate" },
  );
}
