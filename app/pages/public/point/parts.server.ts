import type { Lang } from "~/domain/dictionary/dictionary";
import { partInWords } from "~/i18n/releases/series-words";
import { inBrackets, wordsOf } from "~/i18n/signs";
import type { Release } from "~db/release/reader";
import type { ReleaseSeries } from "~db/release/reader-points";
import type { Key } from "./withdrawn.server";

type Of = {
  series: ReleaseSeries;
  key: Key;
  lang: Lang;
  /** A value or an answer as it reads on screen. */
  figure: (one: { value: number | null; code: string | null }) => string;
  href: (series: string, period: string) => string;
};

/** Points of the same indicator, country and period with one code more: what the figure is made of. */
export function partsOf(
  release: Release,
  { series, key, lang, figure, href }: Of,
): { href: string; name: string; text: string }[] {
  const mine = Object.keys(series.codes).length;
  const parts = release
    .seriesOf(series.indicator)
    .filter(
      (one) =>
        one.unit === series.unit &&
        Object.keys(one.codes).length === mine + 1 &&
        one.codes.COVERAGE === series.codes.COVERAGE &&
        Object.entries(series.codes).every(([dimension, code]) => one.codes[dimension] === code),
    );
  const byId = new Map(parts.map((one) => [one.id, one]));
  return release
    .observationsOf(parts.map((one) => one.id))
    .filter((one) => one.area === key.country && one.period === key.period)
    .map((one) => {
      const extra = Object.entries(byId.get(one.series)?.codes ?? {}).find(
        ([dimension]) => series.codes[dimension] === undefined,
      );
      return {
        href: href(one.series, one.period),
        name: extra ? partInWords(release.dictionary(), { dimension: extra[0], code: extra[1] }, lang) : one.series,
        text: inBrackets(
          one.value === null && one.code === null ? "" : figure(one),
          wordsOf(one.flags, lang, one.fewCases),
        ),
      };
    });
}
