import { frequencyOf, toAxis } from "~/domain/comparison/periods";
import type { Figure } from "~/domain/figure/figure";
import type { FigureHistory } from "~/domain/figure/history";

/*
 * The small chart of the drawer in px: the country's own values as lines, the figure being typed as a ring, the middle half
 * of the others as a band behind. From zero; what is outside the picture is cut, never moved.
 */

export const chart = { width: 252, height: 118, left: 8, right: 10, top: 24, bottom: 24 } as const;

export type Spot = { x: number; y: number };

export type HistoryScene = {
  /** Lines through values that follow each other. */
  lines: Spot[][];
  /** Every own value; `open` = provisional or estimated, `after` = first of a new series. */
  dots: (Spot & { period: string; open: boolean; after: boolean })[];
  /** Where the series starts anew, between two periods. */
  breaks: number[];
  /** Outlines of the band, one for periods that follow each other, and the line of its middles. */
  bands: { outline: Spot[]; middle: Spot[] }[];
  /** The figure as it stands or is typed; `from` = the last value a dotted line joins it to. */
  typed: (Spot & { from: Spot | null }) | null;
  /** Heights of zero and of the number written at the top. */
  zero: number;
  top: { y: number; value: number };
  /** First and last period, written below. */
  ends: { x: number; period: string }[];
};

/** Most times the country's own highest value that the band may stretch the picture. */
const mostStretch = 3;

/** Lays out the chart; null when there is nothing to draw beside the figure itself. */
export function historyScene(history: FigureHistory, figure: Figure | null): HistoryScene | null {
  const own = new Map(history.values.flatMap(({ period, figure }) => (figure.v === null ? [] : [[period, figure]])));
  if (own.size === 0 && history.band.length === 0) return null;
  const typedValue = figure?.v ?? null;
  const values = [...[...own.values()].map(({ v }) => v ?? 0), ...(typedValue === null ? [] : [typedValue])];
  const highest = highestOf(values, history.band);
  const lowest = Math.min(0, ...values);
  const periods = [...own.keys(), ...history.band.map(({ period }) => period), history.period].sort();
  const [from, to] = [periods[0]!, periods.at(-1)!];
  const x = scale([toAxis(from), toAxis(to)], [chart.left, chart.width - chart.right]);
  const y = scale([lowest, highest], [chart.height - chart.bottom, chart.top]);
  const at = (period: string, value: number): Spot => ({ x: x(toAxis(period)), y: y(value) });
  const spotOf = (period: string) => at(period, own.get(period)?.v ?? 0);
  const anew = new Set(history.breaks);
  return {
    lines: history.runs.filter((run) => run.length > 1).map((run) => run.map(spotOf)),
    dots: [...own].map(([period, one]) => ({
      ...{ ...spotOf(period), period },
      open: one.f?.some((flag) => flag === "P" || flag === "E" || flag === "F" || flag === "I") ?? false,
      after: anew.has(period),
    })),
    breaks: history.breaks.map((period) => x(toAxis(period) - step(period) / 2)),
    bands: inRows(history.band).map((row) => ({
      outline: [
        ...row.map(({ period, high }) => at(period, high)),
        ...[...row].reverse().map(({ period, low }) => at(period, low)),
      ],
      middle: row.map(({ period, middle }) => at(period, middle)),
    })),
    typed: typedValue === null ? null : { ...at(history.period, typedValue), from: joinOf(history, figure, spotOf) },
    zero: y(0),
    top: { y: y(highest), value: highest },
    ends:
      from === to
        ? [{ x: x(toAxis(from)), period: from }]
        : [from, to].map((period) => ({ x: x(toAxis(period)), period })),
  };
}

/** A round number the picture ends at: 1, 1.5, 2, 3, 5 or 8 times a power of ten. */
function highestOf(values: readonly number[], band: FigureHistory["band"]): number {
  const own = Math.max(0, ...values);
  const others = Math.max(0, ...band.map(({ high }) => high));
  const needed = own > 0 ? Math.max(own, Math.min(others, own * mostStretch)) : others;
  if (needed <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(needed));
  const round = [1, 1.5, 2, 3, 5, 8, 10].find((one) => one * power >= needed * 0.999999) ?? 10;
  return Number((round * power).toPrecision(6));
}

/** The last value, where the typed figure follows it without a gap and does not start a new series. */
function joinOf(history: FigureHistory, figure: Figure | null, spotOf: (period: string) => Spot): Spot | null {
  const last = history.runs.at(-1)?.at(-1);
  if (!last || figure?.f?.includes("B")) return null;
  const apart = toAxis(history.period) - toAxis(last);
  return apart > 0 && apart <= step(history.period) * 1.01 ? spotOf(last) : null;
}

/** Periods of the band that follow each other. */
function inRows(band: FigureHistory["band"]): FigureHistory["band"][] {
  const rows: FigureHistory["band"][] = [];
  for (const one of band) {
    const before = rows.at(-1)?.at(-1);
    if (before && toAxis(one.period) - toAxis(before.period) <= step(one.period) * 1.01) rows.at(-1)!.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** Distance between two periods that follow each other, years. */
function step(period: string): number {
  return { A: 1, S: 1 / 2, Q: 1 / 4, M: 1 / 12 }[frequencyOf(period)];
}

function scale([a, b]: [number, number], [from, to]: [number, number]): (value: number) => number {
  return (value) => Math.round((b === a ? (from + to) / 2 : from + ((value - a) / (b - a)) * (to - from)) * 100) / 100;
}

/** Periods in words, those that follow each other drawn together: `2007–2009, 2012`. */
export function spansOf(periods: readonly string[]): string {
  const spans: [string, string][] = [];
  for (const period of [...periods].sort()) {
    const open = spans.at(-1);
    if (open && toAxis(period) - toAxis(open[1]) <= step(period) * 1.01) open[1] = period;
    else spans.push([period, period]);
  }
  return spans.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
}

/** Periods between the first and the last value that have none. */
export function gapsOf(history: FigureHistory): string[] {
  const own = history.values.filter(({ figure }) => figure.v !== null).map(({ period }) => period);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || frequencyOf(first) !== "A") return [];
  const known = new Set(own);
  const years = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => String(Number(first) + at));
  return years.filter((year) => !known.has(year));
}
