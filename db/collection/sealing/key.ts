import { createHash, randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/*
 * The key that seals the audit: 32 random bytes in hexadecimal, in a file of its own, so that whoever can change the
 * collection cannot also seal what she changed. A file may hold several, one a line: the first seals, all of them verify.
 */

/** A key; `id` names it in each seal and tells nothing of it. */
export type AuditKey = { id: string; secret: Buffer };

/** The file of keys is there and holds none. */
export class AuditKeyError extends Error {}

/** Where the key lies if no setting says otherwise: beside the collection. */
export function besideCollection(collectionFile: string): string {
  return join(dirname(collectionFile), "audit.key");
}

/**
 * Reads the keys, the one that seals first; makes the file when it is missing, for its owner alone.
 * @throws AuditKeyError  a line of it is no key: it is left as it is
 */
export function readOrMakeKeys(file: string): [AuditKey, ...AuditKey[]] {
  return readKeys(file) ?? makeKeys(file);
}

/** The keys in a file; null = there is no such file. */
export function readKeys(file: string): [AuditKey, ...AuditKey[]] | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const lines = text.split("\n").map((line) => line.trim());
  const [first, ...others] = lines.filter((line) => line !== "").map((line) => keyOf(line, file));
  if (first === undefined) throw new AuditKeyError(`${file} holds no key of the audit`);
  return [first, ...others];
}

/** The key of a collection in memory, which nobody can alter: no secret, so that the same deeds give the same seals. */
export function passingKey(): AuditKey {
  return keyOf("0".repeat(64), "");
}

function keyOf(line: string, file: string): AuditKey {
  if (!/^[0-9a-f]{64}$/.test(line))
    throw new AuditKeyError(`${file} holds no key of the audit (64 hexadecimal digits)`);
  const id = createHash("sha256").update(`audit key ${line}`).digest("hex").slice(0, 8);
  return { id, secret: Buffer.from(line, "hex") };
}

/** Whole or not at all, and never over another's: two processes may start together. */
function makeKeys(file: string): [AuditKey, ...AuditKey[]] {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  const made = readKeys(file);
  if (made === null) throw new AuditKeyError(`${file} cannot be made`);
  return made;
}
