import { isAnswer, noAnswerCodes } from "~/domain/comparison/answers";
import { nameOfCode } from "~/domain/dictionary/dictionary";
import { formatList } from "~/i18n/format";
import { publicWords } from "~/i18n/public/public";
import { reasonWords } from "~/i18n/signs";
import type { IndicatorView } from "../view.server";

export type CategoryRow = { code: string; name: string; period: string | null; answer: string; missing: boolean };

export type Category = { rows: CategoryRow[]; counts: { answer: string; countries: number }[]; sentences: string[] };

/** The latest policy answer of each country, alphabetical, and how many gave each: no order between the answers, and "not known" is none. */
export function toCategory(of: IndicatorView): Category {
  const words = publicWords[of.lang];
  const list = of.known.facts.indicator.values ?? "";
  const nameOf = (code: string) => nameOfCode(of.release.dictionary(), list, code)[of.lang];
  const counts = new Map<string, number>();
  const given: string[][] = [];
  const rows = of.lines.map((line): CategoryRow => {
    const own = of.points.filter((point) => point.area === line.area && of.periods.includes(point.period));
    const period = own.filter((point) => point.code !== null).at(-1)?.period ?? own.at(-1)?.period ?? null;
    const codes = own
      .filter((point) => point.period === period && point.code !== null)
      .flatMap((point) => point.code ?? []);
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    const reason = own
      .find((point) => point.period === period)
      ?.flags.find((flag): flag is keyof (typeof reasonWords)["en"] => flag in reasonWords.en);
    given.push(codes);
    const base = { code: line.area, name: of.world.nameOf(line.area), period };
    if (codes.length > 0) return { ...base, answer: codes.map(nameOf).join(", "), missing: false };
    return { ...base, answer: reason ? reasonWords[of.lang][reason] : words.noAnswer, missing: true };
  });
  const order =
    of.release
      .dictionary()
      .dimensions.get(list)
      ?.codes.map((code) => code.code) ?? [];
  const told = [...counts]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([code, countries]) => ({ answer: nameOf(code), countries }));
  const answered = given.filter((codes) => codes.some(isAnswer)).length;
  // Who chose such a code and nothing else gave no answer.
  const silent = noAnswerCodes.flatMap((code) => {
    const countries = given.filter((codes) => !codes.some(isAnswer) && codes[0] === code).length;
    return countries === 0 ? [] : [words.noAnswerSaid(countries, nameOf(code))];
  });
  const sentence = words.answeredOf(rows.length, answered, silent.length === 0 ? "" : formatList(silent, of.lang));
  return {
    rows,
    counts: told,
    sentences: [sentence, ...(of.known.facts.indicator.caution ? [] : [words.neverRanked])],
  };
}
