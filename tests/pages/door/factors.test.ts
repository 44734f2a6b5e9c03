import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { action as appAction, loader as appLoader } from "~/pages/door/factors/app.page";
import { action as factorsAction, loader as factorsLoader } from "~/pages/door/factors/factors.page";
import { action as inviteAction } from "~/pages/door/invitation.page";
import { action as optionsAction } from "~/pages/door/passkey-options.resource";
import { action as signInAction } from "~/pages/door/sign-in.page";
import { actorOf, newSecret, secretHash } from "~/session.server";
import { hashPassword } from "~/threads/password-hash.server";
import { inviteAdmin } from "~/workflows/people/invitations.server";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { listMail } from "~db/collection/outbox";
import { passkeysOf, recoveryCodesLeft, totpOf, waitingTotpOf } from "~db/collection/people/factors";
import { personByEmail } from "~db/collection/people/persons";
import { audit } from "~db/collection/schema-people";
import { authenticator } from "../../support/authenticator";
import { appCode, withApp } from "../../support/factors";
import { ask, contextOf, cookieOf, openPeople, origin, person, start } from "../../support/people";
import { outcomeOf } from "../../support/routes";

const password = "three unrelated words";
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
const live = { VIGIE_MODE: "live" };
const here = { origin, rpId: "localhost" };

type Answer = { status: number; to: string | null; cookie: string; data: { codes?: string[]; trouble?: string } };

/** Runs an action and says what it answers; what is thrown is an answer too. */
async function answerOf(run: () => unknown): Promise<Answer> {
  const answer = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Response) {
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return { status: answer.status, to: answer.headers.get("Location"), cookie, data: {} };
  }
  const { data, init } = answer as { data: Answer["data"]; init: { status?: number } | null };
  return { status: init?.status ?? 200, to: null, cookie: "", data };
}

function desk(db: Collection, env: Record<string, string> = {}) {
  const at = (cookie: string, path: string, form?: Record<string, string>) => ({
    request: ask(path, { cookie, ...(form && { form }) }),
    params,
    context: contextOf(db, env),
  });
  const options = async (cookie: string, intent: string): Promise<{ challenge: string; [more: string]: unknown }> =>
    ((await optionsAction(at(cookie, "/en/sign-in/passkey", { intent }))) as Response).json();
  return {
    options,
    factors: (cookie: string, form: Record<string, string>, query = "") =>
      answerOf(() => factorsAction(at(cookie, `/en/second-factor${query}`, form))),
    app: (cookie: string, code: string) => answerOf(() => appAction(at(cookie, "/en/second-factor/app", { code }))),
    page: (cookie: string) => outcomeOf(() => factorsLoader(at(cookie, "/en/second-factor"))),
    signIn: (form: Record<string, string>) => answerOf(() => signInAction(at("", "/en/sign-in", form))),
    isIn: (cookie: string) => actorOf(ask("/en/account", { cookie }), contextOf(db, env)) !== null,
    /** Adds a passkey as a browser does. */
    addPasskey: async (
      cookie: string,
      key = authenticator(),
      more: Partial<typeof here> & { verified?: boolean } = {},
    ) => {
      const { challenge } = await options(cookie, "enrol");
      const made = key.make({ ...here, challenge, ...more });
      const form = { intent: "passkey", name: "Laptop at work", "new-passkey": made };
      return { key, form, answer: await answerOf(() => factorsAction(at(cookie, "/en/second-factor", form))) };
    },
    /** Signs in by a passkey, without a password. */
    byPasskey: async (
      key: ReturnType<typeof authenticator>,
      more: Partial<typeof here> & { verified?: boolean } = {},
    ) => {
      const { challenge } = await options("", "sign-in");
      const form = { intent: "passkey", "factor-answer": key.sign({ ...here, challenge, ...more }) };
      return { form, answer: await answerOf(() => signInAction(at("", "/en/sign-in", form))) };
    },
  };
}

const actionsIn = (db: Collection) =>
  db
    .select()
    .from(audit)
    .all()
    .map((line) => line.action);

test("the link of admin:create lets the first admin of a live installation enrol, and nothing else before", async () => {
  const db = openPeople();
  const token = newSecret();
  const { isIn, page, factors, app } = desk(db, live);
  const admin = { email: "nuno@vigie.example", name: "Nuno Reis", organisation: "Secretariat", lang: "en" } as const;
  inviteAdmin(db, admin, secretHash(token), start);
  const taken = await answerOf(() =>
    inviteAction({
      request: ask(`/en/invite/${token}`, { form: { intent: "accept", password: "several quiet herons" } }),
      params: { lang: "en", token },
      context: contextOf(db, live),
    }),
  );
  expect(taken).toMatchObject({ status: 302, to: "/en/second-factor?returnTo=%2Fen%2Fpeople" });
  expect(isIn(taken.cookie)).toBe(false);
  expect((await page(taken.cookie)).status).toBe(200);
  expect(await factors(taken.cookie, { intent: "app" })).toMatchObject({
    to: "/en/second-factor/app?returnTo=%2Fen%2Fpeople",
  });
  const who = personByEmail(db, admin.email)?.id ?? 0;
  const secret = waitingTotpOf(db, who, new Date().toISOString())?.secret ?? "";
  const done = await app(taken.cookie, appCode(secret, new Date().toISOString()));
  expect(done).toMatchObject({ status: 302, to: "/en/second-factor?returnTo=%2Fen%2Fpeople&done=added" });
  expect([isIn(taken.cookie), isIn(done.cookie)]).toEqual([false, true]);
  expect(actionsIn(db)).toEqual(expect.arrayContaining(["factor.begin", "factor.add", "sign-in"]));
  expect(listMail(db)[0]).toMatchObject({ to: admin.email, subject: "Your second factor for Vigie has changed" });
});

test("a writer of a live installation is led from sign-in to enrol, and back to where she was going", async () => {
  const db = openPeople();
  const email = "claire@vigie.example";
  person(db, "focal-point", "FR", { email, passwordHash });
  const { signIn, isIn, addPasskey } = desk(db, live);
  const held = await signIn({ email, password, returnTo: "/en/collect/2026-annual/FR/1" });
  expect(held.to).toBe("/en/second-factor?returnTo=%2Fen%2Fcollect%2F2026-annual%2FFR%2F1");
  expect(isIn(held.cookie)).toBe(false);
  const { answer } = await addPasskey(held.cookie);
  expect(isIn(answer.cookie)).toBe(true);
});

test("a demonstration asks for no second factor and lets anyone enrol one; from then on it is asked of her", async () => {
  const db = openPeople();
  const email = "anna@vigie.example";
  const who = person(db, "auditor", null, { email, passwordHash });
  const { signIn, factors, app, isIn } = desk(db);
  const { cookie, to } = await signIn({ email, password });
  const other = cookieOf(db, who);
  expect(to).toBe("/en/review");
  await factors(cookie, { intent: "app" });
  const secret = waitingTotpOf(db, who, new Date().toISOString())?.secret ?? "";
  expect((await app(cookie, "000000")).status).toBe(401);
  expect(totpOf(db, who)).toBeUndefined();
  expect((await app(cookie, appCode(secret, new Date().toISOString()))).to).toBe("/en/second-factor?done=added");
  // Her session stays, those begun without it end.
  expect([isIn(cookie), isIn(other)]).toEqual([true, false]);
  expect((await signIn({ email, password })).to).toBe("/en/sign-in/second-step?returnTo=%2Fen%2Freview");
});

test("the secret is shown until its first code and never after", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const cookie = cookieOf(db, who);
  const { factors, app } = desk(db);
  const page = () => appLoader({ request: ask("/en/second-factor/app", { cookie }), params, context: contextOf(db) });
  await factors(cookie, { intent: "app" });
  const secret = waitingTotpOf(db, who, new Date().toISOString())?.secret ?? "";
  expect(page().data.letters.replaceAll(" ", "")).toBe(secret);
  // One that was begun and left is not lying about for whoever finds the browser open.
  later(15);
  expect(await outcomeOf(page)).toEqual({ status: 302, to: "/en/second-factor" });
  expect((await app(cookie, appCode(secret, new Date().toISOString()))).to).toBe("/en/second-factor");
  await factors(cookie, { intent: "app" });
  const next = waitingTotpOf(db, who, new Date().toISOString())?.secret ?? "";
  await app(cookie, appCode(next, new Date().toISOString()));
  expect(totpOf(db, who)?.secret).toBe(next);
  expect(await outcomeOf(page)).toEqual({ status: 302, to: "/en/second-factor" });
});

test("recovery codes are shown in the answer that makes them; new ones make the former worthless", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  expect((await desk(db).factors(cookieOf(db, who), { intent: "codes" })).status).toBe(409);
  const { cookie } = withApp(db, who);
  const first = await desk(db).factors(cookie, { intent: "codes" });
  expect(first.data.codes).toHaveLength(10);
  const second = await desk(db).factors(cookie, { intent: "codes" });
  expect(second.data.codes).not.toEqual(first.data.codes);
  expect(recoveryCodesLeft(db, who)).toBe(10);
  expect(JSON.stringify(db.$client.prepare("select * from recovery_codes").all())).not.toContain(
    second.data.codes?.[0],
  );
});

test("a passkey signs in alone: listed with its name, when it was added and used", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const { addPasskey, byPasskey, isIn } = desk(db, live);
  const held = cookieOf(db, who);
  const { key, answer } = await addPasskey(held);
  expect(answer).toMatchObject({ status: 302, to: "/en/second-factor?returnTo=%2Fen%2Fcollect&done=added" });
  expect(passkeysOf(db, who)).toMatchObject([{ id: key.id, name: "Laptop at work", createdAt: start, usedAt: null }]);
  later(20);
  const signed = await byPasskey(key);
  expect(signed.answer).toMatchObject({ status: 302, to: "/en/collect" });
  expect(isIn(signed.answer.cookie)).toBe(true);
  expect(passkeysOf(db, who)[0]?.usedAt).toBe(addMinutes(start, 20));
});

test("an authenticator that did not verify its user is refused, at making and at signing", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const { addPasskey, byPasskey, options } = desk(db);
  const asked = await options(cookieOf(db, who), "enrol");
  expect(asked).toMatchObject({ authenticatorSelection: { userVerification: "required" }, rp: { id: "localhost" } });
  expect(await options("", "sign-in")).toMatchObject({ userVerification: "required", rpId: "localhost" });
  const unverified = await addPasskey(cookieOf(db, who), authenticator(), { verified: false });
  expect(unverified.answer).toMatchObject({ status: 400, data: { trouble: "noPasskey" } });
  const { key } = await addPasskey(cookieOf(db, who));
  expect((await byPasskey(key, { verified: false })).answer.status).toBe(401);
  expect((await byPasskey(key)).answer.status).toBe(302);
});

test("a signature for another origin or another site is refused, whatever Host a request names", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const { addPasskey, byPasskey } = desk(db);
  const wrong = [{ origin: "http://localhost:4108" }, { origin: "https://evil.example" }, { rpId: "evil.example" }];
  for (const more of wrong)
    expect((await addPasskey(cookieOf(db, who), authenticator(), more)).answer.status).toBe(400);
  const { key } = await addPasskey(cookieOf(db, who));
  for (const more of wrong) expect((await byPasskey(key, more)).answer.status).toBe(401);
});

test("an answer counts once, within five minutes, for what and whom it was asked", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const other = person(db, "focal-point", "NO");
  const { addPasskey, byPasskey, signIn, options, factors } = desk(db);
  const asked = await options(cookieOf(db, who), "enrol");
  const made = authenticator().make({ ...here, challenge: asked.challenge });
  const theirs = { intent: "passkey", name: "Key", "new-passkey": made };
  expect((await factors(cookieOf(db, other), theirs)).data.trouble).toBe("noPasskey");
  const own = cookieOf(db, who);
  const { key, form } = await addPasskey(own);
  expect((await factors(own, form)).data.trouble).toBe("noPasskey");
  const signed = await byPasskey(key);
  expect(signed.answer.status).toBe(302);
  expect((await signIn(signed.form)).status).toBe(401);
  const { challenge } = await options("", "sign-in");
  later(6);
  const late = { intent: "passkey", "factor-answer": key.sign({ ...here, challenge }) };
  expect((await signIn(late)).status).toBe(401);
  const { challenge: hers } = await options(signed.answer.cookie, "prove");
  expect((await signIn({ intent: "passkey", "factor-answer": key.sign({ ...here, challenge: hers }) })).status).toBe(
    401,
  );
});

test("a passkey whose count goes back may be a copy: refused, and written to the audit", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const { addPasskey, byPasskey } = desk(db);
  const { key } = await addPasskey(cookieOf(db, who));
  expect((await byPasskey(key)).answer.status).toBe(302);
  key.setBack();
  expect((await byPasskey(key)).answer.status).toBe(401);
  expect(actionsIn(db)).toContain("passkey.copied");
});

test("a disabled account, one of the demonstration on a live installation, and an unknown passkey get the same answer", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR", { demo: true });
  const { key } = await desk(db).addPasskey(cookieOf(db, who));
  const inLive = (await desk(db, live).byPasskey(key)).answer;
  db.$client.prepare("update persons set disabled_at = '2026-03-02' where id = ?").run(who);
  const disabled = (await desk(db).byPasskey(key)).answer;
  const unknown = (await desk(db).byPasskey(authenticator())).answer;
  for (const answer of [inLive, disabled, unknown]) expect(answer).toMatchObject({ status: 401, cookie: "" });
});

test("the last second factor of a writer stays on a live installation, and may go in a demonstration", async () => {
  const db = openPeople();
  const who = person(db, "focal-point", "FR");
  const { cookie } = withApp(db, who);
  const { key } = await desk(db, live).addPasskey(cookie);
  const remove = (env: Record<string, string>, form: Record<string, string>) => desk(db, env).factors(cookie, form);
  expect((await remove(live, { intent: "remove-app" })).to).toBe("/en/second-factor?done=removed");
  const last = { intent: "remove-passkey", passkey: key.id };
  expect(await remove(live, last)).toMatchObject({ status: 409, data: { trouble: "lastFactor" } });
  expect(passkeysOf(db, who)).toHaveLength(1);
  expect((await remove({}, { ...last, passkey: "another" })).status).toBe(404);
  expect((await remove({}, last)).to).toBe("/en/second-factor?done=removed");
  expect(passkeysOf(db, who)).toEqual([]);
  expect(listMail(db)).toHaveLength(4);
});

test("a session that waits for its second step cannot add a factor, nor one without a session", async () => {
  const db = openPeople();
  const email = "claire@vigie.example";
  const who = person(db, "focal-point", "FR", { email, passwordHash });
  withApp(db, who);
  const { signIn, factors, app, page } = desk(db);
  const { cookie } = await signIn({ email, password });
  for (const at of [cookie, ""]) {
    const to = expect.stringContaining("/en/sign-in");
    expect(await page(at)).toMatchObject({ status: 302, to });
    expect(await factors(at, { intent: "app" })).toMatchObject({ status: 302, to });
    expect(await app(at, "000000")).toMatchObject({ status: 302, to });
  }
  expect(waitingTotpOf(db, who, new Date().toISOString())).toBeUndefined();
});

test("a passkey needs a name, and is entered once", async () => {
  const db = openPeople();
  const cookie = cookieOf(db, person(db, "focal-point", "FR"));
  const { factors, addPasskey } = desk(db);
  expect((await factors(cookie, { intent: "passkey", name: " " })).data.trouble).toBe("badName");
  expect((await factors(cookie, { intent: "passkey", name: "Key", "new-passkey": "{}" })).data.trouble).toBe(
    "noPasskey",
  );
  const { key } = await addPasskey(cookie);
  expect((await addPasskey(cookie, key)).answer).toMatchObject({ status: 409, data: { trouble: "known" } });
});
