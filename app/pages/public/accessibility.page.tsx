import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { langOf } from "~/http.server";
import { methodTexts } from "~/i18n/public/method-texts";
import { methods } from "~/i18n/public/methods";
import { faultMeta, PublicFault } from "./fault";
import { noParameters } from "./parameters.server";
import "./public.css";

export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const words = methods[lang];
  return { title: words.accessibility, lead: words.accessibilityLead, parts: methodTexts[lang].accessibilityParts };
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${data.title} – Vigie` }] : faultMeta(error, params);

export default function AccessibilityRoute() {
  const page = useLoaderData<typeof loader>();
  return (
    <section className="section">
      <header />
      <div>
        <h1>{page.title}</h1>
        <p className="subtitle">{page.lead}</p>
        <dl className="terms">
          {page.parts.map((part) => (
            <div key={part.term}>
              <dt>{part.term}</dt>
              <dd>{part.text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
