import type { ReactNode } from "react";
import { href, inLanguage, isWithin } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { shell } from "~/i18n/shell";

type Props = { lang: Lang; synthetic: boolean; pathname: string; search: string; children: ReactNode };

/** The frame of public pages: strip of the demonstration, masthead, footer. */
export function PublicFrame({ lang, synthetic, pathname, search, children }: Props) {
  const words = shell[lang];
  const link = (to: "public.indicators" | "public.countries" | "public.methods" | "public.releases", text: string) => (
    <li>
      <a href={href(to, { lang })} aria-current={isWithin(pathname, href(to, { lang })) ? "true" : undefined}>
        {text}
      </a>
    </li>
  );
  return (
    <>
      {synthetic && (
        <aside className="strip" aria-label={words.demoStrong}>
          <strong>{words.demoStrong}</strong> {words.demoText}
        </aside>
      )}
      <header className="masthead">
        <div className="masthead-inner">
          <p className="wordmark">
            <a href={href("public.home", { lang })}>Vigie</a>
          </p>
          <nav aria-label={words.menu}>
            <ul>
              {link("public.indicators", words.indicators)}
              {link("public.countries", words.countries)}
              {link("public.methods", words.methods)}
              {link("public.releases", words.data)}
            </ul>
          </nav>
          <div className="masthead-side">
            <Languages lang={lang} pathname={pathname} search={search} />
            <a className="sign-in" href={href("door.signIn", { lang })}>
              {words.signIn}
            </a>
          </div>
        </div>
      </header>
      <main id="main" className="public-main">
        {children}
      </main>
      <Footer lang={lang} />
    </>
  );
}

/** The same page in the other language. */
export function Languages({ lang, pathname, search }: { lang: Lang; pathname: string; search: string }) {
  const to = (target: Lang) => inLanguage(pathname, target) + search;
  const words = shell[lang];
  const entry = (target: Lang, name: string) =>
    target === lang ? (
      <span className="now">{name}</span>
    ) : (
      <a href={to(target)} lang={target} hrefLang={target}>
        {name}
      </a>
    );
  return (
    <>
      {entry("en", words.english)}
      {entry("fr", words.french)}
    </>
  );
}

function Footer({ lang }: { lang: Lang }) {
  const words = shell[lang].footer;
  return (
    <footer className="footer">
      <div className="footer-inner">
        <div>
          <p className="wordmark">
            <a href={href("public.home", { lang })}>Vigie</a>
          </p>
          <p className="muted">{words.about}</p>
        </div>
        <div>
          <h2>{words.licence}</h2>
          <p>{words.licenceText}</p>
        </div>
        <div>
          <h2>{words.methods}</h2>
          <p>
            <a href={href("public.methods", { lang })}>{words.methodsLink}</a>
          </p>
          <p>
            <a href={href("public.smallNumbers", { lang })}>{words.smallNumbers}</a>
          </p>
          <p>
            <a href={href("public.releases", { lang })}>{words.releases}</a>
          </p>
        </div>
        <div>
          <h2>{words.accessibility}</h2>
          <p>
            <a href={href("public.accessibility", { lang })}>{words.accessibilityLink}</a>
          </p>
          <p>{words.accessibilityText}</p>
          <p>
            <a href={href("public.privacy", { lang })}>{words.privacy}</a>
          </p>
        </div>
      </div>
    </footer>
  );
}
