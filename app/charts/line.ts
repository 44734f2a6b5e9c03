import {
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  type ScriptableContext,
} from "chart.js";
import type { Lang } from "~/domain/dictionary/dictionary";
import { formatNumber } from "~/i18n/format";
import { faded, type Ink, inkAt } from "./ink";
import { frameOfSize, paintBehind, paintEnds, paintMark, paintUnder } from "./line-paint";
import { colourAt, gridColour, inkColour, mutedColour, paperColour, shapeAt } from "./palette";
import { extremes, type Frame, niceScale, type Scale, toPixels, yearTicks } from "./scene";
import { lastX, type TrendChart, type TrendLine, type TrendPoint } from "./trend";
import type { Spot } from "./trend-spots";

Chart.register(LineController, LineElement, PointElement, LinearScale);

export type LiveChart = { spots: Spot[]; mark: (spot: Spot | null) => void; redraw: () => void; destroy: () => void };

type Datum = { x: number; y: number; point: TrendPoint | null };

/**
 * Draws a trend with Chart.js: axes and highlighted lines are its own, what it lacks (grey lines in one path, rules of
 * breaks, names at the ends) is painted by small plugins in the measures of scene.ts.
 */
export function drawTrend(
  canvas: HTMLCanvasElement,
  given: { chart: TrendChart; lang: Lang; width: number; height: number },
): LiveChart {
  const { chart, lang } = given;
  const frame = frameOfSize(given.width, given.height, chart);
  const { highest, lowest } = extremes(chart);
  const scale = niceScale(highest, lowest);
  // Not responsive: Chart.js takes its size from the canvas, and a new size is a new chart.
  canvas.width = given.width;
  canvas.height = given.height;
  const ink = inkAt(canvas.parentElement ?? document.body);
  let marked: Spot | null = null;
  const pixels = toPixels(frame, chart, scale);
  const spots = spotsOf(chart, frame, scale);
  const paint: Plugin<"line"> = {
    id: "vigie",
    beforeDatasetsDraw: ({ ctx }) => paintBehind(ctx, { chart, frame, scale, pixels, marked, ink }),
    beforeDatasetDraw: ({ ctx }, { index }) => paintUnder(ctx, chart.lines[index], index, { pixels, ink }),
    afterDatasetsDraw: ({ ctx }) => {
      paintEnds(ctx, { chart, frame, scale, lang, ink });
      if (marked) paintMark(ctx, marked, { frame, ink });
    },
  };
  const drawn = new Chart<"line", Datum[]>(canvas, {
    type: "line",
    data: { datasets: chart.lines.map((line, place) => toDataset(line, place, { frame, ink })) },
    options: optionsOf(chart, { frame, scale, lang, ink }),
    plugins: [paint],
  } as ChartConfiguration<"line", Datum[]>);
  return {
    spots,
    mark(spot) {
      marked = spot;
      drawn.draw();
    },
    redraw: () => drawn.draw(),
    destroy: () => drawn.destroy(),
  };
}

/** Highlighted points, then grey ones, with their places. */
function spotsOf(chart: TrendChart, frame: Frame, scale: Scale): Spot[] {
  const { x, y } = toPixels(frame, chart, scale);
  const points = chart.lines.flatMap((line, at) =>
    line.runs
      .flat()
      .map((point): Spot => ({ kind: "point", line: at, period: point.period, x: x(point.x), y: y(point.y) })),
  );
  const context = chart.context.flatMap(({ code, name, runs }) =>
    runs
      .flat()
      .filter(([, value]) => value >= scale.min && value <= scale.max)
      .map(([at, value, more]): Spot => {
        const { period = String(at), words = "" } = more ?? {};
        return { kind: "context", code, name, period, value, words, x: x(at), y: y(value) };
      }),
  );
  return [...points, ...context];
}

/** Runs one after another with a hole between them, so that Chart.js joins nothing across a gap or a break. */
function toDataset(line: TrendLine, place: number, { frame, ink }: { frame: Frame; ink: Ink }) {
  const data: Datum[] = [];
  for (const run of line.runs) {
    const before = data.at(-1);
    if (before && run[0]) data.push({ x: (before.x + run[0].x) / 2, y: Number.NaN, point: null });
    for (const point of run) data.push({ x: point.x, y: point.y, point });
  }
  const colour = ink(colourAt(place));
  const at = (context: ScriptableContext<"line">): TrendPoint | null => data[context.dataIndex]?.point ?? null;
  const radius = frame.narrow ? 2.2 : 3.2;
  const style = {
    circle: "circle",
    square: "rect",
    triangle: "triangle",
    down: "triangle",
    diamond: "rectRot",
  } as const;
  const shape = (context: ScriptableContext<"line">) => (at(context)?.after ? "diamond" : shapeAt(place));
  return {
    data,
    // The first and last marker stand on the edge of the plot and are drawn whole.
    clip: 8,
    borderColor: colour,
    borderWidth: 2.2,
    segment: {
      borderDash: (segment: { p1DataIndex: number }) => (data[segment.p1DataIndex]?.point?.open ? [5, 3.5] : undefined),
    },
    pointStyle: (context: ScriptableContext<"line">) => style[shape(context)],
    pointRotation: (context: ScriptableContext<"line">) => (shape(context) === "down" ? 180 : 0),
    pointRadius: (context: ScriptableContext<"line">) =>
      radius * (shape(context) === "circle" ? 1 : 1.3) + (at(context)?.open ? 0.7 : 0),
    pointBackgroundColor: (context: ScriptableContext<"line">) =>
      at(context)?.open ? ink(paperColour) : at(context)?.weak ? faded(colour) : colour,
    pointBorderColor: colour,
    pointBorderWidth: (context: ScriptableContext<"line">) => (at(context)?.open ? 1.8 : 0.5),
  };
}

function optionsOf(
  chart: TrendChart,
  { frame, scale, lang, ink }: { frame: Frame; scale: Scale; lang: Lang; ink: Ink },
) {
  const font = { family: "'Source Sans 3 Variable', sans-serif", size: frame.narrow ? 12 : 14 };
  const years = yearTicks(chart.from, chart.to, frame.narrow);
  return {
    animation: false as const,
    parsing: false as const,
    normalized: true,
    responsive: false,
    maintainAspectRatio: false,
    devicePixelRatio: Math.min(2, window.devicePixelRatio),
    // Pointer and keyboard are the page's own (trend-canvas.client.tsx): Chart.js listens to nothing.
    events: [],
    layout: { padding: { right: frame.right, top: frame.top } },
    elements: { line: { tension: 0 } },
    scales: {
      x: {
        type: "linear" as const,
        min: chart.from,
        max: lastX(chart) === chart.from ? chart.from + 1 : lastX(chart),
        grid: { drawOnChartArea: false, tickColor: ink(inkColour), tickLength: 4 },
        border: { color: ink(inkColour) },
        ticks: { font, color: ink(mutedColour), autoSkip: false, minRotation: 0, maxRotation: 0, callback: String },
        afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
          axis.ticks = years.map((value) => ({ value }));
        },
        afterFit: (axis: { height: number }) => {
          axis.height = frame.bottom;
        },
      },
      y: {
        min: scale.min,
        max: scale.max,
        grid: { color: ink(gridColour), drawTicks: false },
        border: { display: false },
        ticks: {
          font,
          color: ink(mutedColour),
          padding: 8,
          callback: (value: number | string) => formatNumber(Number(value), lang, { small: true }),
        },
        afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
          axis.ticks = scale.ticks.map((value) => ({ value }));
        },
        afterFit: (axis: { width: number }) => {
          axis.width = frame.left;
        },
      },
    },
  };
}
