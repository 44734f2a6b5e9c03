import { stringify } from "csv-stringify/sync";
import type { Lang } from "~/domain/dictionary";
import type { Row } from "./rows";

/** How spreadsheets of a language want a CSV; absent = for machines: comma, dot, UTF-8 without mark. */
export type Excel = Lang | null;

/**
 * Writes rows as CSV.
 *
 * Texts that a spreadsheet would read as a formula get an apostrophe before them; numbers never, so -1 stays -1. With
 * `excel=fr`: semicolons, decimal comma, byte order mark; `excel=en`: commas, decimal point, byte order mark.
 * @param columns  names of the columns, rows.ts
 */
export function toCsv(columns: readonly string[], rows: readonly Row[], excel: Excel = null): string {
  const number = (value: number | null) =>
    value === null ? "" : excel === "fr" ? String(value).replace(".", ",") : String(value);
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
  ]);
  return stringify([columns, ...records], {
    delimiter: excel === "fr" ? ";" : ",",
    record_delimiter: "\r\n",
    bom: excel !== null,
  });
}

/** Text that begins like a formula is told to be text. */
function guard(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
