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

const rules = { en: new Intl.PluralRules("en"), fr: new Intl.PluralRules("fr") };

/**
 * Chooses the form for a number. French takes the singular for 0 and 1,5, and "de" from a million on (`many`).
 */
export function plural(lang: Lang, count: number, forms: { one: string; other: string; many?: string }): string {
  const form = rules[lang].select(count);
  return form === "one" ? forms.one : form === "many" ? (forms.many ?? forms.other) : forms.other;
}

/** Reads the language segment of an address; null = no such page. */
export function parseLang(text: string | undefined): Lang | null {
  return text === "en" || text === "fr" ? text : null;
}
