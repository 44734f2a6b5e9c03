import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Link, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { refuse } from "~/domain/refusal";
import { langOf, refusalResponse } from "~/http.server";
import { chart as chartWords } from "~/i18n/chart";
import { indicatorWords } from "~/i18n/public/indicator";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { releaseFor, releaseIds } from "~/pages/public/world.server";
import "~/pages/public/public.css";
import "./indicator.css";
import "./trend.css";
import "./latest.css";
import "./years-table.css";
import { isView, readView } from "../view.server";
import { About } from "./about";
import { Answers } from "./answers";
import { ChoicesForm } from "./choices";
import { LatestTable } from "./latest";
import { type IndicatorPage, toPage } from "./page.server";
import { TrendSection } from "./trend-section";
import { YearsTable } from "./years-table";

/** The page of an indicator: a function of the release and the address, nothing else. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const search = new URL(request.url).searchParams;
  const ids = releaseIds();
  const wanted = search.getAll("release");
  const unknown = wanted.length === 1 && !ids.includes(wanted[0] ?? "");
  // A withdrawn release is 410 with its reason; one that never was is a fault of the address like any other.
  const release = releaseFor(
    wanted.length === 1 && (!unknown || isWithdrawn(wanted[0] ?? "")) ? (wanted[0] ?? null) : null,
  );
  const read = readView(release, params.indicator ?? "", { lang, params: search, releases: ids });
  if (read === null) throw refusalResponse(refuse("not-found"));
  if (!isView(read)) throw json({ fault: read }, { status: 400 });
  return toPage(read);
}

function isWithdrawn(id: string): boolean {
  try {
    releaseFor(id);
    return false;
  } catch (thrown) {
    return thrown instanceof Response && thrown.status === 410;
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data
    ? [
        { title: `${data.title} – Vigie` },
        { name: "description", content: data.sentences.join(" ") || data.definition },
      ]
    : faultMeta(error, params);

export default function IndicatorRoute() {
  const page = useLoaderData<typeof loader>();
  const words = publicWords[page.lang];
  return (
    <div className="indicator">
      <header className="indicator-head">
        <p className="crumbs">
          <a href={href("public.indicators", { lang: page.lang })}>{words.toIndicators}</a> ›{" "}
          <a href={`${href("public.indicators", { lang: page.lang })}#${page.theme.id}`}>{page.theme.name}</a>
        </p>
        <h1>{page.title}</h1>
        <p className="subtitle">{page.subtitle}</p>
        {page.first && (
          <p className="small muted first-view">
            {page.first}{" "}
            <a href={`${href("public.methods", { lang: page.lang })}#first-view`}>
              {indicatorWords[page.lang].howChosen}
            </a>
          </p>
        )}
        <details className="definition-fold">
          <summary>{words.definition}</summary>
          <p>
            {page.definition} <a href={page.methods}>{words.fullDefinition}</a>
          </p>
        </details>
        {page.release.newest && (
          <p className="newer">
            {words.newerRelease(page.release.id)} <a href={page.release.newestHref}>{words.newerLink}</a>
          </p>
        )}
        {page.sentences.length > 0 && (
          <p className="summary" id="summary">
            {page.sentences.join(" ")}
          </p>
        )}
        <nav className="tabs" aria-label={page.title}>
          <ul>
            {page.tabs.map((tab) => (
              <li key={tab.name}>
                <TabLink lang={page.lang} tab={tab} />
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <ChoicesForm page={page} />
      <div className="indicator-body">
        {page.empty ? <Empty page={page} /> : null}
        {page.trend && <TrendSection page={page} trend={page.trend} />}
        {page.latest && <LatestTable page={page} latest={page.latest} />}
        {page.answers && <Answers page={page} answers={page.answers} />}
        {page.table && <YearsTable page={page} table={page.table} />}
        <About page={page} />
      </div>
    </div>
  );
}

/** A tab is a link: it works without JavaScript and has an address of its own. */
function TabLink({ lang, tab }: { lang: Lang; tab: IndicatorPage["tabs"][number] }) {
  return (
    <Link to={tab.href} preventScrollReset aria-current={tab.current ? "page" : undefined}>
      {chartWords[lang][tab.name]}
    </Link>
  );
}

function Empty({ page }: { page: IndicatorPage }) {
  const words = publicWords[page.lang];
  return (
    <section className="empty">
      <h2>{words.empty}</h2>
      <p>
        {words.emptyText(page.empty?.choice ?? "")} {page.empty?.withheld}
      </p>
      <p className="two-links">
        <a href={page.empty?.usual}>{words.emptyUsual}</a>
        <a href={page.methods}>{words.fullDefinition}</a>
      </p>
    </section>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
