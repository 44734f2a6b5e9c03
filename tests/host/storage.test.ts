import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AddressName } from "~/addresses";
import { answeringTrouble } from "~/host/storage";
import { flushNotes } from "~db/collection/notes";
import Database from "~db/sqlite/driver";
import { troubleOf } from "~db/sqlite/trouble";
import { settings } from "../support/people";
import { addressOf, contentHash, outcomeOf, pathOf, routeModule, routeNames } from "../support/routes";
import { makeWorld, now, type PersonName, round, type World } from "../support/world";

/* Every page and every form of the table, with a collection that cannot be written, through what the host puts around them. */

const origin = "http://localhost:4107";
let folder: string;
let world: World;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  folder = mkdtempSync(join(tmpdir(), "vigie-storage-"));
  world = makeWorld({ file: join(folder, "collection.sqlite") });
  // Nobody waits in a test.
  world.db.$client.pragma("busy_timeout = 0");
});
afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

/** Ways in which nothing can be written; each gives back how it ends. */
const troubles: Record<string, (world: World) => () => void> = {
  "another process holds it": () => {
    const foreign = new Database(join(folder, "collection.sqlite"));
    foreign.exec("begin immediate");
    return () => void foreign.close();
  },
  "the disk is full": ({ db }) => {
    db.$client.pragma(`max_page_count = ${db.$client.pragma("page_count", { simple: true })}`);
    // The pages of the audit are filled too: every write ends in it.
    const line = db.$client.prepare(
      "insert into audit (at, actor, action, subject, detail, seal) values ('', null, 'x', ?, '{}', '-')",
    );
    for (const length of [3000, 300, 30, 1]) {
      try {
        for (;;) line.run("x".repeat(length));
      } catch (error) {
        expect(troubleOf(error)).toBe("full");
      }
    }
    return () => void db.$client.pragma("max_page_count = 1000000");
  },
  "it is read-only": ({ db }) => {
    db.$client.pragma("query_only = ON");
    return () => void db.$client.pragma("query_only = OFF");
  },
};

const askers: PersonName[] = ["claire", "lucie", "henri", "tomas", "elena", "adam", "anna"];
const params = {
  ...{ lang: "en", round, country: "FR", number: "1", section: "deaths", questionnaire: "small", version: "1" },
  ...{ release: "2026-1", id: "2026-1", person: "1", token: "t".repeat(43) },
};

async function pages(told: string[] = []) {
  const routes = Object.fromEntries(
    await Promise.all(routeNames().map(async (id) => [id, { id, path: "", module: await routeModule(id) }])),
  );
  const build = { routes } as unknown as ServerBuild;
  return answeringTrouble(build, world.db, ({ why }) => void told.push(why)).routes;
}

const context = () => ({ collection: world.db, env: settings(), cspNonce: "nonce", address: "192.0.2.9" });

/** Asks a page, or sends a form to it; a thrown error that is no response fails the test. */
async function asked(
  routes: ServerBuild["routes"],
  name: AddressName,
  { cookie, form }: { cookie: string; form?: string },
) {
  const headers = { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" };
  const request = new Request(origin + pathOf(name, params), {
    headers,
    ...(form === undefined ? {} : { method: "POST", body: form }),
  });
  const { loader, action } = routes[name]!.module;
  const run = form === undefined ? loader : action;
  return outcomeOf(() => run?.({ request, params, context: context() }));
}

const behindTheDoor = () => routeNames().filter((name) => addressOf(name).see !== "public");

describe.each(Object.entries(troubles))("while nothing can be written, since %s", (_, begin) => {
  test("every page that only reads is shown as before", async () => {
    const routes = await pages();
    const cookies = askers.map((name) => world.signIn(name, "2026-11-24T12:30:00.000Z"));
    const names = behindTheDoor().filter((name) => addressOf(name).see !== null);
    const all = async () => {
      const statuses: string[] = [];
      for (const name of names)
        for (const cookie of cookies)
          statuses.push(`${name} ${await asked(routes, name, { cookie }).then(({ status }) => status)}`);
      return statuses;
    };
    const before = await all();
    const end = begin(world);
    expect(await all()).toEqual(before);
    end();
    expect(before.length).toBeGreaterThan(100);
  });

  test("every form is answered, and what is not saved is said not to be", async () => {
    const told: string[] = [];
    const routes = await pages(told);
    const cookies = askers.map((name) => [name, world.signIn(name)] as const);
    const hash = contentHash(world.db);
    const end = begin(world);
    const refused: number[] = [];
    for (const name of behindTheDoor()) {
      for (const intent of Object.keys(addressOf(name).intents ?? {})) {
        const form = `intent=${intent}&section=deaths&email=claire@example.org&password=x&lang=fr&name=New&text=text&reason=long-enough`;
        for (const [who, cookie] of cookies) {
          const { status } = await asked(routes, name, { cookie, form });
          expect([500, 501, 502], `${name} ${intent} by ${who}`).not.toContain(status);
          if (status > 502) refused.push(status);
        }
      }
    }
    expect(told.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThanOrEqual(told.length);
    end();
    expect(contentHash(world.db)).toBe(hash);
    // And afterwards it works again without a restart.
    flushNotes(world.db);
  });
});

test("sign-in says that nobody can come in, not that the password is wrong", async () => {
  const routes = await pages();
  for (const [begin, status] of [
    [troubles["another process holds it"]!, 503],
    [troubles["it is read-only"]!, 503],
  ] as const) {
    const end = begin(world);
    const said = await asked(routes, "door.signIn", { cookie: "", form: "email=claire@example.org&password=wrong" });
    expect(said.status).toBe(status);
    end();
  }
});

test("a full disk is 507, a held or unreadable file 503, and a bug stays a bug", async () => {
  const throwing = (error: Error) => ({
    routes: { x: { id: "x", path: "", module: { loader: () => Promise.reject(error) } } },
  });
  const answer = async (error: Error) => {
    const { routes } = answeringTrouble(throwing(error) as unknown as ServerBuild, world.db, () => undefined);
    return outcomeOf(() => routes.x?.module.loader?.({ request: new Request(origin), params: {}, context: context() }));
  };
  const coded = (code: string) => Object.assign(new Error(code), { code });
  expect((await answer(coded("SQLITE_FULL"))).status).toBe(507);
  expect((await answer(coded("ENOSPC"))).status).toBe(507);
  for (const code of [
    "SQLITE_BUSY_SNAPSHOT",
    "SQLITE_IOERR_WRITE",
    "SQLITE_READONLY_DBMOVED",
    "SQLITE_CORRUPT",
    "EROFS",
  ])
    expect((await answer(coded(code))).status, code).toBe(503);
  expect((await answer(new Error("wrapped", { cause: coded("SQLITE_IOERR") }))).status).toBe(503);
  await expect(answer(coded("SQLITE_CONSTRAINT_UNIQUE"))).rejects.toThrow("SQLITE_CONSTRAINT");
  expect(troubleOf(new TypeError("x is undefined"))).toBeNull();
});
