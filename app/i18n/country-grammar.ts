import type { Lang } from "~/domain/dictionary/dictionary";

/*
 * Names of countries within a sentence: "the Netherlands", « le Portugal ». Only countries whose grammar is known here
 * get an article; any other name stands as it is, which is never wrong.
 */

const french: Record<string, "le" | "la" | "l’" | "les"> = {
  ...all("la", "BE BA BG HR CZ FI FR GE GR HU LT MD MK NO PL RO RS SK SI SE CH TR RU LV JO LY TN PS"),
  ...all("l’", "AM AT AZ EE IE IS IT UA ES DE AL DZ EG"),
  ...all("le", "LI LU MX ME MA PT DK GB LB CA VA"),
  ...all("les", "NL US"),
};

const english = new Set("MD SK NL GB RU US VA".split(" "));

function all<T extends string>(article: T, codes: string): Record<string, T> {
  return Object.fromEntries(codes.split(" ").map((code) => [code, article]));
}

/** The name with its article, as the subject of a sentence: `la Norvège`, `l’Irlande`, `Malte`, `the Netherlands`. */
export function asSubject(code: string, name: string, lang: Lang): string {
  if (lang === "en") return english.has(code) ? `the ${name}` : name;
  const article = french[code];
  if (article === undefined) return name;
  return article === "l’" ? `l’${name}` : `${article} ${name}`;
}

/** Is the name of this one country a plural, as `les Pays-Bas`? In English none is: "the Netherlands has". */
export function isPluralName(code: string, lang: Lang): boolean {
  return lang === "fr" && french[code] === "les";
}

/** The form of a verb whose subject is these countries: several, or one whose name is a plural. */
export function agree(codes: readonly string[], lang: Lang, forms: { one: string; other: string }): string {
  return codes.length > 1 || codes.some((code) => isPluralName(code, lang)) ? forms.other : forms.one;
}

/** The name after "of": `de la Norvège`, `du Portugal`, `de l’Irlande`, `des Pays-Bas`, `de Malte`, `d’Israël`. */
export function afterOf(code: string, name: string, lang: Lang): string {
  if (lang === "en") return `of ${asSubject(code, name, lang)}`;
  const article = french[code];
  if (article === "le") return `du ${name}`;
  if (article === "les") return `des ${name}`;
  if (article === undefined) return /^[AEIOUÉÎ]/.test(name) ? `d’${name}` : `de ${name}`;
  return `de ${asSubject(code, name, lang)}`;
}

/** First letter large, for the beginning of a sentence. */
export function atStart(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}
