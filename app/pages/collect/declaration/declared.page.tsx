import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf } from "~/collection.server";
import { langOf } from "~/http.server";
import { declaration } from "~/i18n/collect/declaration";
import { parseLang } from "~/i18n/messages";
import { requireActor } from "~/session.server";
import { sayAllDeclared } from "./declaration.server";
import { DeclaredWhere } from "./declared-where";
import "./declaration.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${declaration[parseLang(params.lang) ?? "en"].declaredTitle} – Vigie` },
];

/** What all countries declared about how their figures are published, for whoever sees releases before they are public. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "release.see");
  return { lang, declared: sayAllDeclared(collectionOf(context), lang) };
}

export default function DeclaredByCountries() {
  const { lang, declared } = useLoaderData<typeof loader>();
  const words = declaration[lang];
  return (
    <>
      <p className="small">
        <a href={href("releases.home", { lang })}>{words.backReleases}</a>
      </p>
      <header className="declare-head">
        <h1>{words.declaredTitle}</h1>
        <p className="muted">{words.declaredLead}</p>
      </header>
      {declared.length === 0 ? (
        <p>{words.declaredNone}</p>
      ) : (
        <table className="declare-table">
          <caption className="hidden-text">{words.declaredTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{words.head.country}</th>
              <th scope="col">{words.head.figures}</th>
              <th scope="col">{words.head.declared}</th>
              <th scope="col">{words.head.where}</th>
              <th scope="col">{words.head.since}</th>
            </tr>
          </thead>
          <tbody>
            {declared.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <a href={href("collect.declarations", { lang, country: one.country })}>{one.countryName}</a>
                </th>
                <td>{one.name}</td>
                <td>
                  <strong>{one.rule}</strong>
                </td>
                <td>{one.url || one.reason ? <DeclaredWhere said={one} lang={lang} /> : "–"}</td>
                <td className="muted">{one.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
