import type { Lang } from "~/domain/dictionary/dictionary";
import { declaration } from "~/i18n/collect/declaration";
import { DeclaredWhere } from "./declared-where";

type Said = { rule: string; url: string | null; reason: { text: string; lang: Lang | null } | null; by: string };

/** What holds for an indicator now: its own declaration, the one for all, and both in words. */
export function WhatHolds({
  lang,
  subject,
}: {
  lang: Lang;
  subject: { own: Said | null; forAll: Said | null; means: string };
}) {
  const words = declaration[lang];
  return (
    <section aria-labelledby="now">
      <h2 id="now">{words.now}</h2>
      <dl className="terms">
        <Declared term={words.nowDeclared} said={subject.own} lang={lang} otherwise={words.nowNothing} />
        {subject.forAll && <Declared term={words.nowAll} said={subject.forAll} lang={lang} otherwise="" />}
        <div>
          <dt>{words.nowMeans}</dt>
          <dd>{subject.means}</dd>
        </div>
      </dl>
    </section>
  );
}

type DeclaredProps = { term: string; said: Said | null; otherwise: string; lang: Lang };

function Declared({ term, said, otherwise, lang }: DeclaredProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {said ? (
          <>
            <strong>{said.rule}</strong>
            <DeclaredWhere said={said} lang={lang} />
            <span className="hint">{said.by}</span>
          </>
        ) : (
          otherwise
        )}
      </dd>
    </div>
  );
}
