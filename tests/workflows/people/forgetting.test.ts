import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commands } from "~/cli/privacy";
import { withoutWords } from "~/domain/people/personal-data";
import { env } from "~/env.server";
import { saveAnswers } from "~/workflows/answers.server";
import { exportPerson } from "~/workflows/people/export.server";
import { erasePerson } from "~/workflows/people/forgetting.server";
import { writeMail } from "~db/collection/outbox";
import { insertInvitation } from "~db/collection/people/invitations";
import { savePassword } from "~db/collection/people/persons";
import { keepPlace } from "~db/collection/places";
import { verifyAudit } from "~db/collection/sealing/chain";
import { readKeys } from "~db/collection/sealing/key";
import { makeWorld, mustBeDone, now, round, type World } from "../../support/world";

const key = { round, country: "FR", number: 1 };
const [name, email] = ["Claire Aubry", "claire@example.org"];
let folder: string;
let world: World;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-forget-"));
  world = makeWorld({ file: join(folder, "collection.sqlite") });
  const { db, ids } = world;
  const changes = [
    { changeId: "change-a", path: "contact", base: 0, value: `${name}, ${email.toUpperCase()}` },
    { changeId: "change-b", path: "nitazenes", base: 0, value: { v: 41 } },
  ];
  mustBeDone(saveAnswers(db, { ...key, changes }, { actor: world.actor("claire"), now }));
  world.signIn("claire");
  savePassword(db, ids.claire, "$argon2id$secret", now);
  keepPlace(db, { person: ids.claire, submission: 1, path: "contact", at: now });
  writeMail(db, { to: email, subject: "s", body: `Dear ${name}`, lang: "en" }, now);
  writeMail(db, { to: "lucie@example.org", subject: "s", body: `${name} invites you, Lucie.`, lang: "en" }, now);
  insertInvitation(db, {
    ...{ tokenHash: "token", kind: "password", email, name, organisation: "Test", lang: "fr", role: null },
    ...{ country: null, delegation: null, by: null, createdAt: now, expiresAt: now },
  });
});

afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true });
});

/** Files of the collection, log included, that hold a byte of her name or address. */
const holding = () =>
  readdirSync(folder).filter((file) => {
    const bytes = readFileSync(join(folder, file)).toString("latin1").toLowerCase();
    return [name, email].some((word) => bytes.includes(word.toLowerCase()));
  });

const told = async (command: string, args: string[]) => {
  const lines: string[] = [];
  const context = { db: world.db, env: env(), out: (line: string) => void lines.push(line), now };
  const code = await commands.find((one) => one.name === command)!.run(args, context);
  return { code, lines };
};

const count = (query: string) => world.db.$client.prepare(query).pluck().get();

test("after an erasure no byte of name or address is left, and what she did stays under her number", () => {
  const { db, ids } = world;
  expect(holding()).not.toEqual([]);
  const outcome = mustBeDone(erasePerson(db, ids.claire, { by: null, now }));
  expect(outcome).toMatchObject({ record: [], logEmptied: true });
  expect(outcome.forgotten).toMatchObject({ account: 1, credentials: 1, sessions: 1, links: 1, mails: 1, mentions: 1 });
  expect(holding()).toEqual([]);
  const former = `former user #${ids.claire}`;
  expect(
    db.$client.prepare("select name, email, organisation, disabled_at from persons where id = ?").get(ids.claire),
  ).toEqual({ name: former, email: former, organisation: "", disabled_at: now });
  expect(db.$client.prepare('select "to", body from mail_outbox').all()).toEqual([
    { to: "lucie@example.org", body: `${former} invites you, Lucie.` },
  ]);
  for (const table of ["passwords", "sessions", "last_places"])
    expect(count(`select count(*) from ${table} where person = ${ids.claire}`), table).toBe(0);
  expect(count(`select count(*) from grants where person = ${ids.claire} and "to" is null`)).toBe(0);
  expect(count(`select count(*) from answer_changes where by = ${ids.claire}`)).toBe(2);
  expect(count("select value from answers where path = 'nitazenes'")).toBe('{"v":41}');
  expect(verifyAudit(db.$client, readKeys(join(folder, "audit.key")) ?? [], []).faults).toEqual([]);
  expect(erasePerson(db, ids.claire, { by: null, now })).toEqual({ refusal: "wrong-state" });
  expect(erasePerson(db, 999, { by: null, now })).toEqual({ refusal: "not-found" });
});

test("the command says first what it would do, does it with --yes, and knows nobody of that address afterwards", async () => {
  const plan = await told("privacy:erase", [email]);
  expect(plan.code).toBe(0);
  expect(plan.lines[0]).toContain("This cannot be taken back.");
  expect(holding()).not.toEqual([]);
  const done = await told("privacy:erase", [email, "--yes"]);
  expect(done.code).toBe(0);
  expect(done.lines.some((line) => line.includes("35 days"))).toBe(true);
  expect(holding()).toEqual([]);
  expect((await told("privacy:erase", [email, "--yes"])).code).toBe(1);
  expect((await told("privacy:erase", [String(world.ids.claire)])).lines[0]).toMatch(/erased before/);
  expect((await told("privacy:erase", [])).code).toBe(2);
});

test("a name in a text of the record is told, not passed over", async () => {
  const { db } = world;
  const change = {
    changeId: "change-c",
    path: "nitazenes",
    base: "change-b",
    value: { v: 42, note: { lang: "en", text: `Ask ${name}` } },
  };
  mustBeDone(saveAnswers(db, { ...key, changes: [change] }, { actor: world.actor("claire"), now }));
  const { code, lines } = await told("privacy:erase", [email, "--yes"]);
  expect(code).toBe(1);
  expect(lines).toContain("  answer_changes.value: 1");
});

test("an export holds every kind, what she wrote and what names her, and nothing that opens an account", async () => {
  const noted = { v: 42, note: { lang: "en", text: "Counted twice." } };
  const change = { changeId: "change-c", path: "nitazenes", base: "change-b", value: noted };
  mustBeDone(saveAnswers(world.db, { ...key, changes: [change] }, { actor: world.actor("claire"), now }));
  const { code, lines } = await told("privacy:export", [email]);
  expect(code).toBe(0);
  const taken = JSON.parse(lines.join("\n"));
  expect(taken.person).toMatchObject({ name, email });
  expect(Object.keys(taken.held).sort()).toEqual(
    ["account", "authorship", "credentials", "links", "mails", "places", "sessions"].sort(),
  );
  expect(taken.held.mails.mail_outbox).toMatchObject([{ to: email }]);
  expect(taken.wrote.answers.map(({ path }: { path: string }) => path)).toEqual(["contact", "nitazenes", "nitazenes"]);
  expect(taken.wrote.texts).toMatchObject([{ path: "nitazenes", note: JSON.stringify(noted.note) }]);
  expect(taken.named).toMatchObject([{ of: `${round}/FR/1`, path: "contact" }]);
  expect(lines.join("\n")).not.toMatch(/argon2id|token|Dear/);
  expect(count("select count(*) from audit where action = 'person.export'")).toBe(1);
  expect((await told("privacy:export", ["nobody@example.org"])).code).toBe(1);
  expect(exportPerson(world.db, 999, { by: null, now })).toBe(undefined);
});

test.each([
  ["Ask Li or LI.", ["Li"], "Ask # or #."],
  ["Limits, Lié, 3Li", ["Li"], "Limits, Lié, 3Li"],
  ["ÉLODIE (É.)", ["Élodie"], "# (É.)"],
  ["a.b@x.org, aXb@x.org", ["a.b@x.org"], "#, aXb@x.org"],
  ["$& stays", ["x", ""], "$& stays"],
])("a name is found as a word of its own: %s", (text, words, left) => {
  expect(withoutWords(text, words, "#")).toBe(left);
});
