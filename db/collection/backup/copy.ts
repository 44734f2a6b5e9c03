import { count, is, max, ne } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import Database from "../../sqlite/driver";
import { applicationId, type Collection, CollectionFileError, schema } from "../client";
import { auditHead } from "../sealing/chain";

/* A copy of the collection as it stands at one instant, and what can be said of one without opening it for use. */

/** What a copy holds, as its manifest names it. */
export type CopyFacts = {
  sqlite: string;
  /** Number of migrations it has been brought through. */
  migrations: number;
  /** Rows by table. */
  rows: Record<string, number>;
  /** Published and withdrawn releases, each with the hash of its file. */
  releases: { id: string; hash: string }[];
  /** Instant of the newest audit line; null = there is none. */
  newest: string | null;
  /** The last line of the audit. */
  audit: { seq: number; seal: string } | null;
};

/**
 * Writes the collection as it stands now into a new file, without stopping anybody: what others save meanwhile is not in
 * it. Deleted rows leave no byte behind.
 * @param file  must not exist
 * @throws  SQLite's own error where there is no room; what was begun of the file stays for the caller to remove
 */
export function copyCollection({ $client }: Collection, file: string): void {
  $client.prepare("vacuum into ?").run(file);
}

/**
 * Looks through a copy read-only: every page and index, every reference between rows.
 * @throws CollectionFileError  no collection of Vigie, or damaged: what is wrong, in one line
 */
export function examineCopy(file: string): CopyFacts {
  let client: Database.Database;
  try {
    client = new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new CollectionFileError(`${file} cannot be opened: ${(error as Error).message}`);
  }
  try {
    client.pragma("trusted_schema = OFF");
    if (client.pragma("application_id", { simple: true }) !== applicationId)
      throw new CollectionFileError(`${file} is not a collection of Vigie`);
    const damage = client.pragma("integrity_check(1)", { simple: true });
    if (damage !== "ok") throw new CollectionFileError(`${file} is damaged (${damage})`);
    const [orphan] = client.pragma("foreign_key_check") as { table: string }[];
    if (orphan) throw new CollectionFileError(`${file}: a row of ${orphan.table} names one that does not stand`);
    return factsOf(client);
  } catch (error) {
    if (error instanceof CollectionFileError) throw error;
    throw new CollectionFileError(`${file} is not readable as SQLite: ${(error as Error).message}`);
  } finally {
    client.close();
  }
}

function factsOf(client: Database.Database): CopyFacts {
  const db = drizzle(client);
  const rows: Record<string, number> = {};
  for (const table of Object.values(schema)) {
    if (is(table, SQLiteTable)) rows[getTableConfig(table).name] = db.select({ rows: count() }).from(table).get()!.rows;
  }
  const { id, hash, state } = schema.releases;
  const releases = db
    .select({ id, hash })
    .from(schema.releases)
    .where(ne(state, "prepared"))
    .orderBy(id)
    .all()
    .flatMap((one) => (one.hash === null ? [] : [{ id: one.id, hash: one.hash }]));
  const newest =
    db
      .select({ at: max(schema.audit.at) })
      .from(schema.audit)
      .get()?.at ?? null;
  const { v } = client.prepare("select sqlite_version() v").get() as { v: string };
  const { n } = client.prepare("select count(*) n from __drizzle_migrations").get() as { n: number };
  return { sqlite: v, migrations: n, rows, releases, newest, audit: auditHead(db) };
}
