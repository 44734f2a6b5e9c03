import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { deviceOf } from "~/domain/people/person";
import { langOf } from "~/http.server";
import {
  browserOf,
  doorMode,
  doorOf,
  newSecret,
  safeReturnTo,
  secretHash,
  sessionCookie,
  standingOfRequest,
} from "~/session.server";
import type { Enrolled, Enrolling } from "~/workflows/people/factors/factors.server";
import type { NewSession } from "~/workflows/people/factors/steps.server";
import { homeOf } from "../sign-in.server";

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The session that may change second factors, and where its person goes on afterwards: signed in, or led here to enrol.
 * Everybody else is led to the door she stands at.
 * @throws Response
 */
export function enrolling({ request, params, context }: Args) {
  const lang = langOf(params);
  const found = standingOfRequest(request, context);
  const returnTo = safeReturnTo(new URL(request.url).searchParams.get("returnTo"), "");
  if (found?.standing !== "in" && found?.standing !== "enrol") throw redirect(doorOf(found?.standing, lang, returnTo));
  const roles = found.session.actor.grants.map(({ role }) => role);
  const by: Enrolling = { idHash: found.idHash, mode: doorMode(context.env) };
  const must = found.standing === "enrol";
  return { lang, by, session: found.session, must, returnTo: returnTo || (must ? homeOf(roles, lang) : "") };
}

/** A session to begin with a first second factor, and the cookies of it, to be set when it was. */
export function nextSession({ request, context }: Args): {
  session: NewSession;
  headersOf: (done: Enrolled) => Headers;
} {
  const secret = newSecret();
  const browser = browserOf(request.headers.get("Cookie"), context.env);
  const device = deviceOf(request.headers.get("User-Agent"));
  return {
    session: { idHash: secretHash(secret), device, browser: browser.hash },
    headersOf: (done) => {
      const headers = new Headers();
      if (done.session) {
        headers.append("Set-Cookie", sessionCookie(context.env, secret));
        headers.append("Set-Cookie", browser.cookie);
      }
      return headers;
    },
  };
}

/** Where a page of second factors leads, with the way on from there kept. */
export function back(lang: Lang, returnTo: string, more: Record<string, string> = {}): string {
  const query = { ...(returnTo === "" ? {} : { returnTo }), ...more };
  return href("door.factors", { lang }, Object.keys(query).length === 0 ? undefined : query);
}
