import { nameOfCode } from "~/domain/dictionary/dictionary";
import { plural } from "~/i18n/messages";
import { publicWords } from "~/i18n/public/public";
import { reasonWords } from "~/i18n/signs";
import type { IndicatorView } from "../view.server";

export type CategoryRow = { code: string; name: string; period: string | null; answer: string; missing: boolean };

export type Category = { rows: CategoryRow[]; counts: { answer: string; countries: number }[]; sentences: string[] };

/** The latest policy answer of each country, alphabetical, and how many gave each: no order between the answers. */
export function toCategory(of: IndicatorView): Category {
  const words = publicWords[of.lang];
  const list = of.known.facts.indicator.values ?? "";
  const nameOf = (code: string) => nameOfCode(of.release.dictionary(), list, code)[of.lang];
  const counts = new Map<string, number>();
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
    const base = { code: line.area, name: of.world.nameOf(line.area), period };
    if (codes.length > 0) return { ...base, answer: codes.map(nameOf).join(", "), missing: false };
    return { ...base, answer: reason ? reasonWords[of.lang][reason] : words.noAnswer, missing: true };
  });
  const order =
    of.release
      .dictionary()
      .dimensions.get(list)
      ?.codes.map((code) => code.code) ?? [];
  const answered = rows.filter((row) => !row.missing).length;
  const told = [...counts]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([code, countries]) => ({ answer: nameOf(code), countries }));
  const sentence =
    of.lang === "fr"
      ? `Sur ${rows.length} pays, ${answered} ${plural("fr", answered, { one: "a", other: "ont" })} une réponse.`
      : `Of ${rows.length} countries ${answered} ${plural("en", answered, { one: "has", other: "have" })} an answer.`;
  return {
    rows,
    counts: told,
    sentences: [sentence, ...(of.known.facts.indicator.caution ? [] : [words.neverRanked])],
  };
}
