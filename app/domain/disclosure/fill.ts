import type { Table } from "./cells";

/*
 * Numbers for cells nobody reported, so that a table can be audited: any whole numbers that keep the reported sums will
 * do, since what an attacker can derive does not depend on which.
 */

const all = "_T";

/**
 * Counts of all cells, missing ones of the lowest level filled as far as the reported sums of their row and column allow.
 * @returns  by cell key; a sum nobody reported is absent
 */
export function fillMissing(table: Table, leaves: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [key, cell] of table.cells) if (cell.value !== null) counts.set(key, cell.value);
  if (table.columns.length === 0) {
    fillOneWay(table, leaves, counts);
    return counts;
  }
  const missing = leaves.flatMap((row) =>
    table.columns.filter((column) => !counts.has(`${row}/${column}`)).map((column) => ({ row, column })),
  );
  if (missing.length > 0) fillTwoWay(table, leaves, { missing, counts });
  return counts;
}

function fillOneWay(table: Table, leaves: readonly string[], counts: Map<string, number>): void {
  for (const row of leaves) {
    if (counts.has(`${row}/${all}`)) continue;
    const parent = table.rows.get(row) ?? all;
    const total = counts.get(`${parent}/${all}`);
    const siblings = [...table.rows]
      .filter(([one, of]) => one !== row && (of ?? all) === parent)
      .map(([one]) => counts.get(`${one}/${all}`) ?? 0);
    counts.set(
      `${row}/${all}`,
      total === undefined ? 0 : Math.max(0, total - siblings.reduce((sum, one) => sum + one, 0)),
    );
  }
}

type Cell = { row: string; column: string };

const finite = (left: number) => Number.isFinite(left);
const endless = (left: number) => !Number.isFinite(left);

/** A flow from rows to columns through the missing cells, as much as both sums leave open. */
function fillTwoWay(
  table: Table,
  leaves: readonly string[],
  given: { missing: readonly Cell[]; counts: Map<string, number> },
): void {
  const { missing, counts } = given;
  const leftOf = (key: string, parts: readonly string[]) => {
    const total = counts.get(key);
    if (total === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(0, total - parts.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0));
  };
  const rowLeft = new Map(
    leaves.map((row) => [
      row,
      leftOf(
        `${row}/${all}`,
        table.columns.map((column) => `${row}/${column}`),
      ),
    ]),
  );
  const columnLeft = new Map(
    table.columns.map((column) => [
      column,
      leftOf(
        `${all}/${column}`,
        leaves.map((row) => `${row}/${column}`),
      ),
    ]),
  );
  const flow = new Map<string, number>(missing.map(({ row, column }) => [`${row}/${column}`, 0]));
  const state = { rowLeft, columnLeft, flow };
  for (;;) {
    // Cells between two reported sums come first: they are the ones that may be told exactly.
    const path =
      findPath(missing, state, { row: finite, column: finite }) ??
      findPath(missing, state, { row: finite, column: endless }) ??
      findPath(missing, state, { row: endless, column: finite });
    if (!path) break;
    const first = path[0]!.row;
    const last = path.at(-1)!.column;
    const step = Math.min(
      rowLeft.get(first)!,
      columnLeft.get(last)!,
      ...path.filter((_, at) => at % 2 === 1).map((cell) => flow.get(`${cell.row}/${cell.column}`)!),
    );
    if (!Number.isFinite(step)) break;
    path.forEach((cell, index) => {
      const key = `${cell.row}/${cell.column}`;
      flow.set(key, flow.get(key)! + (index % 2 === 0 ? step : -step));
    });
    rowLeft.set(first, rowLeft.get(first)! - step);
    columnLeft.set(last, columnLeft.get(last)! - step);
  }
  for (const [key, count] of flow) counts.set(key, count);
  fillByTotal(leaves, {
    missing,
    counts,
    open: ({ row, column }) => !Number.isFinite(rowLeft.get(row)!) && !Number.isFinite(columnLeft.get(column)!),
  });
}

/** Where neither sum of a missing cell is reported the grand total may still say what is left. */
function fillByTotal(
  leaves: readonly string[],
  given: { missing: readonly Cell[]; counts: Map<string, number>; open: (cell: Cell) => boolean },
): void {
  const { missing, counts, open } = given;
  const total = counts.get(`${all}/${all}`);
  const cell = missing.find(open);
  if (total === undefined || !cell) return;
  const inside = new Set(leaves);
  let counted = 0;
  for (const [key, count] of counts) {
    const [row, column] = key.split("/");
    if (inside.has(row!) && column !== all) counted += count;
  }
  if (total > counted) counts.set(`${cell.row}/${cell.column}`, total - counted);
}

type State = {
  rowLeft: ReadonlyMap<string, number>;
  columnLeft: ReadonlyMap<string, number>;
  flow: ReadonlyMap<string, number>;
};

/** A way row → column → row → … → column over missing cells; back steps take from a cell that holds something. */
function findPath(
  missing: readonly Cell[],
  state: State,
  ends: { row: (left: number) => boolean; column: (left: number) => boolean },
): Cell[] | null {
  const came = new Map<string, { from: string; cell: Cell } | null>();
  const queue: string[] = [];
  for (const [row, left] of state.rowLeft) {
    if (left <= 0 || !ends.row(left)) continue;
    came.set(`r${row}`, null);
    queue.push(`r${row}`);
  }
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head]!;
    for (const cell of missing) {
      const forward = node === `r${cell.row}`;
      const back = node === `c${cell.column}` && state.flow.get(`${cell.row}/${cell.column}`)! > 0;
      const next = forward ? `c${cell.column}` : `r${cell.row}`;
      if ((!forward && !back) || came.has(next)) continue;
      came.set(next, { from: node, cell });
      const left = state.columnLeft.get(cell.column)!;
      if (forward && left > 0 && ends.column(left)) return trace(next, came);
      queue.push(next);
    }
  }
  return null;
}

function trace(end: string, came: ReadonlyMap<string, { from: string; cell: Cell } | null>): Cell[] {
  const path: Cell[] = [];
  for (let step = came.get(end); step; step = came.get(step.from)) path.unshift(step.cell);
  return path;
}
