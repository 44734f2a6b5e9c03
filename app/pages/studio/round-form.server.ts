import type { Lang, Text } from "~/domain/dictionary/dictionary";
import { codedIn, type Parameters } from "~/domain/questionnaire/parameters";
import { endOfDayParis, parseDay, startOfDayParis } from "~/domain/submission/deadline";
import { parametersOf } from "~/survey/questionnaire/read-questionnaire";
import type { OpenRound } from "~/workflows/rounds.server";
import type { Collection } from "~db/collection/client";
import { listCountries, listGroups, membersOf } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
import { listVersions, readVersion } from "~db/collection/questionnaires";

/* The form that opens a round: what it offers, and what was typed into it. */

export type RoundChoices = {
  versions: { value: string; title: Text; version: number; publishedAt: string }[];
  /** The version whose parameters are asked. */
  chosen: string;
  parameters: Parameters;
  /** Codes to choose from, by code list; only of lists some parameter stands for. */
  codes: Record<string, { code: string; name: Text }[]>;
  groups: { code: string; name: Text; countries: number }[];
  countries: { code: string; name: Text }[];
};

/** The group every member of the partial agreement belongs to. */
const membersGroup = "PG";
/** The network in which countries of the Mediterranean take part that are no members. */
const partnersGroup = "MEDNET";

/**
 * What there is to choose from today.
 * @param asked  `annual/2`; anything else gives the newest version
 */
export function roundChoices(db: Collection, asked: string | null, lang: Lang, now: string): RoundChoices {
  const versions = listVersions(db).map(({ questionnaire, version, title, publishedAt }) => {
    return { value: `${questionnaire}/${version}`, title, version, publishedAt };
  });
  const chosen = versions.find((v) => v.value === asked)?.value ?? versions[0]?.value ?? "";
  const published = readChosen(db, chosen);
  const day = now.slice(0, 10);
  const parameters = published ? parametersOf(JSON.parse(published.definition)) : {};
  return {
    versions,
    chosen,
    parameters,
    codes: codesOf(db, parameters, lang),
    groups: listGroups(db).map((group) => ({ ...group, countries: askedIn(db, group.code, day).length })),
    countries: listCountries(db)
      .map(({ code, name }) => ({ code, name }))
      .sort((a, b) => a.name[lang].localeCompare(b.name[lang], lang)),
  };
}

function codesOf(db: Collection, parameters: Parameters, lang: Lang): RoundChoices["codes"] {
  const { dimensions } = readDictionary(db);
  const lists = new Set(codedIn(parameters).map(({ codes }) => codes));
  return Object.fromEntries(
    [...lists].map((list) => [
      list,
      (dimensions.get(list)?.codes ?? [])
        .map(({ code, name }) => ({ code, name }))
        .sort((a, b) => a.name[lang].localeCompare(b.name[lang], lang)),
    ]),
  );
}

/** Reads a code as it is written or chosen: `KET`, `Ketamine`, `Ketamine (KET)`; what it is not stays as typed, to be refused. */
export function readCode(codes: readonly { code: string; name: Text }[], typed: string): string {
  const bare = typed.trim().toLowerCase();
  const found = codes.find(({ code, name }) =>
    [code, name.en, name.fr, `${name.en} (${code})`, `${name.fr} (${code})`].some((one) => one.toLowerCase() === bare),
  );
  return found?.code ?? typed.trim();
}

function readChosen(db: Collection, value: string) {
  const [questionnaire, version] = value.split("/");
  return questionnaire && version && /^\d{1,6}$/.test(version) ? readVersion(db, questionnaire, Number(version)) : null;
}

/**
 * Reads the form as a round to open; days become instants, a group its members of today. What is wrong in it the workflow
 * names.
 */
export function readRoundForm(db: Collection, form: FormData, now: string): OpenRound {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const [questionnaire = "", version = ""] = text("version").split("/");
  const day = (name: string, toInstant: (day: string) => string) => {
    const read = parseDay(text(name));
    return read ? toInstant(read) : "";
  };
  const published = readChosen(db, text("version"));
  const own = published ? parametersOf(JSON.parse(published.definition)) : {};
  const lists = codesOf(db, own, "en");
  const parameters = Object.entries(own).map(([name, { codes }]) => {
    const words = { en: text(`parameter-${name}-en`), fr: text(`parameter-${name}-fr`) };
    const list = codes === undefined ? undefined : lists[codes];
    return [name, list ? { ...words, code: readCode(list, text(`parameter-${name}-code`)) } : words] as const;
  });
  const countries = countriesIn(db, form, now);
  return {
    id: text("id"),
    questionnaire,
    version: /^\d{1,6}$/.test(version) ? Number(version) : 0,
    title: { en: text("titleEn"), fr: text("titleFr") },
    referencePeriod: text("referencePeriod"),
    opensAt: day("opensAt", startOfDayParis),
    softDeadlineAt: day("softDeadlineAt", endOfDayParis),
    hardDeadlineAt: day("hardDeadlineAt", endOfDayParis),
    parameters: Object.fromEntries(parameters),
    countries,
    needsSignOff: form.get("signOff") === "yes" ? countries : [],
  };
}

function countriesIn(db: Collection, form: FormData, now: string): string[] {
  const who = String(form.get("who") ?? membersGroup);
  if (who === "chosen") return [...new Set(form.getAll("country").map(String))];
  return askedIn(db, who, now.slice(0, 10));
}

/** Countries of a group that take part: members, and the Mediterranean partners; not every state of the Union does. */
function askedIn(db: Collection, group: string, day: string): string[] {
  const taking = new Set([...membersOf(db, membersGroup, day), ...membersOf(db, partnersGroup, day)]);
  return membersOf(db, group, day).filter((country) => taking.has(country));
}
