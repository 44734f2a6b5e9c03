import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { action as askAction } from "~/pages/door/password.page";
import { action as setAction } from "~/pages/door/password-link.page";
import { action as accountAction, loader as accountLoader } from "~/pages/people/account.page";
import { loader as auditLoader } from "~/pages/people/audit.page";
import { loader as auditFile } from "~/pages/people/audit.resource";
import { action as inviteAction } from "~/pages/people/invite.page";
import { action as outboxAction, loader as outboxLoader } from "~/pages/people/outbox.page";
import { loader as peopleLoader } from "~/pages/people/people.page";
import { actorOf, requireActor } from "~/session.server";
import { writeAudit } from "~db/collection/audit";
import { auditLines } from "~db/collection/audit-lines";
import { addMinutes } from "~db/collection/instant";
import { flushNotes } from "~db/collection/notes";
import { listMail } from "~db/collection/outbox";
import { startSession } from "~db/collection/people/sessions";
import { args, cookie, type Form } from "../../support/desk";
import { ask, contextOf, cookieOf, origin } from "../../support/people";
import { outcomeOf } from "../../support/routes";
import { makeWorld, now, type PersonName, type World } from "../../support/world";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

test("one's own account: the language is kept, other sessions end, another person's session cannot be named", async () => {
  const world = makeWorld();
  const second = cookieOf(world.db, world.ids.claire, now);
  const theirs = cookie(world, "ingrid");
  const post = (form: Form) => outcomeOf(() => accountAction(args(world, "claire", "/en/account", { form })));
  expect(
    await post([
      ["intent", "language"],
      ["own", "en"],
    ]),
  ).toEqual({ status: 302, to: "/en/account?done=languageSaved" });
  expect(
    (
      await post([
        ["intent", "end-session"],
        ["session", "0".repeat(32)],
      ])
    ).status,
  ).toBe(404);
  expect((await post([["intent", "end-others"]])).status).toBe(302);
  const alive = (session: string) => actorOf(ask("/en/account", { cookie: session }), contextOf(world.db)) !== null;
  expect([alive(cookie(world, "claire")), alive(second), alive(theirs)]).toEqual([true, false, true]);
});

test("a forgotten password: the mail's link comes from APP_ORIGIN, whatever Host the request names", async () => {
  const world = makeWorld();
  const request = new Request("http://evil.example/en/password", {
    method: "POST",
    body: new URLSearchParams({ email: "Tomas@example.org" }),
    headers: { Host: "evil.example", "X-Forwarded-Host": "evil.example" },
  });
  await askAction({ request, params: { lang: "en" }, context: contextOf(world.db) });
  const body = listMail(world.db)[0]?.body ?? "";
  expect(body).not.toContain("evil");
  const token = new RegExp(`${origin}/en/password/([\\w-]{43})`).exec(body)?.[1] ?? "";
  const set = (password: string) =>
    outcomeOf(() =>
      setAction(args(world, null, `/en/password/${token}`, { params: { token }, form: [["password", password]] })),
    );
  expect((await set("tomas.berg.tomas")).status).toBe(400);
  expect(await set("several quiet herons")).toEqual({ status: 302, to: "/en/sign-in?after=passwordSet" });
  expect((await set("several quiet herons")).status).toBe(410);
});

test("without a mail server an admin hands mails over; with one their texts are not shown", async () => {
  const world = makeWorld();
  await invite(world, "adam", "reviewer");
  const shown = async (env: Record<string, string>) =>
    (await outboxLoader(args(world, "adam", "/en/outbox", { env }))).mails[0];
  expect((await shown({}))?.body).toContain("/en/invite/");
  expect((await shown({ SMTP_URL: "smtp://mail.example:25" }))?.body).toBe("");
  expect((await handOver(world)).status).toBe(302);
  expect(await shown({})).toMatchObject({ body: "", sentAt: now });
});

test("nobody but its owner reads a link for a password: an admin sees that a mail waits, and cannot mark it as sent", async () => {
  const world = makeWorld();
  const request = ask("/en/password", { form: { email: "claire@example.org" } });
  await askAction({ request, params: { lang: "en" }, context: contextOf(world.db) });
  const { mails } = await outboxLoader(args(world, "adam", "/en/outbox"));
  expect(mails[0]).toMatchObject({ to: "claire@example.org", body: "", sentAt: null });
  expect(JSON.stringify(mails)).not.toMatch(/[\w-]{43}/);
  expect((await handOver(world)).status).toBe(403);
  expect(listMail(world.db)[0]?.body).toMatch(/[\w-]{43}/);
});

test("an invitation is handed over by whoever wrote it, and read by nobody else", async () => {
  const world = makeWorld();
  await invite(world, "claire", "contributor");
  expect((await outboxLoader(args(world, "adam", "/en/outbox"))).mails[0]?.body).toBe("");
  expect((await handOver(world)).status).toBe(403);
  const letter = async (who: PersonName, env: Record<string, string> = {}) =>
    (await peopleLoader(args(world, who, "/en/people?sent=New@Lab.example", { env }))).letter;
  expect(await letter("claire")).toContain("/en/invite/");
  expect(await letter("paul")).toBeNull();
  expect(await letter("adam")).toBeNull();
  expect(await letter("claire", { SMTP_URL: "smtp://mail.example:25" })).toBeNull();
});

async function invite(world: World, who: PersonName, role: "reviewer" | "contributor") {
  const form: Form = [
    ["email", "new@lab.example"],
    ["name", "Nadia Benali"],
    ["organisation", "Laboratory"],
    ["lang", "en"],
    ["role", role],
    ["country", role === "contributor" ? "FR" : ""],
  ];
  expect((await outcomeOf(() => inviteAction(args(world, who, "/en/people/invite", { form })))).status).toBe(302);
}

/** The newest mail, marked as handed over by the admin. */
function handOver(world: World) {
  const form: Form = [
    ["intent", "handed-over"],
    ["mail", String(listMail(world.db)[0]?.id)],
  ];
  return outcomeOf(() => outboxAction(args(world, "adam", "/en/outbox", { form })));
}

test("the audit is read page by page and by subject", async () => {
  const world = makeWorld();
  for (let i = 0; i < 120; i++)
    world.db.$client
      .prepare("insert into audit (at, actor, action, subject, detail, seal) values (?, ?, 'denied', ?, '{}', '-')")
      .run(now, world.ids.tomas, `2026-small/FR/${i}`);
  const read = async (query: string) => auditLoader(args(world, "anna", `/en/audit${query}`));
  const first = await read("?subject=2026-small/FR");
  expect(first.lines).toHaveLength(50);
  expect(first.lines[0]).toMatchObject({ subject: "2026-small/FR/119", who: "Tomas Berg" });
  const second = await read(`?subject=2026-small/FR&before=${first.older}`);
  const third = await read(`?subject=2026-small/FR&before=${second.older}`);
  expect([second.lines.length, third.lines.length, third.older]).toEqual([50, 20, null]);
  expect((await read("?subject=2026-small/FR/11")).lines.map((line) => line.subject)).toContain("2026-small/FR/119");
  expect((await read("?subject=%25")).lines).toEqual([]);
});

test("one's own sessions are listed with their browser, this one marked, one that waits for a second factor left out", async () => {
  const world = makeWorld();
  const second = cookieOf(world.db, world.ids.claire, now);
  startSession(world.db, { idHash: "held", person: world.ids.claire, device: "Chrome, Windows", held: true }, now);
  vi.setSystemTime(new Date(addMinutes(now, 5)));
  actorOf(ask("/en/account", { cookie: second }), contextOf(world.db));
  flushNotes(world.db);
  const listed = () => accountLoader(args(world, "claire", "/en/account")).sessions;
  const device = "Firefox, Linux";
  expect(listed()).toMatchObject([
    { device, createdAt: now, seenAt: addMinutes(now, 5), inUse: false },
    { device, createdAt: addMinutes(now, 5), inUse: true },
  ]);
  const [other] = listed();
  const end = [
    ["intent", "end-session"],
    ["session", other?.key ?? ""],
  ] as Form;
  expect((await outcomeOf(() => accountAction(args(world, "claire", "/en/account", { form: end })))).status).toBe(302);
  expect(actorOf(ask("/en/account", { cookie: second }), contextOf(world.db))).toBeNull();
  expect(listed()).toHaveLength(1);
});

test("lines are found by person, deed, country and day, and given as a file with the same filter", async () => {
  const world = makeWorld();
  const before = world.db.$client.prepare("select max(seq) n from audit").get() as { n: number };
  const line = (at: string, by: number | null, action: string, subject: string) =>
    writeAudit(world.db, { by, now: at }, { action, subject });
  // Midnight in Paris is 22:00 UTC of the day before in summer.
  line("2026-06-30T21:59:00.000Z", world.ids.tomas, "section.return", "2026-small/FR/1/deaths");
  line("2026-06-30T22:00:00.000Z", world.ids.tomas, "section.accept", "2026-small/FR/1/deaths");
  line("2026-07-01T21:59:00.000Z", null, "section.accept", "2026-small/NO");
  line("2026-07-01T22:00:00.000Z", world.ids.elena, "denied", "FR");
  const found = async (query: string) =>
    auditLoader(args(world, "anna", `/en/audit?${query}`))
      .lines.filter(({ seq }) => seq > before.n)
      .map(({ seq }) => seq - before.n);
  expect(await found("country=FR")).toEqual([4, 2, 1]);
  expect(await found("action=section.accept")).toEqual([3, 2]);
  expect(await found(`person=${world.ids.tomas}`)).toEqual([2, 1]);
  expect(await found("person=system&action=section.accept")).toEqual([3]);
  expect(await found("from=2026-07-01&to=2026-07-01")).toEqual([3, 2]);
  expect(await found("country=FR&to=2026-06-30")).toEqual([1]);
  expect(await found("country=fr&person=x&from=2026-02-30")).toEqual([4, 3, 2, 1]);
  const file = await auditFile(args(world, "anna", "/en/audit/lines.csv?country=FR&action=section.accept")).text();
  const [head, first, ...others] = file.trim().split("\r\n");
  expect(head).toBe("line,at,person,name,action,subject,detail,seal");
  expect(first).toMatch(
    new RegExp(
      `^${before.n + 2},2026-06-30T22:00:00.000Z,${world.ids.tomas},Tomas Berg,section.accept,2026-small/FR/1/deaths,\\{\\},`,
    ),
  );
  expect(others).toEqual([]);
  flushNotes(world.db);
  expect(auditLoader(args(world, "anna", "/en/audit?action=audit.export")).lines).toMatchObject([
    { what: "downloaded lines of the audit", detail: "1 line" },
  ]);
});

test("that staff read what a country has not released is noted once a day; that its own people do is not", async () => {
  const world = makeWorld();
  const read = (name: PersonName, at: string) => {
    vi.setSystemTime(new Date(at));
    const { request, context } = args(world, name, "/en/collect/2026-small/FR/1");
    requireActor(request, context, "answer.read", { country: "FR", roundId: "2026-small" });
  };
  for (const at of ["2026-11-24T23:30:00.000Z", "2026-11-24T23:40:00.000Z", "2026-11-25T00:01:00.000Z"]) {
    read("tomas", at);
    read("claire", at);
  }
  flushNotes(world.db);
  const lines = auditLines(world.db, { action: "read" }, { most: 10 });
  expect(lines.map(({ at, actor, subject }) => [at.slice(0, 10), actor, subject])).toEqual([
    ["2026-11-25", world.ids.tomas, "2026-small/FR"],
    ["2026-11-24", world.ids.tomas, "2026-small/FR"],
  ]);
});
