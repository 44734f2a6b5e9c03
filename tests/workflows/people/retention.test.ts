import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { commands } from "~/cli/privacy";
import { personalData } from "~/domain/people/personal-data";
import { env } from "~/env.server";
import { failingOf } from "~/host/repeat";
import { saveAnswers } from "~/workflows/answers.server";
import { takeMail } from "~/workflows/mail.server";
import { disablePerson } from "~/workflows/people/people.server";
import { dueForDeletion, isRetentionDue, sweep, sweepAll, sweptKinds } from "~/workflows/people/retention.server";
import { writeAudit } from "~db/collection/audit";
import { addMinutes } from "~db/collection/instant";
import { budgets, knowBrowser, takeTry } from "~db/collection/limits";
import { markSent, writeMail } from "~db/collection/outbox";
import { consumeInvitation, insertInvitation } from "~db/collection/people/invitations";
import { savePassword } from "~db/collection/people/persons";
import { endSession, startSession } from "~db/collection/people/sessions";
import { keepPlace } from "~db/collection/places";
import Database from "~db/sqlite/driver";
import { person } from "../../support/people";
import { makeWorld, mustBeDone, now, round, type World } from "../../support/world";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Kind = (typeof sweptKinds)[number];

/** The night of the job: two annual rounds after the answers of the small world. */
const night = addMinutes(now, personalData.personalAnswers.days * 24 * 60);
const ago = (days: number, minutes: number) => addMinutes(night, minutes - days * 24 * 60);

/** Makes one row of a kind whose period began at an instant. `n` tells the two apart. */
const rowOf: Record<Kind, (world: World, began: string, n: number) => void> = {
  account: ({ db }, began, n) => {
    const who = person(db, "auditor", null, { email: `gone${n}@vigie.example`, now: began });
    mustBeDone(disablePerson(db, who, { by: null, now: began }));
  },
  credentials: ({ db }, began, n) => {
    const who = person(db, "auditor", null, { email: `gone${n}@vigie.example`, now: began });
    savePassword(db, who, "hash", began);
    mustBeDone(disablePerson(db, who, { by: null, now: began }));
  },
  sessions: ({ db, ids }, began, n) => {
    startSession(db, { idHash: `${n}`, person: ids.claire, device: "Firefox" }, addMinutes(began, -30));
    endSession(db, `${n}`, began);
  },
  browsers: ({ db }, began, n) => knowBrowser(db, "a@vigie.example", `browser ${n}`, began),
  tries: ({ db }, began, n) =>
    void takeTry(db, { ...budgets.signInAccount, minutes: 15 }, `${n}`, addMinutes(began, -15)),
  links: ({ db }, began, n) => {
    const line = { kind: "invitation", name: "Ida", organisation: "Test", lang: "en", role: null } as const;
    const rest = { country: null, delegation: null, by: null, createdAt: began, expiresAt: addMinutes(began, 60) };
    const link = { ...line, ...rest, tokenHash: `${n}`, email: `${n}@vigie.example` };
    consumeInvitation(db, insertInvitation(db, link), began);
  },
  mailTexts: ({ db }, began) => writeMail(db, { to: "a@vigie.example", subject: "s", body: "b", lang: "en" }, began),
  mails: ({ db }, began) => {
    writeMail(db, { to: "a@vigie.example", subject: "s", body: "b", lang: "en" }, began);
    const { id } = db.$client.prepare("select max(id) id from mail_outbox").get() as { id: number };
    markSent(db, id, began);
  },
  places: ({ db, ids }, began, n) => keepPlace(db, { person: ids.claire, submission: n, path: "x", at: began }),
  personalAnswers: ({ db, actor }, began, n) => {
    const change = { changeId: `change-${n}`, path: "contact", base: n === 0 ? 0 : "change-0", value: `Person ${n}` };
    const key = { round, country: "FR", number: 1 };
    mustBeDone(saveAnswers(db, { ...key, changes: [change] }, { actor: actor("claire"), now: began }));
  },
};

test.each(sweptKinds)("%s: a row just past its period goes, one just inside stays", (kind) => {
  const world = makeWorld();
  const days = personalData[kind].days;
  rowOf[kind](world, ago(days, 0), 0);
  rowOf[kind](world, ago(days, 1), 1);
  const before = dueForDeletion(world.db, night)[kind];
  // A browser is known until an instant that is written down with it.
  expect(before).toEqual({ n: 1, oldest: kind === "browsers" ? night : ago(days, 0) });
  const { done, more } = sweep(world.db, { most: 10 }, { by: null, now: night });
  expect([done[kind], more]).toEqual([1, false]);
  expect(dueForDeletion(world.db, night)[kind]).toEqual({ n: 0, oldest: null });
  // A minute later the other one is due: it stayed.
  expect(dueForDeletion(world.db, addMinutes(night, 1))[kind].n).toBe(1);
});

test("an account whose last part ended is forgotten, one with a part or a later one is not", () => {
  const { db, ids } = makeWorld();
  const end = (name: number, to: string | null) =>
    db.$client.prepare(`update grants set "to" = ? where person = ?`).run(to, name);
  end(ids.paul, ago(personalData.account.days, 0));
  end(ids.claire, addMinutes(night, 60));
  expect(sweep(db, { most: 10 }, { by: null, now: night }).done.account).toBe(1);
  const names = db.$client.prepare("select name from persons where id in (?, ?)").pluck();
  expect(names.all(ids.paul, ids.claire).sort()).toEqual(["Claire Aubry", `former user #${ids.paul}`]);
});

test("a mail that could not be sent for a week is given up; one that is being sent is left alone", () => {
  const { db } = makeWorld();
  const began = ago(personalData.mailTexts.days, 0);
  writeMail(db, { to: "a@vigie.example", subject: "s", body: "b", lang: "en" }, began);
  expect(takeMail(db, night)?.body).toBe("b");
  const bodies = () => db.$client.prepare("select body from mail_outbox").pluck().all();
  sweep(db, { most: 10 }, { by: null, now: night });
  expect(bodies()).toEqual(["b"]);
  const later = addMinutes(night, 60);
  sweep(db, { most: 10 }, { by: null, now: later });
  expect(bodies()).toEqual([""]);
  expect(takeMail(db, later)).toBe(undefined);
});

test("the job works in batches, each with its line of counts, and makes way between them", async () => {
  const world = makeWorld();
  for (let n = 0; n < 5; n += 1) rowOf.sessions(world, ago(30, -n), n);
  let ways = 0;
  const makeWay = async () => {
    ways += 1;
  };
  const done = await sweepAll(world.db, { most: 2, makeWay }, { by: null, now: night });
  expect([done.sessions, ways]).toEqual([5, 2]);
  const lines = world.db.$client.prepare("select detail from audit where action = 'retention.run'").pluck().all();
  expect(lines).toEqual(['{"sessions":2}', '{"sessions":2}', '{"sessions":1}']);
});

test("a held or full collection makes the job wait: nothing is half done, and it works afterwards", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-retention-"));
  const file = join(folder, "collection.sqlite");
  const world = makeWorld({ file });
  const other = new Database(file);
  ends.push(
    () => rmSync(folder, { recursive: true }),
    world.close,
    () => void other.close(),
  );
  world.db.$client.pragma("busy_timeout = 10");
  rowOf.sessions(world, ago(30, 0), 0);
  const said: unknown[] = [];
  const log = pino({ base: undefined, timestamp: false }, { write: (line) => void said.push(JSON.parse(line)) });
  const { failed } = failingOf("retention", log);
  const trying = () => {
    try {
      sweep(world.db, { most: 300 }, { by: null, now: night });
    } catch (error) {
      failed(error);
    }
    return dueForDeletion(world.db, night).sessions.n;
  };
  other.exec("BEGIN IMMEDIATE");
  expect(trying()).toBe(1);
  other.exec("ROLLBACK");
  world.db.$client.pragma(`max_page_count = ${world.db.$client.pragma("page_count", { simple: true })}`);
  const fill = () => writeAudit(world.db, { by: null, now }, { action: "fill", subject: "x" });
  expect(() => {
    for (let n = 0; n < 100_000; n += 1) fill();
  }).toThrow(/full/);
  expect(trying()).toBe(1);
  expect(said).toMatchObject([{ why: "busy" }, { why: "full" }]);
  world.db.$client.pragma("max_page_count = 1000000");
  expect(trying()).toBe(0);
});

test("it is due once a night, and at once when a night was missed", () => {
  const { db } = makeWorld();
  const at = (hour: string, day = "10") => isRetentionDue(db, `2027-03-${day}T${hour}:00:00.000Z`);
  expect(at("12")).toBe(true);
  sweep(db, { most: 1 }, { by: null, now: "2027-03-10T12:00:00.000Z" });
  expect([at("13"), at("03", "11"), at("12", "11"), at("02", "12"), at("12", "12")]).toEqual([
    ...[false, false, false, true, true],
  ]);
});

test("the command tells how many and the oldest, and changes nothing in a dry run", async () => {
  const world = makeWorld();
  rowOf.sessions(world, ago(30, -5), 0);
  const lines: string[] = [];
  const context = { db: world.db, env: env(), out: (line: string) => void lines.push(line), now: night };
  const run = commands.find(({ name }) => name === "retention")!;
  expect(await run.run(["--dry-run"], context)).toBe(0);
  expect(lines).toContain(`sessions               1   oldest ${ago(30, -5)}`);
  expect(lines.at(-1)).toBe("Nothing was changed.");
  expect(dueForDeletion(world.db, night).sessions.n).toBe(1);
  expect(await run.run([], context)).toBe(0);
  expect(dueForDeletion(world.db, night).sessions.n).toBe(0);
  expect(await run.run(["--dry"], context)).toBe(2);
});
