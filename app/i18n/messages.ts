import type { Lang } from "~/domain/dictionary/dictionary";

/** A message is a sentence, or a function of what it needs; nested by screen. */
export type Messages = { [key: string]: string | ((...needs: never[]) => string) | Messages };

/** The same keys and the same needs in the other language; a wrong or missing key fails the build. */
type SameShape<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...needs: infer N) => string
      ? (...needs: N) => string
      : SameShape<T[K]>;
};

/**
 * Binds the English and the French messages of one area (`app/i18n/collect/fill.ts`, `app/i18n/public/public.ts` …).
 * @returns the messages by language: `fill[lang].saved("14:02")`
 */
export function bilingual<T extends Messages>(en: T, fr: SameShape<T>): { en: T; fr: SameShape<T> } {
  return { en, fr };
}

const rules = new Map<string, Intl.PluralRules>();

function rulesFor(lang: Lang, digits: number | undefined): Intl.PluralRules {
  const key = `${lang}${digits ?? ""}`;
  const known = rules.get(key);
  if (known) return known;
  const written = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = new Intl.PluralRules(lang, written);
  rules.set(key, made);
  return made;
}

/**
 * Chooses the form for a number. French takes the singular for 0 and 1,5, and "de" before the noun after whole millions
 * (`many`): it is put there when the form has the number followed by its noun, and is given where it has not.
 * @param digits  digits after the decimal mark as written, where it is not the number's own
 */
export function plural(
  lang: Lang,
  count: number,
  forms: { one: string; other: string; many?: string },
  digits?: number,
): string {
  const form = rulesFor(lang, digits).select(count);
  if (form === "one") return forms.one;
  if (form === "other") return forms.other;
  return forms.many ?? forms.other.replace(/(?<=\d)[ \u00a0]\p{L}.*$/su, withDe);
}

/** A French noun after whole millions: `de personnes`, `d’alertes`. */
export function ofMany(noun: string): string {
  return /^[aeiouyéèêîœ]/i.test(noun) ? `d’${noun}` : `de ${noun}`;
}

/** What follows whole millions in French, with "de" where it begins with what is counted: a plural, no verb or preposition. */
export function withDe(behind: string): string {
  return behind.replace(/^([ \u00a0])(\p{L}+)(?=[^\p{L}’]|$)/u, (said, space: string, word: string) =>
    /[sx]$/.test(word) && !notCounted.has(word) ? `${space}${ofMany(word)}` : said,
  );
}

const notCounted = new Set(["dans", "depuis", "hors", "moins", "pas", "plus", "sans", "sous", "très", "vers"]);

/** Reads the language segment of an address; null = no such page. */
export function parseLang(text: string | undefined): Lang | null {
  return text === "en" || text === "fr" ? text : null;
}
