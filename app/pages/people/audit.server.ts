import type { Lang } from "~/domain/dictionary/dictionary";
import { allIndicators } from "~/domain/disclosure/declaration";
import { labelOf } from "~/domain/submission/submit-label";
import { declaration } from "~/i18n/collect/declaration";
import { sayDetail } from "~/i18n/people/audit";
import { auditPage } from "~/i18n/people/audit-page";
import { deedWord } from "~/i18n/people/deeds";
import { board } from "~/i18n/review/board";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import type { AuditLine } from "~db/collection/audit-lines";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { countryNames, namesOf } from "~db/collection/people/persons";
import { listVersions } from "~db/collection/questionnaires";
import { listRounds } from "~db/collection/rounds";

/** A line of the audit in words; `subject` is its code, by which lines are found. */
export type AuditRow = {
  seq: number;
  at: string;
  who: string | null;
  what: string;
  about: string;
  subject: string;
  detail: string;
};

/** Says lines of the audit: who did what to what, and from what to what. */
export function sayAudit(db: Collection, lines: readonly AuditLine[], lang: Lang): AuditRow[] {
  const world = readWorld(db, lines, lang);
  return lines.map(({ seq, at, actor, action, subject, detail }) => {
    const place = world.placeOf(subject);
    const names = {
      person: world.person,
      country: world.country,
      section: (name: string) => place.section(name) ?? name,
      place: (path: string) => place.label(path) ?? path,
      state: stateWord(lang),
      questionnaire: world.questionnaire,
      indicator: world.indicator,
    };
    return {
      ...{ seq, at, subject },
      who: actor === null ? null : world.person(actor),
      what: deedWord(action, lang),
      about: world.about(subject),
      detail: sayDetail(action, isRecord(detail) ? detail : {}, { lang, names }),
    };
  });
}

function stateWord(lang: Lang): (state: string) => string {
  const states: Readonly<Record<string, string>> = board[lang].states;
  return (state) => states[state] ?? state;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readWorld(db: Collection, lines: readonly AuditLine[], lang: Lang) {
  const countries = countryNames(db, lang);
  const rounds = new Map(listRounds(db).map((round) => [round.id, round]));
  const titles = new Map(listVersions(db).map((one) => [one.questionnaire, one.title[lang]]));
  const ids = lines.flatMap(({ actor, subject, detail }) => [
    ...(actor === null ? [] : [actor]),
    ...(subject.startsWith("person/") ? [Number(subject.slice(7))] : []),
    ...(isRecord(detail) && typeof detail.person === "number" ? [detail.person] : []),
  ]);
  const persons = namesOf(db, ids);
  const words = auditPage[lang].subjects;
  const person = (id: number) => persons.get(id) ?? words.person(String(id));
  const country = (code: string) => countries.get(code) ?? code;

  function placeOf(subject: string) {
    const round = rounds.get(subject.split("/")[0] ?? "");
    const questionnaire = round ? compiledFor(db, round).questionnaire : null;
    const section = (name: string) => {
      const found = questionnaire?.sections.find((one) => one.name === name);
      return found ? `${found.number} ${found.shortTitle[lang]}` : null;
    };
    const label = (path: string) =>
      round && questionnaire
        ? labelOf(questionnaire, path, { referencePeriod: round.referencePeriod }).full[lang]
        : null;
    return { round, section, label };
  }

  function about(subject: string): string {
    const parts = subject.split("/");
    const [first = "", second = "", third = "", fourth = ""] = parts;
    const { round, section } = placeOf(subject);
    if (round) {
      const number = third === "" || third === "1" || !/^\d+$/.test(third) ? null : `n° ${third}`;
      const last = fourth === "" ? null : (section(fourth) ?? fourth);
      return [round.title[lang], second === "" ? null : country(second), number, last]
        .filter((part) => part !== null)
        .join(", ");
    }
    if (first === "person") return person(Number(second));
    if (first === "questionnaire") return words.questionnaire(titles.get(second) ?? second, third);
    if (first === "release") return words.release(second);
    if (first === "import") return words.import(second);
    if (first === "invitation") return words.invitation(second);
    if (first === "mail") return words.mail(second);
    if (first === "dictionary") return words.dictionary;
    if (first === "observations") return words.observations;
    if (first === "sign-in") return words.signIn;
    if (first === "demo") return words.demo;
    if (countries.has(first)) return country(first);
    return subject === "-" ? "–" : subject;
  }

  // Only declarations name an indicator; the dictionary is long.
  const indicators = lines.some(({ action }) => action.startsWith("disclosure."))
    ? readDictionary(db).indicators
    : null;
  const indicator = (code: string) =>
    code === allIndicators ? declaration[lang].all : (indicators?.get(code)?.name[lang] ?? code);

  return { person, country, placeOf, about, indicator, questionnaire: (id: string) => titles.get(id) ?? id };
}
