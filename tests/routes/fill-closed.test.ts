import { beforeEach, describe, expect, it } from "vitest";
import { closedFor, readFill } from "~/fill.server";
import { delegate } from "~/workflows/delegations.server";
import { makeWorld, mustBeDone, now, round, type World } from "../support/world";

let world: World;
beforeEach(() => {
  world = makeWorld();
});

const key = { round, country: "FR", number: 1 };

/** Why each section of the round is closed to Lucie, a contributor; null = she may fill it in. */
function closedToLucie(): Record<string, string | null> {
  const reading = readFill(world.db, key)!;
  const actor = world.actor("lucie", now);
  return Object.fromEntries(
    reading.questionnaire.sections.map((one) => [one.name, closedFor(world.db, reading, one, { actor, now })]),
  );
}

describe("what a contributor may fill in", () => {
  it("is nothing before anything is delegated", () => {
    expect(new Set(Object.values(closedToLucie()))).toEqual(new Set(["role"]));
  });

  it.each(["entrants", "deaths"])(
    "opens the section that the delegation of %s names or lies in, and no other",
    (prefix) => {
      const before = closedToLucie();
      mustBeDone(delegate(world.db, { round, country: "FR", person: world.ids.lucie, prefix }, world.deed("claire")));
      const opened = Object.entries(closedToLucie()).filter(([name, why]) => why === null && before[name] === "role");
      expect(opened).toHaveLength(1);
    },
  );
});
