import { isRouteErrorResponse, useParams, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { isRefusal } from "~/domain/refusal";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { refusals } from "~/i18n/refusals";

/** What a person sees who opens a link that was used, is too old or was withdrawn. */
export function LinkTrouble() {
  const error = useRouteError();
  const lang = parseLang(useParams().lang) ?? "en";
  const words = door[lang].link;
  const refusal = isRouteErrorResponse(error) && isRefusal(error.data) ? error.data.refusal : null;
  if (refusal === null) throw error;
  return (
    <section className="door-form">
      <h1>{words.bad}</h1>
      <p>{refusals[lang][refusal]}</p>
      <p>
        <a href={href("door.signIn", { lang })}>{words.backToSignIn}</a>
      </p>
    </section>
  );
}
