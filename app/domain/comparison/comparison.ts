import type { Lang } from "~/domain/dictionary/dictionary";
import {
  type FlagCode,
  flagCodes,
  type Note,
  type ReasonCode,
  reasonCodes,
  type StatusCode,
} from "~/domain/figure/figure";
import { answered, isSameSource, type Origin } from "./origin";
import { type Frequency, frequencies, frequencyOf } from "./periods";

/*
 * What may be compared, and how: one entry per country and period, gaps as gaps with their reason, breaks as breaks.
 * Nothing is filled, joined, averaged or moved to another year here.
 */

/** A published point as a comparison needs it. */
export type Observed = {
  series: string;
  /** Dimension → code, without totals. */
  codes: Record<string, string>;
  area: string;
  period: string;
  value: number | null;
  /** Policy answers: the chosen code; several choices of one point are several observations. */
  code: string | null;
  lo: number | null;
  hi: number | null;
  n: number | null;
  flags: StatusCode[];
  note: Note | null;
  breakBy: ToldBreak | null;
  /** Absent: the country's own answer, as everywhere before a release. */
  origin?: Origin;
  /** A rate of too few cases to be reliable (domain/release/derived.ts); absent: not computed. */
  fewCases?: boolean;
};

/** Who told of a break: the country, the source of an import, or a question that changed. */
export type ToldBreak = "declared" | "imported" | "question";

export type ValueEntry = {
  kind: "value";
  period: string;
  value: number;
  lo: number | null;
  hi: number | null;
  n: number | null;
  flags: FlagCode[];
  /** Low reliability (`U`) has this reason: a rate of too few cases. */
  fewCases: boolean;
  note: Note | null;
  /**
   * The series was broken between the former value and this one; who says so. `definition`: one of the two follows a
   * definition of its own (`D`), the other does not. `source`: they come from different sources.
   */
  breakBy: ToldBreak | "definition" | "source" | null;
  origin: Origin;
};

/** `missing`: a reason was given. `absent`: nothing is known of this country and period. */
export type Entry =
  | ValueEntry
  | { kind: "missing"; period: string; reason: ReasonCode; flags: FlagCode[]; note: Note | null }
  | { kind: "absent"; period: string };

/** One country over all periods asked; always one entry per period, in their order. */
export type Line = {
  area: string;
  entries: Entry[];
  /** Values that follow each other without a gap or a break; a chart joins only these. */
  runs: ValueEntry[][];
  /** Gaps short enough to be dotted: last value before and first after, no break between. */
  bridges: { before: ValueEntry; after: ValueEntry }[];
  breaks: ValueEntry[];
  /** Some value follows another definition (`D`): course may be read, level not compared. */
  definitionDiffers: boolean;
  /** Frequencies other than the one compared in which the country has values in the same years. */
  otherFrequencies: Frequency[];
};

export type Comparison = { periods: string[]; lines: Line[] };

/** Longest gap, in periods without value, that may be dotted. @source facts/chart-grammar.md §2, "gap is <= 4 years". */
export const longestBridge = 4;

export type ComparisonProblem = { problem: "free-dimension"; dimensions: string[] };

/**
 * Puts published points side by side: per area one entry per period.
 *
 * Values for part of a country (`COVERAGE`) are left out: they are never national. Points of more than one series are
 * refused, since a line over two codes would be a zigzag of two things.
 * @param observations  of one series; others only differ by COVERAGE
 * @param areas         countries to compare, in the order wanted
 * @param periods       every period asked, ascending and complete; gaps are made from it
 * @returns  lines in the order of `areas`, or the dimensions that still have to be chosen
 */
export function compare(
  observations: readonly Observed[],
  areas: readonly string[],
  periods: readonly string[],
): Comparison | ComparisonProblem {
  const national = observations.filter((one) => one.codes.COVERAGE === undefined);
  const free = freeDimensions(national);
  if (free.length > 0) return { problem: "free-dimension", dimensions: free };
  const byArea = new Map<string, Map<string, Observed>>();
  for (const one of national) {
    const points = byArea.get(one.area) ?? new Map<string, Observed>();
    points.set(one.period, one);
    byArea.set(one.area, points);
  }
  return { periods: [...periods], lines: areas.map((area) => toLine(area, byArea.get(area) ?? new Map(), periods)) };
}

/** Did the comparison fail because a dimension was left open? */
export function isFree(outcome: Comparison | ComparisonProblem): outcome is ComparisonProblem {
  return "problem" in outcome;
}

/** Dimensions in which the points differ, alphabetical; a point without a code counts as its total. */
export function freeDimensions(observations: readonly Pick<Observed, "codes">[]): string[] {
  const seen = new Map<string, Set<string>>();
  for (const { codes } of observations) for (const dimension of Object.keys(codes)) seen.set(dimension, new Set());
  for (const { codes } of observations) for (const [dimension, found] of seen) found.add(codes[dimension] ?? "_T");
  return [...seen]
    .filter(([, found]) => found.size > 1)
    .map(([dimension]) => dimension)
    .sort();
}

function toLine(area: string, points: ReadonlyMap<string, Observed>, periods: readonly string[]): Line {
  const entries = periods.map((period) => toEntry(period, points.get(period)));
  carryBreaks(entries);
  findBreaks(entries);
  const values = entries.filter(isValue);
  return {
    area,
    entries,
    runs: toRuns(entries),
    bridges: toBridges(entries),
    breaks: values.filter(isBreak),
    definitionDiffers: values.some((entry) => entry.flags.includes("D")),
    otherFrequencies: otherFrequencies(points, periods),
  };
}

/** Coarsest first. */
function otherFrequencies(points: ReadonlyMap<string, Observed>, periods: readonly string[]): Frequency[] {
  const own = periods[0] === undefined ? null : frequencyOf(periods[0]);
  const [from, to] = [periods[0]?.slice(0, 4) ?? "", periods.at(-1)?.slice(0, 4) ?? ""];
  const found = new Set<Frequency>();
  for (const { period, value } of points.values()) {
    const year = period.slice(0, 4);
    if (value !== null && year >= from && year <= to) found.add(frequencyOf(period));
  }
  return frequencies.filter((frequency) => found.has(frequency) && frequency !== own);
}

function toEntry(period: string, point: Observed | undefined): Entry {
  if (!point) return { kind: "absent", period };
  const flags = point.flags.filter((code): code is FlagCode => (flagCodes as readonly string[]).includes(code));
  if (point.value === null) {
    const reason = point.flags.find((code): code is ReasonCode => (reasonCodes as readonly string[]).includes(code));
    return { kind: "missing", period, reason: reason ?? "O", flags, note: point.note };
  }
  const { value, lo, hi, n, note, origin = answered, fewCases = false } = point;
  return {
    kind: "value",
    period,
    value,
    lo,
    hi,
    n,
    flags,
    fewCases,
    note,
    breakBy: flags.includes("B") ? (point.breakBy ?? "declared") : null,
    origin,
  };
}

/** A break told at a point without value stands before the next value there is: nothing across it is comparable. */
function carryBreaks(entries: Entry[]): void {
  let pending = false;
  entries.forEach((entry, at) => {
    if (entry.kind === "missing" && entry.flags.includes("B")) pending = true;
    if (entry.kind !== "value") return;
    if (pending && entry.breakBy === null) entries[at] = { ...entry, breakBy: "declared" };
    pending = false;
  });
}

/** A value and the one before it are not comparable either when only one follows a definition of its own, or their sources differ. */
function findBreaks(entries: Entry[]): void {
  let before: ValueEntry | null = null;
  entries.forEach((entry, at) => {
    if (entry.kind !== "value") return;
    if (before !== null && entry.breakBy === null) {
      const defined = before.flags.includes("D") === entry.flags.includes("D");
      const breakBy = !defined ? "definition" : isSameSource(before.origin, entry.origin) ? null : "source";
      if (breakBy !== null) entries[at] = { ...entry, breakBy };
    }
    before = entry;
  });
}

/** Is there a value in this entry? Zero is one. */
export function isValue(entry: Entry): entry is ValueEntry {
  return entry.kind === "value";
}

/** Does the series start anew with this value? */
export function isBreak(entry: ValueEntry): boolean {
  return entry.breakBy !== null;
}

/** Did somebody tell of the break, rather than its being seen from definitions or sources that differ? */
export function isToldBreak({ breakBy }: ValueEntry): boolean {
  return breakBy !== null && breakBy !== "definition" && breakBy !== "source";
}

function toRuns(entries: readonly Entry[]): ValueEntry[][] {
  const runs: ValueEntry[][] = [];
  let open: ValueEntry[] | null = null;
  for (const entry of entries) {
    if (!isValue(entry)) {
      open = null;
    } else if (open === null || isBreak(entry)) {
      open = [entry];
      runs.push(open);
    } else {
      open.push(entry);
    }
  }
  return runs;
}

function toBridges(entries: readonly Entry[]): Line["bridges"] {
  const bridges: Line["bridges"] = [];
  let before: { entry: ValueEntry; at: number } | null = null;
  entries.forEach((entry, at) => {
    if (!isValue(entry)) return;
    const gap = before === null ? 0 : at - before.at - 1;
    if (before !== null && gap > 0 && gap <= longestBridge && !isBreak(entry))
      bridges.push({ before: before.entry, after: entry });
    before = { entry, at };
  });
  return bridges;
}

/** Last value at or before a period; never one from later on. @source owid-grapher#2052: nearest value from the future misleads. */
export function latestOf(line: Line, upTo?: string): ValueEntry | null {
  return (
    line.entries
      .filter(isValue)
      .filter((entry) => upTo === undefined || entry.period <= upTo)
      .at(-1) ?? null
  );
}

/** First value of a line, null when there is none. */
export function firstOf(line: Line): ValueEntry | null {
  return line.entries.find(isValue) ?? null;
}

/** How many periods of the line have a value. */
export function countValues(line: Line): number {
  return line.entries.filter(isValue).length;
}

/** Is the value not final: provisional, estimated, forecast or imputed? Drawn hollow. */
export function isOpen(entry: { flags: readonly FlagCode[] }): boolean {
  return entry.flags.some((code) => code === "P" || code === "E" || code === "F" || code === "I");
}

/** Is the value weak: low reliability or not significant? Drawn faded, with its interval. */
export function isWeak(entry: { flags: readonly FlagCode[] }): boolean {
  return entry.flags.some((code) => code === "U" || code === "N");
}

/**
 * Orders countries. Alphabetical unless the reader asked for the value; where ranking is forbidden the wish is refused
 * and the alphabet stands (no ranking on rights).
 * @param value  of an area, null = without value, which stand last by name
 */
export function orderAreas<T extends { area: string; name: string }>(
  rows: readonly T[],
  order: { by: "name" | "value"; ranking: boolean; lang: Lang; value: (row: T) => number | null },
): T[] {
  const collator = new Intl.Collator(order.lang);
  const byName = [...rows].sort((a, b) => collator.compare(a.name, b.name));
  if (order.by === "name" || !order.ranking) return byName;
  return byName.sort(
    (a, b) => (order.value(b) ?? Number.NEGATIVE_INFINITY) - (order.value(a) ?? Number.NEGATIVE_INFINITY) || 0,
  );
}
