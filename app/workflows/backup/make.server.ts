import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { copyCollection, examineCopy } from "~db/collection/backup/copy";
import type { Collection } from "~db/collection/client";
import { releaseFiles } from "~db/release/open";
import { temporaryName } from "~db/release/writer";
import { hashOfFile, syncToDisk } from "~db/sqlite/on-disk";
import {
  BackupError,
  listBackups,
  type Manifest,
  nameOfBackup,
  placesOf,
  readManifest,
  storedRelease,
} from "./manifest.server";
import { type Recipient, type Sizes, store } from "./stored.server";

/** What a backup is made of, and where it goes. */
export type ToBackUp = {
  /** Folder of backups; made when it is missing. */
  folder: string;
  releasesFolder: string;
  recipient: Recipient;
  /** Instant it is named by. */
  now: string;
  /** Backups kept at least, this one counted; all when left out. */
  keep?: number;
};

/**
 * Backs the collection up as it stands, with every release that is or was public, while others go on saving.
 *
 * The copy is looked through (pages, references, hashes of releases) before anything counts as a backup; its folder gets
 * its name last, so that one that was cut short is never taken for whole.
 * @returns  the backup's folder and its manifest
 * @throws BackupError  a release's file is missing or altered, or there is such a backup already; CollectionFileError for a
 *                      damaged copy; the file system's own error where there is no room. Nothing half-made stays.
 */
export async function makeBackup(db: Collection, what: ToBackUp): Promise<{ backup: string; manifest: Manifest }> {
  const { folder, recipient } = what;
  const backup = join(folder, nameOfBackup(what.now));
  if (existsSync(backup)) throw new BackupError(`${backup} exists`);
  const fresh = `${backup}.partial`;
  mkdirSync(join(folder, "releases"), { recursive: true });
  cleanPartial(folder);
  mkdirSync(fresh, { mode: 0o700 });
  try {
    const copy = join(fresh, "collection.sqlite");
    copyCollection(db, copy);
    const { sqlite, migrations, rows, releases, audit } = examineCopy(copy);
    const collection = await store(copy, placesOf(fresh, { recipient, releases: [] }).collection, recipient);
    rmSync(copy);
    const stored: Manifest["releases"] = [];
    for (const one of releases) stored.push({ id: one.id, ...(await storeRelease(one, what)) });
    const manifest: Manifest = {
      format: 1,
      at: what.now,
      vigie: versionOf(),
      sqlite,
      migrations,
      recipient,
      rows,
      audit,
      collection,
      releases: stored,
    };
    writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    syncToDisk(fresh);
    renameSync(fresh, backup);
    syncToDisk(folder);
    if (what.keep !== undefined) prune(folder, what.keep);
    return { backup, manifest };
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

async function storeRelease({ id, hash }: { id: string; hash: string }, what: ToBackUp): Promise<Sizes> {
  const { folder, releasesFolder, recipient } = what;
  const known = knownSizes(folder, hash, recipient);
  if (known) return known;
  // Recorded and not yet put in its place: its name holds the hash then (writer.ts).
  const file = [releaseFiles(releasesFolder, id).file, temporaryName(releasesFolder, id, hash)].find(existsSync);
  if (file === undefined) throw new BackupError(`the file of release ${id} is missing in ${releasesFolder}`);
  if ((await hashOfFile(file)) !== hash) throw new BackupError(`${file} is not the file that was published`);
  const to = storedRelease(folder, hash, recipient);
  const sizes = await store(file, `${to}.partial`, recipient);
  renameSync(`${to}.partial`, to);
  syncToDisk(join(folder, "releases"));
  return sizes;
}

/** Sizes of a release that an earlier backup stored; it is stored once. */
function knownSizes(folder: string, hash: string, recipient: Recipient): Sizes | null {
  if (!existsSync(storedRelease(folder, hash, recipient))) return null;
  for (const name of listBackups(folder)) {
    const manifest = manifestIn(join(folder, name));
    const known = manifest?.recipient === recipient && manifest.releases.find(({ sha256 }) => sha256 === hash);
    if (known) {
      const { id: _, ...sizes } = known;
      return sizes;
    }
  }
  return null;
}

/** null = it cannot be read: an older backup that was damaged does not keep the next one from being made. */
function manifestIn(backup: string): Manifest | null {
  try {
    return readManifest(backup);
  } catch (error) {
    if (error instanceof BackupError) return null;
    throw error;
  }
}

/** Removes what a backup that was cut short left behind. */
function cleanPartial(folder: string): void {
  for (const at of [folder, join(folder, "releases")])
    for (const name of readdirSync(at).filter((one) => one.endsWith(".partial")))
      rmSync(join(at, name), { recursive: true, force: true });
}

/** Removes the oldest backups beyond `keep`; releases stay, whatever backup they came with. */
function prune(folder: string, keep: number): void {
  for (const name of listBackups(folder).slice(Math.max(1, keep)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

function versionOf(): string {
  return (JSON.parse(readFileSync(resolve("package.json"), "utf8")) as { version: string }).version;
}
