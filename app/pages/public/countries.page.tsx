import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { langOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { countriesWords } from "~/i18n/public/countries";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "./fault";
import { MarginSection, PageHead } from "./margin-section";
import { onlyRelease } from "./parameters.server";
import { listedRelease, type Named, worldOf } from "./world.server";
import "./public.css";
import "./home.css";
import "./country.css";

type Row = {
  code: string;
  name: string;
  figures: string;
  indicators: string;
  latest: string;
  /** Figures given and asked in the newest finished round; null = not asked. */
  round: { text: string; share: number } | null;
};

/** All countries in the alphabet of the language, with what a release has of them. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const wanted = onlyRelease(request);
  const release = listedRelease(wanted);
  const world = worldOf(release, lang);
  const words = countriesWords[lang];
  const meta = release.meta();
  const number = (value: number) => formatNumber(value, lang, { small: true });
  const all = String(release.dictionary().indicators.size);
  const counts = new Map(release.countryCounts().map((one) => [one.country, one]));
  const finished = release.rounds().find((round) => round.reported > 0 && release.roundCountries(round.id).length > 0);
  const given = new Map(finished ? release.roundCountries(finished.id).map((one) => [one.country, one]) : []);
  const toRow = ({ code, name }: Named): Row => {
    const own = counts.get(code);
    const round = given.get(code);
    return {
      code,
      name,
      figures: own ? number(own.figures) : words.none,
      indicators: own ? words.kOfN(String(own.indicators), all) : words.none,
      latest: own?.lastPeriod ?? "–",
      round:
        round && round.asked > 0
          ? { text: words.kOfN(number(round.figures), number(round.asked)), share: round.figures / round.asked }
          : null,
    };
  };
  const members = new Set(world.members.map((one) => one.code));
  return {
    lang,
    edition: { id: meta.id, day: formatDay(meta.publishedAt, lang) },
    lead: words.lead(String(world.members.filter((one) => counts.has(one.code)).length), String(world.members.length)),
    round: finished ? words.round(finished.title[lang]) : null,
    membersText: finished ? `${words.membersText} ${words.askedText}` : words.membersText,
    members: world.members.map(toRow),
    others: world.countries.filter((one) => !members.has(one.code) && counts.has(one.code)).map(toRow),
    query: wanted === null ? "" : `?release=${meta.id}`,
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data
    ? [{ title: `${countriesWords[data.lang].title} – Vigie` }, { name: "description", content: data.lead }]
    : faultMeta(error, params);

export default function CountriesRoute() {
  const page = useLoaderData<typeof loader>();
  const words = countriesWords[page.lang];
  return (
    <>
      <PageHead
        label={publicWords[page.lang].release}
        big={page.edition.id}
        small={page.edition.day}
        facts={[{ name: words.members, value: String(page.members.length) }]}
        title={words.title}
        lead={page.lead}
      />
      <MarginSection title={words.members} text={page.membersText} id="members">
        <CountryTable rows={page.members} round={page.round} lang={page.lang} query={page.query} />
      </MarginSection>
      {page.others.length > 0 && (
        <MarginSection title={words.others} text={words.othersText} id="others">
          <CountryTable rows={page.others} round={null} lang={page.lang} query={page.query} />
        </MarginSection>
      )}
    </>
  );
}

type TableProps = { rows: Row[]; round: string | null; lang: Lang; query: string };

function CountryTable({ rows, round, lang, query }: TableProps) {
  const words = countriesWords[lang];
  return (
    <table className="figures stacks countries-table">
      <thead>
        <tr>
          <th scope="col">{words.country}</th>
          <th scope="col" className="number">
            {words.figures}
          </th>
          <th scope="col" className="number">
            {words.indicators}
          </th>
          <th scope="col" className="number">
            {words.latest}
          </th>
          {round && <th scope="col">{round}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">
              <a href={`${href("public.country", { lang, country: row.code })}${query}`}>{row.name}</a>
            </th>
            <td data-label={words.figures} className="number">
              {row.figures}
            </td>
            <td data-label={words.indicators} className="number">
              {row.indicators}
            </td>
            <td data-label={words.latest} className="number">
              {row.latest}
            </td>
            {round && (
              <td data-label={round}>
                {row.round === null ? (
                  words.noRound
                ) : (
                  <span>
                    <span className="bar-of" aria-hidden="true">
                      <span style={{ inlineSize: `${100 * row.round.share}%` }} />
                    </span>
                    {row.round.text}
                  </span>
                )}
              </td>
            )}
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
