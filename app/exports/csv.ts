import { stringify } from "csv-stringify/sync";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Labels } from "./labels";
import type { Row } from "./rows";

/** How spreadsheets of a language want a CSV; absent = for machines: comma, dot, UTF-8 without mark. */
export type Excel = Lang | null;

/**
 * Writes rows as CSV.
 *
 * Texts that a spreadsheet would read as a formula get an apostrophe before them; numbers never, so -1 stays -1. With
 * `excel=fr`: semicolons, decimal comma, byte order mark; `excel=en`: commas, decimal point, byte order mark.
 * @param columns  names of the columns, columns.ts
 * @param label    puts the codes of a row into words, for the label columns
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly Row[],
  excel: Excel = null,
  label: ((row: Row) => Labels) | null = null,
): string {
  const number = numberFor(excel);
  const records = rows.map((row) => [
    row.indicator,
    row.country,
    row.period,
    ...row.dimensions,
    row.unit,
    typeof row.value === "string" ? row.value : number(row.value),
    number(row.lower),
    number(row.upper),
    number(row.n_obs),
    row.flags.join(" "),
    row.reason ?? "",
    guard(row.coverage),
    guard(row.note),
    guard(row.source),
    row.release,
    row.point,
    ...(label ? labelCells(label(row)) : []),
  ]);
  return toText([columns, ...records], excel);
}

function labelCells(labels: Labels): string[] {
  const { indicator, country, dimensions, unit, value, flags, reason } = labels;
  return [indicator, country, ...dimensions, unit, value, flags, reason].map(guard);
}

/** How a number is written for a machine or a spreadsheet of a language. */
export function numberFor(excel: Excel): (value: number | null) => string {
  return (value) => (value === null ? "" : excel === "fr" ? String(value).replace(".", ",") : String(value));
}

/** Records as the text of a file. */
export function toText(records: readonly (readonly string[])[], excel: Excel): string {
  return stringify([...records.map((record) => [...record])], {
    delimiter: excel === "fr" ? ";" : ",",
    record_delimiter: "\r\n",
    bom: excel !== null,
  });
}

/** Text that begins like a formula is told to be text. */
export function guard(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
