import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isRefusal } from "~/domain/refusal";
import { planRelease } from "~/workflows/releases/plan.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

let world: ReleaseWorld;

beforeEach(() => {
  world = makeReleaseWorld();
});
afterEach(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
});

it("a small count under a total of zero that its source has published stays withheld, and the editor is told", () => {
  // The source's zero is public and stays; the country's three women contradict it, and no other cell can hide them.
  world.importLines("DEM-DRD-N", ["FR,2024,0"], { dimensions: [], publishedBySource: true });
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 3 } });
  const { id, pinsHash } = mustBeDone(
    prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", "2025-11-10T09:00:00.000Z")),
  );
  const plan = planRelease(world.db, id, world.folder);
  if (isRefusal(plan)) throw new Error(plan.refusal);
  expect(plan.checks.given).toEqual([{ series: "DEM-DRD-N:SEX=F", area: "FR", period: "2024" }]);
  mustBeDone(
    publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", "2025-12-16T09:00:00.000Z")),
  );
  const release = openRelease(world.fileOf(id));
  expect(release.point("DEM-DRD-N", "FR", "2024")!.points[0]).toMatchObject({ value: 0, withheld: false });
  expect(release.point("DEM-DRD-N:SEX=F", "FR", "2024")!.points[0]).toMatchObject({ value: null, withheld: true });
  release.close();
});
