import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { loaded, publicInstallation } from "../../../support/public-release";

/* The files beside a chart hold what the page shows: same countries, same unit, same years. */

type Downloads = { holds: string; csv: string; json: string; excel: string; medians: string | null };

beforeAll(() => {
  publicInstallation();
});

const page = (indicator: string, query: string, lang = "en") =>
  loaded<{ downloads: Downloads }>("public.indicator", `/${lang}/indicators/${indicator}${query}`, {
    lang,
    indicator,
  });

async function rowsOf(address: string): Promise<Record<string, string>[]> {
  const [, kind, file] = /^\/api\/v1\/(data|medians)\/([^?]+)/.exec(address) ?? [];
  const answer = await loaded<Response>(kind === "medians" ? "public.api.medians" : "public.api.data", address, {
    file: file ?? "",
  });
  expect(answer.status, address).toBe(200);
  return parse(await answer.text(), { columns: true, bom: true });
}

const codesOf = (rows: Record<string, string>[], column: string) => [...new Set(rows.map((row) => row[column]))];

async function membersOf(group: string): Promise<string[]> {
  const answer = await loaded<Response>("public.api.countries", "/api/v1/countries");
  const { groups } = (await answer.json()) as { groups: { code: string; members: string[] }[] };
  return groups.find((one) => one.code === group)?.members ?? [];
}

describe("the files of a page", () => {
  it("hold the unit on the screen and no other, medians included", async () => {
    for (const query of ["?SUBSTANCE=MDMA", "?SUBSTANCE=MDMA&unit=EUR_TAB"]) {
      const { downloads } = await page("SUP-PRI-RET", query);
      for (const address of [downloads.csv, downloads.excel, downloads.json])
        expect(new URL(address, "https://vigie.example").searchParams.get("unit")).toBe("EUR_TAB");
      expect(codesOf(await rowsOf(downloads.csv), "unit")).toEqual(["EUR_TAB"]);
      const medians = await rowsOf(downloads.medians ?? "");
      expect(codesOf(medians, "unit")).toEqual(["EUR_TAB"]);
    }
    // An indicator of one unit needs none in its addresses.
    expect((await page("DEM-DRD-RATE", "")).downloads.csv).not.toContain("unit=");
  });

  it("hold the members of the groups chosen, and their medians only, and say so", async () => {
    const { downloads } = await page("DEM-DRD-RATE", "?groups=EU&from=2015");
    expect(downloads.holds).toBe("The files hold the members of “European Union”, with the choices of this page.");
    const members = await membersOf("EU");
    const countries = codesOf(await rowsOf(downloads.csv), "country");
    expect(countries.length).toBeGreaterThan(15);
    expect(countries.filter((code) => !members.includes(code ?? ""))).toEqual([]);
    expect(codesOf(await rowsOf(downloads.medians ?? ""), "group")).toEqual(["EU"]);
  });

  it("hold countries and members together when both were chosen, in the words of the language", async () => {
    const { downloads } = await page("DEM-DRD-RATE", "?countries=NO&groups=EU", "fr");
    expect(downloads.holds).toBe(
      "Contenu des fichiers, avec les choix de cette page\u00a0: la Norvège et les membres de «\u00a0Union européenne\u00a0».",
    );
    const countries = codesOf(await rowsOf(downloads.csv), "country");
    expect(countries).toContain("NO");
    expect(countries).toContain("FR");
    expect(countries).not.toContain("CH");
  });

  it("hold all countries when the reader chose none, though the chart shows some first", async () => {
    const { downloads } = await page("DEM-DRD-RATE", "");
    expect(downloads.holds).toBe("The files hold all countries, with the choices of this page.");
    expect(codesOf(await rowsOf(downloads.csv), "country").length).toBeGreaterThan(25);
  });

  it("are refused with the name of a group nobody knows", async () => {
    const answer = await loaded<Response>("public.api.data", "/api/v1/data/DEM-DRD-RATE.csv?groups=EU,XX", {
      file: "DEM-DRD-RATE.csv",
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ parameter: "groups", value: "XX" });
  });
});
