import type { Lang } from "~/domain/dictionary/dictionary";
import type { ConfCode, FlagCode, ReasonCode } from "./figure";

/*
 * Words and letters people type beside or instead of a number. International letters (SDMX, Eurostat) hold in both
 * languages; a language adds its own. Letters that stand for two things in the field (`r` revised or rupture in
 * English, `s`, `f` forecast) are read only where one meaning is shown under the table.
 */

/** A status after the number: an observation flag, or confidential. */
export type Mention = { flag: FlagCode } | { conf: ConfCode };

const everywhere: Record<string, Mention> = {
  b: { flag: "B" },
  d: { flag: "D" },
  e: { flag: "E" },
  i: { flag: "I" },
  n: { flag: "N" },
  p: { flag: "P" },
  u: { flag: "U" },
  c: { conf: "C" },
  est: { flag: "E" },
  prov: { flag: "P" },
  def: { flag: "D" },
};

const ownMentions: Record<Lang, Record<string, Mention>> = {
  en: {
    break: { flag: "B" },
    low: { flag: "U" },
    imp: { flag: "I" },
    provisional: { flag: "P" },
    estimate: { flag: "E" },
    estimated: { flag: "E" },
    imputed: { flag: "I" },
    confidential: { conf: "C" },
  },
  fr: {
    r: { flag: "B" },
    f: { flag: "U" },
    rupt: { flag: "B" },
    rupture: { flag: "B" },
    fiab: { flag: "U" },
    déf: { flag: "D" },
    imp: { flag: "I" },
    provisoire: { flag: "P" },
    estimé: { flag: "E" },
    estimée: { flag: "E" },
    estimation: { flag: "E" },
    imputé: { flag: "I" },
    imputée: { flag: "I" },
    confidentiel: { conf: "C" },
    confidentielle: { conf: "C" },
  },
};

/** Finds the mention a word or letter stands for on a page of this language. */
export function mentionOf(word: string, lang: Lang): Mention | undefined {
  return find(ownMentions[lang], word) ?? find(everywhere, word);
}

/** After `<5`: is the number hidden to protect people, or below what can be detected? */
const limits: Record<string, "Q" | "N"> = {
  q: "Q",
  hid: "Q",
  hidden: "Q",
  masq: "Q",
  masqué: "Q",
  n: "N",
  lod: "N",
  detection: "N",
  ld: "N",
  détection: "N",
};

/** Finds why a number is only known to be below a limit. */
export function limitOf(word: string): "Q" | "N" | undefined {
  return find(limits, word);
}

/** What a text without a number says: one reason, a counted zero, or several things it may mean. */
export type Saying =
  | { reason: ReasonCode }
  | { zero: true }
  | { oneOf: (ReasonCode | "zero")[]; why: "dash" | "abbreviation" };

const dash: Saying = { oneOf: ["zero", "M", "O"], why: "dash" };

const sayings: Record<string, Saying> = {
  ":": { reason: "L" },
  "-": dash,
  "–": dash,
  "—": dash,
  "−": dash,
  "..": { reason: "O" },
  "...": { reason: "O" },
  "…": { reason: "O" },
  "n/a": { reason: "M" },
  // "n.a." is "not applicable" to one office and "not available" to the next.
  na: { oneOf: ["M", "O"], why: "abbreviation" },
  nd: { reason: "O" },
  so: { reason: "M" },
  "s/o": { reason: "M" },
  z: { reason: "M" },
  ":z": { reason: "M" },
  c: { reason: "Q" },
  ":c": { reason: "Q" },
  q: { reason: "Q" },
};

const ownSayings: Record<Lang, Record<string, Saying>> = {
  en: {
    nc: { reason: "L" },
    "not collected": { reason: "L" },
    "not available": { reason: "O" },
    "no data": { reason: "O" },
    "not applicable": { reason: "M" },
    "does not apply": { reason: "M" },
    suppressed: { reason: "Q" },
    confidential: { reason: "Q" },
    "included elsewhere": { reason: "K" },
    nil: { zero: true },
    zero: { zero: true },
  },
  fr: {
    // Non collecté, non communiqué, non concerné: three offices, three meanings.
    nc: { oneOf: ["L", "O", "M"], why: "abbreviation" },
    "non recueilli": { reason: "L" },
    "non recueillie": { reason: "L" },
    "non collecté": { reason: "L" },
    "non collectée": { reason: "L" },
    "non disponible": { reason: "O" },
    "non applicable": { reason: "M" },
    "sans objet": { reason: "M" },
    supprimé: { reason: "Q" },
    confidentiel: { reason: "Q" },
    "inclus ailleurs": { reason: "K" },
    "compris ailleurs": { reason: "K" },
    néant: { zero: true },
    zéro: { zero: true },
  },
};

/** Finds what a text without a number says on a page of this language; dots of an abbreviation do not matter. */
export function sayingOf(text: string, lang: Lang): Saying | undefined {
  const bare =
    /^(?:[a-z]\.? ?){2}$/.test(text) && text.includes(".") ? text.replace(/[. ]/g, "") : text.replace(/^: /, ":");
  return find(ownSayings[lang], bare) ?? find(sayings, bare);
}

function find<T>(table: Record<string, T>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
