import type { Lang } from "~/domain/dictionary/dictionary";
import { lastInstant } from "~/domain/submission/deadline";
import { daysBetween } from "~/i18n/when";

const numbers: Record<Lang, string[]> = {
  en: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
  fr: ["aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
};

export type DaysLeft = { words: string; pressing: boolean };

/** Days to a deadline in words, counted as calendar days in Paris: `six days left`, `last day`, `closed`. */
export function daysLeft(
  softDeadlineAt: string,
  hardDeadlineAt: string,
  { now, lang }: { now: string; lang: Lang },
): DaysLeft {
  const fr = lang === "fr";
  if (now >= hardDeadlineAt) return { words: fr ? "close" : "closed", pressing: false };
  const late = now >= softDeadlineAt;
  const days = daysBetween(now, lastInstant(late ? hardDeadlineAt : softDeadlineAt));
  const count = numbers[lang][days] ?? String(days);
  if (days === 0)
    return {
      words: late ? (fr ? "dernier jour" : "last day") : fr ? "à rendre aujourd’hui" : "asked for today",
      pressing: true,
    };
  const left = fr
    ? `${days === 1 ? "il reste un jour" : `il reste ${count} jours`}`
    : `${count} ${days === 1 ? "day" : "days"} left`;
  return {
    words: late ? (fr ? `en retard, ${left} avant la clôture` : `late, ${left} before it closes`) : left,
    pressing: late || days <= 7,
  };
}
