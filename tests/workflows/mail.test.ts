import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Mailer, startMailer } from "~/mail/sender.server";
import { takeMail } from "~/workflows/mail.server";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { listMail, writeMail } from "~db/collection/outbox";
import Database from "~db/sqlite/driver";
import { troubleOf } from "~db/sqlite/trouble";
import { openPeople, start } from "../support/people";
import { openSmtp, type Smtp } from "../support/smtp";

const open: { close?(): Promise<void>; stop?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await (one.stop ?? one.close)?.();
});

async function smtp(how?: Parameters<typeof openSmtp>[0]): Promise<Smtp> {
  const made = await openSmtp(how);
  open.push(made);
  return made;
}

function mailer(db: Collection, port: number, now: () => string): Mailer {
  const made = startMailer({ db, smtpUrl: `smtp://127.0.0.1:${port}`, from: "Vigie <no-reply@vigie.example>", now });
  open.push(made);
  return made;
}

const letter = (to: string) => ({
  to,
  subject: "Votre invitation à Vigie",
  body: "Ouvrez http://localhost/fr/invite/secret-of-the-link\n",
  lang: "fr" as const,
});

test("a mail in the outbox goes out by SMTP once, and its text is emptied when it is sent", async () => {
  const db = openPeople();
  const server = await smtp();
  writeMail(db, letter("lucie@vigie.example"), start);
  const sender = mailer(db, server.port, () => start);
  await sender.run();
  await sender.run();
  expect(server.taken).toHaveLength(1);
  expect(server.taken[0]).toContain("To: lucie@vigie.example");
  expect(server.taken[0]).toContain("secret-of-the-link");
  expect(listMail(db)).toMatchObject([{ sentAt: start, body: "", tries: 0, leaseUntil: null }]);
});

test("a refusing server is tried again later, and the mail arrives once it takes it", async () => {
  const db = openPeople();
  const server = await smtp({ refuseFirst: 2 });
  writeMail(db, letter("lucie@vigie.example"), start);
  let now = start;
  const sender = mailer(db, server.port, () => now);
  await sender.run();
  expect(listMail(db)).toMatchObject([
    { sentAt: null, tries: 1, lastError: "EENVELOPE 450", nextTryAt: addMinutes(start, 1) },
  ]);
  await sender.run();
  expect(listMail(db)).toMatchObject([{ tries: 1 }]);
  now = addMinutes(start, 1);
  await sender.run();
  expect(listMail(db)).toMatchObject([{ tries: 2, nextTryAt: addMinutes(start, 3) }]);
  now = addMinutes(start, 3);
  await sender.run();
  expect(listMail(db)).toMatchObject([{ sentAt: now, body: "" }]);
  expect(server.taken).toHaveLength(1);
});

test("while no server is there nothing is lost; a new sender after a restart delivers", async () => {
  const db = openPeople();
  const { port, close } = await smtp();
  await close();
  writeMail(db, letter("lucie@vigie.example"), start);
  const before = mailer(db, port, () => start);
  await before.run();
  await before.stop();
  expect(listMail(db)).toMatchObject([{ sentAt: null, tries: 1, lastError: "ESOCKET" }]);
  const server = await smtp({ port });
  const after = mailer(db, port, () => addMinutes(start, 2));
  await after.run();
  expect(server.taken).toHaveLength(1);
});

test("one refused mail does not hold back the others", async () => {
  const db = openPeople();
  const server = await smtp({ refuseFirst: 1 });
  for (const to of ["a@vigie.example", "b@vigie.example", "c@vigie.example"]) writeMail(db, letter(to), start);
  await mailer(db, server.port, () => start).run();
  expect(server.taken).toHaveLength(2);
});

test("a mail under way is not taken by a second sender, and comes back when its sender died", () => {
  const db = openPeople();
  writeMail(db, letter("lucie@vigie.example"), start);
  expect(takeMail(db, start)?.to).toBe("lucie@vigie.example");
  expect(takeMail(db, addMinutes(start, 4))).toBeUndefined();
  expect(takeMail(db, addMinutes(start, 5))?.to).toBe("lucie@vigie.example");
});

test("a line break in a subject adds no header", async () => {
  const db = openPeople();
  const server = await smtp();
  writeMail(db, { ...letter("lucie@vigie.example"), subject: "Hello\r\nBcc: evil@evil.example" }, start);
  await mailer(db, server.port, () => start).run();
  expect(server.taken[0]).not.toMatch(/^Bcc:/im);
});

test("a mail waits while another process holds the collection, and is sent once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-mail-"));
  const file = join(folder, "collection.sqlite");
  const db = openPeople(file);
  db.$client.pragma("busy_timeout = 0");
  const server = await smtp();
  const told: unknown[] = [];
  const foreign = new Database(file);
  foreign.exec("begin immediate");
  const made = startMailer({
    ...{ db, smtpUrl: `smtp://127.0.0.1:${server.port}`, from: "Vigie <no-reply@vigie.example>", now: () => start },
    tell: (error) => void told.push(error),
  });
  open.push(made);
  await made.run();
  expect(told.map(troubleOf)).toEqual(["busy"]);
  foreign.exec("rollback");
  writeMail(db, letter("claire@example.org"), start);
  // Held again between sending and marking: what was sent is marked later, not sent again.
  const begin = foreign.prepare("begin immediate");
  server.onTaken = () => void begin.run();
  await made.run();
  expect(listMail(db)[0]?.sentAt).toBeNull();
  foreign.exec("rollback");
  server.onTaken = () => undefined;
  await made.run();
  expect(listMail(db)[0]?.sentAt).toBe(start);
  expect(server.taken).toHaveLength(1);
  await made.stop();
  foreign.close();
  db.$client.close();
  rmSync(folder, { recursive: true });
});
