import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { isRefusal, refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { passwordChangedMail } from "~/mail/templates";
import { hashPassword } from "~/threads/password-hash.server";
import { judgeNewPassword } from "~/threads/password-judge.server";
import { Field } from "~/ui/field";
import { lookAtLink, wrongLink } from "~/workflows/people/invitations.server";
import { setPasswordByLink } from "~/workflows/people/passwords.server";
import { linkHash } from "./link.server";
import { PasswordLinkTrouble } from "./link-trouble";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].password.title} – Vigie` },
];

/** GET shows the page and changes nothing. */
export function loader({ params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const { email } = orThrow(lookAtLink(collectionOf(context), "password", linkHash(params.token), instant()));
  return { lang, email };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const tokenHash = linkHash(params.token);
  const known = lookAtLink(db, "password", tokenHash, instant());
  if (isRefusal(known) && wrongLink(db, context.address, instant())) throw refusalResponse(refuse("too-many"));
  const password = String((await formOf(request)).get("password") ?? "");
  const link = orThrow(known);
  const trouble = judgeNewPassword(password, link);
  if (trouble) return data({ trouble }, { status: statusOf(refuse("bad-request")) });
  const passwordHash = await hashPassword(password);
  const mail = (to: Parameters<typeof passwordChangedMail>[0]) => passwordChangedMail(to, context.env.APP_ORIGIN);
  orThrow(setPasswordByLink(db, { tokenHash, passwordHash, mail }, instant()));
  return redirect(href("door.signIn", { lang }, { after: "passwordSet" }));
}

export default function NewPassword() {
  const { lang, email } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = door[lang].password;
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      <p>
        {email}
        <span className="hint">{words.setHint}</span>
      </p>
      <Form method="post">
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <Field
          name="password"
          type="password"
          autoComplete="new-password"
          label={words.choose}
          hint={words.rule}
          trouble={tried ? words.trouble[tried.trouble] : undefined}
          required
        />
        <button className="button" type="submit">
          {words.set}
        </button>
      </Form>
    </section>
  );
}

export const ErrorBoundary = PasswordLinkTrouble;
