import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { parseEmail } from "~/domain/people/person";
import { isRefusal, refuse } from "~/domain/refusal";
import { formOf, langOf, statusOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { linkTo, passwordMail } from "~/mail/templates";
import { newSecret, secretHash } from "~/session.server";
import { Field } from "~/ui/field";
import { askNewPassword } from "~/workflows/people/passwords.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].password.title} – Vigie` },
];

export function loader({ params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  return { lang, mailLeaves: context.env.SMTP_URL !== undefined };
}

/** The same answer for every address, with an account or without. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const _lang = langOf(params);
  const email = parseEmail((await formOf(request)).get("email"));
  if (email === null)
    return data({ outcome: "no-address" as const, minutes: 0 }, { status: statusOf(refuse("bad-request")) });
  const secret = newSecret();
  const outcome = askNewPassword(
    collectionOf(context),
    {
      email,
      address: context.address,
      live: context.env.VIGIE_MODE === "live",
      tokenHash: secretHash(secret),
      mail: (to) => passwordMail(to, linkTo(context.env.APP_ORIGIN, to.lang, "password", secret)),
    },
    instant(),
  );
  if (!isRefusal(outcome)) return data({ outcome: "written" as const, minutes: 0 });
  const minutes = Number(outcome.detail?.minutes ?? 15);
  const by = outcome.detail?.by === "account" ? ("asked-thrice" as const) : ("too-many" as const);
  return data({ outcome: by, minutes }, { status: statusOf(outcome) });
}

export default function ForgottenPassword() {
  const { lang, mailLeaves } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const words = door[lang].password;
  const trouble =
    done?.outcome === "no-address"
      ? people[lang].trouble.email
      : done?.outcome === "too-many"
        ? door[lang].signIn.tooMany(done.minutes)
        : undefined;
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      {!mailLeaves && <div className="notice warn">{words.noMail}</div>}
      {done?.outcome === "written" || done?.outcome === "asked-thrice" ? (
        <div className={done.outcome === "written" && mailLeaves ? "notice good" : "notice warn"} role="status">
          {done.outcome === "asked-thrice" ? words.askedThrice(done.minutes) : mailLeaves ? words.sent : words.waits}
        </div>
      ) : (
        <>
          <p>{words.ask}</p>
          <Form method="post">
            <Field
              name="email"
              type="email"
              autoComplete="username"
              label={door[lang].signIn.email}
              trouble={trouble}
              required
            />
            <button className="button" type="submit">
              {words.send}
            </button>
          </Form>
        </>
      )}
      <p className="door-foot">
        <a href={href("door.signIn", { lang })}>{door[lang].link.backToSignIn}</a>
      </p>
    </section>
  );
}
