import { en, fr } from "../agreeing";
import { bilingual, plural } from "../messages";

const N = "\u00a0";

/** Words around what a country writes before it submits: answers to reasons of a return, reasons for warnings by kind. */
export const submitWords = bilingual(
  {
    kind: {
      count: (n: number) => plural("en", n, { one: "1 warning", other: `${n} warnings` }),
      missing: (n: number) => plural("en", n, { one: "1 needs a reason", other: `${n} need a reason` }),
      allGiven: (n: number) => plural("en", n, { one: "with its reason", other: "all with a reason" }),
      oneFor: (n: number) =>
        `One reason for these ${n}: why? Reviewers read it. It becomes public only if the reviewer decides so.`,
      former: "Given before the figures changed: check and send again.",
      each: (n: number) => `A reason of its own for each of the ${n}`,
      given: (n: number) => plural("en", n, { one: "1 with its reason", other: `${n} with their reasons` }),
      which: (n: number) => en`[The|All] ${n} figure[s]`,
    },
    returned: {
      title: "Came back with these reasons",
      lead: "Answer each reason in words, or correct its figure. The reviewer reads your answer, and the old and the new figure, beside the reason.",
      by: (by: string, when: string) => `${by}, ${when}`,
      reviewer: "the reviewer",
      reply: "Your answer to the reviewer",
      replyOptional: "Your answer to the reviewer (not needed: the figure was corrected)",
      given: (by: string, when: string) => `Answered by ${by}, ${when}`,
      somebody: "somebody",
      noneYet: "No answer yet.",
      toFigure: "Go to the question",
      toSection: "Go to the section",
      needs: "Needs an answer or a correction",
      needsWords: "Needs an answer",
      state: { "not-yet": "Not yet", corrected: "Corrected", answered: "Answered" },
    },
  },
  {
    kind: {
      count: (n: number) => plural("fr", n, { one: `${n} avertissement`, other: `${n} avertissements` }),
      missing: (n: number) => plural("fr", n, { one: `${n} attend un motif`, other: `${n} attendent un motif` }),
      allGiven: (n: number) => plural("fr", n, { one: "avec son motif", other: "tous avec un motif" }),
      oneFor: (n: number) =>
        `Un seul motif pour ces ${n}${N}: pourquoi${N}? Les réviseurs le lisent. Il ne devient public que si le réviseur le décide.`,
      former: `Donné avant que les chiffres ne changent${N}: à vérifier et à renvoyer.`,
      each: (n: number) => `Un motif à part pour chacun des ${n}`,
      given: (n: number) => plural("fr", n, { one: `${n} avec son motif`, other: `${n} avec leurs motifs` }),
      which: (n: number) => fr`[Le|Les] ${n} chiffre[s]`,
    },
    returned: {
      title: "Renvoyée avec ces motifs",
      lead: "Répondez à chaque motif, ou corrigez son chiffre. Le réviseur lit votre réponse, l’ancien et le nouveau chiffre, à côté du motif.",
      by: (by: string, when: string) => `${by}, ${when}`,
      reviewer: "le réviseur",
      reply: "Votre réponse au réviseur",
      replyOptional: `Votre réponse au réviseur (facultative${N}: le chiffre a été corrigé)`,
      given: (by: string, when: string) => `Réponse de ${by}, ${when}`,
      somebody: "quelqu’un",
      noneYet: "Pas encore de réponse.",
      toFigure: "Aller à la question",
      toSection: "Aller à la section",
      needs: "Attend une réponse ou une correction",
      needsWords: "Attend une réponse",
      state: { "not-yet": "Pas encore", corrected: "Corrigé", answered: "Réponse donnée" },
    },
  },
);
