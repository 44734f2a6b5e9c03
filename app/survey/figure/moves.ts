/** Where a cell stands among the cells that can be typed in: row and column from 0. */
export type Spot = { row: number; column: number };

/**
 * The next cell in a direction; arrows pass through what is computed or not asked.
 * @param has  is there a cell to type in?
 * @returns    null at the edge
 */
export function nextSpot(
  from: Spot,
  step: { row: number; column: number },
  table: { rows: number; columns: number; has: (spot: Spot) => boolean },
): Spot | null {
  let spot = from;
  for (;;) {
    spot = { row: spot.row + step.row, column: spot.column + step.column };
    if (spot.row < 0 || spot.column < 0 || spot.row >= table.rows || spot.column >= table.columns) return null;
    if (table.has(spot)) return spot;
  }
}

/** Finds the input at a spot of a grid's table. */
function inputAt(table: Element, spot: Spot): HTMLInputElement | null {
  return table.querySelector<HTMLInputElement>(`input[data-row="${spot.row}"][data-column="${spot.column}"]`);
}

/** Moves the focus from one cell of a table to another; false at the edge. */
export function moveFocus(from: HTMLElement, step: { row: number; column: number }): boolean {
  const table = from.closest("table");
  if (!table) return false;
  const { row, column } = from.dataset;
  const size = { rows: Number(table.dataset.rows), columns: Number(table.dataset.columns) };
  const next = nextSpot({ row: Number(row), column: Number(column) }, step, {
    ...size,
    has: (spot) => inputAt(table, spot) !== null,
  });
  if (!next) return false;
  inputAt(table, next)?.focus();
  return true;
}

/** Moves to the first or last cell of the row, or of the table. */
export function moveToEdge(from: HTMLElement, edge: "start" | "end", whole: boolean): void {
  const within = whole ? from.closest("table") : from.closest("tr");
  const inputs = within?.querySelectorAll<HTMLInputElement>("input[data-row]");
  inputs?.[edge === "start" ? 0 : inputs.length - 1]?.focus();
}
