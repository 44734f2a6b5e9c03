import type { Lang } from "~/domain/dictionary/dictionary";

const ordinals: Record<Lang, string[]> = {
  en: ["first", "second", "third"],
  fr: ["première", "deuxième", "troisième"],
};

/**
 * The answers of a submission in words: the first ones are no revision yet, so that what is counted as revision 2 inside is
 * the first revision to people.
 * @param revision  number of the record, from 1
 */
export function revisionWord(revision: number, lang: Lang): string {
  if (revision <= 1) return lang === "fr" ? "premières réponses" : "first answers";
  const count = revision - 1;
  const word = ordinals[lang][count - 1] ?? (lang === "fr" ? `${count}e` : `${count}th`);
  return `${word} ${lang === "fr" ? "révision" : "revision"}`;
}

/** `section 6`; the section before the first, number 0, goes by its title. */
export function sectionWord(number: number, title: string | undefined, lang: Lang): string {
  if (number > 0 || !title) return `section ${number}`;
  return lang === "fr" ? `section «\u00a0${title}\u00a0»` : `section “${title}”`;
}
