import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useState } from "react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { langOf } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { actorOf, endedCookie, sessionIdHash } from "~/session.server";
import { signOut } from "~/workflows/people/sign-in.server";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].signOut.title} – Vigie` },
];

/** GET changes nothing: it asks. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  return { lang, person: actorOf(request, context)?.person ?? null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const actor = actorOf(request, context);
  const idHash = sessionIdHash(request.headers.get("Cookie"), context.env);
  if (idHash) signOut(collectionOf(context), { idHash }, { by: actor?.person ?? null, now: instant() });
  return redirect(href("door.signIn", { lang }, { after: "signedOut" }), {
    headers: {
      "Set-Cookie": endedCookie(context.env),
      // A shared machine in a ministry keeps no page of hers. Its storage is taken by the page itself, person by person:
      // this header would take what somebody else typed and could not send.
      "Clear-Site-Data": '"cache"',
    },
  });
}

export default function SignOut() {
  const { lang, person } = useLoaderData<typeof loader>();
  const words = door[lang].signOut;
  const submit = useSubmit();
  const [unsent, setUnsent] = useState(0);
  useEffect(() => {
    if (person === null) return;
    void import("~/survey/outbox/keep.client").then(({ countUnsent }) => countUnsent(person)).then(setUnsent);
  }, [person]);
  const leave = async (event: FormEvent<HTMLFormElement>) => {
    if (person === null) return;
    event.preventDefault();
    const { forgetPerson } = await import("~/survey/outbox/keep.client");
    // A browser that keeps nothing must not hold her back.
    await forgetPerson(person).catch(() => undefined);
    submit(null, { method: "post" });
  };
  return (
    <section className="door-form">
      <h1>{words.title}</h1>
      {unsent > 0 ? (
        <div className="notice warn" role="alert">
          <p>{words.unsent(unsent)}</p>
          <p>
            <a href={href("collect.home", { lang })}>{words.back}</a>
          </p>
        </div>
      ) : (
        <p>{words.text}</p>
      )}
      <Form method="post" onSubmit={leave}>
        <button className="button" type="submit">
          {unsent > 0 ? words.buttonAnyway : words.button}
        </button>
      </Form>
    </section>
  );
}
