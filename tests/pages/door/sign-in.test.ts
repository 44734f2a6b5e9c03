import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import { beforeAll, expect, test } from "vitest";
import { action as signInAction, loader as signInLoader } from "~/pages/door/sign-in.page";
import { action as signOutAction } from "~/pages/door/sign-out.page";
import { actorOf } from "~/session.server";
import { hashPassword, matchPassword } from "~/threads/password-hash.server";
import { type Collection, openCollection } from "~db/collection/client";
import { flushNotes } from "~db/collection/notes";
import { passwordOf } from "~db/collection/people/persons";
import { audit, persons, sessions } from "~db/collection/schema-people";
import { ask, contextOf, cookieOf, openPeople, person } from "../../support/people";

const password = "three unrelated words";
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const email = "claire@vigie.example";

function world(more: { demo?: boolean; role?: "focal-point" | "auditor" } = {}) {
  const db = openPeople();
  const role = more.role ?? "focal-point";
  const who = person(db, role, role === "auditor" ? null : "FR", { email, passwordHash, demo: more.demo ?? false });
  return { db, who };
}

type Shown = { data: { refused: { refusal: string } }; init: { status: number } };

async function post(
  db: Collection,
  form: Record<string, string>,
  more: { env?: Record<string, string>; address?: string; cookie?: string; lang?: "en" | "fr" } = {},
) {
  const lang = more.lang ?? "en";
  const request = ask(`/${lang}/sign-in`, { form, cookie: more.cookie });
  const answer = await signInAction({
    request,
    params: { lang },
    context: contextOf(db, more.env, more.address),
  });
  if (answer instanceof Response)
    return {
      status: answer.status,
      to: answer.headers.get("Location"),
      cookie: answer.headers.getSetCookie()[0] ?? null,
      browser: answer.headers.getSetCookie()[1]?.split(";")[0],
      shown: null,
    };
  const shown = answer as unknown as Shown;
  return { status: shown.init.status, to: null, cookie: null, browser: undefined, shown: shown.data };
}

test("the right password starts a session and leads to the desk of the part", async () => {
  const { db, who } = world();
  const answer = await post(db, { email: " Claire@Vigie.example ", password });
  expect(answer).toMatchObject({ status: 302, to: "/en/collect" });
  expect(answer.cookie).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookie = answer.cookie?.split(";")[0];
  expect(actorOf(ask("/en/account", { cookie }), contextOf(db))?.person).toBe(who);
  const secret = cookie?.slice(4) ?? "";
  expect(JSON.stringify(db.select().from(sessions).all())).not.toContain(secret);
});

test("who signs in on a French page goes on in French, whatever language her mails come in", async () => {
  const { db } = world();
  expect(db.select().from(persons).get()).toMatchObject({ lang: "en" });
  expect(await post(db, { email, password }, { lang: "fr" })).toMatchObject({ status: 302, to: "/fr/collect" });
});

test("on https the cookie is bound to the host and to https", async () => {
  const { db } = world();
  const answer = await post(db, { email, password }, { env: { APP_ORIGIN: "https://vigie.example" } });
  expect(answer.cookie).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
});

test("a wrong password, an unknown address and a disabled account get the very same answer", async () => {
  const { db, who } = world();
  const wrong = await post(db, { email, password: "not the one, no" });
  const unknown = await post(db, { email: "nobody@vigie.example", password });
  db.$client.prepare("update persons set disabled_at = '2026-03-02' where id = ?").run(who);
  const disabled = await post(db, { email, password });
  for (const answer of [wrong, unknown, disabled]) {
    expect(answer).toMatchObject({ status: 401, cookie: null, shown: { refused: { refusal: "wrong-credentials" } } });
  }
  expect(db.select().from(sessions).all()).toEqual([]);
});

test("an unknown address takes as long as a known one", async () => {
  const { db } = world();
  const time = async (address: string, to: string) => {
    const began = performance.now();
    await post(db, { email: to, password: "not the one, no" }, { address });
    return performance.now() - began;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 5; i++) {
    known.push(await time(`10.0.0.${i}`, email));
    unknown.push(await time(`10.0.1.${i}`, `nobody${i}@vigie.example`));
  }
  const least = (times: number[]) => Math.min(...times);
  // Both hash once at the same cost; without the dummy hash the ratio is below 0.05.
  expect(least(unknown) / least(known)).toBeGreaterThan(0.5);
});

test("after five wrong passwords the account waits, other accounts do not, the right one before gives the tries back", async () => {
  const { db } = world();
  person(db, "reviewer", null, { email: "tomas@vigie.example", passwordHash });
  for (let i = 0; i < 4; i++) expect((await post(db, { email, password: "wrong" })).status).toBe(401);
  expect((await post(db, { email, password })).status).toBe(302);
  for (let i = 0; i < 5; i++) expect((await post(db, { email, password: "wrong" })).status).toBe(401);
  const sixth = await post(db, { email, password });
  expect(sixth).toMatchObject({ status: 429, cookie: null, shown: { refused: { refusal: "too-many" } } });
  expect((await post(db, { email: "tomas@vigie.example", password })).status).toBe(302);
});

test("thirty wrong tries from one address make that address wait, whatever the accounts", async () => {
  const { db } = world();
  const tries = Array.from({ length: 30 }, (_, i) => post(db, { email: `a${i}@vigie.example`, password: "" }));
  expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual(Array(30).fill(401));
  expect((await post(db, { email, password })).status).toBe(429);
  expect((await post(db, { email, password }, { address: "198.51.100.4" })).status).toBe(302);
});

test("a budget survives a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-limits-"));
  try {
    const file = join(folder, "collection.sqlite");
    const before = openPeople(file);
    person(before, "focal-point", "FR", { email, passwordHash });
    for (let i = 0; i < 5; i++) await post(before, { email, password: "wrong" });
    before.$client.close();
    const after = openCollection(file);
    expect((await post(after, { email, password })).status).toBe(429);
    after.$client.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a session known before sign-in is dead after it", async () => {
  const { db, who } = world();
  const former = cookieOf(db, who);
  const answer = await post(db, { email, password }, { cookie: former });
  expect(actorOf(ask("/en/account", { cookie: former }), contextOf(db))).toBeNull();
  expect(actorOf(ask("/en/account", { cookie: answer.cookie?.split(";")[0] }), contextOf(db))?.person).toBe(who);
});

test("after sign-out a copied cookie is worth nothing and the browser is emptied", async () => {
  const { db, who } = world();
  const cookie = cookieOf(db, who);
  const answer = await signOutAction({
    request: ask("/fr/sign-out", { cookie, form: {} }),
    params: { lang: "fr" },
    context: contextOf(db),
  });
  expect(answer.headers.get("Location")).toBe("/fr/sign-in?after=signedOut");
  expect(answer.headers.get("Clear-Site-Data")).toBe('"cache"');
  expect(answer.headers.get("Set-Cookie")).toBe("sid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
  expect(actorOf(ask("/fr/account", { cookie }), contextOf(db))).toBeNull();
});

test("after sign-in a person comes back to where she was, never to another site", async () => {
  const { db } = world();
  const to = async (returnTo: string) => (await post(db, { email, password, returnTo })).to;
  expect(await to("/fr/collect/2026-annual/FR/1?section=deaths")).toBe("/fr/collect/2026-annual/FR/1?section=deaths");
  for (const bad of [
    "https://evil.example/en",
    "//evil.example/en",
    "/\\evil.example",
    "/en/sign-out",
    "javascript:alert(1)",
    "/en\n/x",
    "/api/v1",
  ]) {
    expect(await to(bad), bad).toBe("/en/collect");
  }
});

test("a live installation refuses demonstration accounts as if they were unknown, and offers none", async () => {
  const { db } = world({ demo: true, role: "auditor" });
  expect((await post(db, { email, password })).status).toBe(302);
  const live = { VIGIE_MODE: "live" };
  expect(await post(db, { email, password }, { env: live })).toMatchObject({
    status: 401,
    shown: { refused: { refusal: "wrong-credentials" } },
  });
  const page = await signInLoader({
    request: ask("/en/sign-in"),
    params: { lang: "en" },
    context: contextOf(db, live),
  });
  expect(page.demo).toEqual([]);
});

test("a live installation refuses writers with a password alone unless it is a pilot, after the right password only", async () => {
  const { db } = world();
  const live = { VIGIE_MODE: "live" };
  expect(await post(db, { email, password: "wrong" }, { env: live })).toMatchObject({ status: 401 });
  const held = await post(db, { email, password }, { env: live });
  expect(held).toMatchObject({ status: 302, to: "/en/second-factor?returnTo=%2Fen%2Fcollect" });
  const cookie = held.cookie?.split(";")[0];
  expect(actorOf(ask("/en/account", { cookie }), contextOf(db, live))).toBeNull();
  expect(await post(db, { email, password }, { env: { ...live, ALLOW_PASSWORD_ONLY: "pilot" } })).toMatchObject({
    status: 302,
  });
  const reading = world({ role: "auditor" });
  expect(await post(reading.db, { email, password }, { env: live })).toMatchObject({ status: 302, to: "/en/review" });
});

test("a session of a writer ends with the pilot, and with the first part that writes", async () => {
  const live = { VIGIE_MODE: "live" };
  const pilot = { ...live, ALLOW_PASSWORD_ONLY: "pilot" };
  const { db, who } = world();
  const cookie = (await post(db, { email, password }, { env: pilot })).cookie?.split(";")[0];
  expect(actorOf(ask("/en/account", { cookie }), contextOf(db, pilot))?.person).toBe(who);
  expect(actorOf(ask("/en/account", { cookie }), contextOf(db, live))).toBeNull();
  const reading = world({ role: "auditor" });
  const hers = (await post(reading.db, { email, password }, { env: live })).cookie?.split(";")[0];
  expect(actorOf(ask("/en/account", { cookie: hers }), contextOf(reading.db, live))?.person).toBe(reading.who);
  reading.db.$client.prepare("update grants set role = 'reviewer' where person = ?").run(reading.who);
  expect(actorOf(ask("/en/account", { cookie: hers }), contextOf(reading.db, live))).toBeNull();
});

test("the audit tells what happened at the door without addresses, passwords or secrets", async () => {
  const { db } = world();
  await post(db, { email, password: "wrong" });
  const { cookie } = await post(db, { email, password });
  flushNotes(db);
  const lines = db.select().from(audit).all();
  expect(lines.map((line) => line.action)).toEqual(expect.arrayContaining(["sign-in.failed", "sign-in"]));
  const text = JSON.stringify(lines);
  for (const secret of [email, password, "192.0.2.7", cookie?.slice(4, 47) ?? "-"]) expect(text).not.toContain(secret);
});

test("forty people behind one address sign in at once, and again", async () => {
  const { db } = world();
  for (let i = 0; i < 40; i++) person(db, "reviewer", null, { email: `p${i}@vigie.example`, passwordHash });
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, i) => post(db, { email: `p${i}@vigie.example`, password })),
  );
  expect(all.map(({ status }) => status)).toEqual(Array(40).fill(302));
  expect((await post(db, { email, password })).status).toBe(302);
});

test("the right password from a known browser is let in, whatever others tried at that address or with that account", async () => {
  const { db } = world();
  const { browser } = await post(db, { email, password });
  expect(browser).toMatch(/^browser=[\w-]{43}$/);
  for (let i = 0; i < 30; i++) await post(db, { email: `a${i}@vigie.example`, password: "" });
  for (let i = 0; i < 5; i++) await post(db, { email, password: "wrong" }, { address: "198.51.100.4" });
  const unknown = await post(db, { email, password });
  expect(unknown).toMatchObject({ status: 429, shown: { refused: { detail: { by: "address" } } } });
  expect((await post(db, { email, password }, { cookie: browser })).status).toBe(302);
  // It opens nothing: five wrong ones from it wait too, and to another account it is unknown.
  for (let i = 0; i < 5; i++) expect((await post(db, { email, password: "no" }, { cookie: browser })).status).toBe(401);
  expect((await post(db, { email, password }, { cookie: browser })).status).toBe(429);
  expect((await post(db, { email: "a1@vigie.example", password }, { cookie: browser })).status).toBe(429);
});

test("a thousand wrong tries are a few lines of the audit, and all of them are counted", async () => {
  const { db } = world();
  const tries = 200;
  for (let i = 0; i < tries; i++) await post(db, { email: "nobody@vigie.example", password: "" });
  flushNotes(db);
  const lines = db.select().from(audit).all();
  const of = lines.filter(({ action }) => action === "sign-in.failed" || action === "sign-in.limited");
  expect(of.length).toBeLessThan(12);
  const times = of.map(({ detail }) => Number((detail as { times?: number }).times ?? 1));
  expect(times.reduce((sum, one) => sum + one, 0)).toBe(tries);
});

test("an address is the same with unseen characters, capitals or its domain in its own letters", async () => {
  const { db } = world();
  person(db, "reviewer", null, { email: "anna@xn--ministre-60a.example", passwordHash });
  for (const typed of [
    "\ufeffAnna@minist\u00e8re.example\u00a0",
    "anna@ministe\u0300re.example",
    "anna\u200b@xn--ministre-60a.example",
  ])
    expect((await post(db, { email: typed, password })).status, typed).toBe(302);
});

test("what is no address is refused in words, and costs no try", async () => {
  const { db } = world();
  for (const typed of ["", "claire", "claire@ofdt", "claire aubry@vigie.example", "a@vigie.example, b@vigie.example"])
    expect(await post(db, { email: typed, password }), typed).toMatchObject({
      status: 400,
      shown: { refused: { detail: { reason: "address" } }, email: typed },
    });
  expect(db.$client.prepare("select count(*) as n from limits").get()).toEqual({ n: 0 });
});

test("a hash of a password as it was typed lets in once and is renewed", async () => {
  const { db, who } = world();
  const raw = await hash("crème brûlée à deux".normalize("NFD"), { memoryCost: 65_536, timeCost: 3, parallelism: 1 });
  db.$client.prepare("update passwords set hash = ? where person = ?").run(raw, who);
  expect((await post(db, { email, password: "crème brûlée à deux" })).status).toBe(302);
  const kept = passwordOf(db, who) ?? "";
  expect(kept).not.toBe(raw);
  expect(await matchPassword(kept, "crème brûlée à deux".normalize("NFD"))).toBe("right");
});
