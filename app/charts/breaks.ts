import { round } from "./palette";
import { lastX, type TrendChart } from "./trend";

/* The reasons of breaks above the plot: readable without hover, whole, none covering another (mocks/public/notes.md). */

/** Rows of reasons are this far apart, px. */
export const breakRow = 20;

export type PlacedBreak = {
  x: number;
  /** The reason as it stands, one line below the other. */
  lines: string[];
  /** Row of its first line, from the top. */
  row: number;
  /** Where the text begins, px. */
  textX: number;
};

type Room = { width: number; narrow: boolean; left: number; right: number };

/** Rows of reasons above a plot at most: more of them leave no picture. */
const mostRows = { narrow: 3, wide: 4 };

/** Measures by which it is decided where reasons stand, the same for every reader of a page: mocks/public/notes.md. */
const usual = {
  narrow: { width: 342, narrow: true, left: 24, right: 128 },
  wide: { width: 888, narrow: false, left: 30, right: 166 },
};

/** Do the reasons fit above the plot? Else its rules have their years only, and the reasons stand in a list below. */
export function standAbove(chart: TrendChart, narrow: boolean): boolean {
  const kind = narrow ? "narrow" : "wide";
  const placed = place(chart, usual[kind], drawn(chart, true));
  return Math.max(0, ...placed.map((one) => one.row + one.lines.length)) <= mostRows[kind];
}

/** Rows for the reasons of breaks, staggered so that none covers another and none leaves the picture. */
export function placeBreaks(chart: TrendChart, frame: Room): PlacedBreak[] {
  return place(chart, frame, drawn(chart, standAbove(chart, frame.narrow)));
}

/** What stands at each rule: the reason, or the year alone, once. */
function drawn({ breaks }: TrendChart, whole: boolean): { x: number; text: string }[] {
  if (whole) return breaks.map(({ x, text, label }) => ({ x, text: label ?? text }));
  const years = new Map(breaks.map(({ x, text, period }) => [x, period ?? text]));
  return [...years].map(([x, text]) => ({ x, text }));
}

function place(chart: TrendChart, frame: Room, breaks: readonly { x: number; text: string }[]): PlacedBreak[] {
  const { width, narrow, left, right } = frame;
  // A letter at its mean width, px.
  const letter = narrow ? 5.6 : 6.5;
  const span = lastX(chart) - chart.from || 1;
  const rows: { from: number; to: number }[][] = [];
  const isFree = (row: number, from: number, to: number) =>
    (rows[row] ?? []).every((other) => to + 12 < other.from || other.to + 12 < from);
  return [...breaks]
    .sort((a, b) => a.x - b.x)
    .map((one) => {
      const lines = wrap(one.text, Math.floor(width / letter));
      // Before the first year shown stands the axis: the rule is drawn within the plot, at that year.
      const x = Math.max(chart.from, one.x);
      const at = left + ((x - chart.from) / span) * (width - left - right);
      const length = Math.max(...lines.map((line) => line.length)) * letter;
      const textX = Math.max(0, Math.min(at, width - length));
      let row = 0;
      while (!lines.every((_, below) => isFree(row + below, textX, textX + length))) row += 1;
      lines.forEach((_, below) => {
        rows[row + below] ??= [];
        rows[row + below]!.push({ from: textX, to: textX + length });
      });
      return { x, lines, row, textX: round(textX) };
    });
}

/** Height of a row of reasons, px from the top. */
export function breakTextAt(row: number): number {
  return 12 + row * breakRow;
}

/** Lines of at most this many letters, broken between words; a longer word stands alone. */
function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
