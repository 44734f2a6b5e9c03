import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

/* A break is told once, at a count; every figure that rests on it has to tell it too, and why. */

let world: ReleaseWorld;
const before = { ...process.env };

beforeEach(() => {
  world = makeReleaseWorld();
  mkdirSync(join(world.folder, "releases"));
  world.importLines("CTX-POP", ["FR,2023,50000000", "FR,2024,50000000", "NO,2024,5000000"], {
    dimensions: [],
    publishedBySource: true,
  });
});
afterEach(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
  process.env = { ...before };
});

const note = { lang: "fr" as const, text: "Un second registre compte désormais." };
const broken = (v: number, more: object = { note }) => ({ v, f: ["B"], ...more });

function released() {
  const folder = join(world.folder, "releases");
  const { id, pinsHash } = mustBeDone(
    prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", "2025-11-10T09:00:00.000Z")),
  );
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder }, world.deed("elena", "2025-12-16T09:00:00.000Z")));
  return openRelease(join(folder, "2025-1.sqlite"));
}

describe("a break told at the parts of a count", () => {
  it("reaches its total and the rate computed from that, with the country's words and who told it", () => {
    world.accept({
      country: "FR",
      answers: { "deaths_by_year/Y0/F": broken(120), "deaths_by_year/Y0/M": broken(380) },
    });
    const release = released();
    for (const series of ["DEM-DRD-N", "DEM-DRD-RATE"]) {
      expect(release.point(series, "FR", "2024")!.points[0]).toMatchObject({ flags: ["B"], note, breakBy: "declared" });
    }
    release.close();
  });

  it("does not bring the note of a withheld part to the total that is shown", () => {
    world.accept({
      country: "FR",
      answers: {
        "deaths_by_year/Y0/F": broken(3, { note: { lang: "fr", text: "Trois décès d’un seul service." } }),
        "deaths_by_year/Y0/M": 380,
      },
    });
    const release = released();
    expect(release.point("DEM-DRD-N:SEX=F", "FR", "2024")!.points[0]).toMatchObject({ withheld: true, note: null });
    // A small part hides the other one too; the total stands.
    expect(release.point("DEM-DRD-N", "FR", "2024")!.points[0]).toMatchObject({
      value: 383,
      flags: ["B"],
      note: null,
    });
    expect(release.point("DEM-DRD-RATE", "FR", "2024")!.points[0]).toMatchObject({ flags: ["B"], note: null });
    release.close();
  });

  it("leaves the total's own note, and takes none from parts that are not broken", () => {
    world.accept({
      country: "FR",
      answers: {
        "deaths_by_year/Y0/F": { v: 120, note: { lang: "fr", text: "Sans rapport avec la rupture." } },
        "deaths_by_year/Y0/M": broken(380, {}),
      },
    });
    const release = released();
    expect(release.point("DEM-DRD-N", "FR", "2024")!.points[0]).toMatchObject({ flags: ["B"], note: null });
    release.close();
  });
});

describe("a break without a value", () => {
  it("is told by the rate as well, withheld or not", () => {
    world.accept({
      country: "NO",
      answers: { "deaths_by_year/Y0/F": broken(1), "deaths_by_year/Y0/M": broken(2) },
    });
    const release = released();
    expect(release.point("DEM-DRD-RATE", "NO", "2024")!.points[0]).toMatchObject({
      value: null,
      withheld: true,
      flags: ["B", "Q"],
      note: null,
      breakBy: "declared",
    });
    release.close();
  });
});

describe("the page of the rate", () => {
  it("names the reason of the break on the chart, in its own language, and as a note in the other", async () => {
    world.accept({
      country: "FR",
      answers: {
        "deaths_by_year/Y0/F": broken(120),
        "deaths_by_year/Y0/M": broken(380),
        "deaths_by_year/Y1/F": 100,
        "deaths_by_year/Y1/M": 300,
      },
    });
    released().close();
    process.env.DATA_DIR = world.folder;
    const { loader } = await import("~/pages/public/indicator/indicator.page");
    const read = async (lang: "en" | "fr") =>
      JSON.stringify(
        await loader({
          request: new Request(`https://vigie.example/${lang}/indicators/DEM-DRD-RATE?countries=FR&groups=`),
          params: { lang, indicator: "DEM-DRD-RATE" },
          context: undefined as never,
        }),
      );
    expect(await read("fr")).toContain("France 2024\u00a0: un second registre compte désormais");
    expect(await read("en")).toContain(note.text);
  });
});

describe("a question asked otherwise", () => {
  const why = {
    default: "Since this version, deaths of people without a residence are counted too.",
    fr: "Depuis cette version, les décès de personnes sans résidence sont comptés aussi.",
  };
  const pointAt = (release: ReturnType<typeof openRelease>, series: string, period: string) =>
    release.point(series, "FR", period)!.points[0]!;

  it("breaks the count and its rate at the first year it was asked like this, and says why with the question", () => {
    world.importLines("CTX-POP", ["FR,2025,50000000"], { dimensions: [], publishedBySource: true });
    world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
    const round = world.askOtherwise("deaths_by_year", why);
    world.accept({
      country: "FR",
      round,
      at: "2025-10-20T10:00:00.000Z",
      answers: { "deaths_by_year/Y0/F": 140, "deaths_by_year/Y0/M": 410 },
    });
    const release = released();
    for (const series of ["DEM-DRD-N", "DEM-DRD-RATE"]) {
      expect(pointAt(release, series, "2024")).toMatchObject({ flags: [], breakBy: null });
      expect(pointAt(release, series, "2025")).toMatchObject({ flags: ["B"], breakBy: "question" });
    }
    const { question } = release.point("DEM-DRD-N", "FR", "2025")!;
    expect(question!.description!.en).toContain(why.default);
    expect(question!.description!.fr).toContain(why.fr);
    release.close();
  });

  it("breaks nothing within one version, and leaves a break the country declares to it", () => {
    const round = world.askOtherwise("deaths_by_year", why);
    world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
    world.accept({
      country: "FR",
      round,
      at: "2025-10-20T10:00:00.000Z",
      answers: {
        "deaths_by_year/Y1/F": 118,
        "deaths_by_year/Y1/M": 375,
        "deaths_by_year/Y0/F": broken(140),
        "deaths_by_year/Y0/M": broken(410),
      },
      reasons: { "deaths_by_year/Y1/F": "Late cases.", "deaths_by_year/Y1/M": "Late cases." },
    });
    const release = released();
    // 2024 was revised by the new version: nothing stands before it that was asked otherwise.
    expect(pointAt(release, "DEM-DRD-N", "2024")).toMatchObject({ value: 493, flags: [], breakBy: null });
    expect(pointAt(release, "DEM-DRD-N", "2025")).toMatchObject({ flags: ["B"], breakBy: "declared" });
    release.close();
  });
});
