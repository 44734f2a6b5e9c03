import { createHmac } from "node:crypto";
import { asc, eq, isNull, sql } from "drizzle-orm";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import type Database from "../../sqlite/driver";
import { sharedPerConnection } from "../../sqlite/shared";
import { audit } from "../schema-people";
import type { AuditKey } from "./key";

/*
 * The audit is a chain: the seal of a line is an HMAC (RFC 2104) over the line and the seal before it. Who changes, takes out
 * or puts in a line without the key breaks it there; who cuts its end is found by a seal kept elsewhere (backups, release
 * files). @source facts/threats.md T42
 */

/** A line as it is sealed: `detail` is the JSON that stands in the file. */
export type SealedLine = {
  seq: number;
  at: string;
  actor: number | null;
  action: string;
  subject: string;
  detail: string;
};

/** Columns of a `SealedLine`, `detail` as text. */
export const sealedColumns = {
  seq: audit.seq,
  at: audit.at,
  actor: audit.actor,
  action: audit.action,
  subject: audit.subject,
  detail: sql<string>`${audit.detail}`,
};

/** The seal of a line, `KEY:HMAC` in hexadecimal. @param before  the seal of the line before; empty for the first */
export function sealOf({ id, secret }: AuditKey, before: string, line: SealedLine): string {
  const { seq, at, actor, action, subject, detail } = line;
  const text = JSON.stringify([before, seq, at, actor, action, subject, detail]);
  return `${id}:${createHmac("sha256", secret).update(text).digest("hex")}`;
}

type Connection = { $client: Database.Database };

/** The file of the keys a connection seals with; empty = they are kept nowhere. */
export const keyFileOf = sharedPerConnection("audit-key-file", () => ({ file: "" }));

/** Lets a connection seal with a key. @param file  where it lies */
export function armSeals($client: Database.Database, key: AuditKey, file: string): void {
  keyFileOf({ $client }).file = file;
  const seal = (...[before, seq, at, actor, action, subject, detail]: unknown[]) =>
    sealOf(key, String(before), {
      seq: Number(seq),
      at: String(at),
      actor: actor === null ? null : Number(actor),
      action: String(action),
      subject: String(subject),
      detail: String(detail),
    });
  $client.function("audit_seal", { deterministic: true, directOnly: true, varargs: true }, seal);
}

const nextSeq = sql`coalesce((select seq from sqlite_sequence where name = 'audit'), 0) + 1`;
const lastSeal = sql`coalesce((select seal from audit order by seq desc limit 1), '')`;

/** Appends a line; its number and seal are made by the insert itself of what stands before it. */
export function appendLine(
  db: Pick<BetterSQLite3Database, "insert">,
  { at, actor, action, subject, detail }: Omit<SealedLine, "seq" | "detail"> & { detail: Record<string, unknown> },
): void {
  const text = JSON.stringify(detail);
  db.insert(audit)
    .values({
      ...{ at, actor, action, subject, detail },
      seq: sql`${nextSeq}`,
      seal: sql`audit_seal(${lastSeal}, ${nextSeq}, ${at}, ${actor}, ${action}, ${subject}, ${text})`,
    })
    .run();
}

/** Seals lines written before there were seals, in one transaction that says so in a line of its own. */
export function sealOlder({ $client }: Connection, key: AuditKey): void {
  const db = drizzle($client);
  if (db.select({ seq: audit.seq }).from(audit).where(isNull(audit.seal)).limit(1).get() === undefined) return;
  db.transaction(
    (tx) => {
      const lines = tx
        .select({ ...sealedColumns, seal: audit.seal })
        .from(audit)
        .orderBy(asc(audit.seq))
        .all();
      let before = "";
      for (const { seal, ...line } of lines) {
        const now = seal ?? sealOf(key, before, line);
        if (seal === null) tx.update(audit).set({ seal: now }).where(eq(audit.seq, line.seq)).run();
        before = now;
      }
      const older = lines.filter(({ seal }) => seal === null).map(({ seq }) => seq);
      appendLine(tx, {
        ...{ at: new Date().toISOString(), actor: null, action: "audit.seal", subject: "audit" },
        detail: { from: Math.min(...older), to: Math.max(...older) },
      });
    },
    { behavior: "immediate" },
  );
}
