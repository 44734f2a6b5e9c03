import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enterDictionary } from "~/workflows/dictionary.server";
import { runImport } from "~/workflows/imports.server";
import { projectSection } from "~/workflows/observations.server";
import { addPerson } from "~/workflows/people/people.server";
import { openCollection } from "~db/collection/client";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { insertVersion } from "~db/collection/questionnaires";
import { insertRound } from "~db/collection/rounds";
import { appendSectionEvent } from "~db/collection/submissions/events";
import {
  createRevision,
  ensureSubmission,
  putSectionState,
  readSubmission,
} from "~db/collection/submissions/submissions";
import { mustBeDone } from "./must-be-done";
import { smallQuestionnaire } from "./small-questionnaire";

/*
 * A collection for tests of releases: the small questionnaire, rounds, accepted sections written as rows (review is tested
 * elsewhere) and projected by the real function, and imports run by the real workflow.
 */

export type Accepted = {
  country: string;
  /** By path: a figure, or a number for short. */
  answers: Record<string, unknown>;
  round?: string;
  section?: string;
  at?: string;
  publicNote?: string;
  /** Reasons of changed values, by path. */
  reasons?: Record<string, string>;
  /** Texts the reviewer released; all of them unless a test says otherwise, null = she was not asked. */
  releasedTexts?: { notes: string[]; reasons: string[] } | null;
};

export type ReleaseWorld = ReturnType<typeof makeReleaseWorld>;

const began = { by: null, now: "2025-01-05T08:00:00.000Z" };

export function makeReleaseWorld(options: { file?: string; demo?: boolean } = {}) {
  const db = openCollection(options.file ?? ":memory:");
  const folder = mkdtempSync(join(tmpdir(), "vigie-releases-"));
  mustBeDone(enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, began));
  const person = (name: string, role: "reviewer" | "editor" | "focal-point" | "auditor", country: string | null) =>
    mustBeDone(
      addPerson(
        db,
        {
          email: `${name}@example.org`,
          name,
          organisation: "Test",
          lang: country === "FR" ? "fr" : "en",
          demo: options.demo ?? false,
          parts: [{ role, country }],
          passwordHash: null,
        },
        began,
      ),
    );
  const ids = {
    tomas: person("tomas", "reviewer", null),
    elena: person("elena", "editor", null),
    anna: person("anna", "auditor", null),
    claire: person("claire", "focal-point", "FR"),
    ingrid: person("ingrid", "focal-point", "NO"),
  };
  const names = smallQuestionnaire.pages.flatMap((page) => page.elements.map((one) => one.name));
  const version = (number: number, definition: unknown) =>
    insertVersion(
      db,
      {
        questionnaire: "small",
        version: number,
        titleEn: "Small",
        titleFr: "Petit",
        definition: JSON.stringify(definition),
        hash: randomUUID(),
        publishedAt: began.now,
        publishedBy: null,
      },
      new Map(names.map((name) => [name, name])),
    );
  version(1, smallQuestionnaire);
  const round = (id: string, referencePeriod: string, asked = 1, countries = ["FR", "NO", "PT", "MT"]) =>
    insertRound(
      db,
      {
        id,
        questionnaire: "small",
        version: asked,
        title: { en: `Round ${id}`, fr: `Collecte ${id}` },
        referencePeriod,
        opensAt: `${id.slice(0, 4)}-01-02T08:00:00.000Z`,
        softDeadlineAt: `${id.slice(0, 4)}-09-01T22:00:00.000Z`,
        hardDeadlineAt: `${id.slice(0, 4)}-09-30T22:00:00.000Z`,
        archivedAt: null,
        parameters: {},
        openedAt: began.now,
        openedBy: null,
      },
      countries.map((country) => ({ country, needsSignOff: false })),
    );
  round("2025-small", "2024");
  round("2026-small", "2025");

  /** A version 2 in which this question is asked otherwise, and a round that asks it about 2025. @returns  the round */
  const askOtherwise = (name: string, breaksSeries: { default: string; fr: string }): string => {
    const pages = smallQuestionnaire.pages.map((page) => ({
      ...page,
      elements: page.elements.map((one) => (one.name === name ? { ...one, breaksSeries } : one)),
    }));
    version(2, { ...smallQuestionnaire, pages });
    round("2026-otherwise", "2025", 2);
    return "2026-otherwise";
  };

  /** Accepts a section with these answers; a second call for the same is revision n+1, with only what it names. */
  const accept = ({
    country,
    answers,
    round: of = "2025-small",
    section = "deaths",
    at = "2025-10-01T10:00:00.000Z",
    publicNote,
    reasons = {},
    releasedTexts = textsIn(answers, reasons),
  }: Accepted): number => {
    const key = { round: of, country, number: 1 };
    const by = country === "NO" ? ids.ingrid : ids.claire;
    const former = readSubmission(db, key);
    const again = former?.sections.get(section)?.state === "accepted";
    const submission = !former
      ? ensureSubmission(db, key, { by, now: at })
      : again
        ? createRevision(db, { ...key, revision: former.revision + 1, basedOn: former.id }, { by, now: at })
        : former;
    let seq =
      db.$client.prepare<[number], { seq: number }>("select seq from submissions where id = ?").get(submission.id)
        ?.seq ?? 0;
    for (const [path, value] of Object.entries(answers)) {
      seq++;
      const json = JSON.stringify(typeof value === "number" ? { v: value } : value);
      db.$client
        .prepare(
          'insert into answer_changes (submission, seq, path, value, "by", at, change_id, base, reason) values (?, ?, ?, ?, ?, ?, ?, 0, ?)',
        )
        .run(submission.id, seq, path, json, by, at, randomUUID(), reasons[path] ?? null);
      db.$client
        .prepare("insert into answers (submission, path, value, seq) values (?, ?, ?, ?)")
        .run(submission.id, path, json, seq);
    }
    db.$client.prepare("update submissions set seq = ? where id = ?").run(seq, submission.id);
    appendSectionEvent(db, { submission: submission.id, section, event: "submit", seq }, { by, now: at });
    appendSectionEvent(
      db,
      {
        submission: submission.id,
        section,
        event: "accept",
        seq,
        detail: {
          ...(publicNote ? { publicNote: { lang: "en", text: publicNote } } : {}),
          ...(releasedTexts ? { releasedTexts } : {}),
        },
      },
      { by: ids.tomas, now: at },
    );
    putSectionState(db, submission.id, section, { state: "accepted", seq, at, by: ids.tomas, reason: null });
    projectSection(db, submission.id, section);
    return submission.id;
  };

  /** Imports lines `country,year,sex,substance,value` of one indicator. */
  const importLines = (
    indicator: string,
    lines: string[],
    more: { publishedBySource?: boolean; at?: string; dimensions?: string[]; flags?: boolean } = {},
  ) => {
    const dimensions = more.dimensions ?? ["SEX"];
    const map = {
      source: { en: `Register of ${indicator} (synthetic)`, fr: `Registre ${indicator} (synthétique)` },
      licence: "CC BY 4.0",
      publishedBySource: more.publishedBySource ?? false,
      precedence: 10,
      area: { column: "country" },
      period: { column: "year" },
      indicator: { fixed: indicator },
      dimensions: Object.fromEntries(dimensions.map((dimension) => [dimension, { column: dimension.toLowerCase() }])),
      value: { column: "value" },
    };
    const text = `country,year,${dimensions.map((one) => one.toLowerCase()).join(",")}${dimensions.length > 0 ? "," : ""}value\n${lines.join("\n")}\n`;
    const report = runImport(
      db,
      { bytes: Buffer.from(text), fileName: `${indicator}.csv`, map, dryRun: false },
      { by: ids.elena, now: more.at ?? "2025-02-01T09:00:00.000Z" },
    );
    if (report.stopped !== null || report.mapProblems.length > 0) throw new Error(JSON.stringify(report));
    return report;
  };

  const deed = (name: keyof typeof ids, now: string) => ({ by: ids[name], now });
  const fileOf = (id: string) => join(folder, `${id}.sqlite`);
  const bytesOf = (id: string) => (existsSync(fileOf(id)) ? readFileSync(fileOf(id)) : null);
  return {
    db,
    folder,
    ids,
    deed,
    accept,
    importLines,
    round,
    askOtherwise,
    fileOf,
    bytesOf,
    close: () => void db.$client.close(),
  };
}

/** Every note and reason among answers, by path. */
function textsIn(answers: Record<string, unknown>, reasons: Record<string, string>) {
  const hasNote = (value: unknown) => typeof value === "object" && value !== null && "note" in value;
  return { notes: Object.keys(answers).filter((path) => hasNote(answers[path])), reasons: Object.keys(reasons) };
}
