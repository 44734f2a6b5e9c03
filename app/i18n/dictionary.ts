import { bilingual } from "./messages";

/** Why entries of the dictionary are not taken, after the name of the entry: `indicator NEW-ONE: …`. */
export const dictionary = bilingual(
  {
    problem: {
      malformed: (what: string) => `“${what}” is missing or not of its shape.`,
      "bad-code": (what: string) => `“${what}” is no code: capital letters, digits and _ (indicators: -).`,
      duplicate: (what: string) => `“${what}” is named twice.`,
      "unknown-dimension": (what: string) => `there is no dimension “${what}”.`,
      "unknown-unit": (what: string) => `there is no unit “${what}”.`,
      "unknown-parent": (what: string) => `the parent “${what}” is not in the list.`,
      "parent-circle": (what: string) => `“${what}” is above and below this code.`,
      "unknown-values": (what: string) => `there is no list “${what}” of possible values.`,
      "values-missing": () => "an indicator that is a category names the list of its possible values.",
      "additive-not-a-dimension": (what: string) => `“${what}” adds up but is no dimension of the indicator.`,
      "unknown-numerator": (what: string) => `the numerator “${what}” is no indicator.`,
      "text-missing": (what: string) => `a text is not written in both languages (${what}).`,
      "bad-date": (what: string) => `“${what}” is neither a year nor a day.`,
      "unknown-group": (what: string) => `there is no group “${what}”.`,
      "unknown-country": (what: string) => `there is no country “${what}”.`,
      "defined-otherwise": (what: string) =>
        `“${what}” is defined otherwise already; take another code, or the definition that stands.`,
      "key-changed": (what: string) => `“${what}” is part of the key of its series and cannot be taken away.`,
    },
  },
  {
    problem: {
      malformed: (what: string) => `«\u00a0${what}\u00a0» manque ou n’a pas la forme attendue.`,
      "bad-code": (what: string) =>
        `«\u00a0${what}\u00a0» n’est pas un code\u00a0: majuscules, chiffres et _ (indicateurs\u00a0: -).`,
      duplicate: (what: string) => `«\u00a0${what}\u00a0» est nommé deux fois.`,
      "unknown-dimension": (what: string) => `il n’y a pas de dimension «\u00a0${what}\u00a0».`,
      "unknown-unit": (what: string) => `il n’y a pas d’unité «\u00a0${what}\u00a0».`,
      "unknown-parent": (what: string) => `le parent «\u00a0${what}\u00a0» n’est pas dans la liste.`,
      "parent-circle": (what: string) => `«\u00a0${what}\u00a0» est à la fois au-dessus et au-dessous de ce code.`,
      "unknown-values": (what: string) => `il n’y a pas de liste «\u00a0${what}\u00a0» de valeurs possibles.`,
      "values-missing": () => "un indicateur qui est une catégorie nomme la liste de ses valeurs possibles.",
      "additive-not-a-dimension": (what: string) =>
        `«\u00a0${what}\u00a0» s’additionne mais n’est pas une dimension de l’indicateur.`,
      "unknown-numerator": (what: string) => `le numérateur «\u00a0${what}\u00a0» n’est pas un indicateur.`,
      "text-missing": (what: string) => `un texte n’est pas écrit dans les deux langues (${what}).`,
      "bad-date": (what: string) => `«\u00a0${what}\u00a0» n’est ni une année ni un jour.`,
      "unknown-group": (what: string) => `il n’y a pas de groupe «\u00a0${what}\u00a0».`,
      "unknown-country": (what: string) => `il n’y a pas de pays «\u00a0${what}\u00a0».`,
      "defined-otherwise": (what: string) =>
        `«\u00a0${what}\u00a0» est déjà défini autrement\u00a0; prendre un autre code, ou la définition en vigueur.`,
      "key-changed": (what: string) =>
        `«\u00a0${what}\u00a0» fait partie de la clé de ses séries et ne peut pas être retiré.`,
    },
  },
);
