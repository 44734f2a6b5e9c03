import { mostHighlighted } from "~/charts/palette";
import {
  endOf,
  type GroupFigures,
  type TrendChart,
  type TrendLine,
  toContext,
  toCountryLine,
  toGroupLine,
} from "~/charts/trend";
import { firstOf, type Line, type ValueEntry } from "~/domain/comparison/comparison";
import { type Gap, gapOf, isWithheld, withheldIn } from "~/domain/comparison/gaps";
import { groupLine, hasMedian, type StartsAnew, startsAnew } from "~/domain/comparison/groups";
import { type ChartNote, notesAbout } from "~/domain/comparison/notes";
import { chart as chartWords } from "~/i18n/chart";
import { formatFigure } from "~/i18n/format";
import { statusWords } from "~/i18n/public/speech";
import { toBreaks } from "./trend-breaks.server";
import type { IndicatorView } from "./view.server";

export type Trend = {
  chart: TrendChart;
  /** Highlighted countries and groups that were drawn, and those for which no colour was left. */
  shown: string[];
  left: string[];
  /** Chosen, but without a value in these years, in any frequency, and why; those withheld apart. */
  without: Gap[];
  withheld: string[];
  /** Groups ticked, by the reader or at first, with too few values for a median. */
  tooFew: string[];
  /** Lines of the highlighted countries, for notes and the table. */
  highlighted: Line[];
  /** Groups drawn, with the number of countries behind each year. */
  groups: DrawnGroup[];
};

/** A group that was drawn: its median, range and "k of n", period by period. */
export type DrawnGroup = { code: string; name: string; figures: GroupFigures; anew: StartsAnew };

/** Puts the chosen lines of a view on a trend chart: four at most, countries before groups. */
export function toTrend(of: IndicatorView, collected: readonly ChartNote[]): Trend {
  const { view, world, lang, periods, known } = of;
  const words = chartWords[lang];
  const last = periods.at(-1) ?? "";
  const number = (value: number) => formatFigure(value, lang, { decimals: of.decimals, small: true });
  const countries = view.countries.flatMap((code) => of.lines.find((line) => line.area === code) ?? []);
  const without = countries
    .filter((line) => firstOf(line) === null && line.otherFrequencies.length === 0)
    .map(gapOf)
    .filter((gap) => !isWithheld(gap));
  const tooFew: string[] = [];
  const groups: DrawnGroup[] = [];
  const candidates: { code: string; line: TrendLine; own: Line | null }[] = countries
    .filter((line) => firstOf(line) !== null)
    .map((line) => ({
      code: line.area,
      own: line,
      line: toCountryLine(line, {
        name: world.nameOf(line.area),
        notes: notesAbout(collected, line.area),
        last,
        words: (entry) => pointWords(entry, of),
      }),
    }));
  if (hasMedian(known.facts.indicator.measure)) {
    for (const code of view.groups) {
      const group = world.groups.find((one) => one.code === code);
      if (!group) continue;
      const members = comparedMembers(of, group.members);
      const figures = groupLine(of.lines, members, periods);
      const anew = startsAnew(of.lines, members, periods);
      const line = toGroupLine(
        figures,
        { code, name: words.median(group.name) },
        {
          periods,
          anew,
          words: (figure) =>
            words.medianWords(String(figure.k), String(figure.of), number(figure.lowest), number(figure.highest)),
        },
      );
      if (endOf(line)) {
        candidates.push({ code, line, own: null });
        groups.push({ code, name: group.name, figures, anew });
      } else tooFew.push(code);
    }
  }
  const drawn = candidates.slice(0, mostHighlighted);
  const shown = drawn.map((one) => one.code);
  const crowd = crowdOf(of).filter((line) => !shown.includes(line.area));
  return {
    chart: {
      from: view.from,
      to: view.to,
      lines: drawn.map((one) => one.line),
      context: crowd.flatMap(
        (line) => toContext(line, world.nameOf(line.area), (entry) => pointWords(entry, of)) ?? [],
      ),
      breaks: toBreaks(
        drawn.map(({ code, line, own }) => ({ line, own, group: groups.find((group) => group.code === code) ?? null })),
        of,
      ),
      decimals: of.decimals,
    },
    shown,
    left: candidates.slice(mostHighlighted).map((one) => one.code),
    without,
    withheld: withheldIn(countries),
    tooFew,
    highlighted: drawn.flatMap(({ own }) => own ?? []),
    groups: groups.filter((group) => shown.includes(group.code)),
  };
}

/** Countries in grey: of the groups the reader chose, else all. */
export function crowdOf(of: IndicatorView): Line[] {
  if (!of.named.has("groups") || of.view.groups.length === 0) return of.lines;
  const members = of.world.groups.filter((group) => of.view.groups.includes(group.code)).map((group) => group.members);
  return of.lines.filter((line) => members.some((one) => one.has(line.area)));
}

/** Members of a group that are compared at all on this page: the "n" of "k of n". */
export function comparedMembers(of: IndicatorView, members: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(of.lines.map((line) => line.area).filter((area) => members.has(area)));
}

/** Status of a point in words, with its interval. */
export function pointWords(entry: ValueEntry, of: IndicatorView): string {
  const number = (value: number) => formatFigure(value, of.lang, { decimals: of.decimals, small: true });
  const interval =
    entry.lo !== null && entry.hi !== null ? [chartWords[of.lang].interval(number(entry.lo), number(entry.hi))] : [];
  return [...statusWords(entry, of.lang), ...interval].join(", ");
}
