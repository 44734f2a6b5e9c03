import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { PasswordTrouble } from "~/domain/people/password";
import { deviceOf, parseEmail } from "~/domain/people/person";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { actorOf, doorMode, newSecret, secretHash, sessionCookie } from "~/session.server";
import { titlesOf } from "~/survey/fill/section/titles.server";
import { hashPassword } from "~/threads/password-hash.server";
import { judgeNewPassword } from "~/threads/password-judge.server";
import { Field } from "~/ui/field";
import { acceptInvitation, declineInvitation, lookAtLink, wrongLink } from "~/workflows/people/invitations.server";
import type { Invitation } from "~db/collection/people/invitations";
import { countryNames, personByEmail } from "~db/collection/people/persons";
import { linkHash, proveOwner } from "./link.server";
import { InvitationTrouble } from "./link-trouble";
import { homeOf } from "./sign-in.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].invite.title} – Vigie` },
];

/** What the page of an invitation shows once it was declined. */
const declined = { declined: true, name: "", email: "", part: "", sections: [] as string[], known: false, hers: false };

/** GET shows the page and changes nothing, however often a mail scanner opens it. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const link = lookAtLink(db, "invitation", linkHash(params.token), instant());
  if (isRefusal(link) && link.refusal === "gone" && new URL(request.url).searchParams.get("done") === "not-me")
    return { lang, ...declined };
  const { name, email, role, country, delegation } = orThrow(link);
  const known = personByEmail(db, email);
  return {
    lang,
    declined: false,
    name,
    email,
    part: people[lang].roleOf(role ?? "", country && (countryNames(db, lang).get(country) ?? country)),
    sections: delegation ? titlesOf(db, delegation.round, delegation.prefixes, lang) : [],
    known: known !== undefined,
    hers: known !== undefined && actorOf(request, context)?.person === known.id,
  };
}

type Said = { trouble: PasswordTrouble | null; refused: Refusal | null; confirm: boolean };

/** A known person shows that it is she, a new one sets a password: pressing the button alone does nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const tokenHash = linkHash(params.token);
  const form = await formOf(request);
  const known = lookAtLink(db, "invitation", tokenHash, instant());
  if (isRefusal(known) && wrongLink(db, context.address, instant())) throw refusalResponse(refuse("too-many"));
  const link = orThrow(known);
  if (form.get("intent") === "not-me") {
    const done = declineInvitation(db, tokenHash, parseEmail(form.get("confirm")), instant());
    if (isRefusal(done) && done.detail?.field === "confirm") return said({ confirm: true }, done);
    orThrow(done);
    const { pathname } = new URL(request.url);
    return redirect(`${pathname.replace(/\.data$/, "")}?done=not-me`);
  }
  const password = String(form.get("password") ?? "");
  const owner = personByEmail(db, link.email);
  if (owner) {
    const proof = await proveOwner(request, context, owner, password);
    if (isRefusal(proof)) return said({ refused: proof }, proof);
    const accepted = orThrow(acceptInvitation(db, tokenHash, proof, doorMode(context.env), instant()));
    return actorOf(request, context)?.person === owner.id
      ? redirect(homeOf([accepted.role], lang))
      : redirect(href("door.signIn", { lang }, { after: "added" }));
  }
  const opening = await openingOf(link, request, password);
  if ("trouble" in opening) return said({ trouble: opening.trouble }, refuse("bad-request"));
  const accepted = orThrow(acceptInvitation(db, tokenHash, opening, doorMode(context.env), instant()));
  const home = homeOf([accepted.role], accepted.lang);
  return redirect(accepted.session ? home : href("door.factors", { lang }, { returnTo: home }), {
    headers: { "Set-Cookie": sessionCookie(context.env, opening.secret) },
  });
}

function said(what: Partial<Said>, refusal: Refusal) {
  return data({ trouble: null, refused: null, confirm: false, ...what }, { status: statusOf(refusal) });
}

/** Password and session of a new account. */
async function openingOf(link: Invitation, request: Request, password: string) {
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
  const shown = useLoaderData<typeof loader>();
  const { lang, name, email, part, sections, known, hers } = shown;
  const tried = useActionData<typeof action>();
  const words = door[lang].invite;
  if (shown.declined)
    return (
      <section className="door-form" role="status">
        <h1>{words.notMeTitle}</h1>
        <p>{words.notMeDone}</p>
      </section>
    );
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
        {!hers && <Password lang={lang} known={known} tried={tried} />}
        <button className="button" type="submit" name="intent" value="accept">
          {known ? words.add : words.open}
        </button>
      </Form>
      <details className="door-foot" open={tried?.confirm || undefined}>
        <summary>{words.notMe}</summary>
        <Form method="post">
          <Field
            name="confirm"
            type="email"
            label={words.notMeAddress}
            hint={words.notMeHint}
            trouble={tried?.confirm ? words.notMeTrouble : undefined}
            required
          />
          <button className="button second" type="submit" name="intent" value="not-me">
            {words.notMeSend}
          </button>
        </Form>
      </details>
    </section>
  );
}

/** A new password for a new account; the one she has for a known one. */
function Password({ lang, known, tried }: { lang: Lang; known: boolean; tried: Said | undefined }) {
  const words = door[lang];
  if (!known)
    return (
      <Field
        name="password"
        type="password"
        autoComplete="new-password"
        label={words.invite.password}
        hint={words.password.rule}
        trouble={tried?.trouble ? words.password.trouble[tried.trouble] : undefined}
        required
      />
    );
  const { refused } = tried ?? {};
  const minutes = Number(refused?.detail?.minutes ?? 15);
  return (
    <>
      <Field
        name="password"
        type="password"
        autoComplete="current-password"
        label={words.invite.yourPassword}
        hint={words.invite.yourPasswordHint}
        trouble={
          refused ? (refused.refusal === "too-many" ? words.signIn.tooMany(minutes) : words.account.wrong) : undefined
        }
        required
      />
      <p>
        <a href={href("door.password", { lang })}>{words.signIn.forgotten}</a>
      </p>
    </>
  );
}

export const ErrorBoundary = InvitationTrouble;
