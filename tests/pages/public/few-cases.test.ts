import { parse } from "csv-parse/sync";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { TrendPanel } from "~/charts/trend-panel";
import { releaseFiles } from "~db/release/open";
import Database from "~db/sqlite/driver";
import { loaded, publicInstallation, seal } from "../../support/public-release";

/*
 * A rate of fewer than 20 cases says why it is of low reliability wherever its flag shows. Luxembourg 2024 has 16 cases and
 * the flag, 2023 has 19 and a file that has no flag yet; Malta 2024 has 20 cases and the country's own flag.
 */

const said = { en: "low reliability: fewer than 20 cases", fr: "faible fiabilité\u00a0: moins de 20 cas" };
const langs = ["en", "fr"] as const;
const code = "DEM-DRD-RATE";

beforeAll(() => {
  const folder = publicInstallation();
  const client = new Database(releaseFiles(`${folder}/releases`, "2026-1").file);
  const put = client.prepare(
    `update observations set flags = ?, value = 2.4, derived_from = json_set(derived_from, '$.numerator', ?)
     where series = '${code}' and area = ? and period = ?`,
  );
  client.transaction(() => {
    for (const [flags, cases, area, period] of [
      ["U", 16, "LU", "2024"],
      ["", 19, "LU", "2023"],
      ["U", 20, "MT", "2024"],
    ] as const)
      expect(put.run(flags, cases, area, period).changes, `${area} ${period}`).toBe(1);
  })();
  client.close();
  seal(`${folder}/releases`, "2026-1");
});

type Sign = { words: string; meaning: string };
type Point = { signs: Sign[]; cite: { what: string }; former: { words: string }[]; usedIn: { text: string }[] };
const passport = (country: string, period: string, lang: "en" | "fr" = "en", series = code) =>
  loaded<Point>("public.point", `/${lang}/points/2026-1/${series}/${country}/${period}`, {
    ...{ lang, release: "2026-1", series, country, period },
  });
const page = <T>(query: string, lang: "en" | "fr" = "en") =>
  loaded<T>("public.indicator", `/${lang}/indicators/${code}${query}`, { lang, indicator: code });

describe("a rate of fewer than 20 cases", () => {
  it("says so in its passport, in its citation and where it is used", async () => {
    expect((await passport("LU", "2024")).signs).toEqual([
      { words: "low reliability", meaning: "Fewer than 20 cases. Drawn faded." },
    ]);
    expect((await passport("LU", "2024", "fr")).signs).toEqual([
      { words: "faible fiabilité", meaning: "Moins de 20 cas. Dessiné en clair." },
    ]);
    for (const lang of langs) {
      const one = await passport("LU", "2024", lang);
      expect(one.cite.what).toContain(`(${said[lang]})`);
      expect(one.former[0]?.words).toBe(said[lang]);
      const count = await passport("LU", "2024", lang, "DEM-DRD-N");
      expect(count.usedIn.map(({ text }) => text)).toEqual([`${lang === "fr" ? "2,4" : "2.4"}, ${said[lang]}`]);
    }
  });

  it("is said of twenty cases nowhere: their flag has another reason", async () => {
    const [sign] = (await passport("MT", "2024")).signs;
    expect(sign?.words).toBe("low reliability");
    expect((await passport("MT", "2024")).cite.what).toContain("(low reliability)");
  });

  it("is never called a figure without reservation, also where its release has no flag yet", async () => {
    for (const period of ["2024", "2023"]) {
      const data = await passport("LU", period);
      expect(data.signs).toHaveLength(1);
      expect(data.signs[0]?.meaning).toContain("Fewer than 20 cases");
    }
  });

  it("says so in the note of the files, and in the words of their label columns", async () => {
    for (const lang of langs) {
      const ask = (format: string) =>
        loaded<Response>("public.api.data", `/api/v1/data/${code}.${format}?countries=LU,MT&from=2024&labels=${lang}`, {
          file: `${code}.${format}`,
        });
      const rows: Record<string, string>[] = parse(await (await ask("csv")).text(), { columns: true });
      const [lu, mt] = ["LU", "MT"].map((country) => rows.find((row) => row.country === country));
      expect(lu).toMatchObject({ flags: "U", flags_label: said[lang] });
      expect(lu?.note).toBe(`${said[lang][0]?.toUpperCase()}${said[lang].slice(1)}.`);
      expect(mt).toMatchObject({ flags: "U", note: "" });
      const json = (await (await ask("json")).json()) as { rows: { country: string; note: string; labels: object }[] };
      const row = json.rows.find(({ country }) => country === "LU");
      expect(row).toMatchObject({ note: lu?.note, labels: { flags: said[lang] } });
    }
  });

  it("says so in the table and its legend, among latest values, in the sentence and under the pointer", async () => {
    for (const lang of langs) {
      type Table = {
        rows: { code: string; cells: { signs: string[]; fewCases?: boolean }[] }[];
        signs: { letter: string; words: string }[];
      };
      const { table } = await page<{ table: Table }>("?view=table&countries=LU", lang);
      expect(table.rows[0]?.cells.at(-1)).toMatchObject({ signs: ["U"], fewCases: true });
      expect(table.signs.find(({ letter }) => letter === "u")?.words).toBe(said[lang]);
      const both = await page<{ table: Table }>("?view=table&countries=LU,MT", lang);
      expect(both.table.signs.find(({ letter }) => letter === "u")?.words).toBe(
        { en: `${said.en}, or a small sample`, fr: `${said.fr}, ou petit échantillon` }[lang],
      );
      type Latest = { latest: { sections: { rows: { code: string; words: string }[] }[] } };
      const { latest } = await page<Latest>("?view=latest&countries=LU,MT", lang);
      const words = Object.fromEntries(latest.sections.flatMap(({ rows }) => rows.map((row) => [row.code, row.words])));
      expect(words.LU).toBe(said[lang]);
      expect(words.MT).toBe({ en: "low reliability", fr: "faible fiabilité" }[lang]);
      type Trend = { sentences: string[]; trend: { chart: Parameters<typeof TrendPanel>[0]["chart"] } };
      const chosen = await page<Trend>("?countries=LU", lang);
      expect(chosen.sentences.join(" ")).toContain(said[lang]);
      expect(chosen.trend.chart.lines[0]?.runs.flat().at(-1)?.words).toContain(said[lang]);
    }
  });

  it("says so under the pointer on a grey line too, with its other flags, and a plain one says nothing", async () => {
    type Trend = { trend: { chart: Parameters<typeof TrendPanel>[0]["chart"] } };
    const { trend } = await page<Trend>("?countries=NO");
    const grey = trend.chart.context.find((one) => one.code === "LU");
    const [x, value, more] = grey?.runs.flat().at(-1) ?? [0, 0];
    const panel = (words: string) =>
      renderToStaticMarkup(
        createElement(TrendPanel, {
          ...{ chart: trend.chart, lang: "en", unit: { one: "", other: "", many: "" }, href: null, within: null },
          spot: { kind: "context", code: "LU", name: "Luxembourg", period: String(x), value, words, x: 0, y: 0 },
        }),
      );
    expect(more?.words).toContain(said.en);
    expect(panel(more?.words ?? "")).toContain(said.en);
    expect(panel("")).not.toContain("muted");
  });
});
