import type { Lang } from "~/domain/dictionary/dictionary";
import { formatFigure } from "~/i18n/format";
import { breakTextAt, placeBreaks } from "./breaks";
import { contextPaths } from "./context";
import type { Ink } from "./ink";
import {
  colourAt,
  contextColour,
  crowdColour,
  focusColour,
  gridColour,
  inkColour,
  markerPath,
  mutedColour,
  paperColour,
  shapeAt,
  underWords,
} from "./palette";
import { endLabels, type Frame, frameFor, pathOf, type Scale } from "./scene";
import { pointsOf, type TrendChart, type TrendLine } from "./trend";
import type { Spot } from "./trend-spots";

/* What Chart.js does not draw, on its canvas, in the measures of scene.ts. */

type Pixels = { x: (year: number) => number; y: (value: number) => number };

const family = "'Source Sans 3 Variable', sans-serif";

/** The frame for a canvas of this size: the height is given by the picture it covers. */
export function frameOfSize(width: number, height: number, chart: TrendChart): Frame {
  return { ...frameFor(width, chart), width, height };
}

/** Grey lines (one of them darker when pointed at), rules and reasons of breaks. */
export function paintBehind(
  ctx: CanvasRenderingContext2D,
  given: { chart: TrendChart; frame: Frame; scale: Scale; pixels: Pixels; marked: Spot | null; ink: Ink },
): void {
  const { chart, frame, scale, pixels, marked, ink } = given;
  ctx.save();
  ctx.lineWidth = 1;
  const placed: { x: number; up: boolean }[] = [];
  for (const one of chart.context) {
    const pointed = marked?.kind === "context" && marked.code === one.code;
    ctx.strokeStyle = ink(pointed ? inkColour : crowdColour);
    ctx.lineWidth = pointed ? 2 : 1;
    // The one pointed at has all its signs.
    const paths = contextPaths(one, scale, pixels, pointed ? [] : placed);
    ctx.stroke(new Path2D(paths.line));
    ctx.fillStyle = ink(pointed ? inkColour : contextColour);
    ctx.fill(new Path2D(paths.signs));
  }
  ctx.font = `${frame.narrow ? 12 : 14}px ${family}`;
  ctx.textAlign = "left";
  ctx.strokeStyle = ink(mutedColour);
  ctx.fillStyle = ink(mutedColour);
  ctx.lineWidth = 1.5;
  ctx.setLineDash([1.5, 3.5]);
  const breaks = placeBreaks(chart, frame);
  for (const one of breaks) {
    const x = pixels.x(one.x);
    ctx.stroke(new Path2D(`M${x} ${breakTextAt(one.row + one.lines.length - 1) + 6}V${frame.height - frame.bottom}`));
  }
  // Words over the rules of other breaks, on paper, so that none is struck through.
  ctx.setLineDash([]);
  ctx.strokeStyle = ink(paperColour);
  ctx.lineWidth = underWords;
  for (const one of breaks)
    one.lines.forEach((line, below) => {
      const at = [one.textX, breakTextAt(one.row + below)] as const;
      ctx.strokeText(line, ...at);
      ctx.fillText(line, ...at);
    });
  ctx.restore();
}

/** White under a highlighted line, so that grey ones pass below it; dots over a short gap. */
export function paintUnder(
  ctx: CanvasRenderingContext2D,
  line: TrendLine | undefined,
  place: number,
  { pixels, ink }: { pixels: Pixels; ink: Ink },
): void {
  if (!line) return;
  const path = (points: readonly { x: number; y: number }[]) =>
    new Path2D(pathOf(points.map((point) => [pixels.x(point.x), pixels.y(point.y)] as const)));
  ctx.save();
  ctx.strokeStyle = ink(paperColour);
  ctx.lineWidth = 5;
  for (const run of line.runs) ctx.stroke(path(run));
  ctx.strokeStyle = ink(colourAt(place));
  ctx.lineWidth = 1.6;
  ctx.lineCap = "round";
  ctx.setLineDash([0.1, 5]);
  for (const bridge of line.bridges) ctx.stroke(path(bridge));
  ctx.restore();
}

/** Names, values and note numbers at the line ends. */
export function paintEnds(
  ctx: CanvasRenderingContext2D,
  given: { chart: TrendChart; frame: Frame; scale: Scale; lang: Lang; ink: Ink },
): void {
  const { chart, frame, scale, lang, ink } = given;
  const size = frame.narrow ? 14 : 16;
  ctx.save();
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  for (const label of endLabels(chart, frame, scale)) {
    const { line } = label;
    const end = pointsOf(line).at(-1);
    if (!end) continue;
    if (Math.abs(label.y - label.endY) > 3 || line.lastPeriod) {
      ctx.strokeStyle = ink(gridColour);
      ctx.stroke(new Path2D(`M${label.endX + 6} ${label.endY}L${label.x - 6} ${label.y}`));
    }
    paintMarker(ctx, label.place, { x: label.x, y: label.y, open: end.open, r: frame.narrow ? 3 : 3.6, ink });
    let x = label.x + 10;
    const write = (text: string, font: string, colour: string, lift = 0) => {
      ctx.font = font;
      ctx.fillStyle = ink(colour);
      ctx.fillText(text, x, label.y + 5 - lift);
      const width = ctx.measureText(text).width;
      x += width;
      return width;
    };
    const start = x;
    const width = write(label.name, `600 ${size}px ${family}`, inkColour);
    if (line.differs) {
      ctx.strokeStyle = ink(inkColour);
      ctx.setLineDash([4, 2.5]);
      ctx.stroke(new Path2D(`M${start} ${label.y + 9}h${width}`));
      ctx.setLineDash([]);
    }
    x += 6;
    write(formatFigure(end.y, lang, { decimals: chart.decimals }), `${size}px ${family}`, inkColour);
    if (line.lastPeriod) {
      x += 5;
      write(`(${line.lastPeriod})`, `${frame.narrow ? 12 : 14}px ${family}`, mutedColour);
    }
    if (line.notes.length > 0 && !frame.narrow) {
      x += 2;
      write(line.notes.join(", "), `11px ${family}`, mutedColour, 5);
    }
  }
  ctx.restore();
}

function paintMarker(
  ctx: CanvasRenderingContext2D,
  place: number,
  { x, y, open, r, ink }: { x: number; y: number; open: boolean; r: number; ink: Ink },
): void {
  const path = new Path2D(markerPath(shapeAt(place), x, y, r));
  ctx.fillStyle = ink(open ? paperColour : colourAt(place));
  ctx.strokeStyle = ink(colourAt(place));
  ctx.lineWidth = open ? 1.8 : 0.5;
  ctx.fill(path);
  ctx.stroke(path);
}

/** Crosshair and ring at the point being read. */
export function paintMark(ctx: CanvasRenderingContext2D, spot: Spot, { frame, ink }: { frame: Frame; ink: Ink }): void {
  ctx.save();
  ctx.strokeStyle = ink(inkColour);
  ctx.lineWidth = 1;
  if (spot.kind === "point") ctx.stroke(new Path2D(`M${spot.x} ${frame.top}V${frame.height - frame.bottom}`));
  ctx.strokeStyle = ink(spot.kind === "point" ? focusColour : contextColour);
  ctx.lineWidth = 3;
  ctx.stroke(new Path2D(markerPath("circle", spot.x, spot.y, spot.kind === "point" ? 9.5 : 5)));
  ctx.restore();
}
