import { type Dictionary, type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { parseSeriesId } from "~/domain/observation/series";
import { publicWords } from "~/i18n/public/public";

/** A series in words: `People entering treatment, opioids, women`; an id this dictionary does not know stays as it is. */
export function seriesInWords(dictionary: Dictionary, id: string, lang: Lang): string {
  const series = parseSeriesId(id, dictionary);
  if ("kind" in series) return id;
  const indicator = dictionary.indicators.get(series.indicator);
  const order = [...(indicator?.dimensions ?? []), "COVERAGE"];
  const codes = order.flatMap((dimension) => {
    const code = series.codes[dimension];
    return code === undefined ? [] : [partInWords(dictionary, { dimension, code }, lang)];
  });
  const unit = indicator && indicator.unit !== series.unit ? dictionary.units.get(series.unit)?.name[lang] : undefined;
  return [
    indicator?.shortName[lang] ?? series.indicator,
    ...[...codes, ...(unit ? [unit] : [])].map((name) => inside(name, lang)),
  ].join(", ");
}

/**
 * A part of a figure by its code. Not known and other say of what: parts by sex and parts by age stand in one list.
 */
export function partInWords(dictionary: Dictionary, of: { dimension: string; code: string }, lang: Lang): string {
  const name = nameOfCode(dictionary, of.dimension, of.code)[lang];
  if (of.code !== "_U" && of.code !== "_O") return name;
  const what = dictionary.dimensions.get(of.dimension)?.name[lang] ?? of.dimension;
  return `${what}${publicWords[lang].colon}${inside(name, lang)}`;
}

/** A name within a sentence: a small first letter, unless the word is an acronym (`MDMA`) or starts with a digit. */
function inside(name: string, lang: Lang): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase(lang) + name.slice(1) : name;
}
