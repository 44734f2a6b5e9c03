import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf } from "~/collection.server";
import { langOf } from "~/http.server";
import { formatDay, formatTime } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { requireActor } from "~/session.server";
import { auditLines } from "~db/collection/audit-lines";
import { sayAudit } from "./audit.server";
import "~/ui/people.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${people[parseLang(params.lang) ?? "en"].audit.title} – Vigie` },
];

const perPage = 50;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "audit.read");
  const db = collectionOf(context);
  const query = new URL(request.url).searchParams;
  const subject = (query.get("subject") ?? "").trim().slice(0, 100);
  const before = /^\d{1,12}$/.test(query.get("before") ?? "") ? Number(query.get("before")) : undefined;
  const lines = auditLines(db, { subject, before, most: perPage + 1 });
  return {
    lang,
    subject,
    first: before === undefined,
    older: lines.length > perPage ? (lines[perPage - 1]?.seq ?? null) : null,
    lines: sayAudit(db, lines.slice(0, perPage), lang),
  };
}

export default function Audit() {
  const { lang, subject, first, older, lines } = useLoaderData<typeof loader>();
  const words = people[lang].audit;
  const here = (more: Record<string, string>) =>
    `?${new URLSearchParams({ ...(subject ? { subject } : {}), ...more })}`;
  return (
    <>
      <h1>{words.title}</h1>
      <p className="muted">{words.lead}</p>
      <Form method="get" className="people-find">
        <label htmlFor="subject">{words.subject}</label>
        <input id="subject" name="subject" className="field" defaultValue={subject} />
        <button className="button second" type="submit">
          {words.filter}
        </button>
        {subject !== "" && <a href={href("people.audit", { lang })}>{words.clear}</a>}
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
                      <a href={here({ subject: line.subject })} title={line.subject}>
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
        {!first && <a href={here({})}>{words.newest}</a>}
        {older !== null && <a href={here({ before: String(older) })}>{words.older}</a>}
      </nav>
    </>
  );
}
