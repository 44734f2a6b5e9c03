import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import Database from "../sqlite/driver";
import * as factorSchema from "./people/schema-factors";
import * as collectionSchema from "./schema";
import * as peopleSchema from "./schema-people";
import { type AuditKey, AuditKeyError, besideCollection, passingKey, readOrMakeKeys } from "./sealing/key";
import { armSeals, sealOlder } from "./sealing/seal";

/** Every table of the collection. */
export const schema = { ...collectionSchema, ...peopleSchema, ...factorSchema };

/** A connection to the collection; `$client` is the better-sqlite3 handle. */
export type Collection = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/** "VIGI": marks a SQLite file as a collection of Vigie, so that a foreign file is never touched. */
export const applicationId = 0x56494749;

const migrationsFolder = resolve("db/collection/migrations");

/** Why a file cannot be opened as the collection; the process stops with exit code 78 and leaves the file as it is. */
export class CollectionFileError extends Error {}

/**
 * Opens the collection with durable settings, asserted, and brings an older file to the newest migration.
 *
 * WAL and `synchronous=FULL`: an acknowledged save survives a power loss. `busy_timeout` is short because the call is
 * synchronous and would stop everybody. The WAL is written back every 16 MB instead of every 4: pages that many saves
 * touched are written once, and durability is the WAL's.
 * @param file  path, or `:memory:` in tests; created when missing
 * @param keyFile  key that seals the audit; left out, it lies beside the file. Made when missing
 * @throws CollectionFileError  corrupt, foreign or newer file, or a file of keys that holds none: untouched
 * @source facts/operations.md §1
 */
export function openCollection(file: string, keyFile = besideCollection(file)): Collection {
  refuseForeign(file);
  const key = file === ":memory:" ? passingKey() : sealingKey(keyFile);
  const client = new Database(file);
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("foreign_keys = ON");
  client.pragma("busy_timeout = 1000");
  client.pragma("trusted_schema = OFF");
  client.pragma("secure_delete = ON");
  client.pragma("cell_size_check = ON");
  client.pragma("wal_autocheckpoint = 4000");
  client.pragma("journal_size_limit = 67108864");
  // Only where it is missing: this writes, and a full disk does not keep anybody from reading.
  if (client.pragma("application_id", { simple: true }) !== applicationId)
    client.pragma(`application_id = ${applicationId}`);
  assertSettings(client, file);
  const db = drizzle(client, { schema }) as Collection;
  migrate(db, { migrationsFolder });
  armSeals(client, key, file === ":memory:" ? "" : keyFile);
  sealOlder(db, key);
  return db;
}

function sealingKey(keyFile: string): AuditKey {
  try {
    return readOrMakeKeys(keyFile)[0];
  } catch (error) {
    if (error instanceof AuditKeyError) throw new CollectionFileError(error.message);
    throw error;
  }
}

/** Is the file of a collection missing, or without a byte? */
export function isMissingOrEmpty(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/** Is nothing entered yet, not even the dictionary? `npm run vigie -- setup` does that. */
export function isUnset(db: Collection): boolean {
  return db.select({ code: schema.dictionaryEntries.code }).from(schema.dictionaryEntries).limit(1).get() === undefined;
}

/** Settings a reader may check at any time; `/readyz` does. */
export function assertSettings(client: Database.Database, file: string): void {
  const journal = client.pragma("journal_mode", { simple: true });
  const wanted = file === ":memory:" ? "memory" : "wal";
  if (journal !== wanted) throw new CollectionFileError(`${file}: journal_mode is ${journal}, not ${wanted}`);
  if (client.pragma("synchronous", { simple: true }) !== 2)
    throw new CollectionFileError(`${file}: synchronous is not FULL`);
  if (client.pragma("foreign_keys", { simple: true }) !== 1)
    throw new CollectionFileError(`${file}: foreign_keys is off`);
  const version = client.prepare("select sqlite_version() v").get() as { v: string };
  // Before 3.51.3 a race at the reset of the WAL could lose commits (facts/operations.md §1).
  if (compareVersions(version.v, "3.51.3") < 0)
    throw new CollectionFileError(`SQLite ${version.v} is older than 3.51.3`);
}

function refuseForeign(file: string): void {
  if (file === ":memory:" || !existsSync(file) || statSync(file).size === 0) return;
  let client: Database.Database;
  try {
    client = new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new CollectionFileError(`${file} cannot be opened: ${(error as Error).message}`);
  }
  try {
    const id = client.pragma("application_id", { simple: true });
    if (id !== applicationId) throw new CollectionFileError(`${file} is not a collection of Vigie`);
    const check = client.pragma("quick_check(1)", { simple: true });
    if (check !== "ok") throw new CollectionFileError(`${file} is damaged (${check}); restore the last backup`);
    refuseNewer(client, file);
  } catch (error) {
    if (error instanceof CollectionFileError) throw error;
    throw new CollectionFileError(`${file} is not readable as SQLite: ${(error as Error).message}`);
  } finally {
    client.close();
  }
}

function refuseNewer(client: Database.Database, file: string): void {
  const table = client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!table) return;
  const last = client.prepare("select max(created_at) at from __drizzle_migrations").get() as { at: number | null };
  const journal = JSON.parse(readFileSync(resolve(migrationsFolder, "meta/_journal.json"), "utf8")) as {
    entries: { when: number }[];
  };
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  if ((last.at ?? 0) > newest) throw new CollectionFileError(`${file} was written by a newer version of Vigie`);
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let i = 0; i < 3; i++) if (left[i] !== right[i]) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}
