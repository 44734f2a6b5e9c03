import { en, fr } from "./agreeing";
import { bilingual } from "./messages";

/** Texts of mails: plain, without figures; a link only where the person asked or was invited. */
export const mail = bilingual(
  {
    greeting: (name: string) => `Dear ${name},`,
    signature: "Vigie, the collection of the Pompidou Group\nThis address does not read answers.",
    invitation: {
      subject: "Your invitation to Vigie",
      text: (by: string, part: string) =>
        `${by} invites you to Vigie, where countries report on their drug situation. Your role: ${part}.`,
      byAdmin: "The secretariat",
      sections: (round: string, sections: string) => `Your sections in “${round}”: ${sections}.`,
      link: "Open this address. It works once, until",
      ignore: "If you do not expect this mail, open the address and choose “This is not me”, or do nothing.",
    },
    notMe: {
      subject: "An invitation to Vigie met the wrong person",
      text: (name: string, email: string) =>
        `Your invitation to ${name} (${email}) was answered with “This is not me”. It was withdrawn.`,
      ask: "Check the address, then invite the person again.",
    },
    password: {
      subject: "A new password for Vigie",
      text: "Somebody, most likely you, asked for a new password for your account. Open this address within four hours; it works once:",
      ignore: "If it was not you, do nothing: your password stays as it is.",
    },
    changed: {
      subject: "Your password for Vigie was changed",
      text: "Your password was set anew by a link sent to this address or printed on the host. All sessions were ended.",
      notYou: "If it was not you, ask for a new password at once and tell the secretariat:",
    },
    factor: {
      subject: "Your second factor for Vigie has changed",
      kinds: { totp: "an authenticator app", passkey: "a passkey", recovery: "recovery codes" },
      added: (kind: string) => `To your account was added: ${kind}.`,
      removed: (kind: string) => `From your account was removed: ${kind}.`,
      codes: "New recovery codes were made for your account. The former ones no longer work.",
      reset:
        "Two administrators took your second factor away, because it was said to be lost. Sign in with your password; you will be asked to set up a new one.",
      usedSubject: "A recovery code for Vigie was used",
      used: (left: number) => en`A recovery code of your account was used. ${left} [is|are] left.`,
      notYou: "If you did not expect this, tell the secretariat at once.",
    },
    part: {
      subject: "Your role in Vigie has changed",
      added: (part: string) => `You have a new role: ${part}.`,
      begins: (day: string) => `It begins on ${day}.`,
      ends: (day: string) => `It ends on ${day}.`,
      ended: (part: string) => `This role has ended: ${part}.`,
      cancelled: (part: string) => `This role will not begin: ${part}.`,
      ask: "If you did not expect this, write to the secretariat.",
    },
    overdue: {
      subject: (id: string) => `Release ${id}: its withdrawal is not confirmed`,
      text: (id: string, until: string) =>
        `Release ${id} was withdrawn in an emergency by one person. A second person had to confirm it by ${until}.`,
      decide: "Confirm the withdrawal or bring the release back:",
    },
  },
  {
    greeting: (name: string) => `Bonjour ${name},`,
    signature: "Vigie, la collecte du Groupe Pompidou\nCette adresse ne lit pas les réponses.",
    invitation: {
      subject: "Votre invitation à Vigie",
      text: (by: string, part: string) =>
        `${by} vous invite à Vigie, où les pays rendent compte de leur situation en matière de drogues. Votre rôle\u00a0: ${part}.`,
      byAdmin: "Le secrétariat",
      sections: (round: string, sections: string) => `Vos sections dans «\u00a0${round}\u00a0»\u00a0: ${sections}.`,
      link: "Ouvrez cette adresse. Elle sert une seule fois, jusqu’au",
      ignore:
        "Si vous n’attendez pas ce courriel, ouvrez l’adresse et choisissez «\u00a0Ce n’est pas moi\u00a0», ou ne faites rien.",
    },
    notMe: {
      subject: "Une invitation à Vigie est arrivée à la mauvaise personne",
      text: (name: string, email: string) =>
        `À votre invitation adressée à ${name} (${email}), la réponse a été «\u00a0Ce n’est pas moi\u00a0». Elle a été retirée.`,
      ask: "Vérifiez l’adresse, puis invitez de nouveau la personne.",
    },
    password: {
      subject: "Un nouveau mot de passe pour Vigie",
      text: "Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour votre compte. Ouvrez cette adresse dans les quatre heures\u00a0; elle sert une seule fois\u00a0:",
      ignore: "Si ce n’était pas vous, ne faites rien\u00a0: votre mot de passe reste le même.",
    },
    changed: {
      subject: "Votre mot de passe pour Vigie a été changé",
      text: "Votre mot de passe a été choisi de nouveau par un lien envoyé à cette adresse ou imprimé sur le serveur. Toutes les connexions ont pris fin.",
      notYou: "Si ce n’était pas vous, demandez aussitôt un nouveau mot de passe et prévenez le secrétariat\u00a0:",
    },
    factor: {
      subject: "Votre second facteur pour Vigie a changé",
      kinds: {
        totp: "une application d’authentification",
        passkey: "une clé d’accès",
        recovery: "des codes de secours",
      },
      added: (kind: string) => `À votre compte a été ajouté\u00a0: ${kind}.`,
      removed: (kind: string) => `De votre compte a été retiré\u00a0: ${kind}.`,
      codes: "De nouveaux codes de secours ont été créés pour votre compte. Les précédents ne servent plus.",
      reset:
        "Deux administrateurs ont retiré votre second facteur, déclaré perdu. Connectez-vous avec votre mot de passe\u00a0; il vous sera demandé d’en choisir un nouveau.",
      usedSubject: "Un code de secours pour Vigie a servi",
      used: (left: number) => fr`Un code de secours de votre compte a servi. Il en reste ${left}.`,
      notYou: "Si vous ne vous y attendiez pas, prévenez aussitôt le secrétariat.",
    },
    part: {
      subject: "Votre rôle dans Vigie a changé",
      added: (part: string) => `Vous avez un nouveau rôle\u00a0: ${part}.`,
      begins: (day: string) => `Il commence le ${day}.`,
      ends: (day: string) => `Il prend fin le ${day}.`,
      ended: (part: string) => `Ce rôle a pris fin\u00a0: ${part}.`,
      cancelled: (part: string) => `Ce rôle ne commencera pas\u00a0: ${part}.`,
      ask: "Si vous ne vous y attendiez pas, écrivez au secrétariat.",
    },
    overdue: {
      subject: (id: string) => `Diffusion ${id}\u00a0: retrait non confirmé`,
      text: (id: string, until: string) =>
        `La diffusion ${id} a été retirée en urgence par une seule personne. Une deuxième devait le confirmer avant le ${until}.`,
      decide: "Confirmez le retrait ou rétablissez la diffusion\u00a0:",
    },
  },
);
