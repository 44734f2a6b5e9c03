import { type Refusal, refuse } from "~/domain/refusal";
import { factorMail } from "~/mail/templates";
import { writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { writeMail } from "~db/collection/outbox";
import { decideReset, insertReset, openResetOf } from "~db/collection/people/factor-resets";
import { deletePasskeys, deleteTotp, hasFactor, replaceRecoveryCodes } from "~db/collection/people/factors";
import { personById } from "~db/collection/people/persons";
import { endSessionsOf } from "~db/collection/people/sessions";

type Admin = { by: number; now: string };

/** A request that nobody confirmed within a week is too old to be: then it is asked anew. */
const lifeMinutes = 7 * 24 * 60;

/** Shortest and longest reason, characters. */
export const reasonLength = { least: 10, most: 500 } as const;

/**
 * Asks that the lost second factor of a person be taken away; a second admin confirms.
 * @param asked.reason  why, and how it was made sure that it is she (a call to her ministry's switchboard)
 * @returns the number of the request; refuses oneself, a person without a second factor, a reason too short, a repeat
 * @source OWASP ASVS 5.0.0 §6.4.4; facts/auth.md §5.4
 */
export function askReset(db: Collection, asked: { person: number; reason: string }, admin: Admin): number | Refusal {
  return db.transaction(
    (tx) => {
      const { person } = asked;
      const reason = asked.reason.trim();
      if (!personById(tx, person)) return refuse("not-found");
      if (person === admin.by) return refuse("not-allowed", { reason: "self" });
      if (reason.length < reasonLength.least || reason.length > reasonLength.most)
        return refuse("bad-request", { field: "reason" });
      if (!hasFactor(tx, person)) return refuse("wrong-state");
      const former = openResetOf(tx, person);
      if (former && !isOld(former.askedAt, admin.now)) return refuse("already-exists");
      // One that is too old makes room.
      if (former)
        decideReset(tx, former.id, { decision: "taken-back", decidedBy: former.askedBy, decidedAt: admin.now });
      const id = insertReset(tx, { person, reason, askedBy: admin.by, askedAt: admin.now });
      writeAudit(tx, admin, { action: "factor.reset-ask", subject: `person/${person}` });
      return id;
    },
    { behavior: "immediate" },
  );
}

/** Was a request asked too long ago to be confirmed? */
export function isOld(askedAt: string, now: string): boolean {
  return askedAt <= addMinutes(now, -lifeMinutes);
}

/**
 * Confirms a request: all second factors and recovery codes of the person go, her sessions end, she is told by mail. She signs
 * in with her password and enrols anew.
 * @returns refuses who asked for it, and the person herself
 */
export function confirmReset(db: Collection, person: number, admin: Admin): null | Refusal {
  return db.transaction(
    (tx) => {
      const open = openResetOf(tx, person);
      const found = personById(tx, person);
      if (!open || !found) return refuse("wrong-state");
      if (person === admin.by) return refuse("not-allowed", { reason: "self" });
      if (open.askedBy === admin.by) return refuse("same-person");
      if (isOld(open.askedAt, admin.now)) return refuse("stale");
      deleteTotp(tx, person);
      deletePasskeys(tx, person);
      replaceRecoveryCodes(tx, person, [], admin.now);
      const ended = endSessionsOf(tx, person, admin.now);
      decideReset(tx, open.id, { decision: "confirmed", decidedBy: admin.by, decidedAt: admin.now });
      const detail = { ended, askedBy: open.askedBy };
      writeAudit(tx, admin, { action: "factor.reset", subject: `person/${person}`, detail });
      writeMail(tx, factorMail(found, { change: "reset", factor: "totp" }), admin.now);
      return null;
    },
    { behavior: "immediate" },
  );
}

/** Ends a request without taking anything away: whoever asked takes it back, anybody else declines it. */
export function endReset(db: Collection, person: number, admin: Admin): null | Refusal {
  return db.transaction(
    (tx) => {
      const open = openResetOf(tx, person);
      if (!open) return refuse("wrong-state");
      const own = open.askedBy === admin.by;
      decideReset(tx, open.id, {
        ...{ decision: own ? "taken-back" : "declined", decidedBy: admin.by, decidedAt: admin.now },
      });
      const subject = `person/${person}`;
      if (own) writeAudit(tx, admin, { action: "factor.reset-take-back", subject });
      else writeAudit(tx, admin, { action: "factor.reset-decline", subject });
      return null;
    },
    { behavior: "immediate" },
  );
}
