import { expect, test } from "vitest";
import { endOfDayParis, startOfDayParis } from "~/domain/submission/deadline";
import { roundState } from "~/domain/submission/round";
import { type OpenRound, openRound } from "~/workflows/rounds.server";
import { countriesOf, listRounds, readRound } from "~db/collection/rounds";
import { smallQuestionnaire } from "../support/small-questionnaire";
import { makeWorld, type World } from "../support/world";

const wave: OpenRound = {
  id: "2026-small-2",
  questionnaire: "small",
  version: 1,
  title: { en: "Second wave", fr: "Deuxième vague" },
  referencePeriod: "2026-Q3",
  opensAt: startOfDayParis("2026-10-01"),
  softDeadlineAt: endOfDayParis("2026-10-15"),
  hardDeadlineAt: endOfDayParis("2026-10-25"),
  parameters: {},
  countries: ["FR", "NO"],
  needsSignOff: ["NO"],
};

const open = (world: World, change: Partial<OpenRound> = {}) =>
  openRound(world.db, { ...wave, ...change }, world.deed("elena"));

test("a round asks chosen countries, some with the signature of their correspondent", () => {
  const world = makeWorld();
  expect(open(world)).toEqual({ round: "2026-small-2" });
  expect(countriesOf(world.db, "2026-small-2")).toEqual([
    { country: "FR", needsSignOff: false },
    { country: "NO", needsSignOff: true },
  ]);
  const round = readRound(world.db, "2026-small-2")!;
  expect(round).toMatchObject({ title: wave.title, referencePeriod: "2026-Q3", archivedAt: null });
  expect(roundState(round, "2026-10-25T22:59:59.999Z")).toBe("open");
  expect(roundState(round, "2026-10-25T23:00:00.000Z")).toBe("closed");
  expect(listRounds(world.db).map((r) => [r.id, r.countries])).toEqual([
    ["2026-small-2", 2],
    ["2026-small", 3],
  ]);
});

const wrong: [string, Partial<OpenRound>][] = [
  ["id", { id: "small-2026" }],
  ["referencePeriod", { referencePeriod: "last year" }],
  ["title", { title: { en: "Second", fr: " " } }],
  ["opensAt", { opensAt: "2026-10-01" }],
  ["softDeadlineAt", { softDeadlineAt: wave.opensAt }],
  ["hardDeadlineAt", { hardDeadlineAt: wave.opensAt }],
  ["countries", { countries: [] }],
  ["countries", { countries: ["FR", "FR"] }],
  ["countries", { countries: ["FR", "XX"] }],
  ["needsSignOff", { needsSignOff: ["PT"] }],
  ["parameters", { parameters: { nobody: { en: "a", fr: "b" } } }],
  ["version", { version: 7 }],
];

test.each(wrong)("a wrong %s is refused by its name and opens nothing", (part, change) => {
  const world = makeWorld();
  expect(open(world, change)).toEqual({ refusal: "bad-request", detail: { part } });
  expect(listRounds(world.db)).toHaveLength(1);
});

test("a round that exists is not opened again", () => {
  const world = makeWorld();
  open(world);
  expect(open(world)).toEqual({ refusal: "already-exists", detail: { round: "2026-small-2" } });
});

test("parameters are the questionnaire's own unless the round says others", () => {
  const parameters = { trend_name: { en: "nitazenes", fr: "nitazènes" }, lookback: { en: "3 months", fr: "3 mois" } };
  const definition = { ...smallQuestionnaire, vigie: { ...smallQuestionnaire.vigie, parameters } };
  const world = makeWorld({ definition });
  open(world, { parameters: { trend_name: { en: "ketamine", fr: "kétamine" } } });
  expect(readRound(world.db, "2026-small-2")!.parameters).toEqual({
    trend_name: { en: "ketamine", fr: "kétamine" },
    lookback: { en: "3 months", fr: "3 mois" },
  });
});
