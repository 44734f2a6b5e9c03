import type { ValueEntry } from "~/domain/comparison/comparison";
import type { GroupFigure } from "~/domain/comparison/groups";
import type { LatestFacts, LineFact, TrendFacts } from "~/domain/comparison/summary";
import type { Lang } from "~/domain/dictionary/dictionary";
import { afterOf, agree, asSubject, atStart } from "../country-grammar";
import { formatFigure, formatList } from "../format";
import { plural } from "../messages";
import { wordsOf } from "../signs";
import { figureWithUnit, type UnitWords } from "../units";

/*
 * The sentence over a chart, made of facts: no causes, no praise, no blame. English and French are two texts with the
 * same facts, not one translated into the other.
 */

export type Speech = {
  lang: Lang;
  /** Name of a country or group. */
  name: (code: string) => string;
  /** Unit after a number: `per 100 000 inhabitants`, or its forms for one and many. */
  unit: UnitWords | string;
  decimals: number;
};

const nb = "\u00a0";

function number(speech: Speech, value: number): string {
  return formatFigure(value, speech.lang, { decimals: speech.decimals });
}

/** `1 site`, `12 sites`. */
function withUnit(speech: Speech, value: number): string {
  return figureWithUnit(value, speech.unit, speech.lang, { decimals: speech.decimals });
}

/** `provisional; 6.6 in 2004`, empty when nothing has to be said. */
function inBrackets(speech: Speech, fact: LineFact): string {
  const { lang } = speech;
  const words = wordsOf(
    fact.last.flags.filter((flag) => flag !== "B"),
    lang,
  ).join(", ");
  const first =
    fact.first === null
      ? ""
      : lang === "fr"
        ? `${number(speech, fact.first.value)} en ${fact.first.period}`
        : `${number(speech, fact.first.value)} in ${fact.first.period}`;
  const parts = [words, first].filter((part) => part !== "");
  return parts.length === 0 ? "" : ` (${parts.join(lang === "fr" ? `${nb}; ` : "; ")})`;
}

/** The paragraph over a trend. @returns  sentences, empty when there is nothing to say */
export function speakTrend(facts: TrendFacts, speech: Speech): string[] {
  return speech.lang === "fr" ? trendInFrench(facts, speech) : trendInEnglish(facts, speech);
}

function trendInEnglish(facts: TrendFacts, speech: Speech): string[] {
  const subject = (code: string) => asSubject(code, speech.name(code), "en");
  const sentences: string[] = [];
  if (facts.now.length > 0) {
    const parts = facts.now.map(
      (fact, at) =>
        `${subject(fact.area)}${at === 0 ? " reported" : ""} ${at === 0 ? withUnit(speech, fact.last.value) : number(speech, fact.last.value)}${inBrackets(speech, fact)}`,
    );
    sentences.push(`In ${facts.now[0]!.last.period} ${formatList(parts, "en")}.`);
  }
  facts.earlier.forEach((fact, at) => {
    const said = facts.now.length === 0 && at === 0 ? withUnit : number;
    sentences.push(
      `The latest value ${afterOf(fact.area, speech.name(fact.area), "en")} is ${said(speech, fact.last.value)}, for ${fact.last.period}${inBrackets(speech, fact)}.`,
    );
  });
  if (facts.without.length > 0)
    sentences.push(
      `${atStart(formatList(facts.without.map(subject), "en"))} ${agree(facts.without, "en", { one: "has", other: "have" })} no value in these years.`,
    );
  const have = plural("en", facts.withData, { one: "has", other: "have" });
  const extremes =
    facts.highest && facts.lowest
      ? `; in ${facts.period} the highest of ${facts.inPeriod} values is ${number(speech, facts.highest.value)} (${speech.name(facts.highest.area)}), the lowest ${number(speech, facts.lowest.value)} (${speech.name(facts.lowest.area)})`
      : "";
  sentences.push(`Of ${facts.of} countries ${facts.withData} ${have} data${extremes}.`);
  if (facts.broken === 1)
    sentences.push(
      `${isOnlyLine(facts) ? "The line shown" : "One of the lines shown"} has a break: values on its two sides should not be compared.`,
    );
  if (facts.broken > 1)
    sentences.push(
      `${["", "", "Two", "Three", "Four"][facts.broken] ?? facts.broken} of the lines shown have a break: values on its two sides should not be compared.`,
    );
  return sentences;
}

function isOnlyLine({ now, earlier }: TrendFacts): boolean {
  return now.length + earlier.length === 1;
}

function trendInFrench(facts: TrendFacts, speech: Speech): string[] {
  const subject = (code: string) => asSubject(code, speech.name(code), "fr");
  const sentences: string[] = [];
  if (facts.now.length > 0) {
    const parts = facts.now.map(
      (fact, at) =>
        `${subject(fact.area)}${at === 0 ? ` ${agree([fact.area], "fr", { one: "a", other: "ont" })} déclaré` : ""} ${at === 0 ? withUnit(speech, fact.last.value) : number(speech, fact.last.value)}${inBrackets(speech, fact)}`,
    );
    sentences.push(`En ${facts.now[0]!.last.period}, ${formatList(parts, "fr")}.`);
  }
  facts.earlier.forEach((fact, at) => {
    const said = facts.now.length === 0 && at === 0 ? withUnit : number;
    sentences.push(
      `La dernière valeur ${afterOf(fact.area, speech.name(fact.area), "fr")} est ${said(speech, fact.last.value)}, pour ${fact.last.period}${inBrackets(speech, fact)}.`,
    );
  });
  if (facts.without.length > 0)
    sentences.push(
      `${atStart(formatList(facts.without.map(subject), "fr"))} ${agree(facts.without, "fr", { one: "n’a", other: "n’ont" })} pas de valeur pour ces années.`,
    );
  const have = plural("fr", facts.withData, { one: "a", other: "ont" });
  const extremes =
    facts.highest && facts.lowest
      ? `${nb}; en ${facts.period}, la plus élevée des ${facts.inPeriod} valeurs est ${number(speech, facts.highest.value)} (${speech.name(facts.highest.area)}), la plus basse ${number(speech, facts.lowest.value)} (${speech.name(facts.lowest.area)})`
      : "";
  sentences.push(`Sur ${facts.of} pays, ${facts.withData} ${have} des données${extremes}.`);
  if (facts.broken === 1)
    sentences.push(
      `${isOnlyLine(facts) ? "La courbe affichée" : "Une des courbes affichées"} a une rupture${nb}: de part et d’autre, les valeurs ne doivent pas être comparées.`,
    );
  if (facts.broken > 1)
    sentences.push(
      `${["", "", "Deux", "Trois", "Quatre"][facts.broken] ?? facts.broken} des courbes affichées ont une rupture${nb}: de part et d’autre, les valeurs ne doivent pas être comparées.`,
    );
  return sentences;
}

export type GroupFact = { name: string; figure: GroupFigure };

/** The paragraph over latest values, the medians of the groups shown included. */
export function speakLatest(facts: LatestFacts, groups: readonly GroupFact[], speech: Speech): string[] {
  const { lang } = speech;
  const fr = lang === "fr";
  const whole = facts.whole ? [wholeWords(facts.whole, lang)] : [];
  if (facts.withData === 0 || facts.oldest === null || facts.newest === null)
    return [facts.whole ? noneShown(facts.of, lang) : noneAtAll(facts.of, lang), ...whole];
  const sentences = [facts.whole ? someShown(facts, facts.oldest, lang) : someOfAll(facts, facts.oldest, lang)];
  if (groups.length > 0) {
    const parts = groups.map(({ name, figure }) =>
      fr
        ? `${number(speech, figure.median)} (${name}, ${figure.k} pays sur ${figure.of})`
        : `${number(speech, figure.median)} (${name}, ${figure.k} of ${figure.of} countries)`,
    );
    sentences.push(fr ? `Médiane${nb}: ${formatList(parts, lang)}.` : `The median is ${formatList(parts, lang)}.`);
  }
  if (facts.lowest && facts.highest) {
    const end = (one: { area: string; entry: ValueEntry }) =>
      `${number(speech, one.entry.value)} (${[speech.name(one.area), one.entry.period, ...wordsOf(one.entry.flags, lang)].join(", ")})`;
    sentences.push(
      fr
        ? `Les valeurs de la définition commune vont de ${end(facts.lowest)} à ${end(facts.highest)}.`
        : `Values of the common definition run from ${end(facts.lowest)} to ${end(facts.highest)}.`,
    );
  }
  if (facts.old > 0 && facts.whole) {
    const one = facts.old === 1;
    sentences.push(
      fr
        ? `${facts.old} ${one ? "valeur est antérieure" : "valeurs sont antérieures"} de cinq ans ou plus à la plus récente de tous les pays (${facts.newest}) et ${one ? "figure" : "figurent"} en gris avec ${one ? "son" : "leur"} année.`
        : `${facts.old} ${one ? "value is" : "values are"} five or more years older than the newest of all countries (${facts.newest}) and ${one ? "stands" : "stand"} in grey with ${one ? "its" : "their"} year.`,
    );
  } else if (facts.old > 0) {
    sentences.push(
      fr
        ? `Les années diffèrent${nb}; ${facts.old} ${plural("fr", facts.old, { one: "valeur est antérieure", other: "valeurs sont antérieures" })} de cinq ans ou plus à la plus récente (${facts.newest}) et ${plural("fr", facts.old, { one: "figure", other: "figurent" })} en gris avec leur année.`
        : `The years differ; ${facts.old} ${plural("en", facts.old, { one: "value is", other: "values are" })} five or more years older than the newest (${facts.newest}) and ${plural("en", facts.old, { one: "stands", other: "stand" })} in grey with ${plural("en", facts.old, { one: "its", other: "their" })} year.`,
    );
  }
  // Last, so that no sentence about the countries shown is read as one about all.
  return [...sentences, ...whole];
}

function someOfAll({ of, withData }: LatestFacts, oldest: string, lang: Lang): string {
  return lang === "fr"
    ? `Sur ${of} pays, ${withData} ${plural("fr", withData, { one: "a", other: "ont" })} une valeur${nb}; la plus ancienne date de ${oldest}.`
    : `Of ${of} countries ${withData} ${plural("en", withData, { one: "has", other: "have" })} a value; the oldest is of ${oldest}.`;
}

/** The same where the reader sees some countries only. */
function someShown({ of, withData }: LatestFacts, oldest: string, lang: Lang): string {
  if (of === 1)
    return lang === "fr"
      ? `Le pays affiché a une valeur, de ${oldest}.`
      : `The country shown has a value, of ${oldest}.`;
  return lang === "fr"
    ? `Sur les ${of} pays affichés, ${withData} ${plural("fr", withData, { one: "a", other: "ont" })} une valeur${nb}; la plus ancienne date de ${oldest}.`
    : `Of the ${of} countries shown ${withData} ${plural("en", withData, { one: "has", other: "have" })} a value; the oldest is of ${oldest}.`;
}

function noneAtAll(of: number, lang: Lang): string {
  return lang === "fr" ? `Aucun des ${of} pays n’a de valeur.` : `None of the ${of} countries has a value.`;
}

function noneShown(of: number, lang: Lang): string {
  if (of === 1) return lang === "fr" ? "Le pays affiché n’a pas de valeur." : "The country shown has no value.";
  return lang === "fr"
    ? `Aucun des ${of} pays affichés n’a de valeur.`
    : `None of the ${of} countries shown has a value.`;
}

/** How many of all countries have a value: never which, so that it may be said where ranking is forbidden. */
function wholeWords({ of, withData }: { of: number; withData: number }, lang: Lang): string {
  return lang === "fr"
    ? `Sur l’ensemble des ${of} pays, ${withData} ${plural("fr", withData, { one: "a", other: "ont" })} une valeur.`
    : `Of all ${of} countries ${withData} ${plural("en", withData, { one: "has", other: "have" })} a value.`;
}
