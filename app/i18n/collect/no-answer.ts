import type { Lang } from "~/domain/dictionary/dictionary";
import type { NoAnswerCode } from "~/domain/submission/submit-reasons";

const noAnswer: Record<Lang, Record<NoAnswerCode, string>> = {
  en: {
    "not-collected": "The country does not collect this",
    "not-this-year": "No survey or count this year",
    "not-competent": "Another authority holds it and did not answer",
    "no-capacity": "No capacity to answer this time",
    other: "Another reason",
  },
  fr: {
    "not-collected": "Le pays ne recueille pas ces données",
    "not-this-year": "Pas d’enquête ni de comptage cette année",
    "not-competent": "Une autre autorité les détient et n’a pas répondu",
    "no-capacity": "Pas de moyens pour répondre cette fois",
    other: "Un autre motif",
  },
};

/** A reason for no answer in words; a code of the future stays as it is. */
export function noAnswerWords(code: string, lang: Lang): string {
  const words: Record<string, string> = noAnswer[lang];
  return words[code] ?? code;
}
