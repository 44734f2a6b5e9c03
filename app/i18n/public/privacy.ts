import type { Lang } from "~/domain/dictionary/dictionary";
import type { KindName } from "~/domain/people/personal-data";
import { en, fr } from "../agreeing";

/** A kind of personal data in words. `kept` begins with the period where there is one. */
export type KindWords = { what: string; why: string; seen: string; kept: string };

type Words = {
  title: string;
  lead: string;
  visitors: string;
  visitorsText: string;
  who: string;
  whoText: string;
  contact: (address: string) => string;
  noContact: string;
  law: string;
  lawText: string;
  held: string;
  heldText: string;
  columns: { what: string; why: string; seen: string; kept: string };
  kept: (days: number, from: string) => string;
  rights: string;
  rightsText: string;
  erased: string;
  erasedText: string;
  complain: string;
  complainText: string;
  kinds: Record<KindName, KindWords>;
};

/** The resolution that binds the Organisation. @source facts/privacy.md §1 */
export const resolution = "CM/Res(2022)14";

const nb = "\u00a0";

const english: Words = {
  title: "Privacy",
  lead: "What Vigie holds about people who sign in, why, and for how long.",
  visitors: "Readers",
  visitorsText: "Public pages set no cookie, count nobody and load nothing from elsewhere.",
  who: "Who answers for it",
  whoText: "The Pompidou Group of the Council of Europe, which asks states for the figures.",
  contact: (address) => `Questions and requests: ${address}.`,
  noContact: "Its contact for personal data is not set on this installation.",
  law: "Rules",
  lawText: `The Council of Europe Regulations on the Protection of Personal Data, adopted by the Committee of Ministers on 15 June 2022 (${resolution}). Basis: the task of the Organisation.`,
  held: "What is held",
  heldText: "Every night, what is past its period is deleted or loses its name.",
  columns: { what: "Data", why: "Why", seen: "Seen by", kept: "How long" },
  kept: (days, from) =>
    days % 365 === 0 ? en`${String(days / 365)} year[s] ${from}` : en`${String(days)} day[s] ${from}`,
  rights: "Your rights",
  rightsText: "Ask to see what is held of you, to have it corrected or erased, or object to its use.",
  erased: "After an erasure",
  erasedText:
    "Your name and address become “former user” and a number. Figures stay, under that number; backups keep the name for 35 days at most.",
  complain: "Complaints",
  complainText: "You may turn to the Data Protection Commissioner of the Council of Europe.",
  kinds: {
    account: {
      what: "Name, work address, organisation, language, roles",
      why: "To let you in and write to you",
      seen: "Focal points of your country, the secretariat",
      kept: "after the account is closed",
    },
    credentials: {
      what: "Password, as a hash that cannot be read back; second factors",
      why: "To know it is you",
      seen: "Nobody",
      kept: "after the account is disabled",
    },
    sessions: {
      what: "Sign-ins: time, kind of browser",
      why: "To keep you signed in and show you where",
      seen: "You; administrators see the last time",
      kept: "after a session ends",
    },
    browsers: {
      what: "Browsers you signed in from, as a hash",
      why: "So that nobody can lock you out",
      seen: "Nobody",
      kept: "after the last sign-in",
    },
    tries: {
      what: "Wrong sign-ins, by hash of account or network address",
      why: "To stop guessing",
      seen: "Nobody",
      kept: "One hour at most, deleted the next night",
    },
    links: {
      what: "Invitations and links for a new password: name, address",
      why: "To let you in",
      seen: "Whoever invited you, the secretariat",
      kept: "after the link was used or ran out",
    },
    mailTexts: {
      what: "Text of mails to you",
      why: "To send them",
      seen: "Nobody; administrators, where no mail is sent by itself",
      kept: "at most; emptied once sent",
    },
    mails: {
      what: "Address, subject and time of mails to you",
      why: "To know that they went out",
      seen: "Administrators",
      kept: "after sending",
    },
    places: {
      what: "Where you left off in a questionnaire",
      why: "To continue there",
      seen: "You",
      kept: "after your last visit",
    },
    personalAnswers: {
      what: "Answers that are personal, such as a contact",
      why: "To ask back",
      seen: "The country, the secretariat",
      kept: "after the answer",
    },
    authorship: {
      what: "Who wrote, submitted, reviewed or published what, and texts with it",
      why: "So that each figure can be traced",
      seen: "The country, the secretariat",
      kept: "As long as the figures, by number; the name as long as the account",
    },
    audit: {
      what: "What was done, by number of a person; refused requests too",
      why: "To prove that nothing was altered",
      seen: "Administrators, auditors",
      kept: "Never shortened; it holds no name",
    },
    backups: {
      what: "Copies of all this",
      why: "To lose nothing",
      seen: "Holders of the key",
      kept: "at most",
    },
    logs: {
      what: "Network address, page and time, in the log of the server before Vigie",
      why: "Security",
      seen: "Who runs the server",
      kept: "by the rule; who runs the server sees to it",
    },
  },
};

const french: Words = {
  title: "Vie privée",
  lead: "Ce que Vigie conserve des personnes qui s’y connectent, pourquoi et combien de temps.",
  visitors: "Lecteurs",
  visitorsText: "Les pages publiques ne déposent aucun cookie, ne comptent personne et ne chargent rien d’ailleurs.",
  who: "Qui en répond",
  whoText: "Le Groupe Pompidou du Conseil de l’Europe, qui demande les chiffres aux États.",
  contact: (address) => `Questions et demandes${nb}: ${address}.`,
  noContact: "Son contact pour les données personnelles n’est pas indiqué sur cette installation.",
  law: "Règles",
  lawText: `Le Règlement du Conseil de l’Europe sur la protection des données à caractère personnel, adopté par le Comité des Ministres le 15 juin 2022 (${resolution}). Fondement${nb}: la mission de l’Organisation.`,
  held: "Ce qui est conservé",
  heldText: "Chaque nuit, ce qui a dépassé sa durée est effacé ou perd son nom.",
  columns: { what: "Données", why: "Pourquoi", seen: "Vu par", kept: "Durée" },
  kept: (days, from) =>
    days % 365 === 0 ? fr`${String(days / 365)} an[s] ${from}` : fr`${String(days)} jour[s] ${from}`,
  rights: "Vos droits",
  rightsText:
    "Demandez à voir ce qui est conservé de vous, à le faire rectifier ou effacer, ou opposez-vous à son usage.",
  erased: "Après un effacement",
  erasedText: `Votre nom et votre adresse deviennent «${nb}former user${nb}» et un numéro. Les chiffres restent, sous ce numéro${nb}; les sauvegardes gardent le nom 35 jours au plus.`,
  complain: "Réclamations",
  complainText: "Vous pouvez saisir le Commissaire à la protection des données du Conseil de l’Europe.",
  kinds: {
    account: {
      what: "Nom, adresse professionnelle, organisme, langue, rôles",
      why: "Vous laisser entrer et vous écrire",
      seen: "Points focaux de votre pays, secrétariat",
      kept: "après la clôture du compte",
    },
    credentials: {
      what: `Mot de passe, sous une empreinte illisible${nb}; seconds facteurs`,
      why: "Savoir que c’est vous",
      seen: "Personne",
      kept: "après la désactivation du compte",
    },
    sessions: {
      what: `Connexions${nb}: heure, type de navigateur`,
      why: "Vous garder connecté et vous montrer où",
      seen: `Vous${nb}; les administrateurs voient la dernière fois`,
      kept: "après la fin d’une session",
    },
    browsers: {
      what: "Navigateurs déjà utilisés, sous une empreinte",
      why: "Que nul ne puisse vous bloquer",
      seen: "Personne",
      kept: "après la dernière connexion",
    },
    tries: {
      what: "Connexions manquées, par empreinte du compte ou de l’adresse réseau",
      why: "Empêcher de deviner",
      seen: "Personne",
      kept: "Une heure au plus, effacées la nuit suivante",
    },
    links: {
      what: `Invitations et liens de nouveau mot de passe${nb}: nom, adresse`,
      why: "Vous laisser entrer",
      seen: "Qui vous a invité, secrétariat",
      kept: "après l’usage ou l’échéance du lien",
    },
    mailTexts: {
      what: "Texte des courriels qui vous sont adressés",
      why: "Les envoyer",
      seen: `Personne${nb}; les administrateurs, là où rien n’est envoyé automatiquement`,
      kept: "au plus\u00a0; vidé dès l’envoi",
    },
    mails: {
      what: "Adresse, objet et heure de ces courriels",
      why: "Savoir qu’ils sont partis",
      seen: "Administrateurs",
      kept: "après l’envoi",
    },
    places: {
      what: "Où vous vous êtes arrêté dans un questionnaire",
      why: "Y reprendre",
      seen: "Vous",
      kept: "après votre dernière visite",
    },
    personalAnswers: {
      what: "Réponses personnelles, comme un contact",
      why: "Poser une question en retour",
      seen: "Le pays, le secrétariat",
      kept: "après la réponse",
    },
    authorship: {
      what: "Qui a écrit, envoyé, examiné ou publié quoi, et les textes joints",
      why: "Retracer chaque chiffre",
      seen: "Le pays, le secrétariat",
      kept: `Autant que les chiffres, par numéro${nb}; le nom autant que le compte`,
    },
    audit: {
      what: "Ce qui a été fait, par numéro de personne, refus compris",
      why: "Prouver que rien n’a été altéré",
      seen: "Administrateurs, auditeurs",
      kept: "Jamais raccourci, et sans nom",
    },
    backups: {
      what: "Copies de tout cela",
      why: "Ne rien perdre",
      seen: "Détenteurs de la clé",
      kept: "au plus",
    },
    logs: {
      what: "Adresse réseau, page et heure, au journal du serveur placé devant Vigie",
      why: "Sécurité",
      seen: "Qui exploite le serveur",
      kept: "selon la règle\u00a0; qui exploite le serveur y veille",
    },
  },
};

export const privacy: Record<Lang, Words> = { en: english, fr: french };
