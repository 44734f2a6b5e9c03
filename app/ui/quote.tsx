import type { Lang } from "~/domain/dictionary/dictionary";

/** A person's own words, in the marks of the page and the language they were written in. */
export function Quote({ text, written, lang }: { text: string; written: Lang | null; lang: Lang }) {
  return <span lang={written ?? undefined}>{lang === "fr" ? `«\u00a0${text}\u00a0»` : `“${text}”`}</span>;
}
