import { href } from "~/addresses";
import { existsSync, readFileSync, statSync } from "node:fs";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { isRefusal, refuse } from "~/domain/refusal";
import { env } from "~/env.server";
import { columnMeanings } from "~/exports/columns";
import { langOf, refusalResponse } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { indicatorWords } from "~/i18n/public/indicator";
import { methodTexts } from "~/i18n/public/method-texts";
import { methods as methodsWords } from "~/i18n/public/methods";
import { publicWords } from "~/i18n/public/public";
import { noParameters } from "~/pages/public/parameters.server";
import { listedRelease } from "~/pages/public/world.server";
import { listReleases, releaseFiles, releaseOf } from "~/release.server";
import { MarginSection, PageHead } from "~/pages/public/margin-section";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";

/** All releases, newest first, and how programs read them. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const newest = listedRelease().meta();
  const folder = env().releasesFolder;
  const words = methodsWords[lang];
  const number = (value: number) => formatNumber(value, lang, { small: true });
  const releases = listReleases(folder).map(({ id, notice }) => {
    if (notice)
      return {
        id,
        state: words.withdrawnOn(formatDay(notice.withdrawnAt, lang)),
        reason: notice.reason[lang],
        facts: null,
      };
    const release = releaseOf(folder, id);
    if (isRefusal(release))
      return { id, state: publicWords[lang].damagedState, reason: publicWords[lang].damagedText, facts: null };
    const meta = release.meta();
    const files = releaseFiles(folder, id);
    return {
      id,
      state: formatDay(meta.publishedAt, lang),
      reason: meta.synthetic ? publicWords[lang].synthetic : null,
      facts: {
        figures: number(meta.counts.values),
        countries: String(meta.counts.countries),
        size: `${number(Math.round(statSync(files.file).size / 1024))}\u00a0KiB`,
        hash: existsSync(files.hash) ? readFileSync(files.hash, "utf8").slice(0, 64) : "",
      },
    };
  });
  return {
    lang,
    newest: { id: newest.id, day: formatDay(newest.publishedAt, lang), licence: newest.licence },
    releases,
    words: { title: words.data, lead: words.dataLead, api: methodTexts[lang].apiList },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${data.words.title} – Vigie` }] : faultMeta(error, params);

export default function DataRoute() {
  const page = useLoaderData<typeof loader>();
  const words = methodsWords[page.lang];
  return (
    <>
      <PageHead
        label={publicWords[page.lang].latestRelease}
        big={page.newest.id}
        small={page.newest.day}
        facts={[{ name: words.licence, value: page.newest.licence }]}
        title={page.words.title}
        lead={page.words.lead}
      />
      <MarginSection title={words.releases}>
        <table className="figures stacks">
          <thead>
            <tr>
              <th scope="col">{publicWords[page.lang].release}</th>
              <th scope="col">{words.published}</th>
              <th scope="col" className="number">
                {words.figures}
              </th>
              <th scope="col" className="number">
                {words.countries}
              </th>
              <th scope="col">{words.file}</th>
            </tr>
          </thead>
          <tbody>
            {page.releases.map((release) => (
              <tr key={release.id}>
                <th scope="row">
                  {release.facts ? <a href={href("public.release", { lang: page.lang, release: release.id })}>{release.id}</a> : release.id}
                </th>
                <td data-label={words.published}>
                  <span>
                    {release.state}
                    {release.reason && <span className="muted">. {release.reason}</span>}
                  </span>
                </td>
                <td data-label={words.figures} className="number">
                  {release.facts?.figures}
                </td>
                <td data-label={words.countries} className="number">
                  {release.facts?.countries}
                </td>
                <td data-label={words.file}>
                  {release.facts && (
                    <span>
                      <a href={href("public.releaseFile", { file: `${release.id}.sqlite` })} download>
                        {words.download}
                      </a>{" "}
                      <span className="muted small">{release.facts.size}</span>
                      <br />
                      <a className="small" href={href("public.releaseFile", { file: `${release.id}.sqlite.sha256` })}>
                        {words.hash}
                      </a>{" "}
                      <code className="hash">{release.facts.hash}</code>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </MarginSection>
      <MarginSection title={words.api} text={words.apiText}>
        <dl className="terms wide-terms">
          {page.words.api.map((one) => (
            <div key={one.address}>
              <dt>
                <code>{one.address}</code>
              </dt>
              <dd>{one.text}</dd>
            </div>
          ))}
        </dl>
      </MarginSection>
      <MarginSection title={indicatorWords[page.lang].columns} id="columns">
        <dl className="terms wide-terms">
          {columnMeanings.map(({ name, meaning }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{meaning[page.lang]}</dd>
            </div>
          ))}
        </dl>
      </MarginSection>
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
