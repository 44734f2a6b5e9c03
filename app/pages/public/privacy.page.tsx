import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { env } from "~/env.server";
import { langOf } from "~/http.server";
import { privacy } from "~/i18n/public/privacy";
import { privacyRows } from "~/i18n/public/privacy-rows";
import { faultMeta, PublicFault } from "./fault";
import { noParameters } from "./parameters.server";
import "./public.css";
import "./country.css";

/** The privacy notice; its table is the one the nightly job goes by. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const words = privacy[lang];
  const { PRIVACY_CONTACT } = env();
  const contact = PRIVACY_CONTACT === undefined ? words.noContact : words.contact(PRIVACY_CONTACT);
  return {
    title: words.title,
    lead: words.lead,
    held: words.held,
    heldText: words.heldText,
    columns: words.columns,
    rows: privacyRows(lang),
    terms: [
      { term: words.visitors, text: words.visitorsText },
      { term: words.who, text: `${words.whoText} ${contact}` },
      { term: words.rights, text: words.rightsText },
      { term: words.erased, text: words.erasedText },
      { term: words.complain, text: words.complainText },
      { term: words.law, text: words.lawText },
    ],
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${data.title} – Vigie` }] : faultMeta(error, params);

export default function PrivacyRoute() {
  const { title, lead, terms, held, heldText, columns, rows } = useLoaderData<typeof loader>();
  return (
    <>
      <section className="section">
        <header />
        <div>
          <h1>{title}</h1>
          <p className="subtitle">{lead}</p>
          <dl className="terms">
            {terms.map(({ term, text }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
      <section className="section">
        <header>
          <h2>{held}</h2>
          <p>{heldText}</p>
        </header>
        <div>
          <table className="figures stacks">
            <thead>
              <tr>
                <th scope="col">{columns.what}</th>
                <th scope="col">{columns.why}</th>
                <th scope="col">{columns.seen}</th>
                <th scope="col">{columns.kept}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.kind}>
                  <th scope="row">{row.what}</th>
                  <td data-label={columns.why}>{row.why}</td>
                  <td data-label={columns.seen}>{row.seen}</td>
                  <td data-label={columns.kept}>{row.kept}</td>
                </tr>
              ))}
            </tbody>
          </table>
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
