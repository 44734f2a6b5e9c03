import { parseMap } from "~/domain/import/map-parse";
import type { Decimal } from "~/domain/import/number";
import { readImport } from "~/domain/import/read";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
import { readImportRecord, rowsOfImport } from "~db/collection/imports";
import { replaceObservations } from "~db/collection/observations-write";

/**
 * Projects the kept lines of an import to observations by its kept map, in the caller's transaction; the same function that
 * read the file first reads them again, so a rebuild gives the same.
 * @returns  whether anything changed
 * @throws   an import that does not exist, or whose kept map cannot be read, is a bug
 */
export function projectImport(db: Collection, id: number): boolean {
  const record = readImportRecord(db, id);
  if (!record) throw new Error(`there is no import ${id}`);
  const parsed = parseMap(record.map);
  if ("problems" in parsed) throw new Error(`the kept map of import ${id} cannot be read`);
  const [header, ...rows] = rowsOfImport(db, id);
  const { observations } = readImport({
    header: header?.cells ?? [],
    rows,
    map: parsed.map,
    decimal: (record.report.file.decimal ?? ".") as Decimal,
    dictionary: readDictionary(db),
    countries: new Set(listCountries(db).map((country) => country.code)),
    import: id,
  });
  return replaceObservations(db, { import: id }, observations);
}
