import type { Code, Dictionary, Text } from "~/domain/dictionary/dictionary";
import { codedIn, noCodes, type Parameters, parameterRead } from "./parameters";
import type { Questionnaire } from "./questionnaire";

/*
 * Do words say what their code says? A round that asks about ketamine and stores nitazenes is worse than none. Words may
 * be refined ("protonitazene" under Nitazenes, "fentanyl patches" under Fentanyl), but they share a word with the name of
 * their code that no unrelated code has, and they name no other code.
 */

type Lang = "en" | "fr";
const langs: readonly Lang[] = ["en", "fr"];

/** A code of a code list: what words stand for. */
export type CodeAt = { dimension: string; code: string };

/** Do the words, in both languages, name this code and no other of its list? Unknown codes and lists agree with nothing. */
export function wordsAgree(words: Text, { dimension, code }: CodeAt, dictionary: Dictionary): boolean {
  const codes = dictionary.dimensions.get(dimension)?.codes ?? [];
  const own = codes.find((one) => one.code === code);
  return own !== undefined && langs.every((lang) => agrees(words[lang], own, { codes, lang }));
}

/** The first code of a list that words name without being meant: neither one of these codes nor above or below one. */
export function otherCodeNamed(words: Text, meant: CodeAt, dictionary: Dictionary): string | null {
  const codes = dictionary.dimensions.get(meant.dimension)?.codes ?? [];
  const named = langs.flatMap((lang) => codesNamed(words[lang], { codes, lang }));
  return named.find((one) => !isRelated(one, meant.code, codes))?.code ?? null;
}

/** A parameter that says no code, bound to the code its own words name among those the questionnaire fixes. */
export type BoundParameter = CodeAt & { name: string };

/**
 * What a questionnaire's words stand for: its coded parameters, and, in versions published before words carried codes, those
 * whose own words name a code that is fixed in it.
 * @param own  the parameters as the questionnaire declares them
 */
export function boundParameters(
  questionnaire: Questionnaire,
  own: Parameters,
  dictionary: Dictionary,
): BoundParameter[] {
  const fixed = fixedCodes(questionnaire);
  const bound = Object.entries(own).flatMap(([name, one]): BoundParameter[] => {
    if (one.codes !== undefined) return [];
    const code = fixed.find((at) => wordsAgree(one, at, dictionary));
    return code ? [{ name, ...code }] : [];
  });
  return [...codedIn(own).map(({ name, codes, code }) => ({ name, dimension: codes, code })), ...bound];
}

/** Codes a questionnaire observes by itself, whatever its round says: `observe.fixed` without those a parameter gives. */
export function fixedCodes(questionnaire: Questionnaire): CodeAt[] {
  const found = new Map<string, CodeAt>();
  for (const { observe } of questionnaire.questions.values())
    for (const [dimension, code] of Object.entries(observe?.fixed ?? {}))
      if (parameterRead(code) === null) found.set(`${dimension} ${code}`, { dimension, code });
  return [...found.values()];
}

/** Why the words of a round and its codes part: the parameter (or `title`), and what is wrong with it. */
export type Parting = { name: string; why: "no-such-code" | "other-code" | "words"; code: string; dimension: string };

/**
 * Finds the first place where words and codes of a round part; null = they agree.
 *
 * A coded parameter needs a code of its list and words that name it. A parameter of an older version keeps the code that is
 * fixed in it. The title and words that stand for no code may name no other code of those lists.
 * @param round  its parameters with all that the questionnaire gives by itself
 */
export function whereWordsPart(
  { questionnaire, own, dictionary }: { questionnaire: Questionnaire; own: Parameters; dictionary: Dictionary },
  round: { title: Text; parameters: Parameters },
): Parting | null {
  const meant: CodeAt[] = [];
  for (const { name, dimension, code: its } of boundParameters(questionnaire, own, dictionary)) {
    const said = round.parameters[name];
    const code = own[name]?.codes === undefined ? its : (said?.code ?? "");
    if (!dictionary.dimensions.get(dimension)?.codes.some((one) => one.code === code))
      return { name, why: "no-such-code", code, dimension };
    if (said === undefined || !wordsAgree(said, { dimension, code }, dictionary))
      return { name, why: "words", code, dimension };
    meant.push({ dimension, code });
  }
  const others = Object.entries(round.parameters).filter(([name]) => {
    const codes = own[name]?.codes;
    return codes === undefined || codes === noCodes;
  });
  for (const [name, words] of [...others, ["title", round.title] as const]) {
    for (const at of meant) {
      const code = otherCodeNamed(words, at, dictionary);
      if (code !== null) return { name, why: "other-code", code, dimension: at.dimension };
    }
  }
  return null;
}

type Within = { codes: readonly Code[]; lang: Lang };

function agrees(words: string, own: Code, { codes, lang }: Within): boolean {
  const named = codesNamed(words, { codes, lang });
  if (named.some((one) => one.code !== own.code && !isAbove(one.code, own, codes))) return false;
  if (named.some((one) => one.code === own.code)) return true;
  const distinct = distinctWords(own, { codes, lang });
  return stems(words).some((word) => distinct.some((one) => word.endsWith(one)));
}

/** Codes whose whole name stands in the words; of a name within a longer one only the longer counts. */
function codesNamed(words: string, { codes, lang }: Within): Code[] {
  const said = stems(words);
  const found = codes.flatMap((code) =>
    namesOf(code.name[lang]).flatMap((name) => {
      const at = placeOf(name, said);
      return at < 0 ? [] : [{ code, from: at, to: at + name.length, exact: said[at] === name[0] }];
    }),
  );
  const isWithin = (one: (typeof found)[number]) =>
    found.some(
      (other) =>
        other.code !== one.code &&
        other.from <= one.from &&
        other.to >= one.to &&
        (other.to - other.from > one.to - one.from || (other.exact && !one.exact)),
    );
  return [...new Set(found.filter((one) => !isWithin(one)).map(({ code }) => code))];
}

/** Where a name stands in words; its first word may be the end of a longer one (protonitazene). */
function placeOf(name: readonly string[], said: readonly string[]): number {
  return said.findIndex((_, at) =>
    name.every((part, offset) => {
      const word = said[at + offset];
      return word !== undefined && (word === part || (offset === 0 && part.length > 4 && word.endsWith(part)));
    }),
  );
}

/** The name as it stands, without its bracket, and what stands in the bracket: MDMA (ecstasy). */
function namesOf(name: string): string[][] {
  const inside = /\(([^)]*)\)/.exec(name)?.[1] ?? "";
  return [name, name.replace(/\([^)]*\)/, " "), inside].map(stems).filter((parts) => parts.join("").length > 2);
}

const notDistinct = new Set(["and", "its", "the", "for", "with", "non", "use", "usage", "par", "les", "des", "ses"]);

/** Words of a code's name that no code above it or outside its family has; a family is a code with those beside and below it. */
function distinctWords(own: Code, { codes, lang }: Within): string[] {
  const elsewhere = new Set(
    codes
      .filter((one) => isAbove(one.code, own, codes) || !isFamily(one, own, codes))
      .flatMap((one) => stems(one.name[lang])),
  );
  return stems(own.name[lang]).filter((word) => word.length > 2 && !notDistinct.has(word) && !elsewhere.has(word));
}

function isFamily(one: Code, own: Code, codes: readonly Code[]): boolean {
  return isRelated(one, own.code, codes) || (one.parent !== undefined && one.parent === own.parent);
}

function isRelated(one: Code, code: string, codes: readonly Code[]): boolean {
  const own = codes.find((other) => other.code === code);
  return one.code === code || (own !== undefined && (isAbove(one.code, own, codes) || isAbove(code, one, codes)));
}

/** Is the code above another in the tree of its list? */
function isAbove(code: string, below: Code, codes: readonly Code[]): boolean {
  const seen = new Set<string>();
  let above = below.parent;
  while (above !== undefined && above !== null && !seen.has(above)) {
    if (above === code) return true;
    seen.add(above);
    const next: string = above;
    above = codes.find((one) => one.code === next)?.parent;
  }
  return false;
}

/** Words without accents, capitals, marks and the endings of the plural. */
function stems(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word));
}
