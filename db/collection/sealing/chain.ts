import { and, asc, desc, eq, gt, inArray } from "drizzle-orm";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import type Database from "../../sqlite/driver";
import type { Collection } from "../client";
import { audit } from "../schema-people";
import type { AuditKey } from "./key";
import { sealedColumns, sealOf } from "./seal";

/* Looks whether the audit is as it was written (seal.ts). */

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

/** The newest line that says one of these deeds was done to a subject; null = none does. */
export function lineOf(
  db: Pick<Collection, "select">,
  subject: string,
  actions: readonly string[],
): { seq: number; seal: string } | null {
  const line = db
    .select({ seq: audit.seq, seal: audit.seal })
    .from(audit)
    .where(and(eq(audit.subject, subject), inArray(audit.action, [...actions])))
    .orderBy(desc(audit.seq))
    .limit(1)
    .get();
  return line?.seal ? { seq: line.seq, seal: line.seal } : null;
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
  const db = drizzle($client);
  let lines = 0;
  let before = { seq: 0, seal: "" };
  // Some at a time: the audit of ten years need not stand in memory.
  for (let some = linesAfter(db, 0); some.length > 0; some = linesAfter(db, before.seq))
    for (const { seal, ...line } of some) {
      const { seq } = line;
      lines += 1;
      const follows = seq === before.seq + 1;
      if (!follows) faults.push({ fault: "removed", from: before.seq + 1, to: seq - 1 });
      if (seal === null) faults.push({ fault: "unsealed", seq });
      else {
        const id = seal.split(":")[0] ?? "";
        const key = known.get(id);
        if (!key) addUnknown(faults, seq, id);
        // After a gap the seal before is gone: nothing can be said of this line alone.
        else if (follows && sealOf(key, before.seal, line) !== seal) faults.push({ fault: "altered", seq });
      }
      for (const anchor of expected.get(seq) ?? [])
        if (anchor.seal !== seal) faults.push({ fault: "replaced", seq, of: anchor.of });
      before = { seq, seal: seal ?? "" };
    }
  for (const { seq, of } of anchors) if (seq > before.seq) faults.push({ fault: "cut", seq, of });
  return { lines, head: lines === 0 ? null : before, faults };
}

function linesAfter(db: BetterSQLite3Database, seq: number) {
  return db
    .select({ ...sealedColumns, seal: audit.seal })
    .from(audit)
    .where(gt(audit.seq, seq))
    .orderBy(asc(audit.seq))
    .limit(2_000)
    .all();
}

/** Lines in a row that one key sealed are one fault. */
function addUnknown(faults: AuditFault[], seq: number, key: string): void {
  const last = faults.at(-1);
  if (last?.fault === "unknown-key" && last.key === key && last.to === seq - 1) last.to = seq;
  else faults.push({ fault: "unknown-key", from: seq, to: seq, key });
}
