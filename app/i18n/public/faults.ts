import { bilingual } from "../messages";

/** What a public page says of a faulty address, and where it leads. */
export const faultWords = bilingual(
  {
    fault: {
      "unknown-parameter": {
        title: "This address has a part Vigie does not know",
        text: (parameter: string) =>
          `There is no choice called ${parameter} on this page. Nothing else in the address was looked at.`,
      },
      "repeated-parameter": {
        title: "This address says the same thing twice",
        text: (parameter: string) =>
          `${parameter} may stand once only. Several countries or groups are parted by commas.`,
      },
      "unknown-value": {
        title: "This address asks for something Vigie does not know",
        text: (parameter: string, value: string) =>
          `${value === "" ? "An empty text" : value} is no value of ${parameter} in this release.`,
      },
      "unknown-release": {
        title: "There is no such release",
        text: (_parameter: string, value: string) =>
          /^2\d\d\d-[1-9]\d{0,2}$/.test(value)
            ? "no release of this name was published."
            : "a release is named by its year and its number in that year, like 2026-1.",
      },
      "repeated-value": {
        title: "This address names something twice",
        text: (parameter: string, value: string) => `${value} stands twice in ${parameter}.`,
      },
      "not-a-year": {
        title: "This address asks for a year that is none",
        text: (parameter: string, value: string) => `${value} in ${parameter} is not a year of four digits.`,
      },
      "years-out-of-order": {
        title: "The years of this address are the wrong way round",
        text: () => "The first year is later than the last.",
      },
      "ranking-forbidden": {
        title: "Countries are not ranked on this indicator",
        text: () => "Its countries stand in alphabetical order only.",
      },
    },
    faultKnown: "The same page in a release that exists",
    faultUsual: "The page without these choices",
    faultList: "All indicators and their codes",
  },
  {
    fault: {
      "unknown-parameter": {
        title: "Cette adresse contient un élément que Vigie ne connaît pas",
        text: (parameter: string) =>
          `Il n’y a pas de choix nommé ${parameter} sur cette page. Le reste de l’adresse n’a pas été lu.`,
      },
      "repeated-parameter": {
        title: "Cette adresse dit deux fois la même chose",
        text: (parameter: string) =>
          `${parameter} ne peut figurer qu’une fois. Plusieurs pays ou groupes se séparent par des virgules.`,
      },
      "unknown-value": {
        title: "Cette adresse demande quelque chose que Vigie ne connaît pas",
        text: (parameter: string, value: string) =>
          `${value === "" ? "Un texte vide" : value} n’est pas une valeur de ${parameter} dans cette diffusion.`,
      },
      "unknown-release": {
        title: "Cette diffusion n’existe pas",
        text: (_parameter: string, value: string) =>
          /^2\d\d\d-[1-9]\d{0,2}$/.test(value)
            ? "aucune diffusion de ce nom n’a été publiée."
            : "une diffusion est nommée par son année et son numéro dans l’année, comme 2026-1.",
      },
      "repeated-value": {
        title: "Cette adresse nomme deux fois la même chose",
        text: (parameter: string, value: string) => `${value} figure deux fois dans ${parameter}.`,
      },
      "not-a-year": {
        title: "Cette adresse demande une année qui n’en est pas une",
        text: (parameter: string, value: string) =>
          `${value} dans ${parameter} n’est pas une année de quatre chiffres.`,
      },
      "years-out-of-order": {
        title: "Les années de cette adresse sont inversées",
        text: () => "La première année est postérieure à la dernière.",
      },
      "ranking-forbidden": {
        title: "Les pays ne sont pas classés sur cet indicateur",
        text: () => "Ses pays figurent uniquement dans l’ordre alphabétique.",
      },
    },
    faultKnown: "La même page dans une diffusion qui existe",
    faultUsual: "La page sans ces choix",
    faultList: "Tous les indicateurs et leurs codes",
  },
);
