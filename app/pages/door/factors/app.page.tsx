import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { isRefusal } from "~/domain/refusal";
import { qrOf, totpAddress } from "~/factors/totp";
import { formOf, statusOf } from "~/http.server";
import { factors } from "~/i18n/door/factors";
import { parseLang } from "~/i18n/messages";
import { Field } from "~/ui/field";
import { confirmApp } from "~/workflows/people/factors/factors.server";
import { waitingTotpOf } from "~db/collection/people/factors";
import { back, enrolling, nextSession } from "./enrolling.server";
import "./factors.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${factors[parseLang(params.lang) ?? "en"].setUp.title} – Vigie` },
];

/** The secret that waits for its first code, as a picture and in letters. */
export function loader(args: LoaderFunctionArgs) {
  const { lang, session, returnTo } = enrolling(args);
  const { person, email } = session.actor;
  const waiting = waitingTotpOf(collectionOf(args.context), person, instant());
  if (!waiting) throw redirect(back(lang, returnTo));
  const letters = waiting.secret.match(/.{1,4}/g)?.join(" ") ?? "";
  const qr = qrOf(totpAddress(waiting.secret, email));
  return data({ lang, email, returnTo, letters, qr }, { headers: { "Cache-Control": "no-store" } });
}

export async function action(args: ActionFunctionArgs) {
  const { lang, by, returnTo } = enrolling(args);
  const form = await formOf(args.request);
  const { session, headersOf } = nextSession(args);
  const code = String(form.get("code") ?? "");
  const done = confirmApp(collectionOf(args.context), by, { code, session }, instant());
  if (isRefusal(done)) {
    if (done.refusal === "wrong-state") throw redirect(back(lang, returnTo));
    const minutes = done.refusal === "too-many" ? Number(done.detail?.minutes ?? 15) : 0;
    return data({ minutes }, { status: statusOf(done) });
  }
  throw redirect(back(lang, returnTo, { done: "added" }), { headers: headersOf(done) });
}

export default function SetUpApp() {
  const { lang, email, returnTo, letters, qr } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = factors[lang].setUp;
  const trouble = tried && (tried.minutes > 0 ? factors[lang].proof.tooMany(tried.minutes) : words.wrong);
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      <p>{words.scan}</p>
      <svg
        className="factor-qr"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={words.picture}
        shapeRendering="crispEdges"
      >
        <path d={qr.path} />
      </svg>
      <p>{words.letters}</p>
      <p>
        <code className="factor-secret">{letters}</code>
      </p>
      <dl className="door-facts">
        <dt>{words.account}</dt>
        <dd>{email}</dd>
        <dt>{words.kind}</dt>
        <dd>{words.kindIs}</dd>
      </dl>
      <Form method="post">
        <Field
          name="code"
          label={words.code}
          autoComplete="one-time-code"
          inputMode="numeric"
          trouble={trouble}
          required
        />
        <button className="button" type="submit">
          {words.confirm}
        </button>
      </Form>
      <p className="door-foot">
        <a href={href("door.factors", { lang }, returnTo === "" ? undefined : { returnTo })}>{words.back}</a>
      </p>
    </section>
  );
}
