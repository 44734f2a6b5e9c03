import sans from "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url";
import type { LinksFunction, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useParams,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { href } from "~/addresses";
import { isRefusal } from "./domain/refusal";
import { parseLang } from "./i18n/messages";
import { shell } from "./i18n/shell";
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/shell.css";
import { refusals } from "./i18n/refusals";
import { useNonce } from "./ui/nonce";
import { TryAgain, useSentForm } from "./ui/try-again";

export const links: LinksFunction = () => [
  { rel: "preload", as: "font", type: "font/woff2", href: sans, crossOrigin: "anonymous" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Titles of pages without their own, errors first: a page's own `meta` replaces this one. */
export const meta: MetaFunction = ({ error, params }) => {
  const words = shell[parseLang(params.lang) ?? "en"].error;
  if (!error) return [{ title: "Vigie" }];
  return [{ title: `${isRouteErrorResponse(error) && error.status === 404 ? words.notFound : words.refused} – Vigie` }];
};

export function Layout({ children }: { children: ReactNode }) {
  const lang = parseLang(useParams().lang) ?? "en";
  const nonce = useNonce();
  return (
    <html lang={lang} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          {shell[lang].skip}
        </a>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  useSentForm();
  return <Outlet />;
}

/** Every error that no page caught: what happened, what was kept, what to do; no code and no stack. */
export function ErrorBoundary() {
  const error = useRouteError();
  const lang = parseLang(useParams().lang) ?? "en";
  const words = shell[lang].error;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const refusal = isRouteErrorResponse(error) && isRefusal(error.data) ? error.data : null;
  const title = status === 404 ? words.notFound : refusal ? words.refused : words.broken;
  const text =
    refusal && status !== 404
      ? refusals[lang][refusal.refusal]
      : status === 404
        ? words.notFoundText
        : words.brokenText;
  return (
    <main id="main" className="whole-error">
      <p className="wordmark">
        <a href={href("public.home", { lang })}>Vigie</a>
      </p>
      <h1>{title}</h1>
      <p>{text}</p>
      {status >= 500 && <TryAgain word={words.tryAgain} />}
      <p>
        <a href={href("public.home", { lang })}>{words.home}</a>
      </p>
    </main>
  );
}
