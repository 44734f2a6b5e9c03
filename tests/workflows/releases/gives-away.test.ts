import { existsSync, readdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { planRelease } from "~/workflows/releases/plan.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareAgain, prepareRelease, withdrawPoint } from "~/workflows/releases/releases.server";
import { readRelease } from "~db/collection/releases/releases";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

/*
 * Norway's men were public before its total: 17. Now the total of 20 is to be shown and its three women withheld: whoever
 * kept the former file subtracts. Nothing that may be withheld hides them, so the candidate cannot be published.
 */

let world: ReleaseWorld;
const november = "2025-11-10T09:00:00.000Z";
const march = "2026-03-02T09:00:00.000Z";

beforeEach(() => {
  world = makeReleaseWorld();
  world.importLines("DEM-DRD-N", ["NO,2024,M,17"]);
  const { id, pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", november)));
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", november)));
  world.importLines("DEM-DRD-N", ["NO,2024,F,3"], { at: "2026-02-01T09:00:00.000Z" });
  world.importLines("DEM-DRD-N", ["NO,2024,20"], { at: "2026-02-01T09:00:00.000Z", dimensions: [] });
});
afterEach(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
});

const women = { series: "DEM-DRD-N:SEX=F", area: "NO", period: "2024" };
const publish = (pinsHash: string) =>
  publishRelease(world.db, { id: "2026-1", pinsHash, folder: world.folder }, world.deed("elena", march));

it("a release that tells a withheld figure is not published, and says which and what can be known", () => {
  const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", march)));
  const plan = mustBeDone(planRelease(world.db, "2026-1", world.folder));
  expect(plan.audit).toMatchObject({ cells: 1, systems: 1, told: [{ ...women, why: "range", least: 3, most: 3 }] });
  expect(publish(pinsHash)).toEqual({
    refusal: "gives-away",
    detail: { release: "2026-1", figures: 1, ...women, why: "range", least: 3, most: 3 },
  });
  expect(readRelease(world.db, "2026-1")).toMatchObject({ state: "prepared", hash: null });
  expect(existsSync(world.fileOf("2026-1"))).toBe(false);
  expect(readdirSync(world.folder).filter((name) => name.includes(".tmp"))).toEqual([]);
  const line = world.db.$client
    .prepare("select subject, detail from audit where action = 'release.gives-away'")
    .get() as { subject: string; detail: string };
  expect(line.subject).toBe("release/2026-1");
  expect(JSON.parse(line.detail)).toEqual({ figures: 1, ...women });
});

it("it is published once the total is withdrawn that the figure can be computed from", () => {
  mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", march)));
  const reason = { en: "Tells a small count", fr: "Révèle un petit effectif" };
  const total = { ...women, series: "DEM-DRD-N" };
  mustBeDone(withdrawPoint(world.db, { release: "2026-1", ...total, reason }, world.deed("tomas", march)));
  const { pinsHash } = mustBeDone(prepareAgain(world.db, { id: "2026-1" }, world.deed("tomas", march)));
  expect(mustBeDone(planRelease(world.db, "2026-1", world.folder)).audit.told).toEqual([]);
  expect(publish(pinsHash)).toMatchObject({ id: "2026-1" });
  const release = openRelease(world.fileOf("2026-1"));
  expect(release.point(total.series, total.area, total.period)).toBeNull();
  expect(release.point(women.series, women.area, women.period)!.points[0]).toMatchObject({ withheld: true });
  release.close();
});

it("a withdrawn release counts: what it showed is known for good", () => {
  world.db.$client.prepare("update releases set state = 'withdrawn' where id = '2025-1'").run();
  const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", march)));
  expect(publish(pinsHash)).toMatchObject({ refusal: "gives-away" });
});
