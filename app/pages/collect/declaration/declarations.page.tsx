import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf } from "~/collection.server";
import { decide } from "~/domain/people/access";
import { refuse } from "~/domain/refusal";
import { langOf, refusalResponse } from "~/http.server";
import { declaration } from "~/i18n/collect/declaration";
import { requireActor } from "~/session.server";
import { findCountry } from "~db/collection/countries";
import { type DeclaredLine, sayDeclarations, subjectsOf } from "./declaration.server";
import { DeclaredWhere } from "./declared-where";
import "./declaration.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${declaration[data.lang].title}, ${data.countryName} – Vigie` : "Vigie" },
];

/** What a country declared about how its figures are published, and what follows the common rule. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const actor = requireActor(request, context, "disclosure.see", { country: params.country ?? "" });
  const country = findCountry(db, params.country ?? "");
  if (!country) throw refusalResponse(refuse("not-found"));
  const asked = new URL(request.url).searchParams;
  const nameOf = (code: string | null) =>
    code === null ? null : (subjectsOf(db, lang).find((subject) => subject.code === code)?.name ?? null);
  return {
    lang,
    country: country.code,
    countryName: country.name[lang],
    mayDeclare: decide(actor, "disclosure.declare", { country: country.code }).allowed,
    collects: decide(actor, "collect.see", { country: country.code }).allowed,
    done: nameOf(asked.get("declared")),
    ended: nameOf(asked.get("ended")),
    ...sayDeclarations(db, country.code, lang),
  };
}

export default function Declarations() {
  const { lang, country, countryName, mayDeclare, collects, done, ended, declared, rest, all, indicators } =
    useLoaderData<typeof loader>();
  const words = declaration[lang];
  const address = (one: { address: string }) => href("collect.declaration", { lang, country, indicator: one.address });
  return (
    <>
      <p className="small">
        {collects ? (
          <a href={href("collect.home", { lang }, { country })}>{words.back}</a>
        ) : (
          <a href={href("collect.declared", { lang })}>{words.backDeclared}</a>
        )}
      </p>
      <header className="declare-head">
        <p className="muted small">{countryName}</p>
        <h1>{collects ? words.title : words.titleOf(countryName)}</h1>
        <p className="muted">{collects ? words.lead : words.leadRead}</p>
      </header>
      {done && (
        <div className="notice good" role="status">
          {words.done(done)}
        </div>
      )}
      {ended && (
        <div className="notice good" role="status">
          {words.ended(ended)}
        </div>
      )}
      <section>
        <h2 id="declared">{words.declared}</h2>
        {declared.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <table className="declare-table" aria-labelledby="declared">
            <thead>
              <tr>
                <th scope="col">{words.head.figures}</th>
                <th scope="col">{words.head.declared}</th>
                <th scope="col">{words.head.means}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {declared.map((one) => (
                <Declared key={one.address} one={one} lang={lang} href={address(one)} mayDeclare={mayDeclare} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h2 id="rest">{words.rest}</h2>
        <p className="muted">{words.restLead(indicators)}</p>
        <table className="declare-table" aria-labelledby="rest">
          <thead>
            <tr>
              <th scope="col">{words.head.figures}</th>
              <th scope="col">{words.head.rule}</th>
              {mayDeclare && <td />}
            </tr>
          </thead>
          <tbody>
            {all && (
              <tr>
                <th scope="row">
                  <strong>{all.name}</strong>
                </th>
                <td className="muted">{words.allHint}</td>
                {mayDeclare && <Act href={address(all)} act={words.declare} name={all.name} lang={lang} />}
              </tr>
            )}
            {rest.map((one) => (
              <tr key={one.address}>
                <th scope="row">{one.name}</th>
                <td>{one.holds}</td>
                {mayDeclare && <Act href={address(one)} act={words.declare} name={one.name} lang={lang} />}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

type DeclaredProps = { one: DeclaredLine; lang: "en" | "fr"; href: string; mayDeclare: boolean };

function Declared({ one, lang, href, mayDeclare }: DeclaredProps) {
  const words = declaration[lang];
  const act = mayDeclare ? words.change : words.read;
  return (
    <tr>
      <th scope="row">{one.name}</th>
      <td>
        <strong>{one.rule}</strong>
        <DeclaredWhere said={one} lang={lang} />
        <span className="hint">{one.by}</span>
      </td>
      <td>{one.means}</td>
      <Act href={href} act={act} name={one.name} lang={lang} />
    </tr>
  );
}

/** A link whose name says which figures it is about. */
function Act({ href, act, name, lang }: { href: string; act: string; name: string; lang: "en" | "fr" }) {
  return (
    <td className="declare-act">
      <a href={href} aria-label={declaration[lang].named(act, name)}>
        {act}
      </a>
    </td>
  );
}
