import { formatFigure } from "~/i18n/format";
import { breakRow, placeBreaks } from "./breaks";
import { round } from "./palette";
import { endOf, lastX, type TrendChart, type TrendLine } from "./trend";

/*
 * Where things stand on the trend chart, in px: shared by the SVG of the server and the canvas of the browser, so that
 * the one can take the other's place without anything moving. Measures: mocks/public/notes.md.
 */

export type Frame = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  narrow: boolean;
};

/** Longest name at the line ends decides the room on the right. */
const roomForName = { wide: 166, narrow: 128 };

/** The frame for a width: narrow measures below 600 px (a phone's column). */
export function frameFor(width: number, chart: TrendChart): Frame {
  const narrow = width < 600;
  const wanted = Math.max(0, ...chart.lines.map((line) => labelWidth(line, chart, narrow))) + 26;
  const { highest, lowest } = extremes(chart);
  const tick = Math.max(...niceScale(highest, lowest).ticks.map((one) => digitsOf(one)));
  const left = Math.max(narrow ? 24 : 30, Math.round(tick * (narrow ? 6.4 : 7.4) + 14));
  const right = Math.round(
    Math.min(Math.max(narrow ? roomForName.narrow : roomForName.wide, wanted), width * (narrow ? 0.58 : 0.3)),
  );
  const rows = Math.max(
    0,
    ...placeBreaks(chart, { width, narrow, left, right }).map((one) => one.row + one.lines.length),
  );
  return {
    width,
    height: narrow ? 340 : 476,
    left,
    right,
    top: Math.max(narrow ? 16 : 20, 12 + rows * breakRow),
    bottom: 28,
    narrow,
  };
}

/** Letters a tick takes: digits, a sign or decimal mark, spaces between thousands. */
function digitsOf(tick: number): number {
  const text = String(tick);
  const whole = text.split(".")[0]?.length ?? 1;
  return text.length + Math.floor((whole - 1) / 3) * 0.5;
}

export type Scale = { min: number; max: number; ticks: number[] };

/** Steps of 1, 2, 2.5 or 5 times a power of ten from zero to the highest value or just above; 4 to 6 of them. */
export function niceScale(highest: number, lowest = 0): Scale {
  const top = highest > 1e-12 ? highest : 1;
  const bottom = Math.min(0, lowest);
  const span = top - bottom;
  const power = 10 ** Math.floor(Math.log10(span));
  const step =
    [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].map((one) => one * power).find((one) => span / one <= 5) ?? power * 5;
  const min = Math.floor(bottom / step) * step;
  const max = Math.ceil(top / step - 1e-9) * step;
  const ticks = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, at) =>
    Number((min + at * step).toPrecision(12)),
  );
  return { min, max, ticks };
}

/** Years to write below: first and last always, others every 4, 5 or 10 as room allows. */
export function yearTicks(from: number, to: number, narrow: boolean): number[] {
  const span = to - from;
  if (span === 0) return [from];
  const step = [1, 2, 4, 5, 10, 20].find((one) => span / one <= (narrow ? 2.5 : 6)) ?? 25;
  const ticks: number[] = [];
  for (let year = from; year <= to - step * 0.6; year += step) ticks.push(year);
  return [...ticks, to];
}

/** Pixel of a year and of a value. */
export function toPixels(frame: Frame, chart: TrendChart, scale: Scale) {
  const plotWidth = frame.width - frame.left - frame.right;
  const plotHeight = frame.height - frame.top - frame.bottom;
  const last = lastX(chart);
  const span = last - chart.from || 1;
  return {
    x: (year: number) => frame.left + ((year - chart.from) / span) * plotWidth,
    y: (value: number) => frame.top + (1 - (value - scale.min) / (scale.max - scale.min)) * plotHeight,
  };
}

/** Highest and lowest value of the chosen lines: grey ones never set their scale. Where none is chosen, of the grey ones. */
export function extremes(chart: TrendChart): { highest: number; lowest: number } {
  const chosen = chart.lines.flatMap((line) => line.runs.flat().map((point) => point.y));
  const values = chosen.length > 0 ? chosen : chart.context.flatMap((one) => one.runs.flat().map(([, y]) => y));
  return {
    highest: values.length === 0 ? 1 : Math.max(...values),
    lowest: values.length === 0 ? 0 : Math.min(...values),
  };
}

export type EndLabel = {
  line: TrendLine;
  /** The line's name, cut where the room ends; the legend and the list have it whole. */
  name: string;
  place: number;
  x: number;
  y: number;
  /** Where its line really ends. */
  endX: number;
  endY: number;
};

/** Names at the line ends, moved apart so that none touches another. */
export function endLabels(chart: TrendChart, frame: Frame, scale: Scale): EndLabel[] {
  const { x, y } = toPixels(frame, chart, scale);
  const labels = chart.lines.flatMap((line, place): EndLabel[] => {
    const end = endOf(line);
    return end
      ? [
          {
            line,
            name: fitting(line, chart, frame),
            place,
            x: frame.width - frame.right + 14,
            y: y(end.y),
            endX: x(end.x),
            endY: y(end.y),
          },
        ]
      : [];
  });
  const spread = spreadApart(
    labels.map((label) => label.y),
    frame.narrow ? 17 : 19,
    { lowest: frame.top - 4, highest: frame.height - frame.bottom + 4 },
  );
  return labels.map((label, at) => ({ ...label, y: spread[at] ?? label.y }));
}

/** Room a label takes, px: name, value, year, note numbers. */
function labelWidth(line: TrendLine, chart: TrendChart, narrow: boolean): number {
  const size = narrow ? 14 : 16;
  const text = formatFigure(endOf(line)?.y ?? 0, "en", { decimals: chart.decimals });
  // A space between thousands takes half a digit.
  const digits = text.length - (text.match(/\s/g)?.length ?? 0) * 0.5;
  const notes = narrow ? 0 : line.notes.join(", ").length * 5.5;
  return (
    textWidth(nameFor(line, chart, narrow), size) +
    6 +
    digits * size * 0.52 +
    (line.lastPeriod ? size * 2.7 : 0) +
    notes
  );
}

/** Width of a name in the semibold of the ends, px: letters by their breadth in Source Sans 3, within 5 % of the canvas. */
function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, letter) => sum + size * widthOf(letter), 0);
}

function widthOf(letter: string): number {
  if (/[ijlI'’,.: ]/.test(letter)) return 0.28;
  if (/[frtscz()-]/.test(letter)) return 0.43;
  if (/[mwMW]/.test(letter)) return 0.84;
  return /\p{Lu}/u.test(letter) ? 0.62 : 0.55;
}

/** On a phone "Median" says enough while one group is drawn; the list and the legend have "Median, Pompidou Group". */
function nameFor(line: TrendLine, chart: TrendChart, narrow: boolean): string {
  const [short = line.name] = line.name.split(", ");
  const isClear = chart.lines.filter(({ name }) => name.startsWith(short)).length === 1;
  return narrow && isClear ? short : line.name;
}

/** The name, cut with an ellipsis where the label would leave the picture; three letters stay. */
function fitting(line: TrendLine, chart: TrendChart, frame: Frame): string {
  const name = nameFor(line, chart, frame.narrow);
  const size = frame.narrow ? 14 : 16;
  const room = textWidth(name, size) + frame.right - 24 - labelWidth(line, chart, frame.narrow);
  if (textWidth(name, size) <= room) return name;
  let most = name.length - 1;
  while (most > 3 && textWidth(`${name.slice(0, most)}…`, size) > room) most -= 1;
  return `${name.slice(0, most).trimEnd()}…`;
}

/**
 * Moves places apart as little as needed.
 * @param least  least distance, px
 * @returns      new places in the order given, none outside the bounds while they can all fit
 */
export function spreadApart(
  places: readonly number[],
  least: number,
  bounds: { lowest: number; highest: number },
): number[] {
  const order = places.map((place, at) => ({ at, place })).sort((a, b) => a.place - b.place);
  // Neighbours that touch form a block that stands round its own middle; blocks that touch join.
  const blocks: { members: number[]; middle: number }[] = [];
  for (const { at, place } of order) {
    blocks.push({ members: [at], middle: place });
    while (blocks.length > 1 && touches(blocks.at(-2)!, blocks.at(-1)!, least)) {
      const upper = blocks.pop()!;
      const lower = blocks.pop()!;
      const size = lower.members.length + upper.members.length;
      blocks.push({
        members: [...lower.members, ...upper.members],
        middle: (lower.middle * lower.members.length + upper.middle * upper.members.length) / size,
      });
    }
  }
  const spread: number[] = [];
  for (const { members, middle } of blocks) {
    const half = ((members.length - 1) / 2) * least;
    members.forEach((at, place) => {
      spread[at] = middle - half + place * least;
    });
  }
  // Into the bounds: from above downwards, then from below upwards, which wins where all cannot fit.
  const inOrder = order.map(({ at }) => at);
  inOrder.forEach((at, place) => {
    const floor = place === 0 ? bounds.lowest : (spread[inOrder[place - 1] ?? 0] ?? 0) + least;
    spread[at] = Math.max(spread[at] ?? 0, floor);
  });
  [...inOrder].reverse().forEach((at, place, reversed) => {
    const ceiling = place === 0 ? bounds.highest : (spread[reversed[place - 1] ?? 0] ?? 0) - least;
    spread[at] = Math.min(spread[at] ?? 0, ceiling);
  });
  return spread;
}

function touches(
  a: { members: number[]; middle: number },
  b: { members: number[]; middle: number },
  least: number,
): boolean {
  return b.middle - a.middle < ((a.members.length + b.members.length) / 2) * least;
}

/** An SVG path of a grey line; a value that stands alone is a small ring, so that the chart hides nothing the table shows. */
export function contextPath(points: readonly (readonly [number, number])[]): string {
  const [only] = points;
  if (points.length > 1 || !only) return pathOf(points);
  return `M${round(only[0] - 1.5)} ${round(only[1])}a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0`;
}

/** An SVG path through points. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
}
