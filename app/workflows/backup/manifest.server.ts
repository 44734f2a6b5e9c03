import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/*
 * A folder of backups:
 *   2026-11-30T231500Z/manifest.json        what it holds; written last
 *   2026-11-30T231500Z/collection.gz[.age]
 *   releases/HASH.gz[.age]                  a release never changes: stored once for all backups
 */

const sizes = {
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  storedBytes: z.number().int().nonnegative(),
  storedSha256: z.string().regex(/^[0-9a-f]{64}$/),
};

const manifest = z.strictObject({
  format: z.literal(1),
  /** Instant of the state it holds. */
  at: z.iso.datetime(),
  vigie: z.string(),
  sqlite: z.string(),
  migrations: z.number().int(),
  /** Public key it is encrypted for; null = it is not. */
  recipient: z.string().nullable(),
  rows: z.record(z.string(), z.number().int()),
  /** Last line of the audit, by which one that is cut later is found out; older backups have none. */
  audit: z.strictObject({ seq: z.number().int(), seal: z.string() }).nullable().optional(),
  collection: z.strictObject(sizes),
  releases: z.array(z.strictObject({ id: z.string().regex(/^\d{4}-\d+$/), ...sizes })),
});

/** What a backup holds. */
export type Manifest = z.infer<typeof manifest>;

/** Why a backup cannot be made, read or restored; the message is one line for the person at the command line. */
export class BackupError extends Error {}

/** Folder of a backup by its instant, in names every file system takes. */
export function nameOfBackup(at: string): string {
  return at.replace(/\.\d+Z$/, "Z").replaceAll(":", "");
}

/** The instant a backup is named by. */
export function instantOf(name: string): string {
  return name.replace(/T(\d{2})(\d{2})(\d{2})Z$/, "T$1:$2:$3Z");
}

/** Backups in a folder that are whole, the newest first. */
export function listBackups(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}T\d{6}Z$/.test(name) && existsSync(join(folder, name, "manifest.json")))
    .sort()
    .reverse();
}

/** Reads the manifest of a backup; throws `BackupError` where it is none. */
export function readManifest(backup: string): Manifest {
  const file = join(backup, "manifest.json");
  if (!existsSync(file)) throw new BackupError(`${backup} is no backup: it has no manifest.json`);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new BackupError(`${file} is not readable`);
  }
  const checked = manifest.safeParse(read);
  if (!checked.success) throw new BackupError(`${file} is not the manifest of a backup`);
  return checked.data;
}

/** Where the files of a backup lie. */
export function placesOf(backup: string, { recipient, releases }: Pick<Manifest, "recipient" | "releases">) {
  const ending = recipient === null ? "gz" : "gz.age";
  return {
    collection: join(backup, `collection.${ending}`),
    releases: releases.map((one) => ({ ...one, file: storedRelease(join(backup, ".."), one.sha256, recipient) })),
  };
}

/** Where a release lies in a folder of backups; one encrypted for another key is another file. */
export function storedRelease(folder: string, sha256: string, recipient: string | null): string {
  const suffix = recipient === null ? "gz" : `${recipient.slice(-8)}.gz.age`;
  return join(folder, "releases", `${sha256}.${suffix}`);
}
