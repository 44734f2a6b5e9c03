import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import type { StatusCode } from "~/domain/figure/figure";
import { parseSeriesId } from "~/domain/observation/series";
import type { PlanPoint } from "~/domain/release/plan";
import { formatApart, formatFigure, formatNumber } from "~/i18n/format";
import { candidate } from "~/i18n/releases/candidate";
import { seriesInWords } from "~/i18n/releases/series-words";
import { wordsOf } from "~/i18n/signs";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { countryNames } from "~db/collection/people/persons";

export type Saying = { value: number | null; code: string | null; flags: StatusCode[] };

/** Says points, countries and values in one language. */
export function speaker(db: Collection, lang: Lang) {
  const dictionary = readDictionary(db);
  const names = countryNames(db, lang);
  const words = candidate[lang];
  const number = (value: number) => formatNumber(value, lang, { small: true });
  const country = (code: string) => names.get(code) ?? code;
  const figure = ({ series, period }: PlanPoint) => `${seriesInWords(dictionary, series, lang)}, ${period}`;
  const decimalsOf = (series: string) => {
    const found = parseSeriesId(series, dictionary);
    return "kind" in found ? undefined : dictionary.units.get(found.unit)?.decimals;
  };
  /** Rounded as the unit is shown elsewhere; the file keeps the value as it was reported. */
  const rounded = (figure_: number, series: string) => {
    const decimals = decimalsOf(series);
    return decimals === undefined ? number(figure_) : formatFigure(figure_, lang, { decimals, small: true });
  };
  /** Policy answers by their names; several of one point are parted by spaces. */
  const answers = (codes: string, series: string) => {
    const found = parseSeriesId(series, dictionary);
    const list = "kind" in found ? undefined : dictionary.indicators.get(found.indicator)?.values;
    const named = (code: string) => (list === undefined ? code : nameOfCode(dictionary, list, code)[lang]);
    return codes.split(" ").map(named).join(", ");
  };
  const value = (said: Saying, series: string) => {
    if (said.value !== null) return rounded(said.value, series);
    if (said.code !== null) return answers(said.code, series);
    return said.flags.includes("Q") ? words.hidden : words.noValue;
  };
  /** A value and its revision, with the digits it takes to tell them apart. */
  const revision = (before: Saying, now: Saying, series: string): [string, string] => {
    const decimals = decimalsOf(series);
    return before.value === null || now.value === null || decimals === undefined
      ? [value(before, series), value(now, series)]
      : formatApart([before.value, now.value], lang, { decimals, small: true });
  };
  const status = (said: Saying) => wordsOf(said.flags, lang).join(", ");
  const indicator = (code: string) => dictionary.indicators.get(code)?.shortName[lang] ?? code;
  return { lang, words, number, country, figure, value, rounded, revision, status, indicator };
}

export type Speaker = ReturnType<typeof speaker>;
