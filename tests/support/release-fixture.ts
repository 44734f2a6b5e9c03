import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { toDictionary } from "~/domain/dictionary/dictionary";
import { releaseApplicationId, releaseFormat } from "~db/release/open";
import * as t from "~db/release/schema";
import Database from "~db/sqlite/driver";
import { dictionaryParts, membersOf } from "./release-fixture-dictionary";
import { type FixturePoint, makePoints } from "./release-fixture-points";

/*
 * Two release files for tests of what is public, straight on the schema of release files, without a collection: every
 * sign occurs (breaks by everybody who may tell of one, gaps with each reason, provisional, suppressed, another
 * definition, intervals, quarters, policy answers, part of a country, former values). All figures are invented.
 */

export type FixtureRelease = { id: string; publishedAt: string; former: string | null; file: string };

/**
 * Writes releases `2025-1` and `2026-1` into a folder, with their `.sha256`.
 * @param real  ids of releases that say they are not synthetic
 * @returns newest first
 */
export function writeReleaseFixture(folder: string, real: readonly string[] = []): [FixtureRelease, FixtureRelease] {
  mkdirSync(folder, { recursive: true });
  const points = makePoints();
  const former: FixtureRelease = {
    id: "2025-1",
    publishedAt: "2025-03-18T09:00:00.000Z",
    former: null,
    file: join(folder, "2025-1.sqlite"),
  };
  const newest: FixtureRelease = {
    id: "2026-1",
    publishedAt: "2026-03-17T09:00:00.000Z",
    former: "2025-1",
    file: join(folder, "2026-1.sqlite"),
  };
  write(
    former,
    points
      .filter((point) => point.period.slice(0, 4) < "2024")
      .map((point) => ({ ...point, ...point.before, before: undefined })),
    [former],
    real,
  );
  write(newest, points, [former, newest], real);
  return [newest, former];
}

const ddl = readFileSync(resolve("db/release/ddl/0000_release.sql"), "utf8").split("--> statement-breakpoint");

function write(
  release: FixtureRelease,
  points: FixturePoint[],
  known: FixtureRelease[],
  real: readonly string[],
): void {
  rmSync(release.file, { force: true });
  const client = new Database(release.file);
  for (const statement of ddl) client.exec(statement);
  client.pragma(`application_id = ${releaseApplicationId}`);
  client.pragma(`user_version = ${releaseFormat}`);
  const db = drizzle(client, { schema: t });
  const parts = dictionaryParts();
  const dictionary = toDictionary(parts);
  client.exec("begin");
  const meta: Record<string, string> = {
    id: release.id,
    publishedAt: release.publishedAt,
    former: release.former ?? "",
    formatVersion: String(releaseFormat),
    synthetic: String(!real.includes(release.id)),
    noteEn: "Synthetic figures of the test fixture.",
    noteFr: "Chiffres synthétiques du jeu de test.",
    licence: "CC BY 4.0",
    parameters: "{}",
  };
  for (const [key, value] of Object.entries(meta)) db.insert(t.meta).values({ key, value }).run();
  for (const [at, { id, publishedAt }] of known.entries())
    db.insert(t.releases)
      .values({ id, publishedAt, position: at + 1 })
      .run();
  for (const { code, name, footnote } of parts.countries)
    db.insert(t.countries).values({ code, nameEn: name.en, nameFr: name.fr, footnote }).run();
  parts.groups.forEach(({ code, name }, position) => {
    db.insert(t.countryGroups).values({ code, nameEn: name.en, nameFr: name.fr, position }).run();
    for (const country of membersOf(code, release.publishedAt))
      db.insert(t.groupMembers).values({ groupCode: code, country }).run();
  });
  const entry = (kind: "indicator" | "dimension" | "unit", code: string, position: number, body: unknown) =>
    db.insert(t.dictionaryEntries).values({ kind, code, position, body }).run();
  parts.indicators.forEach((one, at) => void entry("indicator", one.code, at, one));
  parts.dimensions.forEach((one, at) => void entry("dimension", one.id, at, one));
  parts.units.forEach((one, at) => void entry("unit", one.code, at, one));
  writeProvenance(db);
  const seen = new Set<string>();
  for (const point of points) {
    const indicator = dictionary.indicators.get(point.indicator)!;
    const unit = point.unit ?? indicator.unit;
    const key = Object.keys(point.codes)
      .sort()
      .map((dimension) => `${dimension}=${point.codes[dimension]}`)
      .join(";");
    const id = `${point.indicator}${unit === indicator.unit ? "" : `@${unit}`}${key === "" ? "" : `:${key}`}`;
    if (!seen.has(id)) {
      seen.add(id);
      db.insert(t.series).values({ id, indicator: point.indicator, unit, key }).run();
      for (const [dimension, code] of Object.entries(point.codes))
        db.insert(t.seriesCodes).values({ series: id, dimension, code }).run();
    }
    writePoint(db, id, point, release.former);
  }
  writeRounds(db, release.id);
  if (release.id === "2026-1")
    db.insert(t.withdrawals)
      .values({
        release: "2026-1",
        series: "DEM-SYR",
        area: "HR",
        period: "2019",
        reasonEn: "Had been read in thousands.",
        reasonFr: "Avait été lu en milliers.",
      })
      .run();
  client.exec("commit");
  client.exec("vacuum");
  client.close();
  writeFileSync(
    `${release.file}.sha256`,
    `${createHash("sha256").update(readFileSync(release.file)).digest("hex")}  ${release.id}.sqlite\n`,
  );
}

type Db = ReturnType<typeof drizzle<typeof t>>;

const nothing = {
  country: null,
  role: null,
  round: null,
  questionnaire: null,
  version: null,
  questionId: null,
  path: null,
  revision: null,
  submittedAt: null,
  acceptedAt: null,
  publicNoteLang: null,
  publicNote: null,
  fileName: null,
  fileHash: null,
  line: null,
  sourceEn: null,
  sourceFr: null,
  licence: null,
  url: null,
};

/** Provenance 1: an answer of Norway, 2: a line of an import, 3: derived. */
function writeProvenance(db: Db): void {
  db.insert(t.provenance)
    .values({
      ...nothing,
      id: 1,
      kind: "answer",
      country: "NO",
      role: "focal-point",
      round: "2025-annual",
      questionnaire: "annual",
      version: 1,
      questionId: "deaths",
      path: "deaths/Y0/_T",
      revision: 1,
      submittedAt: "2025-09-12T10:00:00.000Z",
      acceptedAt: "2025-11-03T10:00:00.000Z",
      publicNoteLang: "en",
      publicNote: "Deaths abroad of residents are counted since the start of the register.",
    })
    .run();
  db.insert(t.provenance)
    .values({
      ...nothing,
      id: 2,
      kind: "import",
      fileName: "synthetic-bulletin.csv",
      fileHash: "a".repeat(64),
      line: 1412,
      sourceEn: "Synthetic statistical bulletin",
      sourceFr: "Bulletin statistique synthétique",
      licence: "CC BY 4.0",
      url: "https://bulletin.example/2022",
    })
    .run();
  db.insert(t.provenance)
    .values({ ...nothing, id: 3, kind: "derived" })
    .run();
  db.insert(t.questions)
    .values({
      questionnaire: "annual",
      version: 1,
      questionId: "deaths",
      name: "deaths",
      sectionEn: "Deaths",
      sectionFr: "Décès",
      titleEn: "How many drug-induced deaths were recorded in each of the last five years?",
      titleFr:
        "Combien de décès induits par les drogues ont été enregistrés au cours de chacune des cinq dernières années\u00a0?",
      descriptionEn: "Count deaths that happened shortly after use of illicit drugs and directly attributable to it.",
      descriptionFr:
        "Comptez les décès survenus peu après l’usage de drogues illicites et directement attribuables à celui-ci.",
    })
    .run();
}

function writePoint(db: Db, series: string, point: FixturePoint, former: string | null): void {
  const { area, period, before } = point;
  db.insert(t.observations)
    .values({
      series,
      area,
      period,
      position: point.position ?? 0,
      periodStart: `${period.slice(0, 4)}-01-01`,
      periodEnd: `${period.slice(0, 4)}-12-31`,
      basis: "year-of-event",
      value: point.value,
      code: point.code ?? null,
      lo: point.lo ?? null,
      hi: point.hi ?? null,
      n: point.n ?? null,
      flags: (point.flags ?? []).join(" "),
      conf: (point.flags ?? []).includes("Q") ? "C" : null,
      coveragePlace: point.place ?? null,
      coverageShare: null,
      noteLang: point.note ? "en" : null,
      note: point.note ?? null,
      breakBy: point.breakBy ?? null,
      provenance: point.derivedFrom ? 3 : Number(period.slice(0, 4)) >= 2020 ? 1 : 2,
      derivedFrom: point.derivedFrom ?? null,
    })
    .run();
  if (before && former !== null)
    db.insert(t.formerValues)
      .values({
        series,
        area,
        period,
        release: former,
        value: before.value,
        code: null,
        flags: before.flags.join(" "),
        reasonLang: "en",
        reason: "Toxicology came back after the round had closed.",
      })
      .run();
}

function writeRounds(db: Db, release: string): void {
  const round = (id: string, en: string, fr: string, referencePeriod: string, state: string, reported: number) =>
    db
      .insert(t.rounds)
      .values({
        id,
        titleEn: en,
        titleFr: fr,
        questionnaire: "annual",
        version: 1,
        referencePeriod,
        state,
        hardDeadlineAt: `${id.slice(0, 4)}-09-30T22:00:00.000Z`,
        asked: 41,
        reported,
        parameters: {},
      })
      .run();
  round("2024-annual", "Annual 2024", "Annuelle 2024", "2023", "closed", 39);
  if (release === "2025-1") return;
  round("2025-annual", "Annual 2025", "Annuelle 2025", "2024", "closed", 38);
  round("2026-annual", "Annual 2026", "Annuelle 2026", "2025", "open", 0);
  membersOf("PG", "2026").forEach((country, at) => {
    const state =
      country === "AZ" ? "not-answered" : country === "MC" ? "no-answer" : country === "MA" ? "in-review" : "reported";
    const figures = state === "reported" ? 236 - ((at * 37) % 110) : 0;
    db.insert(t.roundCountries)
      .values({
        round: "2025-annual",
        country,
        figures,
        asked: 236,
        state,
        reasonLang: state === "no-answer" ? "fr" : null,
        reason: state === "no-answer" ? "Pas de registre." : null,
      })
      .run();
  });
}
