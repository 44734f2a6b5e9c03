import { beforeAll, expect, test } from "vitest";
import { placeBreaks, standAbove } from "~/charts/breaks";
import { contextPaths } from "~/charts/context";
import { frameFor } from "~/charts/scene";
import type { TrendChart } from "~/charts/trend";
import { loaded, publicInstallation } from "../../support/public-release";

/* What parts many figures at once is said once; a break of a single line is never left out. */

beforeAll(() => {
  publicInstallation();
});

type Page = {
  sentences: string[];
  choices: { countries: { on: boolean }[] };
  trend: { chart: TrendChart } | null;
  table: { parted: boolean; rows: { code: string; cells: { period: string; parted?: string }[] }[] } | null;
};
const page = (query: string) =>
  loaded<Page>("public.indicator", `/en/indicators/DEM-DRD-RATE${query}`, { lang: "en", indicator: "DEM-DRD-RATE" });

test("lines that all start anew in one year for one reason have one short label; a single line keeps its own", async () => {
  const { chart } = (await page("?countries=NO,IE,SI,PT&groups=")).trend!;
  const all = chart.breaks.find(({ period }) => period === "2020");
  expect(all).toMatchObject({ label: "2020: the source changes", text: expect.stringContaining("Norway, Ireland") });
  expect(chart.breaks.filter(({ period }) => period === "2020")).toHaveLength(1);
  const own = chart.breaks.find(({ period }) => period === "2010");
  expect(own).toMatchObject({ text: "Norway 2010: causes coded by software" });
  expect(own?.label).toBeUndefined();
  for (const line of chart.lines)
    for (const run of line.runs)
      expect(
        run.slice(1).some(({ after }) => after),
        line.name,
      ).toBe(false);
});

test("reasons without room leave their years at the rules, none fewer, and are told to stand below", () => {
  const lines: TrendChart["lines"] = [];
  const breaks = ["2008", "2010", "2014", "2016", "2018", "2021"].map((period) => ({
    ...{ period, x: Number(period) - 0.5 },
    text: `Norway ${period}: a reason of some forty letters, so that it is long`,
  }));
  const chart: TrendChart = { from: 2004, to: 2024, lines, context: [], breaks, decimals: 1 };
  expect(standAbove(chart, true)).toBe(false);
  const placed = placeBreaks(chart, frameFor(342, chart));
  expect(placed.flatMap((one) => one.lines)).toEqual(breaks.map(({ period }) => period));
  expect(standAbove({ ...chart, breaks: breaks.slice(0, 1) }, true)).toBe(true);
});

test("grey lines that leave the plot side by side share one sign", () => {
  const line = { code: "A", name: "A", runs: [[[2010, 1] as const, [2012, 9] as const]] };
  const pixels = { x: (year: number) => year - 2000, y: (value: number) => value };
  const placed: { x: number; up: boolean }[] = [];
  const signs = [line, line].map((one) => contextPaths(one, { min: 0, max: 4, ticks: [] }, pixels, placed).signs);
  expect(signs.map((text) => text !== "")).toEqual([true, false]);
});

test("the table parts figures of two sources by a rule, and figures of one by none", async () => {
  const { table } = await page("?view=table&countries=SI");
  const parted = table!.rows[0]!.cells.filter((cell) => cell.parted);
  expect(parted).toMatchObject([{ period: "2020", parted: "source" }]);
  expect(table!.parted).toBe(true);
  expect((await page("?view=table&countries=SI&from=2021")).table!.parted).toBe(false);
});

test("the sentence over a table speaks of a country only where its box is ticked", async () => {
  const usual = await page("?view=table");
  expect(usual.choices.countries.filter(({ on }) => on)).toEqual([]);
  expect(usual.sentences[0]).toMatch(/^Of \d+ countries \d+ have data/);
  const chosen = await page("?view=table&countries=NO");
  expect(chosen.choices.countries.filter(({ on }) => on)).toHaveLength(1);
  expect(chosen.sentences[0]).toContain("Norway");
});

test("what parts the lines is told at its rules and in the notes, not a third time over the picture", async () => {
  const shown = await page("?countries=NO&groups=");
  expect(shown.trend!.chart.breaks.map(({ period }) => period)).toContain("2010");
  expect(shown.sentences.join(" ")).not.toContain("Not comparable");
});
