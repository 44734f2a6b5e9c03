/**
 * Why a file could not be read or written for the time being: `busy` = another process holds it, `full` = the disk has no
 * room, `failed` = it is read-only, broken or gone. None of it is a bug, and what was tried may be tried again.
 */
export type Trouble = "busy" | "full" | "failed";

const kinds: readonly [RegExp, Trouble][] = [
  [/^SQLITE_(BUSY|LOCKED)/, "busy"],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, "full"],
  [/^SQLITE_(IOERR|READONLY|CANTOPEN|NOMEM|PERM|PROTOCOL|CORRUPT|NOTADB)/, "failed"],
  [/^(EIO|EROFS|EACCES|EPERM|EMFILE|ENFILE)$/, "failed"],
];

/**
 * Reads the trouble out of an error of SQLite or of the file system, or out of what it caused.
 * @returns null for everything else: a bug
 * @source https://www.sqlite.org/rescode.html
 */
export function troubleOf(error: unknown): Trouble | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = "code" in at && typeof at.code === "string" ? at.code : "";
    const kind = kinds.find(([pattern]) => pattern.test(code));
    if (kind) return kind[1];
  }
  return null;
}
