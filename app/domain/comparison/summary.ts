import { firstOf, type Line, latestOf, type ValueEntry } from "./comparison";
import { type Gap, gapOf, isWithheld, withheldIn } from "./gaps";
import { type Frequency, frequencies, frequencyOf } from "./periods";

/*
 * The facts a reader should not have to look for: last value of each highlighted country and the oldest one it may be
 * compared with, how many have data, extremes, breaks. Sentences are made of them in i18n/public/summary.ts; whatever they
 * say has to be here, so that it can be checked.
 */

export type LineFact = {
  area: string;
  last: ValueEntry;
  /** Oldest value that no break, other definition or other source parts from the last one; null when there is none. */
  first: ValueEntry | null;
};

/** A break that parts two values shown. */
export type BreakFact = { area: string; period: string; by: NonNullable<ValueEntry["breakBy"]> };

/** All countries that have the same extreme, as it reads on screen. */
export type Extreme = { area: string; value: number; alike: { area: string; entry: ValueEntry }[] };

/** Countries with values in a frequency that is not the one shown. */
export type ElsewhereFact = { frequency: Frequency; areas: string[] };

export type TrendFacts = {
  /** Highlighted countries whose last value is of the last period shown. */
  now: LineFact[];
  /** Highlighted countries whose last value is older. */
  earlier: LineFact[];
  /** Highlighted countries without any value in these years, in any frequency, and why; those withheld apart. */
  without: Gap[];
  withheld: string[];
  period: string;
  frequency: Frequency;
  withData: number;
  /** Countries of which all values are withheld. */
  withheldData: number;
  of: number;
  /** Extremes of the last period over all countries of the common definition; null where ranking is forbidden. */
  highest: Extreme | null;
  lowest: Extreme | null;
  /** Values of the common definition in that period, and of others. */
  inPeriod: number;
  differing: number;
  /** What parts the highlighted lines, in the order of lines and time. */
  breaks: BreakFact[];
  elsewhere: ElsewhereFact[];
};

type TrendOptions = {
  ranking: boolean;
  periods: readonly string[];
  /** A value as it reads on screen: what reads the same is a tie. */
  shown?: (value: number) => string;
};

/**
 * Gathers what the sentence over a trend says.
 * @param lines            all countries compared
 * @param highlighted      codes, in the order shown
 * @param options.ranking  false: no highest and no lowest, since that would be a ranking
 */
export function factsOfTrend(
  lines: readonly Line[],
  highlighted: readonly string[],
  { ranking, periods, shown = String }: TrendOptions,
): TrendFacts {
  const withData = lines.filter((line) => firstOf(line) !== null);
  const last = periods.at(-1) ?? "";
  // The year of the extremes is the last one with values of at least two countries: a lone early reporter is no contest.
  const period = [...periods].reverse().find((one) => isContest(valuesIn(lines, one))) ?? last;
  const chosen = highlighted.flatMap((area) => lines.find((line) => line.area === area) ?? []);
  const facts = chosen.flatMap(toFact);
  const all = valuesIn(lines, period);
  const common = all.filter(isCommon);
  return {
    now: facts.filter((fact) => fact.last.period === last),
    earlier: facts.filter((fact) => fact.last.period !== last),
    without: chosen
      .filter((line) => firstOf(line) === null && line.otherFrequencies.length === 0)
      .map(gapOf)
      .filter((gap) => !isWithheld(gap)),
    withheld: withheldIn(chosen),
    period,
    frequency: frequencyOf(last),
    withData: withData.length,
    withheldData: withheldIn(lines).length,
    of: lines.length,
    ...extremesOf(common, ranking, shown),
    inPeriod: common.length,
    differing: all.length - common.length,
    breaks: chosen.flatMap(breaksOf),
    elsewhere: elsewhereOf(lines),
  };
}

type Standing = Extreme["alike"][number];

function toFact(line: Line): LineFact[] {
  const last = latestOf(line);
  if (last === null) return [];
  const values = line.entries.filter((entry) => entry.kind === "value");
  const start = values.findLast((entry) => entry.breakBy !== null) ?? values[0] ?? last;
  return [{ area: line.area, last, first: start.period === last.period ? null : start }];
}

/** The first value shown has nothing before it that a break could part it from. */
function breaksOf(line: Line): BreakFact[] {
  const first = firstOf(line);
  return line.breaks.flatMap(({ period, breakBy }) =>
    breakBy === null || period === first?.period ? [] : [{ area: line.area, period, by: breakBy }],
  );
}

function valuesIn(lines: readonly Line[], period: string): Standing[] {
  return lines.flatMap(({ area, entries }) =>
    entries.flatMap((entry) => (entry.kind === "value" && entry.period === period ? [{ area, entry }] : [])),
  );
}

function isContest(values: readonly Standing[]): boolean {
  return values.filter(isCommon).length >= 2;
}

function isCommon({ entry }: Standing): boolean {
  return !entry.flags.includes("D");
}

/** Of two values nothing is the highest. */
const leastForExtremes = 3;

function extremesOf(
  values: readonly Standing[],
  ranking: boolean,
  shown: (value: number) => string,
): { highest: Extreme | null; lowest: Extreme | null } {
  if (!ranking || values.length < leastForExtremes) return { highest: null, lowest: null };
  const numbers = values.map(({ entry }) => entry.value);
  const at = (value: number): Extreme | null => {
    const alike = values.filter(({ entry }) => shown(entry.value) === shown(value));
    return alike[0] ? { area: alike[0].area, value, alike } : null;
  };
  return { highest: at(Math.max(...numbers)), lowest: at(Math.min(...numbers)) };
}

function elsewhereOf(lines: readonly Line[]): ElsewhereFact[] {
  return frequencies.flatMap((frequency) => {
    const areas = lines.filter((line) => line.otherFrequencies.includes(frequency)).map((line) => line.area);
    return areas.length === 0 ? [] : [{ frequency, areas }];
  });
}

export type LatestFacts = {
  withData: number;
  /** Countries of which all values are withheld. */
  withheldData: number;
  of: number;
  oldest: string | null;
  newest: string | null;
  /** Countries whose latest value is five or more years behind the newest. */
  old: number;
  highest: Extreme | null;
  lowest: Extreme | null;
  /** Values of the common definition. */
  common: number;
  frequency: Frequency;
  elsewhere: ElsewhereFact[];
  /** All countries compared, where only some of them are shown; null = all are shown. */
  whole: { withData: number; of: number /** Some of them have values in another frequency. */; mixed: boolean } | null;
};

/**
 * Gathers what the sentence over latest values says; extremes only where ranking is allowed.
 * @param lines        countries shown
 * @param about.among  all countries compared, where fewer are shown: a value is old beside the newest of all of them
 * @param about.shown  a value as it reads on screen: what reads the same is a tie
 */
export function factsOfLatest(
  lines: readonly Line[],
  {
    ranking,
    isOld,
    among = null,
    shown = String,
  }: {
    ranking: boolean;
    isOld: (period: string, newest: string) => boolean;
    among?: LatestFacts | null;
    shown?: (value: number) => string;
  },
): LatestFacts {
  const latest = lines.flatMap((line) => {
    const entry = latestOf(line);
    return entry ? [{ area: line.area, entry }] : [];
  });
  const periods = latest.map(({ entry }) => entry.period).sort();
  const newest = among?.newest ?? periods.at(-1) ?? null;
  const common = latest.filter(isCommon);
  return {
    withData: latest.length,
    withheldData: withheldIn(lines).length,
    of: lines.length,
    oldest: periods[0] ?? null,
    newest,
    old: newest === null ? 0 : periods.filter((period) => isOld(period, newest)).length,
    ...extremesOf(common, ranking, shown),
    common: common.length,
    frequency: frequencyOf(lines[0]?.entries[0]?.period ?? ""),
    elsewhere: elsewhereOf(lines),
    whole: among && { withData: among.withData, of: among.of, mixed: among.elsewhere.length > 0 },
  };
}
