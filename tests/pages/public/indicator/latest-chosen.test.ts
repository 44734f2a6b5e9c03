import { beforeAll, expect, test } from "vitest";
import { loaded, publicInstallation } from "../../../support/public-release";

/* Which countries the latest values show: those the reader chose, as in the table and in the files. */

type Section = { title: string; hint: string; median: unknown; rows: { code: string }[] };
type Page = {
  notes: { subject: string }[];
  trend: { tooFew: string | null } | null;
  latest: { sections: Section[]; sentences: string[] } | null;
  table: { rows: { code: string }[] } | null;
  downloads: { csv: string };
};

const code = "DEM-GPS-LYP";

beforeAll(() => void publicInstallation());

function read(view: "latest" | "table" | "trend", choice: string): Promise<Page> {
  const url = `/en/indicators/${code}?view=${view}&AGE=Y15T34${choice}`;
  return loaded<Page>("public.indicator", url, { lang: "en", indicator: code });
}

async function latest(choice: string): Promise<Section[]> {
  return (await read("latest", choice)).latest?.sections ?? [];
}

const codesOf = (sections: readonly Section[]) => sections.flatMap(({ rows }) => rows.map((row) => row.code)).sort();

test("a chosen country outside the chosen groups is shown beside all members of the groups", async () => {
  const sections = await latest("&countries=NO&groups=EU");
  expect(sections.map(({ title, rows }) => [title, rows.length])).toEqual([
    ["European Union", 22],
    ["Other countries", 1],
  ]);
  expect(sections[0]?.hint).toBe("22 of 22");
});

test.each(["&countries=NO&groups=EU", "&countries=NO,FR&groups=MEDNET", "&groups=EU", "&countries=IL"])(
  "latest values and table hold the same countries: %s",
  async (choice) => {
    const table = (await read("table", choice)).table?.rows.map((row) => row.code) ?? [];
    expect(table.length).toBeGreaterThan(0);
    expect(codesOf(await latest(choice))).toEqual(table.sort());
  },
);

test("countries picked one by one have no median: they are no group", async () => {
  const sections = await latest("&countries=FR,IT,PT,AT,NO");
  expect(sections.map(({ hint, median }) => ({ hint, median }))).toEqual([
    { hint: "", median: null },
    { hint: "", median: null },
  ]);
});

test("notes below latest values are about countries that are shown", async () => {
  const subjects = async (choice: string) =>
    (await read("latest", choice)).notes.map(({ subject }) => subject).join(" ");
  expect(await subjects("")).toContain("Georgia");
  expect(await subjects("&countries=NO&groups=EU")).not.toContain("Georgia");
});

test("a group that is ticked at first and has no median says so, as one ticked by the reader", async () => {
  const told = async (choice: string) => (await read("trend", choice)).trend?.tooFew;
  const early = "&from=2006&to=2007";
  expect(await told(`${early}&groups=PG`)).toBe("Pompidou Group");
  expect(await told(early)).toBe("Pompidou Group");
});

test("the sentence over latest values speaks of the countries shown and names no other", async () => {
  const said = async (choice: string) => (await read("latest", choice)).latest?.sentences.join(" ") ?? "";
  const [all, few] = [await said(""), await said("&countries=FR,IT,PT,NO")];
  const counts = /^Of (\d+) countries (\d+) have a value/.exec(all);
  expect(few).toContain("Of the 4 countries shown");
  // Last: what runs from the lowest to the highest are the values shown.
  expect(few.endsWith(`Of all ${counts?.[1]} countries ${counts?.[2]} have a value.`)).toBe(true);
  const named = [...few.matchAll(/\(([A-Z][a-z]+), \d{4}/g)].map(([, country]) => country);
  expect(named.length).toBeGreaterThan(0);
  for (const country of named) expect(["France", "Italy", "Portugal", "Norway"]).toContain(country);
});

test("the sentence speaks of one country in the singular, in both languages", async () => {
  const one = (await read("latest", "&countries=FR")).latest?.sentences ?? [];
  expect(one[0]).toMatch(/^The country shown has a value, of \d{4}\.$/);
  const page = await loaded<Page>("public.indicator", `/fr/indicators/${code}?view=latest&AGE=Y15T34&countries=FR`, {
    lang: "fr",
    indicator: code,
  });
  expect(page.latest?.sentences[0]).toMatch(/^Le pays affiché a une valeur, de \d{4}\.$/);
});
