import { bilingual } from "../messages";

const N = "\u00a0";

/** Words of the codes a round stores its answers under, where it is opened. */
export const roundCodes = bilingual(
  {
    codeOf: (name: string) => `What ${name} is, by its code`,
    codeHint: "Type a part of the name. Answers are stored under this code.",
    fromCode: "Empty: the name of the code. Refine it only so far that it still names the code.",
    titleOf: "The title",
    parting: {
      "no-such-code": (said: string, code: string) =>
        `${said} needs a code of its list: ${code === "" ? "choose one" : `${code} is none`}.`,
      "other-code": (said: string, code: string) =>
        `${said} names ${code}, and answers would be stored under another code.`,
      words: (said: string, code: string) =>
        `The words of ${said} do not say what its code says: answers would be stored as ${code}.`,
    },
  },
  {
    codeOf: (name: string) => `Ce qu’est ${name}, par son code`,
    codeHint: "Saisissez une partie du nom. Les réponses sont enregistrées sous ce code.",
    fromCode: `Vide${N}: le nom du code. Précisez-le sans cesser de nommer le code.`,
    titleOf: "Le titre",
    parting: {
      "no-such-code": (said: string, code: string) =>
        `Pour ${said}, il faut un code de la liste${N}: ${code === "" ? "choisissez-en un" : `${code} n’en est pas un`}.`,
      "other-code": (said: string, code: string) =>
        `${said} nomme ${code}, et les réponses seraient enregistrées sous un autre code.`,
      words: (said: string, code: string) =>
        `Les mots de ${said} ne disent pas ce que dit son code${N}: les réponses seraient enregistrées sous ${code}.`,
    },
  },
);
