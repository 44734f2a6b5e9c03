import { href } from "~/addresses";
import type { Lang, Text } from "~/domain/dictionary/dictionary";
import { dayOfDeadline, endOfDayParis, parseDay } from "~/domain/submission/deadline";
import { isInstant, type RoundAbout, type RoundState, roundState } from "~/domain/submission/round";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import { aboutRound } from "~/workflows/rounds-about.server";
import { openSections } from "~/workflows/rounds-dates.server";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { listRounds, readRound } from "~db/collection/rounds";

/** A round as the studio lists it; deadlines as the days they were entered as. */
export type RoundLine = {
  id: string;
  title: Text;
  referencePeriod: string;
  opensAt: string;
  askedDay: string;
  lastDay: string;
  countries: number;
  state: RoundState;
  about: RoundAbout;
};

/** Lists all rounds, newest first, with their state now. */
export function roundLines(db: Collection, now: string): RoundLine[] {
  return listRounds(db).map((round) => ({
    id: round.id,
    title: round.title,
    referencePeriod: round.referencePeriod,
    opensAt: round.opensAt,
    askedDay: dayOfDeadline(round.softDeadlineAt),
    lastDay: dayOfDeadline(round.hardDeadlineAt),
    countries: round.countries,
    state: roundState(round, now),
    about: aboutRound(db, round),
  }));
}

/** Most open sections named where a round is archived; of more the count is said. */
const mostNamed = 20;

/** One round for its page, in words; null when there is none. */
export function roundPage(db: Collection, id: string, { lang, now }: { lang: Lang; now: string }) {
  const line = roundLines(db, now).find((one) => one.id === id);
  const round = readRound(db, id);
  if (!line || !round) return null;
  const { questionnaire } = compiledFor(db, round);
  const names = new Map(listCountries(db).map(({ code, name }) => [code, name[lang]]));
  const open = line.state === "closed" ? openSections(db, round) : [];
  const collator = new Intl.Collator(lang);
  const waiting = open
    .map(({ country, number, section, why }) => {
      const found = questionnaire.sections.find(({ name }) => name === section);
      const title = found ? `${found.number} ${found.shortTitle[lang]}` : section;
      const to = href("review.section", { lang, round: id, country, number, section });
      return { country: names.get(country) ?? country, title, why, href: to };
    })
    .sort((a, b) => collator.compare(a.country, b.country));
  return {
    ...line,
    title: line.title[lang],
    archivedAt: round.archivedAt,
    seen: { softDeadlineAt: round.softDeadlineAt, hardDeadlineAt: round.hardDeadlineAt },
    waiting: waiting.slice(0, mostNamed),
    waits: waiting.length,
  };
}

/** Reads the form that moves deadlines: days become instants; an empty or odd one the workflow names. */
export function readDeadlinesForm(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const deadline = (name: string) => {
    const day = parseDay(text(name));
    return day ? endOfDayParis(day) : "";
  };
  const seen = { softDeadlineAt: text("seenSoft"), hardDeadlineAt: text("seenHard") };
  // A day that was not touched stays the instant it is, however it was entered.
  const kept = (name: string, was: string) =>
    isInstant(was) && dayOfDeadline(was) === text(name) ? was : deadline(name);
  return {
    seen,
    softDeadlineAt: kept("softDeadlineAt", seen.softDeadlineAt),
    hardDeadlineAt: kept("hardDeadlineAt", seen.hardDeadlineAt),
    pastIsMeant: form.get("pastIsMeant") === "yes",
  };
}
