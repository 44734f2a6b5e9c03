import { and, asc, desc, eq, ne } from "drizzle-orm";
import type { CountryRule } from "~/domain/disclosure/disclosure";
import type { Source } from "~/domain/release/precedence";
import { placeholdersOf, prepareWrite } from "../../sqlite/prepared";
import type { Collection } from "../client";
import { declarationsInForce } from "../disclosure-rules";
import { listObservations, type StoredObservation } from "../observations";
import { observations, releasePins, releases, submissionSections, submissions, withdrawals } from "../schema";
import { persons } from "../schema-people";
import { deleteChanges } from "./changes";

type Db = Pick<Collection, "select" | "insert" | "update" | "delete">;

export type ReleaseRow = typeof releases.$inferSelect;
export type Pin =
  | { kind: "section"; submission: number; section: string; seq: number }
  | { kind: "import"; import: number };
export type WithdrawalRow = typeof withdrawals.$inferSelect;

/** Reads a release, null when there is none of the id. */
export function readRelease(db: Db, id: string): ReleaseRow | null {
  return db.select().from(releases).where(eq(releases.id, id)).get() ?? null;
}

/** All releases with who prepared and published them, newest first by preparation. */
export function listReleaseRows(db: Db): (ReleaseRow & { preparedByName: string | null })[] {
  const rows = db
    .select({ release: releases, name: persons.name })
    .from(releases)
    .leftJoin(persons, eq(persons.id, releases.preparedBy))
    .orderBy(desc(releases.preparedAt), desc(releases.id))
    .all();
  return rows.map(({ release, name }) => ({ ...release, preparedByName: name }));
}

/** The release public pages show: published last and not withdrawn. */
export function newestPublished(db: Db): ReleaseRow | null {
  return (
    db.select().from(releases).where(eq(releases.state, "published")).orderBy(desc(releases.publishedAt)).get() ?? null
  );
}

/** The release that is prepared and not yet published; there is at most one. */
export function preparedRelease(db: Db): ReleaseRow | null {
  return db.select().from(releases).where(eq(releases.state, "prepared")).get() ?? null;
}

/** Published and withdrawn releases with their dates, oldest first. */
export function publishedReleases(db: Db): { id: string; publishedAt: string }[] {
  const rows = db
    .select({ id: releases.id, publishedAt: releases.publishedAt })
    .from(releases)
    .where(ne(releases.state, "prepared"))
    .orderBy(asc(releases.publishedAt))
    .all();
  return rows.flatMap(({ id, publishedAt }) => (publishedAt === null ? [] : [{ id, publishedAt }]));
}

/** Every section accepted now, with the seq at which it was, and when. */
export function acceptedNow(db: Db): {
  submission: number;
  section: string;
  seq: number;
  at: string;
  country: string;
  round: string;
  number: number;
  revision: number;
}[] {
  const { country, round, number, revision } = submissions;
  const { submission, section, seq, at } = submissionSections;
  return db
    .select({ submission, section, seq, at, country, round, number, revision })
    .from(submissionSections)
    .innerJoin(submissions, eq(submissions.id, submissionSections.submission))
    .where(eq(submissionSections.state, "accepted"))
    .orderBy(asc(submission), asc(section))
    .all();
}

/** What a release takes, in a fixed order. */
export function pinsOf(db: Db, release: string): Pin[] {
  const rows = db
    .select()
    .from(releasePins)
    .where(eq(releasePins.release, release))
    .orderBy(asc(releasePins.kind), asc(releasePins.submission), asc(releasePins.section), asc(releasePins.import))
    .all();
  return rows.map((row) =>
    row.kind === "section"
      ? { kind: "section", submission: row.submission, section: row.section, seq: row.seq }
      : { kind: "import", import: row.import },
  );
}

/** Replaces what a release takes. */
export function writePins(db: Collection, release: string, pins: readonly Pin[]): void {
  db.delete(releasePins).where(eq(releasePins.release, release)).run();
  const insert = prepareWrite(db, db.insert(releasePins).values(placeholdersOf(releasePins)));
  const none = { submission: 0, section: "", seq: 0, import: 0 };
  for (const pin of pins) insert.run({ ...none, release, ...pin });
}

/** Withdrawals entered for a release. */
export function withdrawalsOf(db: Db, release: string): WithdrawalRow[] {
  return db.select().from(withdrawals).where(eq(withdrawals.release, release)).orderBy(asc(withdrawals.id)).all();
}

/** Every withdrawal of published releases and of this one: what is out stays out until a country reports it anew. */
export function withdrawalsUpTo(db: Db, release: string): WithdrawalRow[] {
  const rows = db
    .select({ row: withdrawals, state: releases.state })
    .from(withdrawals)
    .innerJoin(releases, eq(releases.id, withdrawals.release))
    .orderBy(asc(withdrawals.id))
    .all();
  return rows.flatMap(({ row, state }) => (row.release === release || state !== "prepared" ? [row] : []));
}

/** What countries declared about their totals and thresholds, by `country|indicator`; `*` for all that count persons. */
export function disclosureRulesOf(db: Pick<Collection, "select">): Map<string, CountryRule> {
  return new Map(
    declarationsInForce(db).map((row) => [
      `${row.country}|${row.indicator}`,
      { total: row.total, threshold: row.threshold },
    ]),
  );
}

/**
 * Observations of the pinned sections and imports. An answer is superseded by a later revision of the same section only when
 * that revision is pinned too: what was accepted since preparing changes nothing.
 */
export function pinnedObservations(db: Collection, pins: readonly Pin[]): StoredObservation[] {
  const imports = new Set(pins.flatMap((pin) => (pin.kind === "import" ? [pin.import] : [])));
  const accepted = new Map(acceptedNow(db).map((row) => [`${row.submission} ${row.section}`, row]));
  const newest = new Map<string, number>();
  const pinned = new Map<string, { family: string; revision: number }>();
  for (const pin of pins) {
    const row = pin.kind === "section" ? accepted.get(`${pin.submission} ${pin.section}`) : undefined;
    if (!row) continue;
    const family = `${row.round} ${row.country} ${row.number} ${row.section}`;
    pinned.set(`${row.submission} ${row.section}`, { family, revision: row.revision });
    newest.set(family, Math.max(newest.get(family) ?? 0, row.revision));
  }
  // Observations of a section share their source: whether it is superseded among the pinned ones is found once for all.
  const sources = new Map<Source, Source>();
  return listObservations(db, {}).filter((observation) => {
    const { provenance, source } = observation;
    if (source.kind === "import" || provenance.kind === "import")
      return provenance.kind === "import" && imports.has(provenance.import);
    const pin = pinned.get(`${provenance.submission} ${provenance.section}`);
    if (!pin) return false;
    const known = sources.get(source) ?? { ...source, superseded: pin.revision < newest.get(pin.family)! };
    sources.set(source, known);
    observation.source = known;
    return true;
  });
}

/** Writes a new release. */
export function insertRelease(db: Db, row: typeof releases.$inferInsert): void {
  db.insert(releases).values(row).run();
}

/** Changes a release that is still prepared. */
export function updateRelease(db: Db, id: string, change: Partial<typeof releases.$inferInsert>): void {
  db.update(releases).set(change).where(eq(releases.id, id)).run();
}

/** Removes a prepared release with its pins, withdrawals and who changed it. */
export function deleteRelease(db: Db, id: string): void {
  deleteChanges(db, id);
  db.delete(withdrawals).where(eq(withdrawals.release, id)).run();
  db.delete(releasePins).where(eq(releasePins.release, id)).run();
  db.delete(releases)
    .where(and(eq(releases.id, id), eq(releases.state, "prepared")))
    .run();
}

/** Writes a withdrawal for a prepared release. */
export function insertWithdrawal(db: Db, row: Omit<typeof withdrawals.$inferInsert, "id">): void {
  db.insert(withdrawals).values(row).run();
}

/** Removes a withdrawal of a prepared release. */
export function deleteWithdrawal(db: Db, id: number): void {
  db.delete(withdrawals).where(eq(withdrawals.id, id)).run();
}

/** Does any record say something of a point? */
export function hasPoint(db: Db, { series, area, period }: { series: string; area: string; period: string }): boolean {
  const same = and(eq(observations.series, series), eq(observations.area, area), eq(observations.period, period));
  return db.select({ id: observations.id }).from(observations).where(same).limit(1).get() !== undefined;
}
