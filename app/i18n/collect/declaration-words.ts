import type { Lang } from "~/domain/dictionary/dictionary";
import type { DeclarationTrouble } from "~/domain/disclosure/declaration";
import type { CountryRule } from "~/domain/disclosure/disclosure";
import { formatNumber } from "../format";
import { declaration } from "./declaration";

const N = "\u00a0";

/** What is wrong with a declaration, and what to do. */
export const troubleWords: Record<Lang, Record<DeclarationTrouble, string>> = {
  en: {
    "total-missing": "Choose how the national total is published.",
    "url-missing": "Give the address at which the total is published.",
    "url-https": "The address starts with http://. Give the one that starts with https://.",
    "url-bad": "This is no address somebody else can open. It looks like https://www.statistics.example/deaths-2025.",
    "url-unused": "An address is given, but “published nationally” is not chosen. Choose it, or take the address out.",
    "one-by-one": "“Published nationally” is declared indicator by indicator, each with its address.",
    "all-confidential": "All national totals are declared confidential. End that declaration first.",
    "reason-missing": "Say why it is confidential, in at least ten characters.",
    "reason-long": "The reason is longer than 1 000 characters.",
    "threshold-whole": "The threshold is a whole number of persons.",
    "threshold-stricter": "The threshold must be higher than the common one: a country can only be stricter.",
    "threshold-high": "A threshold above 100 is not taken. If the total should not be public, declare it confidential.",
    nothing: "This is the common rule and changes nothing. Choose something stricter, or end the declaration below.",
  },
  fr: {
    "total-missing": "Choisissez comment le total national est publié.",
    "url-missing": "Indiquez l’adresse à laquelle le total est publié.",
    "url-https": "L’adresse commence par http://. Indiquez celle qui commence par https://.",
    "url-bad":
      "Ce n’est pas une adresse que d’autres peuvent ouvrir. Elle ressemble à https://www.statistiques.example/deces-2025.",
    "url-unused": `Une adresse est indiquée, mais «${N}publié au niveau national${N}» n’est pas choisi. Choisissez-le ou retirez l’adresse.`,
    "one-by-one": `«${N}Publié au niveau national${N}» se déclare indicateur par indicateur, chacun avec son adresse.`,
    "all-confidential":
      "Tous les totaux nationaux sont déclarés confidentiels. Mettez d’abord fin à cette déclaration.",
    "reason-missing": "Dites pourquoi il est confidentiel, en dix caractères au moins.",
    "reason-long": `Le motif dépasse 1${N}000 caractères.`,
    "threshold-whole": "Le seuil est un nombre entier de personnes.",
    "threshold-stricter": "Le seuil doit dépasser le seuil commun\u00a0: un pays ne peut qu’être plus strict.",
    "threshold-high":
      "Un seuil au-dessus de 100 n’est pas pris. Si le total ne doit pas être public, déclarez-le confidentiel.",
    nothing:
      "C’est la règle commune\u00a0: cela ne change rien. Choisissez plus strict, ou mettez fin à la déclaration ci-dessous.",
  },
};

/** Where there is no declaration yet, none can be ended. */
const nothingYet: Record<Lang, string> = {
  en: "This holds without a declaration too, so it changes nothing. Choose another way for the national total, or give a stricter threshold. If you want neither, nothing has to be sent.",
  fr: "Cela vaut aussi sans déclaration\u00a0: cela ne change rien. Choisissez une autre manière pour le total national, ou indiquez un seuil plus strict. Sinon, il n’y a rien à envoyer.",
};

/** A trouble in words. @param isDeclared  something is declared, so the page offers to end it */
export function troubleText(trouble: DeclarationTrouble, isDeclared: boolean, lang: Lang): string {
  return trouble === "nothing" && !isDeclared ? nothingYet[lang] : troubleWords[lang][trouble];
}

/** `confidential, threshold 10`. */
export function shortRule(rule: CountryRule | null, lang: Lang): string {
  const { short } = declaration[lang];
  const parts = [
    ...(rule?.total ? [short[rule.total]] : []),
    ...(rule?.threshold ? [short.threshold(formatNumber(rule.threshold, lang))] : []),
  ];
  return parts.length === 0 ? short.common : parts.join(", ");
}

/**
 * What a rule does to the figures of one indicator, in a sentence or two.
 * @param about.common  threshold of the indicator, persons
 */
export function meaningOf(
  rule: CountryRule | null,
  about: { common: number; protectZeros: boolean },
  lang: Lang,
): string {
  const { means } = declaration[lang];
  const persons = Math.max(about.common, rule?.threshold ?? 0);
  const [k, under] = [formatNumber(persons, lang), formatNumber(persons - 1, lang)];
  const said =
    rule?.total === "published"
      ? means.published(k, under)
      : rule?.total === "confidential"
        ? means.confidential(under)
        : means.total(under);
  return about.protectZeros ? `${said} ${means.zeros}` : said;
}

/** The same in a few words, for a list: `total confidential, 1 to 4 hidden`. */
export function holdsOf(
  rule: CountryRule | null,
  about: { common: number; protectZeros: boolean },
  lang: Lang,
): string {
  const { holds } = declaration[lang];
  const under = formatNumber(Math.max(about.common, rule?.threshold ?? 0) - 1, lang);
  const small = about.protectZeros ? holds.zeros(under) : holds.total(under);
  return rule?.total === "confidential" ? `${holds.confidential}, ${small}` : small;
}

/** What a rule declared for all indicators does. @param common  lowest threshold, persons */
export function meaningForAll(rule: CountryRule | null, common: number, lang: Lang): string {
  const { means } = declaration[lang];
  const below = means.allTotal(formatNumber(Math.max(common, rule?.threshold ?? 0), lang));
  return rule?.total === "confidential" ? `${means.allConfidential} ${below}` : below;
}
