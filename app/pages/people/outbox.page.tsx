import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse } from "~/http.server";
import { formatDay, formatTime } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { requireActor } from "~/session.server";
import { markHandedOver } from "~/workflows/mail.server";
import { mayReadMail } from "~/workflows/people/handing-over.server";
import { listMail } from "~db/collection/outbox";
import "~/ui/people.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${people[parseLang(params.lang) ?? "en"].outbox.title} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "outbox.see");
  const db = collectionOf(context);
  const smtp = context.env.SMTP_URL;
  return {
    lang,
    server: smtp === undefined ? null : new URL(smtp).hostname,
    mails: listMail(db).map(({ id, to, subject, body, createdAt, sentAt, tries, nextTryAt, lastError }) => ({
      ...{ id, to, subject, createdAt, sentAt, tries, nextTryAt, lastError },
      // With a mail server nobody needs to see a personal link; without one only who may hand it over.
      body: smtp === undefined && sentAt === null && mayReadMail(db, { body }, actor.person) ? body : "",
    })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "outbox.see");
  const form = await formOf(request);
  if (form.get("intent") !== "handed-over" || context.env.SMTP_URL !== undefined)
    throw refusalResponse(refuse("bad-request"));
  orThrow(markHandedOver(collectionOf(context), Number(form.get("mail")), { by: actor.person, now: instant() }));
  return redirect(href("people.outbox", { lang }));
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Outbox() {
  const { lang, server, mails } = useLoaderData<typeof loader>();
  const words = people[lang].outbox;
  return (
    <>
      <h1>{words.title}</h1>
      <p className="muted">{words.lead}</p>
      <div className={server ? "notice" : "notice warn"}>{server ? words.server(server) : words.noServer}</div>
      {mails.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.title}>
          <table className="people-table">
            <caption className="hidden-text">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.to}</th>
                <th scope="col">{words.subject}</th>
                <th scope="col">{words.written}</th>
                <th scope="col">{words.state}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <MailRow key={mail.id} mail={mail} lang={lang} isHeld={server === null} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function MailRow({ mail, lang, isHeld }: { mail: Shown["mails"][number]; lang: Shown["lang"]; isHeld: boolean }) {
  const words = people[lang].outbox;
  const when = (at: string) => `${formatDay(at, lang)}, ${formatTime(at, lang, "named")}`;
  const state = mail.sentAt
    ? words.sent(when(mail.sentAt))
    : mail.tries > 0
      ? words.retry(mail.tries, formatTime(mail.nextTryAt, lang, "named"))
      : words.waiting;
  return (
    <tr>
      <th scope="row">{mail.to}</th>
      <td>
        {mail.subject}
        {mail.body !== "" && (
          <details>
            <summary>{words.text}</summary>
            <pre className="people-letter">{mail.body}</pre>
          </details>
        )}
        {isHeld && mail.body === "" && mail.sentAt === null && <div className="muted">{words.personal}</div>}
      </td>
      <td>{when(mail.createdAt)}</td>
      <td>
        {state}
        {mail.lastError && <div className="muted">{mail.lastError}</div>}
      </td>
      <td className="people-act">
        {mail.body !== "" && (
          <Form method="post">
            <input type="hidden" name="mail" value={mail.id} />
            <button
              className="button second little"
              type="submit"
              name="intent"
              value="handed-over"
              aria-label={words.markSentTo(mail.to)}
            >
              {words.markSent}
            </button>
          </Form>
        )}
      </td>
    </tr>
  );
}
