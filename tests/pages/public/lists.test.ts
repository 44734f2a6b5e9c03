import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { releaseFiles } from "~db/release/open";
import Database from "~db/sqlite/driver";
import { loaded, publicInstallation, seal } from "../../support/public-release";

/* Lists that are long: nothing is cut without a word, and the rest is one step away. */

const [parts, places, gaps] = [55, 230, 50];

beforeAll(() => {
  const folder = publicInstallation();
  const client = new Database(releaseFiles(`${folder}/releases`, "2026-1").file);
  const series = client.prepare("insert into series (id, indicator, unit, key) values (?, ?, 'PS', ?)");
  const codes = client.prepare("insert into series_codes (series, dimension, code) values (?, ?, ?)");
  const points = client.prepare(
    `insert into observations (series, area, period, position, period_start, period_end, basis, value, flags, coverage_place, provenance)
     values (?, ?, ?, ?, '2023-01-01', '2023-12-31', 'year-of-event', ?, ?, ?, 1)`,
  );
  const indicators = client
    .prepare<[], { code: string }>("select code from dictionary_entries where kind = 'indicator' order by position")
    .all();
  client.transaction(() => {
    for (let at = 0; at < parts; at++) {
      const id = `DEM-DRD-N:AGE=Y${at + 100}`;
      series.run(id, "DEM-DRD-N", `AGE=Y${at + 100}`);
      codes.run(id, "AGE", `Y${at + 100}`);
      points.run(id, "NO", "2023", 0, at + 10, "", null);
    }
    for (let at = 0; at < places; at++) {
      const id = `DEM-DRD-N:AGE=P${at};COVERAGE=S`;
      series.run(id, "DEM-DRD-N", `AGE=P${at};COVERAGE=S`);
      codes.run(id, "AGE", `P${at}`);
      codes.run(id, "COVERAGE", "S");
      points.run(id, "SE", "2023", 0, at + 1, "", `Place ${at}`);
    }
    for (const { code } of indicators.slice(0, gaps)) {
      const id = `${code}:AGE=G`;
      series.run(id, code, "AGE=G");
      codes.run(id, "AGE", "G");
      points.run(id, "LI", "2024", 0, null, "M", null);
    }
  })();
  client.close();
  seal(`${folder}/releases`, "2026-1");
});

describe("a list longer than the page shows at once", () => {
  it("of the parts of a figure opens below, whole", async () => {
    const page = await loaded<{ parts: { name: string }[] }>("public.point", "/en/points/2026-1/DEM-DRD-N/NO/2023", {
      lang: "en",
      release: "2026-1",
      series: "DEM-DRD-N",
      country: "NO",
      period: "2023",
    });
    // Women and men besides.
    expect(page.parts).toHaveLength(parts + 2);
    const { Asked } = await import("~/pages/public/point/sections");
    const html = renderToStaticMarkup(createElement(Asked, { page: page as never }));
    expect(html).toContain(`<summary>And ${parts + 2 - 40} more</summary>`);
    expect(html.match(/href="\/en\/points\//g)).toHaveLength(parts + 2);
  });

  it("of values for part of a country counts the rest and leads to the file that has it", async () => {
    const page = await loaded<{ parts: unknown[]; moreParts: { text: string; file: string } }>(
      "public.indicator",
      "/fr/indicators/DEM-DRD-N",
      { lang: "fr", indicator: "DEM-DRD-N" },
    );
    expect(page.parts).toHaveLength(200);
    const { text, file } = page.moreParts;
    expect(text).toMatch(/^Et \d+ de plus, dans le fichier de tous les codes$/);
    const csv = await loaded<Response>("public.api.data", file, { file: "DEM-DRD-N.csv" });
    const rows = (await csv.text()).match(/,S Place \d+,/g) ?? [];
    expect(rows).toHaveLength(places);
    expect(Number(/\d+/.exec(text)?.[0])).toBeGreaterThanOrEqual(places - 200);
  });

  it("of what a country has not given is whole", async () => {
    const page = await loaded<{ missing: unknown[] }>("public.country", "/en/countries/LI", {
      lang: "en",
      country: "LI",
    });
    expect(page.missing.length).toBeGreaterThanOrEqual(gaps);
  });
});

it("a country without figures is said to have none, in a verb that agrees", async () => {
  const page = await loaded<{ sentences: string[] }>("public.country", "/fr/countries/NL", {
    lang: "fr",
    country: "NL",
  });
  expect(page.sentences).toEqual(["Les Pays-Bas n’ont pas de chiffre dans cette diffusion."]);
});

it("the list of countries says why the number asked differs", async () => {
  for (const [lang, text] of [
    ["en", "its own answers decide which questions"],
    ["fr", "les réponses de chacun décident"],
  ] as const) {
    const page = await loaded<{ membersText: string }>("public.countries", `/${lang}/countries`, {
      lang,
    });
    expect(page.membersText).toContain(text);
  }
});
