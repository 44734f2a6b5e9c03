import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { refuse } from "~/domain/refusal";
import { langOf, refusalResponse } from "~/http.server";
import { home as homeWords } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { onlyRelease } from "~/pages/public/parameters.server";
import { releaseFor } from "~/pages/public/world.server";
import { Written } from "~/ui/written";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";
import { type CountryPage, toCountryPage } from "./country.server";
import { KeyFigures } from "./key-figures";

export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const wanted = onlyRelease(request);
  const page = toCountryPage(releaseFor(wanted), params.country ?? "", { lang, pinned: wanted !== null });
  if (page === null) throw refusalResponse(refuse("not-found"));
  return page;
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data
    ? [{ title: `${data.name} – Vigie` }, { name: "description", content: data.sentences.join(" ") }]
    : faultMeta(error, params);

export default function CountryRoute() {
  const page = useLoaderData<typeof loader>();
  const words = homeWords[page.lang];
  const own = publicWords[page.lang];
  return (
    <>
      <section className="section">
        <header className="edition">
          <p className="label">{words.profile}</p>
          <p className="number-big">{own.releaseName(page.edition.id)}</p>
          <p>{page.edition.day}</p>
          <dl>
            {page.edition.facts.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </header>
        <div>
          <p className="crumbs">
            <a href={`${href("public.countries", { lang: page.lang })}${page.query}`}>{words.countriesHead}</a>
          </p>
          <h1>{page.name}</h1>
          <p className="subtitle">
            {page.member} {page.footnote}
          </p>
          <p className="summary">{page.sentences.join(" ")}</p>
        </div>
      </section>
      <KeyFigures page={page} />
      {page.answers.length > 0 && (
        <section className="section">
          <header>
            <h2>{words.policy}</h2>
            <p>{words.policyText}</p>
          </header>
          <div>
            <table className="figures stacks">
              <thead>
                <tr>
                  <th scope="col">{words.indicator}</th>
                  <th scope="col">{words.answer}</th>
                  <th scope="col">{own.year}</th>
                </tr>
              </thead>
              <tbody>
                {page.answers.map((one) => (
                  <tr key={one.code}>
                    <th scope="row">
                      <a href={`${href("public.indicator", { lang: page.lang, indicator: one.code })}${page.query}`}>
                        {one.name}
                      </a>
                    </th>
                    <td data-label={words.answer}>
                      <a href={one.passport}>{one.answer}</a>
                    </td>
                    <td data-label={own.year}>{one.year}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {page.coverage.length > 0 && (
        <section className="section">
          <header>
            <h2>{words.coverage}</h2>
            <p>{words.coverageText}</p>
          </header>
          <div>
            <table className="figures stacks">
              <thead>
                <tr>
                  <th scope="col">{words.round}</th>
                  <th scope="col">{words.asksAbout}</th>
                  <th scope="col">{words.figures}</th>
                  <th scope="col">{words.state}</th>
                </tr>
              </thead>
              <tbody>
                {page.coverage.map((round) => (
                  <tr key={round.id}>
                    <th scope="row">{round.title}</th>
                    <td data-label={words.asksAbout}>{round.about}</td>
                    <td data-label={words.figures}>
                      <span>
                        <span className="bar-of" aria-hidden="true">
                          <span
                            style={{ inlineSize: `${round.asked === 0 ? 0 : (100 * round.figures) / round.asked}%` }}
                          />
                        </span>
                        {words.kOfN(String(round.figures), String(round.asked))}
                      </span>
                    </td>
                    <td data-label={words.state}>
                      <span>
                        {round.state}
                        {round.reason && (
                          <>
                            {own.colon}
                            <Written written={round.reason.lang} lang={page.lang}>
                              <q>{round.reason.text}</q>
                            </Written>
                          </>
                        )}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      <section className="section">
        <header>
          <h2>{words.missing}</h2>
          <p>{words.missingText(page.missingFrom)}</p>
        </header>
        <div>
          <p>{page.missingSaid}</p>
          {page.missing.length > 0 && (
            <>
              <MissingTable page={page} rows={page.missing.slice(0, mostMissing)} />
              {page.missing.length > mostMissing && (
                <details>
                  <summary>{words.moreMissing(page.missing.length - mostMissing)}</summary>
                  <MissingTable page={page} rows={page.missing.slice(mostMissing)} />
                </details>
              )}
            </>
          )}
        </div>
      </section>
      <section className="section">
        <header>
          <h2>{words.use}</h2>
        </header>
        <div>
          <p className="citation">
            {own.citation(page.cite.year)} <cite>{words.cites(page.name)}</cite>, {own.citationRelease(page.edition.id)}{" "}
            {page.synthetic && <strong>{own.synthetic} </strong>}
            <span className="address">{page.cite.address}</span>
          </p>
        </div>
      </section>
    </>
  );
}

/** Indicators missing for a reason seen at once; more open below. */
const mostMissing = 40;

function MissingTable({ page, rows }: { page: CountryPage; rows: CountryPage["missing"] }) {
  const words = homeWords[page.lang];
  return (
    <table className="figures stacks">
      <thead>
        <tr>
          <th scope="col">{words.indicator}</th>
          <th scope="col" className="number">
            {words.points}
          </th>
          <th scope="col">{words.reason}</th>
          <th scope="col">{words.ownWords}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.indicator}${one.reason}`}>
            <th scope="row">
              <a href={`${href("public.indicator", { lang: page.lang, indicator: one.indicator })}${page.query}`}>
                {one.name}
              </a>
            </th>
            <td data-label={words.points} className="number">
              {one.points}
            </td>
            <td data-label={words.reason}>{one.reason}</td>
            <td data-label={words.ownWords}>
              {one.notes.length > 0 && (
                <span>
                  {one.notes.map((note) => (
                    <Written key={note.text} written={note.lang} lang={page.lang}>
                      <q>{note.text}</q>
                    </Written>
                  ))}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
