import type { LoaderFunctionArgs, SerializeFrom } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { href, inLanguage, isWithin } from "~/addresses";
import { collectionOf } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { type Action, type Actor, decide } from "~/domain/people/access";
import { langOf } from "~/http.server";
import { formatDay, formatTime } from "~/i18n/format";
import { roleOf } from "~/i18n/people/roles";
import { shell } from "~/i18n/shell";
import { actorOf, sessionIdHash, wayIn } from "~/session.server";
import { SignOutButton } from "~/survey/outbox/sign-out-button";
import { countryNames } from "~db/collection/people/persons";
import { resetToTell } from "~db/collection/people/resets";
import { DeskFault } from "./desk-fault";

/** What the bar offers; each page guards itself, this only draws. */
const places: {
  action: Action;
  to:
    | "collect.home"
    | "review.rounds"
    | "releases.home"
    | "studio.home"
    | "people.home"
    | "people.outbox"
    | "people.audit";
  word: "collect" | "board" | "releases" | "studio" | "people" | "outbox" | "audit";
}[] = [
  { action: "collect.see", to: "collect.home", word: "collect" },
  { action: "board.see", to: "review.rounds", word: "board" },
  { action: "release.see", to: "releases.home", word: "releases" },
  { action: "questionnaire.see", to: "studio.home", word: "studio" },
  { action: "people.see", to: "people.home", word: "people" },
  { action: "outbox.see", to: "people.outbox", word: "outbox" },
  { action: "audit.read", to: "people.audit", word: "audit" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = await actorOf(request, context);
  const idHash = sessionIdHash(request.headers.get("Cookie"), context.env);
  if (!actor || idHash === null) throw wayIn(request, context);
  return {
    lang,
    person: actor.person,
    name: actor.name,
    part: partOf(actor, countryNames(collectionOf(context), lang), lang),
    places: places.filter((place) => decide(actor, place.action).allowed),
    demo: context.env.VIGIE_MODE === "demo",
    pilot: context.env.VIGIE_MODE === "live" && context.env.ALLOW_PASSWORD_ONLY === "pilot",
    passwordSetAt: resetToTell(collectionOf(context), { ...actor, idHash }),
  };
}

/** The first of her parts, "Focal point, France"; the others stand on her account page. */
function partOf(actor: Actor, names: ReadonlyMap<string, string>, lang: Lang): string {
  const first = actor.grants[0];
  return first ? roleOf(lang, first.role, first.country && (names.get(first.country) ?? first.country)) : "";
}

export default function DeskLayout() {
  return (
    <Frame desk={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** What a page behind sign-in could not do, in the frame of the others; what the frame cannot say the root says. */
export function ErrorBoundary() {
  const error = useRouteError();
  const desk = useRouteLoaderData<typeof loader>("desk");
  if (!desk) throw error;
  const { lang, name, part, places: open } = desk;
  return (
    <Frame desk={desk}>
      <DeskFault
        status={isRouteErrorResponse(error) ? error.status : 500}
        data={isRouteErrorResponse(error) ? error.data : null}
        who={{ name, part }}
        places={open.map(({ to, word }) => ({ href: href(to, { lang }), word: shell[lang][word] }))}
        lang={lang}
      />
    </Frame>
  );
}

type Desk = Pick<
  SerializeFrom<typeof loader>,
  "lang" | "person" | "name" | "part" | "places" | "demo" | "pilot" | "passwordSetAt"
>;

function Frame({ desk, children }: { desk: Desk; children: ReactNode }) {
  const { lang, person, name, part, places: open, demo, pilot, passwordSetAt } = desk;
  const { pathname } = useLocation();
  const wide = useMatches().some((match) => (match.handle as { wide?: boolean } | undefined)?.wide);
  const words = shell[lang];
  const other = lang === "en" ? "fr" : "en";
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
      {passwordSetAt && (
        <aside className="notice warn" aria-label={words.passwordSet}>
          {words.passwordSetByLink(`${formatDay(passwordSetAt, lang)}, ${formatTime(passwordSetAt, lang, "named")}`)}{" "}
          <a href={href("door.password", { lang })}>{words.passwordNotYou}</a>
        </aside>
      )}
      <header className="bar">
        <div className="bar-inner">
          <p className="wordmark">
            <a href={href("public.home", { lang })}>Vigie</a>
          </p>
          <nav aria-label={words.menu}>
            <ul>
              {open.map((place) => (
                <li key={place.to}>
                  <a
                    href={href(place.to, { lang })}
                    aria-current={isWithin(pathname, href(place.to, { lang })) ? "true" : undefined}
                  >
                    {words[place.word]}
                  </a>
                </li>
              ))}
              <li>
                <a href={href("public.home", { lang })}>{words.publicSite}</a>
              </li>
            </ul>
          </nav>
          <div className="bar-side">
            <span className="languages">
              <span className="now">{lang.toUpperCase()}</span>
              <a href={inLanguage(pathname, other)} lang={other} hrefLang={other} title={words.otherLanguage}>
                {other.toUpperCase()}
              </a>
            </span>
            <span className="bar-person">
              <a href={href("people.account", { lang })}>{name}</a>
              {part}
            </span>
            <SignOutButton lang={lang} person={person} />
          </div>
        </div>
      </header>
      <main id="main" className={wide ? "desk-main wide" : "desk-main"}>
        {children}
      </main>
    </>
  );
}
