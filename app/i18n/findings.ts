import type { Finding, FindingCode } from "~/domain/check/finding";
import type { Lang } from "~/domain/dictionary/dictionary";
import { en as agreedEn, fr as agreedFr } from "./agreeing";
import { formatNumber, formatPercent } from "./format";

type Detail = Record<string, string | number>;
type Sentence = (detail: Say) => string;

/** Reads what a sentence needs: numbers written for people, words as they are, a dash where nothing was said. */
type Say = {
  number: (name: string) => string;
  word: (name: string) => string;
  has: (name: string) => boolean;
  of: (name: string) => number | undefined;
};

const en: Record<FindingCode, Sentence> = {
  "unknown-path": () => "This was not asked.",
  "not-of-its-kind": () => "This is not the kind of answer asked for.",
  "unknown-choice": () => "This is none of the answers to choose from.",
  "text-too-long": (d) => agreedEn`The text is longer than ${d.number("longest")} character[s].`,
  "too-many-rows": (d) => agreedEn`There are more than ${d.number("most")} row[s].`,
  "bad-date": () => "This is not a date that exists.",
  "out-of-range": (d) =>
    range(d, {
      both: (a, b) => `The value must lie between ${a} and ${b}.`,
      min: (a) => `The value cannot be below ${a}.`,
      max: (b) => `The value cannot be above ${b}.`,
    }),
  "not-whole": (d) => `${d.number("value")} is not a whole number, but this counts persons or things.`,
  "computed-not-typed": () => "This is computed and cannot be typed.",
  "total-with-parts": () => "All parts have a value, so the total is computed and cannot be typed.",
  required: () => "An answer is needed.",
  "figure-missing": () => "A figure is needed, or the reason why there is none.",
  "rule-of-question": () => "The answer does not follow the rule of the question.",
  "hidden-answer": () => "This question is no longer asked; its answer is set aside and not sent.",
  "parts-not-total": (d) =>
    d.has("otherEn")
      ? `The total here is ${d.number("sum")}, but ${d.number("total")} in “${d.word("otherEn")}”.`
      : `The parts add up to ${d.number("sum")}, not to ${d.number("total")}.`,
  "part-above-total": (d) => `${d.number("value")} is more than the whole, ${d.number("total")}.`,
  "pair-out-of-order": (d) =>
    `${d.number("value")} is more than ${d.number("other")}${d.has("otherEn") ? ` in “${d.word("otherEn")}”` : ""}, which should be at least as large.`,
  jump: (d) =>
    jump(
      d,
      {
        more: (p, year, was) => `${p} more than in ${year} (${was})`,
        fewer: (p, year, was) => `${p} less than in ${year} (${was})`,
      },
      "en",
    ),
  "share-of-unknown": (d) => `${percent(d, "en")} is “not known”.`,
  "break-not-declared": () => "The way of counting changed, but no break is declared.",
  "unit-changed": () => "The unit is another one than before.",
  "revision-without-reason": (d) => `An old year changed from ${d.number("former")} to ${d.number("value")}; say why.`,
  "bounds-wide": (d) => `The interval is wide: ${d.number("low")} to ${d.number("high")}.`,
  "small-sample": (d) =>
    d.of("users") === undefined
      ? `The sample is small (${d.number("n")}).`
      : agreedEn`Only about ${d.number("users")} person[s] stand[s|] behind this value.`,
  "zero-without-capability": () => "Zero was reported, but it could not have been found. Was it not looked for?",
  "same-reason-throughout": (d) =>
    agreedEn`${d.number("cells")} of ${d.number("asked")} figure[s] of the table [0:has|have] the same reason; it can be given for the whole table.`,
  "ratio-unlikely": (d) =>
    `${d.number("value")} is unlikely beside ${d.of("former") === undefined ? "the other figures" : d.number("former")}. Is the unit right?`,
  "series-twice": () => "This number was given twice for the same thing and period.",
  "definition-needs-text": () => "The national definition is chosen, but not described.",
  "not-a-figure": () => "This is not a figure.",
  "unknown-part": () => "A part of this figure is not known.",
  "not-a-number": () => "This is not a number.",
  "number-out-of-range": () => "This number is too large to be kept exactly.",
  "unknown-flag": () => "A status is not known.",
  "repeated-flag": () => "The same status is given twice.",
  "reason-missing": () => "Without a value, the reason is needed.",
  "two-reasons": () => "There can be only one reason.",
  "reason-with-value": () => "A value and a reason for no value cannot stand together.",
  "below-needs-hidden-or-detection": () =>
    "Below a limit: say whether it is hidden or could not be detected, one of the two.",
  "bounds-out-of-order": () => "The value must lie between its bounds.",
  "bounds-without-value": () => "Bounds need a value.",
  "sample-size-not-whole": () => "A sample size is a whole number.",
  "note-too-long": () => "The note is too long.",
  "bad-note": () => "The note cannot be read.",
};

const fr: Record<FindingCode, Sentence> = {
  "unknown-path": () => "Ceci n’a pas été demandé.",
  "not-of-its-kind": () => "Ce n’est pas le genre de réponse attendu.",
  "unknown-choice": () => "Cette réponse ne fait pas partie des choix.",
  "text-too-long": (d) => agreedFr`Le texte dépasse ${d.number("longest")} caractère[s].`,
  "too-many-rows": (d) => agreedFr`Il y a plus de ${d.number("most")} ligne[s].`,
  "bad-date": () => "Cette date n’existe pas.",
  "out-of-range": (d) =>
    range(d, {
      both: (a, b) => `La valeur doit se trouver entre ${a} et ${b}.`,
      min: (a) => `La valeur ne peut être inférieure à ${a}.`,
      max: (b) => `La valeur ne peut être supérieure à ${b}.`,
    }),
  "not-whole": (d) =>
    `${d.number("value")} n’est pas un nombre entier, alors que l’on compte des personnes ou des objets.`,
  "computed-not-typed": () => "Cette valeur est calculée et ne se saisit pas.",
  "total-with-parts": () => "Toutes les parties ont une valeur\u00a0; le total est calculé et ne se saisit pas.",
  required: () => "Une réponse est attendue.",
  "figure-missing": () => "Un chiffre est attendu, ou le motif de son absence.",
  "rule-of-question": () => "La réponse ne suit pas la règle de la question.",
  "hidden-answer": () => "Cette question n’est plus posée\u00a0; sa réponse est mise de côté et n’est pas envoyée.",
  "parts-not-total": (d) =>
    d.has("otherFr")
      ? `Le total est ici de ${d.number("sum")}, mais de ${d.number("total")} dans «\u00a0${d.word("otherFr")}\u00a0».`
      : `La somme des parties est ${d.number("sum")}, non ${d.number("total")}.`,
  "part-above-total": (d) => `${d.number("value")} dépasse l’ensemble, ${d.number("total")}.`,
  "pair-out-of-order": (d) =>
    `${d.number("value")} dépasse ${d.number("other")}${d.has("otherFr") ? ` dans «\u00a0${d.word("otherFr")}\u00a0»` : ""}, qui devrait être au moins aussi grand.`,
  jump: (d) =>
    jump(
      d,
      {
        more: (p, year, was) => `${p} de plus qu’en ${year} (${was})`,
        fewer: (p, year, was) => `${p} de moins qu’en ${year} (${was})`,
      },
      "fr",
    ),
  "share-of-unknown": (d) => `${percent(d, "fr")} relèvent de «\u00a0non connu\u00a0».`,
  "break-not-declared": () => "La façon de compter a changé, mais aucune rupture n’est déclarée.",
  "unit-changed": () => "L’unité n’est plus la même.",
  "revision-without-reason": (d) =>
    `Une année passée est passée de ${d.number("former")} à ${d.number("value")}\u00a0; dites pourquoi.`,
  "bounds-wide": (d) => `L’intervalle est large\u00a0: de ${d.number("low")} à ${d.number("high")}.`,
  "small-sample": (d) =>
    d.of("users") === undefined
      ? `L’échantillon est petit (${d.number("n")}).`
      : agreedFr`Cette valeur ne repose que sur environ ${d.number("users")} personne[s].`,
  "zero-without-capability": () => "Zéro est indiqué, mais rien n’aurait pu être trouvé. N’a-t-on pas cherché\u00a0?",
  "same-reason-throughout": (d) =>
    agreedFr`${d.number("cells")} [1:du|des] ${d.number("asked")} chiffre[s] du tableau [0:a|ont] le même motif\u00a0; il peut être donné pour tout le tableau.`,
  "ratio-unlikely": (d) =>
    `${d.number("value")} est peu vraisemblable à côté de ${d.of("former") === undefined ? "des autres chiffres" : d.number("former")}. L’unité est-elle juste\u00a0?`.replace(
      "de des",
      "des",
    ),
  "series-twice": () => "Ce nombre est donné deux fois pour la même chose et la même période.",
  "definition-needs-text": () => "La définition nationale est choisie, mais non décrite.",
  "not-a-figure": () => "Ce n’est pas un chiffre.",
  "unknown-part": () => "Une partie de ce chiffre est inconnue.",
  "not-a-number": () => "Ce n’est pas un nombre.",
  "number-out-of-range": () => "Ce nombre est trop grand pour être gardé exactement.",
  "unknown-flag": () => "Une mention est inconnue.",
  "repeated-flag": () => "La même mention est donnée deux fois.",
  "reason-missing": () => "Sans valeur, il faut le motif.",
  "two-reasons": () => "Il ne peut y avoir qu’un motif.",
  "reason-with-value": () => "Une valeur et un motif d’absence ne peuvent aller ensemble.",
  "below-needs-hidden-or-detection": () =>
    "Sous une limite\u00a0: dites si le nombre est masqué ou n’a pu être détecté, l’un des deux.",
  "bounds-out-of-order": () => "La valeur doit se trouver entre ses bornes.",
  "bounds-without-value": () => "Des bornes demandent une valeur.",
  "sample-size-not-whole": () => "Un effectif est un nombre entier.",
  "note-too-long": () => "La note est trop longue.",
  "bad-note": () => "La note est illisible.",
};

const sentences: Record<Lang, Record<FindingCode, Sentence>> = { en, fr };

/** Says a finding in one sentence; a rule written in a questionnaire brings its own. */
export function sayFinding(finding: Pick<Finding, "code" | "detail" | "text">, lang: Lang): string {
  if (finding.text) return finding.text[lang];
  const detail: Detail = finding.detail ?? {};
  return sentences[lang][finding.code]({
    number: (name) => {
      const value = detail[name];
      return typeof value === "number" ? formatNumber(value, lang) : (value ?? "\u2013");
    },
    has: (name) => detail[name] !== undefined,
    word: (name) => String(detail[name] ?? "\u2013"),
    of: (name) => {
      const value = detail[name];
      return typeof value === "number" ? value : undefined;
    },
  });
}

function range(
  d: Say,
  say: { both: (a: string, b: string) => string; min: (a: string) => string; max: (b: string) => string },
): string {
  if (d.of("min") !== undefined && d.of("max") !== undefined) return say.both(d.number("min"), d.number("max"));
  return d.of("min") !== undefined ? say.min(d.number("min")) : say.max(d.number("max"));
}

type JumpWords = Record<"more" | "fewer", (percent: string, year: string, was: string) => string>;

function jump(d: Say, say: JumpWords, lang: Lang): string {
  const [value, former] = [d.of("value"), d.of("former")];
  // From the two figures: findings kept from before say a rounded percentage.
  const changed = value !== undefined && former ? (100 * (value - former)) / former : (d.of("percent") ?? 0);
  return say[changed < 0 ? "fewer" : "more"](
    formatPercent(Math.abs(changed), lang),
    d.word("period"),
    d.number("former"),
  );
}

function percent(d: Say, lang: Lang): string {
  return formatPercent(d.of("percent") ?? 0, lang);
}
