import { and, asc, eq } from "drizzle-orm";
import type { Text } from "~/domain/dictionary/dictionary";
import type { ImportReport } from "~/domain/import/import";
import type { FileRow } from "~/domain/import/row";
import { oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "../sqlite/prepared";
import type { Collection } from "./client";
import { importRows, imports } from "./schema";

/** An import as lists and passports name it. */
export type ImportLine = {
  id: number;
  fileName: string;
  fileHash: string;
  source: Text;
  licence: string;
  url: string | null;
  publishedBySource: boolean;
  precedence: number;
  rowsRead: number;
  rowsTaken: number;
  at: string;
  by: number | null;
};

export type StoredImport = ImportLine & { map: unknown; report: ImportReport };

/** Ids of all imports, the first first. */
export function importIds(db: Pick<Collection, "select">): number[] {
  return db
    .select({ id: imports.id })
    .from(imports)
    .orderBy(asc(imports.id))
    .all()
    .map((row) => row.id);
}

/** All imports, the first first. */
export function listImports(db: Pick<Collection, "select">): ImportLine[] {
  return db.select().from(imports).orderBy(asc(imports.id)).all().map(toLine);
}

/** One import with its map and report; undefined = there is none. */
export function readImportRecord(db: Pick<Collection, "select">, id: number): StoredImport | undefined {
  const row = db.select().from(imports).where(eq(imports.id, id)).get();
  return row && { ...toLine(row), map: row.map, report: row.report as ImportReport };
}

/** The import of the very same file with the very same map; undefined = not imported yet. */
export function importOf(db: Pick<Collection, "select">, fileHash: string, mapHash: string): number | undefined {
  const same = and(eq(imports.fileHash, fileHash), eq(imports.mapHash, mapHash));
  return db.select({ id: imports.id }).from(imports).where(same).get()?.id;
}

const insertRow = oncePerConnection((db: Collection) =>
  prepareWrite(db, db.insert(importRows).values(placeholdersOf(importRows))),
);

/** Writes an import and its lines, raw cells and header included, in the caller's transaction. */
export function insertImport(
  db: Collection,
  row: Omit<typeof imports.$inferInsert, "id">,
  lines: readonly FileRow[],
): number {
  const id = Number(db.insert(imports).values(row).run().lastInsertRowid);
  for (const { line, cells } of lines) insertRow(db).run({ import: id, line, cells: JSON.stringify(cells) });
  return id;
}

/** Writes the report again, once it knows its own id. */
export function updateReport(db: Collection, id: number, report: ImportReport): void {
  db.update(imports).set({ report }).where(eq(imports.id, id)).run();
}

/** Lines of an import in order; the first is the header. */
export function rowsOfImport(db: Collection, id: number): FileRow[] {
  const { line, cells } = importRows;
  const rows = db.select({ line, cells }).from(importRows).where(eq(importRows.import, id)).orderBy(asc(line));
  return prepareRead(db, rows)
    .all()
    .map(({ line, cells }) => ({ line, cells: JSON.parse(cells) }));
}

/** One line as it stood in the file with the names of its columns, for a passport; undefined = no such line. */
export function rowOfImport(db: Collection, id: number, line: number): { column: string; text: string }[] | undefined {
  const cells = () => db.select({ cells: importRows.cells }).from(importRows);
  const ofImport = eq(importRows.import, id);
  const header = cells().where(ofImport).orderBy(asc(importRows.line)).limit(1).get();
  const row = cells()
    .where(and(ofImport, eq(importRows.line, line)))
    .get();
  if (!header || !row) return undefined;
  const texts: string[] = JSON.parse(row.cells);
  return (JSON.parse(header.cells) as string[]).map((column, index) => ({ column, text: texts[index] ?? "" }));
}

function toLine(row: typeof imports.$inferSelect): ImportLine {
  const { id, fileName, fileHash, licence, url, publishedBySource, precedence, rowsRead, rowsTaken, at, by } = row;
  const source = { en: row.sourceEn, fr: row.sourceFr };
  return { id, fileName, fileHash, source, licence, url, publishedBySource, precedence, rowsRead, rowsTaken, at, by };
}
