import { en, fr } from "../agreeing";
import { bilingual } from "../messages";

const N = "\u00a0";

/** Words of the tables of figures. */
export const fillGrid = bilingual(
  {
    keys: {
      enter: "Enter",
      escape: "Esc",
      move: "move",
      edit: "edit",
      shift: "Shift",
      choose: "choose a block",
      copy: "copy",
      paste: "paste",
      flags: "flag, after the number",
      drawer: "drawer",
      notCollected: "not collected",
      undo: "undo",
    },
    cell: {
      twoValues: "two values",
      waiting: "waiting to be saved",
      notTaken: "not taken as typed",
      hasNote: "has a note",
      error: "error",
      warning: "warning",
      computed: "computed",
      lastAccepted: (text: string) => `last accepted ${text}`,
    },
    grid: {
      last: "last",
      now: "now",
      sum: "Total, computed",
      sumOfGroups: "Sum of groups",
      all: "All, computed",
      allShort: "All",
      picked: (rows: number, columns: number) =>
        en`${rows} × ${columns} figure${rows * columns === 1 ? "" : "s"} chosen`,
      known: (known: number, asked: number) => `${known} of ${asked}`,
      hasNote: "has a note",
      waiting: "waiting to be saved",
      saved: "no mark: saved",
      twoValues: "two values: choose one in the drawer",
      legend: "Signs in this table",
      scroll: "Table; scrolls sideways",
      tabs: "Parts of the table",
      wholeTable: "Whole table: not collected…",
      wholeTitle: "Whole table without figures",
      wholeText: (empty: number, typed: number) =>
        `${empty === 1 ? "The one empty figure gets" : `The ${empty} empty figures get`} the reason you choose.${typed > 0 ? ` ${typed === 1 ? "The one figure" : `The ${typed} figures`} you typed ${typed === 1 ? "stays as it is" : "stay as they are"}.` : ""}`,
      wholeNothing: "No figure of this table is empty; nothing would change.",
      wholeReason: "Why is there no figure?",
      wholeDo: (count: number, reason: string) => `Set ${count} to “${reason}”`,
      wholeDone: (count: number, reason: string) =>
        `${count} ${count === 1 ? "figure is" : "figures are"} set to “${reason}”.`,
      cancel: "Cancel",
      undo: "Undo",
      close: "Close",
      more: (count: number) => `${count} more`,
    },
    totals: {
      notComputed: (count: number, parts: string, missing: number) =>
        `${count === 1 ? "One total of this table is" : `${count} totals of this table are`} not computed, because ${missing === 1 ? "this part has" : "these parts have"} no value: ${parts}.`,
      mayType: (count: number) =>
        count === 1
          ? "If your source knows the total, type it in its place, or leave it empty; when every part has a value it is computed again."
          : "If your source knows them, type them in their place, or leave them empty; when every part has a value they are computed again.",
      typed: "typed, not computed",
      canType: "not computed, may be typed",
      aside: (computed: string, typed: string) =>
        `every part has a value again, so the computed total, ${computed}, holds. The one you typed, ${typed}, is set aside; it holds again should a part lose its value. Before you submit, take it away.`,
      remove: "Take the typed total away",
    },
    paste: {
      done: (count: number) => `${count} ${count === 1 ? "figure" : "figures"} pasted.`,
      empty: (count: number) => `${count} empty ${count === 1 ? "cell was" : "cells were"} left as they are.`,
      kept: (count: number) =>
        `${count} ${count === 1 ? "is" : "are"} kept as typed in ${count === 1 ? "its cell" : "their cells"}, marked in red, to be mended.`,
      leftOut: (count: number) => `${count} without a place ${count === 1 ? "was" : "were"} left out.`,
      checkTitle: "Look at this before it is pasted",
      can: (good: number, all: number) =>
        `${good} of ${all} pasted ${all === 1 ? "figure" : "figures"} can be read and ${good === 1 ? "has its" : "have their"} place.`,
      titlesBoth: "The first line and the first column repeat the titles of the table and are skipped.",
      titlesLine: "The first line repeats the titles of the columns and is skipped.",
      titlesColumn: "The first column repeats the titles of the rows and is skipped.",
      moved: "The titles name other cells than those you stand in: the figures go where their titles say.",
      cannot: (count: number) =>
        `${count} cannot be taken as ${count === 1 ? "it is" : "they are"} and can be kept in ${count === 1 ? "its cell" : "their cells"} as typed:`,
      lost: (count: number) =>
        `${count} ${count === 1 ? "has" : "have"} no place in this table and ${count === 1 ? "is" : "are"} left out:`,
      outside: "lies outside of the table or in a computed total",
      notAsked: "is not asked",
      noTitle: (title: string) => `no row or column is called “${title}”`,
      more: (count: number) => `and ${count} more`,
      askTitle: "Some figures can be read in two ways. Choose, or leave them open: then they are kept as typed.",
      askMark: (count: number, example: string) => `${count} like ${example}: what does the sign part?`,
      thousands: "thousands",
      decimals: "decimals",
      askText: (count: number, text: string) =>
        `“${text}”, ${count === 1 ? "once" : `${count} times`}: what does it mean?`,
      askBelow: (count: number) => `${count} below a limit: why is there no number?`,
      askFirst: (label: string) => `first in ${label}`,
      zero: "0, counted, none found",
      do: (count: number) => `Paste ${count} ${count === 1 ? "figure" : "figures"}`,
      doKeep: (good: number, rest: number) =>
        good === 0
          ? `Keep ${rest} as typed, to mend`
          : `Take the ${good} readable, keep ${rest === 1 ? "the other" : `the other ${rest}`} as typed, to mend`,
      place: (label: string, raw: string) => `${label}: “${raw}”`,
      line: (row: number, column: number) => `Line ${row}, column ${column} of the block`,
    },
  },
  {
    keys: {
      enter: "Entrée",
      escape: "Échap",
      move: "se déplacer",
      edit: "modifier",
      shift: "Maj",
      choose: "choisir un bloc",
      copy: "copier",
      paste: "coller un bloc",
      flags: "pose la mention, après le nombre",
      drawer: "volet",
      notCollected: "non collecté",
      undo: "annuler",
    },
    cell: {
      twoValues: "deux valeurs",
      waiting: "en attente d’enregistrement",
      notTaken: "non retenu tel que saisi",
      hasNote: "porte une note",
      error: "erreur",
      warning: "avertissement",
      computed: "calculé",
      lastAccepted: (text: string) => `dernière valeur acceptée ${text}`,
    },
    grid: {
      last: "avant",
      now: "saisi",
      sum: "Total, calculé",
      sumOfGroups: "Somme des groupes",
      all: "Ensemble, calculé",
      allShort: "Ensemble",
      picked: (rows: number, columns: number) =>
        fr`${rows} × ${columns} chiffre${rows * columns < 2 ? "" : "s"} choisi${rows * columns < 2 ? "" : "s"}`,
      known: (known: number, asked: number) => `${known} sur ${asked}`,
      hasNote: "porte une note",
      waiting: "en attente d’enregistrement",
      saved: `sans signe${N}: enregistré`,
      twoValues: `deux valeurs${N}: choisissez dans le volet`,
      legend: "Signes de ce tableau",
      scroll: "Tableau, défile latéralement",
      tabs: "Parties du tableau",
      wholeTable: `Tout le tableau${N}: non collecté…`,
      wholeTitle: "Tout le tableau sans chiffres",
      wholeText: (empty: number, typed: number) =>
        `${empty < 2 ? "Le chiffre vide reçoit" : fr`Les ${empty} chiffres vides reçoivent`} le motif que vous choisissez.${typed > 0 ? ` ${typed < 2 ? "Le chiffre saisi reste tel quel" : fr`Les ${typed} chiffres saisis restent tels quels`}.` : ""}`,
      wholeNothing: "Aucun chiffre de ce tableau n’est vide\u00a0; rien ne changerait.",
      wholeReason: `Pourquoi n’y a-t-il pas de chiffre${N}?`,
      wholeDo: (count: number, reason: string) => `Mettre ${count} à «${N}${reason}${N}»`,
      wholeDone: (count: number, reason: string) =>
        fr`${count} ${count < 2 ? "chiffre est mis" : "chiffres sont mis"} à «${N}${reason}${N}».`,
      cancel: "Annuler",
      undo: "Revenir en arrière",
      close: "Fermer",
      more: (count: number) => `${count} de plus`,
    },
    totals: {
      notComputed: (count: number, parts: string, missing: number) =>
        `${count < 2 ? "Un total de ce tableau n’est pas calculé" : fr`${count} totaux de ce tableau ne sont pas calculés`}, car ${missing < 2 ? "cette partie n’a" : "ces parties n’ont"} pas de valeur${N}: ${parts}.`,
      mayType: (count: number) =>
        count < 2
          ? "Si votre source connaît le total, saisissez-le à sa place, ou laissez vide ; dès que chaque partie a une valeur, il est de nouveau calculé."
          : "Si votre source les connaît, saisissez-les à leur place, ou laissez vide ; dès que chaque partie a une valeur, ils sont de nouveau calculés.",
      typed: "saisi, non calculé",
      canType: "non calculé, peut être saisi",
      aside: (computed: string, typed: string) =>
        `chaque partie a de nouveau une valeur ; le total calculé, ${computed}, vaut. Celui que vous avez saisi, ${typed}, est mis de côté ; il vaudrait de nouveau si une partie perdait sa valeur. Avant l’envoi, retirez-le.`,
      remove: "Retirer le total saisi",
    },
    paste: {
      done: (count: number) => fr`${count} ${count < 2 ? "chiffre collé" : "chiffres collés"}.`,
      empty: (count: number) =>
        fr`${count} ${count < 2 ? "case vide est restée telle quelle" : "cases vides sont restées telles quelles"}.`,
      kept: (count: number) =>
        fr`${count} ${count < 2 ? "texte reste tel que saisi dans sa case, signalé en rouge" : "textes restent tels que saisis dans leur case, signalés en rouge"}, à corriger.`,
      leftOut: (count: number) =>
        `${count} sans place ${count < 2 ? "a été laissé de côté" : "ont été laissés de côté"}.`,
      checkTitle: "À regarder avant de coller",
      can: (good: number, all: number) =>
        fr`${good} ${good < 2 ? "chiffre" : "chiffres"} sur ${all} ${good < 2 ? "se lit et a sa place" : "se lisent et ont leur place"}.`,
      titlesBoth: "La première ligne et la première colonne répètent les titres du tableau et sont ignorées.",
      titlesLine: "La première ligne répète les titres des colonnes et est ignorée.",
      titlesColumn: "La première colonne répète les titres des lignes et est ignorée.",
      moved: `Les titres désignent d’autres cases que celles où vous êtes${N}: les chiffres vont là où leurs titres le disent.`,
      cannot: (count: number) =>
        count < 2
          ? `${count} ne peut être pris tel quel et peut rester dans sa case comme saisi${N}:`
          : `${count} ne peuvent être pris tels quels et peuvent rester dans leur case comme saisis${N}:`,
      lost: (count: number) =>
        count < 2
          ? `${count} n’a pas de place dans ce tableau et est laissé de côté${N}:`
          : `${count} n’ont pas de place dans ce tableau et sont laissés de côté${N}:`,
      outside: "se trouve hors du tableau ou dans un total calculé",
      notAsked: "n’est pas demandé",
      noTitle: (title: string) => `aucune ligne ni colonne ne s’appelle «${N}${title}${N}»`,
      more: (count: number) => `et ${count} de plus`,
      askTitle: `Des chiffres se lisent de deux façons. Choisissez, ou laissez ouvert${N}: ils restent alors comme saisis.`,
      askMark: (count: number, example: string) => `${count} comme ${example}${N}: que sépare le signe${N}?`,
      thousands: "les milliers",
      decimals: "les décimales",
      askText: (count: number, text: string) =>
        `«${N}${text}${N}», ${count} fois${N}: qu’est-ce que cela veut dire${N}?`,
      askBelow: (count: number) => `${count} sous une limite${N}: pourquoi n’y a-t-il pas de nombre${N}?`,
      askFirst: (label: string) => `d’abord à ${label}`,
      zero: "0, compté, aucun cas",
      do: (count: number) => fr`Coller ${count} chiffre[s]`,
      doKeep: (good: number, rest: number) =>
        good === 0
          ? fr`Garder ${rest} ${rest < 2 ? "texte tel que saisi" : "textes tels que saisis"}, à corriger`
          : `Prendre ${good < 2 ? "le chiffre lisible" : `les ${good} lisibles`}, garder ${rest < 2 ? "l’autre tel que saisi" : fr`les ${rest} autres tels que saisis`}, à corriger`,
      place: (label: string, raw: string) => `${label}${N}: «${N}${raw}${N}»`,
      line: (row: number, column: number) => `Ligne ${row}, colonne ${column} du bloc`,
    },
  },
);
