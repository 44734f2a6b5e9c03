import type { Lang } from "~/domain/dictionary/dictionary";
import type { RefusalCode } from "~/domain/refusal";

/** What a refusal says to a person, and what she can do. */
export const refusals: Record<Lang, Record<RefusalCode, string>> = {
  en: {
    "not-signed-in": "You are signed out. Sign in again; what you typed stays in this browser.",
    "not-fresh": "This needs a proof that it is still you. What you typed is kept; it is done right after.",
    "not-allowed": "Your role does not allow this.",
    "not-found": "There is nothing at this address, or it is not open to you.",
    "bad-request": "The request could not be read.",
    "too-large": "This is too large to be taken in one piece.",
    "too-many": "Too many tries in a short time. Wait a quarter of an hour and try again.",
    "round-not-open": "The round is not open yet.",
    "round-closed": "The round is closed. What you typed stays in this browser; write to the secretariat.",
    "wrong-state":
      "This is not possible in the present state; somebody may have moved it meanwhile. Load the page again.",
    "not-delegated": "This part was not delegated to you.",
    "seq-moved": "Somebody saved a change in the meantime. Look at it, then try again.",
    stale: "What you saw has changed in the meantime. Load the page again.",
    "same-person": "A second person has to do this: not one who prepared, changed or asked for it.",
    "former-withdrawn":
      "The release this one grows from has been withdrawn since. Prepare this one again before anybody publishes it.",
    "gives-away":
      "Too much of a withheld figure can be known from what this release would show. Nothing was published; the candidate names the figure.",
    "not-ready": "Something is still missing before this can be done.",
    "already-exists": "This exists already.",
    gone: "This is no longer available.",
    "link-used": "This link has been used already. Sign in, or ask for a new link.",
    "link-expired": "This link is too old. Ask for a new one.",
    "wrong-credentials": "The address or the password is not right.",
    "too-long": "The check took too long. Nothing was changed; try again.",
    busy: "The service is busy. Nothing was saved; it is tried again.",
    "store-busy": "Other work holds the data at the moment. Nothing was saved. Wait some seconds, then try again.",
    "store-full":
      "There is no room left on the disk of this service. Nothing was saved; reading goes on. Tell the secretariat, then try again.",
    "store-failed":
      "This service cannot write its data at the moment. Nothing was saved. Tell the secretariat, then try again.",
    "release-damaged":
      "The file of this release is not the one that was published. It is not shown until the secretariat has restored it.",
  },
  fr: {
    "not-signed-in": "Vous êtes déconnecté·e. Reconnectez-vous\u00a0; votre saisie reste dans ce navigateur.",
    "not-fresh":
      "Il faut ici prouver que c’est toujours vous. Votre saisie est gardée\u00a0; l’opération a lieu aussitôt après.",
    "not-allowed": "Votre rôle ne le permet pas.",
    "not-found": "Il n’y a rien à cette adresse, ou elle ne vous est pas ouverte.",
    "bad-request": "La demande n’a pas pu être lue.",
    "too-large": "C’est trop volumineux pour être pris en une fois.",
    "too-many": "Trop d’essais en peu de temps. Attendez un quart d’heure et réessayez.",
    "round-not-open": "La collecte n’est pas encore ouverte.",
    "round-closed": "La collecte est close. Votre saisie reste dans ce navigateur\u00a0; écrivez au secrétariat.",
    "wrong-state":
      "Ce n’est pas possible dans l’état présent\u00a0; quelqu’un l’a peut-être changé entre-temps. Rechargez la page.",
    "not-delegated": "Cette partie ne vous a pas été déléguée.",
    "seq-moved": "Quelqu’un a enregistré une modification entre-temps. Regardez-la, puis réessayez.",
    stale: "Ce que vous avez vu a changé entre-temps. Rechargez la page.",
    "same-person":
      "Une deuxième personne doit le faire\u00a0: pas une de celles qui l’ont préparé, modifié ou demandé.",
    "former-withdrawn":
      "La diffusion dont celle-ci est issue a été retirée depuis. Préparez celle-ci de nouveau avant toute publication.",
    "gives-away":
      "Ce que cette diffusion montrerait en dit trop sur un chiffre masqué. Rien n’a été publié\u00a0; la page de préparation nomme le chiffre.",
    "not-ready": "Il manque encore quelque chose pour le faire.",
    "already-exists": "Cela existe déjà.",
    gone: "Ce n’est plus disponible.",
    "link-used": "Ce lien a déjà servi. Connectez-vous ou demandez un nouveau lien.",
    "link-expired": "Ce lien est trop ancien. Demandez-en un nouveau.",
    "wrong-credentials": "L’adresse ou le mot de passe n’est pas juste.",
    "too-long": "Le contrôle a pris trop de temps. Rien n’a été changé\u00a0; réessayez.",
    busy: "Le service est occupé. Rien n’a été enregistré\u00a0; un nouvel essai suit.",
    "store-busy":
      "Un autre travail occupe les données en ce moment. Rien n’a été enregistré. Attendez quelques secondes, puis réessayez.",
    "store-full":
      "Il n’y a plus de place sur le disque de ce service. Rien n’a été enregistré\u00a0; la lecture continue. Prévenez le secrétariat, puis réessayez.",
    "store-failed":
      "Ce service ne peut pas écrire ses données en ce moment. Rien n’a été enregistré. Prévenez le secrétariat, puis réessayez.",
    "release-damaged":
      "Le fichier de cette diffusion n’est pas celui qui a été publié. Elle n’est pas affichée tant que le secrétariat ne l’a pas rétabli.",
  },
};
