import { describe, expect, it, vi } from "vitest";
import { loaded, publicInstallation } from "../../support/public-release";
import { addressOf, routeNames } from "../../support/routes";

/* The label of synthetic data is a matter of the release an address shows, in every mode. */

const shown = async (url: string, params: Record<string, string> = {}) =>
  (await loaded<{ synthetic: boolean }>("public", url, { lang: "en", ...params })).synthetic;

describe.each(["demo", "live"])("in mode %s", (mode) => {
  it("a synthetic release is labelled on every page that shows it, a real one on none", async () => {
    vi.resetModules();
    publicInstallation({ VIGIE_MODE: mode }, ["2026-1"]);
    expect(await shown("/en")).toBe(false);
    expect(await shown("/en/indicators/DEM-DRD-N?release=2026-1")).toBe(false);
    expect(await shown("/en/indicators/DEM-DRD-N?release=2025-1")).toBe(true);
    expect(await shown("/en/data/2025-1", { release: "2025-1" })).toBe(true);
    expect(await shown("/en/points/2025-1/DEM-DRD-N/NO/2023", { release: "2025-1" })).toBe(true);
    // An address without a release that exists shows no figures: it goes by the newest.
    expect(await shown("/en/indicators/DEM-DRD-N?release=1999-1")).toBe(false);
    const list = await loaded<{ releases: { id: string; reason: string | null }[] }>("public.releases", "/en/data", {
      lang: "en",
    });
    expect(list.releases.map((one) => [one.id, one.reason])).toEqual([
      ["2026-1", null],
      ["2025-1", "Synthetic demonstration data."],
    ]);
  });
});

it("every public page refuses a parameter it does not know, with its name", async () => {
  vi.resetModules();
  publicInstallation();
  const params = {
    lang: "en",
    indicator: "DEM-DRD-N",
    country: "NO",
    dimension: "SEX",
    release: "2026-1",
    series: "DEM-DRD-N",
    period: "2023",
  };
  const pages = routeNames().filter((name) => addressOf(name).kept);
  expect(pages.length).toBeGreaterThan(10);
  for (const name of pages) {
    const answer = await loaded<Response>(name, "/en/x?colour=red", params);
    expect(answer.status, name).toBe(400);
    expect(await answer.json(), name).toMatchObject({ fault: { parameter: "colour", value: "red" } });
  }
});
