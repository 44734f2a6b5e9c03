import type { Gap } from "~/domain/comparison/gaps";
import type { BreakFact, LineFact, TrendFacts } from "~/domain/comparison/summary";
import type { Lang } from "~/domain/dictionary/dictionary";
import { en, fr } from "../agreeing";
import { afterOf, agree, asSubject, atStart } from "../country-grammar";
import { formatList } from "../format";
import { wordsOf } from "../signs";
import {
  byFrequency,
  number,
  type Speech,
  semicolon,
  speakElsewhere,
  speakExtreme,
  speakWithheld,
  withReasons,
  withUnit,
} from "./speech";

/*
 * The sentence over a trend, made of facts: no causes, no praise, no blame. "Reported" is said of answers only; what Vigie
 * computed or took from a publication is called so. Two values stand beside each other only where nothing parts them.
 */

const nb = "\u00a0";

/** `provisional; 6.6 in 2004, estimated`, empty when nothing has to be said. */
function inBrackets(speech: Speech, { last, first }: LineFact): string {
  const { lang } = speech;
  const former =
    first === null
      ? []
      : [
          [`${number(speech, first.value)} ${lang === "fr" ? "en" : "in"} ${first.period}`]
            .concat(wordsOf(first.flags, lang, first.fewCases))
            .join(", "),
        ];
  const words = wordsOf(last.flags, lang, last.fewCases).join(", ");
  const parts = [...(words === "" ? [] : [words]), ...former];
  return parts.length === 0 ? "" : ` (${parts.join(semicolon[lang])})`;
}

/** The paragraph over a trend. @returns  sentences, empty when there is nothing to say */
export function speakTrend(facts: TrendFacts, speech: Speech): string[] {
  const named = facts.withheld.length > 0;
  return [
    ...byOrigin(facts.now).map((part) => (speech.lang === "fr" ? nowInFrench : nowInEnglish)(part, speech)),
    ...facts.earlier.map((fact, at) => speakEarlier(fact, facts, speech, facts.now.length === 0 && at === 0)),
    ...(facts.without.length > 0 ? [speakWithout(facts.without, speech)] : []),
    ...(named ? [speakWithheldOf(facts.withheld, speech)] : []),
    speakAll(facts, speech),
    // Those named stand in the sentence before.
    ...speakWithheld(facts.withheldData - facts.withheld.length, { others: named || facts.withData > 0 }, speech.lang),
    ...speakElsewhere(facts.elsewhere, speech),
    ...(facts.breaks.length > 0 ? [speakBreaks(facts.breaks, speech)] : []),
  ];
}

/** Facts of one kind and source together, each in the order of its first. */
function byOrigin(facts: readonly LineFact[]): LineFact[][] {
  const groups = new Map<string, LineFact[]>();
  for (const fact of facts) {
    const { kind, source } = fact.last.origin;
    const key = kind === "import" ? `import ${source?.en}` : kind;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()];
}

function nowInEnglish(facts: readonly LineFact[], speech: Speech): string {
  const { kind, source } = facts[0]!.last.origin;
  const value = (fact: LineFact, at: number) =>
    `${(at === 0 ? withUnit : number)(speech, fact.last.value)}${inBrackets(speech, fact)}`;
  const subject = ({ area }: LineFact) => asSubject(area, speech.name(area), "en");
  const from = kind === "derived" ? "computed" : `taken from “${source?.en ?? ""}”`;
  const parts = facts.map((fact, at) =>
    kind === "answer"
      ? `${subject(fact)}${at === 0 ? " reported" : ""} ${value(fact, at)}`
      : `${at === 0 ? `the figure ${from} ` : ""}for ${subject(fact)}${at === 0 ? " is" : ""} ${value(fact, at)}`,
  );
  return `In ${facts[0]!.last.period} ${formatList(parts, "en")}.`;
}

function nowInFrench(facts: readonly LineFact[], speech: Speech): string {
  const { kind, source } = facts[0]!.last.origin;
  const value = (fact: LineFact, at: number) =>
    `${(at === 0 ? withUnit : number)(speech, fact.last.value)}${inBrackets(speech, fact)}`;
  const subject = ({ area }: LineFact) => asSubject(area, speech.name(area), "fr");
  const from = kind === "derived" ? "calculé" : `repris de «${nb}${source?.fr ?? ""}${nb}»`;
  const parts = facts.map((fact, at) =>
    kind === "answer"
      ? `${subject(fact)}${at === 0 ? ` ${agree([fact.area], "fr", { one: "a", other: "ont" })} déclaré` : ""} ${value(fact, at)}`
      : `${at === 0 ? `le chiffre ${from} ` : ""}pour ${subject(fact)}${at === 0 ? " est" : ""} de ${value(fact, at)}`,
  );
  return `En ${facts[0]!.last.period}, ${formatList(parts, "fr")}.`;
}

function speakEarlier(fact: LineFact, { elsewhere, frequency }: TrendFacts, speech: Speech, first: boolean): string {
  const { lang } = speech;
  const by = elsewhere.some(({ areas }) => areas.includes(fact.area)) ? ` ${byFrequency[lang][frequency]}` : "";
  const value = (first ? withUnit : number)(speech, fact.last.value);
  const of = afterOf(fact.area, speech.name(fact.area), lang);
  return lang === "fr"
    ? `La dernière valeur${by} ${of} est ${value}, pour ${fact.last.period}${inBrackets(speech, fact)}.`
    : `The latest value${by} ${of} is ${value}, for ${fact.last.period}${inBrackets(speech, fact)}.`;
}

function speakWithout(gaps: readonly Gap[], { lang, name }: Speech): string {
  const who = atStart(
    formatList(
      gaps.map((gap) => withReasons(asSubject(gap.area, name(gap.area), lang), gap, lang)),
      lang,
    ),
  );
  const areas = gaps.map(({ area }) => area);
  return lang === "fr"
    ? `${who} ${agree(areas, "fr", { one: "n’a", other: "n’ont" })} pas de valeur pour ces années.`
    : `${who} ${agree(areas, "en", { one: "has", other: "have" })} no value in these years.`;
}

function speakWithheldOf(areas: readonly string[], { lang, name }: Speech): string {
  const of = formatList(
    areas.map((code) => afterOf(code, name(code), lang)),
    lang,
  );
  return lang === "fr"
    ? `Toutes les valeurs ${of} pour ces années sont masquées pour protéger les personnes.`
    : `All values ${of} for these years are withheld to protect people.`;
}

function speakAll(facts: TrendFacts, speech: Speech): string {
  const { lang } = speech;
  const by = facts.elsewhere.length > 0 ? ` ${byFrequency[lang][facts.frequency]}` : "";
  const years = speech.narrowed ? (lang === "fr" ? " pour ces années" : " in these years") : "";
  const extremes = speakExtremes(facts, speech);
  return lang === "fr"
    ? fr`Sur ${facts.of} pays, ${facts.withData} [a|ont] des données${by}${years}${extremes}.`
    : en`Of ${facts.of} countr[y|ies] ${facts.withData} [has|have] data${by}${years}${extremes}.`;
}

function speakExtremes(facts: TrendFacts, speech: Speech): string {
  const { highest, lowest, inPeriod, period } = facts;
  if (!highest || !lowest) return "";
  const { lang } = speech;
  const common = facts.differing > 0;
  if (highest.alike.length === inPeriod) {
    const value = number(speech, highest.value);
    return lang === "fr"
      ? `${nb}; en ${period}, les ${inPeriod} valeurs${common ? " de la définition commune" : ""} sont toutes de ${value}`
      : `; in ${period} all ${inPeriod} values${common ? " of the common definition" : ""} are ${value}`;
  }
  const high = speakExtreme(highest, inPeriod, speech, { period: false });
  const low = speakExtreme(lowest, inPeriod, speech, { period: false });
  return lang === "fr"
    ? `${nb}; en ${period}, la plus élevée des ${inPeriod} valeurs${common ? " de la définition commune" : ""} est ${high}, la plus basse ${low}`
    : `; in ${period} the highest of ${inPeriod} values${common ? " of the common definition" : ""} is ${high}, the lowest ${low}`;
}

const kinds: Record<Lang, (by: BreakFact["by"]) => string> = {
  en: (by) => (by === "definition" ? "other definition" : by === "source" ? "other source" : "break"),
  fr: (by) => (by === "definition" ? "autre définition" : by === "source" ? "autre source" : "rupture"),
};

/** `Not comparable with earlier values: Norway from 2010 (break); France and Ireland from 2022 (other source).` */
function speakBreaks(breaks: readonly BreakFact[], { lang, name }: Speech): string {
  const together = new Map<string, string[]>();
  for (const { area, period, by } of breaks) {
    const when = `${lang === "fr" ? "à partir de" : "from"} ${period} (${kinds[lang](by)})`;
    together.set(when, [...(together.get(when) ?? []), name(area)]);
  }
  const parts = [...together].map(([when, names]) => `${formatList(names, lang)} ${when}`).join(semicolon[lang]);
  return lang === "fr"
    ? `Non comparables avec les valeurs antérieures${nb}: ${parts}.`
    : `Not comparable with earlier values: ${parts}.`;
}
