import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

const nb = "\u00a0";

/** Words of the list of countries. */
export const countriesWords = bilingual(
  {
    title: "Countries",
    lead: (with_: string, of: string) =>
      en`${with_} of ${of} member[s] of the Pompidou Group [0:has|have] figures in this release. In alphabetical order; a name opens the country’s page.`,
    members: "Members",
    membersText: "The countries that are asked.",
    askedText:
      "How many figures are asked differs by country: its own answers decide which questions and tables are put to it.",
    others: "Other countries with figures",
    othersText: "Former members, partners, and countries whose figures were imported.",
    country: "Country",
    figures: "Figures",
    indicators: "Indicators with figures",
    latest: "Newest period",
    round: (title: string) => `Figures given in ${title}`,
    noRound: "not asked",
    none: "none",
    kOfN: (k: string, n: string) => `${k} of ${n}`,
    all: "All countries with what they have reported",
    list: "List of countries",
  },
  {
    title: "Pays",
    lead: (with_: string, of: string) =>
      fr`${with_} [1:du|des] ${of} membre[s] du Groupe Pompidou [0:a|ont] des chiffres dans cette diffusion. Par ordre alphabétique${nb}; un nom ouvre la page du pays.`,
    members: "Membres",
    membersText: "Les pays qui sont interrogés.",
    askedText:
      "Le nombre de chiffres demandés diffère d’un pays à l’autre\u00a0: les réponses de chacun décident des questions et des tableaux qui lui sont posés.",
    others: "Autres pays avec des chiffres",
    othersText: "Anciens membres, partenaires, et pays dont les chiffres ont été importés.",
    country: "Pays",
    figures: "Chiffres",
    indicators: "Indicateurs avec des chiffres",
    latest: "Période la plus récente",
    round: (title: string) => `Chiffres donnés, ${title}`,
    noRound: "non interrogé",
    none: "aucun",
    kOfN: (k: string, n: string) => `${k} sur ${n}`,
    all: "Tous les pays et ce qu’ils ont communiqué",
    list: "Liste des pays",
  },
);
