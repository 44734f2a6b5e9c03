import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { readRelease } from "~db/collection/releases/releases";
import { mustBeDone } from "../../../support/must-be-done";
import { loaded } from "../../../support/public-release";
import { makeReleaseWorld, type ReleaseWorld } from "../../../support/release-world";

/* What the passport of a figure says of the release before: hidden, the same, or nothing at hand. */

const route = "public.point";

type Page = {
  figure: { text: string };
  revised: { title: string; text: string } | null;
  unchanged: string;
  former: { release: string; text: string; href: string | null; why: string }[];
  who: { term: string; text: string }[];
};

let world: ReleaseWorld;
let data: string;
const before = { ...process.env };

function publish(id: string, prepared: string, published: string) {
  mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", prepared)));
  const pinsHash = readRelease(world.db, id)!.pinsHash;
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", published)));
}

const deaths = (country: string, f: number, m: number, at?: string) =>
  world.accept({ country, answers: { "deaths_by_year/Y0/F": f, "deaths_by_year/Y0/M": m }, ...(at ? { at } : {}) });

beforeAll(() => {
  world = makeReleaseWorld();
  deaths("FR", 1, 2);
  deaths("NO", 120, 380);
  publish("2025-1", "2025-11-10T09:00:00.000Z", "2025-12-16T09:00:00.000Z");
  const at = "2026-02-01T10:00:00.000Z";
  deaths("FR", 20, 30, at);
  deaths("PT", 40, 60, at);
  publish("2026-1", "2026-06-16T09:00:00.000Z", "2026-06-17T09:00:00.000Z");
  data = mkdtempSync(join(tmpdir(), "vigie-passport-"));
  cpSync(world.folder, join(data, "releases"), { recursive: true });
  Object.assign(process.env, { DATA_DIR: data, APP_ORIGIN: "https://vigie.example" });
});
afterAll(() => {
  process.env = before;
  world.close();
  for (const folder of [world.folder, data]) rmSync(folder, { recursive: true, force: true });
});

function passport(country: string, lang: "en" | "fr" = "en"): Promise<Page> {
  const [release, series, period] = ["2026-1", "DEM-DRD-N:SEX=F", "2024"];
  const url = `/${lang}/points/${release}/${encodeURIComponent(series)}/${country}/${period}`;
  return loaded<Page>(route, url, { lang, release, series, country, period });
}

const published = (page: Page) => page.who.find((row) => row.term === "Published")?.text;

test("a figure that was hidden before is said to have been hidden, not to have no reason", async () => {
  const [en, fr] = [await passport("FR"), await passport("FR", "fr")];
  expect(en.figure.text).toBe("20");
  expect(en.former.map(({ release, why }) => [release, why])).toEqual([
    ["2026-1", ""],
    ["2025-1", "was hidden to protect people before"],
  ]);
  expect(fr.former[1]?.why).toBe("était masqué auparavant pour protéger les personnes");
  expect(en.revised?.text).toBe("It was hidden to protect people.");
  expect(fr.revised?.text).toBe("Il était masqué pour protéger les personnes.");
});

test("a figure that did not change is the same in the release before, in every place that names a release", async () => {
  const [en, fr] = [await passport("NO"), await passport("NO", "fr")];
  expect(en.former.map(({ release, text, why }) => [release, text, why])).toEqual([
    ["2026-1", "120", ""],
    ["2025-1", "120", "the same"],
  ]);
  expect(en.former[1]?.href).toBe("/en/points/2025-1/DEM-DRD-N%3ASEX%3DF/NO/2024");
  expect(en.unchanged).toBe("The same in release 2025-1.");
  expect(published(en)).toBe("17 June 2026, in release 2026-1; the same in release 2025-1");
  expect(fr.unchanged).toBe("Le même dans la diffusion 2025-1.");
  expect(fr.former[1]?.why).toBe("le même");
});

test("where no former release has the figure, or its file is not at hand, nothing is said of a first publication", async () => {
  const said = "In this release. It lists no former value.";
  const portugal = await passport("PT");
  expect(portugal.unchanged).toBe(said);
  expect(portugal.former.map(({ release }) => release)).toEqual(["2026-1"]);
  expect(published(portugal)).toBe("17 June 2026, in this release (2026-1)");
  rmSync(join(data, "releases", "2025-1.sqlite"));
  const norway = await passport("NO");
  expect(norway.unchanged).toBe(said);
  expect(norway.former.map(({ release }) => release)).toEqual(["2026-1"]);
  expect((await passport("NO", "fr")).unchanged).toBe("Dans cette diffusion. Elle n’indique aucune valeur antérieure.");
});
