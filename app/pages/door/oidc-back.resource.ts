import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { deviceOf } from "~/domain/people/person";
import { isRefusal } from "~/domain/refusal";
import { identityIn } from "~/factors/oidc.server";
import { parseLang } from "~/i18n/messages";
import {
  browserOf,
  doorMode,
  doorOf,
  newSecret,
  oneTimeValue,
  safeReturnTo,
  secretHash,
  sessionCookie,
  sessionIdHash,
} from "~/session.server";
import { signInByIdentity } from "~/workflows/people/identities.server";
import { providerHere, wayCookie } from "./oidc.server";
import { homeOf } from "./sign-in.server";

/**
 * A browser comes back from the provider. That it left from here is known by its cookie, which counts once; it then has what
 * the right password gives: a session, or one that is held for the second factor.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const provider = providerHere(context);
  const cookies = request.headers.get("Cookie");
  const way = wayIn(oneTimeValue(cookies, context.env, "oidc"));
  const lang = parseLang(way?.lang) ?? "en";
  const headers = new Headers({ "Set-Cookie": wayCookie(context, null), "Cache-Control": "no-store" });
  const again = (after: string, more: Record<string, string> = {}) =>
    redirect(href("door.signIn", { lang }, { after, ...more }), { headers });
  const identity = way && (await identityIn(provider, new URL(request.url).search, way));
  if (!way || !identity) return again("oidcFailed");
  const [secret, browser] = [newSecret(), browserOf(cookies, context.env)];
  const session = {
    idHash: secretHash(secret),
    device: deviceOf(request.headers.get("User-Agent")),
    browser: browser.hash,
    formerIdHash: sessionIdHash(cookies, context.env),
  };
  const outcome = signInByIdentity(collectionOf(context), identity, session, doorMode(context.env), instant());
  if (isRefusal(outcome)) {
    // What the secretariat has to know to connect her account; it opens nothing.
    const isShort = /^[\w.|@:+-]{1,100}$/.test(identity.subject);
    return again("oidcUnknown", isShort ? { subject: identity.subject } : {});
  }
  headers.append("Set-Cookie", sessionCookie(context.env, secret));
  headers.append("Set-Cookie", browser.cookie);
  const home = safeReturnTo(way.returnTo, homeOf(outcome.roles, lang));
  return redirect(outcome.standing === "in" ? home : doorOf(outcome.standing, lang, home), { headers });
}

const wayForm = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  lang: z.string(),
  returnTo: z.string(),
});

function wayIn(value: string | null): z.infer<typeof wayForm> | null {
  if (value === null) return null;
  try {
    return wayForm.safeParse(JSON.parse(Buffer.from(value, "base64url").toString())).data ?? null;
  } catch {
    return null;
  }
}
