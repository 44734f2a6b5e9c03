import { and, asc, eq, getTableColumns, isNotNull, sql } from "drizzle-orm";
import type { Observation } from "~/domain/observation/observation";
import { daysOf, type Period } from "~/domain/observation/period";
import { toSeriesKey } from "~/domain/observation/series";
import { oncePerConnection, placeholdersOf, prepareRead, prepareWrite } from "../sqlite/prepared";
import type { Collection } from "./client";
import { toCodes } from "./observations";
import { observations as observationRows, series, seriesCodes } from "./schema";

/** Whose observations: one accepted section of a submission, or an import. */
export type ObservedSource = { submission: number; section: string } | { import: number };

type Written = Omit<typeof observationRows.$inferSelect, "id">;

const { id: _, ...columns } = getTableColumns(observationRows);
const names = Object.keys(columns) as (keyof Written)[];

const prepared = oncePerConnection((db: Collection) => {
  const bound = placeholdersOf(observationRows);
  const ofSection = and(eq(observationRows.submission, bound.submission), eq(observationRows.section, bound.section));
  const ofImport = eq(observationRows.import, bound.import);
  const standing = () => db.select(columns).from(observationRows);
  return {
    series: prepareWrite(
      db,
      db.insert(series).values(placeholdersOf(series)).onConflictDoNothing({ target: series.id }),
    ),
    codes: prepareWrite(db, db.insert(seriesCodes).values(placeholdersOf(seriesCodes))),
    insert: prepareWrite(db, db.insert(observationRows).values({ ...bound, id: sql`null` })),
    ofSection: prepareRead(db, standing().where(ofSection).orderBy(asc(observationRows.id))),
    ofImport: prepareRead(db, standing().where(ofImport).orderBy(asc(observationRows.id))),
    removeSection: prepareWrite(db, db.delete(observationRows).where(ofSection)),
    removeImport: prepareWrite(db, db.delete(observationRows).where(ofImport)),
  };
});

/**
 * Replaces what stands of one source by what was observed now, in the caller's transaction. Rows that would stay the same
 * are left alone, so that a rebuild of a sound collection writes nothing.
 * @returns  whether anything changed
 */
export function replaceObservations(
  db: Collection,
  source: ObservedSource,
  observations: readonly Observation[],
): boolean {
  const rows = observations.map((observation) => toRow(observation, source));
  if (isSameRows(standing(db, source), rows)) return false;
  removeObservations(db, source);
  const statements = prepared(db);
  for (const [index, { series: id, indicator, unit, codes }] of observations.entries()) {
    const key = toSeriesKey(codes);
    if (statements.series.run({ id, indicator, unit, key }).changes === 1)
      for (const [dimension, code] of Object.entries(toCodes(key)))
        statements.codes.run({ series: id, dimension, code });
    statements.insert.run(rows[index]!);
  }
  return true;
}

/** Removes what stands of one source; the record it came from stays. */
export function removeObservations(db: Collection, source: ObservedSource): void {
  if ("import" in source) prepared(db).removeImport.run(source);
  else prepared(db).removeSection.run(source);
}

/** Sections and imports that have observations. */
export function observedSources(db: Collection): ObservedSource[] {
  const { submission, section, import: ofImport } = observationRows;
  const sections = db
    .selectDistinct({ submission: sql<number>`${submission}`, section: sql<string>`${section}` })
    .from(observationRows)
    .where(isNotNull(submission))
    .orderBy(asc(submission), asc(section))
    .all();
  const imports = db
    .selectDistinct({ import: sql<number>`${ofImport}` })
    .from(observationRows)
    .where(isNotNull(ofImport))
    .all();
  return [...sections, ...imports];
}

function standing(db: Collection, source: ObservedSource): Written[] {
  return "import" in source ? prepared(db).ofImport.all(source) : prepared(db).ofSection.all(source);
}

function isSameRows(stands: Written[], rows: Written[]): boolean {
  if (stands.length !== rows.length) return false;
  return rows.every((row, index) => names.every((name) => row[name] === stands[index]![name]));
}

function toRow(o: Observation, source: ObservedSource): Written {
  const { start, end } = daysOf(o.period as Period);
  const { series, area, period, basis, value, code, lt, lo, hi, n, conf, breakBy } = o;
  const answer = o.provenance.kind === "answer" ? o.provenance : null;
  return {
    series,
    area,
    period,
    periodStart: start,
    periodEnd: end,
    basis,
    value,
    code,
    lt,
    lo,
    hi,
    n,
    conf,
    breakBy,
    flags: o.flags.join(" "),
    coveragePlace: o.coverage?.place ?? null,
    coverageShare: o.coverage?.share ?? null,
    noteLang: o.note?.lang ?? null,
    note: o.note?.text ?? null,
    submission: "import" in source ? null : source.submission,
    section: "import" in source ? null : source.section,
    path: answer?.path ?? null,
    seq: answer?.seq ?? null,
    import: "import" in source ? source.import : null,
    line: o.provenance.kind === "import" ? o.provenance.line : null,
  };
}
