import type { Lang } from "~/domain/dictionary/dictionary";
import type { FlagCode, ReasonCode } from "~/domain/figure/figure";
import { leastCases } from "~/domain/release/few-cases";
import { atStart } from "./country-grammar";

/** Flags in one or two words, as they stand beside a figure. */
export const flagWords: Record<Lang, Record<FlagCode, string>> = {
  en: {
    B: "after a break",
    D: "definition differs",
    E: "estimated",
    F: "forecast",
    G: "experimental",
    I: "imputed",
    N: "not significant",
    P: "provisional",
    S: "special event",
    U: "low reliability",
    V: "not validated",
    W: "includes another category",
  },
  fr: {
    B: "après une rupture",
    D: "définition différente",
    E: "estimé",
    F: "prévu",
    G: "expérimental",
    I: "imputé",
    N: "non significatif",
    P: "provisoire",
    S: "événement particulier",
    U: "faible fiabilité",
    V: "non validé",
    W: "comprend une autre catégorie",
  },
};

/** Reasons for no value, in the words that stand in its place. */
export const reasonWords: Record<Lang, Record<ReasonCode, string>> = {
  en: {
    L: "not collected",
    O: "not available",
    M: "not applicable",
    Q: "suppressed to protect people",
    K: "included elsewhere",
  },
  fr: {
    L: "non collecté",
    O: "non disponible",
    M: "sans objet",
    Q: "masqué pour protéger les personnes",
    K: "inclus ailleurs",
  },
};

/** What each sign means, for the methods page. */
export const signMeanings: Record<Lang, Record<FlagCode | ReasonCode, string>> = {
  en: {
    B: "The way of counting changed before this value. It should not be compared with the values before; lines stop here and start again.",
    D: "The figure follows a definition of its own. Read its course over time, not its level beside other countries.",
    E: "Estimated by the reporting country or its source.",
    F: "A forecast, or computed with one.",
    G: "From a new method still being tried.",
    I: "Filled in by a stated method because a part was missing.",
    N: "Below what the method can tell from zero.",
    P: "Will be revised, for instance because a register is still open. Drawn hollow.",
    S: "Marked by an event that changed the figure, for instance a closure of services.",
    U: `From a small sample, or a rate of fewer than ${leastCases} cases. Drawn faded, with its interval where it has one.`,
    V: "Not checked by the reporting country.",
    W: "Holds another category that could not be split off.",
    L: "The country does not collect this figure.",
    O: "The figure exists or may exist, but was not at hand.",
    M: "The figure cannot exist there, for instance because there is no such service.",
    Q: "Hidden because it, or what could be computed from it, might point at a person.",
    K: "Counted under another category.",
  },
  fr: {
    B: "La manière de compter a changé avant cette valeur. Elle ne doit pas être comparée aux valeurs antérieures\u00a0; les courbes s’arrêtent et reprennent.",
    D: "Le chiffre suit une définition propre. Lisez son évolution, non son niveau à côté d’autres pays.",
    E: "Estimé par le pays déclarant ou par sa source.",
    F: "Prévision, ou calculé à partir d’une prévision.",
    G: "Issu d’une nouvelle méthode encore à l’essai.",
    I: "Complété par une méthode indiquée, une partie étant manquante.",
    N: "Inférieur à ce que la méthode peut distinguer de zéro.",
    P: "Sera révisé, par exemple parce qu’un registre est encore ouvert. Dessiné en creux.",
    S: "Marqué par un événement qui a modifié le chiffre, par exemple la fermeture de services.",
    U: `Issu d’un petit échantillon, ou taux de moins de ${leastCases} cas. Dessiné en clair, avec son intervalle s’il en a un.`,
    V: "Non vérifié par le pays déclarant.",
    W: "Comprend une autre catégorie qui n’a pas pu être séparée.",
    L: "Le pays ne collecte pas ce chiffre.",
    O: "Le chiffre existe ou peut exister, mais n’était pas à disposition.",
    M: "Le chiffre ne peut pas exister, par exemple parce que le service n’existe pas.",
    Q: "Masqué parce que ce chiffre, ou ce qui s’en déduirait, pourrait désigner une personne.",
    K: "Compté dans une autre catégorie.",
  },
};

/** Sign of a small count of people that its source had published before Vigie did; made by pages, never by a country. */
export const publicBefore = "*";

export const publicBeforeWords: Record<Lang, { words: string; meaning: string }> = {
  en: {
    words: "small number, already public",
    meaning:
      "Below the number at which Vigie hides counts of people. It is shown because the source it was imported from had already published it.",
  },
  fr: {
    words: "petit nombre, déjà public",
    meaning:
      "Inférieur au nombre sous lequel Vigie masque les effectifs de personnes. Il est montré, car la source dont il a été importé l’avait déjà publié.",
  },
};

/** Why a figure appears that the release before withheld, where nobody gave a reason of their own. */
export const hiddenBefore: Record<Lang, string> = {
  en: "was hidden to protect people before",
  fr: "était masqué auparavant pour protéger les personnes",
};

/** Why a rate is of low reliability, where it is for its few cases. */
export const fewCasesWords: Record<Lang, string> = {
  en: `fewer than ${leastCases} cases`,
  fr: `moins de ${leastCases} cas`,
};

/**
 * Flags of a figure in words, in the order of the code list.
 * @param fewCases  it is a rate of too few cases: said with the flag of low reliability, and by itself where a release
 *                  does not have that flag yet
 */
export function wordsOf(flags: readonly string[], lang: Lang, fewCases = false): string[] {
  const few = fewCasesWords[lang];
  const weak = flagWords[lang].U;
  const known: Record<string, string> = {
    ...flagWords[lang],
    ...(fewCases ? { U: lang === "fr" ? `${weak}\u00a0: ${few}` : `${weak}: ${few}` } : {}),
    ...reasonWords[lang],
    [publicBefore]: publicBeforeWords[lang].words,
  };
  return [...flags.flatMap((code) => known[code] ?? []), ...(fewCases && !flags.includes("U") ? [few] : [])];
}

/** `120 (provisional)`, for lists of figures; the words alone where there is no value. */
export function inBrackets(value: string, words: readonly string[]): string {
  if (value === "") return words.join(", ");
  return words.length === 0 ? value : `${value} (${words.join(", ")})`;
}

/** Words and meaning of each sign of a figure, for its passport. */
export function meaningsOf(
  flags: readonly (FlagCode | ReasonCode)[],
  lang: Lang,
  fewCases = false,
): { words: string; meaning: string }[] {
  const drawn = lang === "fr" ? "Dessiné en clair." : "Drawn faded.";
  const weak = { words: flagWords[lang].U, meaning: `${atStart(fewCasesWords[lang])}. ${drawn}` };
  const signs = flags.map((flag) =>
    flag === "U" && fewCases ? weak : { words: wordsOf([flag], lang)[0] ?? flag, meaning: signMeanings[lang][flag] },
  );
  return fewCases && !flags.includes("U") ? [...signs, weak] : signs;
}
