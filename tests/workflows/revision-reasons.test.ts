import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publicTextsOf } from "~/workflows/public-texts.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { acceptSections } from "~/workflows/review.server";
import { openRound } from "~/workflows/rounds.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { giveReason } from "~/workflows/submissions/submissions.server";
import { readRelease } from "~db/collection/releases/releases";
import { readSubmission } from "~db/collection/submissions/submissions";
import { openRelease } from "~db/release/reader";
import { makeWorld, mustBeDone, round, type World } from "../support/world";

/*
 * A changed old year is a revision with its reason (model.md §3). The screens ask for it as the reason of a warning; so
 * that is what a release says of it.
 */

let world: World;
let folder: string;
const next = "2026-small-2";
const key = { round: next, country: "FR", number: 1 };
const [women, men, total] = ["deaths_by_year/Y1/F", "deaths_by_year/Y1/M", "deaths_by_year/Y1/_T"];
const why = "certificats tardifs de deux régions";

const accept = (where: { round: string }, releases = true) =>
  mustBeDone(
    acceptSections(
      world.db,
      {
        ...{ ...key, ...where, sections: ["deaths"] },
        releasedTexts: releases ? "all" : { notes: [], reasons: [] },
      },
      world.deed("tomas"),
    ),
  );

function publish(id: string, day: string): string {
  mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", `${day}T09:00:00.000Z`)));
  const { pinsHash } = readRelease(world.db, id)!;
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder }, world.deed("elena", `${day}T10:00:00.000Z`)));
  return readFileSync(join(folder, `${id}.sqlite`)).toString("utf8");
}

const reasonsIn = (id: string) => {
  const release = openRelease(join(folder, `${id}.sqlite`));
  const all = release.revisionsSince().map(({ series, reason }) => [series, reason]);
  release.close();
  return Object.fromEntries(all);
};

const explain = (at: string, serves: "figure" | "row", reason = why) => {
  const finding = { check: "revision-without-reason", at };
  mustBeDone(giveReason(world.db, { ...key, finding, serves, lang: "fr", reason }, world.deed("claire")));
};
const submit = () => expect(world.submit("claire", ["deaths"], { round: next })).toHaveProperty("reference");
const texts = () => publicTextsOf(world.db, readSubmission(world.db, key)!.id, "deaths");

beforeEach(() => {
  world = makeWorld();
  folder = mkdtempSync(join(tmpdir(), "vigie-revised-"));
  world.answer("claire", { "deaths_by_year/Y0/F": { v: 120 }, "deaths_by_year/Y0/M": { v: 380 } });
  world.submit("claire", ["deaths"]);
  accept({ round });
  publish("2026-1", "2026-11-24");
  const dates = { opensAt: "2026-02-01T08:00:00.000Z", softDeadlineAt: "2027-02-01T08:00:00.000Z" };
  mustBeDone(
    openRound(
      world.db,
      {
        ...{ id: next, questionnaire: "small", version: 1, title: { en: "Next", fr: "Suivante" } },
        ...{ ...dates, hardDeadlineAt: dates.softDeadlineAt, referencePeriod: "2026", parameters: {} },
        countries: ["FR"],
      },
      world.deed("elena"),
    ),
  );
  world.answer(
    "claire",
    { "deaths_by_year/Y0/F": { v: 118 }, [women]: { v: 124 }, [men]: { v: 391 } },
    { round: next },
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the reason of a changed old year, given with its warning", () => {
  it("stands beside the former value in the release, in its language, the total's too", () => {
    explain(women, "row");
    submit();
    expect(texts()).toEqual([
      { kind: "reason", path: women, lang: "fr", text: why },
      { kind: "reason", path: men, lang: "fr", text: why },
    ]);
    accept({ round: next });
    expect(publish("2026-2", "2026-11-25")).toContain(why);
    const said = { lang: "fr", text: why };
    expect(reasonsIn("2026-2")).toMatchObject({
      "DEM-DRD-N:SEX=F": said,
      "DEM-DRD-N:SEX=M": said,
      "DEM-DRD-N": said,
    });
  });

  it("is each figure's own where each has one, and the one that held when it was submitted", () => {
    explain(women, "figure", "remplacé plus tard");
    explain(women, "figure", "registre corrigé");
    explain(men, "figure", "seconde source");
    explain(total, "figure", "somme des deux");
    submit();
    expect(texts().map(({ path, text }) => [path, text])).toEqual([
      [women, "registre corrigé"],
      [men, "seconde source"],
    ]);
  });

  it("is in no byte of the release where the reviewer did not release it", () => {
    explain(women, "row");
    submit();
    accept({ round: next }, false);
    expect(publish("2026-2", "2026-11-25")).not.toContain(why);
  });

  it("stays with a figure a correction carries over, and leaves the one it changes", () => {
    explain(women, "row");
    submit();
    accept({ round: next });
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    world.answer("claire", { [men]: { v: 395 } }, { round: next });
    explain(men, "figure", "recomptage");
    explain(total, "figure", "somme des deux");
    submit();
    expect(texts().map(({ path, text }) => [path, text])).toEqual([
      [women, why],
      [men, "recomptage"],
    ]);
  });
});
