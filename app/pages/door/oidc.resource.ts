import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { href } from "~/addresses";
import { addressOf, newLeaving } from "~/factors/oidc.server";
import { langOf } from "~/http.server";
import { safeReturnTo } from "~/session.server";
import { providerHere, wayCookie } from "./oidc.server";

/** Sends a browser to the provider. Nothing is written here: what has to be known afterwards stays with the browser. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const provider = providerHere(context);
  const leaving = newLeaving();
  const returnTo = safeReturnTo(new URL(request.url).searchParams.get("returnTo"), "");
  // A provider that cannot be reached is no fault of ours: she may sign in by her password.
  const address = await addressOf(provider, leaving).catch(() => null);
  if (address === null) return redirect(href("door.signIn", { lang }, { after: "oidcDown" }));
  return redirect(address, {
    headers: { "Set-Cookie": wayCookie(context, { ...leaving, lang, returnTo }), "Cache-Control": "no-store" },
  });
}
