import { afterAll, beforeAll, expect, test } from "vitest";
import { EnvError, readEnv } from "~/env.server";
import { loader as awayLoader } from "~/pages/door/oidc.resource";
import { loader as backLoader } from "~/pages/door/oidc-back.resource";
import { loader as signInLoader } from "~/pages/door/sign-in.page";
import { actorOf } from "~/session.server";
import { bindAccount, unbindAccount } from "~/workflows/people/identities.server";
import type { Collection } from "~db/collection/client";
import { flushNotes } from "~db/collection/notes";
import { audit, persons } from "~db/collection/schema-people";
import { withApp } from "../../support/factors";
import { foreignKey, type OidcProvider, openProvider, type Wrong } from "../../support/oidc-provider";
import { contextOf, openPeople, origin, person, start } from "../../support/people";
import { outcomeOf } from "../../support/routes";

let provider: OidcProvider;
beforeAll(async () => {
  provider = await openProvider();
});
afterAll(() => provider.close());

const params = { lang: "en" };
const email = "tomas@vigie.example";
const get = (path: string, cookie = "") => new Request(origin + path, { headers: cookie ? { Cookie: cookie } : {} });
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");

function world(role: "reviewer" | "focal-point" = "reviewer") {
  const db = openPeople();
  const who = person(db, role, role === "reviewer" ? null : "FR", { email });
  const bound = bindAccount(db, { issuer: provider.issuer, subject: "tb-17", email }, { by: null, now: start });
  return { db, who, bound };
}

/** Leaves for the provider. @returns its address, and the cookie that knows the way back */
async function away(db: Collection, query = "", env: Record<string, string> = {}) {
  const context = contextOf(db, { ...provider.settings, ...env });
  const answer = await awayLoader({ request: get(`/en/sign-in/oidc${query}`), params, context });
  return { to: answer.headers.get("Location") ?? "", cookie: cookiesOf(answer)[0] ?? "" };
}

/** Comes back from it. */
async function back(db: Collection, search: string, cookie: string, env: Record<string, string> = {}) {
  const context = contextOf(db, { ...provider.settings, ...env });
  const answer = await backLoader({ request: get(`/sign-in/oidc${search}`, cookie), params: {}, context });
  const [way = "", session = ""] = cookiesOf(answer);
  return { to: answer.headers.get("Location"), way, session };
}

/** There and back. */
async function wholeWay(db: Collection, subject: string, wrong: Wrong = {}, env: Record<string, string> = {}) {
  const { to, cookie } = await away(db, "", env);
  return back(db, provider.comeBack(to, subject, wrong), cookie, env);
}

test("a person of the secretariat whose account is bound signs in by it, with PKCE, state and nonce, and comes back to where she was", async () => {
  const { db, who } = world();
  const { to, cookie } = await away(db, "?returnTo=%2Fen%2Freview%2F2026-annual");
  const asked = new URL(to);
  expect(asked.origin + asked.pathname).toBe(`${provider.issuer}/authorize`);
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    ...{ response_type: "code", scope: "openid", client_id: "vigie", redirect_uri: `${origin}/sign-in/oidc` },
    ...{ code_challenge_method: "S256", nonce: expect.any(String), state: expect.any(String) },
  });
  const done = await back(db, provider.comeBack(to, "tb-17"), cookie);
  expect(done).toMatchObject({ to: "/en/review/2026-annual", way: "oidc=" });
  expect(actorOf(get("/en/account", done.session), contextOf(db))?.person).toBe(who);
  expect(db.select().from(audit).all().at(-1)).toMatchObject({ action: "sign-in", detail: { by: "oidc" } });
});

test("it stands for the password only: who has a second factor shows it, a writer of a live installation enrols one", async () => {
  const { db, who } = world();
  const live = { VIGIE_MODE: "live" };
  expect((await wholeWay(db, "tb-17", {}, live)).to).toBe("/en/second-factor?returnTo=%2Fen%2Freview");
  withApp(db, who);
  const { to, session } = await wholeWay(db, "tb-17");
  expect(to).toBe("/en/sign-in/second-step?returnTo=%2Fen%2Freview");
  expect(actorOf(get("/en/account", session), contextOf(db))).toBeNull();
});

test("an account bound to nobody makes nobody, whatever mail address it says", async () => {
  const { db } = world();
  const before = db.select().from(persons).all();
  const { to, session } = await wholeWay(db, "somebody-else", { claims: { email, email_verified: true } });
  expect(to).toBe("/en/sign-in?after=oidcUnknown&subject=somebody-else");
  expect(session).toBe("");
  expect(db.select().from(persons).all()).toEqual(before);
  const context = contextOf(db, provider.settings);
  const page = await signInLoader({ request: get(to ?? ""), params, context });
  expect(page.came).toEqual({ why: "oidcUnknown", subject: "somebody-else" });
});

const second = () => Math.floor(Date.now() / 1000);
const wrongs: [string, () => Wrong][] = [
  ["without a signature", () => ({ unsigned: true })],
  ["signed by another key", () => ({ key: foreignKey() })],
  ["of another issuer", () => ({ claims: { iss: "https://evil.example" } })],
  ["for another client", () => ({ claims: { aud: "another" } })],
  ["that is too old", () => ({ claims: { iat: second() - 7200, exp: second() - 3600 } })],
  ["with another nonce", () => ({ claims: { nonce: "another" } })],
  ["without a nonce", () => ({ claims: { nonce: undefined } })],
  ["without a subject", () => ({ claims: { sub: undefined } })],
  ["that comes with another state", () => ({ state: "another" })],
];

test.each(wrongs)("an ID token %s opens nothing", async (_, wrong) => {
  const { db } = world();
  expect(await wholeWay(db, "tb-17", wrong())).toMatchObject({ to: "/en/sign-in?after=oidcFailed", session: "" });
});

test("a way back counts in the browser it began in, once", async () => {
  const { db } = world();
  const mine = await away(db);
  const search = provider.comeBack(mine.to, "tb-17");
  const other = await away(db);
  for (const cookie of ["", "oidc=e30", other.cookie])
    expect((await back(db, search, cookie)).to, cookie).toMatch(/sign-in\?after=oidcFailed$/);
  const again = provider.comeBack(mine.to, "tb-17");
  expect((await back(db, again, mine.cookie)).to).toBe("/en/review");
  expect((await back(db, again, mine.cookie)).to).toBe("/en/sign-in?after=oidcFailed");
});

test("a disabled account and one of a country get the answer of an unknown one", async () => {
  const { db, who } = world();
  db.$client.prepare("update persons set disabled_at = '2026-03-02' where id = ?").run(who);
  expect((await wholeWay(db, "tb-17")).to).toBe("/en/sign-in?after=oidcUnknown&subject=tb-17");
  const country = world("focal-point");
  expect(country.bound).toMatchObject({ refusal: "not-found" });
  const left = world();
  left.db.$client.prepare("update grants set role = 'focal-point', country = 'FR' where person = ?").run(left.who);
  expect((await wholeWay(left.db, "tb-17")).to).toBe("/en/sign-in?after=oidcUnknown&subject=tb-17");
});

test("an account belongs to one person; a new one takes the place of the former, and it can be taken back", async () => {
  const { db } = world();
  person(db, "editor", null, { email: "elena@vigie.example" });
  const { issuer } = provider;
  const deed = { by: null, now: start };
  const bind = (subject: string, to: string) => bindAccount(db, { issuer, subject, email: to }, deed);
  expect(bind("tb-17", "elena@vigie.example")).toEqual({ refusal: "already-exists" });
  expect(bind("tb-18", email)).toBeTypeOf("number");
  expect((await wholeWay(db, "tb-17")).to).toContain("oidcUnknown");
  expect((await wholeWay(db, "tb-18")).to).toBe("/en/review");
  expect(unbindAccount(db, { issuer, email }, deed)).toBeTypeOf("number");
  expect(unbindAccount(db, { issuer, email }, deed)).toEqual({ refusal: "not-found" });
  expect((await wholeWay(db, "tb-18")).to).toContain("oidcUnknown");
  flushNotes(db);
  const actions = db
    .select()
    .from(audit)
    .all()
    .map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(["identity.bind", "identity.unbind", "sign-in.failed"]));
});

test("without the settings there is no such address and no such button; half of them stop the start", async () => {
  const { db } = world();
  const context = contextOf(db);
  const request = get("/en/sign-in/oidc");
  expect((await outcomeOf(() => awayLoader({ request, params, context }))).status).toBe(404);
  expect((await outcomeOf(() => backLoader({ request: get("/sign-in/oidc"), params: {}, context }))).status).toBe(404);
  expect((await signInLoader({ request: get("/en/sign-in"), params, context })).oidc).toBeNull();
  const { OIDC_CLIENT_SECRET: _, ...half } = provider.settings;
  expect(() => readEnv(half)).toThrow(EnvError);
  expect(() => readEnv({ ...provider.settings, OIDC_ISSUER: "http://login.example" })).toThrow(/https/);
});

test("a provider that does not answer leaves the password", async () => {
  const { db } = world();
  expect((await away(db, "", { OIDC_ISSUER: "http://127.0.0.1:1" })).to).toBe("/en/sign-in?after=oidcDown");
});
