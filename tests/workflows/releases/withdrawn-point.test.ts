import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease, withdrawPoint } from "~/workflows/releases/releases.server";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

/* A point taken out is told wherever a reader may look for it: never a gap or a dead address without a word. */

let world: ReleaseWorld;
const before = { ...process.env };
const reason = { en: "Read in thousands.", fr: "Lu en milliers." };
const point = { series: "DEM-DRD-N", area: "FR", period: "2023" };

beforeAll(() => {
  world = makeReleaseWorld();
  const folder = join(world.folder, "releases");
  mkdirSync(folder);
  process.env.DATA_DIR = world.folder;
  world.importLines("DEM-DRD-N", ["FR,2021,410", "FR,2022,400", "FR,2023,400000"], {
    dimensions: [],
    publishedBySource: true,
  });
  for (const [id, prepared, published] of [
    ["2025-1", "2025-03-10T09:00:00.000Z", "2025-03-18T09:00:00.000Z"],
    ["2026-1", "2026-03-10T09:00:00.000Z", "2026-03-18T09:00:00.000Z"],
  ] as const) {
    const by = world.deed("tomas", prepared);
    let { pinsHash } = mustBeDone(prepareRelease(world.db, { id }, by));
    if (id === "2026-1") pinsHash = mustBeDone(withdrawPoint(world.db, { ...point, release: id, reason }, by)).pinsHash;
    mustBeDone(publishRelease(world.db, { id, pinsHash, folder }, world.deed("elena", published)));
  }
});
afterAll(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
  process.env = before;
});

type Loader = (args: { request: Request; params: Record<string, string>; context: never }) => unknown;

async function read(loader: unknown, path: string, params: Record<string, string>) {
  try {
    return await (loader as Loader)({
      request: new Request(`https://vigie.example/${path}`),
      params,
      context: undefined as never,
    });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const passport = async (release: string, period: string) => {
  const { loader } = await import("~/pages/public/point/point.page");
  return read(loader, "point", { lang: "en", release, series: point.series, country: "FR", period });
};

it("the passport in the former release says with which release the figure was withdrawn, and why", async () => {
  expect(await passport("2025-1", "2023")).toMatchObject({
    figure: { text: expect.stringMatching(/^400.000$/) },
    withdrawn: { text: "Withdrawn with release 2026-1.", reason: reason.en },
  });
  expect(await passport("2025-1", "2022")).toMatchObject({ withdrawn: null });
});

it("its address in the newer release is gone with the reason, and leads to the last one that had it", async () => {
  const gone = (await passport("2026-1", "2023")) as Response;
  expect(gone.status).toBe(410);
  expect(await gone.json()).toEqual({ gonePoint: { release: "2026-1", reason, had: "2025-1" } });
  expect(((await passport("2026-1", "1999")) as Response).status).toBe(404);
});

it("the indicator's page tells it as a note, in the language of the page", async () => {
  const { loader } = await import("~/pages/public/indicator/indicator.page");
  const notes = async (lang: string, query: string) => {
    const page = await read(loader, `${lang}/indicators/DEM-DRD-N?countries=FR&groups=${query}`, {
      lang,
      indicator: "DEM-DRD-N",
    });
    return (page as { notes: { subject: string; sign: string; text: { text: string } }[] }).notes.filter((note) =>
      note.sign?.includes("2026-1"),
    );
  };
  for (const view of ["", "&view=table"])
    expect(await notes("fr", view)).toMatchObject([
      { subject: "France, 2023", sign: "Retiré à la diffusion 2026-1.", text: { lang: "fr", text: reason.fr } },
    ]);
  expect(await notes("en", "&release=2025-1")).toEqual([]);
  expect(await notes("en", "&from=2021&to=2021")).toEqual([]);
});
