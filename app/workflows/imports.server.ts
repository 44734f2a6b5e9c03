import { createHash } from "node:crypto";
import type { Dictionary } from "~/domain/dictionary/dictionary";
import { checkChanges, checkEntries, withEntries } from "~/domain/dictionary/entries";
import { checkImport } from "~/domain/import/checks";
import type { ImportReport } from "~/domain/import/import";
import type { ImportMap } from "~/domain/import/map";
import { usesOf } from "~/domain/import/map";
import { checkMap } from "~/domain/import/map-check";
import { parseMap } from "~/domain/import/map-parse";
import type { MapProblem } from "~/domain/import/map-reader";
import { type Decimal, detectDecimal } from "~/domain/import/number";
import { type ImportRead, readImport } from "~/domain/import/read";
import { canonicalJson } from "~/domain/observation/canonical";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { listCountries, listGroups } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
import { importOf, insertImport, updateReport } from "~db/collection/imports";
import { replaceObservations } from "~db/collection/observations-write";
import { enterWithin } from "./dictionary.server";
import { type LongFile, readLongFile } from "./imports-file.server";

/**
 * Reads a long file by its map and enters it as a second record beside answers: file hash, map, every line as it stood,
 * observations, report and audit in one transaction. A dry run gives the same report and writes nothing.
 *
 * Nothing is overwritten: an import stands beside what was known, precedence decides what is published. The same file with
 * the same map adds nothing (`stopped: "already-imported"` names the earlier one). A file of which no row can be taken is
 * not entered.
 * @param map  unknown JSON; what is wrong with it is named in `mapProblems`
 */
export function runImport(
  db: Collection,
  { bytes, fileName, map, dryRun }: { bytes: Buffer; fileName: string; map: unknown; dryRun: boolean },
  deed: Deed,
): ImportReport {
  const fileHash = sha256(bytes);
  const report: ImportReport = {
    file: { name: fileName, bytes: bytes.length, hash: fileHash, encoding: null, delimiter: null, decimal: null },
    mapHash: mapHashOf(map),
    stopped: null,
    stoppedDetail: null,
    mapProblems: [],
    columns: [],
    rows: { read: 0, filtered: 0, skipped: 0, refused: 0, repeated: 0, taken: 0 },
    problems: [],
    repeated: [],
    findings: [],
    byIndicator: {},
    import: null,
    dryRun,
  };
  const stop = (stopped: NonNullable<ImportReport["stopped"]>, detail = ""): ImportReport => {
    return { ...report, stopped, stoppedDetail: detail };
  };
  const parsed = parseMap(map);
  if ("problems" in parsed) return { ...stop("map"), mapProblems: parsed.problems };
  const file = readLongFile(bytes, parsed.map.file);
  if ("stopped" in file) return stop(file.stopped, file.detail);
  report.file = { ...report.file, encoding: file.encoding, delimiter: file.delimiter };
  const uses = usesOf(parsed.map);
  report.columns = file.header.map((name) => ({ name, uses: uses.get(name) ?? [] }));
  return db.transaction(
    () => {
      const known = readDictionary(db);
      const dictionary = withEntries(known, parsed.map.dictionary);
      const mapProblems = [...checkOwnEntries(db, parsed.map, known), ...checkMap(parsed.map, file.header, dictionary)];
      if (mapProblems.length > 0) return { ...stop("map"), mapProblems };
      const earlier = importOf(db, fileHash, report.mapHash);
      if (earlier !== undefined) return { ...stop("already-imported", String(earlier)), import: earlier };
      const decimal = decimalOf(parsed.map, file);
      if (decimal === null) return stop("decimal");
      report.file.decimal = decimal;
      const countries = new Set(listCountries(db).map((country) => country.code));
      const { header, rows } = file;
      const read = readImport({ header, rows, map: parsed.map, decimal, dictionary, countries, import: 0 });
      const { observations, ...told } = read;
      Object.assign(report, told, { findings: checkImport(observations, dictionary) });
      for (const { indicator } of observations)
        report.byIndicator[indicator] = (report.byIndicator[indicator] ?? 0) + 1;
      if (!dryRun && observations.length > 0) enter(db, { map, parsed: parsed.map, file, read, report }, deed);
      return report;
    },
    { behavior: "immediate" },
  );
}

type Entered = { map: unknown; parsed: ImportMap; file: LongFile; read: ImportRead; report: ImportReport };

/** Writes the import; `report.import` gets its id. */
function enter(db: Collection, { map, parsed, file, read, report }: Entered, deed: Deed): void {
  enterWithin(db, parsed.dictionary, `import/${report.mapHash.slice(0, 12)}`, deed);
  const id = insertImport(
    db,
    {
      fileName: report.file.name,
      fileHash: report.file.hash,
      map,
      mapHash: report.mapHash,
      sourceEn: parsed.source.en,
      sourceFr: parsed.source.fr,
      licence: parsed.licence,
      url: parsed.url,
      publishedBySource: parsed.publishedBySource,
      precedence: parsed.precedence,
      encoding: file.encoding,
      delimiter: file.delimiter,
      rowsRead: report.rows.read,
      rowsTaken: report.rows.taken,
      at: deed.now,
      by: deed.by,
      report,
    },
    [{ line: 1, cells: file.header }, ...file.rows],
  );
  report.import = id;
  updateReport(db, id, report);
  const observations = read.observations.map((observation) => ({
    ...observation,
    provenance:
      observation.provenance.kind === "import" ? { ...observation.provenance, import: id } : observation.provenance,
  }));
  replaceObservations(db, { import: id }, observations);
  writeAudit(db, deed, {
    action: "import.run",
    subject: `import/${id}`,
    detail: { hash: report.file.hash, ...report.rows },
  });
}

/** Problems of the entries the map brings along; it may add to the dictionary, not reword it. */
function checkOwnEntries(db: Collection, map: ImportMap, known: Dictionary): MapProblem[] {
  const places = {
    countries: new Set(listCountries(db).map((country) => country.code)),
    groups: new Set(listGroups(db).map((group) => group.code)),
  };
  const problems = [...checkEntries(map.dictionary, known, places), ...checkChanges(map.dictionary, known, false)];
  return problems.map(({ kind, at, what }) => ({
    kind: "bad-dictionary",
    at: `map.dictionary ${at}`,
    what: `${what} (${kind})`,
  }));
}

function decimalOf(map: ImportMap, file: LongFile): Decimal | null {
  if (map.file.decimal !== null) return map.file.decimal;
  const names = [map.parts, ...map.cases.map((one) => one.parts)].flatMap((p) => [
    p.value?.column,
    p.lower,
    p.upper,
    p.share,
  ]);
  const columns = [...new Set(names)].flatMap((name) => (name === undefined ? [] : [file.header.indexOf(name)]));
  return detectDecimal(file.rows.flatMap(({ cells }) => columns.map((index) => cells[index] ?? "")));
}

function mapHashOf(map: unknown): string {
  // A map that is no JSON value has no hash; it is refused before the hash is used.
  return map === undefined ? "" : sha256(canonicalJson(map));
}

function sha256(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
