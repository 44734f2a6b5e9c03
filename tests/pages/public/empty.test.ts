import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/* Public pages of an installation that has published nothing yet. */

const before = { ...process.env };
beforeAll(() => {
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "vigie-empty-"));
  process.env.APP_ORIGIN = "https://vigie.example";
});
afterAll(() => {
  process.env = before;
});

type Loader = (args: { request: Request; params: Record<string, string>; context: never }) => unknown;

async function thrownBy(module: { loader: unknown }, path: string, params: Record<string, string>): Promise<Response> {
  try {
    await (module.loader as Loader)({
      request: new Request(`https://vigie.example${path}`),
      params,
      context: undefined as never,
    });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error(`${path} gave a page`);
}

describe("before the first release", () => {
  it.each([
    ["", () => import("~/pages/public/home/home.page")],
    ["/indicators", () => import("~/pages/public/indicators.page")],
    ["/countries", () => import("~/pages/public/countries.page")],
    ["/data", () => import("~/pages/public/data/releases.page")],
    ["/methods", () => import("~/pages/public/methods/methods.page")],
    ["/methods/small-numbers", () => import("~/pages/public/methods/small-numbers.page")],
  ])("%s is there and says that nothing has been published", async (path, load) => {
    for (const lang of ["en", "fr"]) {
      const answer = await thrownBy(await load(), `/${lang}${path}`, { lang });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ noRelease: true });
    }
  });

  it("a page of one thing does not exist, and the API says why", async () => {
    const indicator = await import("~/pages/public/indicator/indicator.page");
    const params = { lang: "en", indicator: "DEM-DRD-N" };
    expect((await thrownBy(indicator, "/en/indicators/DEM-DRD-N", params)).status).toBe(404);
    const answer = await thrownBy(await import("~/pages/public/api/indicators.resource"), "/api/v1/indicators", {});
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ title: "Nothing has been published yet" });
  });

  it("the sitemap names the pages that are there without one", async () => {
    const { loader } = await import("~/pages/public/sitemap.resource");
    const request = new Request("https://vigie.example/sitemap.xml");
    const answer = (loader as Loader)({ request, params: {}, context: undefined as never }) as Response;
    expect(answer.status).toBe(200);
    const named = [...(await answer.text()).matchAll(/<loc>https:\/\/vigie\.example(\/en[^<]*)<\/loc>/g)];
    expect(named.map((match) => match[1])).toEqual([
      "/en",
      "/en/indicators",
      "/en/countries",
      "/en/data",
      "/en/methods",
      "/en/methods/small-numbers",
      "/en/accessibility",
      "/en/privacy",
    ]);
  });
});
