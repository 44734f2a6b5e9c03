import type { Dictionary } from "~/domain/dictionary/dictionary";
import { type Code, findCode, type Indicator, notKnown, other, total } from "~/domain/dictionary/dictionary";
import { type Figure, isProblem, parseFigure, type StatusCode } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import { parsePeriod } from "~/domain/observation/period";
import { toSeriesId } from "~/domain/observation/series";
import type { RowProblem, RowProblemKind } from "./import";
import type { ImportMap, MapParts, Rule } from "./map";
import type { Decimal } from "./number";
import { readNumber, scaleNumber } from "./number";

/** A row of the file; `line` is the line it starts at, 1 = the first of the file. */
export type FileRow = { line: number; cells: string[] };

export type ImportInput = {
  header: string[];
  rows: readonly FileRow[];
  map: ImportMap;
  decimal: Decimal;
  dictionary: Dictionary;
  countries: ReadonlySet<string>;
  /** Id that goes into the provenance; 0 while it is not known (dry run). */
  import: number;
};

/** What reading rows needs; codes and series are remembered, since a file names few of them many times. */
export type RowReader = {
  input: ImportInput;
  columns: ReadonlyMap<string, number>;
  problems: RowProblem[];
  codes: Map<string, Code | null>;
  series: Map<string, string>;
};

/**
 * Observes one row, or notes each reason why not.
 * @returns  `skipped` where the map says that a text means "no row"
 */
export function readRow(reader: RowReader, parts: MapParts, row: FileRow): Observation | "skipped" | "refused" {
  const before = reader.problems.length;
  const say = (column: string | null, kind: RowProblemKind, text: string) => {
    reader.problems.push({ line: row.line, column, kind, text });
  };
  const cell = (column: string) => (row.cells[reader.columns.get(column) ?? -1] ?? "").trim();
  if (parts.value && parts.value.missing[cell(parts.value.column)] === "skip") return "skipped";
  const read = (rule: Rule | undefined): string | null => readRule(rule, cell, say);

  const area = read(parts.area);
  if (area !== null && !reader.input.countries.has(area)) say(columnOf(parts.area), "unknown-country", area);
  const periodText = read(parts.period);
  const period = periodText === null ? null : parsePeriod(periodText);
  if (periodText !== null && !period) say(columnOf(parts.period), "bad-period", periodText);
  const indicator = indicatorOf(reader, read(parts.indicator), columnOf(parts.indicator), say);
  const unit = parts.unit ? read(parts.unit) : (indicator?.unit ?? null);
  if (unit !== null && !reader.input.dictionary.units.has(unit)) say(columnOf(parts.unit), "unknown-unit", unit);
  const codes = indicator && codesOf(reader, parts, { indicator, period }, read, say);
  const category = indicator?.measure === "category" && parts.code !== undefined;
  const code = category ? codeOf(reader, indicator, parts, read, say) : null;
  const figure = category ? { v: null } : figureOf(parts, cell, reader.input.decimal, say);
  const coverage = coverageOf(parts, cell, read, reader.input.decimal, say);
  if (reader.problems.length > before || !area || !period || !indicator || !unit || !codes || !figure) return "refused";

  const scale = parts.scale?.find((one) => one.from === unit);
  const scaled = scale ? scaleFigure(figure, scale.by) : figure;
  const flags: StatusCode[] = scaled.f ?? [];
  const inUnit = scale?.to ?? unit;
  return {
    series: seriesOf(reader, { indicator: indicator.code, unit: inUnit, codes }),
    indicator: indicator.code,
    unit: inUnit,
    codes,
    area,
    period,
    basis: parts.basis ?? "year-of-event",
    value: scaled.v,
    code,
    lt: scaled.lt ?? null,
    lo: scaled.lo ?? null,
    hi: scaled.hi ?? null,
    n: scaled.n ?? null,
    flags,
    conf: null,
    coverage,
    note: scaled.note ?? null,
    breakBy: flags.includes("B") ? "imported" : null,
    provenance: { kind: "import", import: reader.input.import, line: row.line },
  };
}

type Say = (column: string | null, kind: RowProblemKind, text: string) => void;
type Cell = (column: string) => string;
type Read = (rule: Rule | undefined) => string | null;

function columnOf(rule: Rule | undefined): string | null {
  return rule && "column" in rule ? rule.column : null;
}

function readRule(rule: Rule | undefined, cell: Cell, say: Say): string | null {
  if (!rule) return null;
  if ("fixed" in rule) return rule.fixed;
  const text = cell(rule.column);
  if (rule.values) {
    const word = Object.hasOwn(rule.values, text) ? rule.values[text]! : null;
    if (word === null) say(rule.column, "text-not-in-map", text);
    return word;
  }
  if (text === "") say(rule.column, "empty", "");
  return text === "" ? null : text;
}

function indicatorOf(reader: RowReader, code: string | null, column: string | null, say: Say): Indicator | null {
  if (code === null) return null;
  const indicator = reader.input.dictionary.indicators.get(code);
  if (!indicator) say(column, "unknown-indicator", code);
  // Rates are computed while preparing a release; an imported one would compete with it.
  else if (indicator.derived) say(column, "derived-indicator", code);
  return indicator && !indicator.derived ? indicator : null;
}

function codesOf(
  reader: RowReader,
  parts: MapParts,
  { indicator, period }: { indicator: Indicator; period: string | null },
  read: Read,
  say: Say,
): Record<string, string> | null {
  const codes: Record<string, string> = {};
  for (const [dimension, rule] of Object.entries(parts.dimensions ?? {})) {
    const code = read(rule);
    if (code === null) return null;
    if (code === total) continue;
    const column = columnOf(rule);
    if (dimension !== "COVERAGE" && !indicator.dimensions.includes(dimension))
      say(column, "not-a-dimension", dimension);
    else if (!isValid(reader, { dimension, code, period }, column, say)) continue;
    else codes[dimension] = code;
  }
  return codes;
}

function isValid(
  reader: RowReader,
  { dimension, code, period }: { dimension: string; code: string; period: string | null },
  column: string | null,
  say: Say,
): boolean {
  const key = `${dimension} ${code}`;
  let known = reader.codes.get(key);
  if (known === undefined) {
    known = findCode(reader.input.dictionary, dimension, code) ?? null;
    reader.codes.set(key, known);
  }
  if (!known && code !== notKnown && code !== other) say(column, "unknown-code", code);
  else if (period !== null && known && !isInForce(known, period)) say(column, "code-not-valid-then", code);
  else return true;
  return false;
}

function isInForce(code: Code, period: string): boolean {
  const afterStart = code.validFrom === undefined || code.validFrom <= period.slice(0, code.validFrom.length);
  return afterStart && (code.validTo === undefined || period.slice(0, code.validTo.length) <= code.validTo);
}

function codeOf(reader: RowReader, indicator: Indicator, parts: MapParts, read: Read, say: Say): string | null {
  const code = read(parts.code);
  const list = indicator.values;
  if (code === null || list === undefined) return null;
  return isValid(reader, { dimension: list, code, period: null }, columnOf(parts.code), say) ? code : null;
}

function figureOf(parts: MapParts, cell: Cell, decimal: ImportInput["decimal"], say: Say): Figure | null {
  if (!parts.value) {
    say(null, "no-value", "");
    return null;
  }
  const { column, missing, below } = parts.value;
  const text = cell(column);
  const figure: Figure = { v: null };
  const flags = flagsOf(parts, cell, say);
  const reason = Object.hasOwn(missing, text) ? missing[text] : undefined;
  const less = /^<\s*(.+)$/.exec(text);
  if (reason !== undefined && reason !== "skip") flags.push(reason);
  else if (less && below !== null) {
    const bound = readNumber(less[1]!, decimal);
    if (bound === null) say(column, "not-a-number", text);
    else figure.lt = bound;
    flags.push(below);
  } else {
    figure.v = readNumber(text, decimal);
    if (figure.v === null) say(column, text === "" ? "no-value" : "not-a-number", text);
  }
  for (const [part, from] of [
    ["lo", parts.lower],
    ["hi", parts.upper],
    ["n", parts.sample],
  ] as const) {
    const said = from === undefined ? "" : cell(from);
    if (from === undefined || said === "") continue;
    const number = readNumber(said, decimal);
    if (number === null) say(from, "not-a-number", said);
    else figure[part] = number;
  }
  if (flags.length > 0) figure.f = flags;
  const note = parts.note ? cell(parts.note.column) : "";
  if (parts.note && note !== "") figure.note = { lang: parts.note.lang, text: note };
  if (figure.v === null && figure.lt === undefined && reason === undefined) return null;
  const parsed = parseFigure(figure);
  if (!isProblem(parsed)) return parsed;
  say(column, "bad-figure", parsed.problem);
  return null;
}

function flagsOf(parts: MapParts, cell: Cell, say: Say): StatusCode[] {
  if (!parts.flags) return [];
  const text = cell(parts.flags.column);
  if (Object.hasOwn(parts.flags.values, text)) return [...parts.flags.values[text]!];
  say(parts.flags.column, "text-not-in-map", text);
  return [];
}

function coverageOf(
  parts: MapParts,
  cell: Cell,
  read: Read,
  decimal: ImportInput["decimal"],
  say: Say,
): Observation["coverage"] {
  const place = read(parts.place);
  const text = parts.share === undefined ? "" : cell(parts.share);
  const share = text === "" ? null : readNumber(text, decimal);
  if (text !== "" && share === null) say(parts.share ?? null, "not-a-number", text);
  return place === null && share === null ? null : { place, share };
}

function scaleFigure(figure: Figure, by: number): Figure {
  const scaled = { ...figure };
  for (const part of ["v", "lt", "lo", "hi"] as const) {
    const value = figure[part];
    if (typeof value === "number") scaled[part] = scaleNumber(value, by);
  }
  return scaled;
}

function seriesOf(
  reader: RowReader,
  series: { indicator: string; unit: string; codes: Record<string, string> },
): string {
  const key = `${series.indicator} ${series.unit} ${Object.entries(series.codes).flat().join(" ")}`;
  const known = reader.series.get(key);
  if (known !== undefined) return known;
  const id = toSeriesId(series, reader.input.dictionary);
  reader.series.set(key, id);
  return id;
}
