import { total } from "~/domain/dictionary/dictionary";
import { type Figure, isProblem, parseFigure } from "~/domain/figure/figure";

/**
 * The cells of a figure grid: which are asked, where computed or typed totals stand, and what a total adds up.
 *
 * A total over the rows stands in a row `_T` below (`totals.rows`), a total over the columns in a column `_T` at the end
 * (`totals.columns`). An axis that itself asks for `_T` (prevalence of all adults beside women and men) computes nothing.
 */
export type GridShape = {
  rows: readonly { value: string }[];
  columns: readonly { value: string }[];
  tabs: readonly { value: string }[];
  notAsked: ReadonlySet<string>;
  totals: { rows: boolean; columns: boolean };
  rowParents: Readonly<Record<string, string>>;
};

export type Cell = { tab: string | null; row: string; column: string };

/** Writes the path of a cell inside its grid: `ROW/COL`, with tabs `TAB/ROW/COL`. */
export function toCellPath(cell: Cell): string {
  return cell.tab === null ? `${cell.row}/${cell.column}` : `${cell.tab}/${cell.row}/${cell.column}`;
}

/** What follows from the shape of a grid alone, worked out once: every sieve asks for it, for every section. */
type Known = {
  asked?: readonly Cell[];
  totals?: readonly Cell[];
  parts: Map<string, readonly Cell[]>;
  places?: ReadonlyMap<string, { cell: Cell; kind: "asked" | "total" }>;
};

const knownOf = new WeakMap<GridShape, Known>();

function known(grid: GridShape): Known {
  const before = knownOf.get(grid);
  if (before) return before;
  const made: Known = { parts: new Map() };
  knownOf.set(grid, made);
  return made;
}

/** Lists the cells a person is asked for, in reading order, tabs outermost; cells that cannot exist are left out. */
export function askedCells(grid: GridShape): readonly Cell[] {
  const of = known(grid);
  of.asked ??= listAsked(grid);
  return of.asked;
}

function listAsked(grid: GridShape): Cell[] {
  const cells: Cell[] = [];
  for (const tab of tabsOf(grid)) {
    for (const row of grid.rows) {
      for (const column of grid.columns) {
        const cell = { tab, row: row.value, column: column.value };
        if (!grid.notAsked.has(toCellPath(cell))) cells.push(cell);
      }
    }
  }
  return cells;
}

/** Lists the places of computed totals, where a total may be typed while a part is without value. */
export function totalCells(grid: GridShape): readonly Cell[] {
  const of = known(grid);
  of.totals ??= listTotals(grid);
  return of.totals;
}

function listTotals(grid: GridShape): Cell[] {
  const { rows, columns } = computedAxes(grid);
  const cells: Cell[] = [];
  for (const tab of tabsOf(grid)) {
    if (columns) for (const row of grid.rows) cells.push({ tab, row: row.value, column: total });
    if (rows) for (const column of grid.columns) cells.push({ tab, row: total, column: column.value });
    if (rows && columns) cells.push({ tab, row: total, column: total });
  }
  return cells.filter((cell) => partsOfTotal(grid, cell).length > 0);
}

/**
 * Lists the asked cells a total adds up. Of a tree of rows only the first level counts, so that no person is added twice.
 * @param cell  a place of a total; for any other cell the list is empty
 */
export function partsOfTotal(grid: GridShape, cell: Cell): readonly Cell[] {
  if (cell.row !== total && cell.column !== total) return [];
  const { parts } = known(grid);
  const path = toCellPath(cell);
  const before = parts.get(path);
  if (before) return before;
  const found = listParts(grid, cell);
  // Only places the grid has are kept, so that paths from outside cannot fill the memory.
  if (found.length > 0) parts.set(path, found);
  return found;
}

function listParts(grid: GridShape, cell: Cell): Cell[] {
  const overRows = cell.row === total && computedAxes(grid).rows;
  const overColumns = cell.column === total && computedAxes(grid).columns;
  if (!overRows && !overColumns) return [];
  return askedCells(grid).filter(
    (part) =>
      part.tab === cell.tab &&
      (overColumns || part.column === cell.column) &&
      (overRows ? grid.rowParents[part.row] === undefined : part.row === cell.row),
  );
}

/** Finds the cell a path names inside its grid; null when the grid does not ask for it and computes no total there. */
export function findCell(grid: GridShape, path: string): { cell: Cell; kind: "asked" | "total" } | null {
  const of = known(grid);
  of.places ??= new Map(
    [
      ...totalCells(grid).map((cell) => ({ cell, kind: "total" as const })),
      ...askedCells(grid).map((cell) => ({ cell, kind: "asked" as const })),
    ]
      .map((place) => [toCellPath(place.cell), place] as const)
      .filter(([at]) => !grid.notAsked.has(at)),
  );
  return of.places.get(path) ?? null;
}

export type Sum = { value: number | null; known: number; asked: number };

/**
 * Adds figures up. A missing part is never zero: with one part without value the sum has none, shown as "known of asked".
 * @param figures  undefined = not answered
 */
export function addUp(figures: readonly (Figure | undefined)[]): Sum {
  const values = figures.flatMap((figure) => (figure && figure.v !== null ? [figure.v] : []));
  const whole = values.length === figures.length && figures.length > 0;
  // 15 digits are what a number holds: 0.1 + 0.2 is 0.3, and no digit anybody typed is lost.
  const value = whole ? Number(values.reduce((sum, part) => sum + part, 0).toPrecision(15)) : null;
  return { value, known: values.length, asked: figures.length };
}

/** Reads the value of a grid in survey data (`{ ROW: { COL: figure } }`, with tabs one level more) at a cell. */
export function figureAt(value: unknown, cell: Cell): Figure | undefined {
  const inTab = cell.tab === null ? value : part(value, cell.tab);
  const read = parseFigure(part(part(inTab, cell.row), cell.column));
  return isProblem(read) ? undefined : read;
}

function part(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function tabsOf(grid: GridShape): (string | null)[] {
  return grid.tabs.length > 0 ? grid.tabs.map((tab) => tab.value) : [null];
}

function computedAxes(grid: GridShape): { rows: boolean; columns: boolean } {
  return {
    rows: grid.totals.rows && !has(grid.rows, total),
    columns: grid.totals.columns && !has(grid.columns, total),
  };
}

function has(axis: readonly { value: string }[], value: string): boolean {
  return axis.some((entry) => entry.value === value);
}
