import type { Lang } from "~/domain/dictionary/dictionary";
import { en, fr } from "../agreeing";
import { formatDay } from "../format";
import { bilingual, plural } from "../messages";

const nb = "\u00a0";

/** Words of an indicator's page that say what it rests on: what is shown first, how many countries, which vintages. */
export const indicatorWords = bilingual(
  {
    shownFirst: (codes: string) =>
      `This indicator has no total over all its codes. ${codes} comes first: no other code has figures of many more countries.`,
    highlighted: (names: string, count: number) =>
      `Shown until you choose others: ${names}. ${plural("en", count, { one: "It has one", other: "They have some" })} of the longest series.`,
    howChosen: "The rule",
    restsIn: (group: string, k: string, of: string, period: string) =>
      en`The median of ${group} rests on ${k} of ${of} countr[y|ies] in ${period}, the only year with enough of them.`,
    rests: (group: string, low: string, high: string, of: string) =>
      low === high
        ? en`The median of ${group} rests on ${low} of ${of} countr[y|ies] in each of these years.`
        : en`The median of ${group} rests on ${low} to ${high} of ${of} countr[y|ies], by year.`,
    jump: (before: string, k: string, after: string, now: string, tied: boolean) =>
      `That alone may make it step, most from ${before} (${k}) to ${after} (${now})${tied ? ", and as much at other times" : ""}.`,
    anewIn: (k: string, of: string, period: string) =>
      en`In ${period} it starts anew, as ${k} of its ${of} [1:does|do].`,
    anew: (k: string, of: string) => en`${k} of ${of} countr[y|ies] [0:starts|start] anew`,
    medianFile: "Medians as CSV",
    filesHold: (what: string) => `The files hold ${what}, with the choices of this page.`,
    everyCountry: "all countries",
    chosenCountries: (count: number) => en`the ${count} countr[y|ies] chosen`,
    membersOf: (groups: string) => `the members of ${groups}`,
    quoted: (name: string) => `“${name}”`,
    medianOfK: (k: string, of: string) => en`${k} of ${of} countr[y|ies]`,
    figuresRelease: (id: string, day: string) => `Figures: as published with release ${id} of ${day}.`,
    population: (source: string, when: string) =>
      `Population they are divided by, which has a date of its own: ${source} (${when}).`,
    takenIn: (day: string) => `taken into Vigie on ${day}`,
    vintage: (text: string) => `vintage ${text}`,
    columns: "What each column means",
  },
  {
    shownFirst: (codes: string) =>
      `Cet indicateur n’a pas de total de tous ses codes. ${codes} vient en premier${nb}: aucun autre code n’a de chiffres de beaucoup plus de pays.`,
    highlighted: (names: string, count: number) =>
      `Affichés tant que vous n’en choisissez pas d’autres${nb}: ${names}. ${plural("fr", count, { one: "Sa série est parmi les plus longues", other: "Leurs séries sont parmi les plus longues" })}.`,
    howChosen: "La règle",
    restsIn: (group: string, k: string, of: string, period: string) =>
      fr`La médiane (${group}) repose sur ${k} pays sur ${of} en ${period}, la seule année où ils sont assez nombreux.`,
    rests: (group: string, low: string, high: string, of: string) =>
      low === high
        ? fr`La médiane (${group}) repose sur ${low} pays sur ${of} pour chacune de ces années.`
        : fr`La médiane (${group}) repose sur ${low} à ${high} pays sur ${of}, selon l’année.`,
    jump: (before: string, k: string, after: string, now: string, tied: boolean) =>
      `Cela seul peut y faire une marche, surtout de ${before} (${k}) à ${after} (${now})${tied ? ", et autant à d’autres moments" : ""}.`,
    anewIn: (k: string, of: string, period: string) => fr`En ${period}, elle recommence, comme ${k} des ${of}.`,
    anew: (k: string, of: string) => fr`${k} pays sur ${of} recommence[0:nt]`,
    medianFile: "Médianes en CSV",
    filesHold: (what: string) => `Contenu des fichiers, avec les choix de cette page${nb}: ${what}.`,
    everyCountry: "tous les pays",
    chosenCountries: (count: number) => fr`[le|les] ${count} pays choisi[s]`,
    membersOf: (groups: string) => `les membres de ${groups}`,
    quoted: (name: string) => `«${nb}${name}${nb}»`,
    medianOfK: (k: string, of: string) => fr`${k} pays sur ${of}`,
    figuresRelease: (id: string, day: string) => `Chiffres${nb}: tels que publiés avec la diffusion ${id} du ${day}.`,
    population: (source: string, when: string) =>
      `Population par laquelle ils sont divisés, qui a sa propre date${nb}: ${source} (${when}).`,
    takenIn: (day: string) => `reprise dans Vigie le ${day}`,
    vintage: (text: string) => `millésime ${text}`,
    columns: "Ce que veut dire chaque colonne",
  },
);

/**
 * Says which state of a population was used.
 * @param vintage  the day on which it was taken in or accepted (`2023-01-10`), or a name of its own
 */
export function sayVintage(vintage: string, lang: Lang): string {
  const words = indicatorWords[lang];
  return /^\d{4}-\d\d-\d\d$/.test(vintage) ? words.takenIn(formatDay(vintage, lang)) : words.vintage(vintage);
}

type FirstView = { title: string; text: string; rules: { term: string; text: string }[] };

/** How the first view of an indicator's page is chosen: said on the methods page, made in domain/view-usual.ts and view-highlights.ts. */
export const firstView: Record<Lang, FirstView> = {
  en: {
    title: "What a page shows first",
    text: "Until a reader chooses. Every choice stands in the address of the page.",
    rules: [
      {
        term: "Which figures",
        text: "The total over all codes where the indicator has one: all substances, all ages, both sexes. Without a total, what at least nine tenths as many countries report as the most reported, in the latest year and over all years; of these the widest (a drug before its parts, 15–64 before 15–34), then the one with the larger figures, since it concerns more people.",
      },
      {
        term: "Which countries",
        text: "Three beside a median, else four. Each has one of the longest series (nine tenths of the longest or more) of the common definition; they are taken in turn from the north, west, south and east of Europe and from beyond. Between equals lot decides: it is drawn from the indicator’s code, the same for every reader and release. Values play no part.",
      },
      {
        term: "Which median",
        text: "That of the first group, drawn for the years in which at least a third of its countries have a value. How many they are stands with every year.",
      },
    ],
  },
  fr: {
    title: "Ce qu’une page montre d’abord",
    text: "Tant que le lecteur n’a pas choisi. Chaque choix figure dans l’adresse de la page.",
    rules: [
      {
        term: "Quels chiffres",
        text: `Le total de tous les codes, si l’indicateur en a un${nb}: toutes les substances, tous les âges, les deux sexes. À défaut, ce que déclarent au moins neuf dixièmes d’autant de pays que le plus déclaré, pour la dernière année et sur toutes les années${nb}; parmi ceux-là le plus large (une drogue avant ses parties, 15–64 avant 15–34), puis celui dont les chiffres sont les plus grands, car il concerne plus de personnes.`,
      },
      {
        term: "Quels pays",
        text: `Trois à côté d’une médiane, sinon quatre. Chacun a l’une des plus longues séries (neuf dixièmes de la plus longue ou plus) selon la définition commune${nb}; ils sont pris tour à tour au nord, à l’ouest, au sud et à l’est de l’Europe, et au-delà. À égalité, le sort décide${nb}: il est tiré du code de l’indicateur, le même pour tous les lecteurs et toutes les diffusions. Les valeurs n’y jouent aucun rôle.`,
      },
      {
        term: "Quelle médiane",
        text: "Celle du premier groupe, tracée pour les années où un tiers au moins de ses pays ont une valeur. Leur nombre figure à chaque année.",
      },
    ],
  },
};
