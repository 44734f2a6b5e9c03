import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { grant, revokeGrant } from "~/workflows/people/people.server";
import { addMinutes } from "~db/collection/instant";
import { flushNotes } from "~db/collection/notes";
import { insertDelegation } from "~db/collection/people/delegations";
import { actorOfSession, endSession, endSessionsOf, sessionsOf, startSession } from "~db/collection/people/sessions";
import { persons, sessions } from "~db/collection/schema-people";
import { openPeople, person, start } from "../../../support/people";

const at = (minutes: number) => addMinutes(start, minutes);

function signedIn(role: "focal-point" | "contributor" = "focal-point") {
  const db = openPeople();
  const who = person(db, role, "FR");
  startSession(db, { idHash: "hash", person: who, device: "Firefox, Linux" }, start);
  return { db, who };
}

test("a session says who asks, with the grants of now", () => {
  const { db, who } = signedIn();
  expect(actorOfSession(db, "hash", at(1))).toEqual({
    person: who,
    name: "focal-point FR",
    email: "focal-point.fr@vigie.example",
    lang: "en",
    grants: [{ role: "focal-point", country: "FR" }],
  });
  expect(actorOfSession(db, "another hash", at(1))).toBeNull();
});

test("a session ends after sixty silent minutes and after twelve hours in all", () => {
  const { db } = signedIn();
  expect(actorOfSession(db, "hash", at(59))).not.toBeNull();
  expect(actorOfSession(db, "hash", at(118))).not.toBeNull();
  expect(actorOfSession(db, "hash", at(178))).toBeNull();
  for (let minute = 150; minute < 720; minute += 30)
    expect(actorOfSession(db, "hash", at(minute)), `minute ${minute}`).not.toBeNull();
  expect(actorOfSession(db, "hash", at(720))).toBeNull();
});

test("when a person was seen is written at most once a minute", () => {
  const { db } = signedIn();
  const seen = () => db.select({ at: sessions.seenAt }).from(sessions).get()?.at;
  actorOfSession(db, "hash", addMinutes(start, 0.9));
  flushNotes(db);
  expect(seen()).toBe(start);
  actorOfSession(db, "hash", at(1));
  flushNotes(db);
  expect(seen()).toBe(at(1));
});

test("an ended session and a disabled person are nobody at once", () => {
  const { db, who } = signedIn();
  db.update(persons)
    .set({ disabledAt: at(1) })
    .where(eq(persons.id, who))
    .run();
  expect(actorOfSession(db, "hash", at(2))).toBeNull();
  db.update(persons).set({ disabledAt: null }).where(eq(persons.id, who)).run();
  expect(actorOfSession(db, "hash", at(2))).not.toBeNull();
  endSession(db, "hash", at(3));
  expect(actorOfSession(db, "hash", at(3))).toBeNull();
});

test("a grant counts from its first instant until its last, and not after it was taken away", () => {
  const { db, who } = signedIn();
  const added = grant(
    db,
    { person: who, role: "correspondent", country: "FR", from: at(10), to: at(20) },
    { by: null, now: start },
  );
  const roles = (minutes: number) => actorOfSession(db, "hash", at(minutes))?.grants.map((one) => one.role);
  expect(roles(9)).toEqual(["focal-point"]);
  expect(roles(10)).toEqual(["focal-point", "correspondent"]);
  expect(roles(20)).toEqual(["focal-point"]);
  expect(added).toBeTypeOf("number");
  const focal = 1;
  expect(revokeGrant(db, focal, { by: null, now: at(30) })).toBe(who);
  expect(roles(30)).toEqual([]);
});

test("what is delegated to a contributor comes as one grant for each round, of her country only", () => {
  const { db, who } = signedIn("contributor");
  const line = (round: string, country: string, prefix: string) =>
    insertDelegation(db, { round, country, prefix, person: who, by: null, at: start });
  expect(actorOfSession(db, "hash", at(1))?.grants).toEqual([{ role: "contributor", country: "FR" }]);
  line("2026-annual", "FR", "deaths");
  line("2026-annual", "FR", "entrants");
  line("2025-annual", "FR", "deaths");
  line("2026-annual", "NO", "deaths");
  expect(actorOfSession(db, "hash", at(1))?.grants).toEqual([
    { role: "contributor", country: "FR", roundId: "2026-annual", prefixes: ["deaths", "entrants"] },
    { role: "contributor", country: "FR", roundId: "2025-annual", prefixes: ["deaths"] },
  ]);
});

test("a sixth session ends the oldest, another person's stay", () => {
  const { db, who } = signedIn();
  const other = person(db, "reviewer");
  startSession(db, { idHash: "theirs", person: other, device: "" }, start);
  for (let i = 1; i <= 5; i++) startSession(db, { idHash: `hash${i}`, person: who, device: "" }, at(i));
  expect(sessionsOf(db, who, at(6)).map((line) => line.idHash)).toEqual(["hash5", "hash4", "hash3", "hash2", "hash1"]);
  expect(actorOfSession(db, "theirs", at(6))).not.toBeNull();
});

test("ending all sessions spares the one in use", () => {
  const { db, who } = signedIn();
  startSession(db, { idHash: "in use", person: who, device: "" }, at(1));
  expect(endSessionsOf(db, who, at(2), "in use")).toBe(1);
  expect(sessionsOf(db, who, at(3)).map((line) => line.idHash)).toEqual(["in use"]);
});
