import { expect, test } from "vitest";
import { sessionIdHash } from "~/session.server";
import { flushNotes, mostLines, noteLine } from "~db/collection/notes";
import { actorOfSession } from "~db/collection/people/sessions";
import { cookieOf, openPeople, person, settings } from "../../support/people";

const at = (minute: number) => new Date(Date.parse("2026-03-02T09:00:00.000Z") + minute * 60_000).toISOString();

function world() {
  const db = openPeople();
  const who = person(db, "reviewer");
  const idHash = sessionIdHash(cookieOf(db, who, at(0)), settings())!;
  const seenAt = () => db.$client.prepare("select seen_at from sessions").pluck().get();
  const audit = () => db.$client.prepare("select count(*) from audit where action = 'denied'").pluck().get();
  return { db, who, idHash, seenAt, audit };
}

test("reading a session writes nothing until the notes are written", () => {
  const { db, idHash, seenAt } = world();
  expect(actorOfSession(db, idHash, at(5))).not.toBeNull();
  expect(seenAt()).toBe(at(0));
  flushNotes(db);
  expect(seenAt()).toBe(at(5));
});

test("who works on stays signed in while nothing can be written for hours", () => {
  const { db, idHash, seenAt } = world();
  db.$client.pragma("query_only = ON");
  for (let minute = 0; minute <= 240; minute += 30) {
    expect(actorOfSession(db, idHash, at(minute)), `minute ${minute}`).not.toBeNull();
    if (minute > 0) expect(() => flushNotes(db)).toThrow(/readonly/);
  }
  db.$client.pragma("query_only = OFF");
  flushNotes(db);
  expect(seenAt()).toBe(at(240));
  // Idle for longer than an hour: ended, as ever.
  expect(actorOfSession(db, idHash, at(301))).toBeNull();
});

test("lines that could not be written are written later, each once; beyond a number they are counted", () => {
  const { db, who, audit } = world();
  const deed = { by: who, now: at(1) };
  db.$client.pragma("query_only = ON");
  for (let i = 0; i < mostLines + 7; i += 1) noteLine(db, deed, { action: "denied", subject: "-" });
  expect(() => flushNotes(db)).toThrow(/readonly/);
  db.$client.pragma("query_only = OFF");
  flushNotes(db);
  flushNotes(db);
  expect(audit()).toBe(mostLines + 1);
  const last = db.$client.prepare("select detail from audit order by seq desc limit 1").pluck().get();
  expect(JSON.parse(String(last))).toMatchObject({ times: 7 });
});
