import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saveAnswers } from "~/workflows/answers.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { readRelease } from "~db/collection/releases/releases";
import { mustBeDone } from "../../../support/must-be-done";
import { ask, contextOf, cookieOf } from "../../../support/people";
import { makeReleaseWorld, type ReleaseWorld } from "../../../support/release-world";
import { outcomeOf, routeModule } from "../../../support/routes";

/* What the drawer asks of one figure: its history and its log. */

let world: ReleaseWorld;
beforeEach(() => {
  world = makeReleaseWorld();
});
afterEach(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
});

const place = { lang: "en", round: "2026-small", country: "FR", number: "1" };
type Who = "claire" | "ingrid" | "tomas";

async function get(part: "history" | "log", path: string, who: Who = "claire") {
  const { loader } = await routeModule(`collect.${part}`);
  const { db, ids, folder } = world;
  const context = contextOf(db);
  const address = `/en/collect/2026-small/FR/1/${part}?path=${encodeURIComponent(path)}`;
  return loader!({
    request: ask(address, { cookie: cookieOf(db, ids[who]) }),
    params: place,
    context: { ...context, env: { ...context.env, releasesFolder: folder } },
  });
}

const body = async (answer: unknown) => {
  if (!(answer instanceof Response)) throw new Error("no response");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  return answer.json();
};

const countries = ["NO", "PT", "MT", "IT", "AT", "SE"];

/** Six other countries have 10, 20 … 60 deaths among a thousandth of France's inhabitants; all is released. */
function release(): void {
  world.importLines(
    "DEM-DRD-N",
    ["FR,2020,400", "FR,2021,420", "FR,2023,500", ...countries.map((code, at) => `${code},2023,${(at + 1) * 10}`)],
    { dimensions: [], publishedBySource: true },
  );
  world.importLines("CTX-POP", ["FR,2023,60000000", ...countries.map((code) => `${code},2023,600000`)], {
    dimensions: [],
    publishedBySource: true,
    at: "2025-02-02T09:00:00.000Z",
  });
  const { db, deed, folder } = world;
  mustBeDone(prepareRelease(db, { id: "2025-1" }, deed("tomas", "2025-11-10T09:00:00.000Z")));
  const pinsHash = readRelease(db, "2025-1")!.pinsHash;
  mustBeDone(publishRelease(db, { id: "2025-1", pinsHash, folder }, deed("elena", "2025-12-16T09:00:00.000Z")));
}

describe("the history of a figure", () => {
  it("holds the country's accepted values by period, and the middle half of the others as released", async () => {
    release();
    world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
    const history = await body(await get("history", "deaths_by_year/Y0/_T"));
    expect(history).toMatchObject({ period: "2025", perInhabitant: true, breaks: [] });
    expect(history.values.map((one: { period: string; figure: { v: number } }) => [one.period, one.figure.v])).toEqual([
      ["2020", 400],
      ["2021", 420],
      ["2023", 500],
      ["2024", 500],
    ]);
    expect(history.runs).toEqual([
      ["2020", "2021"],
      ["2023", "2024"],
    ]);
    // 10 … 60 there are 1 000 … 6 000 here: quartiles of six values, definition 7.
    expect(history.band).toEqual([{ period: "2023", low: 2250, middle: 3500, high: 4750, countries: 6 }]);
  });

  it("is of the year a row asks about, and of its own series", async () => {
    world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
    expect(await body(await get("history", "deaths_by_year/Y1/F"))).toMatchObject({
      period: "2024",
      values: [{ period: "2024", figure: { v: 120 } }],
    });
  });

  it("shows nothing that is accepted elsewhere and not released", async () => {
    for (const country of ["NO", "PT", "MT"])
      world.accept({ country, answers: { "deaths_by_year/Y0/F": 12, "deaths_by_year/Y0/M": 38 } });
    expect(await body(await get("history", "deaths_by_year/Y0/F"))).toMatchObject({ values: [], band: [] });
  });

  it("is not found where no figure is asked, and hidden from another country", async () => {
    for (const path of ["", "story", "nowhere", "deaths_by_year", "deaths_by_year/Y7/F", "__proto__"])
      expect((await outcomeOf(() => get("history", path))).status, path).toBe(404);
    expect((await outcomeOf(() => get("history", "nitazenes", "ingrid"))).status).toBe(404);
    expect((await outcomeOf(() => get("history", "nitazenes", "tomas"))).status).toBe(200);
  });
});

describe("the log of a figure", () => {
  it("says who changed it to what and when, newest first, and nothing of other figures", async () => {
    const { db, ids } = world;
    const actor = {
      ...{ person: ids.claire, name: "claire", email: "claire@example.org", lang: "fr" as const },
      grants: [{ role: "focal-point" as const, country: "FR" }],
    };
    const save = (path: string, value: unknown, base: number, now: string) =>
      mustBeDone(
        saveAnswers(
          db,
          {
            round: "2026-small",
            country: "FR",
            number: 1,
            changes: [{ changeId: crypto.randomUUID(), path, value, base }],
          },
          { actor, now },
        ),
      );
    save("nitazenes", { v: 12 }, 0, "2026-06-01T09:00:00.000Z");
    save("deaths_by_year/Y0/F", { v: 99 }, 0, "2026-06-01T09:01:00.000Z");
    save("nitazenes", null, 1, "2026-06-01T09:02:00.000Z");
    const log = await body(await get("log", "nitazenes"));
    expect(log).toEqual([
      { seq: 3, value: null, reason: null, by: "claire", at: "2026-06-01T09:02:00.000Z" },
      { seq: 1, value: { v: 12 }, reason: null, by: "claire", at: "2026-06-01T09:00:00.000Z" },
    ]);
    expect(await body(await get("log", "deaths_by_year/Y1/F"))).toEqual([]);
  });

  it("is not found where nothing is asked or the answer is personal, and hidden from another country", async () => {
    for (const path of ["nowhere", "contact"]) expect((await outcomeOf(() => get("log", path))).status, path).toBe(404);
    expect((await outcomeOf(() => get("log", "nitazenes", "ingrid"))).status).toBe(404);
  });
});
