import type { Lang } from "~/domain/dictionary/dictionary";
import { Quote } from "~/ui/quote";

type Said = { url: string | null; reason: { text: string; lang: Lang | null } | null };

/** Where a declared total is published, and the country's reason in its own words. */
export function DeclaredWhere({ said, lang }: { said: Said; lang: Lang }) {
  return (
    <>
      {said.url && (
        <span className="declare-where">
          <a href={said.url} rel="noreferrer nofollow">
            {said.url}
          </a>
        </span>
      )}
      {said.reason && (
        <span className="declare-where">
          <Quote text={said.reason.text} written={said.reason.lang} lang={lang} />
        </span>
      )}
    </>
  );
}
