import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { deviceOf } from "~/domain/people/person";
import { isRefusal } from "~/domain/refusal";
import { troubleOf, waysOf } from "~/factors/fresh.server";
import { ProofFields } from "~/factors/proof-form";
import { proofIn } from "~/factors/proof-form.server";
import { formOf, langOf, statusOf } from "~/http.server";
import { factors } from "~/i18n/door/factors";
import { parseLang } from "~/i18n/messages";
import {
  browserOf,
  doorOf,
  newSecret,
  safeReturnTo,
  secretHash,
  sessionCookie,
  standingOfRequest,
} from "~/session.server";
import { takeSecondStep } from "~/workflows/people/factors/steps.server";
import { homeOf } from "./sign-in.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `${factors[parseLang(params.lang) ?? "en"].step.title} – Vigie` },
];

/** The session that waits for its second step; everybody else is led to where she belongs. */
function waiting({ request, params, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  const lang = langOf(params);
  const found = standingOfRequest(request, context);
  const returnTo = safeReturnTo(new URL(request.url).searchParams.get("returnTo"), "");
  if (found?.standing === "second-step") return { lang, found, returnTo };
  if (found?.standing === "in") {
    const roles = found.session.actor.grants.map(({ role }) => role);
    throw redirect(returnTo || homeOf(roles, lang));
  }
  throw redirect(doorOf(found?.standing, lang, returnTo));
}

export function loader(args: LoaderFunctionArgs) {
  const { lang, found, returnTo } = waiting(args);
  const { person, name } = found.session.actor;
  return { lang, name, returnTo, ways: waysOf(collectionOf(args.context), person) };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const { lang, found } = waiting(args);
  const db = collectionOf(context);
  const form = await formOf(request);
  const now = instant();
  const proof = await proofIn(form, found.session, { db, env: context.env, now });
  const browser = browserOf(request.headers.get("Cookie"), context.env);
  const secret = newSecret();
  const session = {
    idHash: secretHash(secret),
    device: deviceOf(request.headers.get("User-Agent")),
    browser: browser.hash,
  };
  const outcome = takeSecondStep(db, { heldIdHash: found.idHash, proof }, session, now);
  if (isRefusal(outcome)) return data({ trouble: troubleOf(outcome) }, { status: statusOf(outcome) });
  return redirect(safeReturnTo(form.get("returnTo"), homeOf(outcome.roles, lang)), {
    headers: [
      ["Set-Cookie", sessionCookie(context.env, secret)],
      ["Set-Cookie", browser.cookie],
    ],
  });
}

export default function SecondStep() {
  const { lang, name, returnTo, ways } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = factors[lang].step;
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      <p>{words.lead(name)}</p>
      <Form method="post">
        <input type="hidden" name="returnTo" value={returnTo} />
        <ProofFields
          lang={lang}
          ways={{ ...ways, password: false }}
          trouble={tried?.trouble ?? null}
          button={words.button}
        />
      </Form>
      <div className="door-foot">
        <p>{words.lost}</p>
        <p>
          <a href={href("door.signIn", { lang })}>{words.other}</a>
        </p>
      </div>
    </section>
  );
}
