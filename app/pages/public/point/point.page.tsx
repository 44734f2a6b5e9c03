import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { TrendSvg } from "~/charts/trend-svg";
import { refuse } from "~/domain/refusal";
import { compareReleaseIds } from "~/domain/release/release";
import { langOf, refusalResponse } from "~/http.server";
import { passport as passportWords } from "~/i18n/public/passport";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { noParameters } from "~/pages/public/parameters.server";
import { releaseFor, releaseIds } from "~/pages/public/world.server";
import { Written } from "~/ui/written";
import type { Release } from "~db/release/reader";
import "~/pages/public/public.css";
import "~/pages/public/country.css";
import "~/pages/public/passport.css";
import { toPassport } from "./passport.server";
import { Asked, FormerValues, Goes, Who } from "./sections";
import { type Key, withdrawalOf } from "./withdrawn.server";

export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const release = releaseFor(params.release ?? "", "path");
  const key = { series: params.series ?? "", country: params.country ?? "", period: params.period ?? "" };
  const page = toPassport(release, key, { lang, newest: releaseFor(null) });
  if (page === null) throw withdrawnPoint(release, key) ?? refusalResponse(refuse("not-found"));
  return { ...page, point: { country: key.country, period: key.period } };
}

/** 410 with the reason, and the last release that had the figure and still stands. */
function withdrawnPoint(release: Release, key: Key): Response | null {
  const found = withdrawalOf(release, key);
  if (!found) return null;
  const had = releaseIds().find((id) => compareReleaseIds(id, found.release) < 0) ?? null;
  return Response.json({ gonePoint: { release: found.release, reason: found.reason, had } }, { status: 410 });
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data
    ? [{ title: `${data.title} – Vigie` }, { name: "description", content: data.cite.what }]
    : faultMeta(error, params);

export default function PassportRoute() {
  const page = useLoaderData<typeof loader>();
  const words = passportWords[page.lang];
  const own = publicWords[page.lang];
  return (
    <>
      <section className="section">
        <header className="edition">
          <p className="label">{words.label}</p>
          <p className="number-big">{own.releaseName(page.release.id)}</p>
          <p>{page.release.day}</p>
          {page.withdrawn && (
            <p>
              <strong>{page.withdrawn.text}</strong> {page.withdrawn.reason}
            </p>
          )}
          {page.release.newer && !page.withdrawn && (
            <p>
              {words.newer(page.release.newer)} <a href={page.newerHref}>{words.newerLink}</a>
            </p>
          )}
        </header>
        <div>
          <p className="crumbs">
            <a href={page.crumbs.indicator.href}>{page.crumbs.indicator.name}</a> ›{" "}
            <a href={page.crumbs.country.href}>{page.crumbs.country.name}</a>
          </p>
          <h1 className="passport-title">{page.title}</h1>
          <p className="subtitle">{page.subtitle}</p>
          <div className="passport-figure">
            <div>
              <p className="big">
                <span className={page.figure.text.length > 12 ? "big-text" : "big-number"}>{page.figure.text}</span>{" "}
                <span className="big-unit">{page.figure.unit}</span>
              </p>
              {page.signs.length === 0 ? (
                <p className="muted">{words.normal}</p>
              ) : (
                <ul className="sign-list">
                  {page.signs.map((sign) => (
                    <li key={sign.words}>
                      <strong>{sign.words}.</strong> {sign.meaning}
                    </li>
                  ))}
                </ul>
              )}
              {page.beside.length > 0 && <p>{page.beside.join("; ")}</p>}
            </div>
            <div>
              {page.revised ? (
                <>
                  <p>
                    <strong>{page.revised.title}</strong>
                  </p>
                  <p>
                    {page.revised.text}{" "}
                    {page.revised.reason && (
                      <Written written={page.revised.reason.lang} lang={page.lang}>
                        <q>{page.revised.reason.text}</q>
                      </Written>
                    )}
                  </p>
                </>
              ) : (
                <p className="muted">{page.unchanged}</p>
              )}
            </div>
          </div>
          {page.chart && (
            <figure className="passport-chart">
              <TrendSvg
                chart={page.chart}
                width={888}
                height={280}
                lang={page.lang}
                className="wide"
                href={null}
                marked={page.point}
                breaks
              />
              <TrendSvg
                chart={page.chart}
                width={342}
                height={220}
                lang={page.lang}
                className="narrow"
                href={null}
                marked={page.point}
                breaks
              />
              <figcaption className="small muted">
                {words.chart(page.crumbs.country.name, page.unit, String(page.chart.from), String(page.chart.to))}
              </figcaption>
            </figure>
          )}
        </div>
      </section>
      <Asked page={page} />
      <Who page={page} />
      {page.notes.length > 0 && (
        <section className="section">
          <header>
            <h2>{words.notes}</h2>
          </header>
          <dl className="terms">
            {page.notes.map((note) => (
              <div key={`${note.term}${note.text}`}>
                <dt>{note.term}</dt>
                <dd>
                  <Written written={note.lang} lang={page.lang}>
                    {note.quoted ? <q>{note.text}</q> : note.text}
                  </Written>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <FormerValues page={page} />
      <Goes page={page} />
      <section className="section">
        <header>
          <h2>{words.cite}</h2>
        </header>
        <div>
          <p className="citation">
            {own.citation(page.cite.year)} <cite>{page.cite.what}</cite>. {own.citationRelease(page.release.id)}{" "}
            {page.release.synthetic && <strong>{own.synthetic} </strong>}
            <span className="address">{page.cite.address}</span>
          </p>
          <p className="small muted">{words.stays(page.release.id)}</p>
        </div>
      </section>
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
