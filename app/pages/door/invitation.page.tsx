import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { deviceOf } from "~/domain/people/person";
import { isRefusal, refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { doorMode, newSecret, secretHash, sessionCookie } from "~/session.server";
import { titlesOf } from "~/survey/fill/section/titles.server";
import { hashPassword } from "~/threads/password-hash.server";
import { judgeNewPassword } from "~/threads/password-judge.server";
import { Field } from "~/ui/field";
import { acceptInvitation, declineInvitation, lookAtLink, wrongLink } from "~/workflows/people/invitations.server";
import type { Collection } from "~db/collection/client";
import type { Invitation } from "~db/collection/people/invitations";
import { countryNames, personByEmail } from "~db/collection/people/persons";
import { LinkTrouble } from "./link-trouble";
import { homeOf } from "./sign-in.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].invite.title} – Vigie` },
];

/** GET shows the page and changes nothing, however often a mail scanner opens it. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const link = orThrow(lookAtLink(db, "invitation", secretHash(params.token ?? ""), instant()));
  const { name, email, role, country, delegation } = link;
  return {
    lang,
    name,
    email,
    part: people[lang].roleOf(role ?? "", country && (countryNames(db, lang).get(country) ?? country)),
    sections: delegation ? titlesOf(db, delegation.round, delegation.prefixes, lang) : [],
    known: personByEmail(db, email) !== undefined,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const tokenHash = secretHash(params.token ?? "");
  const form = await formOf(request);
  const known = lookAtLink(db, "invitation", tokenHash, instant());
  if (isRefusal(known) && wrongLink(db, context.address, instant())) throw refusalResponse(refuse("too-many"));
  if (form.get("intent") === "not-me") {
    orThrow(declineInvitation(db, tokenHash, instant()));
    return data({ declined: true, trouble: null });
  }
  const link = orThrow(known);
  const opening = await openingOf(db, link, request, String(form.get("password") ?? ""));
  if (opening && "trouble" in opening) {
    return data({ declined: false, trouble: opening.trouble }, { status: statusOf(refuse("bad-request")) });
  }
  const accepted = orThrow(acceptInvitation(db, tokenHash, opening, doorMode(context.env), instant()));
  if (!accepted.session || !opening)
    return redirect(href("door.signIn", { lang }, { after: opening ? "opened" : "added" }));
  return redirect(homeOf([accepted.role], accepted.lang), {
    headers: { "Set-Cookie": sessionCookie(context.env, opening.secret) },
  });
}

/** Password and session of a new account; null when the address has one already. */
async function openingOf(db: Collection, link: Invitation, request: Request, password: string) {
  if (personByEmail(db, link.email)) return null;
  const trouble = judgeNewPassword(password, link);
  if (trouble) return { trouble };
  const secret = newSecret();
  return {
    secret,
    passwordHash: await hashPassword(password),
    idHash: secretHash(secret),
    device: deviceOf(request.headers.get("User-Agent")),
  };
}

export default function Invite() {
  const { lang, name, email, part, sections, known } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const words = door[lang].invite;
  if (done?.declined) return <p className="notice good">{words.notMeDone}</p>;
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      <p>{known ? words.leadKnown(name) : words.lead(name)}</p>
      <dl className="door-facts">
        <dt>{words.part}</dt>
        <dd>{part}</dd>
        {sections.length > 0 && (
          <>
            <dt>{words.sections}</dt>
            <dd>{sections.join(" · ")}</dd>
          </>
        )}
        <dt>{words.address}</dt>
        <dd>{email}</dd>
      </dl>
      <Form method="post">
        <input type="hidden" name="email" value={email} autoComplete="username" />
        {!known && (
          <Field
            name="password"
            type="password"
            autoComplete="new-password"
            label={words.password}
            hint={door[lang].password.rule}
            trouble={done?.trouble ? door[lang].password.trouble[done.trouble] : undefined}
            required
          />
        )}
        <button className="button" type="submit" name="intent" value="accept">
          {known ? words.add : words.open}
        </button>
      </Form>
      <Form method="post" className="door-foot">
        <button className="link-button" type="submit" name="intent" value="not-me">
          {words.notMe}
        </button>
        <p>{words.notMeHint}</p>
      </Form>
    </section>
  );
}

export const ErrorBoundary = LinkTrouble;
