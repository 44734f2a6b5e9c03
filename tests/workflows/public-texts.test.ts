import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReleasedTexts } from "~/domain/release/public-texts";
import { saveAnswers } from "~/workflows/answers.server";
import { decidedAtLastAcceptance } from "~/workflows/public-texts.server";
import { planRelease } from "~/workflows/releases/plan.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { acceptSections } from "~/workflows/review.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { answersOf } from "~db/collection/answers";
import { readRelease } from "~db/collection/releases/releases";
import { audit } from "~db/collection/schema-people";
import { eventsOf } from "~db/collection/submissions/events";
import { readSubmission } from "~db/collection/submissions/submissions";
import { openRelease } from "~db/release/reader";
import { makeWorld, mustBeDone, now, round, type World } from "../support/world";

/* What a country writes at a figure is public only where a person released that text. The texts are looked for in the bytes. */

let world: World;
let folder: string;
const key = { round, country: "FR", number: 1 };
const canary = { F: "canari du registre spécial", M: "une femme de Guéret, le 3 mars" };
const paths = { F: "deaths_by_year/Y0/F", M: "deaths_by_year/Y0/M" };

beforeEach(() => {
  world = makeWorld();
  folder = mkdtempSync(join(tmpdir(), "vigie-texts-"));
  world.answer("claire", {
    [paths.F]: { v: 120, f: ["B"], note: { lang: "fr", text: canary.F } },
    [paths.M]: { v: 380, f: ["B"], note: { lang: "fr", text: canary.M } },
    nitazenes: { v: 41 },
    contact: "Claire",
    "entrants/OPI/F": { v: 812, note: { lang: "fr", text: "note des entrées" } },
  });
  world.submit("claire", ["deaths"]);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const accept = (releasedTexts?: ReleasedTexts | "all", sections = ["deaths"]) =>
  acceptSections(world.db, { ...key, sections, ...(releasedTexts ? { releasedTexts } : {}) }, world.deed("tomas"));
const released = (notes: string[], reasons: string[] = []) => ({ notes, reasons });

function publish(id: string, day: string): string {
  mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", `${day}T09:00:00.000Z`)));
  const { pinsHash } = readRelease(world.db, id)!;
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder }, world.deed("elena", `${day}T10:00:00.000Z`)));
  return readFileSync(join(folder, `${id}.sqlite`)).toString("utf8");
}

function noteOf(id: string, series: string) {
  const release = openRelease(join(folder, `${id}.sqlite`));
  const note = release.point(series, "FR", "2025")!.points[0]!.note;
  release.close();
  return note;
}

/** Changes a value and says why, as the fill page does. */
function revise(path: string, v: number, reason: string) {
  const base = answersOf(world.db, readSubmission(world.db, key)!.id).get(path)!.seq;
  const change = { changeId: `change-${path.replaceAll("/", "-")}-${v}`, path, base, value: { v }, reason };
  const saved = mustBeDone(saveAnswers(world.db, { ...key, changes: [change] }, { actor: world.actor("claire"), now }));
  expect(saved.results).toMatchObject([{ outcome: "accepted" }]);
}

describe("a note on a figure", () => {
  it("is in the release where the reviewer released it, and in no byte of it where she did not", () => {
    mustBeDone(accept(released([paths.F])));
    const bytes = publish("2026-1", "2026-11-25");
    expect(bytes).toContain(canary.F);
    expect(bytes).not.toContain(canary.M);
    expect(noteOf("2026-1", "DEM-DRD-N:SEX=F")).toEqual({ lang: "fr", text: canary.F });
    expect(noteOf("2026-1", "DEM-DRD-N:SEX=M")).toBeNull();
    // The break of the total is told by the part that may tell it.
    expect(noteOf("2026-1", "DEM-DRD-N")).toEqual({ lang: "fr", text: canary.F });
  });

  it("is held back when nobody was asked", () => {
    mustBeDone(accept());
    const bytes = publish("2026-1", "2026-11-25");
    expect(bytes).not.toContain(canary.F);
    expect(bytes).not.toContain(canary.M);
  });

  it("stays released in a correction that carries its section over, and in the next release", () => {
    world.submit("claire", ["treatment"]);
    mustBeDone(accept(released([paths.F])));
    mustBeDone(accept(released([]), ["treatment"]));
    publish("2026-1", "2026-11-25");
    mustBeDone(startCorrection(world.db, { ...key, sections: ["treatment"] }, world.deed("claire")));
    const bytes = publish("2026-2", "2026-11-26");
    expect(noteOf("2026-2", "DEM-DRD-N:SEX=F")?.text).toBe(canary.F);
    expect(bytes).not.toContain(canary.M);
    expect(bytes).not.toContain("note des entrées");
  });

  it("is counted before publishing, when it stays out", () => {
    mustBeDone(accept(released([paths.F])));
    mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas")));
    expect(planRelease(world.db, "2026-1", folder)).toMatchObject({ heldTexts: 1 });
  });
});

describe("a reason for a changed value", () => {
  const why = "certificats du docteur Canari";
  const correct = (reasons: string[]) => {
    mustBeDone(accept("all"));
    publish("2026-1", "2026-11-25");
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    revise(paths.M, 395, why);
    expect(world.submit("claire", ["deaths"])).toHaveProperty("reference");
    mustBeDone(accept(released([], reasons)));
    return publish("2026-2", "2026-11-26");
  };
  const reasonsIn = (id: string) => {
    const release = openRelease(join(folder, `${id}.sqlite`));
    const all = release.revisionsSince().map(({ series, reason }) => [series, reason?.text ?? null]);
    release.close();
    return all.filter(([series]) => series === "DEM-DRD-N:SEX=M" || series === "DEM-DRD-N");
  };

  it("stands beside the former value where the reviewer released it, the total's too", () => {
    expect(correct([paths.M])).toContain(why);
    expect(reasonsIn("2026-2")).toEqual([
      ["DEM-DRD-N", why],
      ["DEM-DRD-N:SEX=M", why],
    ]);
  });

  it("is in no byte where she did not", () => {
    expect(correct([])).not.toContain(why);
    expect(reasonsIn("2026-2")).toEqual([
      ["DEM-DRD-N", null],
      ["DEM-DRD-N:SEX=M", null],
    ]);
  });
});

describe("releasing texts", () => {
  it.each([
    ["a figure without a note", released(["nitazenes"])],
    ["a note named as a reason", released([], [paths.F])],
    ["a personal answer", released(["contact"])],
    ["a note of another section", released(["entrants/OPI/F"])],
    ["a path that is none", released([paths.F, "deaths_by_year/Y9/F"])],
  ])("is refused for %s, and nothing is accepted", (_what, odd) => {
    expect(accept(odd)).toEqual({ refusal: "bad-request", detail: { part: "texts" } });
    expect(readSubmission(world.db, key)!.sections.get("deaths")?.state).toBe("submitted");
    expect(eventsOf(world.db, readSubmission(world.db, key)!.id, "deaths").at(-1)?.event).toBe("submit");
  });

  it("is noted with the acceptance by path, and in the audit by number only", () => {
    mustBeDone(accept(released([paths.F])));
    const event = eventsOf(world.db, readSubmission(world.db, key)!.id, "deaths").at(-1);
    expect(event?.detail).toEqual({ releasedTexts: { notes: [paths.F], reasons: [] } });
    const line = world.db.select().from(audit).all().at(-1);
    expect(line).toMatchObject({ action: "section.accept", detail: { textsReleased: 1, textsHeld: 1 } });
    expect(JSON.stringify(line)).not.toContain(canary.F);
  });

  it("remembers what was held back, while the words and their place stay the same", () => {
    mustBeDone(accept(released([paths.F])));
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    const held = () => decidedAtLastAcceptance(world.db, key, "deaths").held.map(({ path, text }) => [path, text]);
    expect(held()).toEqual([[paths.M, canary.M]]);
    expect(world.submit("claire", ["deaths"])).toHaveProperty("reference");
    mustBeDone(accept());
    // Nobody was asked: there is no decision to remember.
    expect(held()).toEqual([]);
  });
});
