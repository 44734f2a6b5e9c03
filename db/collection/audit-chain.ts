import { asc, desc } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type Database from "../sqlite/driver";
import type { AuditKey } from "./audit-key";
import { sealedColumns, sealOf } from "./audit-seal";
import type { Collection } from "./client";
import { audit } from "./schema-people";

/* Looks whether the audit is as it was written (audit-seal.ts). */

/** A line and its seal as they are kept elsewhere: `of` says where. */
export type Anchor = { seq: number; seal: string; of: string };

/** What is wrong with the audit. */
export type AuditFault =
  /** Not as it was written, or put in by another hand. */
  | { fault: "altered"; seq: number }
  /** Taken out. */
  | { fault: "removed"; from: number; to: number }
  /** Written without a seal. */
  | { fault: "unsealed"; seq: number }
  /** Sealed by a key that is not at hand: whether it was altered cannot be said. */
  | { fault: "unknown-key"; from: number; to: number; key: string }
  /** What is kept elsewhere names a line that is gone, or another one. */
  | { fault: "cut" | "replaced"; seq: number; of: string };

/** The audit looked through: number of its lines, the last one, and what is wrong. */
export type Verified = { lines: number; head: { seq: number; seal: string } | null; faults: AuditFault[] };

/** The last line of the audit; null = there is none. */
export function auditHead(db: Pick<Collection, "select">): { seq: number; seal: string } | null {
  const head = db.select({ seq: audit.seq, seal: audit.seal }).from(audit).orderBy(desc(audit.seq)).limit(1).get();
  return head?.seal ? { seq: head.seq, seal: head.seal } : null;
}

/**
 * Looks through the whole audit, line by line. Each fault is named once: a line that was altered does not make those after it
 * suspect, since these are sealed with the seal it still bears.
 * @param keys     all that ever sealed
 * @param anchors  lines kept elsewhere
 */
export function verifyAudit(
  $client: Database.Database,
  keys: readonly AuditKey[],
  anchors: readonly Anchor[] = [],
): Verified {
  const known = new Map(keys.map((key) => [key.id, key]));
  const expected = new Map<number, Anchor[]>();
  for (const anchor of anchors) expected.set(anchor.seq, [...(expected.get(anchor.seq) ?? []), anchor]);
  const faults: AuditFault[] = [];
  const { sql: text, params } = drizzle($client)
    .select({ ...sealedColumns, seal: audit.seal })
    .from(audit)
    .orderBy(asc(audit.seq))
    .toSQL();
  const rows = $client
    .prepare<unknown[], unknown[]>(text)
    .raw()
    .iterate(...params);
  let lines = 0;
  let before = { seq: 0, seal: "" };
  for (const row of rows) {
    const [seq, at, actor, action, subject, detail, seal] = row as [
      number,
      string,
      number | null,
      string,
      string,
      string,
      string | null,
    ];
    lines += 1;
    const follows = seq === before.seq + 1;
    if (!follows) faults.push({ fault: "removed", from: before.seq + 1, to: seq - 1 });
    if (seal === null) faults.push({ fault: "unsealed", seq });
    else {
      const id = seal.split(":")[0] ?? "";
      const key = known.get(id);
      if (!key) addUnknown(faults, seq, id);
      // After a gap the seal before is gone: nothing can be said of this line alone.
      else if (follows && sealOf(key, before.seal, { seq, at, actor, action, subject, detail }) !== seal)
        faults.push({ fault: "altered", seq });
    }
    for (const anchor of expected.get(seq) ?? [])
      if (anchor.seal !== seal) faults.push({ fault: "replaced", seq, of: anchor.of });
    before = { seq, seal: seal ?? "" };
  }
  for (const { seq, of } of anchors) if (seq > before.seq) faults.push({ fault: "cut", seq, of });
  return { lines, head: lines === 0 ? null : before, faults };
}

/** Lines in a row that one key sealed are one fault. */
function addUnknown(faults: AuditFault[], seq: number, key: string): void {
  const last = faults.at(-1);
  if (last?.fault === "unknown-key" && last.key === key && last.to === seq - 1) last.to = seq;
  else faults.push({ fault: "unknown-key", from: seq, to: seq, key });
}
