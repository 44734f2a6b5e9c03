import { expect, test } from "vitest";
import { sayAudit } from "~/pages/people/audit.server";
import { returnSection } from "~/workflows/review.server";
import { giveReason } from "~/workflows/submissions/submissions.server";
import { writeAudit } from "~db/collection/audit";
import { auditLines } from "~db/collection/audit-lines";
import { makeWorld, mustBeDone, round } from "../../support/world";

const key = { round, country: "FR", number: 1 };

test("the audit says who did what to what, and from what to what, in both languages", () => {
  const world = makeWorld();
  world.answer("claire", { nitazenes: { v: 600 } });
  const finding = { check: "check:nitazenes-within-entrants", at: "nitazenes" };
  const given = { ...key, lang: "en" as const, finding, serves: "figure" as const, reason: "A new laboratory" };
  mustBeDone(giveReason(world.db, given, world.deed("claire")));
  world.submit("claire", ["deaths"]);
  const reasons = [{ path: "nitazenes", lang: "en" as const, text: "Same laboratories?" }];
  mustBeDone(returnSection(world.db, { ...key, section: "deaths", reasons }, world.deed("tomas")));
  writeAudit(world.db, world.deed("adam"), {
    action: "denied",
    subject: `${round}/FR`,
    detail: { action: "section.review", why: "not-allowed" },
  });
  const lines = auditLines(world.db, { subject: round }, { most: 10 });
  const say = (lang: "en" | "fr") =>
    sayAudit(world.db, lines, lang).map(({ who, what, about, detail }) => [who, what, about, detail]);
  expect(say("en")).toMatchObject([
    [
      "Adam Novak",
      "was refused",
      "Small 2026, France",
      "wanted to accept or return sections. Your role does not allow this.",
    ],
    [
      "Tomas Berg",
      "returned a section",
      "Small 2026, France, 1 Deaths",
      "from “to review” to “returned” · with 1 reason",
    ],
    [
      "Claire Aubry",
      "submitted a section",
      "Small 2026, France, 1 Deaths",
      expect.stringMatching(/^from “in progress” to “to review” · receipt FR-2026S-1-/),
    ],
    [
      "Claire Aubry",
      "gave a reason for a warning",
      "Small 2026, France, 1 Deaths",
      "at Deaths with nitazenes found (persons) · for the figure",
    ],
    ["Elena Marin", "opened a round", "Small 2026", "Small questionnaire, version 1, 3 countries"],
  ]);
  expect(say("fr")[1]).toEqual([
    "Tomas Berg",
    "section renvoyée",
    "Petite collecte 2026, France, 1 Décès",
    "de «\u00a0à examiner\u00a0» à «\u00a0renvoyée\u00a0» · avec 1 motif",
  ]);
});

test("roles, people and days are said in words", () => {
  const world = makeWorld();
  writeAudit(world.db, world.deed("adam"), {
    action: "grant.add",
    subject: `person/${world.ids.rosa}`,
    detail: { grant: 3, role: "reviewer", country: null, from: "2026-01-01", to: null },
  });
  const [line] = sayAudit(world.db, auditLines(world.db, { subject: "person/" }, { most: 1 }), "en");
  expect(line).toMatchObject({ about: "Rosa Lind", what: "gave a role" });
  expect(line?.detail).toBe("Reviewer · from 1 January 2026 · until further notice");
});
