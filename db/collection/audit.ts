import type { Collection } from "./client";
import { appendLine } from "./sealing/seal";

/** Who does a thing and when; instants come from outside, so that tests need no clock. */
export type Deed = { by: number | null; now: string };

/**
 * Writes one line of the audit, in the caller's transaction: no change without trace. It is sealed with the one before it.
 * @param subject  what it was done to (`2026-annual/FR/1/deaths`, `release/2026-1`, `person/12`)
 * @param detail   codes and counts only: no answers, names, addresses or secrets
 */
export function writeAudit(
  db: Pick<Collection, "insert">,
  deed: Deed,
  line: { action: string; subject: string; detail?: Record<string, unknown> },
): void {
  const { action, subject, detail = {} } = line;
  appendLine(db, { at: deed.now, actor: deed.by, action, subject, detail });
}
