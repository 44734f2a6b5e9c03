import type { OpenWhy } from "~/domain/submission/round";
import { bilingual, plural } from "../messages";

const N = "\u00a0";

/** Words of the page of one round: its deadlines and its archiving. */
export const studioRound = bilingual(
  {
    facts: (about: string, countries: string) => `About ${about}, asked of ${countries}`,
    countries: (count: number, said: string) =>
      plural("en", count, { one: `${said} country`, other: `${said} countries` }),
    manage: (round: string) => `Deadlines of ${round}`,
    deadlines: "Deadlines",
    deadlinesLead: "Both days end at midnight in Paris. Countries see the new ones at once.",
    reopens: "A last day still to come opens the round again.",
    move: "Move the deadlines",
    moved: "The deadlines were moved. Countries see the new ones.",
    notMoved: "The deadlines were not moved",
    trouble: {
      softDeadlineAt: "The day it is asked for by must be a day after the opening.",
      hardDeadlineAt: "The last day must be a day, and not before the day it is asked for by.",
      same: "Both days are as they were.",
      archive: "Say that it is meant: it is not undone.",
      past: "This day is over already. If it is meant, say so below; else choose another.",
    },
    pastIsMeant: "Yes, a day that is over: countries are late, or shut out, from this moment",
    archive: "Archive",
    archiveLead:
      "An archived round is only read: no answer, review or correction any more. What was accepted stays in the releases. This is not undone.",
    archiveButton: "Archive the round",
    archiveIsMeant: "Yes, nothing of this round will be changed any more",
    archived: "The round is archived.",
    notArchived: "The round was not archived",
    notYet: "A round can be archived once it is closed.",
    waits: (count: number, said: string) =>
      plural("en", count, {
        one: `${said} section still waits for somebody; it comes first:`,
        other: `${said} sections still wait for somebody; they come first:`,
      }),
    why: {
      submitted: "under review",
      returned: "returned, not yet sent again",
      corrected: "open for correction, not yet sent",
    } satisfies Record<OpenWhy, string>,
    more: (said: string) => `and ${said} more`,
    isArchived: (day: string) => `Archived on ${day}. It is only read.`,
  },
  {
    facts: (about: string, countries: string) => `Porte sur ${about}, posée à ${countries}`,
    countries: (count: number, said: string) => plural("fr", count, { one: `${said} pays`, other: `${said} pays` }),
    manage: (round: string) => `Délais de ${round}`,
    deadlines: "Délais",
    deadlinesLead: "Ces deux jours finissent à minuit à Paris. Les pays voient aussitôt les nouveaux.",
    reopens: "Un dernier jour encore à venir rouvre la collecte.",
    move: "Déplacer les délais",
    moved: "Les délais sont déplacés. Les pays voient les nouveaux.",
    notMoved: "Les délais n’ont pas été déplacés",
    trouble: {
      softDeadlineAt: "Le jour attendu doit être un jour qui suit l’ouverture.",
      hardDeadlineAt: "Le dernier jour doit être un jour, et ne peut précéder le jour attendu.",
      same: "Les deux jours sont restés les mêmes.",
      archive: `Dites que c’est voulu${N}: cela ne s’annule pas.`,
      past: `Ce jour est déjà passé. Si c’est voulu, dites-le ci-dessous${N}; sinon choisissez-en un autre.`,
    },
    pastIsMeant: `Oui, un jour passé${N}: les pays sont en retard, ou exclus, dès maintenant`,
    archive: "Archivage",
    archiveLead: `Une collecte archivée ne fait plus qu’être lue${N}: ni réponse, ni examen, ni correction. Ce qui a été accepté reste dans les diffusions. Cela ne s’annule pas.`,
    archiveButton: "Archiver la collecte",
    archiveIsMeant: "Oui, rien de cette collecte ne sera plus modifié",
    archived: "La collecte est archivée.",
    notArchived: "La collecte n’a pas été archivée",
    notYet: "Une collecte peut être archivée une fois close.",
    waits: (count: number, said: string) =>
      plural("fr", count, {
        one: `${said} section attend encore quelqu’un${N}; elle passe d’abord${N}:`,
        other: `${said} sections attendent encore quelqu’un${N}; elles passent d’abord${N}:`,
      }),
    why: {
      submitted: "en examen",
      returned: "renvoyée, pas encore soumise à nouveau",
      corrected: "ouverte pour correction, pas encore soumise",
    },
    more: (said: string) => `et ${said} de plus`,
    isArchived: (day: string) => `Archivée le ${day}. Elle n’est plus que lue.`,
  },
);
