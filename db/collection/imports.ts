import { and, asc, eq } from "drizzle-orm";
import type { Text } from "~/domain/dictionary/dictionary";
import type { ImportReport } from "~/domain/import/import";
import type { FileRow } from "~/domain/import/row";
import type { Collection } from "./client";
import { imports } from "./schema";

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

/** Writes an import and its lines, raw cells and header included, in the caller's transaction. */
export function insertImport(
  db: Collection,
  row: Omit<typeof imports.$inferInsert, "id">,
  lines: readonly FileRow[],
): number {
  const id = Number(db.insert(imports).values(row).run().lastInsertRowid);
  const insert = db.$client.prepare("insert into import_rows (import, line, cells) values (?, ?, ?)");
  for (const { line, cells } of lines) insert.run(id, line, JSON.stringify(cells));
  return id;
}

/** Writes the report again, once it knows its own id. */
export function updateReport(db: Collection, id: number, report: ImportReport): void {
  db.update(imports).set({ report }).where(eq(imports.id, id)).run();
}

/** Lines of an import in order; the first is the header. */
export function rowsOfImport(db: Collection, id: number): FileRow[] {
  return db.$client
    .prepare<[number], { line: number; cells: string }>(
      "select line, cells from import_rows where import = ? order by line",
    )
    .all(id)
    .map(({ line, cells }) => ({ line, cells: JSON.parse(cells) }));
}

/** One line as it stood in the file with the names of its columns, for a passport; undefined = no such line. */
export function rowOfImport(db: Collection, id: number, line: number): { column: string; text: string }[] | undefined {
  const wanted = db.$client.prepare<[number, number], { cells: string }>(
    "select cells from import_rows where import = ? and line = ?",
  );
  const head = db.$client.prepare<[number], { cells: string }>(
    "select cells from import_rows where import = ? order by line limit 1",
  );
  const [header, row] = [head.get(id), wanted.get(id, line)];
  if (!header || !row) return undefined;
  const texts: string[] = JSON.parse(row.cells);
  return (JSON.parse(header.cells) as string[]).map((column, index) => ({ column, text: texts[index] ?? "" }));
}

function toLine(row: typeof imports.$inferSelect): ImportLine {
  const { id, fileName, fileHash, licence, url, publishedBySource, precedence, rowsRead, rowsTaken, at, by } = row;
  const source = { en: row.sourceEn, fr: row.sourceFr };
  return { id, fileName, fileHash, source, licence, url, publishedBySource, precedence, rowsRead, rowsTaken, at, by };
}
