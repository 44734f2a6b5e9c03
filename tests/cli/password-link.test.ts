import { expect, test } from "vitest";
import { passwordLink } from "~/cli/admin";
import { readLinkSecret } from "~/domain/people/link";
import { secretHash } from "~/session.server";
import { lookAtLink } from "~/workflows/people/invitations.server";
import { addMinutes } from "~db/collection/instant";
import { listMail } from "~db/collection/outbox";
import { audit } from "~db/collection/schema-people";
import { openPeople, origin, person, settings, start } from "../support/people";

function run(email: string) {
  const db = openPeople();
  person(db, "focal-point", "FR", { email: "claire@vigie.example", lang: "fr" });
  const lines: string[] = [];
  const code = passwordLink.run([email], { db, env: settings(), out: (line) => lines.push(line), now: start });
  return { db, lines, code };
}

test("a link for a new password printed on the host is good for half an hour, named in the audit and in no mail", async () => {
  const { db, lines, code } = run(" Claire@vigie.example");
  expect(await code).toBe(0);
  const address = lines.at(-1) ?? "";
  expect(address.startsWith(`${origin}/fr/password/`)).toBe(true);
  const hash = secretHash(readLinkSecret(address.split("/").at(-1)) ?? "");
  expect(lookAtLink(db, "password", hash, addMinutes(start, 29))).toMatchObject({ email: "claire@vigie.example" });
  expect(lookAtLink(db, "password", hash, addMinutes(start, 30))).toEqual({ refusal: "link-expired" });
  expect(listMail(db)).toEqual([]);
  const last = db.select().from(audit).all().at(-1);
  expect(last).toMatchObject({ action: "password.ask", detail: { asked: "host" } });
});

test.each([
  ["nobody@vigie.example", 1],
  ["no address", 2],
])("no link is printed for %s", async (email, code) => {
  const tried = run(email);
  expect(await tried.code).toBe(code);
  expect(tried.lines.join("\n")).not.toContain("/password/");
});
