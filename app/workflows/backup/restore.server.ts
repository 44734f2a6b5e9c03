import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAudit } from "~db/collection/audit";
import { examineCopy } from "~db/collection/backup/copy";
import { openCollection } from "~db/collection/client";
import { endAllSessions } from "~db/collection/people/sessions";
import { releaseFiles } from "~db/release/open";
import { hashOfFile } from "~db/sqlite/on-disk";
import { BackupError, type Manifest, placesOf, readManifest } from "./manifest.server";
import { unstore } from "./stored.server";

/**
 * Looks through a backup: are its files those that were stored, do they open, does the collection hold what its manifest
 * says?
 * @param key  secret key of age; without it an encrypted backup is compared byte by byte, not opened
 * @returns    whether it was opened
 * @throws BackupError, StoredFileError, CollectionFileError  what is wrong, in one line
 */
export async function verifyBackup(
  backup: string,
  key: string | null,
): Promise<{ manifest: Manifest; opened: boolean }> {
  const manifest = readManifest(backup);
  await compareStored(backup, manifest);
  if (manifest.recipient !== null && key === null) return { manifest, opened: false };
  const folder = mkdtempSync(join(tmpdir(), "vigie-verify-"));
  try {
    await open(backup, { manifest, key, into: folder });
    return { manifest, opened: true };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is restored, and where. */
export type ToRestore = {
  backup: string;
  key: string | null;
  dataDir: string;
  keyFile: string;
  now: string;
  replace: boolean;
};

/**
 * Restores a backup into a data folder. It is read and looked through beside its place first; what stood there is kept in a
 * folder of its own, never overwritten. All sessions end, and the audit says what was restored.
 * @returns  manifest, and where what stood before lies now
 * @throws BackupError  there is a collection and `replace` is not said, or the backup is not sound: nothing was changed
 */
export async function restoreBackup(what: ToRestore): Promise<{ manifest: Manifest; before: string | null }> {
  const { backup, key, dataDir } = what;
  const manifest = readManifest(backup);
  if (manifest.recipient !== null && key === null)
    throw new BackupError(`${backup} is encrypted for ${manifest.recipient}: give its secret key with --key FILE`);
  const own = ["collection.sqlite", "collection.sqlite-wal", "collection.sqlite-shm", "releases"];
  const stands = own.filter((name) => existsSync(join(dataDir, name)) && !isEmptyFolder(join(dataDir, name)));
  if (stands.length > 0 && !what.replace)
    throw new BackupError(`${dataDir} holds a collection: --replace keeps it aside and puts the backup in its place`);
  const fresh = join(dataDir, "restoring");
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  try {
    await open(backup, { manifest, key, into: fresh });
    noteRestored(join(fresh, "collection.sqlite"), { manifest, now: what.now, keyFile: what.keyFile });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  const before = stands.length > 0 ? join(dataDir, `before-restore-${what.now.replaceAll(/[:.]/g, "")}`) : null;
  if (before !== null) {
    mkdirSync(before);
    for (const name of stands) renameSync(join(dataDir, name), join(before, name));
  }
  rmSync(join(dataDir, "releases"), { recursive: true, force: true });
  renameSync(join(fresh, "releases"), join(dataDir, "releases"));
  renameSync(join(fresh, "collection.sqlite"), join(dataDir, "collection.sqlite"));
  rmSync(fresh, { recursive: true, force: true });
  return { manifest, before };
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

async function compareStored(backup: string, manifest: Manifest): Promise<void> {
  const { collection, releases } = placesOf(backup, manifest);
  for (const { file, storedSha256 } of [{ file: collection, ...manifest.collection }, ...releases]) {
    if (!existsSync(file)) throw new BackupError(`${file} is missing`);
    if ((await hashOfFile(file)) !== storedSha256) throw new BackupError(`${file} was altered`);
  }
}

/** Reads a whole backup into a folder and compares it with its manifest. */
async function open(
  backup: string,
  { manifest, key, into }: { manifest: Manifest; key: string | null; into: string },
): Promise<void> {
  const encrypted = manifest.recipient !== null;
  const places = placesOf(backup, manifest);
  const collection = join(into, "collection.sqlite");
  await unstore(places.collection, collection, { key, expected: { ...manifest.collection, encrypted } });
  const { rows, releases } = examineCopy(collection);
  const other = Object.keys(manifest.rows).find((table) => rows[table] !== manifest.rows[table]);
  if (other !== undefined)
    throw new BackupError(
      `${backup}: ${other} has ${rows[other] ?? 0} rows, its manifest says ${manifest.rows[other]}`,
    );
  mkdirSync(join(into, "releases"));
  for (const { id, hash } of releases) {
    const stored = places.releases.find((one) => one.id === id && one.sha256 === hash);
    if (!stored) throw new BackupError(`${backup} has no file of release ${id}`);
    const { file, hash: hashFile } = releaseFiles(join(into, "releases"), id);
    await unstore(stored.file, file, { key, expected: { ...stored, encrypted } });
    writeFileSync(hashFile, `${hash}  ${id}.sqlite\n`, { flush: true });
  }
}

function noteRestored(
  file: string,
  { manifest, now, keyFile }: { manifest: Manifest; now: string; keyFile: string },
): void {
  const db = openCollection(file, keyFile);
  try {
    db.transaction(
      () => {
        const sessions = endAllSessions(db, now);
        writeAudit(
          db,
          { by: null, now },
          { action: "backup.restore", subject: "installation", detail: { of: manifest.at, sessions } },
        );
      },
      { behavior: "immediate" },
    );
    db.$client.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.$client.close();
  }
}
