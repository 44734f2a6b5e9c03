import {
  pointsOf,
  type TrendBreak,
  type TrendChart,
  type TrendLine,
  toContext,
  toCountryLine,
  toGroupLine,
} from "~/charts/trend";
import { countValues, isOpen, isToldBreak, isWeak, type Line, latestOf } from "~/domain/comparison/comparison";
import { groupFigure, groupLine, isOld, type StartsAnew, startsAnew } from "~/domain/comparison/groups";
import { chooseFeatured, type FeatureCandidate } from "~/domain/comparison/view";
import { chooseHighlighted } from "~/domain/comparison/view-highlights";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { chart as chartWords } from "~/i18n/chart";
import { formatFigure } from "~/i18n/format";
import { home } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { semicolon } from "~/i18n/public/speech";
import { wordsOf } from "~/i18n/signs";
import { type UsualLines, usualLines } from "~/pages/public/figures.server";
import type { World } from "~/pages/public/world.server";
import type { Release } from "~db/release/reader";

export type FeaturedDot = {
  code: string;
  name: string;
  v: number;
  lo: number | null;
  hi: number | null;
  period: string;
  open: boolean;
  weak: boolean;
  after: boolean;
  old: boolean;
  round: boolean;
};

export type Featured = {
  code: string;
  title: string;
  subtitle: string;
  text: string;
  trend: TrendChart | null;
  dots: { rows: FeaturedDot[]; highest: number } | null;
};

/** Up to three indicators of a release as small charts, chosen by what the release has. */
export function featuredOf(release: Release, world: World): Featured[] {
  const dictionary = release.dictionary();
  const candidates = release.indicatorCounts().flatMap(({ indicator }): FeatureCandidate[] => {
    const lines = usualLines(release, indicator);
    const known = dictionary.indicators.get(indicator);
    if (!lines || !known || known.code.startsWith("CTX-")) return [];
    const values = lines.lines.reduce((sum, line) => sum + countValues(line), 0);
    const intervals = lines.lines.filter((line) => latestOf(line)?.lo != null).length;
    return [{ indicator: known, countries: lines.countries, values, intervals, years: lines.to - lines.from + 1 }];
  });
  return chooseFeatured(candidates).flatMap(({ kind, indicator }) => {
    const lines = usualLines(release, indicator);
    if (!lines) return [];
    return [
      kind === "median"
        ? median(release, world, indicator, lines)
        : kind === "dots"
          ? dots(release, world, indicator, lines)
          : single(release, world, indicator, lines),
    ];
  });
}

function headOf(release: Release, world: World, code: string, lines: UsualLines) {
  const dictionary = release.dictionary();
  const unit = dictionary.units.get(lines.unit);
  const codes = Object.entries(lines.codes).map(
    ([dimension, one]) => nameOfCode(dictionary, dimension, one)[world.lang],
  );
  const decimals = unit?.decimals ?? 1;
  return {
    code,
    title: dictionary.indicators.get(code)?.name[world.lang] ?? code,
    subtitle: [unit?.name[world.lang] ?? "", ...codes].filter((part) => part !== "").join(", "),
    decimals,
    number: (value: number) => formatFigure(value, world.lang, { decimals, small: true }),
  };
}

function chartOf(lines: UsualLines, decimals: number): TrendChart {
  return { from: lines.from, to: lines.to, lines: [], context: [], breaks: [], decimals };
}

function median(release: Release, world: World, code: string, lines: UsualLines): Featured {
  const head = headOf(release, world, code, lines);
  const members = new Set(lines.lines.map((line) => line.area));
  const figures = groupLine(lines.lines, members, lines.periods);
  const [first, last] = [figures[0], figures.at(-1)];
  const anew = startsAnew(lines.lines, members, lines.periods);
  const line = toGroupLine(
    figures,
    { code: "PG", name: chartWords[world.lang].medianShort },
    { periods: lines.periods, anew, words: () => "" },
  );
  if (!first || !last) return single(release, world, code, lines);
  const words = home[world.lang];
  const end = [head.number(last.median), last.period, String(last.k), String(last.of)] as const;
  const text = isComparable(lines.lines, first.period, last.period)
    ? words.medianLine(head.number(first.median), first.period, String(first.k), String(first.of), ...end)
    : words.medianOnce(...end);
  return {
    ...head,
    text,
    dots: null,
    trend: {
      ...chartOf(lines, head.decimals),
      lines: [line],
      breaks: breaksOfMedian(line, anew, world.lang),
      context: lines.lines.flatMap((one) => toContext(one, world.nameOf(one.area)) ?? []),
    },
  };
}

/** Where the median starts anew, said once for all the lines behind it. */
function breaksOfMedian(line: TrendLine, anew: StartsAnew, lang: Lang): TrendBreak[] {
  const words = chartWords[lang];
  return pointsOf(line)
    .filter(({ after }) => after)
    .map(({ period, x }) => ({
      x: x - 0.5,
      period,
      text: words.breakOfAll(period, words.breakBy[anew.get(period)?.by ?? "series"]),
    }));
}

/** Two medians stand beside each other only where no line they rest on starts anew between them. */
function isComparable(lines: readonly Line[], first: string, last: string): boolean {
  return first < last && lines.every((line) => line.breaks.every(({ period }) => period <= first || period > last));
}

/** Rows of the small dot plot; the page of the indicator has all. */
const mostDots = 12;

/** Latest values of the smallest group with enough of them, in the alphabet. */
function dots(release: Release, world: World, code: string, lines: UsualLines): Featured {
  const head = headOf(release, world, code, lines);
  const have = (members: ReadonlySet<string>) =>
    lines.lines.filter((line) => members.has(line.area) && latestOf(line) && !latestOf(line)?.flags.includes("D"));
  const group = [...world.groups]
    .sort((a, b) => a.members.size - b.members.size)
    .find((one) => have(one.members).length >= 5);
  const members = group?.members ?? new Set(lines.lines.map((line) => line.area));
  const first = world.groups.find((one) => one.members.size < world.members.length)?.members ?? new Set<string>();
  const newest = lines.periods.at(-1) ?? "";
  const collator = new Intl.Collator(world.lang);
  const rows = have(members).flatMap((line): FeaturedDot[] => {
    const entry = latestOf(line);
    if (!entry) return [];
    return [
      {
        code: line.area,
        name: world.nameOf(line.area),
        v: entry.value,
        lo: entry.lo,
        hi: entry.hi,
        period: entry.period,
        open: isOpen(entry),
        weak: isWeak(entry),
        after: isToldBreak(entry),
        old: isOld(entry.period, newest),
        round: first.has(line.area),
      },
    ];
  });
  rows.sort((a, b) => collator.compare(a.name, b.name));
  const shown = rows.slice(0, mostDots);
  const words = home[world.lang];
  const figure = groupFigure(
    rows.map((row) => row.v),
    lines.lines.filter((line) => members.has(line.area)).length,
  );
  return {
    ...head,
    text: figure
      ? words.latestLine(
          group?.name ?? publicWords[world.lang].allCountries,
          rows.length > mostDots ? words.firstCountries(String(mostDots)) : words.eachCountry,
          head.number(figure.median),
          String(figure.k),
          String(figure.of),
        )
      : "",
    trend: null,
    dots: { rows: shown, highest: Math.max(0, ...shown.map((row) => row.hi ?? row.v)) },
  };
}

/** Two countries, chosen as on the indicator's page. */
function single(release: Release, world: World, code: string, lines: UsualLines): Featured {
  const head = headOf(release, world, code, lines);
  const lengths = new Map(lines.lines.map((line) => [line.area, countValues(line)]));
  const chosen = chooseHighlighted(lengths, code, 2);
  const longest = lines.lines.filter((line) => chosen.includes(line.area));
  const last = lines.periods.at(-1) ?? "";
  const drawn = longest.map((line: Line) =>
    toCountryLine(line, { name: world.nameOf(line.area), notes: [], last, words: () => "" }),
  );
  const parts = longest.flatMap((line) => {
    const entry = latestOf(line);
    const words = entry ? wordsOf(entry.flags, world.lang, entry.fewCases).join(", ") : "";
    return entry
      ? [home[world.lang].lineIn(world.nameOf(line.area), head.number(entry.value), entry.period, words)]
      : [];
  });
  return {
    ...head,
    text: home[world.lang].linesLine(parts.join(semicolon[world.lang])),
    dots: null,
    trend: { ...chartOf(lines, head.decimals), lines: drawn },
  };
}
