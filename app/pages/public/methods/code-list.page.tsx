import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import type { Code } from "~/domain/dictionary/dictionary";
import { refuse } from "~/domain/refusal";
import { langOf, refusalResponse } from "~/http.server";
import { methods as methodsWords } from "~/i18n/public/methods";
import { publicWords } from "~/i18n/public/public";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import { MarginSection, PageHead } from "~/pages/public/margin-section";
import { noParameters } from "~/pages/public/parameters.server";
import { releaseFor } from "~/pages/public/world.server";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";

/** A code list: codes in both languages, their tree and validity, and the indicators they split. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const release = releaseFor(null);
  const dictionary = release.dictionary();
  const list = dictionary.dimensions.get(params.dimension ?? "");
  if (!list) throw refusalResponse(refuse("not-found"));
  const words = methodsWords[lang];
  const parents = new Map(list.codes.map((code) => [code.code, code.parent]));
  const other = lang === "fr" ? "en" : "fr";
  return {
    lang,
    other,
    id: list.id,
    release: release.meta().id,
    title: list.name[lang],
    count: words.nCodes(list.codes.length),
    codes: list.codes.map((code) => ({
      code: code.code,
      name: code.name[lang],
      inOther: code.name[other],
      depth: Math.min(2, depthOf(code, parents)),
      valid: words.validText(code.validFrom ?? "", code.validTo ?? ""),
    })),
    usedBy: [...dictionary.indicators.values()]
      .filter((one) => one.dimensions.includes(list.id) || one.values === list.id)
      .map((one) => ({ code: one.code, name: one.name[lang] })),
  };
}

/** How deep a code stands in the tree of its list; a ring of parents ends at the length of the list. */
function depthOf(code: Code, parents: ReadonlyMap<string, string | undefined>): number {
  let depth = 0;
  for (let parent = code.parent; parent !== undefined && depth < parents.size; parent = parents.get(parent)) depth += 1;
  return depth;
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${data.title} – Vigie` }] : faultMeta(error, params);

export default function CodeListRoute() {
  const page = useLoaderData<typeof loader>();
  const words = methodsWords[page.lang];
  return (
    <>
      <PageHead
        label={publicWords[page.lang].release}
        big={page.release}
        small={page.count}
        title={page.title}
        crumbs={
          <>
            <a href={href("public.methods", { lang: page.lang })}>{words.title}</a> ›{" "}
            <a href={`${href("public.methods", { lang: page.lang })}#code-lists`}>{words.codeLists}</a>
          </>
        }
      />
      <MarginSection title={words.codeLists} text={page.id}>
        <table className="figures stacks">
          <thead>
            <tr>
              <th scope="col">{words.names}</th>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.inOther}</th>
              <th scope="col">{words.valid}</th>
            </tr>
          </thead>
          <tbody>
            {page.codes.map((code) => (
              <tr key={code.code} id={code.code}>
                <th scope="row" className={`tree-${code.depth}`}>
                  {code.name}
                </th>
                <td data-label={words.code}>
                  <code>{code.code}</code>
                </td>
                <td data-label={words.inOther} lang={page.other}>
                  {code.inOther}
                </td>
                <td data-label={words.valid} className="muted">
                  {code.valid}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </MarginSection>
      {page.usedBy.length > 0 && (
        <MarginSection title={words.usedBy}>
          <ul>
            {page.usedBy.map((one) => (
              <li key={one.code}>
                <a href={href("public.method", { lang: page.lang, indicator: one.code })}>{one.name}</a>
              </li>
            ))}
          </ul>
        </MarginSection>
      )}
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
