import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { canonicalJson } from "~/domain/observation/canonical";
import type { FormerPoint } from "~/domain/release/compose";
import { prepareRead } from "../sqlite/prepared";
import { openReleaseFile } from "./open";
import { toFlags } from "./reader-rows";
import * as t from "./schema";

/** What a new release takes over from the one before it. */
export type FormerRelease = {
  /** Rules it was made by: parameters of disclosure, and the dictionary as JSON by `kind code`. */
  rules: { parameters: Record<string, unknown>; dictionary: ReadonlyMap<string, string> };
  id: string;
  publishedAt: string;
  /** By `series|area|period`. */
  points: Map<string, FormerPoint>;
  formerValues: (typeof t.formerValues.$inferSelect)[];
  withdrawals: (typeof t.withdrawals.$inferSelect)[];
  releases: (typeof t.releases.$inferSelect)[];
};

/**
 * Reads the whole of a former release for comparison; several choices of one point are joined by a space.
 * @throws ReleaseFileError  open.ts
 */
export function readFormer(file: string): FormerRelease {
  const db = openReleaseFile(file);
  try {
    const points = new Map<string, FormerPoint>();
    const { series, area, period, value, code, flags, conf, position } = t.observations;
    const { kind, round, path, revision, acceptedAt, fileHash, line } = t.provenance;
    const query = db
      .select({
        series,
        area,
        period,
        value,
        code,
        flags,
        conf,
        kind,
        round,
        path,
        revision,
        acceptedAt,
        fileHash,
        line,
      })
      .from(t.observations)
      .innerJoin(t.provenance, eq(t.provenance.id, t.observations.provenance))
      .orderBy(asc(series), asc(area), asc(period), asc(position));
    const rows = prepareRead(db, query).all();
    for (const row of rows) {
      const key = `${row.series}|${row.area}|${row.period}`;
      const known = points.get(key);
      if (known) known.code = `${known.code} ${row.code}`;
      else {
        const flags = toFlags(row.flags);
        points.set(key, { value: row.value, code: row.code, flags, withheld: row.conf === "C", origin: originIn(row) });
      }
    }
    const releases = db.select().from(t.releases).orderBy(asc(t.releases.position)).all();
    const newest = releases.at(-1);
    if (!newest) throw new Error(`a release file names no release: ${file}`);
    const entries = db.select().from(t.dictionaryEntries).all();
    const parameters = db.select().from(t.meta).where(eq(t.meta.key, "parameters")).get()?.value ?? "{}";
    return {
      rules: {
        parameters: JSON.parse(parameters) as Record<string, unknown>,
        dictionary: new Map(entries.map((one) => [`${one.kind} ${one.code}`, canonicalJson(one.body)])),
      },
      id: newest.id,
      publishedAt: newest.publishedAt,
      points,
      formerValues: db.select().from(t.formerValues).all(),
      withdrawals: db.select().from(t.withdrawals).all(),
      releases,
    };
  } finally {
    db.$client.close();
  }
}

type Provenance = Pick<
  typeof t.provenance.$inferSelect,
  "kind" | "round" | "path" | "revision" | "acceptedAt" | "fileHash" | "line"
>;

/** Names the answer or the line a point is: as long as the name is the same, so is the value. Null = computed. */
export function originIn({ kind, round, path, revision, acceptedAt, fileHash, line }: Provenance): string | null {
  if (kind === "derived") return null;
  return kind === "import" ? `${fileHash} ${line}` : `${round} ${path} ${revision} ${acceptedAt}`;
}

/**
 * Gives every number a release shows of some indicators, e.g. of one that was withdrawn: who saw it knows it still.
 * @throws ReleaseFileError  open.ts
 */
export function readShown(
  file: string,
  indicators: ReadonlySet<string>,
  each: (point: { series: string; area: string; period: string }, value: number) => void,
): void {
  const db = openReleaseFile(file);
  try {
    const { series, area, period, value, conf } = t.observations;
    const rows = prepareRead(
      db,
      db
        .select({ series, area, period, value, indicator: t.series.indicator })
        .from(t.observations)
        .innerJoin(t.series, eq(t.series.id, series))
        .where(and(isNull(conf), isNotNull(value))),
    ).all();
    for (const row of rows) if (row.value !== null && indicators.has(row.indicator)) each(row, row.value);
  } finally {
    db.$client.close();
  }
}
