import Database from "~db/sqlite/driver";

/*
 * Release files as an attacker has them: everything the audit knows it reads here, from the files themselves. It imports
 * nothing of the rules that made them, so that a fault there cannot hide here.
 */

export type Codes = Readonly<Record<string, string>>;

/** What the dictionary in a release says of an indicator, as far as persons are concerned. */
export type Indicator = {
  code: string;
  measure: string;
  dimensions: string[];
  additive: string[];
  thresholdPersons: number | null;
  protectZeros: boolean;
  samePersons?: string;
  leastPersons?: number;
  /** Code of the indicator that counts the persons an estimate rests on; `without`: dimensions its count is not split by. */
  base?: unknown;
  standsAlone?: unknown;
  /** Indicators whose counts are at least as large, by the same codes. */
  atMost?: unknown;
};

export type Point = {
  series: string;
  indicator: string;
  unit: string;
  codes: Codes;
  area: string;
  period: string;
  value: number | null;
  n: number | null;
  /** `release` = withheld by the release; `country` = the country sent no number; null = public or not reported. */
  withheld: "release" | "country" | null;
  /** The answer or line of a file it comes from; null = computed. */
  answer: string | null;
  /** From a file whose source has published it. */
  published: boolean;
  /** For a rate: the count it was made from. */
  numerator: { series: string; value: number } | null;
};

export type ReleaseFile = {
  id: string;
  publishedAt: string;
  indicators: ReadonlyMap<string, Indicator>;
  /** Dimension → code → parent. */
  parents: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Dimension → its codes. */
  codes: ReadonlyMap<string, readonly string[]>;
  points: Point[];
  /** What countries declared; `*` = all indicators. */
  declared: { country: string; indicator: string; total: string | null; threshold: number | null }[];
};

type Row = {
  series: string;
  area: string;
  period: string;
  value: number | null;
  n: number | null;
  flags: string;
  conf: string | null;
  derived: string | null;
  kind: string;
  round: string | null;
  question: string | null;
  revision: number | null;
  hash: string | null;
  line: number | null;
};

/**
 * Reads all of a release that speaks of numbers; answers by code are left out.
 * @throws Error  no release file
 */
export function readReleaseFile(path: string): ReleaseFile {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const meta = new Map(
      (db.prepare("select key, value from meta").all() as { key: string; value: string }[]).map((row) => [
        row.key,
        row.value,
      ]),
    );
    const bodies = <T>(kind: string) =>
      (db.prepare("select body from dictionary_entries where kind = ?").all(kind) as { body: string }[]).map(
        ({ body }) => JSON.parse(body) as T,
      );
    const dimensions = bodies<{ id: string; codes: { code: string; parent?: string }[] }>("dimension");
    const parameters = JSON.parse(meta.get("parameters") ?? "{}") as { declared?: ReleaseFile["declared"] };
    return {
      id: meta.get("id") ?? path,
      publishedAt: meta.get("publishedAt") ?? "",
      indicators: new Map(bodies<Indicator>("indicator").map((one) => [one.code, one])),
      parents: new Map(
        dimensions.map(({ id, codes }) => [
          id,
          new Map(codes.flatMap(({ code, parent }) => (parent === undefined ? [] : [[code, parent] as const]))),
        ]),
      ),
      codes: new Map(dimensions.map(({ id, codes }) => [id, codes.map(({ code }) => code)])),
      points: pointsOf(db, new Set(JSON.parse(meta.get("publishedFiles") ?? "[]") as string[])),
      declared: parameters.declared ?? [],
    };
  } finally {
    db.close();
  }
}

function pointsOf(db: Database.Database, publishedFiles: ReadonlySet<string>): Point[] {
  const codes = new Map<string, Record<string, string>>();
  const series = new Map<string, { indicator: string; unit: string; codes: Codes }>();
  for (const row of db.prepare("select id, indicator, unit from series").all() as {
    id: string;
    indicator: string;
    unit: string;
  }[]) {
    const own: Record<string, string> = {};
    codes.set(row.id, own);
    series.set(row.id, { indicator: row.indicator, unit: row.unit, codes: own });
  }
  for (const row of db.prepare("select series, dimension, code from series_codes order by dimension").all() as {
    series: string;
    dimension: string;
    code: string;
  }[])
    codes.get(row.series)![row.dimension] = row.code;
  const rows = db
    .prepare(
      `select o.series, o.area, o.period, o.value, o.n, o.flags, o.conf, o.derived_from derived,
              p.kind, p.round, p.question_id question, p.revision, p.file_hash hash, p.line
       from observations o join provenance p on p.id = o.provenance
       where o.code is null`,
    )
    .all() as Row[];
  return rows.map((row) => {
    const about = series.get(row.series)!;
    return {
      series: row.series,
      ...about,
      area: row.area,
      period: row.period,
      value: row.value,
      n: row.n,
      withheld: withheldBy(row),
      answer: answerOf(row),
      numerator: numeratorOf(row.derived),
      published: row.hash !== null && publishedFiles.has(row.hash),
    };
  });
}

function withheldBy({ value, conf, flags }: Row): Point["withheld"] {
  if (value !== null) return null;
  if (conf !== null) return "release";
  return flags.split(" ").includes("Q") ? "country" : null;
}

function answerOf(row: Row): string | null {
  if (row.kind === "answer") return `${row.round} ${row.question} ${row.revision}`;
  return row.kind === "import" ? `${row.hash} ${row.line}` : null;
}

function numeratorOf(derived: string | null): Point["numerator"] {
  if (derived === null) return null;
  const { numeratorSeries, numerator } = JSON.parse(derived) as { numeratorSeries?: string; numerator?: number };
  return numeratorSeries === undefined || numerator === undefined
    ? null
    : { series: numeratorSeries, value: numerator };
}
