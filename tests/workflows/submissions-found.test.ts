import { beforeEach, describe, expect, it } from "vitest";
import { settle } from "~/survey/settle/settle";
import { acceptSections } from "~/workflows/review.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { explainSections, readStanding } from "~/workflows/submissions/submissions.server";
import { makeWorld, mustBeDone, round, type World } from "../support/world";

let world: World;
beforeEach(() => {
  world = makeWorld();
});

const key = { round, country: "FR", number: 1 };

/** Checks that speak of a section now, as the page and the submit ask for them. */
function checksOf(section: string): string[] {
  const standing = readStanding(world.db, key)!;
  const settled = settle(standing.definition, standing.data, { parameters: {}, sections: [section] });
  const explained = explainSections(world.db, standing, { sections: [section], settled });
  return explained.get(section)!.map(({ finding }) => `${finding.check} ${finding.at}`);
}

describe("what is found in a section", () => {
  it("is the same when it is asked twice, and another when an answer moved", () => {
    world.answer("claire", { "deaths_by_year/Y0/F": { v: 104 }, "deaths_by_year/Y0/M": { v: 1.5 } });
    const first = checksOf("deaths");
    expect(first).toContain("not-whole deaths_by_year/Y0/M");
    expect(checksOf("deaths")).toEqual(first);
    world.answer("claire", { "deaths_by_year/Y0/M": { v: 339 } });
    expect(checksOf("deaths")).not.toContain("not-whole deaths_by_year/Y0/M");
  });

  it("is compared with what was accepted a moment ago, not with what was read before", () => {
    world.answer("claire", { "deaths_by_year/Y1/F": { v: 104 }, "deaths_by_year/Y1/M": { v: 339 } });
    const isRevised = () => checksOf("deaths").includes("revision-without-reason deaths_by_year/Y1/M");
    expect(isRevised()).toBe(false);
    world.submit("claire", ["deaths"]);
    mustBeDone(acceptSections(world.db, { ...key, sections: ["deaths"] }, world.deed("tomas")));
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    world.answer("claire", { "deaths_by_year/Y1/M": { v: 345 } });
    expect(isRevised()).toBe(true);
  });
});
