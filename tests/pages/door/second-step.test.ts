import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { allAddresses } from "~/addresses";
import { newRecoveryCodes, recoveryHash } from "~/factors/recovery-codes";
import { action as optionsAction } from "~/pages/door/passkey-options.resource";
import { action as stepAction, loader as stepLoader } from "~/pages/door/second-step.page";
import { action as signInAction } from "~/pages/door/sign-in.page";
import { actorOf, secretHash } from "~/session.server";
import { hashPassword } from "~/threads/password-hash.server";
import { askNewPassword, setPasswordByLink } from "~/workflows/people/passwords.server";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { flushNotes } from "~db/collection/notes";
import { listMail } from "~db/collection/outbox";
import { passkeysOf, recoveryCodesLeft, replaceRecoveryCodes } from "~db/collection/people/factors";
import { audit } from "~db/collection/schema-people";
import { appCode, withApp } from "../../support/factors";
import { ask, contextOf, openPeople, person, start } from "../../support/people";
import { outcomeOf, pathOf, routeModule } from "../../support/routes";

const password = "three unrelated words";
const email = "claire@vigie.example";
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(start) });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (minutes: number) => vi.setSystemTime(new Date(addMinutes(new Date().toISOString(), minutes)));
const params = { lang: "en" };

function world() {
  const db = openPeople();
  const who = person(db, "focal-point", "FR", { email, passwordHash });
  const { secret } = withApp(db, who);
  later(5);
  return { db, who, secret };
}

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");

/** Gives the password. @returns the cookie of the session that waits, and where it leads */
async function firstStep(db: Collection, cookie?: string) {
  const request = ask("/en/sign-in", { form: { email, password }, ...(cookie ? { cookie } : {}) });
  const answer = (await signInAction({ request, params, context: contextOf(db) })) as Response;
  const [session = "", browser = ""] = cookiesOf(answer);
  return { session, browser, to: answer.headers.get("Location") };
}

/** Sends a form of the second step. */
async function secondStep(db: Collection, cookie: string, form: Record<string, string>) {
  const request = ask("/en/sign-in/second-step", { cookie, form });
  const answer = await stepAction({ request, params, context: contextOf(db) });
  if ("data" in answer) return { status: answer.init?.status, to: null, cookies: [], trouble: answer.data.trouble };
  return { status: answer.status, to: answer.headers.get("Location"), cookies: cookiesOf(answer), trouble: null };
}

const isIn = (db: Collection, cookie: string | undefined) =>
  actorOf(ask("/en/account", { ...(cookie ? { cookie } : {}) }), contextOf(db)) !== null;

const code = (secret: string) => appCode(secret, new Date().toISOString());

test("after the right password the second step is asked; the code of the app opens a new session and ends the one that waited", async () => {
  const { db, who, secret } = world();
  const first = await firstStep(db);
  expect(first.to).toBe("/en/sign-in/second-step?returnTo=%2Fen%2Fcollect");
  expect(isIn(db, first.session)).toBe(false);
  const second = await secondStep(db, first.session, { "factor-code": code(secret), returnTo: "/en/account" });
  expect(second).toMatchObject({ status: 302, to: "/en/account" });
  expect(second.cookies[0]).not.toBe(first.session);
  expect(actorOf(ask("/en/account", { cookie: second.cookies[0] ?? "" }), contextOf(db))?.person).toBe(who);
  const again = await outcomeOf(() =>
    stepLoader({
      request: ask("/en/sign-in/second-step", { cookie: first.session }),
      params,
      context: contextOf(db),
    }),
  );
  expect(again).toEqual({ status: 302, to: "/en/sign-in" });
});

test("a session that waits for its second step opens no page and does nothing, anywhere", async () => {
  const { db } = world();
  const { session } = await firstStep(db);
  const guarded = allAddresses().filter(
    ([, { see, host }]) => see !== "public" && see !== "door" && see !== null && !host,
  );
  expect(guarded.length).toBeGreaterThan(20);
  const places = { ...params, round: "2026-annual", country: "FR", number: "1", section: "deaths", person: "1" };
  for (const [name, { intents }] of guarded) {
    const { loader, action } = await routeModule(name);
    const path = pathOf(name, places);
    const context = contextOf(db);
    const seen = await outcomeOf(() => loader?.({ request: ask(path, { cookie: session }), params: places, context }));
    expect(seen, path).toMatchObject({ status: 302, to: expect.stringContaining("/en/sign-in/second-step") });
    for (const intent of Object.keys(intents ?? {})) {
      const request = ask(path, { cookie: session, form: { intent } });
      const done = await outcomeOf(() => action?.({ request, params: places, context }));
      expect(done, `${path} ${intent}`).toMatchObject({ status: 302 });
    }
  }
});

test("a code works once, and an older one not after it", async () => {
  const { db, secret } = world();
  const old = code(secret);
  later(0.5);
  const spent = code(secret);
  expect((await secondStep(db, (await firstStep(db)).session, { "factor-code": spent })).status).toBe(302);
  for (const replayed of [spent, old]) {
    const { session } = await firstStep(db);
    expect(await secondStep(db, session, { "factor-code": replayed })).toMatchObject({
      status: 401,
      trouble: { why: "wrong" },
    });
  }
  later(0.5);
  expect((await secondStep(db, (await firstStep(db)).session, { "factor-code": code(secret) })).status).toBe(302);
});

test("a recovery code opens once, however it is typed; a mail tells so and the audit keeps no code", async () => {
  const { db, who } = world();
  const codes = newRecoveryCodes();
  replaceRecoveryCodes(db, who, codes.map(recoveryHash), start);
  const typed = codes[3]?.toLowerCase().replaceAll("-", " ") ?? "";
  expect((await secondStep(db, (await firstStep(db)).session, { "factor-recovery": typed })).status).toBe(302);
  expect(recoveryCodesLeft(db, who)).toBe(9);
  expect((await secondStep(db, (await firstStep(db)).session, { "factor-recovery": typed })).status).toBe(401);
  expect(listMail(db).map(({ subject }) => subject)).toContain("A recovery code for Vigie was used");
  flushNotes(db);
  const kept = JSON.stringify([
    db.select().from(audit).all(),
    db.$client.prepare("select * from recovery_codes").all(),
  ]);
  expect(kept).toContain("factor.recovery-used");
  for (const one of codes) expect(kept).not.toContain(one);
});

test("wrong codes of a person are limited, whatever the session and the address; others are not, nor her known browser", async () => {
  const { db, secret } = world();
  const known = await firstStep(db);
  const { cookies } = await secondStep(db, known.session, { "factor-code": code(secret) });
  const browser = cookies[1] ?? "";
  for (let i = 0; i < 5; i++) {
    const { session } = await firstStep(db);
    expect((await secondStep(db, session, { "factor-code": "000000" })).status).toBe(401);
  }
  later(0.5);
  const { session } = await firstStep(db);
  expect(await secondStep(db, session, { "factor-code": code(secret) })).toMatchObject({
    status: 429,
    trouble: { why: "too-many" },
  });
  const hers = await firstStep(db, browser);
  expect((await secondStep(db, `${hers.session}; ${browser}`, { "factor-code": code(secret) })).status).toBe(302);
  flushNotes(db);
  const actions = db
    .select()
    .from(audit)
    .all()
    .map((line) => line.action);
  expect(actions).toEqual(expect.arrayContaining(["factor.failed", "factor.limited"]));
});

test("the password alone makes no browser a known one, and sessions that wait end none of those in use", async () => {
  const { db, who, secret } = world();
  const { cookies } = await secondStep(db, (await firstStep(db)).session, { "factor-code": code(secret) });
  const stranger = (await firstStep(db)).browser;
  for (let i = 0; i < 6; i++) await firstStep(db, stranger);
  expect(isIn(db, cookies[0])).toBe(true);
  const known = db.$client.prepare("select count(*) n from limits where key like 'known-browser:%'").get();
  expect(known).toEqual({ n: 1 });
  expect(passkeysOf(db, who)).toEqual([]);
});

test("a session that waits is over after a quarter of an hour", async () => {
  const { db, secret } = world();
  const { session } = await firstStep(db);
  later(16);
  expect(await outcomeOf(() => secondStep(db, session, { "factor-code": code(secret) }))).toEqual({
    status: 302,
    to: "/en/sign-in",
  });
});

test("her password is no second factor, and an empty form none either", async () => {
  const { db } = world();
  const { session } = await firstStep(db);
  expect((await secondStep(db, session, { "factor-password": password })).status).toBe(401);
  expect((await secondStep(db, session, {})).status).toBe(401);
  expect((await secondStep(db, session, { "factor-answer": "{}" })).status).toBe(401);
});

test("what a browser is asked to sign is told to nobody but for its purpose, and an unknown one is refused", async () => {
  const { db } = world();
  const { session } = await firstStep(db);
  const options = (intent: string, cookie?: string) =>
    outcomeOf(() =>
      optionsAction({
        request: ask("/en/sign-in/passkey", { form: { intent }, ...(cookie ? { cookie } : {}) }),
        params,
        context: contextOf(db),
      }),
    );
  expect((await options("sign-in")).status).toBe(200);
  expect((await options("prove")).status).toBe(401);
  expect((await options("enrol", session)).status).toBe(401);
  expect((await options("prove", session)).status).toBe(200);
  expect((await options("no-such-thing")).status).toBe(400);
});

test("a new password set by a link opens nothing without the second factor", async () => {
  const { db, secret } = world();
  const next = await hashPassword("several quiet herons");
  const [link, hash] = ["link", secretHash("link")];
  const mail = (to: { email: string; lang: "en" | "fr" }) => ({
    to: to.email,
    subject: link,
    body: link,
    lang: to.lang,
  });
  askNewPassword(db, { email, address: "192.0.2.7", tokenHash: hash, live: false, mail }, start);
  expect(setPasswordByLink(db, { tokenHash: hash, passwordHash: next, mail }, start)).toBeNull();
  const form = { email, password: "several quiet herons" };
  const request = ask("/en/sign-in", { form });
  const answer = (await signInAction({ request, params, context: contextOf(db) })) as Response;
  const [session = ""] = cookiesOf(answer);
  expect(answer.headers.get("Location")).toContain("/en/sign-in/second-step");
  expect(isIn(db, session)).toBe(false);
  expect((await secondStep(db, session, { "factor-code": code(secret) })).status).toBe(302);
});
