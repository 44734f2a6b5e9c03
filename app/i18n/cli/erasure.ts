import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

/** What the command says that erases personal answers. */
export const erasure = bilingual(
  {
    erased: (count: string, of: string) =>
      en`${count} personal answer[s] of ${of} [0:was|were] erased, former values included.`,
    none: (of: string) => `${of} holds no personal answer of that name.`,
    unknown: (of: string) => `${of} is not known.`,
    logNotEmptied:
      "Vigie is running and reads the file: the last bytes leave its log when it writes it back; stop it and run this again to be sure.",
    backups: "Backups made before today still hold them until they run out.",
  },
  {
    erased: (count: string, of: string) =>
      fr`${count} réponse[s] personnelle[s] de ${of} [0:a|ont] été effacée[0:s], valeurs antérieures comprises.`,
    none: (of: string) => `${of} ne contient aucune réponse personnelle de ce nom.`,
    unknown: (of: string) => `${of} est inconnu.`,
    logNotEmptied:
      "Vigie est en marche et lit le fichier\u00a0: les derniers octets quittent son journal à la prochaine réécriture\u00a0; arrêtez Vigie et relancez la commande pour en être sûr.",
    backups: "Les sauvegardes antérieures à ce jour les contiennent encore jusqu’à leur échéance.",
  },
);
