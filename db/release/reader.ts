import { and, asc, count, desc, eq, isNotNull, notInArray, or, sql } from "drizzle-orm";
import { noAnswerCodes } from "~/domain/comparison/answers";
import {
  type Dictionary,
  type Dimension,
  type Indicator,
  toDictionary,
  type Unit,
} from "~/domain/dictionary/dictionary";
import { codedIn } from "~/domain/questionnaire/parameters";
import type { PublicRound, ReleaseMeta, RoundCountry, Withdrawal } from "~/domain/release/release";
import { openReleaseFile, type ReleaseFile } from "./open";
import { pointReader } from "./reader-points";
import { toNote } from "./reader-rows";
import * as t from "./schema";
import { withSingular } from "./singulars";

/** A country as a release names it. */
export type ReleaseCountry = {
  code: string;
  name: { en: string; fr: string };
  footnote: { en: string; fr: string } | null;
};

/** A group with its members on the day of the release. */
export type ReleaseGroup = { code: string; name: { en: string; fr: string }; members: string[] };

/** A former release as this one knows it. */
export type ReleaseEntry = { id: string; publishedAt: string; position: number };

/** Countries with a value of an indicator, and the points they have. */
export type IndicatorCount = { indicator: string; countries: number; points: number; lastPeriod: string | null };

/** What a country has in a release: figures (values and answers), indicators with one, last period. */
export type CountryCount = { country: string; figures: number; indicators: number; lastPeriod: string | null };

export type Release = ReturnType<typeof openRelease>;

/** A value, or an answer that says something: "not known" is counted nowhere. */
const isFigure = or(
  isNotNull(t.observations.value),
  and(isNotNull(t.observations.code), notInArray(t.observations.code, [...noAnswerCodes])),
);

/**
 * Opens a release for reading: typed functions over prepared statements. A release never changes, so what is small and
 * asked by every page (meta, countries, dictionary, counts) is read once.
 * @throws ReleaseFileError  open.ts
 */
export function openRelease(file: string) {
  const db = openReleaseFile(file);
  const dictionary = once(() => toDictionary(readDictionary()));
  const points = pointReader(db, dictionary);

  function readDictionary() {
    const rows = db.select().from(t.dictionaryEntries).orderBy(asc(t.dictionaryEntries.position)).all();
    // Bodies were domain types when the file was written; the format version vouches for them.
    const of = <T>(kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.body as T);
    return {
      indicators: of<Indicator>("indicator"),
      dimensions: of<Dimension>("dimension"),
      units: of<Unit>("unit").map(withSingular),
    };
  }

  function readMeta(): ReleaseMeta {
    const rows = new Map(
      db
        .select()
        .from(t.meta)
        .all()
        .map((row) => [row.key, row.value]),
    );
    const text = (key: string) => rows.get(key) ?? "";
    const [figures] = db
      .select({
        n: count(),
        values: sql<number>`coalesce(sum(${isFigure}), 0)`,
      })
      .from(t.observations)
      .all();
    const counts = indicatorCounts();
    return {
      id: text("id"),
      publishedAt: text("publishedAt"),
      former: rows.get("former") || null,
      formatVersion: Number(text("formatVersion")),
      synthetic: text("synthetic") === "true",
      note: rows.get("noteEn") && rows.get("noteFr") ? { en: text("noteEn"), fr: text("noteFr") } : null,
      licence: text("licence"),
      parameters: JSON.parse(text("parameters") || "null"),
      audit: auditOf(db),
      counts: {
        observations: figures?.n ?? 0,
        values: figures?.values ?? 0,
        indicators: counts.filter((one) => one.countries > 0).length,
        countries: countriesWithData().size,
      },
      hiddenSinceFormer: rows.has("hiddenSinceFormer") ? Number(text("hiddenSinceFormer")) : null,
      shownSinceFormer: rows.has("shownSinceFormer") ? Number(text("shownSinceFormer")) : null,
    };
  }

  const countriesWithData = once(() => {
    const rows = db.selectDistinct({ area: t.observations.area }).from(t.observations).where(isFigure).all();
    return new Set(rows.map((row) => row.area));
  });

  const indicatorCounts = once((): IndicatorCount[] =>
    db
      .select({
        indicator: t.series.indicator,
        countries: sql<number>`count(distinct ${t.observations.area})`,
        points: count(),
        lastPeriod: sql<string | null>`max(${t.observations.period})`,
      })
      .from(t.observations)
      .innerJoin(t.series, eq(t.series.id, t.observations.series))
      .where(isFigure)
      .groupBy(t.series.indicator)
      .all(),
  );

  return {
    ...points,
    /** Path of the file, for the download. */
    file,
    /** Who this release is: id, date, former, licence, note, parameters and counts. */
    meta: once(readMeta),
    /** Releases up to this one, newest first. */
    releases: once((): ReleaseEntry[] => db.select().from(t.releases).orderBy(desc(t.releases.position)).all()),
    /** Countries, in the order of their English names; sort again for French. */
    countries: once((): ReleaseCountry[] =>
      db
        .select()
        .from(t.countries)
        .orderBy(asc(t.countries.nameEn))
        .all()
        .map((row) => ({ code: row.code, name: { en: row.nameEn, fr: row.nameFr }, footnote: row.footnote })),
    ),
    /** Codes of countries with at least one value in this release. */
    countriesWithData,
    /** Groups with members as of the release date, in the order of screens. */
    groups: once((): ReleaseGroup[] => {
      const members = db.select().from(t.groupMembers).orderBy(asc(t.groupMembers.country)).all();
      return db
        .select()
        .from(t.countryGroups)
        .orderBy(asc(t.countryGroups.position))
        .all()
        .map((row) => ({
          code: row.code,
          name: { en: row.nameEn, fr: row.nameFr },
          members: members.filter((one) => one.groupCode === row.code).map((one) => one.country),
        }));
    }),
    /** The dictionary as it stood. */
    dictionary: (): Dictionary => dictionary(),
    /** Per indicator with a value: countries, points, last period. */
    indicatorCounts,
    /** Per country with a value: figures, indicators, last period. */
    countryCounts: once((): CountryCount[] =>
      db
        .select({
          country: t.observations.area,
          figures: count(),
          indicators: sql<number>`count(distinct ${t.series.indicator})`,
          lastPeriod: sql<string | null>`max(${t.observations.period})`,
        })
        .from(t.observations)
        .innerJoin(t.series, eq(t.series.id, t.observations.series))
        .where(isFigure)
        .groupBy(t.observations.area)
        .all(),
    ),
    /** Points withheld, primary and secondary not told apart. */
    withheldCount: once(
      (): number => db.select({ n: count() }).from(t.observations).where(eq(t.observations.conf, "C")).get()?.n ?? 0,
    ),
    /** Points taken out with a reason, of this and former releases, newest first. */
    withdrawals: once((): Withdrawal[] =>
      db
        .select()
        .from(t.withdrawals)
        .orderBy(
          desc(t.withdrawals.release),
          asc(t.withdrawals.area),
          asc(t.withdrawals.series),
          asc(t.withdrawals.period),
        )
        .all()
        .map((row) => ({
          release: row.release,
          series: row.series,
          area: row.area,
          period: row.period,
          reason: { en: row.reasonEn, fr: row.reasonFr },
        })),
    ),
    /** Rounds as known when the release was published, newest first. */
    rounds: once((): PublicRound[] =>
      db
        .select()
        .from(t.rounds)
        .orderBy(desc(t.rounds.referencePeriod), asc(t.rounds.id))
        .all()
        .map(({ titleEn, titleFr, parameters, ...row }) => ({
          ...row,
          title: { en: titleEn, fr: titleFr },
          about: codedIn(parameters),
        })),
    ),
    /** How countries stand in a round, or in all. */
    roundCountries: (round?: string): RoundCountry[] =>
      db
        .select()
        .from(t.roundCountries)
        .where(round === undefined ? undefined : eq(t.roundCountries.round, round))
        .orderBy(asc(t.roundCountries.round), asc(t.roundCountries.country))
        .all()
        .map((row) => ({
          round: row.round,
          country: row.country,
          figures: row.figures,
          asked: row.asked,
          state: toCountryState(row.state),
          reason: toNote(row.reasonLang, row.reason),
        })),
    /** Closes the file; the functions above must not be called any more. */
    close: () => db.$client.close(),
  };
}

function toCountryState(text: string): RoundCountry["state"] {
  if (text === "reported" || text === "not-answered" || text === "in-review" || text === "no-answer") return text;
  throw new Error(`unknown state of a country in a round: ${text}`);
}

/** Reads a thing of a file that never changes once, at the first call. */
function once<T>(read: () => T): () => T {
  let known: { value: T } | null = null;
  return () => {
    known ??= { value: read() };
    return known.value;
  };
}

/** Line of the audit that says a release was prepared, and its seal; null = the file is older than seals. */
export function auditOf(db: ReleaseFile): ReleaseMeta["audit"] {
  const row = db.select({ value: t.meta.value }).from(t.meta).where(eq(t.meta.key, "audit")).get();
  return row === undefined ? null : (JSON.parse(row.value) as ReleaseMeta["audit"]);
}
