import { round } from "./palette";
import { contextPath, extremes, niceScale, type Scale } from "./scene";
import type { TrendChart, TrendContext } from "./trend";

/* Grey lines within the scale of the chosen ones: cut where they leave it, with a sign there. */

type At = readonly [x: number, y: number];

export type Within = {
  /** What lies within the scale, cut at its edges. */
  runs: At[][];
  /** Where a line leaves the scale or comes back; a run wholly beyond it has one at its middle. */
  leaves: { at: At; up: boolean }[];
};

/** Cuts the runs of a grey line to a scale. */
export function withinScale({ runs }: Pick<TrendContext, "runs">, { min, max }: Pick<Scale, "min" | "max">): Within {
  const found: Within = { runs: [], leaves: [] };
  const isIn = (y: number) => y >= min && y <= max;
  for (const points of runs) {
    const run = points.map(([x, y]): At => [x, y]);
    let open: At[] = [];
    const close = () => {
      if (open.length > 0) found.runs.push(open);
      open = [];
    };
    const leave = (at: At) => found.leaves.push({ at, up: at[1] >= max });
    run.forEach((point, index) => {
      const before = run[index - 1];
      if (before && isIn(before[1]) !== isIn(point[1])) {
        const edge = crossing(before, point, (isIn(before[1]) ? point[1] : before[1]) > max ? max : min);
        open.push(edge);
        leave(edge);
        if (isIn(before[1])) close();
      }
      // Both ends beyond, on two sides: the way between crosses the plot.
      if (before && !isIn(before[1]) && !isIn(point[1]) && before[1] > max !== point[1] > max)
        found.runs.push([crossing(before, point, max), crossing(before, point, min)]);
      if (isIn(point[1])) open.push(point);
    });
    close();
    const middle = run[Math.floor((run.length - 1) / 2)];
    if (middle && !run.some(([, y]) => isIn(y))) leave([middle[0], middle[1] > max ? max : min]);
  }
  return found;
}

function crossing(a: At, b: At, level: number): At {
  return [a[0] + ((b[0] - a[0]) * (level - a[1])) / (b[1] - a[1]), level];
}

/** Does a grey line leave the scale of the chart? Then the legend explains the sign. */
export function leavesScale(chart: TrendChart): boolean {
  const { highest, lowest } = extremes(chart);
  const scale = niceScale(highest, lowest);
  return chart.context.some((one) => withinScale(one, scale).leaves.length > 0);
}

type Pixels = { x: (year: number) => number; y: (value: number) => number };

/** Signs closer than this to one that points the same way are not drawn: one stands for all lines that leave there, px. */
const signRoom = 10;

/**
 * A grey line as an SVG path, in px, and the signs where it leaves as another.
 * @param placed  signs of the lines before it; its own are added
 */
export function contextPaths(
  context: TrendContext,
  scale: Scale,
  pixels: Pixels,
  placed: { x: number; up: boolean }[] = [],
): { line: string; signs: string } {
  const { runs, leaves } = withinScale(context, scale);
  const signs = leaves.flatMap(({ at, up }) => {
    const x = pixels.x(at[0]);
    if (placed.some((one) => one.up === up && Math.abs(one.x - x) < signRoom)) return [];
    placed.push({ x, up });
    return [leaveSign(x, pixels.y(at[1]), up)];
  });
  return {
    line: runs.map((run) => contextPath(run.map(([x, y]) => [pixels.x(x), pixels.y(y)] as const))).join(""),
    signs: signs.join(""),
  };
}

/** A small arrowhead that points off the plot. */
export function leaveSign(x: number, y: number, up: boolean): string {
  const way = up ? -1 : 1;
  return `M${round(x - 3.5)} ${round(y)}L${round(x)} ${round(y + way * 5)}L${round(x + 3.5)} ${round(y)}Z`;
}
