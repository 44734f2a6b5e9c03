import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

/** Words of a person's second factors as an admin sees them, and of resetting lost ones. */
export const resets = bilingual(
  {
    factors: "Second factor",
    factorsOf: (app: boolean, passkeys: number, codes: number) =>
      app || passkeys > 0
        ? en`${app ? "Authenticator app, " : ""}${passkeys} passkey[s], ${codes} unused recovery code[s].`
        : "None.",
    resetAsk: "Ask that it be reset",
    resetReason: "Why, and how you made sure that it is this person",
    resetReasonTrouble: "Give the reason in 10 to 500 characters.",
    resetHint:
      "For a person who has lost it. Call her ministry’s switchboard, never a number from the request. Another administrator confirms.",
    resetAsked: (by: string, at: string) => `${by} asked on ${at} that it be reset:`,
    resetOld: "This was asked more than a week ago and can no longer be confirmed.",
    resetOwn: "Another administrator has to confirm it.",
    resetConfirm: "Reset the second factor",
    resetConfirmHint:
      "App, passkeys and recovery codes are removed, all sessions end, and a mail tells the person. The password stays.",
    resetTakeBack: "Take the request back",
    resetDecline: "Decline",
    resetsWait: "A lost second factor waits for a second administrator:",
  },
  {
    factors: "Second facteur",
    factorsOf: (app: boolean, passkeys: number, codes: number) =>
      app || passkeys > 0
        ? fr`${app ? "Application d’authentification, " : ""}${passkeys} clé[s] d’accès, ${codes} code[s] de secours inutilisé[s].`
        : "Aucun.",
    resetAsk: "Demander sa réinitialisation",
    resetReason: "Pourquoi, et comment vous avez vérifié que c’est bien cette personne",
    resetReasonTrouble: "Donnez le motif, de 10 à 500 caractères.",
    resetHint:
      "Pour une personne qui l’a perdu. Appelez le standard de son ministère, jamais un numéro donné dans la demande. Un autre administrateur confirme.",
    resetAsked: (by: string, at: string) => `${by} a demandé le ${at} sa réinitialisation\u00a0:`,
    resetOld: "La demande a plus d’une semaine et ne peut plus être confirmée.",
    resetOwn: "Un autre administrateur doit la confirmer.",
    resetConfirm: "Réinitialiser le second facteur",
    resetConfirmHint:
      "L’application, les clés d’accès et les codes de secours sont retirés, toutes les connexions prennent fin, un courriel en informe la personne. Le mot de passe reste.",
    resetTakeBack: "Reprendre la demande",
    resetDecline: "Rejeter",
    resetsWait: "Un second facteur perdu attend un deuxième administrateur\u00a0:",
  },
);
