import {
  isOpen,
  isToldBreak,
  isWeak,
  type Line,
  latestOf,
  orderAreas,
  type ValueEntry,
} from "~/domain/comparison/comparison";
import { type GroupFigure, groupLatest, hasMedian, isOld } from "~/domain/comparison/groups";
import { type ChartNote, notesAbout } from "~/domain/comparison/notes";
import { factsOfLatest } from "~/domain/comparison/summary";
import { formatFigure, formatList, padsOf } from "~/i18n/format";
import { publicWords } from "~/i18n/public/public";
import { byFrequency } from "~/i18n/public/speech";
import { speakLatest } from "~/i18n/public/summary-latest";
import { publicBefore, reasonWords, wordsOf } from "~/i18n/signs";
import type { UnitWords } from "~/i18n/units";
import { comparedMembers } from "../trend.server";
import { chosenAreas, type IndicatorView } from "../view.server";
import { publicBeforeOf } from "./public-before.server";

export type LatestRow = {
  code: string;
  name: string;
  /** null = no value; `reason` says why. */
  value: {
    text: string;
    /** Digits it lacks beside the longest, to stand under its decimal mark. */
    pad?: string;
    v: number;
    lo: number | null;
    hi: number | null;
    period: string;
    interval: string;
    open: boolean;
    weak: boolean;
    after: boolean;
    old: boolean;
  } | null;
  reason: string;
  words: string;
  notes: number[];
};

export type LatestSection = {
  title: string;
  hint: string;
  median: { figure: GroupFigure; text: string; range: string } | null;
  rows: LatestRow[] /** Circles for the first section, squares for the rest. */;
  round: boolean;
};

export type Latest = {
  sections: LatestSection[];
  highest: number;
  intervals: boolean;
  sentences: string[];
  newest: string | null;
  sorted: boolean;
};

/** A median of one or two countries says nothing of a group. */
const leastForMedian = 3;

/** Puts latest values in sections: the groups chosen (else the first group that is not everybody), the rest, other definitions. */
export function toLatest(of: IndicatorView, collected: readonly ChartNote[], unit: UnitWords): Latest {
  const words = publicWords[of.lang];
  const ranking = of.frame.ranking;
  const shownAs = (value: number) => number(value, of);
  const facts = factsOfLatest(of.lines, { ranking, isOld, shown: shownAs });
  // A country or the members of a group the reader chose: as in the table and the files.
  const areas = chosenAreas(of);
  const chosen = areas ? of.lines.filter((line) => areas.has(line.area)) : of.lines;
  const shown =
    chosen.length < of.lines.length ? factsOfLatest(chosen, { ranking, isOld, among: facts, shown: shownAs }) : facts;
  const differing = chosen.filter((line) => latestOf(line)?.flags.includes("D"));
  const common = chosen.filter((line) => !differing.includes(line));
  const median = hasMedian(of.known.facts.indicator.measure);
  const row = (line: Line) => toRow(line, of, collected, facts.newest);
  const rowsOf = (lines: readonly Line[]) =>
    orderAreas(
      lines.map(row).map((one) => ({ ...one, area: one.code })),
      { by: of.view.sort, ranking, lang: of.lang, value: (one) => one.value?.v ?? null },
    );
  const figureOf = (lines: readonly Line[], of_: number): LatestSection["median"] => {
    const figure = median ? groupLatest(lines, new Set(lines.map((line) => line.area))) : null;
    return figure && figure.k >= leastForMedian
      ? {
          figure: { ...figure, of: of_ },
          text: number(figure.median, of),
          range: `${number(figure.lowest, of)}–${number(figure.highest, of)}`,
        }
      : null;
  };
  // Countries picked one by one are no group: nothing is said of how many, and there is no median of them.
  const section = (title: string, lines: readonly Line[], all: number | null, round: boolean): LatestSection => {
    const k = lines.filter((line) => latestOf(line) !== null).length;
    const said =
      all === null ? { hint: "", median: null } : { hint: kOfN(k, all, of.lang), median: figureOf(lines, all) };
    return { title, ...said, rows: rowsOf(lines), round };
  };
  const sections: LatestSection[] = [];
  const placed = new Set<string>();
  const groups = sectionGroups(of);
  const isWhole = areas === null || hasChosenGroups(of);
  groups.forEach((group, at) => {
    const members = comparedMembers(of, group.members);
    const lines = common.filter((line) => members.has(line.area));
    for (const line of lines) placed.add(line.area);
    if (lines.length > 0) sections.push(section(group.name, lines, isWhole ? members.size : null, at === 0));
  });
  const rest = common.filter((line) => !placed.has(line.area));
  if (rest.length > 0)
    sections.push(
      section(
        sections.length === 0 ? words.allCountries : words.otherCountries,
        rest,
        areas === null ? rest.length : null,
        sections.length === 0,
      ),
    );
  if (differing.length > 0)
    sections.push({
      title: words.differentDefinition,
      hint: words.differentDefinitionText,
      median: null,
      rows: rowsOf(differing),
      round: false,
    });
  const spoken = sections.flatMap((one) => (one.median ? [{ name: one.title, figure: one.median.figure }] : []));
  const rows = sections.flatMap((one) => one.rows);
  const values = rows.flatMap((one) => one.value ?? []);
  padsOf(values.map((one) => one.text)).forEach((pad, at) => {
    if (pad !== "") values[at]!.pad = pad;
  });
  return {
    sections,
    highest: Math.max(0, ...rows.flatMap((one) => (one.value ? [one.value.hi ?? one.value.v] : []))),
    intervals: rows.some((one) => one.value?.lo !== null && one.value?.lo !== undefined),
    sentences: speakLatest(shown, spoken, { lang: of.lang, name: of.world.nameOf, unit, decimals: of.decimals }),
    newest: facts.newest,
    sorted: of.view.sort === "value" && ranking,
  };
}

/** Groups that make sections: those the reader chose, else the first that is not everybody. */
export function sectionGroups(of: IndicatorView) {
  if (hasChosenGroups(of)) return of.world.groups.filter((group) => of.view.groups.includes(group.code));
  const part = of.world.groups.find((group) => comparedMembers(of, group.members).size < of.lines.length);
  return part ? [part] : [];
}

function hasChosenGroups(of: IndicatorView): boolean {
  return of.named.has("groups") && of.view.groups.length > 0;
}

function toRow(line: Line, of: IndicatorView, collected: readonly ChartNote[], newest: string | null): LatestRow {
  const words = publicWords[of.lang];
  const entry = latestOf(line);
  const base = { code: line.area, name: of.world.nameOf(line.area) };
  if (!entry) {
    const missing = line.entries.filter((one) => one.kind === "missing").at(-1);
    const note =
      missing?.kind === "missing" && missing.note?.lang === of.lang
        ? `${words.colon}${missing.note.text.replace(/\.$/, "")}`
        : "";
    return {
      ...base,
      value: null,
      reason: missing?.kind === "missing" ? `${reasonWords[of.lang][missing.reason]}${note}` : nothing(line, of),
      words: "",
      notes: [],
    };
  }
  const old = newest !== null && isOld(entry.period, newest);
  return {
    ...base,
    value: {
      text: number(entry.value, of),
      v: entry.value,
      lo: entry.lo,
      hi: entry.hi,
      period: entry.period,
      interval: interval(entry, of),
      open: isOpen(entry),
      weak: isWeak(entry),
      // Nothing earlier stands beside it here: only a break somebody told of is said.
      after: isToldBreak(entry),
      old,
    },
    reason: "",
    words: [
      ...wordsOf(entry.flags, of.lang, entry.fewCases),
      ...(publicBeforeOf(of).has(`${line.area}|${entry.period}`) ? wordsOf([publicBefore], of.lang) : []),
      ...(old ? [words.olderValue] : []),
    ].join(", "),
    notes: notesAbout(collected, line.area, entry.period),
  };
}

/** Neither a value nor a reason; values of another frequency are no silence. */
function nothing(line: Line, { lang, points }: IndicatorView): string {
  const words = publicWords[lang];
  if (line.otherFrequencies.length === 0)
    return points.some((point) => point.origin.kind === "answer") ? words.noAnswer : words.nothingPublished;
  const parts = line.otherFrequencies.map((frequency) => byFrequency[lang][frequency]);
  return words.onlyBy(formatList(parts, lang));
}

function interval(entry: ValueEntry, of: IndicatorView): string {
  return entry.lo === null || entry.hi === null ? "" : `${number(entry.lo, of)}–${number(entry.hi, of)}`;
}

function number(value: number, of: IndicatorView): string {
  return formatFigure(value, of.lang, { decimals: of.decimals });
}

function kOfN(k: number, n: number, lang: "en" | "fr"): string {
  return lang === "fr" ? `${k} sur ${n}` : `${k} of ${n}`;
}
