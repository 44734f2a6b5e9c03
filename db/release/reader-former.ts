import { asc } from "drizzle-orm";
import type { FormerPoint } from "~/domain/release/compose";
import { prepareRead } from "../sqlite/prepared";
import { openReleaseFile } from "./open";
import { toFlags } from "./reader-rows";
import * as t from "./schema";

/** What a new release takes over from the one before it. */
export type FormerRelease = {
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
    const query = db
      .select({ series, area, period, value, code, flags, conf })
      .from(t.observations)
      .orderBy(asc(series), asc(area), asc(period), asc(position));
    const rows = prepareRead(db, query).all();
    for (const row of rows) {
      const key = `${row.series}|${row.area}|${row.period}`;
      const known = points.get(key);
      if (known) known.code = `${known.code} ${row.code}`;
      else points.set(key, { value: row.value, code: row.code, flags: toFlags(row.flags), withheld: row.conf === "C" });
    }
    const releases = db.select().from(t.releases).orderBy(asc(t.releases.position)).all();
    const newest = releases.at(-1);
    if (!newest) throw new Error(`a release file names no release: ${file}`);
    return {
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
