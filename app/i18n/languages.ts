import type { Lang } from "~/domain/dictionary/dictionary";

/** Which language a text is in, in the language of the page. */
export const inLanguage: Record<Lang, Record<Lang, string>> = {
  en: { en: "in English", fr: "in French" },
  fr: { en: "en anglais", fr: "en français" },
};
