import { fr } from "../agreeing";
import { bilingual, plural } from "../messages";
import { revisionWord, sectionWord } from "../numbered";

const N = "\u00a0";

/** Words of the receipt. */
export const receipt = bilingual(
  {
    title: (section: string) => `${section} is submitted`,
    titleMany: (n: number) => plural("en", n, { one: "1 section is submitted", other: `${n} sections are submitted` }),
    section: (n: number, title: string) => (n > 0 ? `Section ${n}, ${title}` : `The ${sectionWord(n, title, "en")}`),
    keep: "Keep this reference:",
    submitted: "Submitted",
    by: "By",
    round: "Round",
    sections: "Sections",
    figures: "Figures",
    flags: "Flags",
    warnings: "Warnings",
    fingerprint: "Fingerprint",
    at: (day: string, time: string) => `${day}, ${time}, Paris time`,
    revision: (round: string, n: number) => `${round} · ${revisionWord(n, "en")}`,
    figuresLine: (n: number, parts: string) => `${n} given${parts === "" ? "" : `: ${parts}`}`,
    withValue: (n: number) => `${n} with a value`,
    warningsLine: (n: number) => plural("en", n, { one: "1 with its reason", other: `${n} with their reasons` }),
    read: "Read them",
    none: "none",
    fingerprintHint: (n: number) =>
      `SHA-256 of ${plural("en", n, { one: "the answer", other: `the ${n} answers` })} as stored. The same answers always give the same fingerprint.`,
    next: "Continue with section",
    print: "Print this receipt",
    whatNext: "What happens next",
    step1: "A reviewer reads the section.",
    step1Text: "Beside last year’s figures, those that changed most first.",
    step2: "It is accepted, or returned with reasons.",
    step2Text: "Either way your home page says so. A returned section opens for changes again.",
    step3: "Accepted figures enter the next release.",
    step3Text: "Small counts are protected first. What is withheld is listed with its reason.",
    mistake: "Found a mistake later?",
    mistakeText:
      "After acceptance you can start a revision. The accepted figures stay published until the revision is accepted.",
    still: (day: string) => `Still to submit by ${day}`,
    left: (left: number, all: number, returned: number) =>
      `${left} of ${plural("en", all, { one: "1 section", other: `${all} sections` })}${returned > 0 ? `, ${returned === 1 ? "one" : returned} returned` : ""}.`,
    seeLeft: "See what is left",
    allDone: "Every section is submitted, accepted or declared.",
  },
  {
    title: (section: string) => `${section} est soumise`,
    titleMany: (n: number) =>
      plural("fr", n, { one: `${n} section est soumise`, other: `${n} sections sont soumises` }),
    section: (n: number, title: string) => (n > 0 ? `La section ${n}, ${title}` : `La ${sectionWord(n, title, "fr")}`),
    keep: `Gardez cette référence${N}:`,
    submitted: "Soumise",
    by: "Par",
    round: "Collecte",
    sections: "Sections",
    figures: "Chiffres",
    flags: "Mentions",
    warnings: "Avertissements",
    fingerprint: "Empreinte",
    at: (day: string, time: string) => `${day}, ${time}, heure de Paris`,
    revision: (round: string, n: number) => `${round} · ${revisionWord(n, "fr")}`,
    figuresLine: (n: number, parts: string) =>
      `${plural("fr", n, { one: `${n} donné`, other: `${n} donnés` })}${parts === "" ? "" : `${N}: ${parts}`}`,
    withValue: (n: number) => `${n} avec une valeur`,
    warningsLine: (n: number) => plural("fr", n, { one: `${n} avec son motif`, other: `${n} avec leurs motifs` }),
    read: "Les lire",
    none: "aucun",
    fingerprintHint: (n: number) =>
      `SHA-256 ${n < 2 ? "de la réponse telle qu’enregistrée" : fr`des ${n} réponses telles qu’enregistrées`}. Les mêmes réponses donnent toujours la même empreinte.`,
    next: "Continuer avec la section",
    print: "Imprimer cet accusé de réception",
    whatNext: "La suite",
    step1: "Un réviseur lit la section.",
    step1Text: "À côté des chiffres de l’an dernier, ceux qui ont le plus changé d’abord.",
    step2: "Elle est acceptée, ou renvoyée avec des motifs.",
    step2Text:
      "Dans les deux cas votre page d’accueil le dit. Une section renvoyée s’ouvre de nouveau aux modifications.",
    step3: "Les chiffres acceptés entrent dans la prochaine diffusion.",
    step3Text: "Les petits nombres sont d’abord protégés. Ce qui n’est pas publié est indiqué avec son motif.",
    mistake: `Une erreur trouvée plus tard${N}?`,
    mistakeText:
      "Après l’acceptation vous pouvez ouvrir une révision. Les chiffres acceptés restent publiés jusqu’à ce que la révision soit acceptée.",
    still: (day: string) => `Encore à soumettre pour le ${day}`,
    left: (left: number, all: number, returned: number) =>
      `${plural("fr", left, { one: `${left} section`, other: `${left} sections` })} sur ${all}${returned > 0 ? `, dont ${returned} ${returned === 1 ? "renvoyée" : "renvoyées"}` : ""}.`,
    seeLeft: "Voir ce qui reste",
    allDone: "Chaque section est soumise, acceptée ou déclarée.",
  },
);
