import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { countriesOf, decide } from "~/domain/people/access";
import { refuse } from "~/domain/refusal";
import { langOf, refusalResponse } from "~/http.server";
import { declaration } from "~/i18n/collect/declaration";
import { collect } from "~/i18n/collect/home";
import { asSubject } from "~/i18n/country-grammar";
import { formatDay, formatLongDay } from "~/i18n/format";
import { formatWhen } from "~/i18n/when";
import { requireActor } from "~/session.server";
import { Quote } from "~/ui/quote";
import { Sign } from "~/ui/signs";
import { declarationsInForce } from "~db/collection/disclosure-rules";
import { countryNames } from "~db/collection/people/persons";
import { CollectEarlier } from "./earlier";
import { readHome } from "./home.server";
import { CollectRound } from "./round";
import "./home.css";
import "~/pages/collect/signs.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${collect[data.lang].title}, ${data.countryName} – Vigie` : "Vigie" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const actor = requireActor(request, context, "collect.see");
  const countries = countriesOf(actor);
  const wanted = new URL(request.url).searchParams.get("country") ?? countries[0];
  const country = countries.find((one) => one === wanted);
  if (!country) throw refusalResponse(refuse("not-found"));
  const names = countryNames(db, lang);
  const now = instant();
  return {
    lang,
    now,
    country,
    countryName: names.get(country) ?? country,
    countries: countries.map((code) => ({ code, name: names.get(code) ?? code })),
    declarations: decide(actor, "disclosure.see", { country }).allowed ? declarationsInForce(db, country).length : null,
    ...readHome(db, { actor, country, now, lang }),
  };
}

export default function CollectHome() {
  const { lang, now, country, countryName, countries, cards, cameBack, goOn, earlier, lastClosed, declarations } =
    useLoaderData<typeof loader>();
  const words = collect[lang];
  const address = (round: string) => href("collect.fill", { lang, round, country, number: 1 });
  const reasons = cameBack.reduce((sum, one) => sum + one.reasons.length, 0);
  return (
    <div className="collect">
      <header className="collect-head">
        <div>
          <p className="muted small collect-day">{formatLongDay(now, lang)}</p>
          <h1>{countryName}</h1>
          <p className="collect-lead">
            {cards.length === 0 ? words.none(asSubject(country, countryName, lang)) : words.openRounds(cards.length)}{" "}
            {cards.length === 0 && lastClosed && words.noneLast(lastClosed.title, formatDay(lastClosed.at, lang))}
            {cameBack.length > 0 && words.cameBack(cameBack.length, reasons)}
          </p>
          {countries.length > 1 && (
            <nav aria-label={words.countries} className="collect-countries">
              {countries.map(({ code, name }) => (
                <a
                  key={code}
                  href={href("collect.home", { lang }, { country: code })}
                  aria-current={code === country ? "page" : undefined}
                >
                  {name}
                </a>
              ))}
            </nav>
          )}
        </div>
        {goOn && (
          <div className="collect-go">
            <a className="button" href={`${address(goOn.round)}?section=${goOn.section}`}>
              {goOn.kind === "start" ? words.startWith(goOn.where) : words.continueWith(goOn.where)}
            </a>
            <p className="muted small">
              {goOn.at === null
                ? goOn.title
                : words.leftAt(goOn.title, formatWhen(goOn.at, now, { lang, clock: "named" }), goOn.label)}
            </p>
          </div>
        )}
      </header>
      {cameBack.length > 0 && (
        <section>
          <h2>{words.came}</h2>
          <ul className="collect-back">
            {cameBack.map((one) => (
              <li key={`${one.round}/${one.section}`}>
                <a href={`${address(one.round)}?section=${one.section}`} className="collect-back-section">
                  <Sign name="returned" />{" "}
                  <span>
                    {one.number} {one.title}
                  </span>
                </a>
                <div>
                  {one.reasons.map((reason) => (
                    <p key={`${reason.path}|${reason.text}`}>
                      <Quote text={reason.text} written={reason.lang} lang={lang} />{" "}
                      {reason.table && <a href={`${address(one.round)}?section=${one.section}`}>{reason.table}</a>}
                    </p>
                  ))}
                </div>
                <p className="muted small">
                  {words.reviewer(one.by ?? "", formatWhen(one.at, now, { lang, clock: "named" }))}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {cards.length > 0 && (
        <section>
          <h2>{words.open}</h2>
          {cards.map((card) => (
            <CollectRound key={card.round} card={card} address={address(card.round)} lang={lang} now={now} />
          ))}
        </section>
      )}
      {earlier.length > 0 && <CollectEarlier rounds={earlier} lang={lang} country={country} />}
      {declarations !== null && (
        <section>
          <h2>{declaration[lang].publication}</h2>
          <p className="collect-publication">
            <a href={href("collect.declarations", { lang, country })}>{declaration[lang].link}</a>
            <span className="muted"> · {declaration[lang].linkCount(declarations)}</span>
          </p>
        </section>
      )}
    </div>
  );
}
