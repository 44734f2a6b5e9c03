import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { loader as frameLoader } from "~/pages/desk-frame";
import { action as takeAction, loader as takeLoader } from "~/pages/door/invitation.page";
import { action as askAction } from "~/pages/door/password.page";
import { action as setAction, loader as setLoader } from "~/pages/door/password-link.page";
import { action as inviteAction } from "~/pages/people/invite.page";
import { hashPassword } from "~/threads/password-hash.server";
import { addMinutes } from "~db/collection/instant";
import { listMail } from "~db/collection/outbox";
import { grantLinesOf } from "~db/collection/people/grants";
import { personByEmail, savePassword } from "~db/collection/people/persons";
import { args, type Form } from "../../support/desk";
import { ask, contextOf, cookieOf, origin } from "../../support/people";
import { outcomeOf } from "../../support/routes";
import { makeWorld, now, type PersonName, type World } from "../../support/world";

/* Links as mail programs hand them over, and scanners that open them and press their buttons. */

const password = "three unrelated words";
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

/** An admin invites; the secret of the link. */
async function invited(world: World, email: string): Promise<string> {
  const form: Form = [
    ["email", email],
    ["name", "Somebody"],
    ["organisation", "Ministry"],
    ["lang", "en"],
    ["role", "admin"],
    ["country", ""],
  ];
  await inviteAction(args(world, "adam", "/en/people/invite", { form }));
  return secretOf(world, "invite");
}

async function asked(world: World, email: string): Promise<string> {
  await askAction({
    request: ask("/en/password", { form: { email } }),
    params: { lang: "en" },
    context: contextOf(world.db),
  });
  return secretOf(world, "password");
}

function secretOf(world: World, kind: string): string {
  const body = listMail(world.db)[0]?.body ?? "";
  return new RegExp(`${origin}/\\w\\w/${kind}/([\\w-]{43})`).exec(body)?.[1] ?? "";
}

const at = (world: World, token: string, form?: Form, who: PersonName | null = null) =>
  args(world, who, `/en/invite/${encodeURIComponent(token)}`, { params: { token }, ...(form && { form }) });
const rolesOf = (world: World, who: PersonName) => grantLinesOf(world.db, world.ids[who]).map(({ role }) => role);

test("a button pressed by a scanner gives a known person no role, uses no link and no try of hers", async () => {
  const world = makeWorld();
  const token = await invited(world, "claire@example.org");
  savePassword(world.db, world.ids.claire, passwordHash, now);
  for (let i = 0; i < 8; i++) {
    expect((await outcomeOf(() => takeAction(at(world, token, [["intent", "accept"]])))).status).toBe(401);
    expect((await outcomeOf(() => takeAction(at(world, token, [])))).status).toBe(401);
    expect((await outcomeOf(() => takeAction(at(world, token, [["intent", "not-me"]])))).status).toBe(400);
  }
  expect(rolesOf(world, "claire")).toEqual(["focal-point"]);
  const hers: Form = [
    ["intent", "accept"],
    ["password", password],
  ];
  expect(await outcomeOf(() => takeAction(at(world, token, hers)))).toEqual({
    status: 302,
    to: "/en/sign-in?after=added",
  });
  expect(rolesOf(world, "claire")).toEqual(["focal-point", "admin"]);
});

test("a known person takes an invitation in her own session, another one signed in cannot", async () => {
  const world = makeWorld();
  const token = await invited(world, "claire@example.org");
  const accept: Form = [["intent", "accept"]];
  expect((await outcomeOf(() => takeAction(at(world, token, accept, "adam")))).status).toBe(401);
  expect((await takeLoader(at(world, token, undefined, "claire"))).hers).toBe(true);
  expect((await outcomeOf(() => takeAction(at(world, token, accept, "claire")))).status).toBe(302);
  expect(rolesOf(world, "claire")).toEqual(["focal-point", "admin"]);
});

test("five wrong passwords at an invitation make the account wait, as at the sign-in", async () => {
  const world = makeWorld();
  const token = await invited(world, "claire@example.org");
  savePassword(world.db, world.ids.claire, passwordHash, now);
  const wrong: Form = [
    ["intent", "accept"],
    ["password", "not the one, no"],
  ];
  for (let i = 0; i < 5; i++) expect((await outcomeOf(() => takeAction(at(world, token, wrong)))).status).toBe(401);
  expect((await outcomeOf(() => takeAction(at(world, token, wrong)))).status).toBe(429);
  expect(rolesOf(world, "claire")).toEqual(["focal-point"]);
});

test("“this is not me” is answered with what was done", async () => {
  const world = makeWorld();
  const token = await invited(world, "new@ministry.example");
  const form: Form = [
    ["intent", "not-me"],
    ["confirm", "New@Ministry.example "],
  ];
  const { status, to } = await outcomeOf(() => takeAction(at(world, token, form)));
  expect([status, to]).toEqual([302, `/en/invite/${token}?done=not-me`]);
  const page = args(world, null, to ?? "", { params: { token } });
  expect(await takeLoader(page)).toMatchObject({ declined: true });
  expect(await outcomeOf(() => takeLoader(at(world, token)))).toMatchObject({ status: 410 });
  expect(personByEmail(world.db, "new@ministry.example")).toBeUndefined();
});

test.each([
  (secret: string) => `${secret}.`,
  (secret: string) => `${secret})`,
  (secret: string) => `${secret}>`,
  (secret: string) => `${secret},`,
  (secret: string) => `${secret} `,
  (secret: string) => `${secret}%20`,
  (secret: string) => `${secret}\u00a0»`,
  (secret: string) => `${secret}"`,
  (secret: string) => `${secret}>.`,
  (secret: string) => `<${secret}>`,
  (secret: string) => `${secret.slice(0, 20)}\r\n${secret.slice(20)}`,
  (secret: string) => `${secret.slice(0, 20)}=\r\n${secret.slice(20)}`,
  (secret: string) => `${secret.slice(0, 20)}=0D=0A`.replace("=0D=0A", " ") + secret.slice(20),
  (secret: string) => `${secret.slice(0, 20)}\u200b${secret.slice(20)}`,
])("a link is understood with what a mail program puts around or into it (%#)", async (spoil) => {
  const world = makeWorld();
  const invitation = await invited(world, "new@ministry.example");
  expect(await takeLoader(at(world, spoil(invitation)))).toMatchObject({ email: "new@ministry.example" });
  const secret = await asked(world, "claire@example.org");
  const token = spoil(secret);
  expect(setLoader(args(world, null, "/en/password/x", { params: { token } }))).toMatchObject({
    email: "claire@example.org",
  });
  const form: Form = [["password", password]];
  expect(await outcomeOf(() => setAction(args(world, null, "/en/password/x", { params: { token }, form })))).toEqual({
    status: 302,
    to: "/en/sign-in?after=passwordSet",
  });
});

test("a link that came cut short says so, one that was never written says that", async () => {
  const world = makeWorld();
  const secret = await invited(world, "new@ministry.example");
  const said = async (token: string) => {
    try {
      return takeLoader(at(world, token));
    } catch (thrown) {
      return thrown instanceof Response ? await thrown.json() : thrown;
    }
  };
  expect(await said(secret.slice(0, 42))).toEqual({ refusal: "not-found", detail: { reason: "cut" } });
  expect(await said("")).toEqual({ refusal: "not-found", detail: { reason: "cut" } });
  expect(await said("x".repeat(43))).toEqual({ refusal: "not-found" });
});

test("the answer to a fourth request names no mail, and is the same for an address without an account", async () => {
  const world = makeWorld();
  const outcome = async (email: string) => {
    const request = ask("/en/password", { form: { email } });
    const answer = await askAction({ request, params: { lang: "en" }, context: contextOf(world.db) });
    return { ...answer.data, status: answer.init?.status };
  };
  for (const email of ["claire@example.org", "nobody@example.org"]) {
    for (let i = 0; i < 3; i++) expect(await outcome(email)).toMatchObject({ outcome: "written" });
    expect(await outcome(email)).toEqual({ outcome: "asked-thrice", minutes: 60, status: 429 });
  }
  expect(listMail(world.db)).toHaveLength(3);
});

test("whose password was set by a link is told so at her next sign-in, later sessions are not", async () => {
  const world = makeWorld();
  const told = async (cookie: string) =>
    (
      await frameLoader({
        request: ask("/en/collect", { cookie }),
        params: { lang: "en" },
        context: contextOf(world.db),
      })
    ).passwordSetAt;
  expect(await told(cookieOf(world.db, world.ids.claire, now))).toBeNull();
  const token = await asked(world, "claire@example.org");
  const form: Form = [["password", password]];
  await setAction(args(world, null, "/en/password/x", { params: { token }, form }));
  const days = (count: number) => addMinutes(now, count * 24 * 60);
  const signIn = (at: string) => {
    vi.setSystemTime(new Date(at));
    return told(cookieOf(world.db, world.ids.claire, at));
  };
  // The first one however late, and each within two days: the first may have been somebody else's.
  expect(await signIn(days(20))).toBe(now);
  expect(await signIn(days(21))).toBeNull();
  vi.setSystemTime(new Date(now));
  expect(await signIn(days(1))).toBe(now);
});
