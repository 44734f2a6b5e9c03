import type { Role } from "~/domain/people/access";
import { isRefusal } from "~/domain/refusal";
import { readEnv } from "~/env.server";
import { cookieName, newSecret, secretHash } from "~/session.server";
import { enterDictionary } from "~/workflows/dictionary.server";
import { addPerson } from "~/workflows/people/people.server";
import { type Collection, openCollection } from "~db/collection/client";
import { startSession } from "~db/collection/people/sessions";

/* A small world of people: two countries, one person for each part in each, real workflows. */

export const start = "2026-03-02T09:00:00.000Z";
export const origin = "http://localhost:4107";

const country = (code: string, en: string, fr: string) => ({ code, name: { en, fr }, footnote: null });

/** A fresh collection with France and Norway. */
export function openPeople(file = ":memory:"): Collection {
  const db = openCollection(file);
  enterDictionary(
    db,
    { countries: [country("FR", "France", "France"), country("NO", "Norway", "Norvège")], origin: "dictionary" },
    { by: null, now: start },
  );
  return db;
}

/** Enters a person with one part. @returns her number */
export function person(
  db: Collection,
  role: Role,
  of: string | null = null,
  more: {
    email?: string;
    name?: string;
    lang?: "en" | "fr";
    demo?: boolean;
    passwordHash?: string | null;
    now?: string;
  } = {},
): number {
  const {
    email = `${role}.${of ?? "pg"}@vigie.example`.toLowerCase(),
    name = `${role} ${of ?? ""}`.trim(),
    lang = "en",
    demo = false,
    passwordHash = null,
  } = more;
  const added = addPerson(
    db,
    { email, name, organisation: "Test", lang, demo, passwordHash, parts: [{ role, country: of }] },
    { by: null, now: more.now ?? start },
  );
  if (isRefusal(added)) throw new Error(`person ${email}: ${added.refusal}`);
  return added;
}

/** Settings of a test installation; `live` for the rules of a live one. */
export function settings(more: Record<string, string> = {}) {
  return readEnv({ NODE_ENV: "test", APP_ORIGIN: origin, ...more });
}

/** What the host passes to a route. */
export function contextOf(db: Collection, more: Record<string, string> = {}, address = "192.0.2.7") {
  return { collection: db, env: settings(more), cspNonce: "nonce", address };
}

/** Starts a session for a person as sign-in does. @returns the Cookie header of her browser */
export function cookieOf(db: Collection, who: number, now = new Date().toISOString()): string {
  const secret = newSecret();
  startSession(db, { idHash: secretHash(secret), person: who, device: "Firefox, Linux" }, now);
  return `${cookieName({ APP_ORIGIN: origin })}=${secret}`;
}

/** A GET of a page, or a POST of a form when fields are given. */
export function ask(
  path: string,
  { cookie, form }: { cookie?: string; form?: Record<string, string> | [string, string][] } = {},
): Request {
  const headers = new Headers(cookie ? { Cookie: cookie } : {});
  if (!form) return new Request(origin + path, { headers });
  return new Request(origin + path, { method: "POST", headers, body: new URLSearchParams(form) });
}
