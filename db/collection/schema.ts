import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Parameters } from "~/domain/questionnaire/parameters";

/*
 * The collection: everything before a release. Instants are ISO 8601 UTC text, periods SDMX text, codes natural keys.
 * Answers and imports are the record and are only appended; observations are a projection of them.
 * People, sessions and mail: schema-people.ts. docs/data-dictionary.md is printed from the comments of both files.
 */

/** Reporting countries and partners; membership is data with dates (`memberships`). */
export const countries = sqliteTable("countries", {
  /** ISO 3166-1 alpha-2 (GR and GB, not EL and UK). Entered with the dictionary. */
  code: text("code").primaryKey(),
  nameEn: text("name_en").notNull(),
  nameFr: text("name_fr").notNull(),
  /** Footnote that must stand with the name, JSON {en, fr}; null = none. */
  footnote: text("footnote", { mode: "json" }).$type<{ en: string; fr: string }>(),
});

/** Groups of countries: `PG` members, `EU`, `MEDNET`, own ones. */
export const countryGroups = sqliteTable("country_groups", {
  code: text("code").primaryKey(),
  nameEn: text("name_en").notNull(),
  nameFr: text("name_fr").notNull(),
  /** Order on screens. */
  position: integer("position").notNull(),
});

/** Which country belongs to which group from when to when; counts as of the release date. */
export const memberships = sqliteTable(
  "memberships",
  {
    id: integer("id").primaryKey(),
    groupCode: text("group_code")
      .notNull()
      .references(() => countryGroups.code),
    country: text("country")
      .notNull()
      .references(() => countries.code),
    /** ISO date or year; null = from unknown (open start). */
    from: text("from"),
    /** ISO date or year, last day inside; null = still. */
    to: text("to"),
    /** How the membership is known. */
    source: text("source"),
  },
  (t) => [index("memberships_by_group").on(t.groupCode, t.country)],
);

/** The dictionary, one row per indicator, dimension (with its codes) and unit; `body` is the domain type as JSON. */
export const dictionaryEntries = sqliteTable(
  "dictionary_entries",
  {
    /** `indicator`, `dimension` or `unit`. */
    kind: text("kind", { enum: ["indicator", "dimension", "unit"] }).notNull(),
    code: text("code").notNull(),
    /** Order on screens within the kind. */
    position: integer("position").notNull(),
    /** domain/dictionary.ts Indicator, Dimension or Unit. */
    body: text("body", { mode: "json" }).notNull(),
    /** Questionnaire version that brought it (`nitazenes/1`), or `dictionary` for the files of the project. */
    origin: text("origin").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.code] }), check("dictionary_body_json", sql`json_valid(${t.body})`)],
);

/** Published questionnaire versions: immutable, named by id and version, known by hash. */
export const questionnaireVersions = sqliteTable(
  "questionnaire_versions",
  {
    questionnaire: text("questionnaire").notNull(),
    version: integer("version").notNull(),
    titleEn: text("title_en").notNull(),
    titleFr: text("title_fr").notNull(),
    /** The SurveyJS definition exactly as published. */
    definition: text("definition").notNull(),
    /** SHA-256 of `definition`, hex. */
    hash: text("hash").notNull(),
    publishedAt: text("published_at").notNull(),
    /** persons.id; null = entered from a file of the project at first start. */
    publishedBy: integer("published_by"),
  },
  (t) => [primaryKey({ columns: [t.questionnaire, t.version] })],
);

/** The life-long id of a question, through renames and versions. */
export const questionIds = sqliteTable(
  "question_ids",
  {
    questionnaire: text("questionnaire").notNull(),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    questionId: text("question_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.questionnaire, t.version, t.name] })],
);

/** Rounds: a questionnaire version asked of countries for a reference period. */
export const rounds = sqliteTable("rounds", {
  /** Collecting year and slug: `2026-annual` asks about 2025. */
  id: text("id").primaryKey(),
  questionnaire: text("questionnaire").notNull(),
  version: integer("version").notNull(),
  titleEn: text("title_en").notNull(),
  titleFr: text("title_fr").notNull(),
  /** SDMX period the round asks about. */
  referencePeriod: text("reference_period").notNull(),
  opensAt: text("opens_at").notNull(),
  softDeadlineAt: text("soft_deadline_at").notNull(),
  /** A save at or after this instant is refused. */
  hardDeadlineAt: text("hard_deadline_at").notNull(),
  archivedAt: text("archived_at"),
  /** Values of the questionnaire's parameters (`trend_name` …), JSON {name: {en, fr, codes?, code?}}: words, and what they stand for. */
  parameters: text("parameters", { mode: "json" }).$type<Parameters>().notNull(),
  openedBy: integer("opened_by"),
  openedAt: text("opened_at").notNull(),
});

/** Which countries a round asks. */
export const roundCountries = sqliteTable(
  "round_countries",
  {
    round: text("round")
      .notNull()
      .references(() => rounds.id),
    country: text("country")
      .notNull()
      .references(() => countries.code),
    /** Must the Permanent Correspondent sign a section off before it is submitted? */
    needsSignOff: integer("needs_sign_off", { mode: "boolean" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.round, t.country] })],
);

/** One country's answers in one round; a correction after acceptance is revision n+1 of the same number. */
export const submissions = sqliteTable(
  "submissions",
  {
    id: integer("id").primaryKey(),
    round: text("round")
      .notNull()
      .references(() => rounds.id),
    country: text("country")
      .notNull()
      .references(() => countries.code),
    /** 1 unless a country answers a round more than once (waves of a rapid survey). */
    number: integer("number").notNull(),
    revision: integer("revision").notNull(),
    /** submissions.id of the revision it was copied from. */
    basedOn: integer("based_on"),
    /** Highest seq of its answer_changes; 0 = nothing yet. */
    seq: integer("seq").notNull(),
    createdAt: text("created_at").notNull(),
    createdBy: integer("created_by"),
  },
  (t) => [uniqueIndex("submissions_natural").on(t.round, t.country, t.number, t.revision)],
);

/** State of each section of a submission; a section without a row is a draft nobody touched. */
export const submissionSections = sqliteTable(
  "submission_sections",
  {
    submission: integer("submission")
      .notNull()
      .references(() => submissions.id),
    section: text("section").notNull(),
    /** domain/submission.ts sectionStates. */
    state: text("state").notNull(),
    /** Seq of the submission when the state was reached; what a release pins. */
    seq: integer("seq").notNull(),
    at: text("at").notNull(),
    by: integer("by"),
    /** For `no-answer`: why, JSON Note. */
    reason: text("reason", { mode: "json" }).$type<{ code: string; lang: "en" | "fr"; text: string }>(),
  },
  (t) => [primaryKey({ columns: [t.submission, t.section] })],
);

/** What happened to a section, in order: sign-offs, submits, returns with reasons, acceptances. Append-only. */
export const sectionEvents = sqliteTable(
  "section_events",
  {
    id: integer("id").primaryKey(),
    submission: integer("submission")
      .notNull()
      .references(() => submissions.id),
    section: text("section").notNull(),
    event: text("event").notNull(),
    at: text("at").notNull(),
    by: integer("by"),
    seq: integer("seq").notNull(),
    /** For a return: {reasons: [{path, lang, text}]}; for replies: {replies: [{to, reason, lang, text}]}; of an acceptance: {publicNote, releasedTexts: {notes: [path], reasons: [path]}}. JSON. */
    detail: text("detail", { mode: "json" }),
    /** Receipt reference for a submit (`FR-2026A-5M1C`). */
    receipt: text("receipt"),
  },
  (t) => [index("section_events_by_section").on(t.submission, t.section, t.id)],
);

/** Proof of a submit: short reference, hash of the answers, time. */
export const receipts = sqliteTable("receipts", {
  reference: text("reference").primaryKey(),
  submission: integer("submission")
    .notNull()
    .references(() => submissions.id),
  /** Names of the sections submitted together, JSON. */
  sections: text("sections", { mode: "json" }).$type<string[]>().notNull(),
  seq: integer("seq").notNull(),
  /** SHA-256 over the canonical JSON of the answers of these sections, hex. */
  hash: text("hash").notNull(),
  at: text("at").notNull(),
  by: integer("by"),
});

/** Every change of an answer, one row each, never updated or deleted: the record. */
export const answerChanges = sqliteTable(
  "answer_changes",
  {
    submission: integer("submission")
      .notNull()
      .references(() => submissions.id),
    /** 1, 2, 3 … within the submission; a revision holds what stood in the former one under its numbers and goes on from its highest. */
    seq: integer("seq").notNull(),
    path: text("path").notNull(),
    /** JSON of the answer; `null` (JSON) clears. For personal questions the hash of it, `{"personal": "<sha256>"}`. */
    value: text("value").notNull(),
    /** The text as typed, where a person typed it. */
    raw: text("raw"),
    by: integer("by"),
    at: text("at").notNull(),
    /** Made by the browser, unique: a repeat is acknowledged, not applied twice. */
    changeId: text("change_id").notNull(),
    /** Seq of the path the change was based on (0 = never answered). */
    base: integer("base").notNull(),
    /** Why, where a reason is asked (revision of an old year). */
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.submission, t.seq] }),
    uniqueIndex("answer_changes_by_change_id").on(t.submission, t.changeId),
  ],
);

/** What stands now: the projection of answer_changes, written in the same transaction. */
export const answers = sqliteTable(
  "answers",
  {
    submission: integer("submission")
      .notNull()
      .references(() => submissions.id),
    path: text("path").notNull(),
    value: text("value").notNull(),
    seq: integer("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.submission, t.path] })],
);

/** Answers to questions marked personal: erasable, the log keeps only a hash. */
export const personalAnswers = sqliteTable(
  "personal_answers",
  {
    submission: integer("submission")
      .notNull()
      .references(() => submissions.id),
    seq: integer("seq").notNull(),
    path: text("path").notNull(),
    value: text("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.submission, t.seq] })],
);

/** Reasons given for warnings; void when the value changes. */
export const warningReasons = sqliteTable(
  "warning_reasons",
  {
    id: integer("id").primaryKey(),
    submission: integer("submission")
      .notNull()
      .references(() => submissions.id),
    /** Finding.check. */
    checkName: text("check_name").notNull(),
    /** Path of the figure, or of its row or table when it serves more. */
    path: text("path").notNull(),
    serves: text("serves", { enum: ["figure", "row", "table"] }).notNull(),
    lang: text("lang", { enum: ["en", "fr"] }).notNull(),
    reason: text("reason").notNull(),
    /** Hash of the values the finding was about, so that a change makes the reason void. */
    valuesHash: text("values_hash").notNull(),
    by: integer("by"),
    at: text("at").notNull(),
  },
  (t) => [index("warning_reasons_by_submission").on(t.submission, t.checkName, t.path)],
);

/** Imports of long files: the second record beside answers. */
export const imports = sqliteTable("imports", {
  id: integer("id").primaryKey(),
  fileName: text("file_name").notNull(),
  /** SHA-256 of the bytes and of the map; a second run of the same pair adds nothing. */
  fileHash: text("file_hash").notNull(),
  map: text("map", { mode: "json" }).notNull(),
  mapHash: text("map_hash").notNull(),
  sourceEn: text("source_en").notNull(),
  sourceFr: text("source_fr").notNull(),
  licence: text("licence").notNull(),
  url: text("url"),
  /** Its source already published the figures: exempt from suppression (model.md §7). */
  publishedBySource: integer("published_by_source", { mode: "boolean" }).notNull(),
  /** Order among sources for the same point; lower is preferred. */
  precedence: integer("precedence").notNull(),
  encoding: text("encoding").notNull(),
  delimiter: text("delimiter").notNull(),
  rowsRead: integer("rows_read").notNull(),
  rowsTaken: integer("rows_taken").notNull(),
  at: text("at").notNull(),
  by: integer("by"),
  /** Report by line and column, JSON (domain/import.ts). */
  report: text("report", { mode: "json" }).notNull(),
});

/** Lines of an import as they stood in the file, raw cells. */
export const importRows = sqliteTable(
  "import_rows",
  {
    import: integer("import")
      .notNull()
      .references(() => imports.id),
    line: integer("line").notNull(),
    /** JSON array of strings. */
    cells: text("cells").notNull(),
  },
  (t) => [primaryKey({ columns: [t.import, t.line] })],
);

/** Series seen so far: an indicator in a unit for a full set of codes. */
export const series = sqliteTable(
  "series",
  {
    /** Canonical id, domain/series.ts. */
    id: text("id").primaryKey(),
    indicator: text("indicator").notNull(),
    unit: text("unit").notNull(),
    key: text("key").notNull(),
  },
  (t) => [index("series_by_indicator").on(t.indicator)],
);

/** The codes of a series, one row per dimension that is not a total. */
export const seriesCodes = sqliteTable(
  "series_codes",
  {
    series: text("series")
      .notNull()
      .references(() => series.id),
    dimension: text("dimension").notNull(),
    code: text("code").notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.dimension] }), index("series_codes_by_code").on(t.dimension, t.code)],
);

/** Observations: the projection of accepted answers and imports. `vigie -- rebuild` recomputes every row. */
export const observations = sqliteTable(
  "observations",
  {
    id: integer("id").primaryKey(),
    series: text("series")
      .notNull()
      .references(() => series.id),
    area: text("area").notNull(),
    period: text("period").notNull(),
    periodStart: text("period_start").notNull(),
    periodEnd: text("period_end").notNull(),
    basis: text("basis").notNull(),
    value: real("value"),
    code: text("code"),
    lt: real("lt"),
    lo: real("lo"),
    hi: real("hi"),
    n: real("n"),
    /** Flags as `B P`, empty = normal. */
    flags: text("flags").notNull(),
    conf: text("conf"),
    coveragePlace: text("coverage_place"),
    coverageShare: real("coverage_share"),
    noteLang: text("note_lang"),
    note: text("note"),
    breakBy: text("break_by"),
    /** Provenance: an answer (submission, section, path, seq) or an import line; exactly one of the two. */
    submission: integer("submission").references(() => submissions.id),
    section: text("section"),
    path: text("path"),
    seq: integer("seq"),
    import: integer("import").references(() => imports.id),
    line: integer("line"),
  },
  (t) => [
    index("observations_by_point").on(t.series, t.area, t.period),
    index("observations_by_area").on(t.area, t.series, t.period),
    index("observations_by_submission").on(t.submission, t.section),
    index("observations_by_import").on(t.import),
    check("observations_value_or_code", sql`${t.value} is null or ${t.code} is null`),
    check("observations_one_provenance", sql`(${t.submission} is null) <> (${t.import} is null)`),
  ],
);

/** Releases: prepared (pinned), published (a file), withdrawn. */
export const releases = sqliteTable("releases", {
  /** `2026-1`: year of publication and number within it. */
  id: text("id").primaryKey(),
  state: text("state", { enum: ["prepared", "published", "withdrawn"] }).notNull(),
  /** The release it grows from; null = the first. */
  former: text("former"),
  preparedAt: text("prepared_at").notNull(),
  preparedBy: integer("prepared_by").notNull(),
  publishedAt: text("published_at"),
  publishedBy: integer("published_by"),
  /** SHA-256 of the release file, hex. */
  hash: text("hash"),
  bytes: integer("bytes"),
  /** Disclosure parameters used, JSON. */
  parameters: text("parameters", { mode: "json" }).notNull(),
  /** SHA-256 over the pins, so that publishing is compare-and-set on what was seen. */
  pinsHash: text("pins_hash").notNull(),
  noteEn: text("note_en"),
  noteFr: text("note_fr"),
  withdrawnAt: text("withdrawn_at"),
  withdrawnBy: integer("withdrawn_by"),
  withdrawnReasonEn: text("withdrawn_reason_en"),
  withdrawnReasonFr: text("withdrawn_reason_fr"),
  successor: text("successor"),
});

/** What a release takes: accepted sections (at a seq) and imports. */
export const releasePins = sqliteTable(
  "release_pins",
  {
    release: text("release")
      .notNull()
      .references(() => releases.id),
    /** `section` or `import`. */
    kind: text("kind", { enum: ["section", "import"] }).notNull(),
    submission: integer("submission").notNull(),
    section: text("section").notNull(),
    seq: integer("seq").notNull(),
    import: integer("import").notNull(),
  },
  (t) => [primaryKey({ columns: [t.release, t.kind, t.submission, t.section, t.import] })],
);

/** Points taken out of the public set, with the reason; named and listed on the release page. */
export const withdrawals = sqliteTable(
  "withdrawals",
  {
    id: integer("id").primaryKey(),
    /** First release that no longer holds the point. */
    release: text("release")
      .notNull()
      .references(() => releases.id),
    series: text("series").notNull(),
    area: text("area").notNull(),
    period: text("period").notNull(),
    reasonEn: text("reason_en").notNull(),
    reasonFr: text("reason_fr").notNull(),
    by: integer("by"),
    at: text("at").notNull(),
  },
  (t) => [index("withdrawals_by_point").on(t.series, t.area, t.period)],
);

/** Who made a prepared release what it is: whoever stands here does not publish it. Goes with the candidate when it is discarded. */
export const releaseChanges = sqliteTable(
  "release_changes",
  {
    id: integer("id").primaryKey(),
    release: text("release")
      .notNull()
      .references(() => releases.id),
    /** What was done to the candidate. */
    kind: text("kind", {
      enum: ["prepared", "prepared-again", "note-changed", "point-withdrawn", "withdrawal-taken-back"],
    }).notNull(),
    /** The point a withdrawal is about; null = the candidate as a whole. */
    series: text("series"),
    area: text("area"),
    period: text("period"),
    /** Imported files that came and went with it, by id, JSON {added, left}; null = they stayed the same. */
    imports: text("imports", { mode: "json" }).$type<{ added: number[]; left: number[] }>(),
    /** persons.id; null = a command. */
    by: integer("by"),
    at: text("at").notNull(),
  },
  (t) => [index("release_changes_by_release").on(t.release)],
);

/**
 * Withdrawals of whole releases: asked by one person, decided by another. One in an emergency takes effect when it is asked;
 * the others when they are confirmed.
 */
export const releaseWithdrawals = sqliteTable(
  "release_withdrawals",
  {
    id: integer("id").primaryKey(),
    release: text("release")
      .notNull()
      .references(() => releases.id),
    /** Did it take effect at once, by one person? */
    emergency: integer("emergency", { mode: "boolean" }).notNull(),
    reasonEn: text("reason_en").notNull(),
    reasonFr: text("reason_fr").notNull(),
    /** Release to read instead; null = none yet. */
    successor: text("successor"),
    /** persons.id. */
    askedBy: integer("asked_by").notNull(),
    /** Instant; in an emergency also that of its effect. */
    askedAt: text("asked_at").notNull(),
    /** Instant by which an emergency must be confirmed; null = it waits as long as it takes. */
    dueAt: text("due_at"),
    /** When others were told by mail that it is overdue. */
    remindedAt: text("reminded_at"),
    /** `taken-back` by who asked, or because an emergency went before; null = it waits for a second person. */
    decision: text("decision", { enum: ["confirmed", "declined", "taken-back"] }),
    /** persons.id; null = it waits. */
    decidedBy: integer("decided_by"),
    /** Instant; null = it waits. */
    decidedAt: text("decided_at"),
  },
  (t) => [uniqueIndex("release_withdrawals_open").on(t.release).where(sql`${t.decision} is null`)],
);

/**
 * What a country declares about how its figures are published; it may only be stricter than the indicator. A declaration
 * is replaced or ended, never changed: the rows that have ended are its history.
 */
export const disclosureRules = sqliteTable(
  "disclosure_rules",
  {
    /** Running number; whoever declares anew names the one she saw. */
    id: integer("id").primaryKey({ autoIncrement: true }),
    country: text("country")
      .notNull()
      .references(() => countries.code),
    /** An indicator that counts persons; `*` = all of them, those to come included. */
    indicator: text("indicator").notNull(),
    /** `published`: the national total is published nationally (url); `confidential`; null = by the threshold. */
    total: text("total", { enum: ["published", "confidential"] }),
    /** Where the country publishes the total, https; for the secretariat, not part of a release. */
    url: text("url"),
    /** Why, in the country's words; for the secretariat, never public. */
    reason: text("reason"),
    /** Language the reason was written in. */
    reasonLang: text("reason_lang", { enum: ["en", "fr"] }),
    /** Persons; more than the indicator's own. */
    threshold: integer("threshold"),
    /** Person who declared it. */
    by: integer("by"),
    /** Instant from which it holds for the next prepared release. */
    at: text("at").notNull(),
    /** Instant at which it was replaced or ended; null = it holds. */
    endedAt: text("ended_at"),
    /** Person who replaced or ended it. */
    endedBy: integer("ended_by"),
  },
  (t) => [
    uniqueIndex("disclosure_rules_in_force").on(t.country, t.indicator).where(sql`${t.endedAt} is null`),
    index("disclosure_rules_by_country").on(t.country),
  ],
);
