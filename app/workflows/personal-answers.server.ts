import { and, count, eq } from "drizzle-orm";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { personalAnswers, submissions } from "~db/collection/schema";

export type Erasure = {
  /** Personal answers taken away, former ones of the log included. */
  erased: number;
  /** Is nothing of them left in the write-ahead log beside the file? False while another process reads it. */
  logEmptied: boolean;
};

/**
 * Erases the personal answers of one submission, all revisions, former values included: the right to erasure. Hashes
 * stay, so that receipts hold; an erased answer reads as empty. `secure_delete` overwrites the bytes in the file.
 * Backups made before keep them until they run out.
 * @param path  one answer; all personal answers of the submission when absent
 * @throws nothing; refuses `not-found` when the round never had a submission of that country
 * @source GDPR article 17; facts/privacy.md
 */
export function erasePersonalAnswers(
  db: Collection,
  { round, country, number, path }: { round: string; country: string; number: number; path?: string },
  deed: Deed,
): Erasure | Refusal {
  const outcome = db.transaction(
    (tx) => {
      const ids = tx
        .select({ id: submissions.id })
        .from(submissions)
        .where(and(eq(submissions.round, round), eq(submissions.country, country), eq(submissions.number, number)))
        .all();
      if (ids.length === 0) return refuse("not-found");
      let erased = 0;
      for (const { id } of ids) {
        const which = and(
          eq(personalAnswers.submission, id),
          path === undefined ? undefined : eq(personalAnswers.path, path),
        );
        erased += tx.select({ n: count() }).from(personalAnswers).where(which).get()?.n ?? 0;
        tx.delete(personalAnswers).where(which).run();
      }
      writeAudit(tx, deed, {
        action: "answers.erase-personal",
        subject: `${round}/${country}/${number}`,
        detail: { erased },
      });
      return { erased };
    },
    { behavior: "immediate" },
  );
  if (isRefusal(outcome)) return outcome;
  const [log] = db.$client.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
  return { ...outcome, logEmptied: log.busy === 0 };
}
