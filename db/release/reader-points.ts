import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Dictionary, Text } from "~/domain/dictionary/dictionary";
import { toSeriesId } from "~/domain/observation/series";
import { type CodedParameter, codedIn } from "~/domain/questionnaire/parameters";
import { isNoLongerHidden } from "~/domain/release/changes";
import { isOfFewCases } from "~/domain/release/few-cases";
import type { Alternative, AskedQuestion, FormerValue, PublicProvenance, Revision } from "~/domain/release/release";
import type { ReleaseFile } from "./open";
import { type ReleasePoint, toCodes, toFlags, toNote, toPoint, toProvenance } from "./reader-rows";
import * as t from "./schema";

/** A series of a release with its codes; totals are left out. */
export type ReleaseSeries = { id: string; indicator: string; unit: string; codes: Record<string, string> };

/** A point with all its passport shows. */
export type Passport = {
  series: ReleaseSeries;
  /** More than one only for a question with several choices. */
  points: ReleasePoint[];
  provenance: PublicProvenance;
  /** As asked in that round, parameters put in; null for imports and derived figures. */
  question: AskedQuestion | null;
  round: { id: string; title: Text; referencePeriod: string; about: CodedParameter[] } | null;
  /** Newest former release first; empty = never changed. */
  formerValues: FormerValue[];
  alternatives: Alternative[];
  /** Derived figures of this release that rest on the point. */
  usedIn: ReleasePoint[];
};

/** The count a derived figure rests on, and where that count comes from: the figure itself does not say. */
const numerator = alias(t.observations, "numerator");
const ofNumerator = alias(t.provenance, "of_numerator");
const isNumerator = and(
  sql`${numerator.series} = ${t.observations.derivedFrom} ->> '$.numeratorSeries'`,
  eq(numerator.area, t.observations.area),
  eq(numerator.period, t.observations.period),
  eq(numerator.position, 0),
);
const pointColumns = {
  ...getTableColumns(t.observations),
  key: t.series.key,
  kind: t.provenance.kind,
  sourceEn: sql<string | null>`coalesce(${t.provenance.sourceEn}, ${ofNumerator.sourceEn})`,
  sourceFr: sql<string | null>`coalesce(${t.provenance.sourceFr}, ${ofNumerator.sourceFr})`,
};

/** The read functions about series and points; part of `openRelease`. */
export function pointReader(db: ReleaseFile, dictionary: () => Dictionary) {
  const p = sql.placeholder;
  /** Rows of points, whole; each reader says which. */
  const points = () =>
    db
      .select(pointColumns)
      .from(t.observations)
      .innerJoin(t.series, eq(t.series.id, t.observations.series))
      .leftJoin(t.provenance, eq(t.provenance.id, t.observations.provenance))
      .leftJoin(numerator, isNumerator)
      .leftJoin(ofNumerator, eq(ofNumerator.id, numerator.provenance));
  const statements = {
    series: db
      .select()
      .from(t.series)
      .where(eq(t.series.id, p("id")))
      .prepare(),
    seriesOf: db
      .select()
      .from(t.series)
      .where(eq(t.series.indicator, p("indicator")))
      .orderBy(asc(t.series.id))
      .prepare(),
    ofSeries: points()
      .where(sql`${t.observations.series} in (select value from json_each(${p("ids")}))`)
      .orderBy(
        asc(t.observations.series),
        asc(t.observations.area),
        asc(t.observations.period),
        asc(t.observations.position),
      )
      .prepare(),
    provenance: db
      .select()
      .from(t.provenance)
      .where(eq(t.provenance.id, p("id")))
      .prepare(),
    question: db
      .select()
      .from(t.questions)
      .where(
        and(
          eq(t.questions.questionnaire, p("questionnaire")),
          eq(t.questions.version, p("version")),
          eq(t.questions.questionId, p("questionId")),
        ),
      )
      .prepare(),
    round: db
      .select()
      .from(t.rounds)
      .where(eq(t.rounds.id, p("id")))
      .prepare(),
  };
  const at = { series: p("series"), area: p("area"), period: p("period") };
  const onePoint = points()
    .where(
      and(eq(t.observations.series, at.series), eq(t.observations.area, at.area), eq(t.observations.period, at.period)),
    )
    .orderBy(asc(t.observations.position))
    .prepare();
  const country = points()
    .where(eq(t.observations.area, at.area))
    .orderBy(asc(t.observations.series), asc(t.observations.period), asc(t.observations.position))
    .prepare();
  const formers = db
    .select({ ...getTableColumns(t.formerValues), publishedAt: t.releases.publishedAt })
    .from(t.formerValues)
    .leftJoin(t.releases, eq(t.releases.id, t.formerValues.release))
    .where(
      and(eq(t.formerValues.series, at.series), eq(t.formerValues.area, at.area), eq(t.formerValues.period, at.period)),
    )
    .orderBy(sql`${t.releases.position} desc`)
    .prepare();
  const alternatives = db
    .select()
    .from(t.alternatives)
    .innerJoin(t.provenance, eq(t.provenance.id, t.alternatives.provenance))
    .where(
      and(eq(t.alternatives.series, at.series), eq(t.alternatives.area, at.area), eq(t.alternatives.period, at.period)),
    )
    .orderBy(asc(t.alternatives.id))
    .prepare();

  const toSeries = (row: typeof t.series.$inferSelect): ReleaseSeries => ({
    id: row.id,
    indicator: row.indicator,
    unit: row.unit,
    codes: toCodes(row.key),
  });

  /** One series of this release, null when it has none of the id. */
  function series(id: string): ReleaseSeries | null {
    const row = statements.series.get({ id });
    return row ? toSeries(row) : null;
  }

  /** All series of an indicator, by id. */
  function seriesOf(indicator: string): ReleaseSeries[] {
    return statements.seriesOf.all({ indicator }).map(toSeries);
  }

  /** Points of these series: by series, country, period. */
  function observationsOf(seriesIds: readonly string[]): ReleasePoint[] {
    return statements.ofSeries.all({ ids: JSON.stringify(seriesIds) }).map(toPoint);
  }

  /** Every point of a country: by series and period. */
  function pointsOfCountry(area: string): ReleasePoint[] {
    return country.all({ area }).map(toPoint);
  }

  /** Provenance by its id (`PublishedPoint.provenance`). */
  function provenance(id: number): PublicProvenance {
    const row = statements.provenance.get({ id });
    if (!row) throw new Error(`no provenance ${id} in this release`);
    return toProvenance(row);
  }

  /** A point and all its passport shows; null when the release has no such point. */
  function point(seriesId: string, area: string, period: string): Passport | null {
    const key = { series: seriesId, area, period };
    const rows = onePoint.all(key).map(toPoint);
    const [first] = rows;
    const own = series(seriesId);
    if (!first || !own) return null;
    const from = provenance(first.provenance);
    const round = from.round === null ? undefined : statements.round.get({ id: from.round });
    return {
      series: own,
      points: rows,
      provenance: from,
      question: question(from, round?.parameters ?? {}),
      round: round
        ? {
            id: round.id,
            title: { en: round.titleEn, fr: round.titleFr },
            referencePeriod: round.referencePeriod,
            about: codedIn(round.parameters),
          }
        : null,
      formerValues: formers.all(key).map((row) => ({
        release: row.release,
        publishedAt: row.publishedAt,
        value: row.value,
        code: row.code,
        flags: toFlags(row.flags),
        reason: toNote(row.reasonLang, row.reason),
      })),
      alternatives: alternatives.all(key).map((row) => ({
        kind: row.alternatives.kind,
        value: row.alternatives.value,
        code: row.alternatives.code,
        flags: toFlags(row.alternatives.flags),
        provenance: toProvenance(row.provenance),
      })),
      usedIn: derivedSeries(own).flatMap((id) => onePoint.all({ series: id, area, period }).map(toPoint)),
    };
  }

  /** Ids of series derived from a numerator, whether or not the release has them. */
  function derivedSeries(numerator: ReleaseSeries): string[] {
    const known = dictionary();
    return [...known.indicators.values()]
      .filter((one) => one.derived?.numerator === numerator.indicator)
      .map((one) => toSeriesId({ indicator: one.code, unit: one.unit, codes: numerator.codes }, known));
  }

  function question(from: PublicProvenance, parameters: Record<string, Text>): AskedQuestion | null {
    const { questionnaire, version, questionId } = from;
    if (questionnaire === null || version === null || questionId === null) return null;
    const row = statements.question.get({ questionnaire, version, questionId });
    if (!row) return null;
    const text = (en: string, fr: string): Text => ({
      en: putIn(en, parameters, "en"),
      fr: putIn(fr, parameters, "fr"),
    });
    return {
      questionnaire,
      version,
      questionId,
      name: row.name,
      section: text(row.sectionEn, row.sectionFr),
      title: text(row.titleEn, row.titleFr),
      description: row.descriptionEn === null ? null : text(row.descriptionEn, row.descriptionFr ?? row.descriptionEn),
    };
  }

  /**
   * Points a country revised since a former release (the one before, by default), by country, series and period. What is
   * only shown now is no revision.
   */
  function revisionsSince(former?: string): Revision[] {
    const release =
      former ?? db.select({ value: t.meta.value }).from(t.meta).where(eq(t.meta.key, "former")).get()?.value;
    if (!release) return [];
    const now = db
      .select()
      .from(t.formerValues)
      .innerJoin(t.series, eq(t.series.id, t.formerValues.series))
      .leftJoin(
        t.observations,
        and(
          eq(t.observations.series, t.formerValues.series),
          eq(t.observations.area, t.formerValues.area),
          eq(t.observations.period, t.formerValues.period),
          eq(t.observations.position, 0),
        ),
      )
      .where(eq(t.formerValues.release, release))
      .orderBy(asc(t.formerValues.area), asc(t.formerValues.series), asc(t.formerValues.period))
      .all();
    const revised = now.map(({ former_values: was, series: { indicator }, observations: is }) => ({
      series: was.series,
      indicator,
      area: was.area,
      period: was.period,
      former: { value: was.value, code: was.code, flags: toFlags(was.flags) },
      now: {
        value: is?.value ?? null,
        code: is?.code ?? null,
        flags: toFlags(is?.flags ?? ""),
        fewCases: is !== null && isOfFewCases(is),
      },
      reason: toNote(was.reasonLang, was.reason),
    }));
    return revised.filter((one) => !isNoLongerHidden(one.former, one.now));
  }

  return { series, seriesOf, observationsOf, pointsOfCountry, provenance, point, revisionsSince };
}

/** Puts a round's parameters into a text: `{trend_name}`. */
function putIn(text: string, parameters: Record<string, Text>, lang: "en" | "fr"): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name]?.[lang] ?? whole);
}
