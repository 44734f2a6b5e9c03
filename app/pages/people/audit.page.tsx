import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { langOf } from "~/http.server";
import { formatDay, formatTime } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { auditPage } from "~/i18n/people/audit-page";
import { deedWord } from "~/i18n/people/deeds";
import { requireActor } from "~/session.server";
import { auditChoices, auditLines } from "~db/collection/audit-lines";
import type { Collection } from "~db/collection/client";
import { countryNames, namesOf } from "~db/collection/people/persons";
import { sayAudit } from "./audit.server";
import { auditAsked, auditFilter } from "./audit-filter.server";
import "~/ui/people.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${auditPage[parseLang(params.lang) ?? "en"].title} – Vigie` },
];

const perPage = 50;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "audit.read");
  const db = collectionOf(context);
  const query = new URL(request.url).searchParams;
  const asked = auditAsked(query);
  const before = /^\d{1,12}$/.test(query.get("before") ?? "") ? Number(query.get("before")) : undefined;
  const lines = auditLines(db, auditFilter(asked), { most: perPage + 1, ...(before === undefined ? {} : { before }) });
  return {
    lang,
    asked,
    choices: choicesOf(db, lang),
    first: before === undefined,
    older: lines.length > perPage ? (lines[perPage - 1]?.seq ?? null) : null,
    lines: sayAudit(db, lines.slice(0, perPage), lang),
  };
}

/** What can be chosen, in the order of its words. */
function choicesOf(db: Collection, lang: Lang) {
  const { actors, actions } = auditChoices(db);
  const inOrder = (pairs: Iterable<readonly [string, string]>) =>
    [...pairs].sort(([, a], [, b]) => a.localeCompare(b, lang)).map(([value, text]) => ({ value, text }));
  return {
    persons: inOrder([...namesOf(db, actors)].map(([id, name]) => [String(id), name] as const)),
    actions: inOrder(actions.map((action) => [action, deedWord(action, lang)] as const)),
    countries: inOrder(countryNames(db, lang)),
  };
}

export default function Audit() {
  const { lang, asked, choices, first, older, lines } = useLoaderData<typeof loader>();
  const words = auditPage[lang];
  const filtered = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  const isFiltered = Object.keys(filtered).length > 0;
  const here = (more: Record<string, string>) => `?${new URLSearchParams(more)}`;
  return (
    <>
      <h1>{words.title}</h1>
      <p className="muted">{words.lead}</p>
      <Form method="get" className="audit-filter" key={JSON.stringify(asked)}>
        <Choice name="person" label={words.who} any={words.anybody} value={asked.person}>
          {[{ value: "system", text: words.system }, ...choices.persons]}
        </Choice>
        <Choice name="action" label={words.what} any={words.anything} value={asked.action}>
          {choices.actions}
        </Choice>
        <Choice name="country" label={words.country} any={words.anywhere} value={asked.country}>
          {choices.countries}
        </Choice>
        <label>
          {words.from}
          <input type="date" name="from" className="field" defaultValue={asked.from} />
        </label>
        <label>
          {words.to}
          <input type="date" name="to" className="field" defaultValue={asked.to} />
        </label>
        <label>
          {words.subject}
          <input name="subject" className="field" defaultValue={asked.subject} />
        </label>
        <div className="audit-acts">
          <button className="button second" type="submit">
            {words.filter}
          </button>
          {isFiltered && <a href={href("people.audit", { lang })}>{words.clear}</a>}
          <a href={href("people.auditFile", { lang }, filtered)} download>
            {words.file}
          </a>
        </div>
      </Form>
      {lines.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.title}>
          <table className="people-table">
            <caption className="hidden-text">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.about}</th>
                <th scope="col">{words.detail}</th>
                <th scope="col" className="number">
                  {words.seq}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.seq}>
                  <td className="audit-at">
                    {formatDay(line.at, lang)}, {formatTime(line.at, lang)}
                  </td>
                  <td>{line.who ?? <span className="muted">{words.system}</span>}</td>
                  <td>{line.what}</td>
                  <td>
                    {line.subject === "-" ? (
                      <span className="muted">–</span>
                    ) : (
                      <a href={here({ ...filtered, subject: line.subject })} title={line.subject}>
                        {line.about}
                      </a>
                    )}
                  </td>
                  <td className="audit-detail">{line.detail}</td>
                  <td className="number">{line.seq}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <nav className="people-pages" aria-label={words.title}>
        {!first && <a href={here(filtered)}>{words.newest}</a>}
        {older !== null && <a href={here({ ...filtered, before: String(older) })}>{words.older}</a>}
      </nav>
    </>
  );
}

/** One of a list, or none of them. */
function Choice(props: {
  name: string;
  label: string;
  any: string;
  value: string;
  children: { value: string; text: string }[];
}) {
  return (
    <label>
      {props.label}
      <select name={props.name} className="field" defaultValue={props.value}>
        <option value="">{props.any}</option>
        {props.children.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
