import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeBreaks } from "~/charts/breaks";
import { contextPaths, leavesScale, withinScale } from "~/charts/context";
import { extremes, frameFor, niceScale, toPixels } from "~/charts/scene";
import type { TrendChart } from "~/charts/trend";

const point = (x: number, y: number) => ({
  ...{ period: String(x), x, y, lo: null, hi: null },
  ...{ open: false, weak: false, after: false, words: "" },
});
const chart = (more: Partial<TrendChart> = {}): TrendChart => ({
  ...{ from: 2010, to: 2024, context: [], breaks: [], decimals: 0 },
  lines: [
    {
      ...{ code: "NO", name: "Norway", kind: "country", bridges: [], differs: false, notes: [], lastPeriod: null },
      runs: [[point(2010, 250), point(2024, 320)]],
    },
  ],
  ...more,
});
const big = {
  code: "GB",
  name: "Elsewhere",
  runs: [
    [
      [2010, 200],
      [2015, 8000],
      [2024, 300],
    ],
  ] as [number, number][][],
};

describe("a break at the first year shown", () => {
  it.each([888, 342])("stands within the plot at %d px, not on the numbers of the axis", (width) => {
    const given = chart({ breaks: [{ x: 2009.5, text: "Norway 2010: causes coded by software" }] });
    const frame = frameFor(width, given);
    const [placed] = placeBreaks(given, frame);
    const { x } = toPixels(frame, given, niceScale(320));
    expect(x(placed!.x)).toBeGreaterThanOrEqual(frame.left);
    expect(placed!.textX).toBeGreaterThanOrEqual(0);
  });
});

describe("grey lines", () => {
  it("never set the scale of the chosen ones", () => {
    expect(extremes(chart({ context: [big] }))).toEqual({ highest: 320, lowest: 250 });
    expect(extremes(chart({ lines: [], context: [big] })).highest).toBe(8000);
  });

  it("are cut at its edges, with a sign where they leave and where they come back", () => {
    const scale = niceScale(320);
    const { runs, leaves } = withinScale(big, scale);
    expect(leaves.map(({ up }) => up)).toEqual([true, true]);
    expect(runs).toHaveLength(2);
    expect(leavesScale(chart({ context: [big] }))).toBe(true);
    expect(leavesScale(chart())).toBe(false);
    const beyond = withinScale(
      {
        runs: [
          [
            [2010, 900],
            [2024, 950],
          ],
        ],
      },
      scale,
    );
    expect(beyond).toEqual({ runs: [], leaves: [{ at: [2010, scale.max], up: true }] });
  });

  it("stay within the plot whatever they are", () => {
    const values = fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, (ys) => {
        const run = ys.map((y, at) => [2010 + at, y] as [number, number]);
        const given = chart({ context: [{ code: "X", name: "X", runs: [run] }] });
        const scale = niceScale(320);
        const frame = frameFor(888, given);
        for (const [, y] of withinScale({ runs: [run] }, scale).runs.flat()) {
          expect(y).toBeGreaterThanOrEqual(scale.min - 1e-6);
          expect(y).toBeLessThanOrEqual(scale.max + 1e-6);
        }
        expect(contextPaths(given.context[0]!, scale, toPixels(frame, given, scale)).line).not.toMatch(/NaN/);
      }),
    );
  });
});
