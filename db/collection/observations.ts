import type { ConfCode, StatusCode } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import type { Basis } from "~/domain/observation/period";
import { type Candidate, choosePublished, type Source, sourceName } from "~/domain/release/precedence";
import type { Collection } from "./client";

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

/** A row as `select` lists it: by place, which reads more than twice as fast as by name. */
type Row = [
  submission: number | null,
  revision: number | null,
  section: string | null,
  path: string | null,
  seq: number | null,
  acceptedAt: string | null,
  importId: number | null,
  line: number | null,
  precedence: number | null,
  importedAt: string | null,
  series: string,
  indicator: string,
  unit: string,
  key: string,
  area: string,
  period: string,
  basis: string,
  value: number | null,
  code: string | null,
  lt: number | null,
  lo: number | null,
  hi: number | null,
  n: number | null,
  flags: string,
  conf: string | null,
  place: string | null,
  share: number | null,
  noteLang: "en" | "fr" | null,
  note: string | null,
  breakBy: Observation["breakBy"],
];

/** Place of each column in a row. */
const at = {
  submission: 0,
  revision: 1,
  section: 2,
  path: 3,
  seq: 4,
  acceptedAt: 5,
  importId: 6,
  line: 7,
  precedence: 8,
  importedAt: 9,
  series: 10,
  indicator: 11,
  unit: 12,
  key: 13,
  area: 14,
  period: 15,
  basis: 16,
  value: 17,
  code: 18,
  lt: 19,
  lo: 20,
  hi: 21,
  n: 22,
  flags: 23,
  conf: 24,
  place: 25,
  share: 26,
  noteLang: 27,
  note: 28,
  breakBy: 29,
} as const;

const select = `select o.submission, u.revision, o.section, o.path, o.seq, c.at, o.import, o.line, i.precedence, i.at,
    o.series, s.indicator, s.unit, s.key, o.area, o.period, o.basis, o.value, o.code, o.lt, o.lo, o.hi, o.n,
    o.flags, o.conf, o.coverage_place, o.coverage_share, o.note_lang, o.note, o.break_by
  from observations o
  join series s on s.id = o.series
  left join submissions u on u.id = o.submission
  left join submission_sections c on c.submission = o.submission and c.section = o.section
  left join imports i on i.id = o.import`;

/** Sections of which a later revision is accepted; few, and asked once instead of at every row. */
const selectSuperseded = `select distinct u.id submission, c.section
  from submissions l
  join submission_sections k on k.submission = l.id and k.state = 'accepted'
  join submissions u on u.round = l.round and u.country = l.country and u.number = l.number and u.revision < l.revision
  join submission_sections c on c.submission = u.id and c.section = k.section
  where l.revision > 1`;

/**
 * Reads observations of accepted sections and imports, in order of series, area, period and then as they were observed.
 */
export function listObservations(db: Collection, filter: ObservationFilter): StoredObservation[] {
  const named: Record<string, string> = {};
  const where: string[] = [];
  if (filter.area !== undefined) {
    where.push("o.area = :area");
    named.area = filter.area;
  }
  const lists = { indicators: "s.indicator", series: "o.series", periods: "o.period" } as const;
  for (const part of ["indicators", "series", "periods"] as const) {
    const wanted = filter[part];
    if (wanted === undefined) continue;
    where.push(`${lists[part]} in (select value from json_each(:${part}))`);
    named[part] = JSON.stringify(wanted);
  }
  const statement = db.$client
    .prepare<[Record<string, string>], Row>(
      `${select}${where.length > 0 ? ` where ${where.join(" and ")}` : ""} order by o.series, o.area, o.period, o.id`,
    )
    .raw();
  // Row by row: a release reads a hundred thousand, and their raw rows need not stand in memory all at once.
  const observations: StoredObservation[] = [];
  const superseded = supersededSections(db);
  for (const row of statement.iterate(named)) observations.push(toObservation(row, superseded));
  return observations;
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

/** Puts together what each source says of each point. */
export function toCandidates<T extends { source: Source }>(
  observations: readonly T[],
  pointOf: (observation: T) => string,
): Map<string, Candidate<T>[]> {
  const points = new Map<string, Map<string, Candidate<T>>>();
  for (const observation of observations) {
    const point = points.get(pointOf(observation)) ?? new Map<string, Candidate<T>>();
    points.set(pointOf(observation), point);
    const candidate = point.get(sourceName(observation.source));
    if (candidate) candidate.said.push(observation);
    else point.set(sourceName(observation.source), { source: observation.source, said: [observation] });
  }
  return new Map([...points].map(([point, bySource]) => [point, [...bySource.values()]]));
}

function supersededSections(db: Collection): ReadonlySet<string> {
  const found = db.$client.prepare<[], { submission: number; section: string }>(selectSuperseded).all();
  return new Set(found.map(({ submission, section }) => `${submission} ${section}`));
}

function toObservation(row: Row, superseded: ReadonlySet<string>): StoredObservation {
  const [flags, place, share] = [row[at.flags], row[at.place], row[at.share]];
  const [noteLang, note] = [row[at.noteLang], row[at.note]];
  return {
    series: row[at.series],
    indicator: row[at.indicator],
    unit: row[at.unit],
    codes: toCodes(row[at.key]),
    area: row[at.area],
    period: row[at.period],
    basis: row[at.basis] as Basis,
    value: row[at.value],
    code: row[at.code],
    lt: row[at.lt],
    lo: row[at.lo],
    hi: row[at.hi],
    n: row[at.n],
    flags: flags === "" ? [] : (flags.split(" ") as StatusCode[]),
    conf: row[at.conf] as ConfCode | null,
    coverage: place === null && share === null ? null : { place, share },
    note: noteLang === null || note === null ? null : { lang: noteLang, text: note },
    breakBy: row[at.breakBy],
    ...originOf(row, superseded),
  };
}

function originOf(row: Row, superseded: ReadonlySet<string>): Pick<StoredObservation, "provenance" | "source"> {
  const from = row[at.importId];
  if (from !== null)
    return {
      provenance: { kind: "import", import: from, line: row[at.line] ?? 0 },
      source: {
        kind: "import",
        import: from,
        precedence: row[at.precedence] ?? 0,
        importedAt: row[at.importedAt] ?? "",
      },
    };
  const submission = row[at.submission] ?? 0;
  const revision = row[at.revision] ?? 1;
  const section = row[at.section] ?? "";
  return {
    provenance: { kind: "answer", submission, revision, section, path: row[at.path] ?? "", seq: row[at.seq] ?? 0 },
    source: {
      kind: "answer",
      acceptedAt: row[at.acceptedAt] ?? "",
      submission,
      revision,
      superseded: superseded.has(`${submission} ${section}`),
    },
  };
}

/** Reads a canonical key (`SEX=F;SUBSTANCE=OPI`) as codes. */
export function toCodes(key: string): Record<string, string> {
  const parts = key === "" ? [] : key.split(";");
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
}
