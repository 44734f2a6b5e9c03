import type { Note, ReasonCode } from "~/domain/figure/figure";
import { compare, isFree, isOpen, type Line, latestOf, type Observed, type ValueEntry } from "./comparison";
import { coarsest, frequencyOf, periodsBetween, toAxis } from "./periods";

/* What a country's page shows of its points: one row per series worth a row, and what is missing and why. */

export type CountrySeries = {
  series: string;
  indicator: string;
  unit: string;
  codes: Record<string, string>;
  latest: Pick<ValueEntry, "value" | "period" | "lo" | "hi" | "n" | "flags" | "fewCases">;
  breaks: { period: string; by: NonNullable<ValueEntry["breakBy"]> }[];
  runs: { x: number; y: number; open: boolean; after: boolean }[][];
};

type Point = Observed & { indicator: string; unit: string };

/**
 * One line per indicator and unit: the series shown by default where the country has it, else its own longest one.
 * @param usual  indicator → series shown by default
 */
export function seriesOfCountry(
  points: readonly Point[],
  usual: ReadonlyMap<string, string>,
  years: { from: number; to: number },
): CountrySeries[] {
  const national = points.filter((point) => point.codes.COVERAGE === undefined && point.code === null);
  const groups = new Map<string, Point[]>();
  for (const point of national) {
    const known = groups.get(point.series);
    if (known) known.push(point);
    else groups.set(point.series, [point]);
  }
  const best = new Map<string, Point[]>();
  for (const [series, own] of groups) {
    const indicator = own[0]!.indicator;
    const values = own.filter((point) => point.value !== null).length;
    if (values === 0) continue;
    const known = best.get(indicator);
    const wins =
      series === usual.get(indicator) ||
      (known !== undefined &&
        known[0]!.series !== usual.get(indicator) &&
        values > known.filter((point) => point.value !== null).length);
    if (known === undefined || wins) best.set(indicator, own);
  }
  return [...best.values()].flatMap((own) => toSeries(own, years) ?? []);
}

function toSeries(own: readonly Point[], years: { from: number; to: number }): CountrySeries | null {
  const first = own[0]!;
  const frequency = coarsest(own.map((point) => point.period));
  const periods = periodsBetween(years.from, years.to, frequency);
  const compared = compare(
    own.filter((point) => frequencyOf(point.period) === frequency),
    [first.area],
    periods,
  );
  const line: Line | undefined = isFree(compared) ? undefined : compared.lines[0];
  const latest = line && latestOf(line);
  if (!line || !latest) return null;
  return {
    series: first.series,
    indicator: first.indicator,
    unit: first.unit,
    codes: first.codes,
    latest: {
      value: latest.value,
      period: latest.period,
      lo: latest.lo,
      hi: latest.hi,
      n: latest.n,
      flags: latest.flags,
      fewCases: latest.fewCases,
    },
    breaks: line.breaks.flatMap(({ period, breakBy }) => (breakBy === null ? [] : [{ period, by: breakBy }])),
    runs: line.runs.map((run) =>
      run.map((entry) => ({
        x: toAxis(entry.period),
        y: entry.value,
        open: isOpen(entry),
        after: entry.breakBy !== null,
      })),
    ),
  };
}

export type Missing = { indicator: string; reason: ReasonCode; points: number; periods: string[]; notes: Note[] };

/** Points without value of the newest years: by indicator and reason, with the country's own words. */
export function missingOf(points: readonly Point[], from: string): Missing[] {
  const found = new Map<string, Missing>();
  for (const point of points) {
    if (point.value !== null || point.code !== null || point.period < from) continue;
    const reason = point.flags.find(
      (flag): flag is ReasonCode => flag === "L" || flag === "O" || flag === "M" || flag === "Q" || flag === "K",
    );
    if (!reason) continue;
    const key = `${point.indicator} ${reason}`;
    const known = found.get(key) ?? { indicator: point.indicator, reason, points: 0, periods: [], notes: [] };
    known.points += 1;
    if (!known.periods.includes(point.period)) known.periods.push(point.period);
    if (point.note && !known.notes.some((note) => note.text === point.note?.text)) known.notes.push(point.note);
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.points - a.points || (a.indicator < b.indicator ? -1 : 1));
}

/** A round that asked a country about a period, and how many of the figures asked have a value. */
export type AskedRound = { about: string; figures: number; asked: number };

export type Completeness = "never-asked" | "complete" | "incomplete";

/**
 * Were the figures asked of a country given? Points without a value that nobody gave a reason for have no row anywhere,
 * so that only the rounds can tell.
 * @param from  first year looked at
 */
export function completenessOf(rounds: readonly AskedRound[], from: string): Completeness {
  const asked = rounds.filter((round) => round.asked > 0 && round.about >= from);
  if (asked.length === 0) return "never-asked";
  return asked.every((round) => round.figures >= round.asked) ? "complete" : "incomplete";
}
