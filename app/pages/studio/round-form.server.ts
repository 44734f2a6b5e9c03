import type { Lang, Text } from "~/domain/dictionary/dictionary";
import { endOfDayParis, parseDay, startOfDayParis } from "~/domain/submission/deadline";
import { parametersOf } from "~/survey/questionnaire/read-questionnaire";
import type { OpenRound } from "~/workflows/rounds.server";
import type { Collection } from "~db/collection/client";
import { listCountries, listGroups, membersOf } from "~db/collection/countries";
import { listVersions, readVersion } from "~db/collection/questionnaires";

/* The form that opens a round: what it offers, and what was typed into it. */

export type RoundChoices = {
  versions: { value: string; title: Text; version: number; publishedAt: string }[];
  /** The version whose parameters are asked. */
  chosen: string;
  parameters: Record<string, Text>;
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
  return {
    versions,
    chosen,
    parameters: published ? parametersOf(JSON.parse(published.definition)) : {},
    groups: listGroups(db).map((group) => ({ ...group, countries: askedIn(db, group.code, day).length })),
    countries: listCountries(db)
      .map(({ code, name }) => ({ code, name }))
      .sort((a, b) => a.name[lang].localeCompare(b.name[lang], lang)),
  };
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
  const parameters = Object.keys(published ? parametersOf(JSON.parse(published.definition)) : {}).map((name) => {
    return [name, { en: text(`parameter-${name}-en`), fr: text(`parameter-${name}-fr`) }] as const;
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
