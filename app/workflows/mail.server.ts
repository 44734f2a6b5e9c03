import { type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { leaseMail, mailById, markFailed, markSent, type OutboxLine } from "~db/collection/outbox";
import { mayReadMail } from "./people/handing-over.server";

/** A sender that dies gives its mail back after this long. */
const leaseMinutes = 5;

/** Waits between tries in minutes: quick at first, then every six hours, until its text runs out (`mailTexts`, domain/people/personal-data.ts). */
const waits = [1, 2, 5, 15, 60, 180, 360];

/** Takes the next due mail for sending; undefined when none is due. */
export function takeMail(db: Collection, now: string): OutboxLine | undefined {
  return db.transaction((tx) => leaseMail(tx, now, addMinutes(now, leaseMinutes)), { behavior: "immediate" });
}

/** Writes down that a mail went out. */
export function mailSent(db: Collection, id: number, now: string): void {
  db.transaction(
    (tx) => {
      if (markSent(tx, id, now)) writeAudit(tx, { by: null, now }, { action: "mail.sent", subject: `mail/${id}` });
    },
    { behavior: "immediate" },
  );
}

/** Writes down a failed try and when the next one is due. @param error  a short class of failure, never the address */
export function mailFailed(db: Collection, line: { id: number; tries: number }, error: string, now: string): void {
  const tries = line.tries + 1;
  const wait = waits[Math.min(tries, waits.length) - 1] ?? 360;
  db.transaction((tx) => markFailed(tx, line.id, { tries, nextTryAt: addMinutes(now, wait), error }), {
    behavior: "immediate",
  });
}

/** Marks a mail as handed over by a person, where no mail server is set; only by who may read it. */
export function markHandedOver(db: Collection, id: number, deed: Deed & { by: number }): null | Refusal {
  return db.transaction(
    (tx) => {
      const line = mailById(tx, id);
      if (!line || line.sentAt !== null) return refuse("wrong-state");
      if (!mayReadMail(tx, line, deed.by)) return refuse("not-allowed");
      markSent(tx, id, deed.now);
      writeAudit(tx, deed, { action: "mail.handed-over", subject: `mail/${id}` });
      return null;
    },
    { behavior: "immediate" },
  );
}
