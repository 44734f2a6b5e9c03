import type { GroupFigure } from "~/domain/comparison/groups";
import type { Extreme, LatestFacts } from "~/domain/comparison/summary";
import type { Lang } from "~/domain/dictionary/dictionary";
import { en, fr } from "../agreeing";
import { formatList } from "../format";
import { byFrequency, number, type Speech, speakElsewhere, speakExtreme, speakWithheld } from "./speech";

/* The sentence over latest values. */

const nb = "\u00a0";

export type GroupFact = { name: string; figure: GroupFigure };

/** The paragraph over latest values, the medians of the groups shown included. */
export function speakLatest(facts: LatestFacts, groups: readonly GroupFact[], speech: Speech): string[] {
  const { lang } = speech;
  const french = lang === "fr";
  const whole = facts.whole ? [wholeWords(facts.whole, byFrequency[lang][facts.frequency], lang)] : [];
  const withheld = speakWithheld(facts.withheldData, { others: facts.withData > 0 }, lang);
  const elsewhere = [...withheld, ...speakElsewhere(facts.elsewhere, speech)];
  const by = facts.elsewhere.length > 0 ? ` ${byFrequency[lang][facts.frequency]}` : "";
  if (facts.withData === 0 || facts.oldest === null || facts.newest === null)
    return [
      ...(facts.of > 0 && facts.withheldData === facts.of
        ? []
        : [facts.whole ? noneShown(facts.of, by, lang) : noneAtAll(facts.of, by, lang)]),
      ...elsewhere,
      ...whole,
    ];
  const sentences = [facts.whole ? someShown(facts, facts.oldest, by, lang) : someOfAll(facts, facts.oldest, by, lang)];
  if (groups.length > 0) {
    const parts = groups.map(({ name, figure }) =>
      french
        ? `${number(speech, figure.median)} (${name}, ${figure.k} pays sur ${figure.of})`
        : `${number(speech, figure.median)} (${name}, ${figure.k} of ${figure.of} countries)`,
    );
    sentences.push(french ? `Médiane${nb}: ${formatList(parts, lang)}.` : `The median is ${formatList(parts, lang)}.`);
  }
  if (facts.lowest && facts.highest) sentences.push(speakRange(facts.lowest, facts.highest, facts.common, speech));
  if (facts.old > 0) sentences.push(speakOld(facts, facts.newest, lang));
  // Last, so that no sentence about the countries shown is read as one about all.
  return [...sentences, ...elsewhere, ...whole];
}

function speakOld({ old, whole }: LatestFacts, newest: string, lang: Lang): string {
  if (whole)
    return lang === "fr"
      ? fr`${old} valeur[s] [est antérieure|sont antérieures] de cinq ans ou plus à la plus récente de tous les pays (${newest}) et [0:figure|figurent] en gris avec [0:son|leur] année.`
      : en`${old} value[s] [is|are] five or more years older than the newest of all countries (${newest}) and [0:stands|stand] in grey with [0:its|their] year.`;
  return lang === "fr"
    ? fr`Les années diffèrent${nb}; ${old} valeur[s] [est antérieure|sont antérieures] de cinq ans ou plus à la plus récente (${newest}) et [1:figure|figurent] en gris avec [1:son|leur] année.`
    : en`The years differ; ${old} value[s] [is|are] five or more years older than the newest (${newest}) and [0:stands|stand] in grey with [0:its|their] year.`;
}

function speakRange(lowest: Extreme, highest: Extreme, of: number, speech: Speech): string {
  const french = speech.lang === "fr";
  if (lowest.alike.length === of)
    return french
      ? `Les ${of} valeurs de la définition commune sont toutes de ${number(speech, lowest.value)}.`
      : `All ${of} values of the common definition are ${number(speech, lowest.value)}.`;
  const low = speakExtreme(lowest, of, speech, { period: true });
  const high = speakExtreme(highest, of, speech, { period: true });
  return french
    ? `Les valeurs de la définition commune vont de ${low} à ${high}.`
    : `Values of the common definition run from ${low} to ${high}.`;
}

function someOfAll({ of, withData }: LatestFacts, oldest: string, by: string, lang: Lang): string {
  return lang === "fr"
    ? fr`Sur ${of} pays, ${withData} [a|ont] une valeur${by}${nb}; la plus ancienne date de ${oldest}.`
    : en`Of ${of} countr[y|ies] ${withData} [has|have] a value${by}; the oldest is of ${oldest}.`;
}

/** The same where the reader sees some countries only. */
function someShown({ of, withData }: LatestFacts, oldest: string, by: string, lang: Lang): string {
  if (of === 1)
    return lang === "fr"
      ? `Le pays affiché a une valeur${by}, de ${oldest}.`
      : `The country shown has a value${by}, of ${oldest}.`;
  return lang === "fr"
    ? fr`Sur les ${of} pays affichés, ${withData} [a|ont] une valeur${by}${nb}; la plus ancienne date de ${oldest}.`
    : en`Of the ${of} countr[y|ies] shown ${withData} [has|have] a value${by}; the oldest is of ${oldest}.`;
}

function noneAtAll(of: number, by: string, lang: Lang): string {
  return lang === "fr" ? `Aucun des ${of} pays n’a de valeur${by}.` : `None of the ${of} countries has a value${by}.`;
}

function noneShown(of: number, by: string, lang: Lang): string {
  if (of === 1)
    return lang === "fr" ? `Le pays affiché n’a pas de valeur${by}.` : `The country shown has no value${by}.`;
  return lang === "fr"
    ? `Aucun des ${of} pays affichés n’a de valeur${by}.`
    : `None of the ${of} countries shown has a value${by}.`;
}

/** How many of all countries have a value: never which, so that it may be said where ranking is forbidden. */
function wholeWords({ of, withData, mixed }: NonNullable<LatestFacts["whole"]>, frequency: string, lang: Lang): string {
  const by = mixed ? ` ${frequency}` : "";
  return lang === "fr"
    ? fr`Sur l’ensemble des ${of} pays, ${withData} [a|ont] une valeur${by}.`
    : en`Of all ${of} countr[y|ies] ${withData} [has|have] a value${by}.`;
}
