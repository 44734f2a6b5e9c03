import { expect, test } from "vitest";
import { askReset, confirmReset, endReset } from "~/workflows/people/factors/resets.server";
import { disablePerson } from "~/workflows/people/people.server";
import { addMinutes } from "~db/collection/instant";
import { listMail } from "~db/collection/outbox";
import { openResets } from "~db/collection/people/factor-resets";
import { hasFactor, passkeysOf, recoveryCodesLeft, replaceRecoveryCodes } from "~db/collection/people/factors";
import { sessionsOf } from "~db/collection/people/sessions";
import { audit } from "~db/collection/schema-people";
import { withApp } from "../../support/factors";
import { openPeople, person, start } from "../../support/people";

const reason = "Telephone lost; she was called back through the ministry's switchboard.";

function world() {
  const db = openPeople();
  const claire = person(db, "focal-point", "FR", { lang: "fr" });
  const [nuno, adam] = [
    person(db, "admin", null, { email: "nuno@vigie.example" }),
    person(db, "admin", null, { email: "adam@vigie.example" }),
  ];
  withApp(db, claire, start);
  replaceRecoveryCodes(db, claire, ["hash of a code"], start);
  const as = (by: number, minutes = 1) => ({ by, now: addMinutes(start, minutes) });
  return { db, claire, nuno, adam, as };
}

test("one admin asks, another confirms: factors, codes and sessions are gone, she is told, both are in the audit", () => {
  const { db, claire, nuno, adam, as } = world();
  expect(sessionsOf(db, claire, start)).toHaveLength(1);
  expect(askReset(db, { person: claire, reason }, as(nuno))).toBeTypeOf("number");
  expect(hasFactor(db, claire)).toBe(true);
  expect(confirmReset(db, claire, as(adam, 2))).toBeNull();
  expect([hasFactor(db, claire), passkeysOf(db, claire).length, recoveryCodesLeft(db, claire)]).toEqual([false, 0, 0]);
  expect(sessionsOf(db, claire, addMinutes(start, 2))).toEqual([]);
  expect(listMail(db)[0]).toMatchObject({ to: "focal-point.fr@vigie.example", lang: "fr" });
  expect(listMail(db)[0]?.body).toContain("Deux administrateurs");
  const lines = db
    .select()
    .from(audit)
    .all()
    .filter(({ action }) => action.startsWith("factor.reset"));
  expect(lines.map(({ action, actor, subject }) => [action, actor, subject])).toEqual([
    ["factor.reset-ask", nuno, `person/${claire}`],
    ["factor.reset", adam, `person/${claire}`],
  ]);
  expect(JSON.stringify(lines)).not.toContain("Telephone");
});

test("who asked cannot confirm, nor the person herself ask or confirm", () => {
  const { db, claire, nuno, adam, as } = world();
  withApp(db, nuno, start);
  expect(askReset(db, { person: nuno, reason }, as(nuno))).toMatchObject({ refusal: "not-allowed" });
  askReset(db, { person: claire, reason }, as(nuno));
  expect(confirmReset(db, claire, as(nuno))).toEqual({ refusal: "same-person" });
  askReset(db, { person: nuno, reason }, as(adam));
  expect(confirmReset(db, nuno, as(nuno))).toMatchObject({ refusal: "not-allowed" });
  expect([hasFactor(db, claire), hasFactor(db, nuno)]).toEqual([true, true]);
});

test("a request needs a reason, a second factor to reset, and is made once", () => {
  const { db, claire, nuno, adam, as } = world();
  expect(askReset(db, { person: claire, reason: "lost" }, as(nuno))).toMatchObject({ refusal: "bad-request" });
  expect(askReset(db, { person: claire, reason: "x".repeat(501) }, as(nuno))).toMatchObject({ refusal: "bad-request" });
  expect(askReset(db, { person: adam, reason }, as(nuno))).toEqual({ refusal: "wrong-state" });
  expect(askReset(db, { person: 999, reason }, as(nuno))).toEqual({ refusal: "not-found" });
  askReset(db, { person: claire, reason }, as(nuno));
  expect(askReset(db, { person: claire, reason }, as(adam))).toEqual({ refusal: "already-exists" });
  expect(confirmReset(db, adam, as(nuno))).toEqual({ refusal: "wrong-state" });
});

test("a request is taken back by who asked, declined by another, and after a week asked anew", () => {
  const { db, claire, nuno, adam, as } = world();
  const actions = () =>
    db
      .select()
      .from(audit)
      .all()
      .map(({ action }) => action);
  askReset(db, { person: claire, reason }, as(nuno));
  expect(endReset(db, claire, as(nuno))).toBeNull();
  expect(actions().at(-1)).toBe("factor.reset-take-back");
  askReset(db, { person: claire, reason }, as(nuno));
  expect(endReset(db, claire, as(adam))).toBeNull();
  expect(actions().at(-1)).toBe("factor.reset-decline");
  expect(endReset(db, claire, as(adam))).toEqual({ refusal: "wrong-state" });
  const week = 7 * 24 * 60;
  askReset(db, { person: claire, reason }, as(nuno));
  expect(confirmReset(db, claire, as(adam, week + 1))).toEqual({ refusal: "stale" });
  expect(hasFactor(db, claire)).toBe(true);
  expect(askReset(db, { person: claire, reason }, as(adam, week + 2))).toBeTypeOf("number");
  expect(openResets(db)).toHaveLength(1);
  expect(confirmReset(db, claire, as(nuno, week + 3))).toBeNull();
});

test("a reset enables no disabled account", () => {
  const { db, claire, nuno, adam, as } = world();
  disablePerson(db, claire, as(nuno));
  askReset(db, { person: claire, reason }, as(nuno));
  confirmReset(db, claire, as(adam));
  const row = db.$client.prepare("select disabled_at at from persons where id = ?").get(claire) as { at: unknown };
  expect(row.at).not.toBeNull();
});
