import { Form, isRouteErrorResponse, useParams, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { isRefusal } from "~/domain/refusal";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { refusals } from "~/i18n/refusals";
import { Field } from "~/ui/field";

type Kind = "invitation" | "password";

/** What a person sees who opens a link that was used, is too old, was withdrawn or came cut, and how to get another. */
function LinkTrouble({ kind }: { kind: Kind }) {
  const error = useRouteError();
  const lang = parseLang(useParams().lang) ?? "en";
  const words = door[lang].link;
  const refused = isRouteErrorResponse(error) && isRefusal(error.data) ? error.data : null;
  if (refused === null) throw error;
  const { refusal } = refused;
  const why =
    refusal === "not-found"
      ? refused.detail?.reason === "cut"
        ? words.cut
        : words.unknown
      : refusal === "gone"
        ? words.gone
        : refusals[lang][refusal];
  return (
    <section className="door-form">
      <h1>{words.bad}</h1>
      <p>{why}</p>
      {kind === "invitation" ? (
        <p>{words.askInviter}</p>
      ) : (
        <Form method="post" action={href("door.password", { lang })}>
          <Field name="email" type="email" autoComplete="username" label={door[lang].signIn.email} required />
          <button className="button" type="submit">
            {door[lang].password.send}
          </button>
        </Form>
      )}
      <p className="door-foot">
        <a href={href("door.signIn", { lang })}>{words.backToSignIn}</a>
      </p>
    </section>
  );
}

export function InvitationTrouble() {
  return <LinkTrouble kind="invitation" />;
}

export function PasswordLinkTrouble() {
  return <LinkTrouble kind="password" />;
}
