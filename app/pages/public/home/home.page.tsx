import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { langOf } from "~/http.server";
import { home as homeWords } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { noParameters } from "~/pages/public/parameters.server";
import { listedRelease } from "~/pages/public/world.server";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";
import { CountriesSection } from "./countries";
import { FeaturedTile } from "./featured";
import { toHome } from "./home.server";

export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  return toHome(listedRelease(), lang);
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data
    ? [
        { title: `Vigie – ${publicWords[data.lang].releaseName(data.edition.id)}` },
        { name: "description", content: data.title },
      ]
    : faultMeta(error, params);

export default function HomeRoute() {
  const page = useLoaderData<typeof loader>();
  const words = homeWords[page.lang];
  const own = publicWords[page.lang];
  return (
    <>
      <section className="section home-head">
        <header className="edition">
          <p className="label">{own.latestRelease}</p>
          <p className="number-big">{page.edition.id}</p>
          <p>{page.edition.day}</p>
          <dl>
            {page.edition.facts.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
          <p>
            <a href={href("public.release", { lang: page.lang, release: page.edition.id })}>{words.changed}</a>
          </p>
        </header>
        <div>
          <h1>{page.title}</h1>
          <p className="subtitle">{words.lead}</p>
        </div>
      </section>
      {page.featured.length > 0 && (
        <section className="section">
          <header>
            <h2>{words.from(page.edition.id)}</h2>
            <p>{words.fromText(String(page.featured.length), String(page.all))}</p>
          </header>
          <div className="featured">
            {page.featured.map((one) => (
              <FeaturedTile key={one.code} featured={one} lang={page.lang} />
            ))}
          </div>
        </section>
      )}
      <section className="section">
        <header>
          <h2>{words.find}</h2>
          <p>{words.findText}</p>
          <p>
            <a href={href("public.indicators", { lang: page.lang })}>{words.allIndicators(String(page.all))}</a>
          </p>
        </header>
        <div className="themes">
          {page.themes.map((theme) => (
            <section key={theme.id}>
              <h3>
                {theme.name}{" "}
                <a
                  href={`${href("public.indicators", { lang: page.lang })}#${theme.id}`}
                  aria-label={`${theme.name}: ${words.all(String(theme.count))}`}
                >
                  {words.all(String(theme.count))}
                </a>
              </h3>
              <ul>
                {theme.top.map((one) => (
                  <li key={one.code}>
                    <a href={href("public.indicator", { lang: page.lang, indicator: one.code })}>{one.name}</a>
                    <span>{one.countries === 0 ? words.noData : words.nCountries(one.countries)}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </section>
      <CountriesSection page={page} />
      {page.rounds.length > 0 && (
        <section className="section">
          <header>
            <h2>{words.rounds}</h2>
            <p>{words.roundsText(page.edition.id)}</p>
          </header>
          <div>
            <table className="figures stacks">
              <thead>
                <tr>
                  <th scope="col">{words.round}</th>
                  <th scope="col">{words.asksAbout}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col" className="number">
                    {words.reported}
                  </th>
                  <th scope="col">{words.notIn}</th>
                </tr>
              </thead>
              <tbody>
                {page.rounds.map((round) => (
                  <tr key={round.id}>
                    <th scope="row">
                      <strong>{round.title}</strong>
                    </th>
                    <td data-label={words.asksAbout}>{round.about}</td>
                    <td data-label={words.state}>{round.state}</td>
                    <td data-label={words.reported} className="number">
                      {round.reported}
                    </td>
                    <td data-label={words.notIn}>
                      {round.absent.map((one) => (
                        <span key={one.reason} className={one.names === "" ? "muted" : undefined}>
                          {one.names === "" ? "" : `${one.names}${own.colon}`}
                          {one.reason}
                          {one.names === "" ? "" : ". "}
                        </span>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
