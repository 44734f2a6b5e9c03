import { expect, test } from "vitest";
import type { Actor } from "~/domain/people/access";
import { isRefusal } from "~/domain/refusal";
import { invitationMail, linkTo, passwordChangedMail, passwordMail } from "~/mail/templates";
import { secretHash } from "~/session.server";
import {
  acceptInvitation,
  declineInvitation,
  type Invited,
  invite,
  lookAtLink,
  revokeInvitation,
  wrongLink,
} from "~/workflows/people/invitations.server";
import { askNewPassword, askNewPasswordOnHost, setPasswordByLink } from "~/workflows/people/passwords.server";
import { disablePerson, revokeGrant } from "~/workflows/people/people.server";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { listMail } from "~db/collection/outbox";
import { grantLinesOf } from "~db/collection/people/grants";
import { listPersons, passwordOf, personByEmail } from "~db/collection/people/persons";
import { actorOfSession, grantsOf, sessionsOf, startSession } from "~db/collection/people/sessions";
import { audit } from "~db/collection/schema-people";
import { openPeople, person, start } from "../../support/people";

const day = (n: number) => addMinutes(start, n * 24 * 60);
const origin = "https://vigie.example";
const pilot = { live: true, passwordOnly: true };
const opening = { passwordHash: "hash of a password", idHash: "session", device: "Firefox, Linux" };
const lucie: Invited = {
  email: "lucie@vigie.example",
  name: "Lucie Moreau",
  organisation: "Laboratory",
  lang: "fr",
  role: "contributor",
  country: "FR",
  delegation: null,
};

function actor(db: Collection, id: number): Actor {
  return { person: id, name: "n", email: "e", lang: "en", grants: grantsOf(db, id, start) };
}

function world() {
  const db = openPeople();
  const claire = actor(db, person(db, "focal-point", "FR"));
  const nuno = actor(db, person(db, "admin"));
  const send = (by: Actor, invited: Invited, secret = "secret", now = start) => {
    const link = linkTo(origin, invited.lang, "invite", secret);
    const mail = invitationMail(invited, {
      by: "Claire Aubry",
      part: "Contribution, France",
      round: null,
      sections: [],
      link,
      until: now,
    });
    return invite(db, { actor: by, invited, link: { tokenHash: secretHash(secret), mail } }, now);
  };
  return { db, claire, nuno, send };
}

test("an invitation and its mail are written together; the collection keeps the hash, the mail the link", () => {
  const { db, claire, send } = world();
  expect(send(claire, lucie)).toBeTypeOf("number");
  const [mail] = listMail(db);
  expect(mail).toMatchObject({ to: "lucie@vigie.example", lang: "fr", subject: "Votre invitation à Vigie" });
  expect(mail?.body).toContain("https://vigie.example/fr/invite/secret");
  expect(mail?.body.match(/https?:\/\/[^\s]+/g)).toEqual(["https://vigie.example/fr/invite/secret"]);
  const kept = JSON.stringify(db.$client.prepare("select * from invitations").all());
  expect(kept).toContain(secretHash("secret"));
  expect(kept).not.toContain('"secret"');
});

test("a live installation that is no pilot opens a writer's account and lets nobody in by it", () => {
  const { db, claire, send } = world();
  send(claire, lucie);
  const strict = { live: true, passwordOnly: false };
  expect(acceptInvitation(db, secretHash("secret"), opening, strict, day(1))).toMatchObject({ session: false });
  expect(actorOfSession(db, "session", day(1))).toBeNull();
  expect(personByEmail(db, lucie.email)).toBeDefined();
});

test("taking an invitation opens the account with its part, password and first session, once", () => {
  const { db, claire, send } = world();
  send(claire, lucie);
  const taken = acceptInvitation(db, secretHash("secret"), opening, pilot, day(1));
  expect(taken).toMatchObject({ role: "contributor", session: true });
  expect(actorOfSession(db, "session", day(1))).toMatchObject({
    name: "Lucie Moreau",
    grants: [{ role: "contributor", country: "FR" }],
  });
  expect(acceptInvitation(db, secretHash("secret"), { ...opening, idHash: "second" }, pilot, day(1))).toEqual({
    refusal: "link-used",
  });
  expect(sessionsOf(db, personByEmail(db, lucie.email)?.id ?? 0, day(1))).toHaveLength(1);
});

test("looking at a link, however often, does not use it", () => {
  const { db, claire, send } = world();
  send(claire, lucie);
  for (let i = 0; i < 3; i++)
    expect(lookAtLink(db, "invitation", secretHash("secret"), day(1))).toMatchObject({ email: lucie.email });
  expect(acceptInvitation(db, secretHash("secret"), opening, pilot, day(1))).toMatchObject({ session: true });
});

test("an invitation works for seven days, and not for a password", () => {
  const { db, claire, send } = world();
  send(claire, lucie);
  expect(lookAtLink(db, "invitation", secretHash("secret"), addMinutes(day(7), -1))).toMatchObject({
    email: lucie.email,
  });
  expect(acceptInvitation(db, secretHash("secret"), opening, pilot, day(7))).toEqual({ refusal: "link-expired" });
  expect(lookAtLink(db, "password", secretHash("secret"), start)).toEqual({ refusal: "not-found" });
  expect(lookAtLink(db, "invitation", secretHash("guess"), start)).toEqual({ refusal: "not-found" });
});

test("a focal point invites contributors of her own country and nobody else", () => {
  const { db, claire, nuno, send } = world();
  expect(send(claire, { ...lucie, country: "NO" })).toMatchObject({ refusal: "not-allowed" });
  expect(send(claire, { ...lucie, role: "focal-point" })).toMatchObject({ refusal: "not-allowed" });
  expect(send(claire, { ...lucie, role: "admin", country: null })).toMatchObject({ refusal: "not-allowed" });
  expect(send(nuno, { ...lucie, role: "reviewer", country: null })).toBeTypeOf("number");
  expect(send(nuno, { ...lucie, role: "reviewer", country: "FR" })).toMatchObject({ refusal: "bad-request" });
  expect(send(nuno, { ...lucie, role: "focal-point", country: "XX" })).toMatchObject({ refusal: "bad-request" });
  expect(listMail(db)).toHaveLength(1);
});

test("only the last of two invitations to the same part works", () => {
  const { db, claire, send } = world();
  send(claire, lucie, "first");
  send(claire, lucie, "second");
  expect(acceptInvitation(db, secretHash("first"), opening, pilot, day(1))).toEqual({ refusal: "gone" });
  expect(acceptInvitation(db, secretHash("second"), opening, pilot, day(1))).toMatchObject({ session: true });
});

test("a known account gets the part, but no session and no new password", () => {
  const { db, claire, send } = world();
  const known = person(db, "reviewer", null, { email: lucie.email, passwordHash: "her own" });
  expect(send(claire, lucie)).toBeTypeOf("number");
  expect(acceptInvitation(db, secretHash("secret"), { person: known }, pilot, day(1))).toMatchObject({
    person: known,
    session: false,
  });
  expect(grantLinesOf(db, known).map((line) => line.role)).toEqual(["reviewer", "contributor"]);
  expect(passwordOf(db, known)).toBe("her own");
  expect(sessionsOf(db, known, day(1))).toEqual([]);
});

test("an invitation dies with the right of whoever sent it", () => {
  for (const end of [
    (db: Collection, id: number) => disablePerson(db, id, { by: null, now: day(1) }),
    (db: Collection, id: number) => revokeGrant(db, grantLinesOf(db, id)[0]?.id ?? 0, { by: null, now: day(1) }),
  ]) {
    const { db, claire, send } = world();
    send(claire, lucie);
    end(db, claire.person);
    expect(acceptInvitation(db, secretHash("secret"), opening, pilot, day(2))).toEqual({ refusal: "gone" });
    expect(personByEmail(db, lucie.email)).toBeUndefined();
  }
});

test("a withdrawn invitation and one that met the wrong person are useless", () => {
  const { db, claire, send } = world();
  const id = send(claire, lucie, "one");
  send(claire, { ...lucie, email: "other@vigie.example" }, "two");
  expect(revokeInvitation(db, Number(id), { by: claire.person, now: day(1) })).toBeNull();
  expect(declineInvitation(db, secretHash("two"), "other@vigie.example", day(1))).toBeNull();
  for (const secret of ["one", "two"])
    expect(acceptInvitation(db, secretHash(secret), opening, pilot, day(1))).toEqual({ refusal: "gone" });
  const actions = db
    .select()
    .from(audit)
    .all()
    .map((line) => line.action);
  expect(actions).toEqual(expect.arrayContaining(["invitation.withdraw", "invitation.not-me"]));
});

test("a thirty-first invitation within an hour waits", () => {
  const { claire, send } = world();
  for (let i = 0; i < 30; i++)
    expect(send(claire, { ...lucie, email: `p${i}@vigie.example` }, `s${i}`)).toBeTypeOf("number");
  expect(send(claire, { ...lucie, email: "p31@vigie.example" }, "s31")).toMatchObject({ refusal: "too-many" });
});

test("an administrator invites a whole workshop within an hour", () => {
  const { nuno, send } = world();
  for (let i = 0; i < 60; i++)
    expect(
      send(nuno, { ...lucie, role: "focal-point", delegation: null, email: `p${i}@vigie.example` }, `s${i}`),
    ).toBeTypeOf("number");
});

test("wrong links use an address up, right ones do not", () => {
  const { db, claire, send } = world();
  send(claire, lucie, "right");
  for (let i = 0; i < 30; i++) expect(wrongLink(db, "192.0.2.1", start)).toBe(false);
  expect(wrongLink(db, "192.0.2.1", start)).toBe(true);
  expect(isRefusal(lookAtLink(db, "invitation", secretHash("right"), start))).toBe(false);
});

function ask(db: Collection, email: string, secret: string, now: string, live = false) {
  return askNewPassword(
    db,
    {
      email,
      address: "192.0.2.1",
      live,
      tokenHash: secretHash(secret),
      mail: (to) => passwordMail(to, linkTo(origin, to.lang, "password", secret)),
    },
    now,
  );
}
const setBy = (db: Collection, secret: string, now: string) =>
  setPasswordByLink(
    db,
    { tokenHash: secretHash(secret), passwordHash: "new hash", mail: (to) => passwordChangedMail(to, origin) },
    now,
  );

test("asking for a new password says the same for a known, an unknown and a disabled address; only the known gets mail", () => {
  const { db } = world();
  person(db, "reviewer", null, { email: "tomas@vigie.example" });
  const gone = person(db, "editor", null, { email: "gone@vigie.example" });
  disablePerson(db, gone, { by: null, now: start });
  for (const email of ["tomas@vigie.example", "nobody@vigie.example", "gone@vigie.example"])
    expect(ask(db, email, `s ${email}`, start)).toBeNull();
  expect(listMail(db).map((line) => line.to)).toEqual(["tomas@vigie.example"]);
});

test("a password link works once, for ten minutes, and ends every session", () => {
  const { db } = world();
  const tomas = person(db, "reviewer", null, { email: "tomas@vigie.example", passwordHash: "old hash" });
  startSession(db, { idHash: "stolen", person: tomas, device: "" }, start);
  ask(db, "tomas@vigie.example", "late", start);
  expect(setBy(db, "late", addMinutes(start, 4 * 60))).toEqual({ refusal: "link-expired" });
  ask(db, "tomas@vigie.example", "first", addMinutes(start, 11));
  ask(db, "tomas@vigie.example", "last", addMinutes(start, 12));
  expect(setBy(db, "first", addMinutes(start, 13))).toEqual({ refusal: "gone" });
  expect(setBy(db, "last", addMinutes(start, 13))).toBeNull();
  expect(passwordOf(db, tomas)).toBe("new hash");
  expect(actorOfSession(db, "stolen", addMinutes(start, 13))).toBeNull();
  expect(setBy(db, "last", addMinutes(start, 14))).toEqual({ refusal: "link-used" });
  expect(listMail(db)[0]?.subject).toBe("Your password for Vigie was changed");
});

test("a password link outlives a mail that is held up for an hour", () => {
  const { db } = world();
  const tomas = person(db, "reviewer", null, { email: "tomas@vigie.example", passwordHash: "old hash" });
  ask(db, "tomas@vigie.example", "held up", start);
  expect(setBy(db, "held up", addMinutes(start, 90))).toBeNull();
  expect(passwordOf(db, tomas)).toBe("new hash");
});

test("a password set by a link is in the audit as that, asked for by anybody or on the host, and done by nobody named", () => {
  const { db } = world();
  const tomas = person(db, "reviewer", null, { email: "tomas@vigie.example", passwordHash: "old hash" });
  ask(db, "tomas@vigie.example", "one", start);
  setBy(db, "one", start);
  expect(askNewPasswordOnHost(db, "tomas@vigie.example", secretHash("two"), start)).toBeNull();
  expect(askNewPasswordOnHost(db, "nobody@vigie.example", secretHash("three"), start)).toMatchObject({
    refusal: "not-found",
  });
  expect(setBy(db, "two", addMinutes(start, 29))).toBeNull();
  const lines = db.select().from(audit).all();
  const of = lines.filter(({ action }) => action.startsWith("password."));
  expect(of.map(({ actor, action, subject, detail }) => ({ by: actor, action, subject, detail }))).toEqual([
    { by: null, action: "password.ask", subject: `person/${tomas}`, detail: { link: 1, asked: "anybody" } },
    { by: null, action: "password.set", subject: `person/${tomas}`, detail: { link: 1, ended: 0 } },
    { by: null, action: "password.ask", subject: `person/${tomas}`, detail: { link: 2, asked: "host" } },
    { by: null, action: "password.set", subject: `person/${tomas}`, detail: { link: 2, ended: 0 } },
  ]);
  expect(listMail(db).filter(({ subject }) => subject.includes("changed"))).toHaveLength(2);
});

test("a known account gets no part by an invitation that somebody else, or nobody, takes", () => {
  const { db, claire, send } = world();
  const known = person(db, "reviewer", null, { email: lucie.email, passwordHash: "her own" });
  send(claire, lucie);
  for (const taker of [null, opening, { person: claire.person }])
    expect(acceptInvitation(db, secretHash("secret"), taker, pilot, day(1))).toEqual({ refusal: "wrong-credentials" });
  expect(grantLinesOf(db, known).map((line) => line.role)).toEqual(["reviewer"]);
});

test("“this is not me” needs the address typed, and tells whoever sent the invitation", () => {
  const { db, claire, send } = world();
  send(claire, lucie);
  for (const typed of [null, "", "other@vigie.example"])
    expect(declineInvitation(db, secretHash("secret"), typed, day(1))).toMatchObject({ refusal: "bad-request" });
  expect(lookAtLink(db, "invitation", secretHash("secret"), day(1))).toMatchObject({ email: lucie.email });
  expect(declineInvitation(db, secretHash("secret"), lucie.email, day(1))).toBeNull();
  expect(listMail(db)[0]).toMatchObject({ to: "focal-point.fr@vigie.example" });
  expect(listMail(db)[0]?.body).toContain(lucie.email);
});

test("no more than three mails an hour for a new password", () => {
  const { db } = world();
  person(db, "reviewer", null, { email: "tomas@vigie.example" });
  for (const email of ["tomas@vigie.example", "nobody@vigie.example"]) {
    for (let i = 0; i < 3; i++) expect(ask(db, email, `${email} ${i}`, start)).toBeNull();
    // The same for an address without an account.
    expect(ask(db, email, `${email} 3`, addMinutes(start, 20))).toEqual({
      refusal: "too-many",
      detail: { minutes: 40, by: "account" },
    });
  }
  expect(listMail(db)).toHaveLength(3);
  expect(lookAtLink(db, "password", secretHash("tomas@vigie.example 2"), addMinutes(start, 30))).toMatchObject({
    email: "tomas@vigie.example",
  });
  ask(db, "tomas@vigie.example", "later", addMinutes(start, 60));
  expect(listMail(db)).toHaveLength(4);
});

test("mails hold no digits of figures: only the day and time until which a link works", () => {
  const { db, claire, send } = world();
  send(claire, lucie);
  const text =
    listMail(db)[0]
      ?.body.replace(/https:\S+/, "")
      .replace("2 mars 2026", "")
      .replace(/10\sh\s00/, "") ?? "";
  expect(text).not.toMatch(/\d/);
  expect(listPersons(db)).toHaveLength(2);
});
