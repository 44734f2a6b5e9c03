import { and, desc, eq, lte, ne, sql } from "drizzle-orm";
import type { Collection } from "./client";
import { answerChanges } from "./schema";

/**
 * Answers as they stood at a seq, from the log: what a receipt was given for. Cleared ones are absent, a personal answer
 * is its hash.
 */
export function answersAt(db: Collection, submission: number, seq: number): Map<string, unknown> {
  const then = db
    .select({
      path: answerChanges.path,
      value: answerChanges.value,
      place: sql<number>`row_number() over (partition by ${answerChanges.path} order by ${desc(answerChanges.seq)})`.as(
        "place",
      ),
    })
    .from(answerChanges)
    .where(and(eq(answerChanges.submission, submission), lte(answerChanges.seq, seq)))
    .as("changes_then");
  const rows = db
    .select({ path: then.path, value: then.value })
    .from(then)
    .where(and(eq(then.place, 1), ne(then.value, "null")))
    .all();
  return new Map(rows.map((row) => [row.path, JSON.parse(row.value)]));
}
