import type { Lang } from "~/domain/dictionary/dictionary";
import { Written } from "./written";

/** A person's own words, in the marks of the page and the language they were written in. */
export function Quote({ text, written, lang }: { text: string; written: Lang | null; lang: Lang }) {
  return (
    <Written written={written} lang={lang}>
      {lang === "fr" ? `«\u00a0${text}\u00a0»` : `“${text}”`}
    </Written>
  );
}
