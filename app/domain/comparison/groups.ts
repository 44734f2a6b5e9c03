import type { Measure } from "~/domain/dictionary/dictionary";
import { isBreak, type Line, latestOf, type ValueEntry } from "./comparison";

/*
 * What can be said of a group of countries: the median and the range of its members with the number they rest on, and
 * a weighted rate only where enough of the population is covered. Counts are never averaged: countries differ in size.
 */

export type GroupFigure = {
  median: number;
  lowest: number;
  highest: number;
  /** Members with a value that follows the common definition, of all members. */
  k: number;
  of: number;
};

/** Does a median over countries mean anything? Not for counts and quantities, which follow the size of a country. */
export function hasMedian(measure: Measure): boolean {
  return measure === "share" || measure === "rate" || measure === "price" || measure === "mean";
}

/** Middle value; the mean of the two middle ones for an even number. Null for none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Median and range over values, and of how many. Null when no member has one. */
export function groupFigure(values: readonly number[], of: number): GroupFigure | null {
  const median = medianOf(values);
  if (median === null) return null;
  return { median, lowest: Math.min(...values), highest: Math.max(...values), k: values.length, of };
}

/** Values of a group's members in one period, those of another definition left out. */
function valuesIn(lines: readonly Line[], members: ReadonlySet<string>, period: string): ValueEntry[] {
  return lines
    .filter((line) => members.has(line.area))
    .flatMap((line) => line.entries.filter((entry) => entry.period === period))
    .flatMap((entry) => (entry.kind === "value" && !entry.flags.includes("D") ? [entry] : []));
}

/**
 * A group over time: per period the median, range and "k of n".
 * @param share  least share of members that must have a value for the point to be drawn (a median of three of 41 says
 *               nothing of the group); the figure itself always says k of n
 */
export function groupLine(
  lines: readonly Line[],
  members: ReadonlySet<string>,
  periods: readonly string[],
  share = 1 / 3,
): (GroupFigure & { period: string })[] {
  return periods.flatMap((period) => {
    const figure = groupFigure(
      valuesIn(lines, members, period).map((entry) => entry.value),
      members.size,
    );
    return figure && figure.k >= members.size * share ? [{ ...figure, period }] : [];
  });
}

/** Periods with which most of the values behind a group's median start anew: how many, of how many; why, where most have one reason. */
export type StartsAnew = ReadonlyMap<string, { k: number; of: number; by: ValueEntry["breakBy"] }>;

/**
 * Finds where the median of a group is no longer that of the same series: more than half of the values it rests on follow
 * a break, or come from another source than the country's value before. Half is what decides a median.
 */
export function startsAnew(
  lines: readonly Line[],
  members: ReadonlySet<string>,
  periods: readonly string[],
): StartsAnew {
  const found = new Map<string, { k: number; of: number; by: ValueEntry["breakBy"] }>();
  for (const period of periods) {
    const values = valuesIn(lines, members, period);
    const k = values.filter(isBreak).length;
    const by = values.map(({ breakBy }) => breakBy).find((one) => one !== null && isMost(one, values)) ?? null;
    if (k * 2 > values.length) found.set(period, { k, of: values.length, by });
  }
  return found;
}

function isMost(by: ValueEntry["breakBy"], values: readonly ValueEntry[]): boolean {
  return values.filter(({ breakBy }) => breakBy === by).length * 2 > values.length;
}

/** A group's latest values, each country's own last year, those of another definition left out. */
export function groupLatest(lines: readonly Line[], members: ReadonlySet<string>, upTo?: string): GroupFigure | null {
  const values = lines
    .filter((line) => members.has(line.area))
    .map((line) => latestOf(line, upTo))
    .filter((entry): entry is ValueEntry => entry !== null && !entry.flags.includes("D"));
  return groupFigure(
    values.map((entry) => entry.value),
    members.size,
  );
}

/** A value this many years older than the newest shown is marked as old. @source facts/chart-grammar.md §2 (5 years). */
export const oldAfterYears = 5;

/** Is a latest value old beside the newest one? */
export function isOld(period: string, newest: string): boolean {
  return Number(newest.slice(0, 4)) - Number(period.slice(0, 4)) >= oldAfterYears;
}
