import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { refuse } from "~/domain/refusal";
import { langOf, refusalResponse } from "~/http.server";
import { home } from "~/i18n/public/home";
import { definitionHeads } from "~/i18n/public/method-texts";
import { methods as methodsWords } from "~/i18n/public/methods";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { MarginSection } from "~/pages/public/margin-section";
import { onlyRelease } from "~/pages/public/parameters.server";
import { releaseFor } from "~/pages/public/world.server";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";
import "~/pages/public/passport.css";
import { type Entry, toEntry } from "./entry.server";

export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const entry = toEntry(releaseFor(onlyRelease(request)), params.indicator ?? "", lang);
  if (entry === null) throw refusalResponse(refuse("not-found"));
  return entry;
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data
    ? [
        { title: `${data.name[data.lang]} – ${methodsWords[data.lang].title} – Vigie` },
        { name: "description", content: data.definition[data.lang] },
      ]
    : faultMeta(error, params);

export default function EntryRoute() {
  const page = useLoaderData<typeof loader>();
  const words = methodsWords[page.lang];
  const other = page.lang === "fr" ? "en" : "fr";
  return (
    <>
      <section className="section">
        <header className="edition">
          <p className="label">{words.entry}</p>
          <p className="number-big">{page.theme.name}</p>
          <p>{page.place}</p>
        </header>
        <div>
          <p className="crumbs">
            <a href={href("public.methods", { lang: page.lang })}>{words.title}</a> ›{" "}
            <a href={`${href("public.indicators", { lang: page.lang })}#${page.theme.id}`}>{page.theme.name}</a>
          </p>
          <h1>{page.name[page.lang]}</h1>
          <p className="subtitle" lang={other}>
            {page.name[other]}
          </p>
          <div className="both definitions">
            <div lang="en">
              <p className="small muted">{definitionHeads.en}</p>
              <p className="as-asked">{page.definition.en}</p>
            </div>
            <div lang="fr">
              <p className="small muted">{definitionHeads.fr}</p>
              <p className="as-asked">{page.definition.fr}</p>
            </div>
          </div>
          <dl className="terms">
            {page.terms.map((one) => (
              <div key={one.term}>
                <dt>{one.term}</dt>
                <dd>{one.text}</dd>
              </div>
            ))}
            <div>
              <dt>{words.inRelease(page.release.id)}</dt>
              <dd>
                {page.coverage === null ? (
                  words.notYet
                ) : (
                  <a href={href("public.indicator", { lang: page.lang, indicator: page.code })}>{page.coverage}</a>
                )}
              </dd>
            </div>
          </dl>
        </div>
      </section>
      {page.computed && <Computed page={page} computed={page.computed} />}
      <MarginSection title={words.split} text={words.splitText}>
        {page.split.length === 0 ? (
          <p>{words.noSplit}</p>
        ) : (
          <table className="figures stacks">
            <thead>
              <tr>
                <th scope="col">{words.dimension}</th>
                <th scope="col">{words.codes}</th>
              </tr>
            </thead>
            <tbody>
              {page.split.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={href("public.codeList", { lang: page.lang, dimension: one.id })}>{one.name}</a>
                  </th>
                  <td data-label={words.codes}>
                    <span>
                      {one.codes.length === 0
                        ? words.notYet
                        : one.codes
                            .map((code) => `${code.name} (${home[page.lang].nCountries(code.countries)})`)
                            .join(", ")}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </MarginSection>
      <MarginSection title={words.rules}>
        <dl className="terms">
          {page.rules.map((rule) => (
            <div key={rule.term}>
              <dt>{rule.term}</dt>
              <dd>
                {rule.text}{" "}
                {rule.term === words.small && (
                  <a href={href("public.smallNumbers", { lang: page.lang })}>{words.smallNumbers}</a>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </MarginSection>
      <Differ page={page} />
      <MarginSection title={words.asked}>
        {page.asked.length === 0 ? (
          <p>{words.notAsked}</p>
        ) : (
          <table className="figures stacks">
            <thead>
              <tr>
                <th scope="col">{words.questionnaire}</th>
                <th scope="col">{words.section}</th>
                <th scope="col">{words.question}</th>
                <th scope="col">{home[page.lang].rounds}</th>
              </tr>
            </thead>
            <tbody>
              {page.asked.map((one) => (
                <tr key={`${one.questionnaire}${one.title}`}>
                  <th scope="row">{one.questionnaire}</th>
                  <td data-label={words.section}>{one.section}</td>
                  <td data-label={words.question}>{one.title}</td>
                  <td data-label={home[page.lang].rounds}>{one.rounds}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </MarginSection>
    </>
  );
}

function Computed({ page, computed }: { page: Entry; computed: NonNullable<Entry["computed"]> }) {
  const words = methodsWords[page.lang];
  return (
    <MarginSection title={words.computed} text={words.computedText}>
      <p className="formula">
        <span className="fraction">
          <span>{computed.numerator.name}</span>
          <span>{words.inhabitants}</span>
        </span>
        × {computed.per}
      </p>
      <dl className="terms">
        <div>
          <dt>{words.above}</dt>
          <dd>
            <a href={href("public.method", { lang: page.lang, indicator: computed.numerator.code })}>
              {computed.numerator.name}
            </a>
            , {words.aboveText}
          </dd>
        </div>
        <div>
          <dt>{words.below}</dt>
          <dd>{words.belowText}</dd>
        </div>
        <div>
          <dt>{words.rounding}</dt>
          <dd>{words.roundingText}</dd>
        </div>
        <div>
          <dt>{words.status}</dt>
          <dd>{words.statusText}</dd>
        </div>
      </dl>
    </MarginSection>
  );
}

function Differ({ page }: { page: Entry }) {
  const words = methodsWords[page.lang];
  return (
    <MarginSection title={words.differ}>
      {page.differ.length === 0 ? (
        <p>{words.noDifference}</p>
      ) : (
        <table className="figures stacks">
          <thead>
            <tr>
              <th scope="col">{words.country}</th>
              <th scope="col">{words.years}</th>
              <th scope="col">{words.difference}</th>
              <th scope="col">{words.sign}</th>
            </tr>
          </thead>
          <tbody>
            {page.differ.map((one) => (
              <tr key={`${one.code}${one.years}${one.sign}${one.text?.text}`}>
                <th scope="row">
                  <a href={href("public.country", { lang: page.lang, country: one.code })}>{one.name}</a>
                </th>
                <td data-label={words.years}>{one.years}</td>
                <td data-label={words.difference}>{one.text && <span lang={one.text.lang}>{one.text.text}</span>}</td>
                <td data-label={words.sign} className="muted">
                  {one.sign}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </MarginSection>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
