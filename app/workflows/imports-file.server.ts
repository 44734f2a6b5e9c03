import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import type { FileRow } from "~/domain/import/row";

/** A long file as read: what was detected is shown to the person, what the map states is taken as said. */
export type LongFile = { encoding: string; delimiter: string; header: string[]; rows: FileRow[] };

export type FileProblem = { stopped: "encoding" | "delimiter" | "empty" | "not-csv"; detail: string };

/** Separators that are looked for, in order of preference when they fit equally. */
const delimiters = [",", ";", "\t", "|"];

/**
 * Reads bytes as a table with a header: encoding, delimiter, then cells. Nothing is repaired: bytes that do not fit the
 * encoding and quotes that do not close stop the reading.
 * @param wanted  encoding and delimiter the map states; null = detect
 */
export function readLongFile(
  bytes: Buffer,
  wanted: { encoding: string | null; delimiter: string | null },
): LongFile | FileProblem {
  const decoded = decode(bytes, wanted.encoding);
  if ("stopped" in decoded) return decoded;
  if (decoded.text.trim() === "") return { stopped: "empty", detail: "" };
  const delimiter = wanted.delimiter ?? detectDelimiter(decoded.text);
  if (delimiter === null) return { stopped: "delimiter", detail: decoded.text.slice(0, 80) };
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(decoded.text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch (error) {
    return { stopped: "not-csv", detail: (error as Error).message };
  }
  const [header, ...rows] = records.map(({ record, info }) => ({ line: startLine(record, info.lines), cells: record }));
  if (!header || rows.length === 0) return { stopped: "empty", detail: "" };
  return { encoding: decoded.encoding, delimiter, header: header.cells.map((name) => name.trim()), rows };
}

/** csv-parse counts the line a record ends at; cells with line breaks began earlier. */
function startLine(record: string[], endLine: number): number {
  return endLine - record.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function decode(bytes: Buffer, wanted: string | null): { text: string; encoding: string } | FileProblem {
  // Valid UTF-8 with a byte above 127 is never something else by chance; plain ASCII is UTF-8 too.
  const encoding = wanted ?? (isUtf8(bytes) ? "UTF-8" : chardet.detect(bytes));
  if (encoding === null || !iconv.encodingExists(encoding)) return { stopped: "encoding", detail: encoding ?? "" };
  if (/^utf-?8$/i.test(encoding) && !isUtf8(bytes)) return { stopped: "encoding", detail: encoding };
  const text = iconv.decode(bytes, encoding);
  return text.includes("\ufffd") || text.includes("\u0000")
    ? { stopped: "encoding", detail: encoding }
    : { text, encoding };
}

/** The separator that gives the first lines the same number of cells, more than one; null when none or two do equally. */
function detectDelimiter(text: string): string | null {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== "")
    .slice(0, 20);
  const fits = delimiters.flatMap((delimiter) => {
    const counts = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, "").split(delimiter).length);
    const first = counts[0] ?? 1;
    // A decimal comma in a file parted by semicolons splits its header not at all.
    return first > 1 && counts.filter((count) => count === first).length * 2 > counts.length
      ? [{ delimiter, first }]
      : [];
  });
  const most = Math.max(0, ...fits.map((fit) => fit.first));
  const best = fits.filter((fit) => fit.first === most);
  return best.length === 1 ? best[0]!.delimiter : null;
}
