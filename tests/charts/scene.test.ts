import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeBreaks } from "~/charts/breaks";
import { lineColours, markerPath, shapes } from "~/charts/palette";
import { contextPath, endLabels, frameFor, niceScale, spreadApart, toPixels, yearTicks } from "~/charts/scene";
import type { TrendChart, TrendLine, TrendPoint } from "~/charts/trend";
import { nearest } from "~/charts/trend-spots";

const point = (x: number, y: number): TrendPoint => ({
  period: String(x),
  x,
  y,
  lo: null,
  hi: null,
  open: false,
  weak: false,
  after: false,
  words: "",
});
const line = (name: string, values: [number, number][]): TrendLine => ({
  code: name,
  name,
  kind: "country",
  runs: [values.map(([x, y]) => point(x, y))],
  bridges: [],
  differs: false,
  notes: [],
  lastPeriod: null,
});
const chart = (more: Partial<TrendChart> = {}): TrendChart => ({
  from: 2004,
  to: 2024,
  lines: [],
  context: [],
  breaks: [],
  decimals: 1,
  ...more,
});

describe("the scale of values", () => {
  it.each([
    [7.6, [0, 2, 4, 6, 8]],
    [10, [0, 2, 4, 6, 8, 10]],
    [0.7, [0, 0.2, 0.4, 0.6, 0.8]],
    [2310000, [0, 500000, 1000000, 1500000, 2000000, 2500000]],
    [0, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])("starts at zero and ends at %d or just above", (highest, ticks) => {
    expect(niceScale(highest).ticks).toEqual(ticks);
  });

  it("always starts at or below zero, holds the highest value and has few steps", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (highest) => {
        const { min, max, ticks } = niceScale(highest);
        expect(min).toBe(0);
        expect(max).toBeGreaterThan(highest * 0.999);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it("writes the first and the last year and none twice", () => {
    expect(yearTicks(2004, 2024, false)).toEqual([2004, 2008, 2012, 2016, 2020, 2024]);
    expect(yearTicks(2004, 2024, true)).toEqual([2004, 2014, 2024]);
    expect(yearTicks(2020, 2020, false)).toEqual([2020]);
  });
});

describe("names at the line ends", () => {
  it("are moved apart and stay within the plot while there is room", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 4 }), (places) => {
        const spread = spreadApart(places, 19, { lowest: 0, highest: 400 });
        const sorted = [...spread].sort((a, b) => a - b);
        sorted.slice(1).forEach((place, at) => {
          expect(place - sorted[at]!).toBeGreaterThanOrEqual(18.999);
        });
        expect(sorted[0]).toBeGreaterThanOrEqual(-0.001);
        expect(sorted.at(-1)).toBeLessThanOrEqual(400.001);
      }),
    );
  });

  it("keep the order of their lines", () => {
    expect(spreadApart([100, 101, 300], 20, { lowest: 0, highest: 400 })).toEqual([90.5, 110.5, 300]);
  });

  it("stand beside the last value of their line", () => {
    const given = chart({
      lines: [
        line("Norway", [
          [2004, 5],
          [2024, 8],
        ]),
      ],
    });
    const frame = frameFor(888, given);
    const scale = niceScale(8);
    const [label] = endLabels(given, frame, scale);
    expect(label!.endY).toBeCloseTo(toPixels(frame, given, scale).y(8));
    expect(label!.x).toBeGreaterThan(frame.width - frame.right);
  });
});

describe("reasons of breaks", () => {
  it("stand in rows of their own where they would cover each other, within the picture", () => {
    const given = chart({
      breaks: [
        { x: 2009.5, text: "Norway 2010: causes coded by software" },
        { x: 2010.5, text: "Ireland 2011: coroners’ files added" },
        { x: 2023.5, text: "Malta 2024: a very long reason that would leave the picture" },
      ],
      lines: [line("Norway", [[2004, 5]])],
    });
    const frame = frameFor(888, given);
    const placed = placeBreaks(given, frame);
    expect(placed[0]!.row).not.toBe(placed[1]!.row);
    for (const one of placed)
      expect(one.textX + Math.max(...one.lines.map((text) => text.length)) * 6.5).toBeLessThanOrEqual(889);
    expect(frame.top).toBeGreaterThanOrEqual(52);
  });

  it("are whole on a phone, in as many lines as they need, none upon another", () => {
    const reason = "Norway 2010: causes of death are coded by software, and coroners’ files are read with them";
    const given = chart({
      breaks: [
        { x: 2009.5, text: reason },
        { x: 2018.5, text: "France 2019: more centres report from this year on" },
      ],
      lines: [line("Norway", [[2004, 5]])],
    });
    const frame = frameFor(342, given);
    const [norway, france] = placeBreaks(given, frame);
    expect(norway!.lines.join(" ")).toBe(reason);
    expect(norway!.lines).toHaveLength(2);
    for (const text of norway!.lines) expect(norway!.textX + text.length * 5.6).toBeLessThanOrEqual(343);
    expect(france).toMatchObject({ row: 2, lines: [given.breaks[1]!.text] });
    expect(frame.top).toBe(12 + 3 * 20);
  });
});

describe("colours and shapes", () => {
  it("give each of four lines a colour of at least 3 : 1 on paper and a shape of its own", () => {
    const luminance = (hex: string) => {
      const [r, g, b] = [1, 3, 5]
        .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    for (const colour of lineColours) expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(2.9);
    expect(new Set(lineColours).size).toBe(4);
    expect(new Set(shapes.map((shape) => markerPath(shape, 0, 0, 3))).size).toBe(4);
    expect(shapes).not.toContain("diamond");
  });
});

describe("what the pointer stands on", () => {
  it("is a highlighted point before a grey one, and nothing out of reach", () => {
    const spots = [
      { kind: "context" as const, code: "EE", name: "Estonia", period: "2010", value: 3, words: "", x: 10, y: 10 },
      { kind: "point" as const, line: 0, period: "2010", x: 22, y: 10 },
    ];
    expect(nearest(spots, { x: 17, y: 10 }, 28)).toMatchObject({ kind: "point" });
    expect(nearest(spots, { x: 9, y: 10 }, 28)).toMatchObject({ kind: "context" });
    expect(nearest(spots, { x: 90, y: 10 }, 28)).toBeNull();
  });
});

describe("a name longer than its room", () => {
  const named = (...names: string[]) =>
    chart({
      lines: names.map((name, at) => ({
        ...line(name, [
          [2004, 2 + at],
          [2024, 2 + at],
        ]),
        kind: "group" as const,
      })),
    });
  const namesAt = (width: number, given: ReturnType<typeof named>) =>
    endLabels(given, frameFor(width, given), niceScale(2)).map(({ name }) => name);

  it("says only what it is on a phone while no other line is called so, and all on a wide page", () => {
    const one = named("Médiane, Groupe Pompidou", "Norvège");
    expect(namesAt(342, one)).toEqual(["Médiane", "Norvège"]);
    expect(namesAt(888, one)).toEqual(["Médiane, Groupe Pompidou", "Norvège"]);
  });

  it("is cut on a phone where two would be called the same", () => {
    const two = namesAt(342, named("Médiane, Groupe Pompidou", "Médiane, Union européenne"));
    for (const name of two) expect(name).toMatch(/^Médiane, .+…$/);
    expect(new Set(two).size).toBe(2);
  });
});

it("draws a grey value that stands alone, and a line where there are more", () => {
  expect(contextPath([[10, 20]])).toMatch(/^M8\.5 20a1\.5/);
  expect(
    contextPath([
      [10, 20],
      [30, 25],
    ]),
  ).toBe("M10 20L30 25");
  expect(contextPath([])).toBe("");
});
