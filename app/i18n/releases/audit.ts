import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

/** Words of the audit of a candidate: what all that would be public tells of what is withheld. */
export const audit = bilingual(
  {
    title: "Audited as one system",
    looked: (cells: string, systems: string) =>
      en`${cells} withheld count[s] in ${systems} system[s] (a country, a period, the same persons), beside every release that ever was public.`,
    none: "Beyond what is public already, none can be known too closely.",
    told: (figures: number) => en`Of ${figures} figure[s] too much can be known: this candidate cannot be published.`,
    remedy: "Withdraw the total it can be computed from, or have its table corrected, and prepare again.",
    country: "Country",
    figure: "Figure",
    known: "What can be known",
    exactly: (number: string) => `exactly ${number}`,
    between: (least: string, most: string) => `between ${least} and ${most}`,
    atLeast: (least: string) => `${least} or more`,
    few: (persons: number) => en`shown, and rests on ${persons} person[s]`,
    unknown: "shown, and rests on an unknown number of persons",
    persons: (persons: number) => en`shown, and is ${persons} person[s]`,
    refused: (figure: string, known: string, more: number) =>
      more === 0
        ? `Not published: of ${figure} too much can be known (${known}).`
        : `Not published: of ${figure} too much can be known (${known}), and of ${en`${more} other figure[s]`} too.`,
    cannot: "The audit below names figures of which too much can be known. Nobody can publish the candidate so.",
    making: "What would be published is being put together and audited.",
    audited: (done: string, all: string) => `${done} of ${all} systems audited`,
    makingTitle: "Progress of the audit",
    look: "Look again",
    compared: (id: string) => `Differences were checked against ${id} and every release before it`,
  },
  {
    title: "Vérifié comme un seul système",
    looked: (cells: string, systems: string) =>
      fr`${cells} effectif[s] masqué[s] dans ${systems} système[s] (un pays, une période, les mêmes personnes), avec toutes les diffusions qui ont été publiques.`,
    none: "Au-delà de ce qui est déjà public, aucun ne peut être connu de trop près.",
    told: (figures: number) =>
      fr`On en saurait trop sur ${figures} chiffre[s]\u00a0: cette préparation ne peut pas être publiée.`,
    remedy: "Retirez le total dont il se déduit, ou faites corriger son tableau, puis préparez de nouveau.",
    country: "Pays",
    figure: "Chiffre",
    known: "Ce que l’on peut savoir",
    exactly: (number: string) => `exactement ${number}`,
    between: (least: string, most: string) => `entre ${least} et ${most}`,
    atLeast: (least: string) => `${least} ou plus`,
    few: (persons: number) => fr`visible, et repose sur ${persons} personne[s]`,
    unknown: "visible, et repose sur un nombre inconnu de personnes",
    persons: (persons: number) => fr`visible, et désigne ${persons} personne[s]`,
    refused: (figure: string, known: string, more: number) =>
      more === 0
        ? `Non publiée\u00a0: on en saurait trop sur ${figure} (${known}).`
        : `Non publiée\u00a0: on en saurait trop sur ${figure} (${known}), et sur ${fr`${more} autre[s] chiffre[s]`}.`,
    cannot:
      "La vérification ci-dessous nomme des chiffres sur lesquels on en saurait trop. Personne ne peut publier cette préparation.",
    making: "Ce qui serait publié est assemblé et vérifié.",
    audited: (done: string, all: string) => `${done} systèmes vérifiés sur ${all}`,
    makingTitle: "Avancement de la vérification",
    look: "Regarder de nouveau",
    compared: (id: string) =>
      `Les différences ont été vérifiées par rapport à ${id} et à toutes les diffusions d’avant`,
  },
);
