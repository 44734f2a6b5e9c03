import { asc, count, eq, max, sql } from "drizzle-orm";
import type { StatusCode } from "~/domain/figure/figure";
import { compareSources, type Source } from "~/domain/release/precedence";
import { oncePerConnection } from "../sqlite/prepared";
import type { Collection } from "./client";
import { imports, observations, sectionEvents, submissionSections, submissions } from "./schema";

/*
 * What stands of a country, for the checks: they are asked while somebody types, so nothing is read that they do not look
 * at, and whether it moved costs a look at three indexes.
 */

/** What `acceptedValues` says of one point, in short. */
export type FormerValue = { value: number | null; code: string | null; flags: StatusCode[] };

type Row = [
  series: string,
  period: string,
  value: number | null,
  code: string | null,
  flags: string,
  submission: number | null,
  section: string | null,
  importId: number | null,
];

const asked = oncePerConnection((db: Collection) => ({ rows: prepareRows(db), stamp: prepareStamp(db) }));

/**
 * Names the state of what a country said and was accepted: as long as the name is the same, so is `formerValuesOf`. Made of
 * what cannot stay when that moves: every acceptance and correction is an event, every file a row, and what another
 * connection wrote moves SQLite's own counter.
 */
export function stampOfFormer(db: Collection, area: string): string {
  return asked(db).stamp(area);
}

function prepareStamp(db: Collection): (area: string) => string {
  const rows = db
    .select({ rows: count(), newest: max(observations.id) })
    .from(observations)
    .where(eq(observations.area, sql.placeholder("area")))
    .prepare();
  const events = db
    .select({ newest: max(sectionEvents.id) })
    .from(sectionEvents)
    .prepare();
  const files = db
    .select({ newest: max(imports.id) })
    .from(imports)
    .prepare();
  return (area) =>
    [
      db.$client.pragma("data_version", { simple: true }),
      ...Object.values(rows.get({ area }) ?? {}),
      events.get()?.newest,
      files.get()?.newest,
    ].join(" ");
}

function prepareRows(db: Collection): (area: string) => Row[] {
  const o = observations;
  const query = db
    .select({
      series: o.series,
      period: o.period,
      value: o.value,
      code: o.code,
      flags: o.flags,
      submission: o.submission,
      section: o.section,
      importId: o.import,
    })
    .from(o)
    .where(eq(o.area, sql.placeholder("area")))
    .orderBy(asc(o.series), asc(o.period), asc(o.id))
    .prepare();
  // By place: a country has ten thousand.
  return (area) => query.values({ area }) as Row[];
}

/** What stands of a country, by `series|period`: value, code and flags of what `acceptedValues` chooses. */
export function formerValuesOf(db: Collection, area: string): Map<string, FormerValue> {
  const values = new Map<string, FormerValue>();
  const sourceOf = sourcesOf(db, area);
  const flagsOf = readFlags();
  const rows = asked(db).rows(area);
  for (let from = 0; from < rows.length; ) {
    const [series, period] = rows[from]!;
    let to = from + 1;
    while (to < rows.length && rows[to]![0] === series && rows[to]![1] === period) to++;
    const row = chosen(rows.slice(from, to), sourceOf);
    if (row) values.set(`${series}|${period}`, { value: row[2], code: row[3], flags: flagsOf(row[4]) });
    from = to;
  }
  return values;
}

/** The first row of the source that goes before (domain/precedence.ts). */
function chosen(rows: readonly Row[], sourceOf: (row: Row) => Source): Row | null {
  let best: { row: Row; source: Source } | null = null;
  const seen = new Set<string>();
  for (const row of rows) {
    // A submission or a file speaks with its first row; the others are further choices.
    const name = row[7] === null ? `answer ${row[5]}` : `import ${row[7]}`;
    if (seen.has(name)) continue;
    if (rows.length > 1) seen.add(name);
    const source = sourceOf(row);
    if (source.kind === "answer" && source.superseded) continue;
    if (best === null || compareSources(source, best.source) < 0) best = { row, source };
  }
  return best?.row ?? null;
}

function sourcesOf(db: Collection, area: string): (row: Row) => Source {
  const { submission, section, state, at } = submissionSections;
  const { round, number, revision } = submissions;
  const sections = db
    .select({ submission, section, state, at, round, number, revision })
    .from(submissionSections)
    .innerJoin(submissions, eq(submissions.id, submission))
    .where(eq(submissions.country, area))
    .all();
  const family = (one: (typeof sections)[number]) => `${one.round} ${one.number} ${one.section}`;
  const newest = new Map<string, number>();
  for (const one of sections)
    if (one.state === "accepted") newest.set(family(one), Math.max(newest.get(family(one)) ?? 0, one.revision));
  const known = new Map<string, Source>();
  for (const one of sections)
    known.set(`${one.submission} ${one.section}`, {
      kind: "answer",
      acceptedAt: one.at,
      submission: one.submission,
      revision: one.revision,
      superseded: one.revision < (newest.get(family(one)) ?? 0),
    });
  for (const one of db.select({ id: imports.id, precedence: imports.precedence, at: imports.at }).from(imports).all())
    known.set(`${one.id}`, { kind: "import", import: one.id, precedence: one.precedence, importedAt: one.at });
  return (row) => {
    const source = known.get(row[7] === null ? `${row[5]} ${row[6]}` : `${row[7]}`);
    if (!source) throw new Error(`an observation of ${area} has no section and no import`);
    return source;
  };
}

/** Flags from their text; most are one of a few. */
function readFlags(): (text: string) => StatusCode[] {
  const known = new Map<string, StatusCode[]>([["", []]]);
  return (text) => {
    const flags = known.get(text) ?? (text.split(" ") as StatusCode[]);
    known.set(text, flags);
    return flags;
  };
}
