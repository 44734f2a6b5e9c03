import { type SQL, sql } from "drizzle-orm";
import { places, withoutWords } from "~/domain/people/personal-data";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { type Person, personById } from "~db/collection/people/persons";

/* All that is held of a person, for her: what an administrator hands over when she asks. */

type Tx = Pick<Collection, "select" | "all">;
type Row = Record<string, unknown>;

export type PersonExport = {
  at: string;
  person: Person;
  /** Rows about her, by kind and table, without what opens an account. */
  held: Record<string, Record<string, Row[]>>;
  /** What she wrote: where and when; texts in full, figures are her country's. */
  wrote: { answers: Row[]; texts: Row[]; personalAnswers: Row[] };
  /** Personal answers that name her, whoever wrote them. */
  named: Row[];
};

/**
 * Collects everything held of a person, with a line of the audit.
 * @returns undefined when there is none of that number
 * @source facts/privacy.md §3; CM/Res(2022)14, right of access
 */
export function exportPerson(db: Collection, id: number, deed: Deed): PersonExport | undefined {
  return db.transaction(
    (tx) => {
      const person = personById(tx, id);
      if (!person) return undefined;
      const taken = {
        at: deed.now,
        person,
        held: heldOf(tx, person),
        wrote: wroteOf(tx, id),
        named: namedIn(tx, person),
      };
      writeAudit(tx, deed, { action: "person.export", subject: `person/${id}` });
      return taken;
    },
    { behavior: "immediate" },
  );
}

/** What opens an account, or a mail with a link that does. */
const secret = /(hash|seal)$|^(secret|public_key|challenge|body)$/;

function heldOf(db: Tx, person: Person): PersonExport["held"] {
  const held: PersonExport["held"] = {};
  for (const { kind, table, column, by } of places) {
    const columns = columnsOf(db, table).filter(({ name }) => !secret.test(name));
    // Of what she did, where and when; the texts stand in `wrote`.
    const told =
      kind === "authorship"
        ? columns.filter(({ name, pk }) => pk > 0 || name === column || /(^|_)at$/.test(name))
        : columns;
    const names = sql.join(
      told.map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
    const value = by === "number" ? person.id : person.email;
    const rows = db.all<Row>(
      sql`select ${names} from ${sql.identifier(table)} where ${sql.identifier(column)} = ${value}`,
    );
    if (rows.length === 0 || table === "answer_changes") continue;
    held[kind] ??= {};
    held[kind][table] = [...(held[kind][table] ?? []), ...rows];
  }
  return held;
}

function columnsOf(db: Tx, table: string): { name: string; pk: number }[] {
  return db.all(sql`select name, pk from pragma_table_info(${table})`);
}

const of: SQL = sql`s.round || '/' || s.country || '/' || s.number "of", s.revision`;

function wroteOf(db: Tx, id: number): PersonExport["wrote"] {
  return {
    answers: db.all(
      sql`select ${of}, c.seq, c.path, c.at from answer_changes c join submissions s on s.id = c.submission where c.by = ${id} order by c.submission, c.seq`,
    ),
    texts: [
      ...db.all<Row>(
        sql`select ${of}, c.path, c.at, c.reason, case when c.path like '%#comment' then c.value when json_type(c.value) = 'object' then json_extract(c.value, '$.note') end note
          from answer_changes c join submissions s on s.id = c.submission
          where c.by = ${id} and (c.reason is not null or c.path like '%#comment' or (json_type(c.value) = 'object' and json_extract(c.value, '$.note') is not null))`,
      ),
      ...db.all<Row>(
        sql`select ${of}, w.path, w.at, w.reason from warning_reasons w join submissions s on s.id = w.submission where w.by = ${id}`,
      ),
      ...db.all<Row>(
        sql`select ${of}, e.section, e.event, e.at, e.detail from section_events e join submissions s on s.id = e.submission where e.by = ${id} and e.detail is not null`,
      ),
    ],
    personalAnswers: db.all(
      sql`select ${of}, a.path, a.value from personal_answers a join answer_changes c on c.submission = a.submission and c.seq = a.seq join submissions s on s.id = a.submission where c.by = ${id}`,
    ),
  };
}

function namedIn(db: Tx, { name, email }: Person): Row[] {
  return db
    .all<Row & { value: string }>(
      sql`select ${of}, a.path, a.value from personal_answers a join submissions s on s.id = a.submission`,
    )
    .filter(({ value }) => withoutWords(value, [email, name], "") !== value);
}
