import { fr } from "../agreeing";
import { bilingual } from "../messages";

const N = "\u00a0";

/** Words for answers that are not settled: two values, or a text that is not taken. */
export const fillKept = bilingual(
  {
    kept: {
      notTaken: "Not taken, kept here as you typed it",
      copy: "Copy the text",
      copied: "Copied",
      notCopied: "This browser does not let the page copy: select the text and copy it.",
      again: "Try again",
      giveUp: "Give it up",
      meanwhile: (who: string) =>
        `${who} saved this answer while you were typing. Yours is kept here and has not been saved.`,
      rows: (count: number) => `${count} ${count === 1 ? "row" : "rows"}`,
    },
  },
  {
    kept: {
      notTaken: "Non retenu, gardé ici tel que saisi",
      copy: "Copier le texte",
      copied: "Copié",
      notCopied: `Ce navigateur ne laisse pas la page copier${N}: sélectionnez le texte et copiez-le.`,
      again: "Réessayer",
      giveUp: "Y renoncer",
      meanwhile: (who: string) =>
        `${who} a enregistré cette réponse pendant votre saisie. La vôtre est gardée ici et n’est pas enregistrée.`,
      rows: (count: number) => fr`${count} ligne[s]`,
    },
  },
);
