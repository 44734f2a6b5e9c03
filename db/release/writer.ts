import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { getTableColumns, type InferInsertModel } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import Database from "../sqlite/driver";
import { syncToDisk } from "../sqlite/on-disk";
import { placeholdersOf, prepareWrite } from "../sqlite/prepared";
import { openReleaseFile, releaseApplicationId, releaseFiles, releaseFormat } from "./open";
import * as t from "./schema";

/*
 * Writes a release file once. It is made beside its place, vacuumed so that no deleted byte remains, synced, hashed, read
 * again, and only then put in its place; until then readers see nothing of it.
 */

/** Tables of a release file in the order they are written. */
const tables = {
  meta: t.meta,
  releases: t.releases,
  countries: t.countries,
  countryGroups: t.countryGroups,
  groupMembers: t.groupMembers,
  dictionaryEntries: t.dictionaryEntries,
  series: t.series,
  seriesCodes: t.seriesCodes,
  provenance: t.provenance,
  questions: t.questions,
  observations: t.observations,
  alternatives: t.alternatives,
  formerValues: t.formerValues,
  withdrawals: t.withdrawals,
  rounds: t.rounds,
  roundCountries: t.roundCountries,
} as const;

/** All rows of a release, in the order they stand in the file: the same rows give the same bytes. */
export type ReleaseContent = { [K in keyof typeof tables]: InferInsertModel<(typeof tables)[K]>[] };

/** A file that is written and synced but not yet in its place. */
export type WrittenRelease = { temporary: string; hash: string; bytes: number };

/**
 * Writes the file of a release under a temporary name in its folder.
 *
 * The name holds the hash, so that a crash before the last step can be finished (`putInPlace`) or cleaned
 * (`cleanTemporary`).
 * @param ddl  the statements of db/release/ddl
 * @throws Error  a row that breaks the schema, or no room on the disk; nothing is left behind then
 */
export function writeReleaseFile(folder: string, id: string, content: ReleaseContent): WrittenRelease {
  const draft = resolve(folder, `.${id}.writing.tmp`);
  rmSync(draft, { force: true });
  try {
    fill(draft, content);
    syncToDisk(draft);
    const read = openReleaseFile(draft);
    const damage = read.$client.pragma("integrity_check(1)", { simple: true });
    read.$client.close();
    if (damage !== "ok") throw new Error(`the file of release ${id} is damaged: ${damage}`);
    const bytes = readFileSync(draft);
    const hash = createHash("sha256").update(bytes).digest("hex");
    const temporary = temporaryName(folder, id, hash);
    renameSync(draft, temporary);
    return { temporary, hash, bytes: bytes.length };
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function fill(file: string, content: ReleaseContent): void {
  const client = new Database(file);
  try {
    client.pragma("journal_mode = OFF");
    client.pragma("synchronous = OFF");
    client.pragma(`application_id = ${releaseApplicationId}`);
    client.pragma(`user_version = ${releaseFormat}`);
    for (const statement of readFileSync(resolve("db/release/ddl/0000_release.sql"), "utf8").split(
      "--> statement-breakpoint",
    ))
      client.exec(statement);
    client.exec("begin");
    for (const [name, table] of Object.entries(tables))
      insertRows(client, table, content[name as keyof ReleaseContent]);
    client.exec("commit");
    client.exec("analyze");
    client.exec("vacuum");
  } finally {
    client.close();
  }
}

function insertRows(client: Database.Database, table: SQLiteTable, rows: readonly Record<string, unknown>[]): void {
  const db = drizzle(client);
  const insert = prepareWrite(db, db.insert(table).values(placeholdersOf(table)));
  const names = Object.keys(getTableColumns(table));
  const bound: Record<string, unknown> = {};
  for (const row of rows) {
    for (const name of names) bound[name] = row[name] ?? null;
    insert.run(bound);
  }
}

/** Name of a written release until it is put in its place. */
export function temporaryName(folder: string, id: string, hash: string): string {
  return resolve(folder, `.${id}.${hash}.tmp`);
}

/**
 * Puts a written release in its place, with its `.sha256` beside it (written first, so that a file never stands without).
 * Does nothing when it is in place already; never replaces a file.
 * @returns  is the file in its place now?
 */
export function putInPlace(folder: string, id: string, hash: string): boolean {
  const { file, hash: hashFile } = releaseFiles(folder, id);
  if (existsSync(file)) return createHash("sha256").update(readFileSync(file)).digest("hex") === hash;
  const temporary = temporaryName(folder, id, hash);
  if (!existsSync(temporary)) return false;
  writeFileSync(`${temporary}.sum`, `${hash}  ${id}.sqlite\n`);
  syncToDisk(`${temporary}.sum`);
  renameSync(`${temporary}.sum`, hashFile);
  renameSync(temporary, file);
  syncToDisk(folder);
  return true;
}

/** Removes what an interrupted writing left, except the files of these hashes. */
export function cleanTemporary(folder: string, keep: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const temporary = /^\.2\d\d\d-\d+\.(writing|[0-9a-f]{64})\.tmp(-journal|\.sum)?$/.exec(name);
    if (temporary && !keep.has(temporary[1]!)) rmSync(resolve(folder, name), { force: true });
  }
}

/** Writes the notice that a release was withdrawn; its file stays as it is. */
export function writeNotice(
  folder: string,
  id: string,
  notice: { withdrawnAt: string; reason: { en: string; fr: string }; successor: string | null },
): void {
  const { notice: file } = releaseFiles(folder, id);
  writeFileSync(`${file}.tmp`, `${JSON.stringify(notice)}\n`);
  syncToDisk(`${file}.tmp`);
  renameSync(`${file}.tmp`, file);
  syncToDisk(folder);
}

/** Removes the notice of a release that came back: a second person did not confirm its withdrawal. */
export function removeNotice(folder: string, id: string): void {
  rmSync(releaseFiles(folder, id).notice, { force: true });
  syncToDisk(folder);
}
