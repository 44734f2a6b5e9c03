import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { href, inLanguage } from "~/addresses";
import { langOf } from "~/http.server";
import { shell } from "~/i18n/shell";
import "./door.css";

/** The frame of the pages at the door: sign-in, invitations, passwords. Never kept, since they set cookies. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const { VIGIE_MODE, ALLOW_PASSWORD_ONLY } = context.env;
  return { lang, demo: VIGIE_MODE === "demo", pilot: VIGIE_MODE === "live" && ALLOW_PASSWORD_ONLY === "pilot" };
}

export default function DoorLayout() {
  const { lang, demo, pilot } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const words = shell[lang];
  const other = lang === "en" ? "fr" : "en";
  const otherHref = inLanguage(pathname, other) + search.replace(`returnTo=%2F${lang}`, `returnTo=%2F${other}`);
  return (
    <>
      {demo && (
        <aside className="desk-strip" aria-label={words.demoDesk}>
          <strong>{words.demoDesk}</strong> · {words.demoDeskText}
        </aside>
      )}
      {pilot && (
        <aside className="notice warn" aria-label={words.pilot.split(":")[0]}>
          {words.pilot}
        </aside>
      )}
      <header className="bar">
        <div className="bar-inner">
          <p className="wordmark">
            <a href={href("public.home", { lang })}>Vigie</a>
          </p>
          <div className="bar-side">
            <nav className="languages" aria-label={words.language}>
              <span className="now">{lang.toUpperCase()}</span>
              <a href={otherHref} lang={other} hrefLang={other} title={words.otherLanguage}>
                {other.toUpperCase()}
              </a>
            </nav>
          </div>
        </div>
      </header>
      <main id="main" className="door-main">
        <Outlet />
      </main>
      <footer className="door-foot">
        <a href={href("public.privacy", { lang })}>{words.footer.privacy}</a>
      </footer>
    </>
  );
}
