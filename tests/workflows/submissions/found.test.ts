import { beforeEach, describe, expect, it } from "vitest";
import { settle } from "~/survey/settle/settle";
import { runImport } from "~/workflows/imports.server";
import { acceptSections } from "~/workflows/review.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { explainSections, readStanding } from "~/workflows/submissions/submissions.server";
import { formerValuesOf } from "~db/collection/former-values";
import { acceptedValues } from "~db/collection/observations";
import { makeWorld, mustBeDone, round, type World } from "../../support/world";

let world: World;
beforeEach(() => {
  world = makeWorld();
});

const key = { round, country: "FR", number: 1 };

/** Checks that speak of a section now, as the page and the submit ask for them. */
function checksOf(section: string): string[] {
  const standing = readStanding(world.db, key)!;
  const settled = settle(standing.definition, standing.nested(), { parameters: {}, sections: [section] });
  const explained = explainSections(world.db, standing, { sections: [section], settled });
  return explained.get(section)!.map(({ finding }) => `${finding.check} ${finding.at}`);
}

/** What the checks compare with, as the full reading of the collection says it. */
function expectSameAsAccepted(): void {
  const accepted = [...acceptedValues(world.db, { area: "FR" })].map(([point, { value, code, flags }]) => [
    point,
    { value, code, flags },
  ]);
  expect([...formerValuesOf(world.db, "FR")]).toEqual(accepted);
}

describe("what the checks compare with", () => {
  it("is what stands: an accepted answer before an import, a correction before what it corrects, an import again", () => {
    const map = {
      source: { en: "A register", fr: "Un registre" },
      licence: "CC BY 4.0",
      publishedBySource: true,
      precedence: 10,
      area: { fixed: "FR" },
      period: { column: "year" },
      indicator: { fixed: "DEM-DRD-N" },
      value: { column: "deaths" },
    };
    const file = { bytes: Buffer.from("year,deaths\n2025,480\n2024,470\n"), fileName: "d.csv", map, dryRun: false };
    runImport(world.db, file, world.deed("elena"));
    const deaths = () => formerValuesOf(world.db, "FR").get("DEM-DRD-N|2025")?.value;
    expect(deaths()).toBe(480);
    expectSameAsAccepted();
    world.answer("claire", { "deaths_by_year/Y0/F": { v: 100, f: ["P"] }, "deaths_by_year/Y0/M": { v: 400 } });
    world.submit("claire", ["deaths"]);
    world.accept("FR", ["deaths"]);
    expect(deaths()).toBe(500);
    expectSameAsAccepted();
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    expect(deaths()).toBe(500);
    world.answer("claire", { "deaths_by_year/Y0/F": null, "deaths_by_year/Y0/M": null, story: "The register closed" });
    world.submit("claire", ["deaths"]);
    world.accept("FR", ["deaths"], "2026-11-25T10:00:00.000Z");
    expect(deaths()).toBe(480);
    expectSameAsAccepted();
  });
});

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
