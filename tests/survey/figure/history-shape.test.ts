import { expect, test } from "vitest";
import type { Figure } from "~/domain/figure/figure";
import type { FigureHistory } from "~/domain/figure/history";
import { chart, gapsOf, historyScene, spansOf } from "~/survey/figure/history-shape";

const figure = (v: number | null, ...f: NonNullable<Figure["f"]>): Figure => ({ v, ...(f.length > 0 ? { f } : {}) });
const history = (more: Partial<FigureHistory> = {}): FigureHistory => ({
  period: "2025",
  values: [],
  runs: [],
  breaks: [],
  band: [],
  perInhabitant: false,
  ...more,
});
const three = {
  values: [
    { period: "2021", figure: figure(40) },
    { period: "2022", figure: figure(null, "Q") },
    { period: "2023", figure: figure(60, "B") },
    { period: "2024", figure: figure(100, "P") },
  ],
  runs: [["2021"], ["2023", "2024"]],
  breaks: ["2023"],
};
const floor = chart.height - chart.bottom;

test("a figure without a past and without others is not drawn", () => {
  expect(historyScene(history(), figure(5))).toBe(null);
});

test("values stand at their period and height, from zero; a withheld one is not drawn", () => {
  const scene = historyScene(history(three), null)!;
  expect(scene.dots.map(({ period }) => period)).toEqual(["2021", "2023", "2024"]);
  expect(scene.top).toEqual({ y: chart.top, value: 100 });
  expect(scene.zero).toBe(floor);
  // 40 of 100: two fifths of the way from the floor to the top.
  expect(scene.dots[0]).toMatchObject({ x: chart.left, y: floor - 0.4 * (floor - chart.top) });
  expect(scene.ends.map(({ period }) => period)).toEqual(["2021", "2025"]);
  expect(scene.typed).toBe(null);
});

test("a line ends at a gap and at a break, which stands between the periods", () => {
  const scene = historyScene(history(three), null)!;
  expect(scene.lines).toHaveLength(1);
  expect(scene.lines[0]).toHaveLength(2);
  const [, first] = scene.dots;
  expect(first?.after).toBe(true);
  expect(scene.breaks[0]).toBeLessThan(first!.x);
  expect(scene.dots.map(({ open }) => open)).toEqual([false, false, true]);
});

test("the typed figure is a ring at its period, joined to the year before it unless it begins a new series", () => {
  const typed = historyScene(history(three), figure(80))!.typed!;
  expect(typed.x).toBe(chart.width - chart.right);
  expect(typed.from).toMatchObject({ y: chart.top });
  expect(historyScene(history(three), figure(80, "B"))!.typed!.from).toBe(null);
  expect(historyScene(history({ ...three, period: "2026" }), figure(80))!.typed!.from).toBe(null);
  expect(historyScene(history(three), figure(null, "L"))!.typed).toBe(null);
});

test("a figure ten times too large is seen as such", () => {
  const scene = historyScene(history(three), figure(1000))!;
  expect(scene.top.value).toBe(1000);
  expect(scene.dots.at(-1)!.y).toBeGreaterThan(floor - 0.11 * (floor - chart.top));
});

test("others never press the own line flat: what is above is cut", () => {
  const band = [{ period: "2024", low: 50, middle: 5000, high: 9000, countries: 8 }];
  expect(historyScene(history({ ...three, band }), null)!.top.value).toBe(300);
  expect(historyScene(history({ band }), null)!.top.value).toBe(10000);
});

test("the band is drawn through periods that follow each other only", () => {
  const at = (period: string) => ({ period, low: 10, middle: 20, high: 30, countries: 8 });
  const scene = historyScene(history({ ...three, band: ["2021", "2022", "2024"].map(at) }), null)!;
  expect(scene.bands.map(({ middle }) => middle.length)).toEqual([2, 1]);
});

test("years without a value are named, drawn together", () => {
  expect(gapsOf(history(three))).toEqual(["2022"]);
  expect(spansOf(["2012", "2007", "2008", "2009"])).toBe("2007–2009, 2012");
});
