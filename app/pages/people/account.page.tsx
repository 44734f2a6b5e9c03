import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Actor } from "~/domain/people/access";
import type { PasswordTrouble } from "~/domain/people/password";
import { refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { formatDay, formatTime } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { requireActor, sessionIdHash } from "~/session.server";
import { hashPassword, isPassword } from "~/threads/password-hash.server";
import { judgeNewPassword } from "~/threads/password-judge.server";
import { Field, Select } from "~/ui/field";
import { changeLanguage, changePassword } from "~/workflows/people/people.server";
import { endOwnSessions } from "~/workflows/people/sign-in.server";
import { budgets, forgetTries, takeTry } from "~db/collection/limits";
import { passkeysOf, totpOf } from "~db/collection/people/factors";
import { countryNames, passwordOf } from "~db/collection/people/persons";
import { sessionsOf } from "~db/collection/people/sessions";
import "~/ui/people.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].account.title} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "account.own");
  const db = collectionOf(context);
  const names = countryNames(db, lang);
  const inUse = sessionIdHash(request.headers.get("Cookie"), context.env);
  const parts = actor.grants.map(({ role, country }) =>
    people[lang].roleOf(role, country && (names.get(country) ?? country)),
  );
  const done = new URL(request.url).searchParams.get("done");
  return {
    lang,
    name: actor.name,
    email: actor.email,
    own: actor.lang,
    parts: [...new Set(parts)],
    done: doneOf(done),
    app: totpOf(db, actor.person) !== undefined,
    passkeys: passkeysOf(db, actor.person).length,
    // The first half of the hash names a session in a form; it opens nothing.
    sessions: sessionsOf(db, actor.person, instant()).map(({ idHash, createdAt, seenAt, device }) => ({
      ...{ key: idHash.slice(0, 32), createdAt, seenAt, device, inUse: idHash === inUse },
    })),
  };
}

function doneOf(text: string | null): "languageSaved" | "ended" | "changed" | null {
  return text === "languageSaved" || text === "ended" || text === "changed" ? text : null;
}

type Trouble = PasswordTrouble | "wrong" | "too-many";

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "account.own");
  const db = collectionOf(context);
  const form = await formOf(request);
  const inUse = sessionIdHash(request.headers.get("Cookie"), context.env) ?? "";
  const own = sessionsOf(db, actor.person, instant()).map((line) => line.idHash);
  const deed = { by: actor.person, now: instant() };
  const back = (done: string, to = lang) => redirect(href("people.account", { lang: to }, { done }));
  switch (form.get("intent")) {
    case "language": {
      const chosen = parseLang(String(form.get("own") ?? ""));
      if (!chosen) throw refusalResponse(refuse("bad-request"));
      changeLanguage(db, chosen, deed);
      return back("languageSaved", chosen);
    }
    case "end-session": {
      const only = own.find((idHash) => idHash.slice(0, 32) === form.get("session"));
      orThrow(endOwnSessions(db, { only: only ?? "" }, own, deed));
      return back("ended");
    }
    case "end-others":
      orThrow(endOwnSessions(db, { butFor: inUse }, own, deed));
      return back("ended");
    case "password": {
      const trouble = await newPassword(form, { actor, inUse }, context);
      return trouble ? data({ trouble }, { status: statusOf(refuse("bad-request")) }) : back("changed");
    }
    default:
      throw refusalResponse(refuse("bad-request"));
  }
}

/** Asks for the present password, judges the new one, writes it; every other session ends. */
async function newPassword(
  form: FormData,
  { actor, inUse }: { actor: Actor; inUse: string },
  context: ActionFunctionArgs["context"],
): Promise<Trouble | null> {
  const db = collectionOf(context);
  const take = () =>
    db.transaction((tx) => takeTry(tx, budgets.signInAccount, actor.email, instant()), { behavior: "immediate" });
  if (take()) return "too-many";
  const right = await isPassword(passwordOf(db, actor.person) ?? null, String(form.get("current") ?? ""));
  if (!right) return "wrong";
  const next = String(form.get("next") ?? "");
  const trouble = judgeNewPassword(next, actor);
  if (trouble) return trouble;
  const passwordHash = await hashPassword(next);
  forgetTries(db, budgets.signInAccount, actor.email);
  changePassword(db, { passwordHash, keepIdHash: inUse }, { by: actor.person, now: instant() });
  return null;
}

export default function Account() {
  const { lang, name, email, own, parts, done, app, passkeys, sessions } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = door[lang].account;
  const when = (at: string) => `${formatDay(at, lang)}, ${formatTime(at, lang, "named")}`;
  const trouble = tried?.trouble;
  const ofNext =
    trouble && trouble !== "wrong" && trouble !== "too-many" ? door[lang].password.trouble[trouble] : undefined;
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        {name} <span className="muted">· {email}</span>
      </p>
      {done && !tried && (
        <div className="notice good" role="status">
          {words[done]}
        </div>
      )}
      <section aria-labelledby="parts">
        <h2 id="parts">{words.parts}</h2>
        <ul>
          {parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </section>
      <section className="people-part" aria-labelledby="own-sessions">
        <h2 id="own-sessions">{words.sessions}</h2>
        <div className="scroll">
          <table className="people-table">
            <caption className="hidden-text">{words.sessions}</caption>
            <thead>
              <tr>
                <th scope="col">{words.device}</th>
                <th scope="col">{words.since}</th>
                <th scope="col">{words.seen}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {sessions.map((one) => (
                <tr key={one.key}>
                  <th scope="row">
                    {one.device || words.unknownDevice}
                    {one.inUse && <span className="people-mark">{words.thisOne}</span>}
                  </th>
                  <td>{when(one.createdAt)}</td>
                  <td>{when(one.seenAt)}</td>
                  <td className="people-act">
                    {!one.inUse && (
                      <Form method="post">
                        <input type="hidden" name="session" value={one.key} />
                        <button
                          className="button bad little"
                          type="submit"
                          name="intent"
                          value="end-session"
                          aria-label={words.endOf(one.device || words.unknownDevice, when(one.createdAt))}
                        >
                          {words.end}
                        </button>
                      </Form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {sessions.length > 1 && (
          <Form method="post">
            <button className="button second" type="submit" name="intent" value="end-others">
              {words.endOthers}
            </button>
          </Form>
        )}
      </section>
      <section className="people-part" aria-labelledby="own-factors">
        <h2 id="own-factors">{words.factors}</h2>
        <p>
          {words.factorsNow(app, passkeys)} <a href={href("door.factors", { lang })}>{words.factorsChange}</a>
        </p>
      </section>
      <section className="people-part people-form" aria-labelledby="own-password">
        <h2 id="own-password">{words.changePassword}</h2>
        <Form method="post">
          <input type="hidden" name="email" value={email} autoComplete="username" />
          <Field
            name="current"
            type="password"
            autoComplete="current-password"
            label={words.current}
            trouble={
              trouble === "wrong" ? words.wrong : trouble === "too-many" ? door[lang].signIn.tooMany(15) : undefined
            }
            required
          />
          <Field
            name="next"
            type="password"
            autoComplete="new-password"
            label={words.next}
            hint={door[lang].password.rule}
            trouble={ofNext}
            required
          />
          <button className="button" type="submit" name="intent" value="password">
            {words.change}
          </button>
        </Form>
      </section>
      <section className="people-part people-form" aria-labelledby="own-language">
        <h2 id="own-language">{words.language}</h2>
        <Form method="post" className="people-inline">
          <Select name="own" label={people[lang].invite.language} defaultValue={own}>
            <option value="en">English</option>
            <option value="fr">Français</option>
          </Select>
          <button className="button second" type="submit" name="intent" value="language">
            {words.saveLanguage}
          </button>
        </Form>
      </section>
    </>
  );
}
