import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { countriesAllowed } from "~/domain/people/access";
import { parseEmail } from "~/domain/people/person";
import { refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse } from "~/http.server";
import { formatDay, formatList, formatTime } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { resets as resetWords } from "~/i18n/people/resets";
import { requireActor } from "~/session.server";
import { titlesOf } from "~/survey/fill/section/titles.server";
import { isOld } from "~/workflows/people/factors/resets.server";
import { letterToHandOver } from "~/workflows/people/handing-over.server";
import { revokeInvitation } from "~/workflows/people/invitations.server";
import type { Collection } from "~db/collection/client";
import { openResets } from "~db/collection/people/factor-resets";
import { invitationById, openInvitations } from "~db/collection/people/invitations";
import { peopleOf } from "~db/collection/people/list";
import { countryNames, personById } from "~db/collection/people/persons";
import { readRound } from "~db/collection/rounds";
import "~/ui/people.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${people[parseLang(params.lang) ?? "en"].title} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "people.see");
  const db = collectionOf(context);
  const now = instant();
  const words = people[lang];
  const names = countryNames(db, lang);
  const partOf = (role: string, country: string | null) =>
    words.roleOf(role, country && (names.get(country) ?? country));
  const countries = countriesAllowed(actor, "people.see");
  const query = new URL(request.url).searchParams;
  const find = (query.get("find") ?? "").trim().slice(0, 100);
  const wanted = (parseEmail(find) ?? find).toLocaleLowerCase(lang);
  const sent = parseEmail(query.get("sent"));
  const mailLeaves = context.env.SMTP_URL !== undefined;
  const lines = peopleOf(db, countries, now).map((person) => ({
    ...person,
    parts: person.parts.map(({ role, country }) => partOf(role, country)),
    delegated: person.delegated.map(({ round, prefixes }) => ({
      round: readRound(db, round)?.title[lang] ?? round,
      sections: titlesOf(db, round, prefixes, lang),
    })),
    contributes: person.parts.some((part) => part.role === "contributor"),
    fillsAll: person.parts.some((part) => part.role === "focal-point"),
  }));
  const fits = (person: (typeof lines)[number]) =>
    `${person.name} ${person.email} ${person.parts.join(" ")}`.toLocaleLowerCase(lang).includes(wanted);
  return {
    lang,
    everybody: countries === "any",
    countries: countries === "any" ? [] : countries.map((code) => names.get(code) ?? code),
    find,
    sent,
    mailLeaves,
    letter: sent !== null && !mailLeaves ? letterToHandOver(db, sent, actor.person) : null,
    resets: countries === "any" ? waitingResets(db, now) : [],
    total: lines.length,
    people: find === "" ? lines : lines.filter(fits),
    invitations: (countries === "any"
      ? openInvitations(db, now)
      : countries.flatMap((code) => openInvitations(db, now, code))
    ).map(({ id, email, name, role, country, createdAt, expiresAt }) => ({
      id,
      email,
      name,
      part: partOf(role ?? "", country),
      createdAt,
      expiresAt,
    })),
  };
}

/** Whose lost second factor waits for a second administrator. */
function waitingResets(db: Collection, now: string): { id: number; name: string }[] {
  return openResets(db)
    .filter(({ askedAt }) => !isOld(askedAt, now))
    .flatMap(({ person }) => {
      const found = personById(db, person);
      return found ? [{ id: found.id, name: found.name }] : [];
    });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "people.invite");
  const form = await formOf(request);
  if (form.get("intent") !== "withdraw") throw refusalResponse(refuse("bad-request"));
  const db = collectionOf(context);
  const invitation = invitationById(db, Number(form.get("invitation")));
  if (!invitation) throw refusalResponse(refuse("not-found"));
  const actor = requireActor(request, context, "people.invite", { country: invitation.country ?? "" });
  orThrow(revokeInvitation(db, invitation.id, { by: actor.person, now: instant() }));
  return redirect(href("people.home", { lang }));
}

export default function People() {
  const {
    lang,
    everybody,
    countries,
    find,
    sent,
    mailLeaves,
    resets,
    letter,
    total,
    people: list,
    invitations,
  } = useLoaderData<typeof loader>();
  const words = people[lang];
  const when = (instantText: string) => `${formatDay(instantText, lang)}, ${formatTime(instantText, lang, "named")}`;
  return (
    <>
      <div className="people-head">
        <div>
          <h1>{words.title}</h1>
          <p className="muted">{everybody ? words.leadAll : words.leadCountry(formatList(countries, lang))}</p>
        </div>
        <a className="button" href={href("people.invite", { lang })}>
          {everybody ? words.inviteSomeone : words.inviteColleague}
        </a>
      </div>
      {resets.length > 0 && (
        <div className="notice warn">
          {resetWords[lang].resetsWait}{" "}
          {resets.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ", "}
              <a href={href("people.person", { lang, person: id })}>{name}</a>
            </span>
          ))}
        </div>
      )}
      {sent && (
        <div className="notice good" role="status">
          {mailLeaves ? words.invite.sent(sent) : words.invite.written(sent)}
          {letter && <pre className="people-letter">{letter}</pre>}
        </div>
      )}
      {everybody && (
        <Form method="get" className="people-find">
          <label htmlFor="find">{words.search}</label>
          <input id="find" name="find" className="field" defaultValue={find} />
          <button className="button second" type="submit">
            {words.searchButton}
          </button>
        </Form>
      )}
      {list.length === 0 ? (
        <p>{words.nothingFound}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.title}>
          <table className="people-table">
            <caption className="hidden-text">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.part}</th>
                <th scope="col">{words.sections}</th>
                <th scope="col">{words.lastSeen}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((person) => (
                <tr key={person.id} className={person.disabled ? "people-off" : undefined}>
                  <th scope="row">
                    <a href={href("people.person", { lang, person: person.id })}>{person.name}</a>
                    {person.disabled && <span className="people-mark">{words.disabled}</span>}
                    <span className="hint">
                      {person.email} · {person.organisation}
                    </span>
                  </th>
                  <td>
                    {person.parts.map((part) => (
                      <div key={part}>{part}</div>
                    ))}
                  </td>
                  <td>
                    {person.fillsAll && <div>{words.allSections}</div>}
                    {person.contributes && person.delegated.length === 0 && (
                      <div className="muted">{words.noSections}</div>
                    )}
                    {person.delegated.map((one) => (
                      <div key={one.round}>
                        <span className="muted">{one.round}</span> {one.sections.join(" · ")}
                      </div>
                    ))}
                  </td>
                  <td>{person.lastSeen ? when(person.lastSeen) : <span className="muted">{words.never}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {find === "" && <p className="small muted">{words.count(total)}</p>}
      {!everybody && total === 1 && <p>{words.noOne}</p>}
      <h2>{words.pending}</h2>
      {invitations.length === 0 ? (
        <p className="muted">{words.noPending}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.pending}>
          <table className="people-table">
            <caption className="hidden-text">{words.pending}</caption>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.part}</th>
                <th scope="col">{words.sentOn}</th>
                <th scope="col">{words.validUntil}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {invitations.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    {one.name} <span className="hint">{one.email}</span>
                  </th>
                  <td>{one.part}</td>
                  <td>{when(one.createdAt)}</td>
                  <td>{when(one.expiresAt)}</td>
                  <td className="people-act">
                    <Form method="post">
                      <input type="hidden" name="invitation" value={one.id} />
                      <button
                        className="button bad little"
                        name="intent"
                        value="withdraw"
                        type="submit"
                        aria-label={words.revokeOf(one.email)}
                      >
                        {words.revoke}
                      </button>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
