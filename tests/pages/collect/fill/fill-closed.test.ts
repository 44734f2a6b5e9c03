import { beforeEach, describe, expect, it } from "vitest";
import { closedFor, delegatedIn, readFill } from "~/pages/collect/fill-reading.server";
import { writableIn } from "~/survey/fill/data";
import { delegate } from "~/workflows/people/delegations.server";
import { makeWorld, mustBeDone, now, round, type World } from "../../../support/world";

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

describe("what of a section a contributor may fill in", () => {
  function writable(prefix: string) {
    mustBeDone(delegate(world.db, { round, country: "FR", person: world.ids.lucie, prefix }, world.deed("claire")));
    const reading = readFill(world.db, key)!;
    const actor = world.actor("lucie", now);
    const section = reading.questionnaire.sections.find(({ name }) => name === "deaths")!;
    const closed = { deaths: closedFor(world.db, reading, section, { actor, now }) };
    const delegated = delegatedIn(actor, reading, "en");
    return { may: writableIn({ closed, delegated }, "deaths"), delegated };
  }

  it("is the questions delegated to her, which are named, and no other", () => {
    const { may, delegated } = writable("nitazenes");
    expect(["nitazenes", "deaths_by_year/Y0/F", "story"].map((path) => may(path))).toEqual([true, false, false]);
    expect(delegated?.titles.deaths).toEqual(["Deaths with nitazenes found (persons)"]);
  });

  it("is a part of a table where only a part was delegated", () => {
    const { may } = writable("deaths_by_year/Y1");
    expect(["deaths_by_year/Y0/F", "deaths_by_year/Y1/F", "deaths_by_year"].map((path) => may(path))).toEqual([
      false,
      true,
      false,
    ]);
    expect(may("deaths_by_year", true)).toBe(true);
    expect(may("story", true)).toBe(false);
  });

  it("is all of it where the section was delegated", () => {
    const { may, delegated } = writable("deaths");
    expect(["nitazenes", "deaths_by_year/Y0/F", "story"].every((path) => may(path))).toBe(true);
    expect(delegated?.titles.deaths).toEqual([]);
  });

  it("is all of it for a focal point", () => {
    expect(delegatedIn(world.actor("claire", now), readFill(world.db, key)!, "en")).toBe(null);
  });
});
