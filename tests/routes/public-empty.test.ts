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
    ["", () => import("~/routes/$lang._public._index/route")],
    ["/indicators", () => import("~/routes/$lang._public.indicators._index")],
    ["/countries", () => import("~/routes/$lang._public.countries._index")],
    ["/data", () => import("~/routes/$lang._public.data._index")],
    ["/methods", () => import("~/routes/$lang._public.methods._index")],
    ["/methods/small-numbers", () => import("~/routes/$lang._public.methods.small-numbers")],
  ])("%s is there and says that nothing has been published", async (path, load) => {
    for (const lang of ["en", "fr"]) {
      const answer = await thrownBy(await load(), `/${lang}${path}`, { lang });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ noRelease: true });
    }
  });

  it("a page of one thing does not exist, and the API says why", async () => {
    const indicator = await import("~/routes/$lang._public.indicators.$indicator/route");
    const params = { lang: "en", indicator: "DEM-DRD-N" };
    expect((await thrownBy(indicator, "/en/indicators/DEM-DRD-N", params)).status).toBe(404);
    const answer = await thrownBy(await import("~/routes/api.v1.indicators"), "/api/v1/indicators", {});
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ title: "Nothing has been published yet" });
  });
});
