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

/** What a release holds besides its points. */
type Around = Omit<ReleaseFile, "points">;

/** Where a point comes from, as far as it tells one answer from another. */
export type Origin = {
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
    const meta = new Map(rowsOf<[string, string]>(db, "select key, value from meta"));
    const bodies = (wanted: string) =>
      rowsOf<[string, string]>(db, "select kind, body from dictionary_entries").flatMap(([kind, body]) =>
        kind === wanted ? [JSON.parse(body) as unknown] : [],
      );
    const around = aroundOf(meta, { indicators: bodies("indicator"), dimensions: bodies("dimension") });
    return { ...around, points: pointsOf(db, new Set(JSON.parse(meta.get("publishedFiles") ?? "[]") as string[])) };
  } finally {
    db.close();
  }
}

/** What the meta table and the dictionary of a release say. */
export function aroundOf(
  meta: ReadonlyMap<string, string>,
  { indicators, dimensions }: { indicators: readonly unknown[]; dimensions: readonly unknown[] },
): Around {
  const lists = dimensions as { id: string; codes: { code: string; parent?: string }[] }[];
  const parameters = JSON.parse(meta.get("parameters") ?? "{}") as { declared?: ReleaseFile["declared"] };
  return {
    id: meta.get("id") ?? "",
    publishedAt: meta.get("publishedAt") ?? "",
    indicators: new Map((indicators as Indicator[]).map((one) => [one.code, one])),
    parents: new Map(
      lists.map(({ id, codes }) => [
        id,
        new Map(codes.flatMap(({ code, parent }) => (parent === undefined ? [] : [[code, parent] as const]))),
      ]),
    ),
    codes: new Map(lists.map(({ id, codes }) => [id, codes.map(({ code }) => code)])),
    declared: parameters.declared ?? [],
  };
}

function rowsOf<T extends unknown[]>(db: Database.Database, statement: string): T[] {
  return db.prepare(statement).raw().all() as T[];
}

type Source = { answer: string | null; published: boolean };

function pointsOf(db: Database.Database, publishedFiles: ReadonlySet<string>): Point[] {
  type About = { series: string; indicator: string; unit: string; codes: Record<string, string> };
  const series = new Map<string, About>();
  for (const [id, indicator, unit] of rowsOf<[string, string, string]>(db, "select id, indicator, unit from series"))
    series.set(id, { series: id, indicator, unit, codes: {} });
  const codes = "select series, dimension, code from series_codes order by dimension";
  for (const [id, dimension, code] of rowsOf<[string, string, string]>(db, codes))
    series.get(id)!.codes[dimension] = code;
  const sources = new Map<number, Source>();
  type Came = [number, string, string | null, string | null, number | null, string | null, number | null];
  const provenance = "select id, kind, round, question_id, revision, file_hash, line from provenance";
  for (const [id, kind, round, question, revision, hash, line] of rowsOf<Came>(db, provenance))
    sources.set(id, {
      answer: answerOf({ kind, round, question, revision, hash, line }),
      published: hash !== null && publishedFiles.has(hash),
    });
  type Row = [string, string, string, number | null, number | null, string, string | null, string | null, number];
  const rows = rowsOf<Row>(
    db,
    "select series, area, period, value, n, flags, conf, derived_from, provenance from observations where code is null",
  );
  // One literal each: a release has a hundred thousand of them.
  return rows.map(([id, area, period, value, n, flags, conf, derived, from]) => {
    const about = series.get(id)!;
    const source = sources.get(from)!;
    return {
      series: about.series,
      indicator: about.indicator,
      unit: about.unit,
      codes: about.codes,
      area,
      period,
      value,
      n,
      withheld: withheldBy({ value, conf, flags }),
      answer: source.answer,
      published: source.published,
      numerator: derived === null ? null : numeratorOf(derived),
    };
  });
}

/** Who withheld a point without value, or null. */
export function withheldBy(row: { value: number | null; conf: string | null; flags: string }): Point["withheld"] {
  if (row.value !== null) return null;
  if (row.conf !== null) return "release";
  return row.flags.split(" ").includes("Q") ? "country" : null;
}

/** Names the answer or line a point comes from; null = computed. */
export function answerOf(from: Origin): string | null {
  if (from.kind === "answer") return `${from.round} ${from.question} ${from.revision}`;
  return from.kind === "import" ? `${from.hash} ${from.line}` : null;
}

/** Reads what a rate says it was made from. */
export function numeratorOf(derived: string): Point["numerator"] {
  const { numeratorSeries, numerator } = JSON.parse(derived) as { numeratorSeries?: string; numerator?: number };
  return numeratorSeries === undefined || numerator === undefined
    ? null
    : { series: numeratorSeries, value: numerator };
}
