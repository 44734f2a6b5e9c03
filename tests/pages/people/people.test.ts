import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { action as takeAction, loader as takeLoader } from "~/pages/door/invitation.page";
import { action as inviteAction, loader as inviteLoader } from "~/pages/people/invite.page";
import { loader as peopleLoader } from "~/pages/people/people.page";
import { action as personAction, loader as personLoader } from "~/pages/people/person.page";
import { actorOf } from "~/session.server";
import { listMail } from "~db/collection/outbox";
import { args, cookie, type Form } from "../../support/desk";
import { ask, contextOf, origin } from "../../support/people";
import { outcomeOf } from "../../support/routes";
import { makeWorld, now, type PersonName, round, type World } from "../../support/world";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

const person = (world: World, who: PersonName, of: PersonName, form?: Form) =>
  args(world, who, `/en/people/${world.ids[of]}`, { params: { person: String(world.ids[of]) }, ...(form && { form }) });

test("a focal point sees the people of her country, an admin sees everybody", async () => {
  const world = makeWorld();
  const names = async (who: PersonName) =>
    (await peopleLoader(args(world, who, "/en/people"))).people.map((one) => one.name).sort();
  expect(await names("claire")).toEqual(["Claire Aubry", "Henri Vasseur", "Lucie Moreau", "Paul Martin"]);
  expect(await names("ingrid")).toEqual(["Ingrid Solheim"]);
  expect(await names("adam")).toHaveLength(10);
});

test("a focal point invites a colleague with sections; the colleague opens her account and may write there only", async () => {
  const world = makeWorld();
  const choices = await inviteLoader(args(world, "claire", "/en/people/invite"));
  expect(choices.rounds.map((one) => one.round)).toEqual([round]);
  const form: Form = [
    ["email", "Nadia@Lab.example"],
    ["name", "Nadia Benali"],
    ["organisation", "Laboratory"],
    ["lang", "fr"],
    ["role", "contributor"],
    ["country", "FR"],
    ["round", round],
    [`sections-${round}`, "deaths"],
  ];
  expect(await outcomeOf(() => inviteAction(args(world, "claire", "/en/people/invite", { form })))).toMatchObject({
    status: 302,
  });
  const body = listMail(world.db)[0]?.body ?? "";
  const token = new RegExp(`${origin}/fr/invite/([\\w-]{43})`).exec(body)?.[1] ?? "";
  const door = (more?: Form) =>
    args(world, null, `/fr/invite/${token}`, { params: { lang: "fr", token }, ...(more && { form: more }) });
  for (let scanned = 0; scanned < 3; scanned++) expect((await takeLoader(door())).sections).toHaveLength(1);
  expect(
    await outcomeOf(() =>
      takeAction(
        door([
          ["intent", "accept"],
          ["password", "short"],
        ]),
      ),
    ),
  ).toMatchObject({ status: 400 });
  const taken = await takeAction(
    door([
      ["intent", "accept"],
      ["password", "several quiet herons"],
    ]),
  );
  const session = (taken as Response).headers.get("Set-Cookie")?.split(";")[0] ?? "";
  expect(actorOf(ask("/fr/account", { cookie: session }), contextOf(world.db))).toMatchObject({
    email: "nadia@lab.example",
    grants: [{ role: "contributor", country: "FR", roundId: round, prefixes: ["deaths"] }],
  });
  expect(await outcomeOf(() => takeLoader(door()))).toMatchObject({ status: 410 });
});

test("an invitation that lacks something keeps what was typed and sends nothing", async () => {
  const world = makeWorld();
  const form: Form = [
    ["email", "no address"],
    ["name", "Nadia"],
    ["role", "contributor"],
    ["country", "FR"],
    ["lang", "fr"],
  ];
  const answer = await inviteAction(args(world, "claire", "/en/people/invite", { form }));
  expect(answer).toMatchObject({
    data: { troubles: ["email", "organisation"], values: { email: "no address", name: "Nadia" } },
    init: { status: 400 },
  });
  expect(listMail(world.db)).toEqual([]);
});

test("a focal point cannot invite to another country or part by changing the form", async () => {
  const world = makeWorld();
  const send = (role: string, country: string) => {
    const form: Form = [
      ["email", "x@lab.example"],
      ["name", "X"],
      ["organisation", "Y"],
      ["lang", "en"],
      ["role", role],
      ["country", country],
    ];
    return outcomeOf(() => inviteAction(args(world, "claire", "/en/people/invite", { form })));
  };
  expect((await send("contributor", "NO")).status).toBe(404);
  expect((await send("focal-point", "FR")).status).toBe(403);
  expect((await send("admin", "")).status).toBe(404);
  expect(listMail(world.db)).toEqual([]);
});

test("delegating replaces the sections of a contributor; taking them away works at once", async () => {
  const world = makeWorld();
  const save = (sections: string[]) =>
    outcomeOf(() =>
      personAction(
        person(world, "claire", "lucie", [
          ["intent", "delegate"],
          ["round", round],
          ...sections.map((one): [string, string] => [`sections-${round}`, one]),
        ]),
      ),
    );
  expect((await save(["deaths", "treatment"])).status).toBe(302);
  const prefixes = () =>
    actorOf(ask("/en/account", { cookie: cookie(world, "lucie") }), contextOf(world.db))?.grants[0]?.prefixes;
  expect(prefixes()).toEqual(["deaths", "treatment"]);
  await save(["treatment"]);
  expect(prefixes()).toEqual(["treatment"]);
  expect((await save(["no-such-section"])).status).toBe(400);
  expect(prefixes()).toEqual(["treatment"]);
});

test("a focal point ends a contributor's part, not another focal point's; nobody ends her own", async () => {
  const world = makeWorld();
  const grantOf = (who: PersonName) =>
    String(
      (world.db.$client.prepare("select id from grants where person = ?").get(world.ids[who]) as { id: number }).id,
    );
  const end = (who: PersonName, of: PersonName) =>
    outcomeOf(() =>
      personAction(
        person(world, who, of, [
          ["intent", "end-grant"],
          ["grant", grantOf(of)],
        ]),
      ),
    );
  expect((await end("claire", "paul")).status).toBe(403);
  expect((await end("claire", "lucie")).status).toBe(302);
  expect((await end("adam", "adam")).status).toBe(403);
  expect((await end("adam", "paul")).status).toBe(302);
  expect((await end("claire", "ingrid")).status).toBe(404);
});

test("an admin disables an account by typing its address; its sessions end at once", async () => {
  const world = makeWorld();
  const session = cookie(world, "tomas");
  const disable = (confirm: string) =>
    outcomeOf(() =>
      personAction(
        person(world, "adam", "tomas", [
          ["intent", "disable"],
          ["confirm", confirm],
        ]),
      ),
    );
  expect((await disable("tomas")).status).toBe(400);
  expect(actorOf(ask("/en/account", { cookie: session }), contextOf(world.db))).not.toBeNull();
  expect((await disable("tomas@example.org")).status).toBe(302);
  expect(actorOf(ask("/en/account", { cookie: session }), contextOf(world.db))).toBeNull();
});

test("an admin gives a part from a day to a day in Paris, the last one included", async () => {
  const world = makeWorld();
  const add = (from: string, to: string) =>
    outcomeOf(() =>
      personAction(
        person(world, "adam", "tomas", [
          ["intent", "add-grant"],
          ["role", "editor"],
          ["country", ""],
          ["from", from],
          ["to", to],
        ]),
      ),
    );
  expect((await add("2027-06-10", "2027-06-09")).status).toBe(400);
  expect((await add("2027-01-10", "2027-06-10")).status).toBe(302);
  expect(
    world.db.$client
      .prepare('select "from", "to" from grants where person = ? and role = ?')
      .get(world.ids.tomas, "editor"),
  ).toEqual({
    from: "2027-01-09T23:00:00.000Z",
    to: "2027-06-10T21:59:59.999Z",
  });
});

test("a person is told by mail of a part given, ended or never begun, in her language, with the change itself", async () => {
  const world = makeWorld();
  const change = (form: Form) => outcomeOf(() => personAction(person(world, "adam", "tomas", form)));
  const give = (role: string, country: string, from: string) =>
    change([
      ["intent", "add-grant"],
      ["role", role],
      ["country", country],
      ["from", from],
      ["to", ""],
    ]);
  const end = (role: string) => {
    const grants = world.db.$client.prepare("select id from grants where person = ? and role = ?");
    const line = grants.get(world.ids.tomas, role) as { id: number };
    return change([
      ["intent", "end-grant"],
      ["grant", String(line.id)],
    ]);
  };
  const mails = () => listMail(world.db).filter((mail) => mail.to === "tomas@example.org");
  const before = mails().length;
  world.db.$client.prepare("update persons set lang = 'fr' where id = ?").run(world.ids.tomas);
  expect((await give("correspondent", "NO", "2027-01-10")).status).toBe(302);
  expect(mails()[0]).toMatchObject({ subject: "Votre rôle dans Vigie a changé", lang: "fr" });
  expect(mails()[0]?.body).toContain(
    "Vous avez un nouveau rôle\u00a0: Correspondant permanent, Norvège. Il commence le 10 janvier 2027.",
  );
  expect((await end("correspondent")).status).toBe(302);
  expect(mails()[0]?.body).toContain("Ce rôle ne commencera pas\u00a0: Correspondant permanent, Norvège.");
  world.db.$client.prepare("update persons set lang = 'en' where id = ?").run(world.ids.tomas);
  expect((await give("editor", "", "")).status).toBe(302);
  expect(mails()[0]?.body).toContain("You have a new role: Editor.\n");
  expect((await end("editor")).status).toBe(302);
  expect(mails()[0]?.body).toContain("This role has ended: Editor.");
  expect(mails()).toHaveLength(before + 4);
  // What is refused is not told.
  expect((await give("correspondent", "", "")).status).toBe(400);
  expect((await end("editor")).status).toBe(409);
  expect(mails()).toHaveLength(before + 4);
});

test("the page of somebody in another country and of nobody are the same: not found", async () => {
  const world = makeWorld();
  const status = (id: string) =>
    outcomeOf(() => personLoader(args(world, "claire", `/en/people/${id}`, { params: { person: id } })));
  expect((await status(String(world.ids.ingrid))).status).toBe(404);
  expect((await status(String(world.ids.tomas))).status).toBe(404);
  expect((await status("99999")).status).toBe(404);
  expect((await status("1e3")).status).toBe(404);
});

test("an invitation is said to be on its way only where a mail server takes it", async () => {
  const world = makeWorld();
  const leaves = async (env: Record<string, string>) =>
    (await peopleLoader(args(world, "adam", "/en/people?sent=a@b.example", { env }))).mailLeaves;
  expect(await leaves({ SMTP_URL: "smtp://localhost:2525" })).toBe(true);
  expect(await leaves({})).toBe(false);
});
