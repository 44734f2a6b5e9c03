import { and, asc, eq, getTableColumns, gt, lt, type SQL, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { ConfCode, StatusCode } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import type { Basis } from "~/domain/observation/period";
import { type Candidate, choosePublished, type Source, sourceName } from "~/domain/release/precedence";
import { type Cells, cell, oncePerConnection, prepareRead } from "../sqlite/prepared";
import type { Collection } from "./client";
import { imports, observations, series, submissionSections, submissions } from "./schema";

/** An observation as stored; `codes` without totals. */
export type StoredObservation = Observation & { source: Source };

/** Which observations; a part left out means all. */
export type ObservationFilter = {
  area?: string;
  indicators?: readonly string[];
  series?: readonly string[];
  periods?: readonly string[];
};

/** What stands published for one point before disclosure; `observations` holds several only for several choices. */
export type AcceptedValue = {
  series: string;
  period: string;
  value: number | null;
  code: string | null;
  flags: StatusCode[];
  observations: StoredObservation[];
  alternatives: Candidate<StoredObservation>[];
};

const { id: _, periodStart: __, periodEnd: ___, ...own } = getTableColumns(observations);

/**
 * Observations alone: of what they hang on (series, sections, files) there are a hundred times fewer, and a join would give
 * the same words with each row.
 */
function prepareObservations(db: Collection, where: SQL[]) {
  const query = db
    .select(own)
    .from(observations)
    .where(and(...where))
    .orderBy(asc(observations.series), asc(observations.area), asc(observations.period), asc(observations.id));
  return prepareRead(db, query);
}

type Prepared = ReturnType<typeof prepareObservations>;
type Places = Prepared["at"];

/** By the parts of the filter they look at. */
const preparedOf = oncePerConnection((_: Collection) => new Map<string, Prepared>());

const conditions = {
  area: eq(observations.area, sql.placeholder("area")),
  indicators: sql`${observations.series} in (select ${series.id} from ${series} where ${isListed(series.indicator, "indicators")})`,
  series: isListed(observations.series, "series"),
  periods: isListed(observations.period, "periods"),
} as const satisfies Record<keyof ObservationFilter, SQL>;

function isListed(column: SQLiteColumn, part: string): SQL {
  return sql`${column} in (select value from json_each(${sql.placeholder(part)}))`;
}

/** Sections of which a later revision is accepted; few, and asked once instead of at every row. */
const prepareSuperseded = oncePerConnection((db: Collection) => {
  const [later, former] = [alias(submissions, "later"), alias(submissions, "former")];
  const [accepted, superseded] = [alias(submissionSections, "accepted"), alias(submissionSections, "superseded")];
  return db
    .selectDistinct({ submission: former.id, section: superseded.section })
    .from(later)
    .innerJoin(accepted, and(eq(accepted.submission, later.id), eq(accepted.state, "accepted")))
    .innerJoin(
      former,
      and(
        eq(former.round, later.round),
        eq(former.country, later.country),
        eq(former.number, later.number),
        lt(former.revision, later.revision),
      ),
    )
    .innerJoin(superseded, and(eq(superseded.submission, former.id), eq(superseded.section, accepted.section)))
    .where(gt(later.revision, 1))
    .prepare();
});

/**
 * Reads observations of accepted sections and imports, in order of series, area, period and then as they were observed.
 */
export function listObservations(db: Collection, filter: ObservationFilter): StoredObservation[] {
  const parts = (Object.keys(conditions) as (keyof ObservationFilter)[]).filter((part) => filter[part] !== undefined);
  const known = preparedOf(db).get(parts.join());
  const statement =
    known ??
    prepareObservations(
      db,
      parts.map((part) => conditions[part]),
    );
  if (!known) preparedOf(db).set(parts.join(), statement);
  const bound = parts.map((part) => [part, part === "area" ? filter.area : JSON.stringify(filter[part])]);
  // Row by row: a release reads a hundred thousand, and their raw rows need not stand in memory all at once.
  const found: StoredObservation[] = [];
  const around = readAround(db);
  statement.each(Object.fromEntries(bound), (row) => found.push(toObservation(row, statement.at, around)));
  return found;
}

/**
 * What stands now for a country, by `series|period`: the value chosen by written precedence, the others beside it.
 * Nothing is hidden here: this is for people who may read the collection, never for the public.
 */
export function acceptedValues(
  db: Collection,
  { area, series, periods }: { area: string; series?: readonly string[]; periods?: readonly string[] },
): Map<string, AcceptedValue> {
  const values = new Map<string, AcceptedValue>();
  const found = listObservations(db, { area, ...(series ? { series } : {}), ...(periods ? { periods } : {}) });
  for (const [point, candidates] of toCandidates(found, (o) => `${o.series}|${o.period}`)) {
    const { published, alternatives } = choosePublished(candidates);
    const first = published?.said[0];
    if (!published || !first) continue;
    const { value, code, flags } = first;
    const said = { series: first.series, period: first.period, value, code, flags };
    values.set(point, { ...said, observations: published.said, alternatives });
  }
  return values;
}

/** Puts together what each source says of each point. Observations of one point stand side by side. */
export function toCandidates<T extends { source: Source }>(
  observations: readonly T[],
  pointOf: (observation: T) => string,
): Map<string, Candidate<T>[]> {
  const points = new Map<string, Candidate<T>[]>();
  let last = "";
  let candidates: Candidate<T>[] = [];
  for (const observation of observations) {
    const { source } = observation;
    const point = pointOf(observation);
    if (points.size === 0 || point !== last) {
      if (points.has(point)) throw new Error(`the observations of ${point} do not stand side by side`);
      candidates = [];
      points.set(point, candidates);
      last = point;
    }
    const candidate = candidates.find((one) => one.source === source || sourceName(one.source) === sourceName(source));
    if (candidate) candidate.said.push(observation);
    else candidates.push({ source, said: [observation] });
  }
  return points;
}

type Series = Pick<Observation, "indicator" | "unit" | "codes">;
type Answered = Extract<Source, { kind: "answer" }>;
type Imported = Extract<Source, { kind: "import" }>;

/** What observations hang on, each read when first met and then shared by all of them. */
type Around = {
  series: (id: string) => Series;
  section: (submission: number, section: string) => Answered;
  file: (id: number) => Imported;
};

const prepareAround = oncePerConnection((db: Collection) => ({
  series: prepareRead(
    db,
    db
      .select({ indicator: series.indicator, unit: series.unit, key: series.key })
      .from(series)
      .where(eq(series.id, sql.placeholder("id"))),
  ),
  section: prepareRead(
    db,
    db
      .select({ revision: submissions.revision, acceptedAt: submissionSections.at })
      .from(submissions)
      .innerJoin(submissionSections, eq(submissionSections.submission, submissions.id))
      .where(
        and(
          eq(submissions.id, sql.placeholder("submission")),
          eq(submissionSections.section, sql.placeholder("section")),
        ),
      ),
  ),
  file: prepareRead(
    db,
    db
      .select({ precedence: imports.precedence, importedAt: imports.at })
      .from(imports)
      .where(eq(imports.id, sql.placeholder("id"))),
  ),
}));

function readAround(db: Collection): Around {
  const read = prepareAround(db);
  const superseded = new Set(
    prepareSuperseded(db)
      .all()
      .map(({ submission, section }) => `${submission} ${section}`),
  );
  const [allSeries, files] = [new Map<string, Series>(), new Map<number, Imported>()];
  const submissionsRead = new Map<number, Map<string, Answered>>();
  return {
    series: (id) =>
      kept(allSeries, id, () => {
        const { indicator, unit, key } = found(read.series.get({ id }), `series ${id}`);
        return { indicator, unit, codes: toCodes(key) };
      }),
    section: (submission, section) =>
      kept(
        kept(submissionsRead, submission, () => new Map()),
        section,
        () => {
          const of = found(read.section.get({ submission, section }), `${submission} ${section}`);
          return { kind: "answer", ...of, submission, superseded: superseded.has(`${submission} ${section}`) };
        },
      ),
    file: (id) =>
      kept(files, id, () => ({ kind: "import", import: id, ...found(read.file.get({ id }), `import ${id}`) })),
  };
}

function kept<K, V>(known: Map<K, V>, key: K, read: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = read();
  known.set(key, value);
  return value;
}

function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Error(`an observation hangs on ${what}, which does not stand`);
  return row;
}

function toObservation(row: Cells, at: Places, around: Around): StoredObservation {
  const [place, share, note] = [cell(row, at.coveragePlace), cell(row, at.coverageShare), cell(row, at.note)];
  const flags = cell(row, at.flags);
  const noteLang = cell(row, at.noteLang) as "en" | "fr" | null;
  const seriesId = cell(row, at.series);
  const { indicator, unit, codes } = around.series(seriesId);
  const from = cell(row, at.import);
  const submission = cell(row, at.submission) ?? 0;
  const section = cell(row, at.section) ?? "";
  const source = from === null ? around.section(submission, section) : around.file(from);
  return {
    series: seriesId,
    indicator,
    unit,
    codes,
    area: cell(row, at.area),
    period: cell(row, at.period),
    basis: cell(row, at.basis) as Basis,
    value: cell(row, at.value),
    code: cell(row, at.code),
    lt: cell(row, at.lt),
    lo: cell(row, at.lo),
    hi: cell(row, at.hi),
    n: cell(row, at.n),
    flags: flags === "" ? [] : (flags.split(" ") as StatusCode[]),
    conf: cell(row, at.conf) as ConfCode | null,
    coverage: place === null && share === null ? null : { place, share },
    note: noteLang === null || note === null ? null : { lang: noteLang, text: note },
    breakBy: cell(row, at.breakBy) as Observation["breakBy"],
    provenance:
      source.kind === "import"
        ? { kind: "import", import: source.import, line: cell(row, at.line) ?? 0 }
        : {
            kind: "answer",
            submission,
            revision: source.revision,
            section,
            path: cell(row, at.path) ?? "",
            seq: cell(row, at.seq) ?? 0,
          },
    source,
  };
}

/** Reads a canonical key (`SEX=F;SUBSTANCE=OPI`) as codes. */
export function toCodes(key: string): Record<string, string> {
  const parts = key === "" ? [] : key.split(";");
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
}
