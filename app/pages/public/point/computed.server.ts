import type { Lang } from "~/domain/dictionary/dictionary";
import { toSeriesId } from "~/domain/observation/series";
import { populationIndicator } from "~/domain/release/derived";
import type { DerivedFrom, PublishedPoint } from "~/domain/release/release";
import { formatNumber } from "~/i18n/format";
import { sayVintage } from "~/i18n/public/indicator";
import { passport } from "~/i18n/public/passport";
import { inBrackets, wordsOf } from "~/i18n/signs";
import type { Release } from "~db/release/reader";

/** One figure a computed one rests on; `href` leads to its own passport, null when the release has none. */
export type ComputedPart = { name: string; text: string; href: string | null };

export type Computed = {
  parts: ComputedPart[];
  /** `per 100 000 inhabitants`: what the quotient is multiplied by. */
  per: string;
  population: string;
  projected: boolean;
};

/** The figures a computed point rests on, each with the address of its own passport; null for a reported point. */
export function computedOf(
  release: Release,
  point: PublishedPoint,
  { lang, href }: { lang: Lang; href: (series: string, period: string) => string },
): Computed | null {
  const derived = point.derivedFrom;
  if (!derived) return null;
  const words = passport[lang];
  const population = populationOf(release, point, derived);
  const number = (value: number) => formatNumber(value, lang);
  const from = release.point(derived.numeratorSeries, point.area, point.period)?.points[0];
  const nameOf = (series: string) => {
    const code = /^[A-Z][A-Z0-9-]*/.exec(series)?.[0] ?? series;
    return release.dictionary().indicators.get(code)?.name[lang] ?? series;
  };
  return {
    parts: [
      {
        name: nameOf(derived.numeratorSeries),
        text: inBrackets(number(derived.numerator), wordsOf(from?.flags ?? [], lang)),
        href: from ? href(derived.numeratorSeries, point.period) : null,
      },
      {
        name: words.population,
        text: number(derived.denominator),
        href: population === null ? null : href(population, point.period),
      },
    ],
    per: words.times(number(derived.per)),
    population: words.denominator(derived.source[lang], derived.base[lang], sayVintage(derived.vintage, lang)),
    projected: derived.projected,
  };
}

/** Series of the very population a point was divided by, of the same sex and age; null where the release has not published it. */
function populationOf(release: Release, point: PublishedPoint, derived: DerivedFrom): string | null {
  const dictionary = release.dictionary();
  const indicator = dictionary.indicators.get(populationIndicator);
  if (!indicator) return null;
  const codes = Object.fromEntries(
    Object.entries(point.codes).filter(([dimension]) => indicator.dimensions.includes(dimension)),
  );
  const id = toSeriesId({ indicator: indicator.code, unit: indicator.unit, codes }, dictionary);
  const value = release.point(id, point.area, point.period)?.points[0]?.value;
  return value === derived.denominator ? id : null;
}
