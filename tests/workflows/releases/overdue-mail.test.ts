import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startMailer } from "~/mail/sender.server";
import { overdueMail } from "~/mail/templates";
import { addPerson } from "~/workflows/people/people.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { confirmWithdrawal, remindOfOverdue, withdrawAtOnce } from "~/workflows/releases/release-withdrawals.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { listMail } from "~db/collection/outbox";
import { openWithdrawalOf } from "~db/collection/releases/withdrawals";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";
import { openSmtp, type Smtp } from "../../support/smtp";

/* The mail of an overdue emergency, by the sender the host starts and a real SMTP server. */

const id = "2025-1";
const withdrawn = "2026-07-01T09:00:00.000Z";
const due = "2026-07-02T09:00:00.000Z";
const justBefore = "2026-07-02T08:59:59.000Z";

let world: ReleaseWorld;
let smtp: Smtp;
beforeEach(async () => {
  world = makeReleaseWorld();
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
  const nora = { email: "nora@example.org", name: "nora", organisation: "Test", lang: "fr", demo: false } as const;
  const begun = { by: null, now: "2025-01-05T08:00:00.000Z" };
  mustBeDone(addPerson(world.db, { ...nora, parts: [{ role: "reviewer", country: null }], passwordHash: null }, begun));
  const at = "2025-11-10T09:00:00.000Z";
  const { pinsHash } = mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", at)));
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", at)));
  const reason = { en: "Populations were wrong", fr: "Les populations étaient fausses" };
  const what = { id, reason, successor: null, folder: world.folder };
  mustBeDone(withdrawAtOnce(world.db, what, world.deed("elena", withdrawn)));
  smtp = await openSmtp();
});
afterEach(async () => {
  await smtp.close();
  world.db.$client.close();
  rmSync(world.folder, { recursive: true, force: true });
});

/** Looks at the outbox once, at an hour of the clock, as the host does every few seconds. */
async function lookAt(now: string): Promise<void> {
  const mailer = startMailer({
    ...{ db: world.db, smtpUrl: `smtp://127.0.0.1:${smtp.port}`, from: "Vigie <no-reply@vigie.example>" },
    now: () => now,
    remind: (hour) => remindOfOverdue(world.db, (to, about) => overdueMail(to, about, "https://vigie.example"), hour),
  });
  await mailer.run();
  await mailer.stop();
}

/** The lines of a mail as they are read: soft breaks and encoded letters of quoted-printable undone. */
function read(mail: string): string {
  const bytes = mail
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number(`0x${hex}`)));
  return /quoted-printable/i.test(mail) ? Buffer.from(bytes, "latin1").toString("utf8") : mail;
}

test("an emergency nobody confirmed within a day goes by SMTP to everybody who may decide, once, each in her language", async () => {
  await lookAt(justBefore);
  expect(smtp.taken).toEqual([]);
  await lookAt(due);
  await lookAt(due);
  expect(smtp.taken.map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1]).sort()).toEqual([
    "nora@example.org",
    "tomas@example.org",
  ]);
  const to = (name: string) => read(smtp.taken.find((mail) => mail.includes(`To: ${name}@`)) ?? "");
  expect(to("tomas")).toContain(`Subject: Release ${id}: its withdrawal is not confirmed`);
  expect(to("tomas")).toContain("A second person had to confirm it by 2 July 2026, 11:00 (Paris).");
  expect(to("tomas")).toContain(`https://vigie.example/en/releases/${id}`);
  expect(to("nora")).toContain("Une deuxième devait le confirmer avant le 2 juillet 2026, 11\u00a0h\u00a000 (Paris).");
  expect(to("nora")).toContain(`https://vigie.example/fr/releases/${id}`);
  // Who withdrew it is not asked to confirm her own word, and what was sent is kept by nobody.
  expect(smtp.taken.join()).not.toContain("elena@example.org");
  expect(listMail(world.db)).toMatchObject([
    { sentAt: due, body: "" },
    { sentAt: due, body: "" },
  ]);
});

test("an emergency that was confirmed in time writes no mail", async () => {
  const request = openWithdrawalOf(world.db, id)!.id;
  mustBeDone(confirmWithdrawal(world.db, { id, request, folder: world.folder }, world.deed("tomas", justBefore)));
  await lookAt(due);
  expect(smtp.taken).toEqual([]);
});
