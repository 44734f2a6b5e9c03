import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { demoPassword } from "~/domain/people/demo-people";
import { parseEmail } from "~/domain/people/person";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { PasskeyButton } from "~/factors/passkey-button";
import { proofFields } from "~/factors/proof-fields";
import { formOf, langOf, statusOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { refusals } from "~/i18n/refusals";
import { actorOf, doorOf, safeReturnTo } from "~/session.server";
import { demoLogIns } from "./demo-log-ins.server";
import { homeOf, signIn, signInWithPasskey } from "./sign-in.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].signIn.title} – Vigie` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const query = new URL(request.url).searchParams;
  const actor = actorOf(request, context);
  const home = actor
    ? homeOf(
        actor.grants.map((grant) => grant.role),
        lang,
      )
    : "";
  return {
    lang,
    returnTo: safeReturnTo(query.get("returnTo"), ""),
    after: afterOf(query.get("after")),
    came: cameOf(query),
    oidc: context.env.OIDC_ISSUER === undefined ? null : { name: context.env.OIDC_NAME ?? null },
    signedIn: actor ? { name: actor.name, to: safeReturnTo(query.get("returnTo"), home) } : null,
    demo: context.env.VIGIE_MODE === "demo" ? demoLogIns(collectionOf(context), lang) : [],
  };
}

const afters = ["signedOut", "passwordSet", "added"] as const;

function afterOf(text: string | null): (typeof afters)[number] | null {
  return afters.find((after) => after === text) ?? null;
}

/** How single sign-on ended that did not sign in; with the provider's name for her where nobody here is bound to it. */
function cameOf(query: URLSearchParams): { why: "oidcDown" | "oidcFailed" | "oidcUnknown"; subject: string } | null {
  const after = query.get("after");
  if (after !== "oidcDown" && after !== "oidcFailed" && after !== "oidcUnknown") return null;
  const subject = query.get("subject") ?? "";
  return { why: after, subject: /^[\w.|@:+-]{1,100}$/.test(subject) ? subject : "" };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const form = await formOf(request);
  const byPasskey = form.get("intent") === "passkey";
  const typed = String(form.get("email") ?? "").slice(0, 254);
  const email = parseEmail(typed);
  if (email === null && !byPasskey) {
    const refused = refuse("bad-request", { reason: "address" });
    return data({ refused, email: typed, byPasskey }, { status: statusOf(refused) });
  }
  const outcome =
    byPasskey || email === null
      ? await signInWithPasskey(request, context, String(form.get(proofFields.answer) ?? ""))
      : await signIn(request, context, { email, password: String(form.get("password") ?? "") });
  if (isRefusal(outcome))
    return data({ refused: outcome, email: email ?? typed, byPasskey }, { status: statusOf(outcome) });
  const home = safeReturnTo(form.get("returnTo"), homeOf(outcome.roles, lang));
  const to = outcome.standing === "in" ? home : doorOf(outcome.standing, lang, home);
  return redirect(to, { headers: outcome.cookies.map((cookie): [string, string] => ["Set-Cookie", cookie]) });
}

/** What a refused sign-in says: the same for a wrong password and an unknown address. */
function refusedText(refused: Refusal, byPasskey: boolean, lang: Lang): string {
  const words = door[lang].signIn;
  if (byPasskey && refused.refusal === "wrong-credentials") return words.passkeyRefused;
  if (refused.refusal === "too-many") {
    const minutes = Number(refused.detail?.minutes ?? 15);
    return refused.detail?.by === "address" ? words.tooManyHere(minutes) : words.tooMany(minutes);
  }
  if (refused.detail?.reason === "address") return words.noAddress;
  return refused.detail?.reason === "no-part" ? words.noPart : refusals[lang][refused.refusal];
}

export default function SignIn() {
  const { lang, returnTo, after, came, oidc, signedIn, demo } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = door[lang].signIn;
  return (
    <div className={demo.length > 0 ? "door-columns" : "door-column"}>
      <section className="door-form">
        <h1>{words.title}</h1>
        <p className="muted">{words.lead}</p>
        {after && !tried && (
          <div className="notice good" role="status">
            {words[after]}
          </div>
        )}
        {came && !tried && (
          <div className="notice bad" role="alert">
            <strong>{words.refused}</strong>
            <p>{words[came.why]}</p>
            {came.subject !== "" && (
              <p>
                <code className="door-address">{came.subject}</code>
              </p>
            )}
          </div>
        )}
        {signedIn && !tried && (
          <div className="notice">
            {words.already(signedIn.name)} <a href={signedIn.to}>{words.goOn}</a>
          </div>
        )}
        {tried && (
          <div className="notice bad" role="alert" id="refused">
            <strong>{words.refused}</strong>
            <p>{refusedText(tried.refused, tried.byPasskey, lang)}</p>
          </div>
        )}
        <Form method="post">
          <input type="hidden" name="returnTo" value={returnTo} />
          <div className="door-field">
            <label htmlFor="email">{words.email}</label>
            <input
              id="email"
              name="email"
              type="email"
              className="field"
              autoComplete="username"
              required
              defaultValue={tried?.email}
              aria-describedby={tried ? "refused" : undefined}
            />
          </div>
          <div className="door-field">
            <label htmlFor="password">{words.password}</label>
            <input
              id="password"
              name="password"
              type="password"
              className="field"
              autoComplete="current-password"
              required
              aria-describedby={tried ? "refused" : undefined}
            />
          </div>
          <button className="button" type="submit">
            {words.button}
          </button>
        </Form>
        <Form method="post" className="door-passkey">
          <input type="hidden" name="intent" value="passkey" />
          <input type="hidden" name="returnTo" value={returnTo} />
          <PasskeyButton
            purpose="sign-in"
            address={href("door.passkeyOptions", { lang })}
            word={words.passkey}
            failed={words.passkeyFailed}
            second
          />
        </Form>
        {oidc && (
          <p>
            <a className="button second" href={href("door.oidc", { lang }, returnTo === "" ? undefined : { returnTo })}>
              {words.oidc(oidc.name)}
            </a>
            <span className="hint">{words.oidcHint}</span>
          </p>
        )}
        <div className="door-foot">
          <p>
            <a href={href("door.password", { lang })}>{words.forgotten}</a>
          </p>
          <p>{words.noAccount}</p>
        </div>
      </section>
      {demo.length > 0 && (
        <section className="door-demo" aria-labelledby="demo">
          <h2 id="demo">{words.demoTitle}</h2>
          <p className="muted">{words.demoLead}</p>
          <DemoList
            lang={lang}
            returnTo={returnTo}
            title={words.demoCountries}
            people={demo.filter((person) => person.ofCountry)}
          />
          <DemoList
            lang={lang}
            returnTo={returnTo}
            title={words.demoSecretariat}
            people={demo.filter((person) => !person.ofCountry)}
          />
          <p className="door-demo-foot">
            {words.demoPasswordBefore} <code>{demoPassword}</code>. {words.demoPasswordAfter}
          </p>
        </section>
      )}
    </div>
  );
}

type DemoListProps = {
  lang: Lang;
  returnTo: string;
  title: string;
  people: { name: string; email: string; part: string }[];
};

/** One button a person; each is the same sign-in form, filled in. */
function DemoList({ lang, returnTo, title, people: list }: DemoListProps) {
  const words = door[lang].signIn;
  if (list.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="door-people">
        {list.map((person) => (
          <li key={person.email}>
            <Form method="post">
              <input type="hidden" name="returnTo" value={returnTo} />
              <input type="hidden" name="email" value={person.email} />
              <input type="hidden" name="password" value={demoPassword} />
              <button type="submit" aria-label={`${words.signInAs(person.name)}, ${person.part}`}>
                <strong>{person.name}</strong>
                <span>{person.part}</span>
                <span className="door-address">{person.email}</span>
                <span className="door-go">{words.button}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </>
  );
}
