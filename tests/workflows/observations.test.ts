import { expect, test } from "vitest";
import { runImport } from "~/workflows/imports.server";
import { rebuild } from "~/workflows/observations.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { acceptedValues, listObservations } from "~db/collection/observations";
import { makeWorld, mustBeDone, now, round } from "../support/world";

type World = ReturnType<typeof makeWorld>;

const figures = { "deaths_by_year/Y0/F": { v: 100, f: ["P"] }, "deaths_by_year/Y0/M": { v: 400 } };

function accepted(world: World, answers: Record<string, unknown>, at = now) {
  world.answer("claire", answers, { at });
  const outcome = world.submit("claire", ["deaths"], { at });
  if (!("reference" in outcome))
    throw new Error(JSON.stringify(outcome, (_, part) => (part instanceof Map ? [...part] : part)));
  world.accept("FR", ["deaths"], at);
}

const deathsOf = (world: World) =>
  acceptedValues(world.db, { area: "FR", series: ["DEM-DRD-N"] }).get("DEM-DRD-N|2025");

test("an accepted section is observed with its totals, flags and where each came from", () => {
  const world = makeWorld();
  world.answer("claire", figures);
  expect(listObservations(world.db, {})).toEqual([]);
  accepted(world, {});
  const told = listObservations(world.db, { area: "FR" }).map((o) => [o.series, o.period, o.value, o.flags]);
  expect(told).toEqual([
    ["DEM-DRD-N", "2025", 500, ["P"]],
    ["DEM-DRD-N:SEX=F", "2025", 100, ["P"]],
    ["DEM-DRD-N:SEX=M", "2025", 400, []],
  ]);
  const [women] = listObservations(world.db, { series: ["DEM-DRD-N:SEX=F"] });
  expect(women?.provenance).toMatchObject({
    kind: "answer",
    revision: 1,
    section: "deaths",
    path: "deaths_by_year/Y0/F",
  });
  expect(women?.source).toMatchObject({ kind: "answer", acceptedAt: now, superseded: false });
});

test("a correction under way leaves what was accepted in place; accepted, it takes its place and the former stays visible", () => {
  const world = makeWorld();
  accepted(world, figures);
  mustBeDone(
    startCorrection(world.db, { round, country: "FR", number: 1, sections: ["deaths"] }, world.deed("claire")),
  );
  world.answer("claire", { "deaths_by_year/Y0/M": { v: 420 } });
  expect(deathsOf(world)?.value).toBe(500);
  accepted(world, {}, "2026-11-25T10:00:00.000Z");
  expect(deathsOf(world)?.value).toBe(520);
  expect(deathsOf(world)?.alternatives.map((one) => one.said.map((o) => o.value))).toEqual([[500]]);
});

test("what a correction clears is not brought back by the former revision, an import stands in again", () => {
  const world = makeWorld();
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
  runImport(
    world.db,
    { bytes: Buffer.from("year,deaths\n2025,480\n2024,470\n"), fileName: "d.csv", map, dryRun: false },
    world.deed("elena"),
  );
  expect(deathsOf(world)?.value).toBe(480);
  accepted(world, figures);
  expect(deathsOf(world)?.value).toBe(500);
  expect(deathsOf(world)?.alternatives.map((one) => one.source.kind)).toEqual(["import"]);
  mustBeDone(
    startCorrection(world.db, { round, country: "FR", number: 1, sections: ["deaths"] }, world.deed("claire")),
  );
  accepted(
    world,
    { "deaths_by_year/Y0/F": null, "deaths_by_year/Y0/M": null, story: "The register was closed" },
    "2026-11-25T10:00:00.000Z",
  );
  expect(deathsOf(world)?.value).toBe(480);
});

test("a reason without value is an answer like any other and goes before an import", () => {
  const world = makeWorld();
  accepted(world, { "deaths_by_year/Y0/F": { v: null, f: ["L"] }, "deaths_by_year/Y0/M": { v: 400 } });
  const women = acceptedValues(world.db, { area: "FR", periods: ["2025"] }).get("DEM-DRD-N:SEX=F|2025");
  expect([women?.value, women?.flags]).toEqual([null, ["L"]]);
});

test("a rebuild changes nothing, not even a row id", () => {
  const world = makeWorld();
  accepted(world, figures);
  mustBeDone(
    startCorrection(world.db, { round, country: "FR", number: 1, sections: ["deaths"] }, world.deed("claire")),
  );
  accepted(world, { "deaths_by_year/Y0/M": { v: 420 } }, "2026-11-25T10:00:00.000Z");
  const rows = () => world.db.$client.prepare("select * from observations order by id").all();
  const before = rows();
  expect(before.length).toBeGreaterThan(3);
  expect(rebuild(world.db, world.deed("elena"))).toMatchObject({ changed: 0, removed: 0 });
  expect(rows()).toEqual(before);
});

test("a rebuild puts right what was tampered with and removes what has no accepted source", () => {
  const world = makeWorld();
  accepted(world, figures);
  const right = listObservations(world.db, {});
  world.db.$client.prepare("update observations set value = 1 where value = 400").run();
  expect(rebuild(world.db, world.deed("elena"))).toMatchObject({ changed: 1, removed: 0 });
  expect(listObservations(world.db, {})).toEqual(right);
  world.db.$client.prepare("update submission_sections set state = 'returned'").run();
  expect(rebuild(world.db, world.deed("elena"))).toMatchObject({ changed: 0, removed: 1 });
  expect(listObservations(world.db, {})).toEqual([]);
});

const question = (name: string, parts: object) => ({
  name,
  title: { default: `${name} (persons)`, fr: `${name} (personnes)` },
  ...parts,
});
const conditional = {
  vigie: { id: "conditional", version: 1 },
  title: { default: "Conditional", fr: "Conditionnel" },
  pages: [
    {
      name: "mortality",
      title: { default: "Deaths", fr: "Décès" },
      elements: [
        question("has_register", {
          type: "boolean",
          observe: "none",
          noSeries: { default: "Context", fr: "Contexte" },
        }),
        question("deaths", {
          type: "figure",
          unit: "PS",
          definition: { default: "Deaths of the year", fr: "Décès de l’année" },
          visibleIf: "{has_register} = true",
          observe: { indicator: "DEM-DRD-N" },
        }),
        question("syringes", {
          type: "figure",
          unit: "SYRINGE",
          definition: { default: "Syringes of the year", fr: "Seringues de l’année" },
          observe: { indicator: "DEM-SYR" },
        }),
      ],
    },
    {
      name: "naloxone",
      title: { default: "Kits", fr: "Kits" },
      elements: [
        question("kits", {
          type: "figure",
          unit: "KIT",
          definition: { default: "Kits of the year", fr: "Kits de l’année" },
          observe: { indicator: "DEM-NAL" },
        }),
      ],
    },
  ],
};

test("the answer to a question hidden at submit is not observed, nor when the section is carried into a revision", () => {
  const world = makeWorld({ definition: conditional });
  const key = { round, country: "FR", number: 1 };
  world.answer("claire", { has_register: true, deaths: { v: 12 }, syringes: { v: 900 }, kits: { v: 30 } });
  world.answer("claire", { has_register: false });
  expect(world.submit("claire", ["mortality", "naloxone"])).toHaveProperty("reference");
  world.accept("FR", ["mortality", "naloxone"]);
  const told = () => listObservations(world.db, { area: "FR" }).map((o) => [o.indicator, o.value]);
  expect(told()).toEqual([
    ["DEM-NAL", 30],
    ["DEM-SYR", 900],
  ]);
  mustBeDone(startCorrection(world.db, { ...key, sections: ["naloxone"] }, world.deed("claire")));
  expect(told()).toEqual([
    ["DEM-NAL", 30],
    ["DEM-SYR", 900],
    ["DEM-SYR", 900],
  ]);
  expect(rebuild(world.db, world.deed("elena"))).toMatchObject({ changed: 0, removed: 0 });
});
