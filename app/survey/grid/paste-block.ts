/* A block of cells as spreadsheets put it on the clipboard: its lines, its spare edges, its titles. */

/** Is a pasted text a block (of a spreadsheet), not one figure? */
export function isBlock(text: string): boolean {
  return /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""));
}

/**
 * Cuts a block into lines and cells; a quoted cell may hold tabs and line ends and loses its quotes. Wholly empty lines and
 * columns at the end are left off: Excel copies them along, and nobody means them.
 */
export function toLines(text: string): string[][] {
  const lines: string[][] = [[]];
  const cells = /"((?:[^"]|"")*)"(?=\t|\r|\n|$)|([^\t\r\n]*)/y;
  for (let at = 0; at <= text.length; ) {
    cells.lastIndex = at;
    const [whole = "", quoted, plain = ""] = cells.exec(text) ?? [];
    lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    const end = /^(\t|\r\n|\n|\r)/.exec(text.slice(at, at + 2))?.[0];
    if (end === undefined) break;
    if (end !== "\t") lines.push([]);
    at += end.length;
  }
  while (lines.length > 1 && lines.at(-1)?.every(isSpare)) lines.pop();
  const width = Math.max(...lines.map((line) => line.findLastIndex((cell) => !isSpare(cell)) + 1));
  return lines.map((line) => line.slice(0, width));
}

function isSpare(cell: string): boolean {
  return cell.trim() === "";
}

/** Where the titles in a block stand: index of the row or column each names, null where none is called so. */
export type Titles = { rows: (number | null)[] | null; columns: (number | null)[] | null };

/**
 * Looks whether the first line of a block repeats titles of columns, and its first column titles of rows. Titles that could
 * be figures (years) count only where at least two stand in the order of the table.
 * @param isFigure  can the text be read as a figure?
 */
export function findTitles(
  lines: readonly string[][],
  table: { rows: readonly string[]; columns: readonly string[] },
  isFigure: (text: string) => boolean,
): Titles {
  const first = lines.map(([cell = ""]) => cell);
  const head = lines[0] ?? [];
  const corner = {
    rows: namedBy(first.slice(1), table.rows, isFigure),
    columns: namedBy(head.slice(1), table.columns, isFigure),
  };
  if (corner.rows && corner.columns) return corner;
  const rows = namedBy(first, table.rows, isFigure);
  return rows ? { rows, columns: null } : { rows: null, columns: namedBy(head, table.columns, isFigure) };
}

function namedBy(
  cells: readonly string[],
  titles: readonly string[],
  isFigure: (text: string) => boolean,
): (number | null)[] | null {
  const known = titles.map(plain);
  let before = -1;
  const found = cells.map((cell) => {
    // Two rows may have the same title ("Other"): the next one from above is meant.
    const next = known.indexOf(plain(cell), before + 1);
    const at = isSpare(cell) ? -1 : next >= 0 ? next : known.indexOf(plain(cell));
    if (at >= 0) before = at;
    return at >= 0 ? at : null;
  });
  const named = found.filter((at) => at !== null);
  const others = cells.filter((cell, at) => found[at] === null && !isSpare(cell));
  if (named.length === 0 || others.length > named.length || others.some(isFigure)) return null;
  const inOrder = named.length > 1 && named.every((at, nth) => nth === 0 || at === (named[nth - 1] ?? 0) + 1);
  const couldBeFigures = cells.every((cell) => isSpare(cell) || isFigure(cell));
  return couldBeFigures && !inOrder ? null : found;
}

function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim().toLocaleLowerCase();
}
