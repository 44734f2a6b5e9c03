import { type Entry, isToldBreak, type Line, type ValueEntry } from "~/domain/comparison/comparison";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import type { FlagCode, ReasonCode } from "~/domain/figure/figure";
import { formatFigure, padsOf } from "~/i18n/format";
import { publicBefore, publicBeforeWords, wordsOf } from "~/i18n/signs";
import { chosenAreas, type IndicatorView } from "../view.server";
import { publicBeforeOf } from "./public-before.server";

/** A cell: its text, signs by letter, and whether it leads to a passport. */
export type Cell = {
  text: string;
  signs: string[];
  /** Its sign of low reliability has this reason. */
  fewCases?: boolean;
  /** It is not comparable with the figure before it: what parts them. A rule stands there. */
  parted?: "told" | "definition" | "source";
  period: string;
  linked: boolean;
  /** Digits it lacks beside the longest of the table, to stand under its decimal mark. */
  pad?: string;
};

export type FigureTable = {
  periods: string[];
  rows: { code: string; name: string; cells: Cell[] }[];
  signs: { letter: string; words: string }[];
  /** Some figure is not comparable with the one before it. */
  parted: boolean;
  /** Room a figure takes: its letters, and the signs behind it; null for answers in words. */
  room: { letters: number; signs: number } | null;
};

/** The whole table of a view: chosen countries, or all with anything to say; one column per period. */
export function toTable(of: IndicatorView): FigureTable {
  const lines = rowsOfTable(of);
  const category = of.known.facts.indicator.measure === "category";
  const periods = category
    ? of.periods.filter((period) => of.points.some((point) => point.period === period))
    : of.periods;
  const rows = lines.map((line) => ({
    code: line.area,
    name: of.world.nameOf(line.area),
    cells: category
      ? periods.map((period) => codeCell(of, line.area, period))
      : line.entries.map((entry) => toAreaCell(entry, line.area, of)),
  }));
  const cells = rows.flatMap((row) => row.cells);
  const pads = category ? [] : padsOf(cells.map((cell) => cell.text));
  cells.forEach((cell, at) => {
    if (/\d/.test(cell.text) && pads[at]) cell.pad = pads[at];
  });
  const used = new Set(cells.flatMap((cell) => cell.signs));
  const weak = cells.filter((cell) => cell.signs.includes("U"));
  const few = weak.filter((cell) => cell.fewCases).length;
  const words = (code: string) =>
    code === "U" && few > 0 ? signOfFewCases(few === weak.length, of.lang) : wordsOfSign(code, of.lang);
  return {
    periods,
    rows,
    parted: cells.some((cell) => cell.parted !== undefined),
    signs: [...used].sort().map((code) => ({ letter: letterOf(code), words: words(code) })),
    room: category
      ? null
      : {
          letters: Math.max(4, ...cells.map((cell) => cell.text.length + (cell.pad?.length ?? 0))),
          signs: Math.max(0, ...cells.map((cell) => cell.signs.length)),
        },
  };
}

function rowsOfTable(of: IndicatorView): Line[] {
  const chosen = chosenAreas(of);
  if (chosen) return of.lines.filter((line) => chosen.has(line.area));
  const spoken = new Set(of.points.map((point) => point.area));
  return of.lines.filter((line) => spoken.has(line.area));
}

/** Signs are the letters of the code list, small: `p`, `b`. */
export function letterOf(code: string): string {
  return code.toLowerCase();
}

/** A sign in words; that of a small number that was public before has no place to look it up, so its meaning is said too. */
function wordsOfSign(code: string, lang: Lang): string {
  const words = wordsOf([code], lang)[0] ?? code;
  return code === publicBefore ? `${words}. ${publicBeforeWords[lang].meaning}` : words;
}

/** The sign of low reliability where it has a reason: of all figures that have it, or of rates only. */
function signOfFewCases(all: boolean, lang: Lang): string {
  const [said = ""] = wordsOf(["U"], lang, true);
  if (all) return said;
  return `${said}${lang === "fr" ? ", ou petit échantillon" : ", or a small sample"}`;
}

/** A cell of a country, with the sign of small numbers that were public before. */
export function toAreaCell(entry: Entry, area: string, of: IndicatorView): Cell {
  const cell = toCell(entry, of);
  if (entry.kind !== "value" || !publicBeforeOf(of).has(`${area}|${entry.period}`)) return cell;
  return { ...cell, signs: [...cell.signs, publicBefore] };
}

/** A cell of one country and period. */
export function toCell(entry: Entry, of: Pick<IndicatorView, "lang" | "decimals">): Cell {
  if (entry.kind === "absent") return { text: "", signs: [], period: entry.period, linked: false };
  if (entry.kind === "missing")
    return { text: ":", signs: [...order(entry.flags), entry.reason], period: entry.period, linked: true };
  return {
    text: formatFigure(entry.value, of.lang, { decimals: of.decimals, small: true }),
    signs: order(entry.flags),
    fewCases: entry.fewCases,
    ...partedBy(entry),
    period: entry.period,
    linked: true,
  };
}

/** A told break has a letter of its own where its flag shows. */
function partedBy(entry: ValueEntry): Pick<Cell, "parted"> {
  const { breakBy } = entry;
  if (breakBy === null) return {};
  return { parted: isToldBreak(entry) ? "told" : breakBy === "definition" ? "definition" : "source" };
}

function order(flags: readonly (FlagCode | ReasonCode)[]): string[] {
  return [...flags];
}

/** A policy answer: its codes in words. */
export function codeCell(of: IndicatorView, area: string, period: string): Cell {
  const points = of.points.filter((point) => point.area === area && point.period === period);
  const values = of.known.facts.indicator.values ?? "";
  const names = points.flatMap((point) =>
    point.code === null ? [] : [nameOfCode(of.release.dictionary(), values, point.code)[of.lang]],
  );
  const signs = points[0]?.flags ?? [];
  if (points.length === 0) return { text: "", signs: [], period, linked: false };
  return { text: names.length > 0 ? names.join(", ") : ":", signs: [...signs], period, linked: true };
}
