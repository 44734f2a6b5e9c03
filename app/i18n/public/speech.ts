import type { ValueEntry } from "~/domain/comparison/comparison";
import type { Gap } from "~/domain/comparison/gaps";
import { toSpans } from "~/domain/comparison/notes";
import type { Frequency } from "~/domain/comparison/periods";
import type { ElsewhereFact, Extreme } from "~/domain/comparison/summary";
import type { Lang } from "~/domain/dictionary/dictionary";
import { en, fr } from "../agreeing";
import { formatFigure, formatList } from "../format";
import { reasonWords, wordsOf } from "../signs";
import { figureWithUnit, type UnitWords } from "../units";

/* What the sentences over a trend and over latest values have in common. English and French are two texts with the same facts. */

export type Speech = {
  lang: Lang;
  /** Name of a country or group. */
  name: (code: string) => string;
  /** Unit after a number: `per 100 000 inhabitants`, or its forms for one and many. */
  unit: UnitWords | string;
  decimals: number;
  /** Only some of the years at hand are shown: what is said of data is said of these. */
  narrowed?: boolean;
};

const nb = "\u00a0";

/** A semicolon between the parts of one bracket or list. */
export const semicolon: Record<Lang, string> = { en: "; ", fr: `${nb}; ` };

/** How often there is a value. */
export const byFrequency: Record<Lang, Record<Frequency, string>> = {
  en: { A: "by year", S: "by half-year", Q: "by quarter", M: "by month" },
  fr: { A: "par an", S: "par semestre", Q: "par trimestre", M: "par mois" },
};

/** A value as it reads on screen. */
export function number(speech: Pick<Speech, "lang" | "decimals">, value: number): string {
  return formatFigure(value, speech.lang, { decimals: speech.decimals });
}

/** `1 site`, `12 sites`. */
export function withUnit(speech: Speech, value: number): string {
  return figureWithUnit(value, speech.unit, speech.lang, { decimals: speech.decimals });
}

/** Status of a value in words; one of another definition or source than the value before says so too. */
export function statusWords(entry: Pick<ValueEntry, "flags" | "fewCases" | "breakBy">, lang: Lang): string[] {
  const words = wordsOf(entry.flags, lang, entry.fewCases);
  if (entry.breakBy === "definition")
    return [...words, lang === "fr" ? "autre définition qu’auparavant" : "other definition than before"];
  if (entry.breakBy === "source")
    return [...words, lang === "fr" ? "autre source qu’auparavant" : "other source than before"];
  return words;
}

/**
 * A country without value with the reasons that were given: `Norway (not available)`, `Norway (not collected 2019–2021,
 * not available 2022)`; the name alone where there is no row at all.
 */
export function withReasons(name: string, { reasons }: Gap, lang: Lang): string {
  const said = reasons.map(({ reason, periods }) =>
    [reasonWords[lang][reason], ...(reasons.length > 1 ? [formatList(toSpans(periods), lang)] : [])].join(" "),
  );
  return said.length === 0 ? name : `${name} (${said.join(", ")})`;
}

/** How many countries have values that are all withheld, beside those that have some; no sentence for none. */
export function speakWithheld(countries: number, { others }: { others: boolean }, lang: Lang): string[] {
  if (countries === 0) return [];
  if (lang === "fr")
    return [
      others
        ? fr`De ${countries} autre[s] pays, toutes les valeurs sont masquées pour protéger les personnes.`
        : fr`De ${countries} pays, toutes les valeurs sont masquées pour protéger les personnes.`,
    ];
  return [
    others
      ? en`All values of ${countries} more countr[y|ies] are withheld to protect people.`
      : en`All values of ${countries} countr[y|ies] are withheld to protect people.`,
  ];
}

/** More countries than these with the same extreme are counted, not named. */
const mostNamed = 3;

/**
 * Who has an extreme: `5.9 (Norway, provisional)`, `0 (Malta and Monaco)`, `0 in 23 of 24 countries (2 provisional)`.
 * @param period  says the year of each, where years differ
 */
export function speakExtreme(extreme: Extreme, of: number, speech: Speech, { period }: { period: boolean }): string {
  const { lang } = speech;
  const value = number(speech, extreme.value);
  if (extreme.alike.length > mostNamed) {
    const k = extreme.alike.length;
    const flagged = countFlags(extreme, speech);
    return `${value} ${lang === "fr" ? `dans ${k} pays sur ${of}` : `in ${k} of ${of} countries`}${flagged}`;
  }
  const parts = extreme.alike.map(({ area, entry }) =>
    [speech.name(area), ...(period ? [entry.period] : []), ...wordsOf(entry.flags, lang, entry.fewCases)].join(", "),
  );
  const plain = parts.every((part) => !part.includes(", "));
  return `${value} (${plain ? formatList(parts, lang) : parts.join(semicolon[lang])})`;
}

/** ` (2 provisional, 1 estimated)`, empty where no value has a flag. */
function countFlags({ alike }: Extreme, { lang }: Speech): string {
  const counts = new Map<string, number>();
  for (const { entry } of alike)
    for (const word of wordsOf(entry.flags, lang, entry.fewCases)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts.size === 0 ? "" : ` (${[...counts].map(([word, count]) => `${count} ${word}`).join(", ")})`;
}

/** More countries than these with values in another frequency are counted, not named. */
const mostElsewhere = 6;

/** Values that exist and are not shown, since they are of another frequency; no sentence when there are none. */
export function speakElsewhere(elsewhere: readonly ElsewhereFact[], { lang, name }: Speech): string[] {
  if (elsewhere.length === 0) return [];
  const parts = elsewhere.map(({ frequency, areas }) => {
    const who =
      areas.length > mostElsewhere
        ? `${areas.length} ${lang === "fr" ? "pays" : "countries"}`
        : formatList(areas.map(name), lang);
    return `${byFrequency[lang][frequency]} (${who})`;
  });
  return [
    lang === "fr"
      ? `Des valeurs ${formatList(parts, lang)} ne sont pas affichées ici${nb}; les fichiers à télécharger les contiennent.`
      : `Values ${formatList(parts, lang)} are not shown here; the files to download hold them.`,
  ];
}
