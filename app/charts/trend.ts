import { firstOf, isBreak, isOpen, isWeak, type Line, latestOf, type ValueEntry } from "~/domain/comparison/comparison";
import type { GroupFigure, StartsAnew } from "~/domain/comparison/groups";
import { toAxis } from "~/domain/comparison/periods";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { UnitWords } from "~/i18n/units";

/*
 * What a trend chart shows, as plain data: made on the server, drawn as SVG there and as Chart.js in the browser. No
 * colours, no pixels, no words but names.
 */

export type TrendPoint = {
  period: string;
  x: number;
  y: number;
  lo: number | null;
  hi: number | null;
  /** Hollow: provisional, estimated, forecast or imputed. */
  open: boolean;
  /** Faded: low reliability. */
  weak: boolean;
  /** First value after a break or of another definition or source: a diamond. */
  after: boolean;
  /** Status in words for the panel, `provisional, revised`; empty = normal. */
  words: string;
};

export type TrendLine = {
  /** Country or group code. */
  code: string;
  name: string;
  kind: "country" | "group";
  /** Points that may be joined. */
  runs: TrendPoint[][];
  bridges: [TrendPoint, TrendPoint][];
  /** The value at its end follows another definition: its name says so. */
  differs: boolean;
  /** Numbers of the notes that belong to this line. */
  notes: number[];
  /** Last year it speaks of, when it is not the last of the chart. */
  lastPeriod: string | null;
};

/** A value of a grey line; `words` has its status, `period` what `x` alone does not say. */
export type ContextPoint = readonly [x: number, y: number, more?: { period?: string; words?: string }];

export type TrendContext = { code: string; name: string; runs: ContextPoint[][] };

/**
 * A break, or several lines that start anew in one period for one reason. `text` says it whole; `label` is shorter, where
 * every line does; `period` is enough where the reasons stand in a list below.
 */
export type TrendBreak = { x: number; text: string; label?: string; period?: string };

export type TrendChart = {
  from: number;
  to: number;
  lines: TrendLine[];
  context: TrendContext[];
  breaks: TrendBreak[];
  decimals: number;
};

/** What both forms of the chart are given: the still picture and the live canvas. */
export type TrendFigureProps = {
  chart: TrendChart;
  lang: Lang;
  title: string;
  /** Unit after a number, by its number. */
  unit: UnitWords;
  /** Address of the passport of a figure. */
  addressOf: (country: string, period: string) => string;
};

/** A point of a country's line. @param words  status in words, made by the page */
export function toPoint(entry: ValueEntry, words: string): TrendPoint {
  return {
    period: entry.period,
    x: toAxis(entry.period),
    y: entry.value,
    lo: entry.lo,
    hi: entry.hi,
    open: isOpen(entry),
    weak: isWeak(entry),
    after: isBreak(entry),
    words,
  };
}

/** A highlighted country as the chart draws it. */
export function toCountryLine(
  line: Line,
  more: { name: string; notes: number[]; last: string; words: (entry: ValueEntry) => string },
): TrendLine {
  const point = (entry: ValueEntry) => toPoint(entry, more.words(entry));
  const latest = latestOf(line);
  return {
    code: line.area,
    name: more.name,
    kind: "country",
    runs: line.runs.map((run) => run.map(point)),
    bridges: line.bridges.map(({ before, after }) => [point(before), point(after)]),
    differs: latest?.flags.includes("D") ?? false,
    notes: more.notes,
    lastPeriod: latest && latest.period !== more.last ? latest.period : null,
  };
}

/** The figures of a group by period, "k of n" with each (domain/comparison-groups.ts). */
export type GroupFigures = readonly (GroupFigure & { period: string })[];

/** The median of a group as the chart draws it; a period with too few members is a gap, one with which most start anew a break. */
export function toGroupLine(
  of: GroupFigures,
  group: { code: string; name: string },
  more: { periods: readonly string[]; anew: StartsAnew; words: (figure: GroupFigure) => string },
): TrendLine {
  const figures = new Map(of.map((figure) => [figure.period, figure]));
  const runs: TrendPoint[][] = [];
  let open: TrendPoint[] | null = null;
  for (const period of more.periods) {
    const figure = figures.get(period);
    if (!figure) {
      open = null;
      continue;
    }
    const point: TrendPoint = {
      period,
      x: toAxis(period),
      y: figure.median,
      lo: null,
      hi: null,
      open: false,
      weak: false,
      after: runs.length > 0 && more.anew.has(period),
      words: more.words(figure),
    };
    if (open && !more.anew.has(period)) open.push(point);
    else {
      open = [point];
      runs.push(open);
    }
  }
  const last = runs.at(-1)?.at(-1)?.period ?? null;
  return {
    code: group.code,
    name: group.name,
    kind: "group",
    runs,
    bridges: [],
    differs: false,
    notes: [],
    lastPeriod: last !== null && last !== more.periods.at(-1) ? last : null,
  };
}

/** A country that is only context: thin and grey. Null when it has no value. @param words  status in words, made by the page */
export function toContext(
  line: Line,
  name: string,
  words: (entry: ValueEntry) => string = () => "",
): TrendContext | null {
  if (!firstOf(line)) return null;
  return {
    code: line.area,
    name,
    runs: line.runs.map((run) => run.map((entry) => toContextPoint(entry, words(entry)))),
  };
}

function toContextPoint({ period, value }: ValueEntry, words: string): ContextPoint {
  const x = toAxis(period);
  const more = { ...(period === String(x) ? {} : { period }), ...(words === "" ? {} : { words }) };
  return Object.keys(more).length === 0 ? [x, value] : [x, value, more];
}

/** Last point of a line; a line always has one. */
export function endOf(line: TrendLine): TrendPoint | null {
  return line.runs.at(-1)?.at(-1) ?? null;
}

/** All points of a line in time. */
export function pointsOf(line: TrendLine): TrendPoint[] {
  return line.runs.flat();
}

/** Right end of the axis: the last year, or the end of it where points are quarters or months. */
export function lastX(chart: TrendChart): number {
  const furthest = Math.max(
    chart.to,
    ...chart.lines.flatMap((line) => line.runs.flat().map((point) => point.x)),
    ...chart.context.flatMap((one) => one.runs.flat().map(([x]) => x)),
  );
  return furthest > chart.to ? chart.to + 1 : chart.to;
}
