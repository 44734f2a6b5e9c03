import type { Lang } from "~/domain/dictionary/dictionary";
import { type Clock, formatDay, formatTime, zoneOf } from "./format";

const dayInParis = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" });

/** Whole days between two instants, in Paris or by the reader's own clock: 0 = the same day. */
export function daysBetween(earlier: string, later: string, clock: Clock = "paris"): number {
  const dayOf = clock === "own" ? new Intl.DateTimeFormat("en-CA", zoneOf(clock)) : dayInParis;
  const day = (instant: string) => Date.parse(`${dayOf.format(new Date(instant))}T00:00:00Z`);
  return Math.round((day(later) - day(earlier)) / 86_400_000);
}

const words = {
  en: { today: "today", yesterday: "yesterday" },
  fr: { today: "aujourd’hui", yesterday: "hier" },
} as const satisfies Record<Lang, Record<string, string>>;

/**
 * `today 14:02`, `yesterday 16:40`, `22 November`, and the year when it is another one. Days and times in Paris,
 * or by another clock (format.ts).
 * @param inSentence  "submitted **on**": French writes `le 22 novembre` there
 */
export function formatWhen(
  instant: string,
  now: string,
  { lang, inSentence = false, clock = "paris" }: { lang: Lang; inSentence?: boolean; clock?: Clock },
): string {
  const days = daysBetween(instant, now, clock);
  if (days === 0) return `${words[lang].today} ${formatTime(instant, lang, clock)}`;
  if (days === 1) return `${words[lang].yesterday} ${formatTime(instant, lang, clock)}`;
  const day = withoutYear(formatDay(instant, lang, clock), now);
  return inSentence && lang === "fr" ? `le ${day}` : day;
}

/** Takes the year off a written day when it is the year of `now`. */
export function withoutYear(day: string, now: string): string {
  const year = dayInParis.format(new Date(now)).slice(0, 4);
  return day.endsWith(` ${year}`) ? day.slice(0, -5) : day;
}
