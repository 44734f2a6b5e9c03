import { beforeAll, expect, test } from "vitest";
import { releaseFiles } from "~db/release/open";
import Database from "~db/sqlite/driver";
import { loaded, publicInstallation, seal } from "../../support/public-release";

/*
 * No value is four things: withheld, not available, not applicable, and no row at all. Luxembourg's deaths are all withheld,
 * Malta's not applicable, Estonia's not collected and then withheld; Azerbaijan has no row.
 */

const code = "DEM-DRD-N";

beforeAll(() => {
  const folder = publicInstallation();
  const client = new Database(releaseFiles(`${folder}/releases`, "2026-1").file);
  const put = (flags: string, where: string) =>
    client
      .prepare(
        `update observations set value = null, flags = ?, conf = case ? when 'Q' then 'C' end, derived_from = null where ${where}`,
      )
      .run(flags, flags);
  const total = `series = '${code}'`;
  client.transaction(() => {
    put("Q", `${total} and area = 'LU'`);
    put("M", `${total} and area = 'MT'`);
    put("L", `${total} and area = 'EE'`);
    put("Q", `${total} and area = 'EE' and period >= '2022'`);
    // No rate is shown, and of San Marino nothing at all.
    put("Q", "series = 'DEM-DRD-RATE'");
    client.prepare("delete from observations where area = 'AZ'").run();
    client.prepare("update observations set code = null where area = 'SM'").run();
    put("Q", "area = 'SM'");
    // Of a code nothing is shown, beside others that have figures.
    put("Q", `series like '${code}:%SEX=F%'`);
  })();
  client.close();
  seal(`${folder}/releases`, "2026-1");
});

type Page = {
  sentences: string[];
  trend: { without: string | null; withheld: string | null } | null;
  choices: {
    countries: { value: string; count: string }[];
    selects: { name: string; value: string; options: { value: string; text: string }[] }[];
  };
  empty: { withheld: string } | null;
};
const page = (query: string, lang = "en", indicator = code) =>
  loaded<Page>("public.indicator", `/${lang}/indicators/${indicator}${query}`, { lang, indicator });

test("is told apart in the sentence, under the chart and beside the boxes, in both languages", async () => {
  const all = "?countries=LU,MT,EE,AZ";
  const english = await page(all);
  const said = english.sentences.join(" ");
  expect(said).toContain("All values of Luxembourg for these years are withheld to protect people.");
  expect(said).toMatch(
    /Malta \(not applicable\), Estonia \(not collected 2007–2021, suppressed to protect people 2022–2024\) and Azerbaijan have no value in these years\./,
  );
  expect(said).toContain("All values of 1 more country are withheld to protect people.");
  expect(english.trend?.withheld).toBe("Luxembourg");
  expect(english.trend?.without).toMatch(/^Malta \(not applicable\), Estonia .* and Azerbaijan$/);
  const count = (of: Page, area: string) => of.choices.countries.find(({ value }) => value === area)?.count;
  expect(["LU", "MT", "AZ"].map((area) => count(english, area))).toEqual(["withheld", "none", "none"]);
  const french = await page(all, "fr");
  expect(french.sentences.join(" ")).toContain(
    "Toutes les valeurs du Luxembourg pour ces années sont masquées pour protéger les personnes.",
  );
  expect(french.sentences.join(" ")).toContain("Malte (sans objet)");
  expect(count(french, "LU")).toBe("masquées");
});

test("an indicator of which every figure is withheld says so, not only that nothing is published", async () => {
  expect((await page("")).empty).toBeNull();
  expect((await page("", "en", "DEM-DRD-RATE")).empty?.withheld).toMatch(
    /^All values of \d+ countries are withheld to protect people\.$/,
  );
});

test.each(["en", "fr"])(
  "a code of which every figure is withheld is no wrong address, but says so, in %s",
  async (lang) => {
    const choice = await page("?SEX=F", lang);
    expect(choice.empty?.withheld).toMatch(
      lang === "en" ? /^All values of \d+ countries are withheld/ : /^De \d+ pays, toutes les valeurs sont masquées/,
    );
    const sexes = choice.choices.selects.find(({ name }) => name === "SEX");
    expect(sexes?.value).toBe("F");
    expect(sexes?.options.find(({ value }) => value === "F")?.text).toContain(
      lang === "en" ? "Women – withheld" : "Femmes – masquées",
    );
    for (const view of ["trend", "latest", "table"])
      expect((await page(`?SEX=F&view=${view}&countries=LU`, lang)).empty?.withheld).toBe(choice.empty?.withheld);
  },
);

test("a code nobody has heard of is still a wrong address", async () => {
  const answer = await loaded<Response>("public.indicator", `/en/indicators/${code}?SEX=X`, {
    lang: "en",
    indicator: code,
  });
  expect(answer.status).toBe(400);
});

test.each(["?view=trend", "?view=latest&countries=LU", "?view=table&from=2010&to=2020"])(
  "an address with %s is as good where all of an indicator is withheld",
  async (query) => {
    expect((await page(query, "en", "DEM-DRD-RATE")).empty?.withheld).toMatch(/^All values of \d+ countries/);
  },
);

test("a country of which every figure is withheld is not called one without figures", async () => {
  const country = (area: string, lang: string) =>
    loaded<{ sentences: string[] }>("public.country", `/${lang}/countries/${area}`, { lang, country: area });
  expect((await country("SM", "en")).sentences[0]).toBe(
    "All figures of San Marino in this release are withheld to protect people.",
  );
  expect((await country("SM", "fr")).sentences[0]).toBe(
    "Tous les chiffres de Saint-Marin dans cette diffusion sont masqués pour protéger les personnes.",
  );
  expect((await country("AZ", "en")).sentences[0]).toBe("Azerbaijan has no figure in this release.");
});
