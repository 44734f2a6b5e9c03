import type { ReactNode } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { inLanguage } from "~/i18n/languages";

type Props = {
  /** Language it was written in; null = not known. */
  written: Lang | null;
  /** Language of the page. */
  lang: Lang;
  children: ReactNode;
};

/** A text as it was written: in another language than the page's it says which, to the eye and to a screen reader. */
export function Written({ written, lang, children }: Props) {
  if (written === null || written === lang) return <>{children}</>;
  return (
    <>
      <span lang={written}>{children}</span> <span className="written-in">({inLanguage[lang][written]})</span>
    </>
  );
}
