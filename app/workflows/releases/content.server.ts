import type { Text } from "~/domain/dictionary/dictionary";
import type { Observation } from "~/domain/observation/observation";
import { toSeriesKey } from "~/domain/observation/series";
import { type Question, questionAt } from "~/domain/questionnaire/questionnaire";
import { originName } from "~/domain/release/compose";
import { type Source, sourceName } from "~/domain/release/precedence";
import type { Collection } from "~db/collection/client";
import { listCountries, listGroups, membersOf } from "~db/collection/countries";
import { listEntries } from "~db/collection/dictionary";
import type { ImportLine } from "~db/collection/imports";
import type { SectionOrigin } from "~db/collection/releases/origins";
import { lineOf } from "~db/collection/sealing/chain";
import { releaseFormat } from "~db/release/open";
import type { ReleaseContent } from "~db/release/writer";
import { type Candidacy, declaredRules } from "./compose.server";
import { alternativeRows, formerValueRows, type IdOf, observationRows, withdrawalRows } from "./points.server";
import { roundRows } from "./rounds.server";
import { versionReader } from "./versions.server";

/** Licence of the figures. */
const licence = "CC BY 4.0";

/**
 * Turns a composed release into the rows of its file. Withheld values are left behind here: no row below holds one.
 * @param publishedAt  instant of publication, the date of the release
 */
export function toContent(
  db: Collection,
  candidacy: Candidacy,
  given: { publishedAt: string; synthetic: boolean },
): ReleaseContent {
  const { release, composed, former, changes } = candidacy;
  const day = given.publishedAt.slice(0, 10);
  const groups = listGroups(db);
  const sources = provenances(candidacy);
  const observations = observationRows(candidacy, sources.idOf);
  const alternatives = composed.points
    .flatMap((point) => alternativeRows(point, sources.idOf))
    .map((row, at) => ({ ...row, id: at + 1 }));
  const meta: Record<string, string> = {
    id: release.id,
    publishedAt: given.publishedAt,
    former: release.former ?? "",
    formatVersion: String(releaseFormat),
    synthetic: String(given.synthetic),
    noteEn: release.noteEn ?? "",
    noteFr: release.noteFr ?? "",
    licence,
    publishedFiles: JSON.stringify(publishedFiles(candidacy)),
    hiddenSinceFormer: String(changes.hidden.length),
    shownSinceFormer: String(changes.shown.length),
    audit: JSON.stringify(lineOf(db, `release/${release.id}`, ["release.prepare", "release.prepare-again"])),
    parameters: JSON.stringify({ ...Object(release.parameters), declared: declaredRules(db) }),
  };
  return {
    meta: Object.entries(meta).map(([key, value]) => ({ key, value })),
    releases: [
      ...(former?.releases ?? []),
      { id: release.id, publishedAt: given.publishedAt, position: (former?.releases.length ?? 0) + 1 },
    ],
    countries: listCountries(db).map(({ code, name, footnote }) => ({
      code,
      nameEn: name.en,
      nameFr: name.fr,
      footnote,
    })),
    countryGroups: groups.map(({ code, name }, position) => ({ code, nameEn: name.en, nameFr: name.fr, position })),
    groupMembers: groups.flatMap(({ code }) =>
      membersOf(db, code, day).map((country) => ({ groupCode: code, country })),
    ),
    dictionaryEntries: listEntries(db).map(({ kind, code, position, body }) => ({ kind, code, position, body })),
    ...seriesRows(candidacy),
    provenance: sources.rows,
    questions: questionRows(db, sources.rows),
    observations,
    alternatives,
    formerValues: formerValueRows(candidacy),
    withdrawals: withdrawalRows(db, candidacy),
    ...roundRows(db, candidacy, given.publishedAt),
  };
}

/** Hashes of the files whose source has published what they hold: no rule withholds it. */
function publishedFiles({ imports, pins }: Candidacy): string[] {
  const files = pins.flatMap((pin) => (pin.kind === "import" ? (imports.get(pin.import) ?? []) : []));
  return files.flatMap((file) => (file.publishedBySource ? [file.fileHash] : [])).sort();
}

type Rows<K extends keyof ReleaseContent> = ReleaseContent[K];

function seriesRows({ composed }: Candidacy): Pick<ReleaseContent, "series" | "seriesCodes"> {
  const seen = new Map<string, Rows<"series">[number] & { codes: Record<string, string> }>();
  for (const { series, indicator, unit, codes } of [
    ...composed.points.map((point) => point.observation),
    ...composed.derived,
  ]) {
    if (!seen.has(series)) seen.set(series, { id: series, indicator, unit, key: toSeriesKey(codes), codes });
  }
  const rows = [...seen.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    series: rows.map(({ codes: _, ...row }) => row),
    seriesCodes: rows.flatMap(({ id, codes }) =>
      Object.keys(codes)
        .sort()
        .map((dimension) => ({ series: id, dimension, code: codes[dimension]! })),
    ),
  };
}

type Provenance = Rows<"provenance">[number];

// One literal each: a release has a hundred thousand of them, and spreading parts into a row costs ten times as much.
function answerRow(id: number, path: string, origin: SectionOrigin): Provenance {
  return {
    id,
    kind: "answer",
    country: origin.country,
    role: origin.role,
    round: origin.round,
    questionnaire: origin.questionnaire,
    version: origin.version,
    questionId: path,
    path,
    revision: origin.revision,
    submittedAt: origin.submittedAt,
    acceptedAt: origin.acceptedAt,
    publicNote: origin.publicNote?.text ?? null,
    publicNoteLang: origin.publicNote?.lang ?? null,
    fileName: null,
    fileHash: null,
    line: null,
    sourceEn: null,
    sourceFr: null,
    licence: null,
    url: null,
  };
}

function importRow(
  id: number,
  { country, line, file }: { country: string; line: number; file: ImportLine | undefined },
): Provenance {
  return {
    id,
    kind: "import",
    country,
    role: null,
    round: null,
    questionnaire: null,
    version: null,
    questionId: null,
    path: null,
    revision: null,
    submittedAt: null,
    acceptedAt: null,
    publicNote: null,
    publicNoteLang: null,
    fileName: file?.fileName ?? null,
    fileHash: file?.fileHash ?? null,
    line,
    sourceEn: file?.source.en ?? null,
    sourceFr: file?.source.fr ?? null,
    licence: file?.licence ?? null,
    url: file?.url ?? null,
  };
}

/** Provenance 1 is the computation of derived figures; the others are numbered as points ask for them. */
function provenances({ composed, origins, imports }: Candidacy): { idOf: IdOf; rows: Rows<"provenance"> } {
  const rows: Rows<"provenance"> = [{ id: 1, kind: "derived" }];
  const known = new Map<string, number>();
  const ofObservation = new Map<Observation, number>();
  const add = (observation: Observation, source: Source) => {
    const name = originName(observation, source);
    const id = known.get(name) ?? rows.length + 1;
    ofObservation.set(observation, id);
    if (known.has(name)) return;
    const { provenance } = observation;
    known.set(name, id);
    if (provenance.kind === "import") {
      rows.push(
        importRow(id, { country: observation.area, line: provenance.line, file: imports.get(provenance.import) }),
      );
      return;
    }
    const origin = origins.get(`${provenance.submission} ${provenance.section}`);
    if (!origin)
      throw new Error(`an observation of ${sourceName(source)} ${provenance.section} has no accepted section`);
    rows.push(answerRow(id, provenance.path, origin));
  };
  for (const point of composed.points) {
    add(point.observation, point.source);
    for (const { source, said } of point.alternatives) for (const one of said) add(one, source);
  }
  return { rows, idOf: (observation) => ofObservation.get(observation)! };
}

/** What a question says of itself; where it breaks with earlier versions, why. */
function saidOf({ description, definition, breaksSeries }: Question): Text | null {
  const said = [description ?? definition, breaksSeries].filter((text) => text !== null);
  if (said.length === 0) return null;
  return { en: said.map(({ en }) => en).join(" "), fr: said.map(({ fr }) => fr).join(" ") };
}

/** Questions behind the points, as asked in each version; sets the life-long id of the question in each provenance. */
function questionRows(db: Collection, sources: Rows<"provenance">): Rows<"questions"> {
  const rows = new Map<string, Rows<"questions">[number]>();
  const read = versionReader(db);
  for (const source of sources) {
    if (source.kind !== "answer" || !source.questionnaire || !source.version || !source.path) continue;
    const questionnaire = read(source.questionnaire, source.version);
    const question = questionAt(questionnaire.questions, source.path);
    if (!question)
      throw new Error(`no question at ${source.path} of ${source.questionnaire} version ${source.version}`);
    source.questionId = question.questionId;
    const section = questionnaire.sections.find((one) => one.name === question.section);
    const description = saidOf(question);
    rows.set(`${source.questionnaire} ${String(source.version).padStart(6, "0")} ${question.questionId}`, {
      questionnaire: source.questionnaire,
      version: source.version,
      questionId: question.questionId,
      name: question.name,
      sectionEn: section?.title.en ?? "",
      sectionFr: section?.title.fr ?? "",
      titleEn: question.title.en,
      titleFr: question.title.fr,
      descriptionEn: description?.en ?? null,
      descriptionFr: description?.fr ?? null,
    });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
