import type { Collection } from "./client";

/**
 * Answers as they stood at a seq, from the log: what a receipt was given for. Cleared ones are absent, a personal answer
 * is its hash.
 */
export function answersAt(db: Collection, submission: number, seq: number): Map<string, unknown> {
  const rows = db.$client
    .prepare<[number, number], { path: string; value: string }>(
      `select path, value from (
         select path, value, row_number() over (partition by path order by seq desc) place
         from answer_changes where submission = ? and seq <= ?)
       where place = 1 and value <> 'null'`,
    )
    .all(submission, seq);
  return new Map(rows.map((row) => [row.path, JSON.parse(row.value)]));
}
