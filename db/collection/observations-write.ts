import type { Database, Statement } from "better-sqlite3";
import type { Observation } from "~/domain/observation/observation";
import { daysOf, type Period } from "~/domain/observation/period";
import { toSeriesKey } from "~/domain/observation/series";
import type { Collection } from "./client";
import { toCodes } from "./observations";

/** Whose observations: one accepted section of a submission, or an import. */
export type ObservedSource = { submission: number; section: string } | { import: number };

type Written = Record<string, string | number | null>;

type Prepared = {
  series: Statement<[string, string, string, string]>;
  codes: Statement<[string, string, string]>;
  insert: Statement<[Written]>;
};

const columns = {
  series: "series",
  area: "area",
  period: "period",
  period_start: "start",
  period_end: "end",
  basis: "basis",
  value: "value",
  code: "code",
  lt: "lt",
  lo: "lo",
  hi: "hi",
  n: "n",
  flags: "flags",
  conf: "conf",
  coverage_place: "place",
  coverage_share: "share",
  note_lang: "noteLang",
  note: "note",
  break_by: "breakBy",
  submission: "submission",
  section: "section",
  path: "path",
  seq: "seq",
  import: "import",
  line: "line",
} as const;

const preparedOf = new WeakMap<Database, Prepared>();

function prepared(client: Database): Prepared {
  const known = preparedOf.get(client);
  if (known) return known;
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const made: Prepared = {
    series: client.prepare(
      "insert into series (id, indicator, unit, key) values (?, ?, ?, ?) on conflict (id) do nothing",
    ),
    codes: client.prepare("insert into series_codes (series, dimension, code) values (?, ?, ?)"),
    insert: client.prepare(
      `insert into observations (${names.join(", ")}) values (${Object.values(columns)
        .map((part) => `:${part}`)
        .join(", ")})`,
    ),
  };
  preparedOf.set(client, made);
  return made;
}

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
  const statements = prepared(db.$client);
  for (const [index, observation] of observations.entries()) {
    const key = toSeriesKey(observation.codes);
    const fresh = statements.series.run(observation.series, observation.indicator, observation.unit, key).changes === 1;
    if (fresh)
      for (const [dimension, code] of Object.entries(toCodes(key)))
        statements.codes.run(observation.series, dimension, code);
    statements.insert.run(rows[index]!);
  }
  return true;
}

/** Removes what stands of one source; the record it came from stays. */
export function removeObservations(db: Collection, source: ObservedSource): void {
  if ("import" in source) db.$client.prepare("delete from observations where import = ?").run(source.import);
  else
    db.$client
      .prepare("delete from observations where submission = ? and section = ?")
      .run(source.submission, source.section);
}

/** Sections and imports that have observations. */
export function observedSources(db: Collection): ObservedSource[] {
  const sections = db.$client
    .prepare<[], { submission: number; section: string }>(
      "select distinct submission, section from observations where submission is not null order by submission, section",
    )
    .all();
  const imports = db.$client
    .prepare<[], { import: number }>("select distinct import from observations where import is not null")
    .all();
  return [...sections, ...imports];
}

function standing(db: Collection, source: ObservedSource): Written[] {
  const list = Object.entries(columns)
    .map(([column, name]) => `"${column}" "${name}"`)
    .join(", ");
  const where = "import" in source ? "import = :import" : "submission = :submission and section = :section";
  return db.$client
    .prepare<[ObservedSource], Written>(`select ${list} from observations where ${where} order by id`)
    .all(source);
}

function isSameRows(stands: Written[], rows: Written[]): boolean {
  if (stands.length !== rows.length) return false;
  const names = Object.values(columns);
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
    start,
    end,
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
    place: o.coverage?.place ?? null,
    share: o.coverage?.share ?? null,
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
