import type { ConfCode, StatusCode } from "~/domain/figure";
import type { Observation } from "~/domain/observation";
import type { Basis } from "~/domain/period";
import { type Candidate, choosePublished, type Source, sourceName } from "~/domain/precedence";
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

type Row = {
  series: string;
  indicator: string;
  unit: string;
  key: string;
  area: string;
  period: string;
  basis: string;
  value: number | null;
  code: string | null;
  lt: number | null;
  lo: number | null;
  hi: number | null;
  n: number | null;
  flags: string;
  conf: string | null;
  place: string | null;
  share: number | null;
  noteLang: "en" | "fr" | null;
  note: string | null;
  breakBy: Observation["breakBy"];
  submission: number | null;
  revision: number | null;
  section: string | null;
  path: string | null;
  seq: number | null;
  acceptedAt: string | null;
  superseded: number;
  import: number | null;
  line: number | null;
  precedence: number | null;
  importedAt: string | null;
};

const select = `select o.series, s.indicator, s.unit, s.key, o.area, o.period, o.basis, o.value, o.code, o.lt, o.lo, o.hi, o.n,
    o.flags, o.conf, o.coverage_place place, o.coverage_share share, o.note_lang noteLang, o.note, o.break_by breakBy,
    o.submission, u.revision, o.section, o.path, o.seq, c.at acceptedAt,
    exists (select 1 from submissions l join submission_sections k on k.submission = l.id
      where l.round = u.round and l.country = u.country and l.number = u.number and l.revision > u.revision
        and k.section = o.section and k.state = 'accepted') superseded,
    o.import, o.line, i.precedence, i.at importedAt
  from observations o
  join series s on s.id = o.series
  left join submissions u on u.id = o.submission
  left join submission_sections c on c.submission = o.submission and c.section = o.section
  left join imports i on i.id = o.import`;

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
  const statement = db.$client.prepare<[Record<string, string>], Row>(
    `${select}${where.length > 0 ? ` where ${where.join(" and ")}` : ""} order by o.series, o.area, o.period, o.id`,
  );
  // Row by row: a release reads a hundred thousand, and their raw rows need not stand in memory all at once.
  const observations: StoredObservation[] = [];
  for (const row of statement.iterate(named)) observations.push(toObservation(row));
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
    const at = { series: first.series, period: first.period, value, code, flags };
    values.set(point, { ...at, observations: published.said, alternatives });
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

function toObservation(row: Row): StoredObservation {
  const { value, code, lt, lo, hi, n, series, indicator, unit, area, period, breakBy } = row;
  return {
    series,
    indicator,
    unit,
    codes: toCodes(row.key),
    area,
    period,
    basis: row.basis as Basis,
    value,
    code,
    lt,
    lo,
    hi,
    n,
    flags: row.flags === "" ? [] : (row.flags.split(" ") as StatusCode[]),
    conf: row.conf as ConfCode | null,
    coverage: row.place === null && row.share === null ? null : { place: row.place, share: row.share },
    note: row.noteLang === null || row.note === null ? null : { lang: row.noteLang, text: row.note },
    breakBy,
    ...originOf(row),
  };
}

function originOf(row: Row): Pick<StoredObservation, "provenance" | "source"> {
  if (row.import !== null) {
    return {
      provenance: { kind: "import", import: row.import, line: row.line ?? 0 },
      source: { kind: "import", import: row.import, precedence: row.precedence ?? 0, importedAt: row.importedAt ?? "" },
    };
  }
  const submission = row.submission ?? 0;
  const revision = row.revision ?? 1;
  return {
    provenance: {
      kind: "answer",
      submission,
      revision,
      section: row.section ?? "",
      path: row.path ?? "",
      seq: row.seq ?? 0,
    },
    source: {
      kind: "answer",
      acceptedAt: row.acceptedAt ?? "",
      submission,
      revision,
      superseded: row.superseded === 1,
    },
  };
}

/** Reads a canonical key (`SEX=F;SUBSTANCE=OPI`) as codes. */
export function toCodes(key: string): Record<string, string> {
  const parts = key === "" ? [] : key.split(";");
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
}
