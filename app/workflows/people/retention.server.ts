import { type SQL, sql } from "drizzle-orm";
import { type KindName, personalData, places } from "~/domain/people/personal-data";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { forgetPerson } from "./forgetting.server";

/* What is past its period is deleted, or loses its name: every night in the host, or by `npm run vigie -- retention`. */

type Read = Pick<Collection, "all" | "get">;
type Due = { n: number; oldest: string | null };
type Swept = Exclude<KindName, "authorship" | "audit" | "backups" | "logs">;

/** Rows of a kind with the instant its period counts from; `key` is what they are deleted by. */
const since: Record<Swept, SQL> = {
  // Closed = disabled, or the last part ended. A former user has nothing left to lose.
  account: sql`select p.id key, ${closedAt()} since from persons p where p.email <> 'former user #' || p.id`,
  credentials: sql`select p.id key, p.disabled_at since from persons p where p.disabled_at is not null and (${holdsCredentials()})`,
  sessions: sql`select id_hash key, min(coalesce(revoked_at, expires_at), expires_at) since from sessions`,
  // `until` is the end of the period itself; what is 180 days is how far it was set.
  browsers: sql`select key, until since from limits where key like 'known-browser:%'`,
  tries: sql`select key, until since from limits where key not like 'known-browser:%'`,
  links: sql`select id key, min(coalesce(used_at, revoked_at, expires_at), expires_at) since from invitations`,
  mailTexts: sql`select id key, created_at since from mail_outbox where body <> ''`,
  mails: sql`select id key, coalesce(sent_at, created_at) since from mail_outbox`,
  places: sql`select rowid key, at since from last_places`,
  personalAnswers: sql`select a.rowid key, c.at since from personal_answers a join answer_changes c on c.submission = a.submission and c.seq = a.seq`,
};

export const sweptKinds = Object.keys(since) as Swept[];

function closedAt(): SQL {
  return sql`coalesce(p.disabled_at, (select case when count(*) = 0 then p.created_at when count(g."to") = count(*) then max(g."to") end from grants g where g.person = p.id))`;
}

function holdsCredentials(): SQL {
  const tables = places.filter(({ kind }) => kind === "credentials");
  return sql.join(
    tables.map(
      ({ table, column }) =>
        sql`exists (select 1 from ${sql.identifier(table)} where ${sql.identifier(column)} = p.id)`,
    ),
    sql` or `,
  );
}

/** Rows that began at this instant or before are past their period. */
function limitOf(kind: Swept, now: string): string {
  const days = kind === "browsers" ? 0 : personalData[kind].days;
  return addMinutes(now, -days * 24 * 60);
}

/**
 * Looks what is past its period, and changes nothing.
 * @returns for each kind the number of rows and the instant the oldest counts from
 */
export function dueForDeletion(db: Read, now: string): Record<Swept, Due> {
  const due = (kind: Swept) =>
    db.get<Due>(
      sql`select count(*) n, min(since) oldest from (${since[kind]}) where since is not null and since <= ${limitOf(kind, now)}`,
    );
  return Object.fromEntries(sweptKinds.map((kind) => [kind, due(kind)])) as Record<Swept, Due>;
}

/**
 * Deletes what is past its period, or takes its name away: one transaction with its audit line, which holds counts only.
 * @param most  rows of each kind at once: whoever saves comes in between two calls
 * @returns  what was done by kind, and whether more is left
 * @throws  what SQLite says when the file is held or full (`troubleOf`); nothing was changed then
 * @source facts/privacy.md §3
 */
export function sweep(
  db: Collection,
  { most }: { most: number },
  deed: Deed,
): { done: Record<Swept, number>; more: boolean } {
  return db.transaction(
    (tx) => {
      const entries = sweptKinds.map((kind) => [kind, sweepKind(tx, kind, { most, now: deed.now })] as const);
      const done = Object.fromEntries(entries) as Record<Swept, number>;
      const detail = Object.fromEntries(entries.filter(([, n]) => n > 0));
      writeAudit(tx, deed, { action: "retention.run", subject: "personal-data", detail });
      return { done, more: entries.some(([, n]) => n === most) };
    },
    { behavior: "immediate" },
  );
}

/** Rows of each kind in one transaction: a few milliseconds, between which a host saves. */
export const retentionBatch = 200;

/** Transactions a call of `sweepAll` may take; what is left waits for the next night. */
const mostTurns = 10_000;

/** Goes on until nothing is past its period, making way between two batches. @returns what was done by kind */
export async function sweepAll(
  db: Collection,
  { most, makeWay }: { most: number; makeWay: () => Promise<unknown> },
  deed: Deed,
): Promise<Record<Swept, number>> {
  const all = Object.fromEntries(sweptKinds.map((kind) => [kind, 0])) as Record<Swept, number>;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const { done, more } = sweep(db, { most }, deed);
    for (const kind of sweptKinds) all[kind] += done[kind];
    if (!more) break;
    await makeWay();
  }
  return all;
}

type Tx = Parameters<Parameters<Collection["transaction"]>[0]>[0];

function sweepKind(tx: Tx, kind: Swept, { most, now }: { most: number; now: string }): number {
  const keys = tx
    .all<{ key: string | number }>(
      sql`select key from (${since[kind]}) where since is not null and since <= ${limitOf(kind, now)} order by since, key limit ${most}`,
    )
    .map(({ key }) => key);
  for (const key of keys) forget(tx, kind, { key, now });
  return keys.length;
}

function forget(tx: Tx, kind: Swept, { key, now }: { key: string | number; now: string }): void {
  switch (kind) {
    case "account":
      forgetPerson(tx, Number(key), now);
      return;
    case "credentials":
      for (const { table, column } of places.filter((place) => place.kind === "credentials"))
        tx.run(sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} = ${key}`);
      return;
    case "sessions":
      tx.run(sql`delete from sessions where id_hash = ${key}`);
      return;
    case "browsers":
    case "tries":
      tx.run(sql`delete from limits where key = ${key}`);
      return;
    case "links":
      tx.run(sql`delete from invitations where id = ${key}`);
      return;
    case "mailTexts":
      // A mail that could not be sent for so long is given up; one that is being sent waits for the next night.
      tx.run(
        sql`update mail_outbox set body = '', next_try_at = '9999-12-31T00:00:00.000Z', last_error = 'too-old' where id = ${key} and coalesce(lease_until, '') <= ${now}`,
      );
      return;
    case "mails":
      tx.run(sql`delete from mail_outbox where id = ${key}`);
      return;
    case "places":
      tx.run(sql`delete from last_places where rowid = ${key}`);
      return;
    case "personalAnswers":
      tx.run(sql`delete from personal_answers where rowid = ${key}`);
      return;
    default:
      throw new Error(`kind ${kind satisfies never}`);
  }
}

/** Hours between two nightly runs at least; after this many the next does not wait for the night. */
const [leastHours, mostHours] = [20, 48];

/** Is the nightly run due? Between 01:00 and 05:00 UTC; one that was missed comes at once. */
export function isRetentionDue(db: Read, now: string): boolean {
  const last = db.get<{ at: string } | undefined>(
    sql`select at from audit where action = 'retention.run' order by seq desc limit 1`,
  );
  const hours = last ? (Date.parse(now) - Date.parse(last.at)) / 3_600_000 : Number.POSITIVE_INFINITY;
  const hour = Number(now.slice(11, 13));
  return hours >= mostHours || (hours >= leastHours && hour >= 1 && hour < 5);
}
