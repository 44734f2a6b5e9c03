import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lookInThread, planReleaseInThread, planWithin, publishReleaseInThread } from "~/workflows/desk-thread.server";
import { publishLooked } from "~/workflows/questionnaires.server";
import { planRelease } from "~/workflows/releases/plan.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { type Collection, openCollection } from "~db/collection/client";
import { readRelease } from "~db/collection/releases/releases";
import { mustBeDone } from "../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../support/release-world";
import { smallQuestionnaire } from "../support/small-questionnaire";

/* The thread has a connection of its own, so the collection is a file here. */

let world: ReleaseWorld;
let db: Collection;

beforeEach(() => {
  world = makeReleaseWorld();
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
  mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", "2025-11-01T09:00:00.000Z")));
  const file = join(world.folder, "collection.sqlite");
  writeFileSync(file, world.db.$client.serialize());
  db = openCollection(file);
});
afterEach(() => {
  db.$client.close();
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
});

it("plans and publishes in a thread as in the house, while the house goes on", async () => {
  let turns = 0;
  const ticking = setInterval(() => turns++);
  const plan = mustBeDone(await planReleaseInThread(db, "2025-1", world.folder));
  expect(plan).toEqual(mustBeDone(planRelease(db, "2025-1", world.folder)));
  const what = { id: "2025-1", pinsHash: readRelease(db, "2025-1")!.pinsHash, folder: world.folder };
  const deed = world.deed("elena", "2025-11-02T09:00:00.000Z");
  const published = mustBeDone(await publishReleaseInThread(db, what, deed));
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(1);
  expect(readRelease(db, "2025-1")).toMatchObject({ state: "published", hash: published.hash });
  expect(existsSync(world.fileOf("2025-1"))).toBe(true);
  // What is refused in the house is refused there.
  expect(await publishReleaseInThread(db, what, deed)).toMatchObject({ refusal: "wrong-state" });
});

it("says how far a plan is where it is not there in time, and has it when asked again", async () => {
  expect(await planWithin(db, "2025-1", world.folder, 0)).toEqual({ progress: { audited: 0, all: 0 } });
  // Asked again while it is made: the same one is waited for.
  const found = await planWithin(db, "2025-1", world.folder, 60_000);
  expect(found).toEqual({ plan: mustBeDone(planRelease(db, "2025-1", world.folder)) });
  expect(await planWithin(db, "2024-1", world.folder, 60_000)).toEqual({ plan: { refusal: "not-found" } });
});

it("looks at a questionnaire in the thread while the house goes on, and publishes what was looked at once", async () => {
  const text = JSON.stringify({ ...smallQuestionnaire, vigie: { ...smallQuestionnaire.vigie, id: "another" } });
  let turns = 0;
  const ticking = setInterval(() => turns++);
  const looked = mustBeDone(await lookInThread(db, text));
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(1);
  expect(looked).toMatchObject({ problems: [], former: null });
  const deed = world.deed("elena", "2025-11-02T09:00:00.000Z");
  expect(publishLooked(db, { text, looked }, deed)).toMatchObject({ questionnaire: "another", version: 1 });
  // Somebody else was first: it has to be looked at again.
  expect(publishLooked(db, { text, looked }, deed)).toEqual({ refusal: "stale" });
});
