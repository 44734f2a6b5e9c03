import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

/** Words of what takes two persons: who changed a candidate, and withdrawing a whole release. */
export const fourEyes = bilingual(
  {
    doneTitle: "What was done to it, and by whom",
    did: (who: string, what: string, when: string) => `${who} ${what}, ${when}`,
    command: "A command",
    kinds: {
      prepared: "prepared it",
      "prepared-again": "prepared it again",
      "note-changed": "changed its note",
      "point-withdrawn": "withdrew a figure",
      "withdrawal-taken-back": "took a withdrawal back",
    },
    point: (what: string, figure: string) => `${what} (${figure})`,
    filesAdded: (count: number) => en`${count} file[s] more`,
    filesLeft: (count: number) => en`${count} file[s] less`,
    samePerson: (names: string) =>
      `${names} prepared or changed this candidate: another reviewer or editor has to publish it.`,
    note: "Its note, public with the release",
    noNote: "It has no note.",
    changeNote: "Change the note",
    saveNote: "Save the note",

    waiting: "What waits for a second person",
    waitsPublish: (id: string) => `${id} is prepared: somebody who did not prepare or change it publishes it.`,
    waitsAsked: (id: string, name: string, when: string) =>
      `${name} asked on ${when} that ${id} be withdrawn. It is public until another person confirms.`,
    waitsEmergency: (id: string, name: string, until: string) =>
      `${id} was withdrawn in an emergency by ${name}. Another person confirms or brings it back by ${until}.`,
    overdue: (id: string, name: string, until: string, days: number) =>
      `Overdue${days > 0 ? en` by ${days} day[s]` : ""}: ${name} withdrew ${id} in an emergency, and nobody else confirmed it by ${until}.`,
    states: { asked: "published, withdrawal asked", emergency: "withdrawn in an emergency, not confirmed" },

    ask: "Withdraw the whole release",
    askText:
      "One person asks, another confirms; until then it stays public. Then its addresses answer that it was withdrawn, with the reason. Its file stays.",
    askButton: (id: string) => `Ask that ${id} be withdrawn`,
    atOnce: "Emergency",
    atOnceText:
      "Only where every hour counts: it is withdrawn at once, is marked so, and another person must confirm within a day.",
    atOnceButton: (id: string) => `Withdraw ${id} at once`,
    requestTitle: "Its withdrawal waits for a second person",
    emergencyTitle: "Withdrawn in an emergency, not confirmed",
    askedBy: "Asked by",
    askedAt: (name: string, when: string) => `${name}, ${when}`,
    reasonEn: "Reason, English",
    reasonFr: "Reason, French",
    successor: "Read instead",
    none: "none yet",
    due: "Confirm by",
    isYours: "You asked, so you can’t confirm. Any of these people can:",
    isTheirs: (list: string) => `${list} may decide.`,
    nobody: "Nobody else may confirm yet. An administrator can give a colleague the role of reviewer or editor.",
    confirmHint: (id: string) => `Type ${id} to show that you mean it.`,
    confirm: (id: string) => `Confirm the withdrawal of ${id}`,
    decline: "Decline it: the release stays public",
    undo: "Decline it: the release comes back",
    takeBack: "Take the request back",
    history: "Withdrawals so far",
    both: (asked: string, decided: string) => `${asked}; ${decided}`,
    said: {
      asked: (name: string, when: string) => `${name} asked for it, ${when}`,
      emergency: (name: string, when: string) => `${name} withdrew it in an emergency, ${when}`,
      confirmed: (name: string, when: string) => `${name} confirmed, ${when}`,
      declined: (name: string, when: string) => `${name} declined it, ${when}`,
      "taken-back": (name: string, when: string) => `${name} took the request back, ${when}`,
      waits: "it waits for a second person",
    },
    sameAsked: "You asked for this withdrawal: another reviewer or editor has to decide.",
    alreadyAsked: "A withdrawal of this release waits already.",
    badSuccessor: "The release to read instead must be another one that is public.",
    done: {
      note: "The note is changed.",
      asked: "The withdrawal is asked. The release is public until another person confirms.",
      atOnce: "The release is withdrawn. Another person must confirm within a day.",
      confirmed: "The release is withdrawn.",
      declined: "The withdrawal is declined.",
      requestBack: "The request is taken back.",
    },
  },
  {
    doneTitle: "Ce qui y a été fait, et par qui",
    did: (who: string, what: string, when: string) => `${who} ${what}, ${when}`,
    command: "Une commande",
    kinds: {
      prepared: "l’a préparée",
      "prepared-again": "l’a préparée de nouveau",
      "note-changed": "en a modifié la note",
      "point-withdrawn": "a retiré un chiffre",
      "withdrawal-taken-back": "a annulé un retrait",
    },
    point: (what: string, figure: string) => `${what} (${figure})`,
    filesAdded: (count: number) => fr`${count} fichier[s] de plus`,
    filesLeft: (count: number) => fr`${count} fichier[s] de moins`,
    samePerson: (names: string) =>
      `Préparation ou modification par ${names}\u00a0: un autre réviseur ou éditeur doit la publier.`,
    note: "Sa note, publique avec la diffusion",
    noNote: "Elle n’a pas de note.",
    changeNote: "Modifier la note",
    saveNote: "Enregistrer la note",

    waiting: "Ce qui attend une deuxième personne",
    waitsPublish: (id: string) =>
      `${id} est préparée\u00a0: une personne qui ne l’a ni préparée ni modifiée la publie.`,
    waitsAsked: (id: string, name: string, when: string) =>
      `${name} a demandé que ${id} soit retirée (${when}). Elle reste publique jusqu’à la confirmation d’une autre personne.`,
    waitsEmergency: (id: string, name: string, until: string) =>
      `${id} a été retirée en urgence par ${name}. Une autre personne confirme ou la rétablit avant le ${until}.`,
    overdue: (id: string, name: string, until: string, days: number) =>
      `En retard${days > 0 ? fr` de ${days} jour[s]` : ""}\u00a0: ${name} a retiré ${id} en urgence, et personne d’autre ne l’a confirmé avant le ${until}.`,
    states: { asked: "publiée, retrait demandé", emergency: "retirée en urgence, non confirmé" },

    ask: "Retirer toute la diffusion",
    askText:
      "Une personne demande, une autre confirme\u00a0; d’ici là, elle reste publique. Ses adresses indiquent ensuite le retrait et son motif. Son fichier reste.",
    askButton: (id: string) => `Demander le retrait de ${id}`,
    atOnce: "Urgence",
    atOnceText:
      "Seulement si chaque heure compte\u00a0: elle est retirée aussitôt, avec cette mention, et une autre personne doit confirmer sous un jour.",
    atOnceButton: (id: string) => `Retirer ${id} aussitôt`,
    requestTitle: "Son retrait attend une deuxième personne",
    emergencyTitle: "Retirée en urgence, non confirmé",
    askedBy: "Demandé par",
    askedAt: (name: string, when: string) => `${name}, ${when}`,
    reasonEn: "Motif en anglais",
    reasonFr: "Motif en français",
    successor: "À lire à la place",
    none: "aucune pour l’instant",
    due: "À confirmer avant le",
    isYours: "Vous l’avez demandé, vous ne pouvez donc pas confirmer. Ces personnes le peuvent\u00a0:",
    isTheirs: (list: string) => `Peuvent décider\u00a0: ${list}.`,
    nobody:
      "Personne d’autre ne peut encore confirmer. Un administrateur peut donner à un collègue le rôle de réviseur ou d’éditeur.",
    confirmHint: (id: string) => `Saisissez ${id} pour confirmer votre intention.`,
    confirm: (id: string) => `Confirmer le retrait de ${id}`,
    decline: "Le rejeter\u00a0: la diffusion reste publique",
    undo: "Le rejeter\u00a0: la diffusion est rétablie",
    takeBack: "Reprendre la demande",
    history: "Retraits jusqu’ici",
    both: (asked: string, decided: string) => `${asked}\u00a0; ${decided}`,
    said: {
      asked: (name: string, when: string) => `demandé par ${name}, ${when}`,
      emergency: (name: string, when: string) => `en urgence par ${name}, ${when}`,
      confirmed: (name: string, when: string) => `confirmé par ${name}, ${when}`,
      declined: (name: string, when: string) => `rejeté par ${name}, ${when}`,
      "taken-back": (name: string, when: string) => `demande reprise par ${name}, ${when}`,
      waits: "une deuxième personne est attendue",
    },
    sameAsked: "Vous avez demandé ce retrait\u00a0: un autre réviseur ou éditeur doit décider.",
    alreadyAsked: "Un retrait de cette diffusion attend déjà.",
    badSuccessor: "La diffusion à lire à la place doit être une autre diffusion publique.",
    done: {
      note: "La note est modifiée.",
      asked: "Le retrait est demandé. La diffusion reste publique jusqu’à la confirmation d’une autre personne.",
      atOnce: "La diffusion est retirée. Une autre personne doit confirmer sous un jour.",
      confirmed: "La diffusion est retirée.",
      declined: "Le retrait est rejeté.",
      requestBack: "La demande est reprise.",
    },
  },
);
