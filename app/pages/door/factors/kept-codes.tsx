import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { factors } from "~/i18n/door/factors";

type KeptCodesProps = { lang: Lang; codes: readonly string[]; returnTo: string };

/** The recovery codes, this once, and the way on: to where she was going, else to her second factors. */
export function KeptCodes({ lang, codes, returnTo }: KeptCodesProps) {
  const words = factors[lang].kept;
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <ol className="factor-codes" aria-label={words.list}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <a className="button" href={returnTo || href("door.factors", { lang })}>
          {words.go}
        </a>
      </p>
    </section>
  );
}
