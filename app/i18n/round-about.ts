import { en } from "./agreeing";
import { bilingual } from "./messages";

const N = "\u00a0";

/** What a round is about by its codes, wherever rounds are named. */
export const roundAbout = bilingual(
  {
    about: (list: string, name: string) => `${list}: ${name}`,
    part: "The words of this round say something else than its codes: its answers are stored under the codes.",
    rounds: "Rounds in it",
    asked: (title: string, period: string) => `${title}, about ${period}`,
    reported: (reported: string, asked: string) => en`${reported} of ${asked} countr[y|ies] reported`,
  },
  {
    about: (list: string, name: string) => `${list}${N}: ${name}`,
    part: `Les mots de cette collecte disent autre chose que ses codes${N}: ses réponses sont enregistrées sous les codes.`,
    rounds: "Collectes reprises",
    asked: (title: string, period: string) => `${title}, sur ${period}`,
    reported: (reported: string, asked: string) => `${reported} pays sur ${asked} ont répondu`,
  },
);
