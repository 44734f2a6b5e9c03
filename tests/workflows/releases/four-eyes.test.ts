import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "~/domain/people/access";
import { addPerson } from "~/workflows/people/people.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import {
  changeNote,
  discardRelease,
  involvedIn,
  prepareAgain,
  prepareRelease,
  takeBackWithdrawal,
  withdrawPoint,
} from "~/workflows/releases/releases.server";
import { openCollection } from "~db/collection/client";
import { changesOf } from "~db/collection/releases/changes";
import { readRelease, withdrawalsOf } from "~db/collection/releases/releases";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

let world: ReleaseWorld;
let nora: number;

const at = "2025-11-10T09:00:00.000Z";
const later = "2025-11-12T09:00:00.000Z";
const id = "2025-1";
const reason = { en: "Read in thousands", fr: "Lu en milliers" };
const point = { release: id, series: "DEM-DRD-N:SEX=F", area: "FR", period: "2024", reason };

function addReviewer(name: string, role: Role = "reviewer"): number {
  const person = { email: `${name}@example.org`, name, organisation: "Test", lang: "en", demo: false } as const;
  const begun = { by: null, now: "2025-01-05T08:00:00.000Z" };
  return mustBeDone(addPerson(world.db, { ...person, parts: [{ role, country: null }], passwordHash: null }, begun));
}

function begin(options: { file?: string } = {}) {
  world = makeReleaseWorld(options);
  nora = addReviewer("nora");
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
  mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", at)));
}

beforeEach(() => begin());
afterEach(() => {
  world.db.$client.close();
  rmSync(world.folder, { recursive: true, force: true });
});

const hash = () => readRelease(world.db, id)!.pinsHash;
const publish = (by: number) =>
  publishRelease(world.db, { id, pinsHash: hash(), folder: world.folder }, { by, now: later });
const elena = () => world.deed("elena", later);

describe("whoever changed a candidate does not publish it:", () => {
  const deeds: [string, () => unknown][] = [
    ["a withdrawn point", () => withdrawPoint(world.db, point, elena())],
    [
      "a withdrawal taken back",
      () => {
        mustBeDone(withdrawPoint(world.db, point, world.deed("tomas", later)));
        return takeBackWithdrawal(world.db, { release: id, id: withdrawalsOf(world.db, id)[0]!.id }, elena());
      },
    ],
    ["another note", () => changeNote(world.db, { id, note: { en: "First", fr: "Première" } }, elena())],
    ["prepared again", () => prepareAgain(world.db, { id }, elena())],
    [
      "prepared again by another after she changed it",
      () => {
        mustBeDone(withdrawPoint(world.db, point, elena()));
        return prepareAgain(world.db, { id }, world.deed("tomas", later));
      },
    ],
    [
      "other imports",
      () => {
        world.importLines("DEM-DRD-N", ["NO,2020,F,100", "NO,2020,M,200"]);
        return prepareAgain(world.db, { id, imports: [1] }, elena());
      },
    ],
  ];
  it.each(deeds)("%s", (_what, deed) => {
    mustBeDone(deed() as object);
    expect(publish(world.ids.elena)).toEqual({ refusal: "same-person" });
    expect(publish(world.ids.tomas)).toEqual({ refusal: "same-person" });
    expect(existsSync(world.fileOf(id))).toBe(false);
    expect(involvedIn(world.db, readRelease(world.db, id)!)).toEqual([world.ids.tomas, world.ids.elena]);
    mustBeDone(publish(nora));
  });

  it("what was done is told in order, with the points and the files", () => {
    world.importLines("DEM-DRD-N", ["NO,2020,F,100", "NO,2020,M,200"]);
    mustBeDone(prepareAgain(world.db, { id }, elena()));
    mustBeDone(withdrawPoint(world.db, point, world.deed("tomas", later)));
    expect(changesOf(world.db, id)).toMatchObject([
      { kind: "prepared", name: "tomas", imports: null, series: null },
      { kind: "prepared-again", name: "elena", imports: { added: [1], left: [] } },
      { kind: "point-withdrawn", name: "tomas", series: "DEM-DRD-N:SEX=F", area: "FR", period: "2024" },
    ]);
  });

  it("who did nothing to it may publish what another changed, once she saw it", () => {
    const seen = hash();
    mustBeDone(withdrawPoint(world.db, point, world.deed("tomas", later)));
    const [entered] = withdrawalsOf(world.db, id);
    mustBeDone(takeBackWithdrawal(world.db, { release: id, id: entered!.id }, world.deed("tomas", later)));
    // The figures are the same as before; that somebody had her hands on them is not.
    expect(hash()).not.toBe(seen);
    const what = { id, pinsHash: seen, folder: world.folder };
    expect(publishRelease(world.db, what, elena())).toMatchObject({ refusal: "stale" });
    mustBeDone(publish(world.ids.elena));
  });

  it("who may not prepare a release takes no point out of one and brings none back, whatever door she comes by", () => {
    for (const who of ["anna", "claire"] as const)
      expect(withdrawPoint(world.db, point, world.deed(who, later))).toEqual({ refusal: "not-allowed" });
    expect(withdrawPoint(world.db, point, { by: null, now: later })).toEqual({ refusal: "not-allowed" });
    mustBeDone(withdrawPoint(world.db, point, elena()));
    const what = { release: id, id: withdrawalsOf(world.db, id)[0]!.id };
    const seen = hash();
    expect(takeBackWithdrawal(world.db, what, world.deed("anna", later))).toEqual({ refusal: "not-allowed" });
    expect(withdrawalsOf(world.db, id)).toHaveLength(1);
    expect(hash()).toBe(seen);
  });

  it("a candidate discarded takes who changed it along: who prepares anew begins anew", () => {
    mustBeDone(withdrawPoint(world.db, point, elena()));
    mustBeDone(discardRelease(world.db, id, elena()));
    mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", later)));
    mustBeDone(publish(world.ids.elena));
  });

  it("a note needs both languages, and a published release keeps its own", () => {
    expect(changeNote(world.db, { id, note: { en: "First", fr: " " } }, elena())).toMatchObject({
      refusal: "bad-request",
    });
    expect(changeNote(world.db, { id, note: null }, world.deed("anna", later))).toEqual({ refusal: "not-allowed" });
    mustBeDone(publish(nora));
    expect(changeNote(world.db, { id, note: null }, elena())).toMatchObject({ refusal: "wrong-state" });
  });
});

describe("two persons at the same time", () => {
  it("a point withdrawn by the publisher while her file is written is seen before it counts", () => {
    const file = join(world.folder, "collection.sqlite");
    const before = world.folder;
    world.db.$client.close();
    begin({ file });
    const other = openCollection(file);
    const what = { id, pinsHash: hash(), folder: world.folder };
    const outcome = publishRelease(world.db, what, elena(), () => {
      mustBeDone(withdrawPoint(other, point, elena()));
    });
    expect(outcome).toEqual({ refusal: "same-person" });
    expect(readRelease(other, id)?.state).toBe("prepared");
    other.$client.close();
    rmSync(before, { recursive: true, force: true });
  });
});
