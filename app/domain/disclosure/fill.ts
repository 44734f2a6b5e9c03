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
  const leftOf = (total: number | undefined, partAt: (index: number) => string, parts: number) => {
    if (total === undefined) return Number.POSITIVE_INFINITY;
    let left = total;
    for (let index = 0; index < parts; index++) left -= counts.get(partAt(index)) ?? 0;
    return Math.max(0, left);
  };
  const { columns } = table;
  const state: State = {
    rows: toLines(leaves, (row) =>
      leftOf(counts.get(`${row}/${all}`), (index) => `${row}/${columns[index]!}`, columns.length),
    ),
    columns: toLines(columns, (column) =>
      leftOf(counts.get(`${all}/${column}`), (index) => `${leaves[index]!}/${column}`, leaves.length),
    ),
    links: [],
  };
  const rowAt = new Map(leaves.map((row, index) => [row, state.rows[index]!]));
  const columnAt = new Map(columns.map((column, index) => [column, state.columns[index]!]));
  state.links = missing.map(({ row, column }): Link => {
    const link = { row: rowAt.get(row)!, column: columnAt.get(column)!, flow: 0 };
    link.row.links.push(link);
    link.column.links.push(link);
    return link;
  });
  for (;;) {
    // Cells between two reported sums come first: they are the ones that may be told exactly.
    const path =
      findPath(state, { row: finite, column: finite }) ??
      findPath(state, { row: finite, column: endless }) ??
      findPath(state, { row: endless, column: finite });
    if (!path) break;
    const first = path[0]!.row;
    const last = path.at(-1)!.column;
    const step = Math.min(first.left, last.left, ...path.filter((_, at) => at % 2 === 1).map(({ flow }) => flow));
    if (!Number.isFinite(step)) break;
    path.forEach((link, index) => {
      link.flow += index % 2 === 0 ? step : -step;
    });
    first.left -= step;
    last.left -= step;
  }
  missing.forEach(({ row, column }, index) => {
    counts.set(`${row}/${column}`, state.links[index]!.flow);
  });
  fillByTotal(leaves, {
    missing,
    counts,
    open: ({ row, column }) => endless(rowAt.get(row)!.left) && endless(columnAt.get(column)!.left),
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

/** A row or a column: what its sum leaves open, endless where nobody reported the sum, and its missing cells. */
type Line = { left: number; links: Link[] };
/** A missing cell between its two lines, and the count it is filled with so far. */
type Link = { row: Line; column: Line; flow: number };
type State = { rows: readonly Line[]; columns: readonly Line[]; links: readonly Link[] };

function toLines(codes: readonly string[], leftOf: (code: string) => number): Line[] {
  return codes.map((code) => ({ left: leftOf(code), links: [] }));
}

/** A shortest way row → column → row → … → column over missing cells; back steps take from a cell that holds something. */
function findPath(
  { rows }: State,
  ends: { row: (left: number) => boolean; column: (left: number) => boolean },
): Link[] | null {
  const queue = rows.filter(({ left, links }) => left > 0 && links.length > 0 && ends.row(left));
  const came = new Map<Line, Link | null>(queue.map((row) => [row, null]));
  for (let head = 0; head < queue.length; head++) {
    const line = queue[head]!;
    for (const link of line.links) {
      const forward = link.row === line;
      const next = forward ? link.column : link.row;
      if ((!forward && link.flow <= 0) || came.has(next)) continue;
      came.set(next, link);
      if (forward && next.left > 0 && ends.column(next.left)) return trace(next, came);
      queue.push(next);
    }
  }
  return null;
}

function trace(end: Line, came: ReadonlyMap<Line, Link | null>): Link[] {
  const path: Link[] = [];
  for (let line = end, link = came.get(line); link; link = came.get(line)) {
    path.unshift(link);
    line = link.row === line ? link.column : link.row;
  }
  return path;
}
