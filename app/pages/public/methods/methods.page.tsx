import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { themeOrder } from "~/domain/comparison/view";
import { flagCodes, reasonCodes } from "~/domain/figure/figure";
import { langOf } from "~/http.server";
import { formatDay } from "~/i18n/format";
import { firstView } from "~/i18n/public/indicator";
import { methods as methodsWords } from "~/i18n/public/methods";
import { publicWords } from "~/i18n/public/public";
import { flagWords, reasonWords, signMeanings } from "~/i18n/signs";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { MarginSection, PageHead } from "~/pages/public/margin-section";
import { noParameters } from "~/pages/public/parameters.server";
import { listedRelease } from "~/pages/public/world.server";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";

/** Methods: signs, code lists, and every indicator of the dictionary. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const release = listedRelease();
  const meta = release.meta();
  const dictionary = release.dictionary();
  const words = methodsWords[lang];
  const sign = (code: (typeof flagCodes)[number] | (typeof reasonCodes)[number], name: string) => ({
    code,
    name,
    meaning: signMeanings[lang][code],
  });
  return {
    lang,
    edition: { id: meta.id, day: formatDay(meta.publishedAt, lang) },
    title: words.title,
    lead: words.lead,
    flags: flagCodes.map((code) => sign(code, flagWords[lang][code])),
    reasons: reasonCodes.map((code) => sign(code, reasonWords[lang][code])),
    themes: themeOrder.flatMap((theme) => {
      const rows = [...dictionary.indicators.values()]
        .filter((one) => one.theme === theme)
        .map((one) => ({ code: one.code, name: one.name[lang] }));
      return rows.length === 0 ? [] : [{ id: theme, name: publicWords[lang].themes[theme], rows }];
    }),
    lists: [...dictionary.dimensions.values()].map((one) => ({
      id: one.id,
      name: one.name[lang],
      codes: words.nCodes(one.codes.length),
    })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${data.title} – Vigie` }] : faultMeta(error, params);

export default function MethodsRoute() {
  const page = useLoaderData<typeof loader>();
  const words = methodsWords[page.lang];
  const signTable = (label: string, rows: typeof page.flags | typeof page.reasons) => (
    <table className="figures stacks sign-table">
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">{words.code}</th>
          <th scope="col">{words.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code} id={`sign-${row.code}`}>
            <th scope="row">{row.name}</th>
            <td data-label={words.code}>
              <code>{row.code}</code>
            </td>
            <td data-label={words.meaning}>{row.meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <>
      <PageHead
        label={publicWords[page.lang].release}
        big={page.edition.id}
        small={page.edition.day}
        title={page.title}
        lead={page.lead}
      />
      <MarginSection title={words.smallNumbers}>
        <p>
          {words.smallLead} <a href={href("public.smallNumbers", { lang: page.lang })}>{words.smallNumbers}</a>
        </p>
      </MarginSection>
      <MarginSection title={words.signs} text={words.signsText} id="signs">
        {signTable(words.withValue, page.flags)}
        {signTable(words.withoutValue, page.reasons)}
        <p>{words.zero}</p>
      </MarginSection>
      <MarginSection title={firstView[page.lang].title} text={firstView[page.lang].text} id="first-view">
        <dl className="terms">
          {firstView[page.lang].rules.map((rule) => (
            <div key={rule.term}>
              <dt>{rule.term}</dt>
              <dd>{rule.text}</dd>
            </div>
          ))}
        </dl>
      </MarginSection>
      <MarginSection title={words.dictionary} id="dictionary">
        <div className="themes">
          {page.themes.map((theme) => (
            <section key={theme.id}>
              <h3>{theme.name}</h3>
              <ul>
                {theme.rows.map((row) => (
                  <li key={row.code}>
                    <a href={href("public.method", { lang: page.lang, indicator: row.code })}>{row.name}</a>
                    <span>{row.code}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </MarginSection>
      <MarginSection title={words.codeLists} text={words.codeListsText} id="code-lists">
        <div className="themes">
          <ul>
            {page.lists.slice(0, Math.ceil(page.lists.length / 2)).map((list) => (
              <ListLink key={list.id} list={list} lang={page.lang} />
            ))}
          </ul>
          <ul>
            {page.lists.slice(Math.ceil(page.lists.length / 2)).map((list) => (
              <ListLink key={list.id} list={list} lang={page.lang} />
            ))}
          </ul>
        </div>
      </MarginSection>
    </>
  );
}

function ListLink({ list, lang }: { list: { id: string; name: string; codes: string }; lang: string }) {
  return (
    <li>
      <a href={href("public.codeList", { lang, dimension: list.id })}>{list.name}</a>
      <span>{list.codes}</span>
    </li>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
