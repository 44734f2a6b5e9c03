import type { Lang } from "~/domain/dictionary/dictionary";
import { type Figure, type FlagCode, flagCodes, isProblem, parseFigure, reasonOf } from "~/domain/figure/figure";
import type { Reading } from "~/domain/figure/read-figure";
import { writeFigure, writeNumber } from "~/domain/figure/read-figure";
import { figures } from "~/i18n/figures";
import { formatNumber } from "~/i18n/format";
import { type UnitWords, unitAfter } from "~/i18n/units";
import type { Unkept } from "~/survey/outbox/state";

/** A figure as a cell shows it: a number and a short flag, or a word across both. */
export type CellText = { number: string; mark: string; word: boolean };

/** Writes a figure for a cell: `1 900` and `prov`, `<5` and `hid`, or `not collected`. */
export function toCellText(figure: Figure, lang: Lang): CellText {
  const words = figures[lang];
  const reason = figure.lt === undefined && figure.v === null ? reasonOf(figure) : null;
  if (reason) return { number: words.reasonInCell[reason], mark: "", word: true };
  const marks = flagsOf(figure).map((code) => words.shortFlag[code]);
  if (figure.c === "C") marks.push(words.confShort);
  if (figure.lt !== undefined) {
    const limit = figure.f?.includes("Q") ? words.hiddenShort : words.limitShort;
    const rest = flagsOf(figure).flatMap((code) => (code === "N" ? [] : words.shortFlag[code]));
    return { number: `<${short(figure.lt, lang)}`, mark: [limit, ...rest].join(" "), word: false };
  }
  return { number: short(figure.v ?? 0, lang), mark: marks.join(" "), word: false };
}

/** Writes a figure for the clipboard: as it could be typed, without the spaces and the minus a spreadsheet reads as text. */
export function toCopied(figure: Figure, lang: Lang): string {
  return writeFigure(figure, lang)
    .replaceAll(/\u00a0(?=\d{3})/g, "")
    .replace("\u2212", "-");
}

/** Says a figure in words, to be read back: `1 900, provisional`, `less than 5, hidden to protect people`. */
export function toSentence(figure: Figure, lang: Lang, unit: UnitWords | string = ""): string {
  const words = figures[lang];
  const reason = figure.lt === undefined && figure.v === null ? reasonOf(figure) : null;
  if (reason) return words.reason[reason];
  const flags = flagsOf(figure)
    .filter((code) => figure.lt === undefined || code !== "N")
    .map((code) => words.flag[code]);
  if (figure.c === "C") flags.push(words.confidential);
  if (figure.lt !== undefined) flags.unshift(figure.f?.includes("Q") ? words.hidden : words.limit);
  const number = figure.lt !== undefined ? words.below(short(figure.lt, lang)) : short(figure.v ?? 0, lang);
  const sign = unitAfter(figure.lt ?? figure.v ?? 0, unit, lang);
  return [sign === "" ? number : `${number} ${sign}`, ...flags].join(", ");
}

/** Statuses in words without the number, empty when there is none. */
export function toStatusWords(figure: Figure, lang: Lang): string {
  const flags: string[] = flagsOf(figure).map((code) => figures[lang].flag[code]);
  if (figure.c === "C") flags.push(figures[lang].confidential);
  return flags.join(", ");
}

/** Says why a text is not taken. */
export function toProblemWords(reading: Extract<Reading, { refused: unknown }>, lang: Lang): string {
  const words = figures[lang];
  return reading.refused === "unknown-word" && reading.word
    ? words.unknownWord(reading.word)
    : words.problem[reading.refused];
}

/** What is not taken, as it was typed; a status set by hand has no text, then the figure as it could be typed. */
export function toKeptText({ raw, value }: Unkept, lang: Lang): string {
  if (raw !== "") return raw;
  const figure = parseFigure(value);
  return isProblem(figure) ? "" : writeFigure(figure, lang);
}

/** Flags of a figure that go with a value, in the order of the code list. */
export function flagsOf(figure: Figure): FlagCode[] {
  return flagCodes.filter((code) => figure.f?.includes(code));
}

/** A number with all its digits, as it is read in the language. */
export function short(value: number, lang: Lang): string {
  const exact = formatNumber(value, lang, { small: true });
  // Beyond six decimals the formatter would round; what stands in a cell is what was typed.
  return /e|\.\d{7}/.test(String(value)) ? writeNumber(value, lang) : exact;
}
