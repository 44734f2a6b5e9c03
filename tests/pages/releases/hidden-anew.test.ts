import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loader } from "~/pages/releases/release/release.page";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../../support/must-be-done";
import { ask, contextOf, cookieOf } from "../../support/people";
import { loaded } from "../../support/public-release";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

/* What a release only shows or withholds now is no revision: the candidate counts it apart, and so does its public page. */

let world: ReleaseWorld;
let data: string;
const before = { ...process.env };
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2025-11-10T09:00:00.000Z") });
  world = makeReleaseWorld();
  data = mkdtempSync(join(tmpdir(), "vigie-anew-"));
  symlinkSync(world.folder, join(data, "releases"));
  Object.assign(process.env, { DATA_DIR: data, APP_ORIGIN: "https://vigie.example" });
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
  world.accept({ country: "NO", answers: { "deaths_by_year/Y0/F": 90, "deaths_by_year/Y0/M": 250 } });
});
afterEach(() => {
  vi.useRealTimers();
  process.env = { ...before };
  world.db.$client.close();
  for (const folder of [world.folder, data]) rmSync(folder, { recursive: true, force: true });
});

/** Norway asks for a threshold of its own, or no longer. */
function threshold(persons: number | null, at: string) {
  world.db.$client.prepare("delete from disclosure_rules").run();
  if (persons !== null)
    world.db.$client
      .prepare("insert into disclosure_rules (country, indicator, threshold, at) values ('NO', 'DEM-DRD-N', ?, ?)")
      .run(persons, at);
}

async function counts(id: string, lang = "en"): Promise<Record<string, string>> {
  const context = contextOf(world.db);
  const env = { ...context.env, releasesFolder: world.folder };
  const request = ask(`/${lang}/releases/${id}`, {
    cookie: cookieOf(world.db, world.ids.elena, new Date().toISOString()),
  });
  const page = await loader({
    request,
    params: { lang, id },
    context: { ...context, env },
  } as unknown as ActionFunctionArgs);
  return Object.fromEntries((page.candidate?.counts ?? []).map(({ number, word }) => [word, number]));
}

const prepare = (id: string, at: string) => mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", at)));
const publish = (id: string, pinsHash: string, at: string) =>
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", at)));
const page = (id: string, lang: "en" | "fr") =>
  loaded<{ withheld: string; revisions: unknown[] }>("public.release", `/${lang}/data/${id}`, { lang, release: id });

/** Points of one release and another, counted by what the files say themselves. */
function turned(from: string, to: string, seen: "withheld" | "shown"): number {
  const [former, now] = [openRelease(world.fileOf(from)), openRelease(world.fileOf(to))];
  const isWithheld = new Map(former.pointsOfCountry("NO").map((one) => [`${one.series}|${one.period}`, one.withheld]));
  const count = now
    .pointsOfCountry("NO")
    .filter((one) => isWithheld.get(`${one.series}|${one.period}`) === (seen === "shown"))
    .filter((one) => one.withheld === (seen === "withheld")).length;
  former.close();
  now.close();
  return count;
}

test("figures hidden and shown anew are counted apart from revisions, on the candidate and with the release", async () => {
  const first = prepare("2025-1", "2025-11-10T09:00:00.000Z");
  // The first release has no former one: nothing can be anew.
  expect(await counts("2025-1")).not.toHaveProperty("shown anew");
  publish("2025-1", first.pinsHash, "2025-11-10T10:00:00.000Z");

  threshold(400, "2025-11-11T09:00:00.000Z");
  const stricter = prepare("2025-2", "2025-11-12T09:00:00.000Z");
  const said = await counts("2025-2");
  publish("2025-2", stricter.pinsHash, "2025-11-12T10:00:00.000Z");
  const hidden = turned("2025-1", "2025-2", "withheld");
  expect(hidden).toBeGreaterThan(1);
  expect(said).toMatchObject({ revised: "0", "shown anew": "0", "hidden anew": String(hidden) });
  expect((await page("2025-2", "en")).withheld).toBe(
    `${hidden} figures are hidden to protect people. ${hidden} of them are shown in release 2025-1, whose file does not change.`,
  );

  threshold(null, "2025-11-13T09:00:00.000Z");
  const looser = prepare("2025-3", "2025-11-14T09:00:00.000Z");
  const inFrench = await counts("2025-3", "fr");
  publish("2025-3", looser.pinsHash, "2025-11-14T10:00:00.000Z");
  const shown = turned("2025-2", "2025-3", "shown");
  expect(shown).toBe(hidden);
  expect(inFrench).toMatchObject({ révisé: "0", "nouvellement montrés": String(shown), "nouvellement masqué": "0" });
  const french = await page("2025-3", "fr");
  expect(french.withheld).toContain(`${shown} chiffres masqués dans la diffusion 2025-2 sont donnés ici.`);
  expect(french.revisions).toEqual([]);

  // Nothing changes: that is said too, not left open.
  const same = prepare("2025-4", "2025-11-15T09:00:00.000Z");
  expect(await counts("2025-4")).toMatchObject({ "shown anew": "0", "hidden anew": "0" });
  publish("2025-4", same.pinsHash, "2025-11-15T10:00:00.000Z");
  expect((await page("2025-4", "en")).withheld).toContain(
    "Release 2025-3 shows none of them, and nothing that it withheld is shown here.",
  );
});
