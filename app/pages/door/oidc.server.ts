import type { AppLoadContext } from "@remix-run/node";
import { href } from "~/addresses";
import { refuse } from "~/domain/refusal";
import { type Leaving, type Provider, providerOf } from "~/factors/oidc.server";
import { refusalResponse } from "~/http.server";
import { oneTimeCookie } from "~/session.server";

/** The provider of this installation. @throws Response  404 where the settings name none */
export function providerHere({ env }: AppLoadContext): Provider {
  const provider = providerOf(env, href("door.oidcBack"));
  if (provider === null) throw refusalResponse(refuse("not-found"));
  return provider;
}

/** What the cookie of a way to the provider holds: its secrets, the language, where she was going. */
export type Way = Leaving & { lang: string; returnTo: string };

/** Keeps a way in the browser, for ten minutes; it opens nothing. */
export function wayCookie({ env }: AppLoadContext, way: Way | null): string {
  const value = way && Buffer.from(JSON.stringify(way)).toString("base64url");
  return oneTimeCookie(env, "oidc", value);
}
