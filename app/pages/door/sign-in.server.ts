import type { AppLoadContext } from "@remix-run/node";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Role } from "~/domain/people/access";
import { deviceOf } from "~/domain/people/person";
import { isRefusal, type Refusal } from "~/domain/refusal";
import { signatureIn } from "~/factors/proof-form.server";
import { browserOf, doorMode, newSecret, secretHash, sessionCookie, sessionIdHash } from "~/session.server";
import { hashPassword, matchPassword } from "~/threads/password-hash.server";
import { queueByName } from "~/threads/queue";
import { signInByPasskey } from "~/workflows/people/factors/steps.server";
import { beginSignIn, completeSignIn, type SignedIn } from "~/workflows/people/sign-in.server";

/**
 * Signs a person in by password: budgets, argon2id, session. The same text, status and time for every wrong try.
 * @returns the Set-Cookie of the new session, and of what lets the browser be known the next time
 */
export async function signIn(
  request: Request,
  context: AppLoadContext,
  asked: { email: string; password: string },
): Promise<(SignedIn & { cookies: string[] }) | Refusal> {
  // Few at a time from one address: tries under way are taken out of its budget, and forty people may come at once.
  return byAddress(context.address, () => signInNow(request, context, asked));
}

const byAddress = queueByName(3);

async function signInNow(
  request: Request,
  context: AppLoadContext,
  asked: { email: string; password: string },
): Promise<(SignedIn & { cookies: string[] }) | Refusal> {
  const db = collectionOf(context);
  const mode = doorMode(context.env);
  const browser = browserOf(request.headers.get("Cookie"), context.env);
  const whom = { email: asked.email, address: context.address, browser: browser.hash };
  const begun = beginSignIn(db, whom, mode, instant());
  if (isRefusal(begun)) return begun;
  const match = await matchPassword(begun.hash, asked.password);
  const right = match !== "wrong";
  const newHash = match === "old" ? await hashPassword(asked.password) : null;
  const secret = newSecret();
  const session = {
    idHash: secretHash(secret),
    device: deviceOf(request.headers.get("User-Agent")),
    formerIdHash: sessionIdHash(request.headers.get("Cookie"), context.env),
    newHash,
  };
  const outcome = completeSignIn(db, { ...whom, candidate: begun.candidate, right }, session, mode, instant());
  return isRefusal(outcome) ? outcome : { ...outcome, cookies: [sessionCookie(context.env, secret), browser.cookie] };
}

/** Signs a person in by a passkey, without a password: what it has signed, and who its owner is. */
export async function signInWithPasskey(
  request: Request,
  context: AppLoadContext,
  answer: string,
): Promise<(SignedIn & { cookies: string[] }) | Refusal> {
  const db = collectionOf(context);
  const now = instant();
  const browser = browserOf(request.headers.get("Cookie"), context.env);
  const asked = await signatureIn(answer, { purpose: "sign-in", person: null }, { db, env: context.env, now });
  const secret = newSecret();
  const session = {
    idHash: secretHash(secret),
    device: deviceOf(request.headers.get("User-Agent")),
    browser: browser.hash,
    formerIdHash: sessionIdHash(request.headers.get("Cookie"), context.env),
  };
  const outcome = signInByPasskey(db, asked, session, doorMode(context.env), now);
  return isRefusal(outcome) ? outcome : { ...outcome, cookies: [sessionCookie(context.env, secret), browser.cookie] };
}

/** The desk a person arrives at after sign-in. */
export function homeOf(roles: readonly Role[], lang: "en" | "fr"): string {
  if (roles.some((role) => role === "contributor" || role === "focal-point" || role === "correspondent"))
    return href("collect.home", { lang });
  if (roles.some((role) => role === "reviewer" || role === "auditor" || role === "editor"))
    return href("review.rounds", { lang });
  return roles.includes("admin") ? href("people.home", { lang }) : href("people.account", { lang });
}
