import { en, fr } from "../agreeing";
import { bilingual } from "../messages";
import { revisionWord } from "../numbered";

const N = "\u00a0";

/** Words of the focal point's home. */
export const collect = bilingual(
  {
    title: "Collect",
    openRounds: (count: number) =>
      count === 0 ? "No round is open." : count === 1 ? "One round is open." : `${numberWord(count)} rounds are open.`,
    cameBack: (sections: number, reasons: number) =>
      `${sections === 1 ? "One section" : `${numberWord(sections)} sections`} came back with ${reasons === 1 ? "1 reason" : `${reasons} reasons`}.`,
    continueWith: (place: string) => `Continue with section ${place}`,
    startWith: (place: string) => `Start with section ${place}`,
    allDone: "See the receipt",
    leftAt: (round: string, when: string, at: string) =>
      `${round} · you left it ${when}${at === "" ? "" : `, at ${at}`}`,
    came: "Came back",
    reviewer: (who: string, when: string) => `${who}, reviewer · ${when}`,
    open: "Open rounds",
    figures: (known: string, asked: string) => en`${known} of the ${asked} figure[s] asked so far`,
    sectionsDone: (done: number, all: number) => en`${done} of ${all} section[s] done`,
    lastSaved: (who: string, when: string) => `last saved by ${who}, ${when}`,
    notStarted: "not started",
    askedBy: (day: string) => `Asked for by ${day}`,
    lastDay: (day: string) => `last day ${day}, end of day in Paris`,
    paris: "end of day in Paris",
    yours: (sections: string) => `Yours to fill in: ${sections}.`,
    yoursNone: "No section of this round is delegated to you.",
    startButton: "Start",
    openButton: "Open",
    strip: "Sections and their states",
    legend: {
      accepted: "accepted",
      submitted: "submitted, not yet reviewed",
      "in-progress": "in progress",
      returned: "returned with reasons",
      "not-started": "not started",
      "no-answer": "no answer this round, with its reason",
    },
    short: {
      "not-started": "Not started",
      "signed-off": "Signed off",
      submitted: "Submitted",
      accepted: "Accepted",
      "no-answer": "No answer",
      reasons: (count: number) => (count === 1 ? "1 reason" : `${count} reasons`),
    },
    allSections: (count: number) => (count === 1 ? "The one section" : `All ${count} sections`),
    earlier: "Earlier rounds",
    head: {
      round: "Round",
      about: "About",
      state: "State",
      figures: "Figures",
      receipt: "Receipt",
      published: "Published in",
    },
    of: (known: string, asked: string) => `${known} of ${asked}`,
    stateOn: {
      accepted: (day: string) => `Accepted ${day}`,
      submitted: (day: string) => `Submitted ${day}`,
      draft: "Not submitted",
      returned: "Returned",
      empty: "Nothing was sent",
    },
    revision: (number: number) => `, ${revisionWord(number, "en")}`,
    none: (country: string) => `No round is open for ${country}.`,
    noneLast: (round: string, day: string) => `The last one, ${round}, closed on ${day}.`,
    countries: "Countries you answer for",
    noCountry: "You answer for no country. Ask the secretariat for the role you should have.",
  },
  {
    title: "Collecte",
    openRounds: (count: number) =>
      count === 0
        ? "Aucune collecte n’est ouverte."
        : count < 2
          ? "Une collecte est ouverte."
          : fr`${numberWordFr(count)} collectes sont ouvertes.`,
    cameBack: (sections: number, reasons: number) =>
      `${sections < 2 ? "Une section a été renvoyée" : fr`${numberWordFr(sections)} sections ont été renvoyées`} avec ${reasons < 2 ? `${reasons} motif` : fr`${reasons} motifs`}.`,
    continueWith: (place: string) => `Continuer avec la section ${place}`,
    startWith: (place: string) => `Commencer par la section ${place}`,
    allDone: "Voir l’accusé de réception",
    leftAt: (round: string, when: string, at: string) => `${round} · quittée ${when}${at === "" ? "" : `, à ${at}`}`,
    came: "Renvoyées",
    reviewer: (who: string, when: string) => `${who}, réviseur · ${when}`,
    open: "Collectes ouvertes",
    figures: (known: string, asked: string) => fr`${known} chiffre[s] sur [1:le|les] ${asked} demandé[1:s] jusqu’ici`,
    sectionsDone: (done: number, all: number) =>
      fr`${done} ${done < 2 ? "section faite" : "sections faites"} sur ${all}`,
    lastSaved: (who: string, when: string) => `dernier enregistrement par ${who}, ${when}`,
    notStarted: "non commencée",
    askedBy: (day: string) => `À rendre le ${day}`,
    lastDay: (day: string) => `dernier jour le ${day}, fin de journée à Paris`,
    paris: "fin de journée à Paris",
    yours: (sections: string) => `À remplir par vous\u00a0: ${sections}.`,
    yoursNone: "Aucune section de cette collecte ne vous est déléguée.",
    startButton: "Commencer",
    openButton: "Ouvrir",
    strip: "Sections et leur état",
    legend: {
      accepted: "acceptée",
      submitted: "soumise, en attente d’examen",
      "in-progress": "en cours",
      returned: "renvoyée avec motifs",
      "not-started": "non commencée",
      "no-answer": "pas de réponse cette fois, avec son motif",
    },
    short: {
      "not-started": "À faire",
      "signed-off": "Visée",
      submitted: "Soumise",
      accepted: "Acceptée",
      "no-answer": "Sans réponse",
      reasons: (count: number) => (count < 2 ? `${count} motif` : fr`${count} motifs`),
    },
    allSections: (count: number) => (count < 2 ? "La seule section" : fr`Les ${count} sections`),
    earlier: "Collectes précédentes",
    head: {
      round: "Collecte",
      about: "Porte sur",
      state: "État",
      figures: "Chiffres",
      receipt: "Accusé de réception",
      published: "Diffusée dans",
    },
    of: (known: string, asked: string) => `${known} sur ${asked}`,
    stateOn: {
      accepted: (day: string) => `Acceptée le ${day}`,
      submitted: (day: string) => `Soumise le ${day}`,
      draft: "Non soumise",
      returned: "Renvoyée",
      empty: "Rien n’a été envoyé",
    },
    revision: (number: number) => `, ${revisionWord(number, "fr")}`,
    none: (country: string) => `Aucune collecte n’est ouverte pour ${country}${N}.`.replace(`${N}.`, "."),
    noneLast: (round: string, day: string) => `La dernière, ${round}, a été close le ${day}.`,
    countries: "Pays pour lesquels vous répondez",
    noCountry: "Vous ne répondez pour aucun pays. Demandez au secrétariat le rôle qui vous revient.",
  },
);

function numberWord(count: number): string {
  return ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"][count] ?? String(count);
}

function numberWordFr(count: number): string {
  return ["Aucune", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf"][count] ?? String(count);
}
