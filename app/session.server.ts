import { createHash, randomBytes } from "node:crypto";
import { type AppLoadContext, redirect } from "@remix-run/node";
import { addresses, href } from "~/addresses";
import { type Lang, langs } from "~/domain/dictionary/dictionary";
import { type Action, type Actor, decide, type Subject, type Verdict } from "~/domain/people/access";
import { type Standing, standingOf } from "~/domain/people/session";
import { type DoorMode, needsMore } from "~/workflows/people/sign-in.server";
import type { Collection } from "~db/collection/client";
import { knownBrowserDays } from "~db/collection/limits";
import { noteLine, noteRead } from "~db/collection/notes";
import { type Session, sessionOf } from "~db/collection/people/sessions";
import { collectionOf, instant } from "./collection.server";
import { type Refusal, refuse } from "./domain/refusal";
import type { Env } from "./env.server";
import { refusalResponse } from "./http.server";
import { parseLang } from "./i18n/messages";

/*
 * The door of everything behind sign-in. The cookie holds 32 random bytes, the collection their SHA-256; who the person
 * is and what she may do is read at every request.
 */

/** `__Host-` ties the cookie to this very host and to https; a local demonstration on http cannot have it. */
export function cookieName(env: Pick<Env, "APP_ORIGIN">): string {
  return env.APP_ORIGIN.startsWith("https:") ? "__Host-sid" : "sid";
}

/** A new secret for a session or a single-use link: 256 random bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What the collection keeps of a secret. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The Set-Cookie of a session: ends with the browser, invisible to scripts, not sent by other sites' forms. */
export function sessionCookie(env: Pick<Env, "APP_ORIGIN">, secret: string): string {
  return `${cookieName(env)}=${secret}; ${attributes(env)}`;
}

/** The Set-Cookie that takes the session out of the browser. */
export function endedCookie(env: Pick<Env, "APP_ORIGIN">): string {
  return `${cookieName(env)}=; Max-Age=0; ${attributes(env)}`;
}

/** A browser keeps this from one sign-in to the next, so that others cannot lock its people out; it opens nothing. */
const browserCookie = (env: Pick<Env, "APP_ORIGIN">) => prefixed(env, "browser");

/** The secret by which a browser is known: what it keeps, else a new one, with the Set-Cookie that makes it keep it. */
export function browserOf(cookieHeader: string | null, env: Pick<Env, "APP_ORIGIN">): { hash: string; cookie: string } {
  const kept = cookieOf(cookieHeader, browserCookie(env));
  const secret = kept ?? newSecret();
  const seconds = knownBrowserDays * 86_400;
  return {
    hash: secretHash(secret),
    cookie: `${browserCookie(env)}=${secret}; Max-Age=${seconds}; ${attributes(env)}`,
  };
}

/** The Set-Cookie of something a browser keeps for ten minutes, once; `null` takes it away. */
export function oneTimeCookie(env: Pick<Env, "APP_ORIGIN">, name: string, value: string | null): string {
  const age = value === null ? 0 : 600;
  return `${prefixed(env, name)}=${value ?? ""}; Max-Age=${age}; ${attributes(env)}`;
}

/** What a one-time cookie holds; null when it is not there. */
export function oneTimeValue(cookieHeader: string | null, env: Pick<Env, "APP_ORIGIN">, name: string): string | null {
  return cookieOf(cookieHeader, prefixed(env, name), /^[\w-]{1,3000}$/);
}

const prefixed = (env: Pick<Env, "APP_ORIGIN">, name: string) => (cookieName(env) === "sid" ? name : `__Host-${name}`);

function attributes(env: Pick<Env, "APP_ORIGIN">): string {
  return `Path=/; HttpOnly; SameSite=Lax${cookieName(env) === "sid" ? "" : "; Secure"}`;
}

/**
 * Hash of the session secret in a Cookie header; null when there is none or something else.
 * Routes and the save door of the host both come through here.
 */
export function sessionIdHash(cookieHeader: string | null | undefined, env: Pick<Env, "APP_ORIGIN">): string | null {
  const secret = cookieOf(cookieHeader, cookieName(env));
  return secret === null ? null : secretHash(secret);
}

function cookieOf(cookieHeader: string | null | undefined, name: string, form = /^[\w-]{43}$/): string | null {
  for (const part of (cookieHeader ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined && form.test(value)) return value;
  }
  return null;
}

type DoorSettings = Pick<Env, "VIGIE_MODE" | "ALLOW_PASSWORD_ONLY">;

/** How this installation lets people in, from its settings. */
export function doorMode(env: DoorSettings): DoorMode {
  return { live: env.VIGIE_MODE === "live", passwordOnly: env.ALLOW_PASSWORD_ONLY === "pilot" };
}

/**
 * Who a session stands for, or null: it has ended, or its person has not shown the second factor she has or must have. So
 * ends the session of a writer with the pilot, and with the first part that writes.
 */
export function actorLetIn(db: Collection, idHash: string, env: DoorSettings, now: string): Actor | null {
  const session = sessionOf(db, idHash, now);
  return session !== null && standingIn(session, env) === "in" ? session.actor : null;
}

const standingIn = (session: Session, env: DoorSettings): Standing =>
  standingOf(session, needsMore(session.actor, doorMode(env)));

/** The session of a request and where it stands: for the pages of the second step and of second factors. */
export function standingOfRequest(
  request: Request,
  context: AppLoadContext,
): { idHash: string; session: Session; standing: Standing } | null {
  const idHash = sessionIdHash(request.headers.get("Cookie"), context.env);
  const session = idHash === null ? null : sessionOf(collectionOf(context), idHash, instant());
  return idHash === null || session === null ? null : { idHash, session, standing: standingIn(session, context.env) };
}

/** Who asks, or null when nobody is signed in. Reads the collection: never on a public page. */
export function actorOf(request: Request, context: AppLoadContext): Actor | null {
  const idHash = sessionIdHash(request.headers.get("Cookie"), context.env);
  return idHash === null ? null : actorLetIn(collectionOf(context), idHash, context.env, instant());
}

/**
 * Lets a person do a thing, or throws the response that says no.
 *
 * Nobody signed in: a page goes to sign-in and comes back, an API gets 401. Another country's thing is not found. Every
 * denial of a signed-in person is audited.
 * @param subject  from stored rows, never from the request: country, state of the round, state of the section, path
 * @throws Response
 */
export function requireActor(request: Request, context: AppLoadContext, action: Action, subject: Subject = {}): Actor {
  const actor = actorOf(request, context);
  if (actor === null) throw wayIn(request, context);
  const refusal = deniedTo(actor, action, subject);
  if (refusal === null) {
    if (action === "answer.read") noteStaffRead(context, actor, subject);
    return actor;
  }
  noteDenial(context, actor, { action, subject, refusal });
  throw refusalResponse(refusal);
}

/** The refusal a person meets when she tries an action; null when she may. */
export function deniedTo(actor: Pick<Actor, "grants">, action: Action, subject: Subject): Refusal | null {
  const verdict = decide(actor, action, subject);
  return verdict.allowed ? null : refusalOf(verdict.why, action, subject);
}

function refusalOf(why: Exclude<Verdict, { allowed: true }>["why"], action: Action, subject: Subject): Refusal {
  switch (why) {
    case "no-role":
      // The page that says no names what was asked for, and the roles that may.
      return refuse("not-allowed", { action });
    case "other-country":
      return refuse("not-found");
    case "not-delegated":
      return refuse("not-delegated");
    case "round":
      if (subject.round === "scheduled") return refuse("round-not-open");
      // What wants a closed round meets an open one.
      return subject.round === "open" ? refuse("wrong-state", { state: "open" }) : refuse("round-closed");
    case "state":
      return refuse("wrong-state", subject.state ? { state: subject.state } : undefined);
    default:
      return why satisfies never;
  }
}

/** Answers are their country's: that somebody else read them is on record. */
function noteStaffRead(context: AppLoadContext, actor: Actor, { country, roundId }: Subject): void {
  if (country === undefined || actor.grants.some((grant) => grant.country === country)) return;
  const subject = [roundId, country].filter((part) => part !== undefined).join("/");
  noteRead(collectionOf(context), { by: actor.person, now: instant() }, subject);
}

/** Noted, and written later: who only looks waits for no disk. */
function noteDenial(
  context: AppLoadContext,
  actor: Actor,
  denied: { action: Action; subject: Subject; refusal: Refusal },
): void {
  const { country, roundId, path } = denied.subject;
  noteLine(
    collectionOf(context),
    { by: actor.person, now: instant() },
    {
      action: "denied",
      subject: [roundId, country, path].filter((part) => part !== undefined).join("/") || "-",
      detail: { action: denied.action, why: denied.refusal.refusal },
    },
  );
}

/** Where somebody goes who is not let in: sign-in, its second step, or where she enrols a second factor; then she comes back. */
export function wayIn(request: Request, context: AppLoadContext): Response {
  const url = new URL(request.url);
  const lang = parseLang(url.pathname.split("/")[1]);
  if (lang === null) return refusalResponse(refuse("not-signed-in"));
  // After a POST she comes back to the page of the form; what it asked for is not done behind her back.
  const from = request.method === "GET" ? url.pathname + url.search : url.pathname;
  return redirect(doorOf(standingOfRequest(request, context)?.standing, lang, from));
}

/**
 * The page of the door that a session in this standing is led to.
 * @param returnTo  where she goes on from there; empty = nowhere in particular
 */
export function doorOf(standing: Standing | undefined, lang: Lang, returnTo: string): string {
  const query = returnTo === "" ? undefined : { returnTo };
  if (standing === "second-step") return href("door.secondStep", { lang }, query);
  return href(standing === "enrol" ? "door.factors" : "door.signIn", { lang }, query);
}

/** Nobody comes back to the door: the first parts of its addresses, behind the language. */
const doorParts = new Set(Object.values(addresses.door).map(({ path }) => path.split("/")[2]));
const ownPath = new RegExp(`^/(${langs.join("|")})(/|\\?|$)`);
const doorPath = new RegExp(`/(${[...doorParts].join("|")})(/|$)`);

/**
 * Where to go after sign-in: an address of this site, else the fallback.
 *
 * Only a path that starts with one slash followed by the language; no backslash, no control character, no `//`.
 */
export function safeReturnTo(text: unknown, fallback: string): string {
  if (typeof text !== "string" || text.length > 500) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\\\u0000-\u0020\u007f]/.test(text) || text.includes("//")) return fallback;
  if (!ownPath.test(text)) return fallback;
  const origin = "http://vigie.invalid";
  if (!URL.canParse(text, origin)) return fallback;
  const url = new URL(text, origin);
  if (url.origin !== origin || doorPath.test(url.pathname)) return fallback;
  return url.pathname + url.search;
}
