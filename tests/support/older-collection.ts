import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { applicationId } from "~db/collection/client";
import Database from "~db/sqlite/driver";

/** Makes a collection as it was before a migration, e.g. `0005_four_eyes`; the caller closes it. */
export function olderCollection(file: string, before: string): Database.Database {
  const migrationsFolder = mkdtempSync(join(tmpdir(), "vigie-migrations-"));
  try {
    cpSync(resolve("db/collection/migrations"), migrationsFolder, { recursive: true });
    const journal = join(migrationsFolder, "meta/_journal.json");
    const all: { entries: { tag: string }[] } = JSON.parse(readFileSync(journal, "utf8"));
    const at = all.entries.findIndex(({ tag }) => tag === before);
    if (at < 0) throw new Error(`no migration is called ${before}`);
    writeFileSync(journal, JSON.stringify({ ...all, entries: all.entries.slice(0, at) }));
    const client = new Database(file);
    client.pragma(`application_id = ${applicationId}`);
    migrate(drizzle(client), { migrationsFolder });
    return client;
  } finally {
    rmSync(migrationsFolder, { recursive: true });
  }
}
