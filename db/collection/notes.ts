import { eq, sql } from "drizzle-orm";
import { oncePerConnection, prepareWrite } from "../sqlite/prepared";
import { sharedPerConnection } from "../sqlite/shared";
import { type Deed, writeAudit } from "./audit";
import type { Collection } from "./client";
import { sessions } from "./schema-people";

/*
 * What reading leaves behind: when a session was seen last, and who was denied what. It is noted in memory and written
 * later, in a transaction of its own, so that whoever only reads never waits for the file, and reads on when it is full or
 * held. A process that ends without `flushNotes` loses at most what was noted since the last time.
 */

type Line = { action: string; subject: string; detail?: Record<string, unknown> };
type Noted = { deed: Deed; line: Line };

/** Lines kept while nothing can be written; beyond, only their number is. */
export const mostLines = 5_000;

const notesOf = sharedPerConnection("notes", () => ({
  seen: new Map<string, string>(),
  lines: [] as Noted[],
  beyond: 0,
}));

const prepared = oncePerConnection((db: Collection) =>
  prepareWrite(
    db,
    db
      .update(sessions)
      .set({ seenAt: sql`${sql.placeholder("seenAt")}` })
      .where(eq(sessions.idHash, sql.placeholder("idHash"))),
  ),
);

/** Notes that a session was used. */
export function noteSeen(db: Collection, idHash: string, now: string): void {
  notesOf(db).seen.set(idHash, now);
}

/** When a session was used last, if that is not written yet. */
export function notedSeen(db: Collection, idHash: string): string | null {
  return notesOf(db).seen.get(idHash) ?? null;
}

/** Notes a line of the audit about something that changed nothing. */
export function noteLine(db: Collection, deed: Deed, line: Line): void {
  const notes = notesOf(db);
  if (notes.lines.length < mostLines) notes.lines.push({ deed, line });
  else notes.beyond += 1;
}

/**
 * Writes what was noted, in one transaction, and forgets it.
 * @throws  what SQLite says when it cannot (`troubleOf`); everything noted is kept for the next time
 */
export function flushNotes(db: Collection): void {
  const notes = notesOf(db);
  const { seen, lines, beyond } = notes;
  if (seen.size === 0 && lines.length === 0) return;
  db.transaction(
    (tx) => {
      for (const [idHash, seenAt] of seen) prepared(db).run({ idHash, seenAt });
      for (const { deed, line } of lines) writeAudit(tx, deed, line);
      const last = lines.at(-1);
      if (beyond > 0 && last)
        writeAudit(
          tx,
          { by: null, now: last.deed.now },
          { action: "denied", subject: "-", detail: { action: "denied", why: "too-many", times: beyond } },
        );
    },
    { behavior: "immediate" },
  );
  notes.seen = new Map();
  notes.lines = [];
  notes.beyond = 0;
}
