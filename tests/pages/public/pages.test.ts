import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { regionOf } from "~/domain/dictionary/regions";
import { writeReleaseFixture } from "../../support/release-fixture";

/* Public loaders: Request in, data or Response out. The folder has release files only: no collection exists. */

const folder = mkdtempSync(join(tmpdir(), "vigie-public-"));
const before = { ...process.env };

type Params = Record<string, string>;
type Loader = (args: { request: Request; params: Params; context: never }) => unknown;
const loaders: Record<string, Loader> = {};

beforeAll(async () => {
  process.env.DATA_DIR = folder;
  process.env.APP_ORIGIN = "https://vigie.example";
  writeReleaseFixture(join(folder, "releases"));
  writeFileSync(join(folder, "releases", "2024-1.sqlite"), "");
  writeFileSync(
    join(folder, "releases", "2024-1.withdrawn.json"),
    JSON.stringify({
      withdrawnAt: "2024-07-02T10:00:00.000Z",
      reason: { en: "Read in thousands.", fr: "Lu en milliers." },
      successor: "2025-1",
    }),
  );
  const routes: Record<string, () => Promise<{ loader: unknown }>> = {
    home: () => import("~/pages/public/home/home.page"),
    indicator: () => import("~/pages/public/indicator/indicator.page"),
    choose: () => import("~/pages/public/indicator/choose.resource"),
    indicators: () => import("~/pages/public/indicators.page"),
    countries: () => import("~/pages/public/countries.page"),
    country: () => import("~/pages/public/country/country.page"),
    methods: () => import("~/pages/public/methods/methods.page"),
    entry: () => import("~/pages/public/methods/indicator/indicator.page"),
    codeList: () => import("~/pages/public/methods/code-list.page"),
    data: () => import("~/pages/public/data/releases.page"),
    release: () => import("~/pages/public/data/release.page"),
    point: () => import("~/pages/public/point/point.page"),
    csv: () => import("~/pages/public/api/data.resource"),
    medians: () => import("~/pages/public/api/medians.resource"),
    columns: () => import("~/pages/public/api/columns.resource"),
    apiCountries: () => import("~/pages/public/api/countries.resource"),
    file: () => import("~/pages/public/data/release-file.resource"),
    releases: () => import("~/pages/public/api/releases.resource"),
  };
  for (const [name, load] of Object.entries(routes)) loaders[name] = (await load()).loader as Loader;
}, 120_000);
afterAll(() => {
  process.env = before;
});

/** What a loader gives or throws. */
async function read(name: string, url: string, params: Params = {}, headers: Record<string, string> = {}) {
  try {
    return (await loaders[name]!({
      request: new Request(`https://vigie.example${url}`, { headers }),
      params,
      context: undefined as never,
    })) as never;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown as never;
    throw thrown;
  }
}

const rate = { lang: "en", indicator: "DEM-DRD-RATE" };
const at = "/en/indicators/DEM-DRD-RATE";

describe("the page of an indicator", () => {
  it("shows the countries asked for, in that order, with breaks, gaps and signs", async () => {
    const page = (await read("indicator", `${at}?countries=NO,IE,SI,PT&groups=`, rate)) as {
      trend: {
        chart: {
          lines: { code: string; runs: unknown[][]; bridges: unknown[]; differs: boolean }[];
          breaks: { text: string }[];
          context: unknown[];
        };
        differing: { names: string };
      };
      sentences: string[];
      notes: unknown[];
    };
    const { lines, breaks, context } = page.trend.chart;
    expect(lines.map((line) => line.code)).toEqual(["NO", "IE", "SI", "PT"]);
    expect(lines.map((line) => line.runs.length)).toEqual([3, 3, 3, 2]);
    expect(lines.map((line) => line.bridges.length)).toEqual([0, 0, 1, 0]);
    expect(breaks.map((one) => one.text)).toEqual([
      "Norway 2010: causes coded by software",
      // Counts before 2020 were imported, those after it answered.
      "Norway, Ireland, Slovenia and Portugal 2020: the source changes",
      "Ireland 2015: coroners’ files added to the general mortality register",
    ]);
    expect(page.trend.differing.names).toBe("Portugal");
    expect(context).toHaveLength(27);
    expect(page.sentences[0]).toBe(
      "In 2024 the figure computed for Norway is 5.9 per 100\u202f000 inhabitants (provisional; 6.0 in 2020), for Slovenia 3.4 (3.1 in 2020) and for Portugal 0.7 (definition differs; 0.5 in 2020, definition differs).",
    );
  });

  it("draws four lines and says which countries are left", async () => {
    const page = (await read("indicator", `${at}?countries=NO,IE,SI,PT,EE`, rate)) as {
      trend: { chart: { lines: unknown[] }; tooMany: { left: string } };
    };
    expect(page.trend.chart.lines).toHaveLength(4);
    expect(page.trend.tooMany.left).toBe("Estonia");
  });

  it.each([
    ["?colour=red", "unknown-parameter", "colour", "red"],
    ["?countries=NO&countries=PT", "repeated-parameter", "countries", "PT"],
    ["?countries=NO,XX", "unknown-value", "countries", "XX"],
    ["?SEX=_T&release=2026-1&AGE=Y15T64", "unknown-parameter", "SEX", "_T"],
  ])("answers %s with 400 and names what is wrong", async (query, problem, parameter, value) => {
    const answer = (await read("indicator", `${at}${query}`, rate)) as Response;
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ fault: { problem, parameter, value } });
  });

  it("names the releases that exist when another is asked for, on every page that takes one", async () => {
    const fault = { problem: "unknown-release", parameter: "release", value: "1999-1", known: ["2026-1", "2025-1"] };
    const country = { lang: "en", country: "NO" };
    for (const answer of [
      await read("indicator", `${at}?release=1999-1`, rate),
      await read("country", "/en/countries/NO?release=1999-1", country),
      await read("countries", "/en/countries?release=1999-1", { lang: "en" }),
      await read("entry", "/en/methods/DEM-DRD-RATE?release=1999-1", rate),
    ] as Response[]) {
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ fault });
    }
    // In the path it is a page that does not exist.
    const page = (await read("release", "/en/data/1999-1", { lang: "en", release: "1999-1" })) as Response;
    expect(page.status).toBe(404);
    expect(await page.json()).toEqual({ fault });
  });

  it("shows an older release when asked, and the newest one's address", async () => {
    const page = (await read("indicator", `${at}?release=2025-1`, rate)) as {
      release: { id: string; newest: string; newestHref: string };
    };
    expect(page.release).toMatchObject({ id: "2025-1", newest: "2026-1", newestHref: at });
  });

  it("answers a withdrawn release with 410, its reason and its successor", async () => {
    const answer = (await read("indicator", `${at}?release=2024-1`, rate)) as Response;
    expect(answer.status).toBe(410);
    expect(await answer.json()).toMatchObject({
      gone: { id: "2024-1", reason: { en: "Read in thousands." }, successor: "2025-1" },
    });
  });

  it("answers an indicator nobody knows with 404", async () => {
    expect(
      ((await read("indicator", "/en/indicators/NO-SUCH", { lang: "en", indicator: "NO-SUCH" })) as Response).status,
    ).toBe(404);
  });

  it("offers and draws an indicator with a dimension and quarters nobody foresaw", async () => {
    const page = (await read("indicator", "/fr/indicators/SUP-ONLINE-N?PLATFORM=DARK", {
      lang: "fr",
      indicator: "SUP-ONLINE-N",
    })) as {
      choices: { selects: { label: string; options: { text: string }[] }[] };
      trend: { chart: { lines: { runs: { period: string }[][] }[] } };
      subtitle: string;
      parts: { place: string }[];
    };
    expect(page.choices.selects[0]).toMatchObject({
      label: "Type de plateforme",
      options: [{ text: "Total" }, { text: "Messagerie" }, { text: "Marché du darknet" }],
    });
    expect(page.trend.chart.lines[0]!.runs[0]!.map((one) => one.period)).toEqual([
      "2023-Q1",
      "2023-Q2",
      "2023-Q3",
      "2023-Q4",
      "2024-Q1",
      "2024-Q2",
    ]);
    expect(page.subtitle).toContain("Marché du darknet");
    expect(page.parts[0]!.place).toBe("Vienna");
  });

  it("takes the unit that has the codes chosen when none was named", async () => {
    const page = (await read("indicator", "/en/indicators/SUP-PRI-RET?SUBSTANCE=MDMA", {
      lang: "en",
      indicator: "SUP-PRI-RET",
    })) as { unit: string; empty: unknown };
    expect(page.unit).toBe("euros per tablet");
    expect(page.empty).toBeNull();
  });

  it("says so when nothing was published for a choice", async () => {
    const page = (await read("indicator", "/en/indicators/SUP-PRI-RET?SUBSTANCE=MDMA&unit=EUR_G", {
      lang: "en",
      indicator: "SUP-PRI-RET",
    })) as { trend: unknown; empty: { usual: string } };
    expect(page.trend).toBeNull();
    expect(page.empty.usual).toBe("/en/indicators/SUP-PRI-RET");
  });

  it("shows policy answers in the alphabet, never sorted by value", async () => {
    const page = (await read("indicator", "/en/indicators/POL-STR", { lang: "en", indicator: "POL-STR" })) as {
      answers: { rows: { name: string; answer: string }[] };
      choices: { sort: null };
      tabs: { name: string }[];
    };
    const names = page.answers.rows.map((row) => row.name);
    expect(names).toEqual([...names].sort((a, b) => new Intl.Collator("en").compare(a, b)));
    expect(page.choices.sort).toBeNull();
    expect(page.tabs.map((tab) => tab.name)).toEqual(["latest", "table"]);
    expect(
      ((await read("indicator", "/en/indicators/POL-STR?sort=value", { lang: "en", indicator: "POL-STR" })) as Response)
        .status,
    ).toBe(400);
  });

  it("puts latest values in sections with their median, older ones and other definitions apart", async () => {
    const page = (await read("indicator", "/en/indicators/DEM-GPS-LYP?view=latest&AGE=Y15T34", {
      lang: "en",
      indicator: "DEM-GPS-LYP",
    })) as {
      latest: {
        sections: {
          title: string;
          median: { figure: { k: number; of: number } } | null;
          rows: { name: string; reason: string }[];
        }[];
      };
    };
    const [eu, rest, different] = page.latest.sections;
    expect([eu!.title, rest!.title, different!.title]).toEqual([
      "European Union",
      "Other countries",
      "Different definition",
    ]);
    expect(eu!.median!.figure).toMatchObject({ k: 22, of: 22 });
    expect(different!.rows.map((row) => row.name)).toEqual(["Israel"]);
    const reasons = Object.fromEntries(rest!.rows.map((row) => [row.name, row.reason]));
    expect(reasons).toMatchObject({
      Montenegro: "suppressed to protect people",
      Monaco: "not collected",
      Liechtenstein: "not available: No survey of its own",
      Azerbaijan: "not reported",
    });
  });
});

describe("what a page rests on", () => {
  it("shows countries of different parts of Europe first, and says why; those of the address instead when named", async () => {
    const page = (await read("indicator", at, rate)) as {
      was: { countries: string };
      trend: { usual: string | null };
    };
    const codes = page.was.countries.split(",");
    expect(new Set(codes.map(regionOf)).size).toBe(3);
    expect(page.trend.usual).toMatch(
      /^Shown until you choose others: .+ and .+\. They have some of the longest series/,
    );
    const named = (await read("indicator", `${at}?countries=NO,PT`, rate)) as { trend: { usual: null } };
    expect(named.trend.usual).toBeNull();
  });

  it("shows cannabis, 15–64 first where no total exists, and says so until the reader chooses", async () => {
    const params = { lang: "en", indicator: "DEM-GPS-LYP" };
    const page = (await read("indicator", "/en/indicators/DEM-GPS-LYP", params)) as { first: string };
    expect(page.first).toContain("Cannabis, 15–64 comes first");
    const chosen = (await read("indicator", "/en/indicators/DEM-GPS-LYP?SUBSTANCE=COC", params)) as { first: null };
    expect(chosen.first).toBeNull();
  });

  it("says with each year on how many countries a median rests, and where their number changes", async () => {
    const page = (await read("indicator", at, rate)) as {
      trend: { rests: string[]; rows: { period: string; medians: { text: string; rests: string }[] }[] };
    };
    expect(page.trend.rests).toHaveLength(1);
    expect(page.trend.rests[0]).toMatch(/^The median of Pompidou Group rests on \d+ to \d+ of 41 countries, by year\./);
    const medians = page.trend.rows.flatMap((row) => row.medians).filter((median) => median.text !== "");
    expect(medians.length).toBeGreaterThan(10);
    for (const median of medians) expect(median.rests).toMatch(/^\d+ of 41 countries$/);
    expect(new Set(medians.map((median) => median.rests)).size).toBeGreaterThan(1);
  });

  it("tells the date of the figures and the vintage of the population apart", async () => {
    const page = (await read("indicator", at, rate)) as { sources: string[] };
    expect(page.sources).toContain("Figures: as published with release 2026-1 of 17 March 2026.");
    expect(page.sources).toContain(
      "Population they are divided by, which has a date of its own: Synthetic population, mid-year (vintage 2025).",
    );
  });

  it("marks small counts that were public before, in the table and in the passport, and no others", async () => {
    const page = (await read("indicator", "/en/indicators/DEM-DRD-N?view=table", {
      lang: "en",
      indicator: "DEM-DRD-N",
    })) as {
      table: {
        rows: { code: string; cells: { text: string; signs: string[]; period: string }[] }[];
        signs: { letter: string; words: string }[];
      };
    };
    const cells = page.table.rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, area: row.code })));
    const marked = cells.filter((cell) => cell.signs.includes("*"));
    // San Marino has 3 in 2012, imported, and 3 in 2021, answered.
    expect(marked.map((cell) => `${cell.area} ${cell.period} ${cell.text}`)).toEqual(["SM 2012 3"]);
    expect(page.table.signs.find((sign) => sign.letter === "*")?.words).toContain("already public");
    const [cell] = marked;
    const passport = (await read("point", `/en/points/2026-1/DEM-DRD-N/${cell!.area}/${cell!.period}`, {
      lang: "en",
      release: "2026-1",
      series: "DEM-DRD-N",
      country: cell!.area,
      period: cell!.period,
    })) as { signs: { words: string }[] };
    expect(passport.signs.map((sign) => sign.words)).toContain("small number, already public");
  });
});

describe("the form beside a chart", () => {
  const send = async (form: string) =>
    ((await read("choose", `${at}/choose?${form}`, rate)) as Response).headers.get("Location");

  it("becomes one address, countries in the order they were chosen", async () => {
    expect(
      await send(
        "view=trend&countries-was=NO,IE&countries-shown=NO,IE&groups-was=&groups-shown=&countries=IE&countries=NO&countries=PT&from=2010&to=2024&release=",
      ),
    ).toBe(`${at}?countries=NO,IE,PT&from=2010`);
  });

  it("leaves the address as it was when nothing was touched", async () => {
    const page = (await read("indicator", at, rate)) as { was: { countries: string; groups: string } };
    const ticked = page.was.countries
      .split(",")
      .map((code) => `&countries=${code}`)
      .join("");
    expect(
      await send(
        `view=trend&countries-was=${page.was.countries}&countries-shown=${page.was.countries}${ticked}&groups-was=PG&groups-shown=PG&groups=PG&from=2004&to=2024`,
      ),
    ).toBe(at);
  });

  it("keeps an untouched choice apart from one emptied on purpose", async () => {
    expect(await send("view=latest&countries-was=NO&countries-shown=&groups-was=PG&groups-shown=EU&groups=EU")).toBe(
      `${at}?view=latest&countries=NO&groups=PG`,
    );
    expect(await send("view=trend&countries-was=NO&countries-shown=NO&groups-was=PG&groups-shown=PG&groups=PG")).toBe(
      `${at}?countries=&groups=PG`,
    );
  });
});

describe("other public pages", () => {
  it("are made without a collection", async () => {
    const home = (await read("home", "/en", { lang: "en" })) as {
      edition: { id: string };
      tiles: unknown[];
      featured: unknown[];
    };
    expect(home.edition.id).toBe("2026-1");
    expect(home.tiles).toHaveLength(41);
    expect(home.featured).toHaveLength(3);
    const country = (await read("country", "/fr/countries/NO", { lang: "fr", country: "NO" })) as {
      name: string;
      themes: { rows: unknown[] }[];
    };
    expect(country.name).toBe("Norvège");
    expect(country.themes.length).toBeGreaterThan(4);
    const indicators = (await read("indicators", "/en/indicators", { lang: "en" })) as { themes: unknown[] };
    expect(indicators.themes).toHaveLength(8);
    expect(await read("methods", "/fr/methods", { lang: "fr" })).toMatchObject({ title: "Méthodes" });
    expect(await read("codeList", "/en/methods/code-lists/SEX", { lang: "en", dimension: "SEX" })).toMatchObject({
      title: "Sex",
    });
    expect(await read("data", "/en/data", { lang: "en" })).toMatchObject({
      releases: [{ id: "2026-1" }, { id: "2025-1" }, { id: "2024-1", facts: null, reason: "Read in thousands." }],
    });
  });

  it("list all members in the alphabet of the language, with what the release has of them", async () => {
    const page = (await read("countries", "/fr/countries?release=2025-1", { lang: "fr" })) as {
      edition: { id: string };
      members: { code: string; name: string; figures: string; round: unknown }[];
      others: unknown[];
      query: string;
    };
    expect(page.edition.id).toBe("2025-1");
    expect(page.query).toBe("?release=2025-1");
    const names = page.members.map((row) => row.name);
    expect(names).toHaveLength(41);
    expect(names).toEqual([...names].sort((a, b) => new Intl.Collator("fr").compare(a, b)));
    const newest = (await read("countries", "/en/countries", { lang: "en" })) as {
      members: { code: string; indicators: string; latest: string }[];
    };
    const row = (code: string) => newest.members.find((one) => one.code === code);
    expect(row("NO")).toMatchObject({ latest: "2024", round: { share: expect.any(Number) } });
    expect(row("NO")?.indicators).toMatch(/^\d+ of \d+$/);
    expect(((await read("countries", "/en/countries?sort=value", { lang: "en" })) as Response).status).toBe(400);
  });

  it("name a country that does not exist, and any parameter they do not take", async () => {
    expect(((await read("country", "/en/countries/XX", { lang: "en", country: "XX" })) as Response).status).toBe(404);
    expect(((await read("home", "/en?x=1", { lang: "en" })) as Response).status).toBe(400);
    expect(
      ((await read("country", "/en/countries/NO?sort=value", { lang: "en", country: "NO" })) as Response).status,
    ).toBe(400);
    expect(((await read("home", "/de", { lang: "de" })) as Response).status).toBe(404);
  });

  it("print where countries differ from the observations themselves", async () => {
    const entry = (await read("entry", "/en/methods/DEM-DRD-RATE", { lang: "en", indicator: "DEM-DRD-RATE" })) as {
      differ: { name: string; years: string }[];
    };
    expect(entry.differ.map((one) => `${one.name} ${one.years}`)).toEqual([
      "Ireland 2015",
      "Norway 2010",
      "Portugal 2008–2024",
    ]);
  });

  it("list what a release changed, withdrew and withholds", async () => {
    const page = (await read("release", "/en/data/2026-1", { lang: "en", release: "2026-1" })) as {
      revisions: { country: string; was: string; is: string }[];
      withdrawals: { reason: string }[];
      withheld: string;
    };
    expect(page.revisions.map((one) => `${one.country} ${one.was} → ${one.is}`)).toEqual([
      "Norway 398, provisional → 411, provisional",
      "Norway 6.0, provisional → 6.2, provisional",
    ]);
    expect(page.withdrawals[0]!.reason).toBe("Had been read in thousands.");
    expect(page.withheld).toMatch(/^\d+ figures are hidden/);
  });
});

describe("the passport of a figure", () => {
  const passport = (series: string, country: string, period: string, lang = "en") =>
    read("point", `/${lang}/points/2026-1/${series}/${country}/${period}`, {
      lang,
      release: "2026-1",
      series,
      country,
      period,
    });

  it("tells the question as asked in both languages, who reported, what it was, its parts and what rests on it", async () => {
    const page = (await passport("DEM-DRD-N", "NO", "2023")) as {
      figure: { text: string };
      asked: { en: string; fr: string };
      who: { term: string; text: string }[];
      former: { release: string; text: string }[];
      parts: { name: string }[];
      usedIn: { name: string }[];
    };
    expect(page.figure.text).toBe("411");
    expect(page.asked.en).toMatch(/^How many drug-induced deaths/);
    expect(page.asked.fr).toMatch(/^Combien de décès/);
    expect(page.who[0]).toEqual({ term: "Reported by", text: "National focal point, Norway" });
    expect(page.former.map((one) => `${one.release} ${one.text}`)).toEqual(["2026-1 411", "2025-1 398"]);
    expect(page.parts.map((one) => one.name)).toEqual(["Women", "Men"]);
    expect(page.usedIn).toHaveLength(1);
  });

  it("leads from a computed figure to the passports of the figures it was computed from", async () => {
    const page = (await passport("DEM-DRD-RATE", "NO", "2023")) as {
      who: { term: string; parts?: { name: string; href: string | null }[] }[];
      computed: { population: string };
    };
    expect(page.who.find((row) => row.term === "Source")?.parts?.map((part) => [part.name, part.href])).toEqual([
      ["Drug-induced deaths", "/en/points/2026-1/DEM-DRD-N/NO/2023"],
      ["Population", "/en/points/2026-1/CTX-POP/NO/2023"],
    ]);
    expect(page.computed.population).toContain("(vintage 2025)");
    const other = (await passport("DEM-DRD-RATE", "NO", "2022")) as typeof page;
    expect(other.who.find((row) => row.term === "Source")?.parts?.[1]?.href).toBeNull();
  });

  it("names file, line and licence of an import, and the reason in the place of a value", async () => {
    const page = (await passport("DEM-DRD-RATE", "SI", "2012", "fr")) as {
      figure: { text: string };
      signs: { words: string }[];
      who: { term: string; text: string }[];
    };
    expect(page.figure.text).toBe("Pas de valeur");
    expect(page.signs[0]!.words).toBe("non disponible");
    expect(page.who).toContainEqual({ term: "Ligne", text: "1412" });
  });

  it("does not exist for a point the release has not", async () => {
    expect(((await passport("DEM-DRD-N", "MC", "2023")) as Response).status).toBe(404);
    expect(((await passport("DEM-DRD-N:SEX=X", "NO", "2023")) as Response).status).toBe(404);
  });
});

describe("the public API", () => {
  const csv = (query: string, headers = {}) =>
    read("csv", `/api/v1/data/DEM-DRD-N.csv${query}`, { file: "DEM-DRD-N.csv" }, headers) as Promise<Response>;

  it("gives what was asked for, open to every origin", async () => {
    const answer = await csv("?countries=NO,PT&from=2023&to=2023&SEX=_T");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const rows = (await answer.text()).trim().split("\r\n");
    expect(rows[0]).toBe(
      "indicator,country,period,SEX,AGE,DEFINITION,unit,value,lower,upper,n_obs,flags,reason,coverage,note,source,release,point",
    );
    expect(rows.slice(1).map((row) => row.split(",").slice(1, 3).join(" "))).toEqual(["NO 2023", "PT 2023"]);
  });

  it("tags what it sends: another filter, format, language or release is another tag, and 304 is for the same only", async () => {
    const json = (query: string) =>
      read("csv", `/api/v1/data/DEM-DRD-N.json${query}`, { file: "DEM-DRD-N.json" }) as Promise<Response>;
    const tagOf = async (answer: Promise<Response>) => (await answer).headers.get("ETag") ?? "";
    const one = await tagOf(csv("?countries=NO"));
    const others = await Promise.all([
      tagOf(csv("")),
      tagOf(csv("?countries=PT")),
      tagOf(csv("?countries=NO&from=2020")),
      tagOf(csv("?countries=NO&excel=fr")),
      tagOf(csv("?countries=NO&labels=en")),
      tagOf(csv("?countries=NO&labels=fr")),
      tagOf(csv("?countries=NO&release=2025-1")),
      tagOf(json("?countries=NO")),
    ]);
    expect(new Set([one, ...others]).size).toBe(others.length + 1);
    expect(await tagOf(csv("?countries=NO"))).toBe(one);
    const known = (tag: string, query: string) => csv(query, { "If-None-Match": tag });
    expect((await known(one, "?countries=NO")).status).toBe(304);
    // As a proxy that changed the coding, or a client that knows several, says it.
    expect((await known(`"x", ${one.replace("W/", "")}`, "?countries=NO")).status).toBe(304);
    for (const query of ["", "?countries=PT", "?countries=NO&labels=fr", "?countries=NO&excel=fr"])
      expect((await known(one, query)).status, query).toBe(200);
    const all = (await read("apiCountries", "/api/v1/countries")) as Response;
    expect(all.headers.get("ETag")).not.toBe(
      ((await read("apiCountries", "/api/v1/countries?release=2025-1")) as Response).headers.get("ETag"),
    );
  });

  it("adds words to codes when a language is asked for, after all other columns", async () => {
    const rows = parse(await (await csv("?countries=NO&from=2023&to=2023&SEX=F&labels=fr")).text(), { columns: true });
    expect(rows[0]).toMatchObject({
      SEX: "F",
      indicator_label: "Décès induits par les drogues",
      country_label: "Norvège",
      SEX_label: "Femmes",
      AGE_label: "Total",
      flags_label: "provisoire",
    });
    const head = (await (await csv("?labels=en")).text()).split("\r\n")[0]!.split(",");
    expect(head.indexOf("indicator_label")).toBe(head.indexOf("point") + 1);
    expect((await csv("?labels=de")).status).toBe(400);
    const json = (await (
      (await read("csv", "/api/v1/data/DEM-DRD-N.json?countries=NO&from=2023&to=2023&SEX=F&labels=en", {
        file: "DEM-DRD-N.json",
      })) as Response
    ).json()) as { rows: { labels: { country: string; dimensions: { SEX: string } } }[] };
    expect(json.rows[0]!.labels).toMatchObject({ country: "Norway", dimensions: { SEX: "Women" } });
  });

  it("gives a point that was taken out as a row without value, in its place, and only when asked for", async () => {
    const syringes = async (query: string) => {
      const answer = await read("csv", `/api/v1/data/DEM-SYR.csv${query}`, { file: "DEM-SYR.csv" });
      return parse(await (answer as Response).text(), { columns: true }) as Record<string, string>[];
    };
    const rows = await syringes("?countries=HR&labels=en");
    expect(rows.map((row) => row.period)).toEqual(rows.map((row) => row.period).sort());
    const [taken] = rows.filter((row) => row.reason === "WITHDRAWN");
    expect(taken).toMatchObject({
      country: "HR",
      period: "2019",
      value: "",
      flags: "",
      reason_label: "withdrawn",
      note: "Withdrawn with release 2026-1: Had been read in thousands.",
    });
    for (const query of ["?countries=NO", "?from=2020", "?to=2018", "?release=2025-1"])
      expect(
        (await syringes(query)).some((row) => row.reason === "WITHDRAWN"),
        query,
      ).toBe(false);
    const page = (await read("point", new URL(taken!.point!).pathname, {
      lang: "en",
      release: "2026-1",
      series: "DEM-SYR",
      country: "HR",
      period: "2019",
    })) as Response;
    expect(page.status).toBe(410);
  });

  it("says of a rate from which figures it was computed", async () => {
    const answer = (await read("csv", "/api/v1/data/DEM-DRD-RATE.csv?countries=NO&from=2023&to=2023", {
      file: "DEM-DRD-RATE.csv",
    })) as Response;
    const [row] = parse(await answer.text(), { columns: true }) as Record<string, string>[];
    expect(row!.source).toBe(
      "computed: DEM-DRD-N (2025-annual) ÷ population (Synthetic population, mid-year, all ages, vintage 2025) × 100000",
    );
  });

  it("gives medians with the number of countries behind each, and none of counts", async () => {
    const medians = (file: string, query = "") =>
      read("medians", `/api/v1/medians/${file}${query}`, { file }) as Promise<Response>;
    const answer = await medians("DEM-DRD-RATE.csv", "?groups=PG&from=2010&to=2011&labels=fr");
    const rows = parse(await answer.text(), { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row.group, row.group_label, row.period, row.members])).toEqual([
      ["PG", "Groupe Pompidou", "2010", "41"],
      ["PG", "Groupe Pompidou", "2011", "41"],
    ]);
    const values = parse(
      await (
        (await read("csv", "/api/v1/data/DEM-DRD-RATE.csv?from=2010&to=2010", {
          file: "DEM-DRD-RATE.csv",
        })) as Response
      ).text(),
      { columns: true },
    ) as Record<string, string>[];
    // Portugal counts by a definition of its own and is in no median.
    const common = values.filter((row) => row.value !== "" && !row.flags!.includes("D"));
    expect(rows[0]!.countries).toBe(String(common.length));
    expect((await medians("DEM-DRD-N.csv")).status).toBe(404);
    expect((await medians("DEM-DRD-RATE.csv", "?groups=XX")).status).toBe(400);
    expect((await medians("DEM-DRD-RATE.csv", "?countries=NO")).status).toBe(400);
    expect((await (await medians("DEM-DRD-RATE.json", "?groups=EU")).json()).rows[0].members).toBeGreaterThan(20);
  });

  it("explains its columns where every file of figures points", async () => {
    expect((await csv("?countries=NO")).headers.get("Link")).toContain("https://vigie.example/api/v1/columns");
    const { columns } = await ((await read("columns", "/api/v1/columns")) as Response).json();
    expect(columns.map((one: { name: string }) => one.name)).toContain("reason");
  });

  it("gives all codes of a dimension that is not named", async () => {
    const rows = (await (await csv("?countries=NO&from=2023&to=2023")).text()).trim().split("\r\n").slice(1);
    expect(rows.map((row) => row.split(",")[3]).sort()).toEqual(["F", "M", "_T"]);
  });

  it.each([
    ["?countries=NO&countries=PT", "countries"],
    ["?countries=XX", "countries"],
    ["?colour=red", "colour"],
    ["?SEX=X", "SEX"],
    ["?from=20", "from"],
    ["?from=2020&to=2010", "from"],
    ["?release=1999-1", "release"],
    ["?excel=de", "excel"],
  ])("refuses %s with a problem naming %s", async (query, parameter) => {
    const answer = await csv(query);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect(await answer.json()).toMatchObject({ parameter });
  });

  it("names the releases there are when another is asked for", async () => {
    expect(await (await csv("?release=1999-1")).json()).toMatchObject({
      title: "No such release",
      detail: "release=1999-1; releases: 2026-1, 2025-1",
      known: ["2026-1", "2025-1"],
    });
  });

  it("never gives a hidden value, nor what stood in its place", async () => {
    const rows = (await (await csv("?SEX=F")).text())
      .trim()
      .split("\r\n")
      .slice(1)
      .filter((row) => row.includes(",Q,"));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.split(",")[7]).toBe("");
  });

  it("serves the release file with its hash, and a withdrawn one as 410 with its reason", async () => {
    const file = (await read("file", "/data/releases/2026-1.sqlite", { file: "2026-1.sqlite" })) as Response;
    const hash = (await read("file", "/data/releases/2026-1.sqlite.sha256", {
      file: "2026-1.sqlite.sha256",
    })) as Response;
    const bytes = Buffer.from(await file.arrayBuffer());
    const { createHash } = await import("node:crypto");
    expect((await hash.text()).slice(0, 64)).toBe(createHash("sha256").update(bytes).digest("hex"));
    const gone = (await read("file", "/data/releases/2024-1.sqlite", { file: "2024-1.sqlite" })) as Response;
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({ reason: { en: "Read in thousands." }, successor: "2025-1" });
    expect(((await read("file", "/data/releases/../x", { file: "../collection.sqlite" })) as Response).status).toBe(
      404,
    );
  });
});
