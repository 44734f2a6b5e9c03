import { and, asc, desc, eq, isNull, lte, or } from "drizzle-orm";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Collection } from "./client";
import { mailOutbox } from "./schema-people";

export type Mail = { to: string; subject: string; body: string; lang: Lang };
export type OutboxLine = typeof mailOutbox.$inferSelect;

/** Writes a mail to be sent, in the transaction of what it tells: no change without its mail, no mail without it. */
export function writeMail(db: Pick<Collection, "insert">, mail: Mail, now: string): void {
  db.insert(mailOutbox)
    .values({ ...mail, createdAt: now, sentAt: null, tries: 0, nextTryAt: now, lastError: null, leaseUntil: null })
    .run();
}

/** Takes the next due mail and holds it until `leaseUntil`, so that a sender that dies does not keep it for ever. */
export function leaseMail(
  db: Pick<Collection, "select" | "update">,
  now: string,
  leaseUntil: string,
): OutboxLine | undefined {
  const line = db
    .select()
    .from(mailOutbox)
    .where(
      and(
        isNull(mailOutbox.sentAt),
        lte(mailOutbox.nextTryAt, now),
        or(isNull(mailOutbox.leaseUntil), lte(mailOutbox.leaseUntil, now)),
      ),
    )
    .orderBy(asc(mailOutbox.nextTryAt), asc(mailOutbox.id))
    .limit(1)
    .get();
  if (line) db.update(mailOutbox).set({ leaseUntil }).where(eq(mailOutbox.id, line.id)).run();
  return line;
}

/** Marks a mail as sent and empties its text: it holds a personal link. @returns false when it was sent before */
export function markSent(db: Pick<Collection, "update">, id: number, now: string): boolean {
  const sent = db
    .update(mailOutbox)
    .set({ sentAt: now, body: "", leaseUntil: null, lastError: null })
    .where(and(eq(mailOutbox.id, id), isNull(mailOutbox.sentAt)))
    .run();
  return sent.changes === 1;
}

/** Notes a failed try and when the next one is due. `error` is a short class of failure, never the address. */
export function markFailed(
  db: Pick<Collection, "update">,
  id: number,
  failure: { tries: number; nextTryAt: string; error: string },
): void {
  db.update(mailOutbox)
    .set({ tries: failure.tries, nextTryAt: failure.nextTryAt, lastError: failure.error, leaseUntil: null })
    .where(eq(mailOutbox.id, id))
    .run();
}

/** One mail by number, or undefined. */
export function mailById(db: Pick<Collection, "select">, id: number): OutboxLine | undefined {
  return db.select().from(mailOutbox).where(eq(mailOutbox.id, id)).get();
}

/** The last mails written, the newest first. */
export function listMail(db: Pick<Collection, "select">, most = 200): OutboxLine[] {
  return db.select().from(mailOutbox).orderBy(desc(mailOutbox.id)).limit(most).all();
}
