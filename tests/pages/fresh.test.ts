import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AddressName, allAddresses } from "~/addresses";
import type { NotFresh } from "~/factors/fresh.server";
import { action as personAction } from "~/pages/people/person.page";
import { hashPassword } from "~/threads/password-hash.server";
import { addMinutes } from "~db/collection/instant";
import { grantLinesOf } from "~db/collection/people/grants";
import { savePassword } from "~db/collection/people/persons";
import { audit } from "~db/collection/schema-people";
import { appCode, withApp } from "../support/factors";
import { ask, contextOf, cookieOf } from "../support/people";
import { contentHash, pathOf, routeModule } from "../support/routes";
import { makeWorld, now, type PersonName, round, type World } from "../support/world";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (minutes: number) => vi.setSystemTime(new Date(addMinutes(new Date().toISOString(), minutes)));
const clock = () => new Date().toISOString();
const live = { VIGIE_MODE: "live" };

/** What an action answers or throws, with its body when it is JSON. */
async function answerOf(run: () => unknown): Promise<{ status: number; body: NotFresh | null }> {
  const answer = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  if (!(answer instanceof Response)) return { status: 200, body: null };
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  return { status: answer.status, body: isJson ? ((await answer.json()) as NotFresh) : null };
}

/** Who may do each act that wants a fresh proof. */
const whoMay = (name: AddressName): PersonName => (name.startsWith("releases.") ? "elena" : "adam");

/** A form that would do something if it were let through. */
function formOf(world: World, intent: string): Record<string, string> {
  const [grant] = grantLinesOf(world.db, world.ids.lucie);
  return {
    ...(intent === "" ? {} : { intent }),
    ...{ grant: String(grant?.id), role: "auditor", country: "", confirm: "lucie@example.org", name: "New" },
    ...{ email: "new@example.org", organisation: "New", lang: "en", "new-passkey": "{}" },
  };
}

const places = (world: World) => ({ lang: "en", round, id: "2026-1", person: String(world.ids.lucie) });
const fresh = allAddresses().flatMap(([name, row]) => (row.fresh ?? []).map((intent) => [name, intent] as const));

test.each(fresh)("%s %s wants a proof of the last ten minutes, and does nothing without", async (name, intent) => {
  const world = makeWorld();
  const { cookie } = withApp(world.db, world.ids[whoMay(name)], now);
  const { action } = await routeModule(name);
  const params = places(world);
  const form = formOf(world, intent);
  const post = () =>
    answerOf(() =>
      action?.({ request: ask(pathOf(name, params), { cookie, form }), params, context: contextOf(world.db) }),
    );
  later(11);
  const before = contentHash(world.db);
  const { status, body } = await post();
  expect(status).toBe(401);
  expect(body).toMatchObject({ refusal: "not-fresh", ways: { totp: true, password: false }, trouble: null });
  expect(Object.fromEntries(body?.fields ?? [])).toEqual(form);
  expect(contentHash(world.db)).toBe(before);
  world.close();
});

test("the address of every act that wants a fresh proof is one of its intents", () => {
  expect(fresh.length).toBeGreaterThan(10);
  for (const [name, { fresh: wanted, intents }] of allAddresses())
    expect(Object.keys(intents ?? {}), name).toEqual(expect.arrayContaining([...(wanted ?? [])]));
});

function disabling(world: World, cookie: string, env: Record<string, string> = {}) {
  const params = places(world);
  return (more: Record<string, string>) =>
    answerOf(() =>
      personAction({
        request: ask(`/en/people/${params.person}`, {
          cookie,
          form: { intent: "disable", confirm: "lucie@example.org", ...more },
        }),
        params,
        context: contextOf(world.db, env),
      }),
    );
}

const isDisabled = (world: World) =>
  world.db.$client.prepare("select disabled_at at from persons where id = ?").get(world.ids.lucie) as { at: unknown };

test("the form sent again with a right code is done at once, a wrong code keeps it; then ten minutes are free", async () => {
  const world = makeWorld();
  const { cookie, secret } = withApp(world.db, world.ids.adam, now);
  const disable = disabling(world, cookie);
  later(11);
  const wrong = await disable({ "factor-code": "000000" });
  expect(wrong).toMatchObject({ status: 401, body: { trouble: { why: "wrong" } } });
  expect(Object.fromEntries(wrong.body?.fields ?? [])).toEqual({ intent: "disable", confirm: "lucie@example.org" });
  expect(isDisabled(world).at).toBeNull();
  expect((await disable({ "factor-code": appCode(secret, clock()) })).status).toBe(302);
  expect(isDisabled(world).at).toBe(clock());
  const actions = world.db
    .select()
    .from(audit)
    .all()
    .map((line) => line.action);
  expect(actions.slice(-2)).toEqual(["factor.again", "person.disable"]);
  later(9);
  expect((await disable({ intent: "enable" })).status).toBe(302);
  later(2);
  expect((await disable({})).status).toBe(401);
});

test("who has just signed in or enrolled is not asked, nor who has no second factor in a demonstration", async () => {
  const world = makeWorld();
  const { cookie } = withApp(world.db, world.ids.adam, now);
  later(5);
  expect((await disabling(world, cookie)({})).status).toBe(302);
  const other = makeWorld();
  const plain = cookieOf(other.db, other.ids.adam, now);
  later(30);
  expect((await disabling(other, plain)({})).status).toBe(302);
});

test("in a live pilot who has no second factor proves it by her password", async () => {
  const world = makeWorld();
  savePassword(world.db, world.ids.adam, await hashPassword("several quiet herons"), now);
  const cookie = cookieOf(world.db, world.ids.adam, now);
  const disable = disabling(world, cookie, { ...live, ALLOW_PASSWORD_ONLY: "pilot" });
  later(11);
  expect(await disable({})).toMatchObject({ status: 401, body: { ways: { password: true, totp: false } } });
  expect(await disable({ "factor-password": "several loud herons" })).toMatchObject({ status: 401 });
  expect((await disable({ "factor-password": "several quiet herons" })).status).toBe(302);
});

test("her password is no fresh proof where she has a second factor", async () => {
  const world = makeWorld();
  savePassword(world.db, world.ids.adam, await hashPassword("several quiet herons"), now);
  const { cookie } = withApp(world.db, world.ids.adam, now);
  later(11);
  const asked = await disabling(world, cookie)({ "factor-password": "several quiet herons" });
  expect(asked).toMatchObject({ status: 401, body: { refusal: "not-fresh", trouble: { why: "wrong" } } });
  expect(isDisabled(world).at).toBeNull();
});
