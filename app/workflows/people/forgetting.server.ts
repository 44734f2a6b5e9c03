import { sql } from "drizzle-orm";
import { parseEmail } from "~/domain/people/person";
import { formerUser, type KindName, places, withoutWords } from "~/domain/people/personal-data";
import { type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { budgets, keyOf } from "~db/collection/limits";
import { type Person, personByEmail, personById } from "~db/collection/people/persons";

/* Taking the name and the address of a person out of the collection; what she did stays under her number. */

type Tx = Pick<Collection, "select" | "all" | "get" | "run">;

/** A person by her number or her address. */
export function findPerson(db: Pick<Collection, "select">, text: string): Person | undefined {
  if (/^[1-9]\d*$/.test(text)) return personById(db, Number(text));
  const email = parseEmail(text);
  return email === null ? undefined : personByEmail(db, email);
}

/** Was she erased before? */
export function isForgotten({ id, email }: Pick<Person, "id" | "email">): boolean {
  return email === formerUser(id);
}

export type Forgotten = Partial<Record<KindName, number>> & { mentions: number };

/**
 * What an erasure would do, by kind: rows that go, `mentions` = texts of others that are rewritten. Changes nothing.
 */
export function whatIsForgotten(db: Tx, person: Person): Forgotten {
  const done: Forgotten = { mentions: mentionsIn(db, person).length };
  for (const { kind, table, column, by, erased } of places) {
    if (erased === "stays") continue;
    const value = by === "number" ? person.id : person.email;
    const { n } = db.get<{ n: number }>(
      sql`select count(*) n from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value}`,
    );
    done[kind] = (done[kind] ?? 0) + n;
  }
  return { ...done, personalAnswers: personalAnswersNaming(db, person).length };
}

/**
 * Forgets a person, in the caller's transaction: name, address and organisation give way to `former user #n`; credentials,
 * sessions, links and mails go, personal answers that name her too; mails and invitations to others lose her name. Her parts end.
 * @returns null when there is none or she was forgotten before
 * @source facts/privacy.md §3; CM/Res(2022)14, right to erasure
 */
export function forgetPerson(tx: Tx, id: number, now: string): Forgotten | null {
  const person = personById(tx, id);
  if (!person || isForgotten(person)) return null;
  const forgotten = whatIsForgotten(tx, person);
  const former = formerUser(id);
  for (const { table, column, by, erased } of places) {
    const value = by === "number" ? id : person.email;
    if (erased === "deleted")
      tx.run(sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value}`);
  }
  tx.run(
    sql`update persons set email = ${former}, name = ${former}, organisation = '', disabled_at = coalesce(disabled_at, ${now}) where id = ${id}`,
  );
  tx.run(
    sql`update grants set "to" = max("from", ${now}) where person = ${id} and ("to" is null or "to" > max("from", ${now}))`,
  );
  tx.run(sql`update delegations set ended_at = ${now} where person = ${id} and ended_at is null`);
  for (const budget of Object.values(budgets))
    tx.run(sql`delete from limits where key = ${keyOf(budget, person.email)}`);
  for (const { key } of personalAnswersNaming(tx, person))
    tx.run(sql`delete from personal_answers where rowid = ${key}`);
  for (const { table, column, key, text } of mentionsIn(tx, person))
    tx.run(
      sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${withoutWords(text, wordsOf(person), former)} where rowid = ${key}`,
    );
  return forgotten;
}

/**
 * Erases a person: `forgetPerson` with its audit line, then the file is written anew, so that no byte of her name is left.
 * Backups made before keep it until they run out. Works alone.
 * @returns what was done, and places of the record that still hold her name; refuses `not-found`, and `wrong-state` when she
 *          was erased before
 * @throws  what SQLite says when the file cannot be written anew; name and address are gone from its rows then, not its bytes
 */
export function erasePerson(
  db: Collection,
  id: number,
  deed: Deed,
): { forgotten: Forgotten; record: Found[]; logEmptied: boolean } | Refusal {
  const outcome = db.transaction(
    (tx) => {
      const person = personById(tx, id);
      if (!person) return refuse("not-found");
      const forgotten = forgetPerson(tx, id, deed.now);
      if (forgotten === null) return refuse("wrong-state");
      writeAudit(tx, deed, { action: "person.erase", subject: `person/${id}`, detail: forgotten });
      return { forgotten, record: inRecord(tx, person) };
    },
    { behavior: "immediate" },
  );
  if ("refusal" in outcome) return outcome;
  db.$client.exec("VACUUM");
  const [log] = db.$client.pragma("wal_checkpoint(TRUNCATE)") as [{ busy: number }];
  return { ...outcome, logEmptied: log.busy === 0 };
}

/** Texts others are sent, or that stand in a list somebody may change; rows to her own address go as they are. */
const rewritten: readonly [table: string, column: string, own?: string][] = [
  ["mail_outbox", "subject", "to"],
  ["mail_outbox", "body", "to"],
  ["invitations", "name", "email"],
  ["warning_reasons", "reason"],
  ["disclosure_rules", "reason"],
];

type Mention = { table: string; column: string; key: number; text: string };

const wordsOf = ({ name, email }: Person) => [email, name];

function mentionsIn(db: Pick<Collection, "all">, person: Person): Mention[] {
  return rewritten.flatMap(([table, column, own]) =>
    holding(db, { table, column, own }, person).map((line) => ({ table, column, ...line })),
  );
}

function personalAnswersNaming(db: Pick<Collection, "all">, person: Person): { key: number }[] {
  return holding(db, { table: "personal_answers", column: "value" }, person);
}

function holding(
  db: Pick<Collection, "all">,
  { table, column, own }: { table: string; column: string; own?: string | undefined },
  person: Person,
): { key: number; text: string }[] {
  const [t, c] = [sql.identifier(table), sql.identifier(column)];
  const words = wordsOf(person);
  // `like` knows the case of ASCII only: what stands around the other letters finds the row, the pattern decides.
  const near = words.map((word) => sql`${c} like ${`%${word.replace(/[^\p{ASCII}]|[%_]/gu, "_")}%`}`);
  const others = own === undefined ? sql`` : sql` and ${sql.identifier(own)} <> ${person.email}`;
  return db
    .all<{ key: number; text: string }>(
      sql`select rowid key, ${c} text from ${t} where (${sql.join(near, sql` or `)})${others}`,
    )
    .filter(({ text }) => withoutWords(text, words, "") !== text);
}

export type Found = { table: string; column: string; rows: number };

/** Where her name or address still stands: texts of the record, which is only appended. */
export function inRecord(db: Pick<Collection, "all">, person: Person): Found[] {
  const tables = db.all<{ name: string }>(
    sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\'`,
  );
  return tables.flatMap(({ name: table }) =>
    db
      .all<{ name: string; type: string }>(sql`select name, type from pragma_table_info(${table})`)
      .filter(({ type }) => type.toLowerCase() === "text")
      .map(({ name: column }) => ({ table, column, rows: holding(db, { table, column }, person).length }))
      .filter(({ rows }) => rows > 0),
  );
}
