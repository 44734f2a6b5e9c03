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

type Counted = Noted & { minute: string; times: number };

const notesOf = sharedPerConnection("notes", () => ({
  counted: new Map<string, Counted>(),
  seen: new Map<string, string>(),
  lines: [] as Noted[],
  beyond: 0,
  reads: { day: "", known: new Set<string>() },
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

/** Notes that a person read what is not public, once a day for each subject: what was seen is on record, not each look. */
export function noteRead(db: Collection, { by, now }: { by: number; now: string }, subject: string): void {
  const { reads } = notesOf(db);
  const day = now.slice(0, 10);
  if (reads.day !== day) Object.assign(reads, { day, known: new Set() });
  const key = `${by} ${subject}`;
  if (reads.known.has(key)) return;
  reads.known.add(key);
  noteLine(db, { by, now }, { action: "read", subject });
}

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
 * Notes a line of what an attacker does a thousand times: the first of a minute stands for itself, the others of that minute
 * follow as one line with their number.
 */
export function noteCounted(db: Collection, deed: Deed, line: Line): void {
  const { counted } = notesOf(db);
  const minute = deed.now.slice(0, 16);
  const key = `${minute} ${deed.by} ${line.action} ${line.subject} ${JSON.stringify(line.detail ?? {})}`;
  const known = counted.get(key);
  if (known) known.times += 1;
  else if (counted.size < mostLines) {
    counted.set(key, { deed, line, minute, times: 0 });
    noteLine(db, deed, line);
  }
}

/** Lines of minutes that are over, with how often each came after the first. */
function takeCounted(counted: Map<string, Counted>, now: string | null): { over: string[]; lines: Noted[] } {
  const over = [...counted].filter(([, { minute }]) => now === null || minute < now.slice(0, 16));
  const lines = over.flatMap(([, { deed, line, times }]) =>
    times === 0 ? [] : [{ deed, line: { ...line, detail: { ...line.detail, times } } }],
  );
  return { over: over.map(([key]) => key), lines };
}

/**
 * Writes what was noted, in one transaction, and forgets it.
 * @param now  the minute that still counts; left out, all is written
 * @throws  what SQLite says when it cannot (`troubleOf`); everything noted is kept for the next time
 */
export function flushNotes(db: Collection, now: string | null = null): void {
  const notes = notesOf(db);
  const { seen, beyond } = notes;
  const counted = takeCounted(notes.counted, now);
  const lines = [...notes.lines, ...counted.lines];
  if (seen.size === 0 && lines.length === 0) {
    for (const key of counted.over) notes.counted.delete(key);
    return;
  }
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
  for (const key of counted.over) notes.counted.delete(key);
  notes.seen = new Map();
  notes.lines = [];
  notes.beyond = 0;
}
