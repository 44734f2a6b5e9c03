import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { allAddresses, frames } from "~/addresses";
import { type Action, permissions, type Role, type Scope } from "~/domain/people/access";
import { addPerson } from "~/workflows/people/people.server";
import { flushNotes } from "~db/collection/notes";
import { audit } from "~db/collection/schema-people";
import { cookieOf, settings } from "../support/people";
import {
  addressOf,
  contentHash,
  fileOf,
  frameModule,
  outcomeOf,
  pathOf,
  routeModule,
  routeNames,
} from "../support/routes";
import { makeWorld, now, round, type World } from "../support/world";

/* Every route × every role × own and other country, with real requests to the real loaders and actions. */

const origin = "http://localhost:4107";
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

const isRight = (right: string | null): right is Action => right !== null && Object.hasOwn(permissions, right);
/** The save door, which the host answers, has tests of its own (save-door.test.ts). */
const rows = allAddresses().filter(([, address]) => !address.host);
const guarded = rows.filter(([, row]) => isRight(row.see) || Object.values(row.intents ?? {}).some(isRight));

test("a route has a loader and an action exactly where the table says so", async () => {
  for (const [name, row] of rows) {
    const module = await routeModule(name);
    expect(module.loader !== undefined, `${name}: loader`).toBe(row.see !== null);
    expect(module.action !== undefined, `${name}: action`).toBe(row.intents !== undefined);
  }
});

test("a frame asks who is there, and acts on nothing", async () => {
  for (const name of Object.keys(frames) as (keyof typeof frames)[]) {
    const module = await frameModule(name);
    expect(module.loader, name).toBeDefined();
    expect(module.action, name).toBeUndefined();
  }
});

test("public routes never read the session or the collection", () => {
  const open = routeNames().filter((name) => addressOf(name).see === "public");
  expect(open.length).toBeGreaterThan(20);
  for (const name of open)
    expect(readFileSync(fileOf(name), "utf8"), name).not.toMatch(/session\.server|collection\.server|db\/collection/);
});

type Asker = { name: string; role: Role; cookie: string };
type Place = { country: "FR" | "NO"; params: Record<string, string> };

function askers(world: World): Asker[] {
  const { ids } = world;
  const rater = addPerson(
    world.db,
    {
      email: "rater@example.org",
      name: "Rater",
      organisation: "Test",
      lang: "en",
      demo: false,
      parts: [{ role: "rater", country: null }],
      passwordHash: null,
    },
    { by: null, now },
  );
  const roles: [string, Role, number][] = [
    ["contributor of FR", "contributor", ids.lucie],
    ["focal point of FR", "focal-point", ids.claire],
    ["correspondent of FR", "correspondent", ids.henri],
    ["reviewer", "reviewer", ids.tomas],
    ["editor", "editor", ids.elena],
    ["admin", "admin", ids.adam],
    ["auditor", "auditor", ids.anna],
    ["rater", "rater", Number(rater)],
  ];
  return roles.map(([name, role, id]) => ({ name, role, cookie: cookieOf(world.db, id, now) }));
}

function places(world: World): Place[] {
  const params = {
    lang: "en",
    round,
    number: "1",
    section: "deaths",
    questionnaire: "small",
    version: "1",
    release: "2026-1",
  };
  return [
    { country: "FR", params: { ...params, country: "FR", person: String(world.ids.lucie) } },
    { country: "NO", params: { ...params, country: "NO", person: String(world.ids.ingrid) } },
  ];
}

/** What the table says, read by other code than `decide`: allowed, 403 without the role, 404 beyond the border. */
function expected(right: Action, role: Role, place: Place, hasCountry: boolean): "allowed" | 403 | 404 {
  const scope = (permissions[right].roles as Partial<Record<Role, Scope>>)[role];
  if (scope === undefined) return 403;
  return scope !== "any" && hasCountry && place.country !== "FR" ? 404 : "allowed";
}

const hasCountry = (path: string) => path.includes(":country") || path.includes(":person");

function contextOf(world: World) {
  return { collection: world.db, env: settings(), cspNonce: "nonce", address: "192.0.2.9" };
}

function request(path: string, asker: Asker | null, form?: Record<string, string>): Request {
  const headers = new Headers(asker ? { Cookie: asker.cookie } : {});
  return new Request(origin + path, form ? { method: "POST", headers, body: new URLSearchParams(form) } : { headers });
}

test("every page answers to every role as the table says, and to nobody with the way to sign-in", async () => {
  const world = makeWorld();
  const all = askers(world);
  for (const [name, row] of guarded) {
    if (!isRight(row.see)) continue;
    const { loader } = await routeModule(name);
    for (const place of places(world)) {
      const path = pathOf(name, place.params);
      const ask = (asker: Asker | null) =>
        outcomeOf(() => loader?.({ request: request(path, asker), params: place.params, context: contextOf(world) }));
      const unknown = await ask(null);
      expect(unknown, `${path}, nobody`).toMatchObject({
        status: 302,
        to: `/en/sign-in?returnTo=${encodeURIComponent(path)}`,
      });
      for (const asker of all) {
        const wanted = expected(row.see, asker.role, place, hasCountry(row.path));
        const { status } = await ask(asker);
        if (wanted === "allowed") expect([200, 302, 404], `${path}, ${asker.name}`).toContain(status);
        else expect(status, `${path}, ${asker.name}`).toBe(wanted);
      }
    }
  }
  world.close();
});

test("every intent that is denied changes nothing and leaves a trace", async () => {
  const world = makeWorld();
  const all = askers(world);
  for (const [name, row] of guarded) {
    const { action } = await routeModule(name);
    for (const [intent, right] of Object.entries(row.intents ?? {})) {
      if (!isRight(right)) continue;
      for (const place of places(world)) {
        const path = pathOf(name, place.params);
        const post = (asker: Asker | null) =>
          outcomeOf(() =>
            action?.({
              request: request(path, asker, formOf(world, intent, place)),
              params: place.params,
              context: contextOf(world),
            }),
          );
        const before = contentHash(world.db);
        expect(await post(null), `${path} ${intent}, nobody`).toMatchObject({
          status: 302,
          to: expect.stringContaining("/en/sign-in"),
        });
        for (const asker of all) {
          const wanted = expected(right, asker.role, place, hasCountry(row.path));
          if (wanted === "allowed") continue;
          const traces = denials(world);
          const { status } = await post(asker);
          expect([403, 404], `${path} ${intent}, ${asker.name}`).toContain(status);
          expect(denials(world), `${path} ${intent}, ${asker.name}: trace`).toBeGreaterThan(traces);
        }
        expect(contentHash(world.db), `${path} ${intent} changed something`).toBe(before);
      }
    }
  }
  world.close();
});

test("an intent nobody knows is refused and changes nothing", async () => {
  const world = makeWorld();
  const all = askers(world);
  const before = contentHash(world.db);
  for (const [name, row] of guarded) {
    const intents = Object.keys(row.intents ?? {});
    if (intents.length === 0 || intents.includes("")) continue;
    const { action } = await routeModule(name);
    const place = places(world)[0] as Place;
    for (const asker of all) {
      const form = { ...formOf(world, "no-such-intent", place) };
      const { status } = await outcomeOf(() =>
        action?.({
          request: request(pathOf(name, place.params), asker, form),
          params: place.params,
          context: contextOf(world),
        }),
      );
      expect([400, 403, 404, 409], `${name}, ${asker.name}`).toContain(status);
    }
  }
  expect(contentHash(world.db)).toBe(before);
  world.close();
});

/** A form that would do something if it were let through. */
function formOf(world: World, intent: string, place: Place): Record<string, string> {
  const contributorGrant = world.db.$client
    .prepare("select id from grants where person = ?")
    .get(Number(place.params.person)) as { id: number };
  return {
    ...(intent === "" ? {} : { intent }),
    ...{
      grant: String(contributorGrant.id),
      round,
      [`sections-${round}`]: "deaths",
      role: "auditor",
      section: "deaths",
      sections: "deaths",
    },
    ...{
      email: "new@example.org",
      name: "New",
      organisation: "New",
      lang: "en",
      confirm: "lucie@example.org",
      mail: "1",
      invitation: "1",
    },
    ...{ country: place.country, reason: "a reason long enough", text: "a reason long enough", own: "fr" },
  };
}

function denials(world: World): number {
  flushNotes(world.db);
  return world.db
    .select()
    .from(audit)
    .all()
    .filter((line) => line.action === "denied").length;
}
