import { firstOf, type Line, latestOf, type ValueEntry } from "./comparison";

/*
 * The facts a reader should not have to look for: first and last value of each highlighted country, how many have data,
 * extremes, breaks. Sentences are made of them in i18n/summary.ts.
 */

export type LineFact = { area: string; last: ValueEntry; first: ValueEntry | null; broken: boolean };

export type TrendFacts = {
  /** Highlighted countries whose last value is of the last period shown. */
  now: LineFact[];
  /** Highlighted countries whose last value is older. */
  earlier: LineFact[];
  /** Highlighted countries without any value. */
  without: string[];
  period: string;
  withData: number;
  of: number;
  /** Extremes of the last period over all countries of the common definition; null where ranking is forbidden. */
  highest: { area: string; value: number } | null;
  lowest: { area: string; value: number } | null;
  inPeriod: number;
  /** Highlighted lines with a break in the period shown. */
  broken: number;
};

/**
 * Gathers what the sentence over a trend says.
 * @param lines        all countries compared
 * @param highlighted  codes, in the order shown
 * @param ranking      false: no highest and no lowest, since that would be a ranking
 */
export function factsOfTrend(
  lines: readonly Line[],
  highlighted: readonly string[],
  { ranking, periods }: { ranking: boolean; periods: readonly string[] },
): TrendFacts {
  const withData = lines.filter((line) => firstOf(line) !== null);
  const last = periods.at(-1) ?? "";
  // The year of the extremes is the last one with values of at least two countries: a lone early reporter is no contest.
  const period = [...periods].reverse().find((one) => valuesIn(lines, one).length >= 2) ?? last;
  const chosen = highlighted.flatMap((area) => lines.find((line) => line.area === area) ?? []);
  const facts = chosen.flatMap((line): LineFact[] => {
    const end = latestOf(line);
    const start = firstOf(line);
    return end
      ? [
          {
            area: line.area,
            last: end,
            first: start && start.period !== end.period ? start : null,
            broken: line.breaks.length > 0,
          },
        ]
      : [];
  });
  const values = valuesIn(lines, period).sort((a, b) => b.value - a.value);
  const extremes = ranking && values.length >= 3;
  return {
    now: facts.filter((fact) => fact.last.period === last),
    earlier: facts.filter((fact) => fact.last.period !== last),
    without: chosen.filter((line) => firstOf(line) === null).map((line) => line.area),
    period,
    withData: withData.length,
    of: lines.length,
    highest: extremes ? (values[0] ?? null) : null,
    lowest: extremes ? (values.at(-1) ?? null) : null,
    inPeriod: values.length,
    broken: facts.filter((fact) => fact.broken).length,
  };
}

function valuesIn(lines: readonly Line[], period: string): { area: string; value: number }[] {
  return lines.flatMap((line) =>
    line.entries.flatMap((entry) =>
      entry.kind === "value" && entry.period === period && !entry.flags.includes("D")
        ? [{ area: line.area, value: entry.value }]
        : [],
    ),
  );
}

export type LatestFacts = {
  withData: number;
  of: number;
  oldest: string | null;
  newest: string | null;
  /** Countries whose latest value is five or more years behind the newest. */
  old: number;
  highest: { area: string; entry: ValueEntry } | null;
  lowest: { area: string; entry: ValueEntry } | null;
  /** All countries compared, where only some of them are shown; null = all are shown. */
  whole: { withData: number; of: number } | null;
};

/**
 * Gathers what the sentence over latest values says; extremes only where ranking is allowed.
 * @param lines        countries shown
 * @param about.among  all countries compared, where fewer are shown: a value is old beside the newest of all of them
 */
export function factsOfLatest(
  lines: readonly Line[],
  {
    ranking,
    isOld,
    among = null,
  }: { ranking: boolean; isOld: (period: string, newest: string) => boolean; among?: LatestFacts | null },
): LatestFacts {
  const latest = lines.flatMap((line) => {
    const entry = latestOf(line);
    return entry ? [{ area: line.area, entry }] : [];
  });
  const periods = latest.map(({ entry }) => entry.period).sort();
  const newest = among?.newest ?? periods.at(-1) ?? null;
  const common = latest.filter(({ entry }) => !entry.flags.includes("D")).sort((a, b) => b.entry.value - a.entry.value);
  return {
    withData: latest.length,
    of: lines.length,
    oldest: periods[0] ?? null,
    newest,
    old: newest === null ? 0 : periods.filter((period) => isOld(period, newest)).length,
    highest: ranking && common.length >= 3 ? (common[0] ?? null) : null,
    lowest: ranking && common.length >= 3 ? (common.at(-1) ?? null) : null,
    whole: among && { withData: among.withData, of: among.of },
  };
}
