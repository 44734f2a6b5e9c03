import type { Line } from "~/domain/comparison/comparison";
import { type ChartNote, collectNotes, toSpans } from "~/domain/comparison/notes";
import type { Lang } from "~/domain/dictionary/dictionary";
import { chart } from "~/i18n/chart";
import { formatList } from "~/i18n/format";
import { publicWords } from "~/i18n/public/public";
import { wordsOf } from "~/i18n/signs";
import type { IndicatorView } from "../view.server";

/** A note as it is read: who and when in bold, then the sign in words, then the country's own text in its language. */
export type PageNote = {
  number: number;
  subject: string;
  sign: string | null;
  text: { lang: Lang; text: string } | null;
};

/** Notes of the lines shown, numbered; the collected ones are given back too, to find the numbers of a point. */
export function notesOf(
  lines: readonly Line[],
  lang: Lang,
  nameOf: (code: string) => string,
): { notes: PageNote[]; collected: ChartNote[] } {
  const collected = collectNotes(lines);
  return { collected, notes: collected.map((note) => toPageNote(note, lang, nameOf)) };
}

/**
 * Notes of the points of a series that were withdrawn and have not been reported anew, numbered after the others.
 * @param areas  countries the page speaks of
 */
export function withdrawalNotes(
  of: Pick<IndicatorView, "release" | "series" | "points" | "lang" | "world" | "view" | "frame">,
  areas: ReadonlySet<string>,
  after: number,
): PageNote[] {
  const { release, series, points, lang, world, view, frame } = of;
  const standing = new Set(points.map((point) => `${point.area}|${point.period}`));
  // A year may be beyond the axis because what stood there was withdrawn.
  const from = view.from === frame.years.first ? 0 : view.from;
  const to = view.to === frame.years.last ? 9999 : view.to;
  const year = (period: string) => Number(period.slice(0, 4));
  return release
    .withdrawals()
    .filter(
      (one) =>
        one.series === series?.id &&
        areas.has(one.area) &&
        !standing.has(`${one.area}|${one.period}`) &&
        year(one.period) >= from &&
        year(one.period) <= to,
    )
    .map((one, at) => ({
      number: after + at + 1,
      subject: `${world.nameOf(one.area)}, ${one.period}`,
      sign: publicWords[lang].withdrawnIn(one.release),
      text: { lang, text: one.reason[lang] },
    }));
}

function toPageNote(note: ChartNote, lang: Lang, nameOf: (code: string) => string): PageNote {
  const subject = note.subjects
    .map(
      ({ area, periods, all }) =>
        `${nameOf(area)}, ${all ? publicWords[lang].allYears : formatList(toSpans(periods), lang)}`,
    )
    .join(lang === "fr" ? "\u00a0; " : "; ");
  return { number: note.number, subject, sign: signText(note, lang), text: note.text };
}

/** A sign by its name; what each means stands on the methods page. */
function signText(note: ChartNote, lang: Lang): string | null {
  if (note.sign === null) return null;
  if (note.sign === "B") return note.text ? null : `${chart[lang].breakBy[note.breakBy ?? "declared"]}.`;
  const [name = note.sign] = wordsOf([note.sign], lang, note.fewCases);
  return `${name}.`;
}
