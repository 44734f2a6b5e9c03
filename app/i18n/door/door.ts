import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

/** Words of sign-in, invitations, passwords and one's own account. */
export const door = bilingual(
  {
    signIn: {
      title: "Sign in",
      lead: "For reporting countries and the secretariat.",
      email: "Mail address",
      password: "Password",
      button: "Sign in",
      forgotten: "Forgotten password?",
      noAccount:
        "No account yet? Accounts come by invitation from your country’s focal point or the secretariat. The link in the mail works once.",
      already: (name: string) => `You are signed in as ${name}.`,
      goOn: "Go on",
      signedOut: "You are signed out.",
      passwordSet: "Your new password is set. Sign in with it.",
      added: "Your account has its new role. Sign in to use it.",
      refused: "You are not signed in",
      passkey: "Sign in with a passkey",
      passkeyFailed: "No passkey was used. Try again, or sign in with your password.",
      passkeyRefused: "This passkey is not known here any more. Sign in with your password.",
      oidc: (name: string | null) => (name === null ? "Single sign-on" : `Sign in with ${name}`),
      oidcHint: "For the secretariat.",
      oidcDown: "The single sign-on service does not answer. Sign in with your password, or try again later.",
      oidcFailed: "Single sign-on was not completed. Try again, or sign in with your password.",
      oidcUnknown:
        "This account is connected to nobody here. Sign in with your password, or give the secretariat its name:",
      noAddress:
        "This is not a mail address such as name@ministry.example. Type it again, without anything before or after.",
      noPart: "Your account has no role at present. Write to the person who invited you.",
      tooManyHere: (minutes: number) =>
        en`Too many wrong tries from your network. Wait ${minutes} minute[s], or sign in from a browser you have signed in from before.`,
      tooMany: (minutes: number) =>
        en`Too many tries. Wait ${minutes} minute[s] and try again. Other accounts are not affected.`,
      demoTitle: "Or step in as a demonstration account",
      demoLead: "These people are invented. One press signs you in. Everything you change stays on this machine.",
      demoAdmin: (part: string) => `${part}: people, no answers`,
      demoCountries: "Reporting countries",
      demoSecretariat: "Secretariat",
      demoPasswordBefore: "All of them use the password",
      demoPasswordAfter: "Demonstration accounts don’t exist when Vigie runs live.",
      signInAs: (name: string) => `Sign in as ${name}`,
    },
    signOut: {
      title: "Sign out",
      text: "Signing out removes what this browser keeps for you.",
      unsent: (count: number) =>
        count === 1
          ? "1 answer of yours in this browser has not reached Vigie yet. Signing out now deletes it. Open the questionnaire again to send it."
          : `${count} answers of yours in this browser have not reached Vigie yet. Signing out now deletes them. Open the questionnaire again to send them.`,
      back: "Back to the questionnaires",
      button: "Sign out",
      buttonAnyway: "Sign out and delete them",
    },
    invite: {
      title: "Your invitation",
      lead: (name: string) => `Welcome, ${name}. Choose a password to open your account.`,
      leadKnown: (name: string) => `Welcome back, ${name}. This adds a role to the account you already have.`,
      yourPassword: "The password of your account",
      yourPasswordHint: "It shows that it is you. You can also sign in first and open this address again.",
      part: "Role",
      sections: "Sections",
      address: "Mail address",
      password: "Choose a password",
      open: "Open my account",
      add: "Add this role",
      notMe: "This is not me",
      notMeHint: "The link is made useless and the person who sent it is told.",
      notMeAddress: "Type the mail address this invitation came to",
      notMeTrouble: "This is not the address the invitation went to; nothing was changed.",
      notMeSend: "Withdraw the invitation",
      notMeTitle: "The invitation was withdrawn",
      notMeDone:
        "Thank you. Its link no longer works, no account was opened and no role was given by it. The person who sent it is told.",
    },
    password: {
      title: "A new password",
      ask: "Give the mail address of your account. If there is one, a link comes by mail and works for four hours.",
      send: "Send me a link",
      sent: "If there is an account with this address, a mail with a link is written to it now. It may take an hour to come; the link works for four hours, once.",
      waits:
        "If there is an account with this address, a mail is written to it and waits for a mail server. Nobody here can read it.",
      noMail:
        "No mail leaves this installation. Come to whoever runs its machine: with you there, “npm run vigie -- password:link” prints a link for you.",
      askedThrice: (minutes: number) =>
        en`Three links were asked for this address within an hour, so no further one is written for ${minutes} minute[s]. If there is an account, the last link works until it is used.`,
      choose: "Choose a new password",
      set: "Set the password",
      setHint: "All other sessions of your account end. You are told so by mail and when you sign in.",
      rule: "At least 15 characters. Four unrelated words make a good one.",
      trouble: {
        short: "Take at least 15 characters, for example one word more.",
        long: "This is too long: at most 1 000 characters.",
        common:
          "This is easy to guess: it is built of common passwords, rows of keys or dates. Take four unrelated words.",
        yours: "Your name or address is too large a part of it. Take four unrelated words.",
      },
    },
    link: {
      bad: "This link does not work",
      cut: "It is not whole. Copy the address from the mail once more, to its last letter: it may run over two lines.",
      unknown: "Vigie does not know it. Copy the address from the newest mail once more, to its last letter.",
      gone: "It was withdrawn, or a newer one took its place. Only the link of the newest mail works.",
      askInviter: "If it does not help, ask the person who invited you for a new invitation.",
      backToSignIn: "Sign in",
    },
    account: {
      title: "My account",
      parts: "My roles",
      language: "Language of mails and pages after sign-in",
      saveLanguage: "Save the language",
      languageSaved: "Your language is saved.",
      sessions: "Where I am signed in",
      device: "Browser",
      since: "Since",
      seen: "Last used",
      thisOne: "this one",
      end: "End",
      endOf: (device: string, since: string) => `End the session of ${device}, since ${since}`,
      endOthers: "End all other sessions",
      ended: "Done. What was ended is signed out.",
      factors: "Second factor",
      factorsNow: (app: boolean, passkeys: number) =>
        app || passkeys > 0
          ? `In use: ${[...(app ? ["an authenticator app"] : []), ...(passkeys > 0 ? [en`${passkeys} passkey[s]`] : [])].join(", ")}.`
          : "None: you sign in with your password alone.",
      factorsChange: "Passkeys, app, recovery codes",
      changePassword: "Change my password",
      current: "Present password",
      next: "New password",
      change: "Change the password",
      changed: "Your password is changed. All other sessions were ended.",
      wrong: "The present password is not right.",
      unknownDevice: "Unknown browser",
    },
  },
  {
    signIn: {
      title: "Connexion",
      lead: "Pour les pays déclarants et le secrétariat.",
      email: "Adresse électronique",
      password: "Mot de passe",
      button: "Se connecter",
      forgotten: "Mot de passe oublié\u00a0?",
      noAccount:
        "Pas encore de compte\u00a0? Les comptes s’ouvrent sur invitation du point focal de votre pays ou du secrétariat. Le lien du courriel sert une seule fois.",
      already: (name: string) => `Vous êtes connecté·e\u00a0: ${name}.`,
      goOn: "Continuer",
      signedOut: "Vous êtes déconnecté·e.",
      passwordSet: "Votre nouveau mot de passe est enregistré. Connectez-vous avec lui.",
      added: "Votre compte a son nouveau rôle. Connectez-vous pour l’utiliser.",
      refused: "La connexion n’a pas eu lieu",
      passkey: "Se connecter avec une clé d’accès",
      passkeyFailed: "Aucune clé d’accès n’a servi. Réessayez, ou connectez-vous avec votre mot de passe.",
      passkeyRefused: "Cette clé d’accès n’est plus connue ici. Connectez-vous avec votre mot de passe.",
      oidc: (name: string | null) => (name === null ? "Authentification unique" : `Se connecter avec ${name}`),
      oidcHint: "Pour le secrétariat.",
      oidcDown:
        "Le service d’authentification unique ne répond pas. Connectez-vous avec votre mot de passe, ou réessayez plus tard.",
      oidcFailed: "L’authentification unique n’a pas abouti. Réessayez, ou connectez-vous avec votre mot de passe.",
      oidcUnknown:
        "Ce compte n’est relié à personne ici. Connectez-vous avec votre mot de passe, ou donnez son nom au secrétariat\u00a0:",
      noAddress:
        "Ce n’est pas une adresse électronique comme nom@ministere.example. Saisissez-la de nouveau, sans rien avant ni après.",
      noPart: "Votre compte n’a aucun rôle actuellement. Écrivez à la personne qui vous a invité·e.",
      tooManyHere: (minutes: number) =>
        fr`Trop d’essais manqués depuis votre réseau. Attendez ${minutes} minute[s], ou connectez-vous depuis un navigateur dont vous vous êtes déjà servi pour cela.`,
      tooMany: (minutes: number) =>
        fr`Trop d’essais. Attendez ${minutes} minute[s] et réessayez. Les autres comptes ne sont pas touchés.`,
      demoTitle: "Ou entrez avec un compte de démonstration",
      demoLead:
        "Ces personnes sont inventées. Un bouton suffit pour se connecter. Tout ce que vous changez reste sur cette machine.",
      demoAdmin: (part: string) => `${part}\u00a0: personnes, sans réponses`,
      demoCountries: "Pays déclarants",
      demoSecretariat: "Secrétariat",
      demoPasswordBefore: "Tous ont le mot de passe",
      demoPasswordAfter: "Les comptes de démonstration n’existent pas quand Vigie est en service.",
      signInAs: (name: string) => `Se connecter\u00a0: ${name}`,
    },
    signOut: {
      title: "Se déconnecter",
      text: "La déconnexion retire ce que ce navigateur garde pour vous.",
      unsent: (count: number) =>
        fr`${count} réponse[s] que vous avez saisie[s] dans ce navigateur [n’est|ne sont] pas encore parvenue[s] à Vigie. Se déconnecter maintenant [la|les] supprime. Ouvrez de nouveau le questionnaire pour [l’|les ]envoyer.`,
      back: "Retour aux questionnaires",
      button: "Se déconnecter",
      buttonAnyway: "Se déconnecter et les supprimer",
    },
    invite: {
      title: "Votre invitation",
      lead: (name: string) => `Bienvenue, ${name}. Choisissez un mot de passe pour ouvrir votre compte.`,
      leadKnown: (name: string) => `Bienvenue, ${name}. Ce lien ajoute un rôle au compte que vous avez déjà.`,
      yourPassword: "Le mot de passe de votre compte",
      yourPasswordHint: "Il montre que c’est vous. Vous pouvez aussi vous connecter d’abord et rouvrir cette adresse.",
      part: "Rôle",
      sections: "Sections",
      address: "Adresse électronique",
      password: "Choisissez un mot de passe",
      open: "Ouvrir mon compte",
      add: "Ajouter ce rôle",
      notMe: "Ce n’est pas moi",
      notMeHint: "Le lien devient inutile et la personne qui l’a envoyé en est avertie.",
      notMeAddress: "Saisissez l’adresse électronique où cette invitation est arrivée",
      notMeTrouble: "Ce n’est pas l’adresse où l’invitation est partie\u00a0; rien n’a été changé.",
      notMeSend: "Retirer l’invitation",
      notMeTitle: "L’invitation a été retirée",
      notMeDone:
        "Merci. Son lien ne fonctionne plus, aucun compte n’a été ouvert et aucun rôle donné par lui. La personne qui l’a envoyé en est avertie.",
    },
    password: {
      title: "Un nouveau mot de passe",
      ask: "Indiquez l’adresse électronique de votre compte. S’il existe, un lien arrive par courriel\u00a0; il sert pendant quatre heures.",
      send: "M’envoyer un lien",
      sent: "S’il existe un compte avec cette adresse, un courriel avec un lien vient d’être écrit. Il peut mettre une heure à arriver\u00a0; le lien sert pendant quatre heures, une seule fois.",
      waits:
        "S’il existe un compte avec cette adresse, un courriel est écrit et attend un serveur de courriel. Personne ici ne peut le lire.",
      noMail:
        "Aucun courriel ne part de cette installation. Allez voir la personne qui tient sa machine\u00a0: en votre présence, «\u00a0npm run vigie -- password:link\u00a0» imprime un lien pour vous.",
      askedThrice: (minutes: number) =>
        fr`Trois liens ont été demandés pour cette adresse en une heure\u00a0; aucun autre n’est écrit pendant ${minutes} minute[s]. S’il existe un compte, le dernier lien reste valable jusqu’à son utilisation.`,
      choose: "Choisissez un nouveau mot de passe",
      set: "Enregistrer le mot de passe",
      setHint:
        "Toutes les autres connexions de votre compte prennent fin. Un courriel et votre prochaine connexion vous le disent.",
      rule: "Au moins 15 caractères. Quatre mots sans lien entre eux conviennent bien.",
      trouble: {
        short: "Prenez au moins 15 caractères, par exemple un mot de plus.",
        long: "C’est trop long\u00a0: 1 000 caractères au plus.",
        common:
          "C’est facile à deviner\u00a0: mots de passe courants, suites de touches ou dates. Prenez quatre mots sans lien entre eux.",
        yours: "Votre nom ou votre adresse en est une trop grande partie. Prenez quatre mots sans lien entre eux.",
      },
    },
    link: {
      bad: "Ce lien ne fonctionne pas",
      cut: "Il n’est pas entier. Copiez encore l’adresse du courriel, jusqu’à la dernière lettre\u00a0: elle peut tenir sur deux lignes.",
      unknown:
        "Vigie ne le connaît pas. Copiez encore l’adresse du courriel le plus récent, jusqu’à la dernière lettre.",
      gone: "Il a été retiré, ou un plus récent l’a remplacé. Seul le lien du dernier courriel fonctionne.",
      askInviter: "Si cela ne suffit pas, demandez une nouvelle invitation à la personne qui vous a invité·e.",
      backToSignIn: "Se connecter",
    },
    account: {
      title: "Mon compte",
      parts: "Mes rôles",
      language: "Langue des courriels et des pages après la connexion",
      saveLanguage: "Enregistrer la langue",
      languageSaved: "Votre langue est enregistrée.",
      sessions: "Où je suis connecté·e",
      device: "Navigateur",
      since: "Depuis",
      seen: "Dernière utilisation",
      thisOne: "celle-ci",
      end: "Mettre fin",
      endOf: (device: string, since: string) => `Mettre fin à la connexion de ${device}, depuis ${since}`,
      endOthers: "Mettre fin à toutes les autres connexions",
      ended: "C’est fait. Les connexions terminées sont fermées.",
      factors: "Second facteur",
      factorsNow: (app: boolean, passkeys: number) =>
        app || passkeys > 0
          ? `En service\u00a0: ${[...(app ? ["une application d’authentification"] : []), ...(passkeys > 0 ? [fr`${passkeys} clé[s] d’accès`] : [])].join(", ")}.`
          : "Aucun\u00a0: vous vous connectez avec votre seul mot de passe.",
      factorsChange: "Clés d’accès, application, codes de secours",
      changePassword: "Changer mon mot de passe",
      current: "Mot de passe actuel",
      next: "Nouveau mot de passe",
      change: "Changer le mot de passe",
      changed: "Votre mot de passe est changé. Toutes les autres connexions ont pris fin.",
      wrong: "Le mot de passe actuel n’est pas juste.",
      unknownDevice: "Navigateur inconnu",
    },
  },
);
