import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Parameters } from "~/domain/questionnaire/parameters";
import type { DerivedFrom } from "~/domain/release/release";

/*
 * A release file: the whole public set, disclosed and frozen. Public pages read nothing else. It holds no draft, no
 * person, no reviewer's comment and, for a suppressed point, no value. Every file is written once (writer.ts).
 */

/** One row per key: `id`, `publishedAt`, `former`, `formatVersion`, `synthetic`, `noteEn`, `noteFr`, `licence`, `hiddenSinceFormer` and `shownSinceFormer` (figures withheld here that the former release shows, and the other way), `publishedFiles` (JSON: hashes of imported files whose source has published them), `parameters` (JSON). */
export const meta = sqliteTable("meta", { key: text("key").primaryKey(), value: text("value").notNull() });

/** Releases up to this one, so that a page can name former ones. */
export const releases = sqliteTable("releases", {
  id: text("id").primaryKey(),
  publishedAt: text("published_at").notNull(),
  /** Position in time, 1 = first. */
  position: integer("position").notNull(),
});

export const countries = sqliteTable("countries", {
  code: text("code").primaryKey(),
  nameEn: text("name_en").notNull(),
  nameFr: text("name_fr").notNull(),
  footnote: text("footnote", { mode: "json" }).$type<{ en: string; fr: string }>(),
});

/** Groups with their members as of the release date. */
export const countryGroups = sqliteTable("country_groups", {
  code: text("code").primaryKey(),
  nameEn: text("name_en").notNull(),
  nameFr: text("name_fr").notNull(),
  position: integer("position").notNull(),
});

export const groupMembers = sqliteTable(
  "group_members",
  { groupCode: text("group_code").notNull(), country: text("country").notNull() },
  (t) => [primaryKey({ columns: [t.groupCode, t.country] })],
);

/** The dictionary as it stood: domain/dictionary.ts types as JSON. */
export const dictionaryEntries = sqliteTable(
  "dictionary_entries",
  {
    kind: text("kind", { enum: ["indicator", "dimension", "unit"] }).notNull(),
    code: text("code").notNull(),
    position: integer("position").notNull(),
    body: text("body", { mode: "json" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.code] })],
);

export const series = sqliteTable(
  "series",
  {
    id: text("id").primaryKey(),
    indicator: text("indicator").notNull(),
    unit: text("unit").notNull(),
    key: text("key").notNull(),
  },
  (t) => [index("series_by_indicator").on(t.indicator)],
);

export const seriesCodes = sqliteTable(
  "series_codes",
  { series: text("series").notNull(), dimension: text("dimension").notNull(), code: text("code").notNull() },
  (t) => [primaryKey({ columns: [t.series, t.dimension] })],
);

/** One published point: value, code, or no value and its reason. */
export const observations = sqliteTable(
  "observations",
  {
    series: text("series").notNull(),
    area: text("area").notNull(),
    period: text("period").notNull(),
    /** Position among several codes of one point (policy answers); 0 otherwise. */
    position: integer("position").notNull(),
    periodStart: text("period_start").notNull(),
    periodEnd: text("period_end").notNull(),
    basis: text("basis").notNull(),
    value: real("value"),
    code: text("code"),
    lo: real("lo"),
    hi: real("hi"),
    n: real("n"),
    /** Flags and reason as `B P`; `Q` for every withheld point, primary and secondary not told apart. */
    flags: text("flags").notNull(),
    /** `C` where withheld, else null. */
    conf: text("conf"),
    coveragePlace: text("coverage_place"),
    coverageShare: real("coverage_share"),
    noteLang: text("note_lang"),
    note: text("note"),
    breakBy: text("break_by"),
    /** provenance.id */
    provenance: integer("provenance").notNull(),
    /** For a derived figure: numerator, denominator, its source, vintage and age base, JSON; null = as reported. */
    derivedFrom: text("derived_from", { mode: "json" }).$type<DerivedFrom>(),
  },
  (t) => [primaryKey({ columns: [t.series, t.area, t.period, t.position] }), index("observations_by_area").on(t.area)],
);

/** Where points come from, without persons: a role and a country, or a file and its lines. */
export const provenance = sqliteTable("provenance", {
  id: integer("id").primaryKey(),
  kind: text("kind", { enum: ["answer", "import", "derived"] }).notNull(),
  country: text("country"),
  /** Role that submitted, e.g. `focal-point`. */
  role: text("role"),
  round: text("round"),
  questionnaire: text("questionnaire"),
  version: integer("version"),
  questionId: text("question_id"),
  /** Path of the answer in its questionnaire (`deaths/Y0/F`). */
  path: text("path"),
  revision: integer("revision"),
  submittedAt: text("submitted_at"),
  acceptedAt: text("accepted_at"),
  publicNote: text("public_note"),
  publicNoteLang: text("public_note_lang", { enum: ["en", "fr"] }),
  fileName: text("file_name"),
  fileHash: text("file_hash"),
  line: integer("line"),
  sourceEn: text("source_en"),
  sourceFr: text("source_fr"),
  licence: text("licence"),
  url: text("url"),
});

/** Questions as they were asked, per questionnaire version. */
export const questions = sqliteTable(
  "questions",
  {
    questionnaire: text("questionnaire").notNull(),
    version: integer("version").notNull(),
    questionId: text("question_id").notNull(),
    name: text("name").notNull(),
    sectionEn: text("section_en").notNull(),
    sectionFr: text("section_fr").notNull(),
    titleEn: text("title_en").notNull(),
    titleFr: text("title_fr").notNull(),
    descriptionEn: text("description_en"),
    descriptionFr: text("description_fr"),
  },
  (t) => [primaryKey({ columns: [t.questionnaire, t.version, t.questionId] })],
);

/** Values that stand beside the published one, never averaged: of other sources, or of earlier revisions. */
export const alternatives = sqliteTable(
  "alternatives",
  {
    id: integer("id").primaryKey(),
    series: text("series").notNull(),
    area: text("area").notNull(),
    period: text("period").notNull(),
    kind: text("kind", { enum: ["earlier-revision", "other-source"] }).notNull(),
    value: real("value"),
    code: text("code"),
    flags: text("flags").notNull(),
    provenance: integer("provenance").notNull(),
  },
  (t) => [index("alternatives_by_point").on(t.series, t.area, t.period)],
);

/** What each earlier release said of a point that has changed since; the last value is in `observations`. */
export const formerValues = sqliteTable(
  "former_values",
  {
    series: text("series").notNull(),
    area: text("area").notNull(),
    period: text("period").notNull(),
    release: text("release").notNull(),
    value: real("value"),
    code: text("code"),
    flags: text("flags").notNull(),
    /** Why it was revised, when somebody said so. */
    reasonLang: text("reason_lang"),
    reason: text("reason"),
  },
  (t) => [primaryKey({ columns: [t.series, t.area, t.period, t.release] })],
);

/** Points taken out with a reason, of this and all former releases. */
export const withdrawals = sqliteTable(
  "withdrawals",
  {
    release: text("release").notNull(),
    series: text("series").notNull(),
    area: text("area").notNull(),
    period: text("period").notNull(),
    reasonEn: text("reason_en").notNull(),
    reasonFr: text("reason_fr").notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.area, t.period, t.release] })],
);

/** Rounds as known when the release was published; public pages are functions of (release, URL). */
export const rounds = sqliteTable("rounds", {
  id: text("id").primaryKey(),
  titleEn: text("title_en").notNull(),
  titleFr: text("title_fr").notNull(),
  questionnaire: text("questionnaire").notNull(),
  version: integer("version").notNull(),
  referencePeriod: text("reference_period").notNull(),
  state: text("state").notNull(),
  hardDeadlineAt: text("hard_deadline_at").notNull(),
  /** Countries asked and countries with an accepted section in this release. */
  asked: integer("asked").notNull(),
  reported: integer("reported").notNull(),
  /** Values of the questionnaire's parameters in this round, put into the questions when they are read: `{trend_name}`; with their code, what the round is about. */
  parameters: text("parameters", { mode: "json" }).$type<Parameters>().notNull(),
});

/** Countries of a round without figures in this release, and why; `share` = figures reported of figures asked. */
export const roundCountries = sqliteTable(
  "round_countries",
  {
    round: text("round").notNull(),
    country: text("country").notNull(),
    figures: integer("figures").notNull(),
    asked: integer("asked").notNull(),
    /** `reported`, `not-answered`, `in-review`, `no-answer`. */
    state: text("state").notNull(),
    reasonLang: text("reason_lang"),
    reason: text("reason"),
  },
  (t) => [primaryKey({ columns: [t.round, t.country] })],
);
