import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { themeOrder } from "~/domain/comparison/view";
import { langOf } from "~/http.server";
import { formatDay } from "~/i18n/format";
import { home as homeWords } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "./fault";
import { noParameters } from "./parameters.server";
import { listedRelease } from "./world.server";
import "./public.css";
import "./home.css";
import "./country.css";

/** All indicators of the newest release, by theme. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const release = listedRelease();
  const counts = new Map(release.indicatorCounts().map((one) => [one.indicator, one]));
  const dictionary = release.dictionary();
  const indicators = [...dictionary.indicators.values()];
  const meta = release.meta();
  return {
    lang,
    text: homeWords[lang].indicatorsText(
      String(indicators.filter((one) => counts.has(one.code)).length),
      String(indicators.length),
      meta.id,
    ),
    edition: { id: meta.id, day: formatDay(meta.publishedAt, lang) },
    themes: themeOrder.flatMap((theme) => {
      const rows = indicators
        .filter((one) => one.theme === theme)
        .map((one) => ({
          code: one.code,
          name: one.name[lang],
          definition: one.definition[lang],
          unit: one.measure === "category" ? "" : (dictionary.units.get(one.unit)?.name[lang] ?? ""),
          countries: counts.get(one.code)?.countries ?? 0,
          newest: counts.get(one.code)?.lastPeriod ?? null,
        }));
      return rows.length === 0 ? [] : [{ id: theme, name: publicWords[lang].themes[theme], rows }];
    }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${homeWords[data.lang].indicatorsTitle} – Vigie` }] : faultMeta(error, params);

export default function IndicatorsRoute() {
  const page = useLoaderData<typeof loader>();
  const words = homeWords[page.lang];
  return (
    <>
      <section className="section">
        <header className="edition">
          <p className="label">{publicWords[page.lang].release}</p>
          <p className="number-big">{page.edition.id}</p>
          <p>{page.edition.day}</p>
          <dl>
            {page.themes.map((theme) => (
              <div key={theme.id}>
                <dt>
                  <a href={`#${theme.id}`}>{theme.name}</a>
                </dt>
                <dd>{theme.rows.length}</dd>
              </div>
            ))}
          </dl>
        </header>
        <div>
          <h1>{words.indicatorsTitle}</h1>
          <p className="subtitle">{page.text}</p>
        </div>
      </section>
      {page.themes.map((theme) => (
        <section key={theme.id} className="section theme-list" id={theme.id}>
          <header>
            <h2>{theme.name}</h2>
          </header>
          <div>
            <table className="figures stacks">
              <thead>
                <tr>
                  <th scope="col">{words.indicator}</th>
                  <th scope="col">{words.unit}</th>
                  <th scope="col" className="number">
                    {words.countriesHead}
                  </th>
                  <th scope="col" className="number">
                    {words.newest}
                  </th>
                </tr>
              </thead>
              <tbody>
                {theme.rows.map((row) => (
                  <tr key={row.code}>
                    <th scope="row">
                      <a href={href("public.indicator", { lang: page.lang, indicator: row.code })}>{row.name}</a>
                      <span className="definition">{row.definition}</span>
                    </th>
                    <td data-label={words.unit}>{row.unit}</td>
                    <td data-label={words.countriesHead} className={row.countries === 0 ? "number muted" : "number"}>
                      {row.countries === 0 ? words.noData : row.countries}
                    </td>
                    <td data-label={words.newest} className="number">
                      {row.newest}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
