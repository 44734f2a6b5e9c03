import { beforeAll, describe, expect, it, test } from "vitest";
import { completenessOf } from "~/domain/comparison/view-country";
import { releaseFiles } from "~db/release/open";
import Database from "~db/sqlite/driver";
import { loaded, publicInstallation, seal } from "../../support/public-release";

/* Sentences of whole pages against rows of a release: what was not answered, not known, of another frequency, computed. */

const mixed = "SUP-ONLINE-N:PLATFORM=MIXED";

beforeAll(() => {
  const folder = publicInstallation();
  const client = new Database(releaseFiles(`${folder}/releases`, "2026-1").file);
  const point = client.prepare(
    `insert into observations (series, area, period, position, period_start, period_end, basis, value, code, flags, provenance)
     values (?, ?, ?, 0, '2024-01-01', '2024-12-31', 'year-of-event', ?, ?, '', 1)`,
  );
  client.transaction(() => {
    client
      .prepare("insert into series (id, indicator, unit, key) values (?, 'SUP-ONLINE-N', 'UNIT', 'PLATFORM=MIXED')")
      .run(mixed);
    client.prepare("insert into series_codes (series, dimension, code) values (?, 'PLATFORM', 'MIXED')").run(mixed);
    for (const month of ["01", "02", "03"]) point.run(mixed, "FR", `2024-${month}`, 4, null);
    for (const half of ["S1", "S2"]) point.run(mixed, "NO", `2024-${half}`, 5, null);
    for (const quarter of ["Q1", "Q2"]) point.run(mixed, "IT", `2024-${quarter}`, 6, null);
    // Two countries do not know whether they have a strategy; one would rather not say.
    client.prepare("delete from observations where series = 'POL-STR' and area in ('NO', 'PT', 'IE')").run();
    for (const [area, code] of [
      ["NO", "_U"],
      ["PT", "_U"],
      ["IE", "NOSAY"],
    ] as const)
      point.run("POL-STR", area, "2024", null, code);
    // Azerbaijan was in a round before and answered nothing; Norway gave all.
    client.prepare("update round_countries set figures = asked where country = 'NO'").run();
    client.prepare("update round_countries set asked = 1000, figures = 996 where country = 'PT'").run();
    client.prepare("delete from round_countries where country = 'LI'").run();
  })();
  client.close();
  seal(`${folder}/releases`, "2026-1");
});

type Country = { sentences: string[]; missing: unknown[]; missingSaid: string };
const country = (lang: "en" | "fr", code: string) =>
  loaded<Country>("public.country", `/${lang}/countries/${code}`, { lang, country: code });

describe("what a country has not given", () => {
  it("is not called complete where nothing was answered", async () => {
    const page = await country("en", "AZ");
    expect(page.missingSaid).toBe(
      "No point has a reason. Figures asked that have a value: 0 of 236 (Annual 2025, not answered).",
    );
    expect(page.sentences).toContain(
      "Of 236 figures asked in the round Annual 2025, none is in this release with a value: not answered.",
    );
    const french = await country("fr", "AZ");
    expect(french.missingSaid).toMatch(/^Aucun point n’a de motif\. .+ 0 sur 236 \(Annuelle 2025, sans réponse\)\.$/);
    expect(french.sentences.join(" ")).toContain(
      "aucun n’est dans cette diffusion avec une valeur\u00a0: sans réponse.",
    );
  });

  it("is counted beside the reasons that were given, and is nothing where all was given", async () => {
    expect((await country("en", "PT")).missingSaid).toMatch(
      /Figures asked that have a value: 996 of 1\u202f000 \(Annual 2025\)\.$/,
    );
    expect((await country("en", "NO")).missingSaid).toBe("Every figure asked has a value: 236 of 236 (Annual 2025).");
    expect((await country("en", "LI")).missingSaid).toBe(
      "No round of this release asked Liechtenstein about these years.",
    );
  });

  it("is judged by rounds about these years that asked something", () => {
    const round = (about: string, figures: number, asked: number) => ({ about, figures, asked });
    expect(completenessOf([], "2022")).toBe("never-asked");
    expect(completenessOf([round("2021", 5, 5), round("2022", 0, 0)], "2022")).toBe("never-asked");
    expect(completenessOf([round("2021", 0, 5), round("2022", 5, 5)], "2022")).toBe("complete");
    expect(completenessOf([round("2023", 5, 5), round("2022", 0, 9)], "2022")).toBe("incomplete");
  });
});

describe("an answer that says nothing", () => {
  test.each([
    ["en", /^Of 41 countries (\d+) have an answer; 2 more say “Not known” and 1 more says “.+”, which is none\.$/],
    [
      "fr",
      /^Sur 41 pays, (\d+) ont une réponse ; 2 autres indiquent « Non connu » et 1 autre indique « .+ », ce qui n’en est pas une\.$/,
    ],
  ] as const)("is not counted as one, %s", async (lang, wanted) => {
    const page = await loaded<{ sentences: string[]; answers: { rows: { missing: boolean }[] } }>(
      "public.indicator",
      `/${lang}/indicators/POL-STR`,
      { lang, indicator: "POL-STR" },
    );
    const said = wanted.exec(page.sentences[0]!.replaceAll("\u00a0", " "));
    expect(said, page.sentences[0]).not.toBeNull();
    expect(Number(said![1])).toBe(page.answers.rows.filter((row) => !row.missing).length - 3);
  });

  it("gives the indicator no country", async () => {
    const page = await loaded<{ themes: { rows: { code: string; countries: number }[] }[] }>(
      "public.indicators",
      "/en/indicators",
      { lang: "en" },
    );
    const row = page.themes.flatMap(({ rows }) => rows).find(({ code }) => code === "POL-STR");
    const indicator = await loaded<{ answers: { rows: { missing: boolean }[] } }>(
      "public.indicator",
      "/en/indicators/POL-STR",
      {
        lang: "en",
        indicator: "POL-STR",
      },
    );
    expect(row?.countries).toBe(indicator.answers.rows.filter(({ missing }) => !missing).length - 3);
  });
});

describe("values by month, quarter and half-year of one series", () => {
  const read = (lang: "en" | "fr", more = "") =>
    loaded<{
      sentences: string[];
      trend: { without: string | null } | null;
      latest: { sections: { rows: { code: string; reason: string }[] }[] } | null;
      choices: { countries: { value: string; count: string }[] };
    }>("public.indicator", `/${lang}/indicators/SUP-ONLINE-N?PLATFORM=MIXED${more}`, {
      lang,
      indicator: "SUP-ONLINE-N",
    });

  it("are not called missing where another frequency is shown", async () => {
    const page = await read("en", "&countries=NO,FR,IT,SE&view=trend");
    const said = page.sentences.join(" ");
    expect(said).toContain("Sweden has no value in these years.");
    expect(said).not.toMatch(/(France|Italy)[^.]* no value/);
    expect(said).toContain("Of 41 countries 1 has data by half-year");
    expect(said).toContain(
      "Values by quarter (Italy) and by month (France) are not shown here; the files to download hold them.",
    );
    expect(page.trend?.without).toBe("Sweden");
    expect(page.choices.countries.find(({ value }) => value === "FR")?.count).toBe("by month");
    const french = (await read("fr", "&countries=NO,FR,IT,SE&view=trend")).sentences.join(" ");
    expect(french).toContain("Sur 41 pays, 1 a des données par semestre");
    expect(french).toContain("Des valeurs par trimestre (Italie) et par mois (France) ne sont pas affichées ici");
  });

  it("are no silence among the latest values", async () => {
    const page = await read("en", "&view=latest");
    const rows = page.latest?.sections.flatMap((section) => section.rows) ?? [];
    expect(rows.find(({ code }) => code === "FR")?.reason).toBe("only values by month, not shown here");
    expect(page.sentences.join(" ")).toContain("Of 41 countries 1 has a value by half-year");
  });
});

describe("who a figure is from", () => {
  it("is said in the verb: computed of a rate, taken from its source of an import, in both languages", async () => {
    const first = async (lang: "en" | "fr", query: string, indicator: string) =>
      (
        await loaded<{ sentences: string[] }>("public.indicator", `/${lang}/indicators/${indicator}${query}`, {
          lang,
          indicator,
        })
      ).sentences[0]!.replaceAll("\u00a0", " ");
    expect(await first("en", "?countries=FR", "DEM-DRD-RATE")).toMatch(/^In 2024 the figure computed for France is \d/);
    expect(await first("fr", "?countries=FR", "DEM-DRD-RATE")).toMatch(
      /^En 2024, le chiffre calculé pour la France est de \d/,
    );
    expect(await first("en", "?countries=FR&to=2015", "DEM-DRD-N")).toMatch(
      /^In 2015 the figure taken from “Synthetic statistical bulletin” for France is \d/,
    );
    expect(await first("fr", "?countries=FR&to=2015", "DEM-DRD-N")).toMatch(
      /^En 2015, le chiffre repris de « Bulletin statistique synthétique » pour la France est de \d/,
    );
    expect(await first("en", "?countries=FR", "DEM-DRD-N")).toMatch(/^In 2024 France reported \d/);
  });
});

test("the home page says that its shares are of different wholes, and of a country not asked that it was not", async () => {
  const page = await loaded<{ tileText: string; tiles: { code: string; text: string; label: string }[] }>(
    "public.home",
    "/en",
    { lang: "en" },
  );
  expect(page.tileText).toContain(
    "The shares are of different wholes: from 236 to 1\u00a0000 figures were asked of a country.",
  );
  const tile = (code: string) => page.tiles.find((one) => one.code === code);
  expect(tile("LI")).toMatchObject({ text: "–", label: "not asked in this round" });
  // 99.6 % is not all.
  expect(tile("PT")?.text).toBe("99\u00a0%");
  expect(tile("AZ")?.label).toBe("none from this round");
});
