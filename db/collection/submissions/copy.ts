import type { Collection } from "../client";

/**
 * Copies what stands in a revision into a new, empty one, in the caller's transaction: answers as changes with who and
 * when they were given, personal answers, and the reasons of warnings (they hold while the values do).
 *
 * Each answer keeps its seq, and the new revision goes on from the highest: what a window opened before holds as base of
 * its next change is still true, and what is saved from now on is newer to it.
 * @returns the seq of the new revision, that of the former one
 */
export function copyAnswers(db: Collection, from: number, to: number): number {
  const run = (sql: string) => db.$client.prepare(sql).run({ from, to });
  run(`insert into answer_changes (submission, seq, path, value, raw, "by", at, change_id, base, reason)
       select :to, a.seq, a.path, a.value, c.raw, c."by", c.at, 'carried-' || :from || '-' || a.seq, 0, c.reason
       from answers a join answer_changes c on c.submission = a.submission and c.seq = a.seq
       where a.submission = :from`);
  run(
    "insert into answers (submission, path, value, seq) select submission, path, value, seq from answer_changes where submission = :to",
  );
  run(`insert into personal_answers (submission, seq, path, value)
       select :to, n.seq, p.path, p.value
       from personal_answers p join answers o on o.submission = :from and o.path = p.path and o.seq = p.seq
       join answers n on n.submission = :to and n.path = p.path
       where p.submission = :from`);
  run(`insert into warning_reasons (submission, check_name, path, serves, lang, reason, values_hash, "by", at)
       select :to, check_name, path, serves, lang, reason, values_hash, "by", at from warning_reasons
       where submission = :from order by id`);
  const row = db.$client
    .prepare<[number], { seq: number }>("select coalesce(max(seq), 0) seq from answer_changes where submission = ?")
    .get(to);
  const seq = row?.seq ?? 0;
  db.$client.prepare("update submissions set seq = ? where id = ?").run(seq, to);
  return seq;
}
