/*
 * Brute force beside the audit, written without it: tries every whole number for every withheld cell and keeps the
 * tables in which all published cells and sums are as they are. Slow and plain on purpose.
 */

export type Plain = { rows: number; columns: number; inside: number[][] };

/** Cell address: row and column, `rows`/`columns` standing for the sums. */
type Least = (row: number, column: number) => number;
type Shown = (row: number, column: number) => boolean;

const mostSteps = 12_000;

/**
 * Least and greatest number of every cell an attacker finds, or null when there are too many tables to try.
 * @param leastOf  what he knows a withheld cell to be at least
 * @param most   nobody tries a greater number; must leave room above the counts
 */
export function bruteForce(
  table: Plain,
  shown: Shown,
  leastOf: number | Least,
  most: number,
): { low: number; high: number }[][] | null {
  const { rows, columns, inside } = table;
  const least: Least = typeof leastOf === "number" ? () => leastOf : leastOf;
  const all = Array.from({ length: rows + 1 }, (_, r) =>
    Array.from({ length: columns + 1 }, (_, c) => countAt(inside, { r, c, rows, columns })),
  );
  const found = all.map((line) => line.map(() => ({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY })));
  const tried = inside.map((line) => line.map(() => 0));
  let steps = 0;
  const fits = (r: number, c: number): boolean => {
    const row = tried[r]!.slice(0, c + 1).reduce((a, b) => a + b, 0);
    if (shown(r, columns) && (row > all[r]![columns]! || (c === columns - 1 && row !== all[r]![columns]!)))
      return false;
    if (c === columns - 1 && !shown(r, columns) && row < least(r, columns)) return false;
    const column = tried.slice(0, r + 1).reduce((sum, line) => sum + line[c]!, 0);
    return !(shown(rows, c) && (column > all[rows]![c]! || (r === rows - 1 && column !== all[rows]![c]!)));
  };
  const note = () => {
    for (let c = 0; c < columns; c++)
      if (!shown(rows, c) && countAt(tried, { r: rows, c, rows, columns }) < least(rows, c)) return;
    const total = countAt(tried, { r: rows, c: columns, rows, columns });
    if (shown(rows, columns) ? total !== all[rows]![columns]! : total < least(rows, columns)) return;
    for (let r = 0; r <= rows; r++) {
      for (let c = 0; c <= columns; c++) {
        const value = countAt(tried, { r, c, rows, columns });
        const cell = found[r]![c]!;
        cell.low = Math.min(cell.low, value);
        cell.high = Math.max(cell.high, value);
      }
    }
  };
  const fill = (at: number): boolean => {
    if (++steps > mostSteps) return false;
    if (at === rows * columns) {
      note();
      return true;
    }
    const r = Math.floor(at / columns);
    const c = at % columns;
    const [from, to] = shown(r, c) ? [inside[r]![c]!, inside[r]![c]!] : [least(r, c), most];
    for (let value = from; value <= to; value++) {
      tried[r]![c] = value;
      if (fits(r, c) && !fill(at + 1)) return false;
    }
    tried[r]![c] = 0;
    return true;
  };
  return fill(0) ? found : null;
}

function countAt(inside: number[][], at: { r: number; c: number; rows: number; columns: number }): number {
  const lines = at.r === at.rows ? inside : [inside[at.r]!];
  return lines.reduce((sum, line) => sum + (at.c === at.columns ? line.reduce((a, b) => a + b, 0) : line[at.c]!), 0);
}
