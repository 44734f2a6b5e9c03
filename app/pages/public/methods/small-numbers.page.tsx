import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { langOf } from "~/http.server";
import { methodTexts } from "~/i18n/public/method-texts";
import { methods as methodsWords, protectionText } from "~/i18n/public/methods";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { MarginSection, PageHead } from "~/pages/public/margin-section";
import { noParameters } from "~/pages/public/parameters.server";
import { listedRelease } from "~/pages/public/world.server";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";

/** How people behind small numbers are protected: the rules, and the threshold of each indicator. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const release = listedRelease();
  const words = methodsWords[lang];
  return {
    lang,
    id: release.meta().id,
    title: words.smallNumbers,
    lead: words.smallLead,
    rules: methodTexts[lang].smallRules,
    withheld: words.withheldCount(release.withheldCount()),
    thresholds: [...release.dictionary().indicators.values()].flatMap((one) => {
      const text = protectionText(one, lang);
      return text === null ? [] : [{ code: one.code, name: one.name[lang], text }];
    }),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${data.title} – Vigie` }] : faultMeta(error, params);

export default function SmallNumbersRoute() {
  const page = useLoaderData<typeof loader>();
  const words = methodsWords[page.lang];
  return (
    <>
      <PageHead
        label={publicWords[page.lang].release}
        big={page.id}
        small={page.withheld}
        title={page.title}
        lead={page.lead}
        crumbs={<a href={href("public.methods", { lang: page.lang })}>{words.title}</a>}
      />
      <MarginSection title={words.rules}>
        <dl className="terms">
          {page.rules.map((rule) => (
            <div key={rule.term}>
              <dt>{rule.term}</dt>
              <dd>{rule.text}</dd>
            </div>
          ))}
        </dl>
      </MarginSection>
      <MarginSection title={words.thresholds}>
        <table className="figures stacks">
          <thead>
            <tr>
              <th scope="col">{words.indicator}</th>
              <th scope="col">{words.threshold}</th>
            </tr>
          </thead>
          <tbody>
            {page.thresholds.map((one) => (
              <tr key={one.code}>
                <th scope="row">
                  <a href={href("public.method", { lang: page.lang, indicator: one.code })}>{one.name}</a>
                </th>
                <td data-label={words.threshold}>{one.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </MarginSection>
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
