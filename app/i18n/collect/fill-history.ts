import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

const N = "\u00a0";

/** Words about the history of a figure and its log, in the drawer. */
export const fillHistory = bilingual(
  {
    title: "Over the years",
    loading: "Looking for earlier values…",
    failed: "The earlier values could not be loaded.",
    again: "Try again",
    row: "Earlier values are shown once the row says what it is about.",
    none: "Nothing was accepted before.",
    chart: (from: string, to: string) => `Accepted values, ${from} to ${to}:`,
    one: (period: string, value: string) => `One accepted value, ${period}: ${value}.`,
    range: (low: string, lowAt: string, high: string, highAt: string) =>
      `lowest ${low} in ${lowAt}, highest ${high} in ${highAt}.`,
    typed: (period: string, value: string) => `This figure, ${period}: ${value}.`,
    ring: "Ring: this figure.",
    gaps: (periods: string) => `No value: ${periods}.`,
    breaks: (periods: string) => `A new series begins: ${periods}.`,
    band: (countries: number, period: string, low: string, high: string) =>
      en`Grey: middle half of the ${countries} other countr[y|ies] with a released value for ${period}, ${low} to ${high}`,
    perInhabitant: "scaled by inhabitants to the size of this country",
    all: "All values",
    period: "Period",
    own: "Own",
    others: "Others, middle half",
    log: {
      title: "Changes",
      loading: "Looking for the changes…",
      failed: "The changes could not be loaded.",
      none: "Not changed in this round yet.",
      line: (who: string, when: string) => `${who}, ${when}`,
    },
  },
  {
    title: "Au fil des ans",
    loading: "Recherche des valeurs antérieures…",
    failed: "Les valeurs antérieures n’ont pas pu être chargées.",
    again: "Réessayer",
    row: "Les valeurs antérieures s’affichent dès que la ligne dit de quoi il s’agit.",
    none: "Aucune valeur n’a encore été acceptée.",
    chart: (from: string, to: string) => `Valeurs acceptées, de ${from} à ${to}${N}:`,
    one: (period: string, value: string) => `Une valeur acceptée, ${period}${N}: ${value}.`,
    range: (low: string, lowAt: string, high: string, highAt: string) =>
      `au plus bas ${low} en ${lowAt}, au plus haut ${high} en ${highAt}.`,
    typed: (period: string, value: string) => `Ce chiffre, ${period}${N}: ${value}.`,
    ring: `Cercle vide${N}: ce chiffre.`,
    gaps: (periods: string) => `Sans valeur${N}: ${periods}.`,
    breaks: (periods: string) => `Nouvelle série à partir de${N}: ${periods}.`,
    band: (countries: number, period: string, low: string, high: string) =>
      fr`Gris${N}: moitié centrale [de l’|des] ${countries} autre[s] pays dont la valeur ${period} est diffusée, de ${low} à ${high}`,
    perInhabitant: "ramenée, par habitant, à la taille du pays",
    all: "Toutes les valeurs",
    period: "Période",
    own: "Pays",
    others: "Autres, moitié centrale",
    log: {
      title: "Modifications",
      loading: "Recherche des modifications…",
      failed: "Les modifications n’ont pas pu être chargées.",
      none: "Pas encore modifié dans cette collecte.",
      line: (who: string, when: string) => `${who}, ${when}`,
    },
  },
);
