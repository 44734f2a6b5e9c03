import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { roundState } from "~/domain/submission/round";
import { sectionOf } from "~/domain/submission/submit-path";
import { board } from "~/i18n/review/board";
import { daysBetween, formatWhen } from "~/i18n/when";
import { compiledFor } from "~/survey/questionnaire/compiled.server";
import { daysLeft } from "~/ui/days-left";
import type { Sign } from "~/ui/section-sign";
import { aboutRound } from "~/workflows/rounds-about.server";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { type BoardCell, type BoardRow, boardOf } from "~db/collection/review";
import { countriesOf, listRounds, type Round } from "~db/collection/rounds";

export type BoardSection = { name: string; number: number; shortTitle: string };

/** One sign of the board in words; `lines` stand in its float and in the name of its link. */
export type SignLine = { section: string; sign: Sign; lines: string[]; href: string };

export type CountryLine = {
  country: string;
  name: string;
  signs: SignLine[];
  toReview: number;
  openQueries: number;
  daysSilent: number | null;
  last: string | null;
};

/** The board of a round in words, countries in alphabetical order of the reader's language. */
export function readBoard(db: Collection, round: Round, { lang, now }: { lang: Lang; now: string }) {
  const { questionnaire } = compiledFor(db, round);
  const sections = questionnaire.sections.map(({ name, number, shortTitle }) => ({
    name,
    number,
    shortTitle: shortTitle[lang],
  }));
  const names = new Map(listCountries(db).map(({ code, name }) => [code, name[lang]]));
  const rows = boardOf(db, round.id, (path) => sectionOf(questionnaire, path));
  const asked = countriesOf(db, round.id).flatMap(({ country }) => {
    const own = rows.filter((row) => row.country === country);
    return own.length > 0 ? own : [emptyRow(country)];
  });
  const collator = new Intl.Collator(lang);
  const lines = asked
    .map((row) => toLine(row, { names, sections, round, lang, now }))
    .sort((a, b) => collator.compare(a.name, b.name));
  return { sections, lines, counts: countSigns(lines) };
}

function emptyRow(country: string): BoardRow {
  return { country, number: 1, revision: 1, cells: [], openQueries: 0, last: null };
}

type Around = { names: ReadonlyMap<string, string>; sections: BoardSection[]; round: Round; lang: Lang; now: string };

function toLine(row: BoardRow, around: Around): CountryLine {
  const { names, sections, round, lang, now } = around;
  const words = board[lang];
  const country = names.get(row.country) ?? row.country;
  const name = row.number === 1 ? country : words.submissionNumber(country, row.number);
  const signs = sections.map((section): SignLine => {
    const cell = row.cells.find((one) => one.section === section.name);
    const to = href("review.section", {
      lang,
      round: round.id,
      country: row.country,
      number: row.number,
      section: section.name,
    });
    return { section: section.name, sign: cell?.state ?? "not-started", lines: linesOf(cell, row, around), href: to };
  });
  const at = row.last;
  const title = sections.find(({ name: known }) => known === at?.section);
  const what = title ? `${title.number} ${title.shortTitle}` : "";
  const did = at && at.event in words.did ? words.did[at.event as keyof typeof words.did](what) : what;
  return {
    ...{ country: row.country, name, signs, openQueries: row.openQueries },
    toReview: signs.filter(({ sign }) => sign === "submitted").length,
    daysSilent: at ? daysBetween(at.at, now) : null,
    last: at ? `${formatWhen(at.at, now, { lang })}, ${did}` : null,
  };
}

function linesOf(cell: BoardCell | undefined, row: BoardRow, { lang, now }: Around): string[] {
  const words = board[lang];
  if (!cell) return [words.cellState["not-started"]];
  const state = words.cellState[cell.state](
    formatWhen(cell.at, now, { lang, inSentence: true, clock: "named" }),
    cell.by ?? words.somebody,
  );
  const counts = [words.answers(cell.answers), ...(cell.reasons > 0 ? [words.withReasons(cell.reasons)] : [])].join(
    ", ",
  );
  return [state, counts, ...(row.revision > 1 ? [words.revision(row.revision)] : [])];
}

const order: readonly Sign[] = ["submitted", "returned", "draft", "signed-off", "not-started", "accepted", "no-answer"];

/** How often each sign stands on the board; the counts add up to countries × sections. */
function countSigns(lines: readonly CountryLine[]): { sign: Sign; count: number }[] {
  const all = lines.flatMap(({ signs }) => signs);
  return order
    .map((sign) => ({ sign, count: all.filter((one) => one.sign === sign).length }))
    .filter(({ sign, count }) => count > 0 || sign !== "signed-off");
}

/** Rounds for the list and for the links beside a board, newest first. */
export function readRounds(db: Collection, { lang, now }: { lang: Lang; now: string }) {
  return listRounds(db).map((round) => ({
    ...{ id: round.id, title: round.title[lang], referencePeriod: round.referencePeriod, countries: round.countries },
    state: roundState(round, now),
    about: aboutRound(db, round),
    left: daysLeft(round.softDeadlineAt, round.hardDeadlineAt, { now, lang }).words,
    opensAt: round.opensAt,
    softDeadlineAt: round.softDeadlineAt,
    hardDeadlineAt: round.hardDeadlineAt,
  }));
}

export type RoundLine = ReturnType<typeof readRounds>[number];
