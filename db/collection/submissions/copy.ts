import { and, asc, eq, getTableColumns, max, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Collection } from "../client";
import { answerChanges, answers, personalAnswers, submissions, warningReasons } from "../schema";

/**
 * Copies what stands in a revision into a new, empty one, in the caller's transaction: answers as changes with who and
 * when they were given, personal answers, and the reasons of warnings (they hold while the values do).
 *
 * Each answer keeps its seq, and the new revision goes on from the highest: what a window opened before holds as base of
 * its next change is still true, and what is saved from now on is newer to it.
 * @returns the seq of the new revision, that of the former one
 */
export function copyAnswers(db: Collection, from: number, to: number): number {
  // Their place in the row is the schema's: Drizzle asks every column of the table of what is inserted into it.
  const submission = sql<number>`${to}`.as("submission");
  db.insert(answerChanges)
    .select(
      db
        .select({
          submission,
          seq: answers.seq,
          path: answers.path,
          value: answers.value,
          raw: answerChanges.raw,
          by: answerChanges.by,
          at: answerChanges.at,
          changeId: sql<string>`'carried-' || ${from} || '-' || ${answers.seq}`.as("change_id"),
          base: sql<number>`0`.as("base"),
          reason: answerChanges.reason,
        })
        .from(answers)
        .innerJoin(
          answerChanges,
          and(eq(answerChanges.submission, answers.submission), eq(answerChanges.seq, answers.seq)),
        )
        .where(eq(answers.submission, from)),
    )
    .run();
  db.insert(answers)
    .select(
      db
        .select({ submission, path: answerChanges.path, value: answerChanges.value, seq: answerChanges.seq })
        .from(answerChanges)
        .where(eq(answerChanges.submission, to)),
    )
    .run();
  const [former, next] = [alias(answers, "former"), alias(answers, "next")];
  const { path, seq: at, value } = personalAnswers;
  db.insert(personalAnswers)
    .select(
      db
        .select({ submission, seq: next.seq, path, value })
        .from(personalAnswers)
        .innerJoin(former, and(eq(former.submission, from), eq(former.path, path), eq(former.seq, at)))
        .innerJoin(next, and(eq(next.submission, to), eq(next.path, path)))
        .where(eq(personalAnswers.submission, from)),
    )
    .run();
  db.insert(warningReasons)
    .select(
      db
        .select({ ...getTableColumns(warningReasons), id: sql<number>`null`.as("id"), submission })
        .from(warningReasons)
        .where(eq(warningReasons.submission, from))
        .orderBy(asc(warningReasons.id)),
    )
    .run();
  const highest = db
    .select({ seq: max(answerChanges.seq) })
    .from(answerChanges)
    .where(eq(answerChanges.submission, to))
    .get();
  const seq = highest?.seq ?? 0;
  db.update(submissions).set({ seq }).where(eq(submissions.id, to)).run();
  return seq;
}
