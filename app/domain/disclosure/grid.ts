import type { Table, TableCell, TableRule } from "./cells";
import { fillMissing } from "./fill";
import { type Arc, type Network, toNetwork } from "./network";

/*
 * An additive table as a network: columns flow from the sums at the top through the tree of rows to the sums at the side
 * and back. One tree on one side keeps it a network; with a tree on both sides it would be none (disclosure-system.ts
 * then leaves one level out).
 */

export type Grid = {
  network: Network;
  /** Key of each arc's cell. */
  keys: string[];
  /** Least number of each arc before anything is decided. */
  lows: number[];
  /** Cells this audit may not withhold, because others rest on them. */
  stays: (key: string) => boolean;
};

const all = "_T";
const rest = "~rest";

/** What withholding a cell costs beside its count: the total is dearest, then sums by sex, by age, by other dimensions. */
const dearness = { cell: 0, subtotal: 1e9, rowSum: 1e12, columnSum: 1e12, total: 1e15 };

/** A cell that was withheld before is taken first. */
const formerly = 1e-6;

/**
 * Makes the network of a table, counts completed: what nobody reported gets a number that keeps the sums where there is
 * one, and a group that counts more than its rows gets a rest. Sums are those of the parts: a reported total that differs
 * (other source, not known) is audited as if it added up, which protects more, never less.
 * @throws Error  a count that is not a whole number from 0 on
 */
export function toGrid(table: Table, rule: TableRule): Grid {
  for (const [key, cell] of table.cells) {
    if (cell.value !== null && !(Number.isInteger(cell.value) && cell.value >= 0))
      throw new Error(`not a count at ${key}: ${cell.value}`);
  }
  const children = childrenOf(table.rows);
  const leaves = [...table.rows.keys()].filter((row) => !children.has(row));
  const counts = fillMissing(table, leaves);
  const stays = (key: string) =>
    (key === `${all}/${all}` && (rule.totalStays === true || isWorthy(table.cells.get(key), rule))) ||
    (rule.marginsStay === true && (key.startsWith(`${all}/`) || key.endsWith(`/${all}`)));
  const arcs: Arc[] = [];
  const keys: string[] = [];
  const nodes = new Map<string, number>();
  const node = (name: string) => {
    const known = nodes.get(name);
    if (known !== undefined) return known;
    nodes.set(name, nodes.size);
    return nodes.size - 1;
  };
  const add = (
    row: string,
    column: string,
    ends: { from: string; to: string; value: number; level: keyof typeof dearness },
  ) => {
    const key = `${row}/${column}`;
    const cell = table.cells.get(key);
    const reported = cell !== undefined && cell.value !== null && !cell.unpublished;
    const hidesZero = rule.protectZeros || cell?.protectZero === true;
    const shownZero = ends.value === 0 && !hidesZero;
    const fixed = reported && (cell.exempt === true || cell.known === true || stays(key) || shownZero);
    arcs.push({
      from: node(ends.from),
      to: node(ends.to),
      value: ends.value,
      // A withheld cell is known not to be zero where zeros are shown; of one nobody reported nothing is known.
      low: Math.min(ends.value, Math.max(cell?.floor ?? 0, reported && !hidesZero && ends.value > 0 ? 1 : 0)),
      hidden: !reported && cell?.derivable !== true,
      cost: fixed || !reported ? null : costOf(ends, { rule, formerlyHidden: cell.formerlyHidden === true }),
    });
    keys.push(key);
  };

  const walk = (row: string, parent: string | null): number[] => {
    const below = row === all ? childrenOfRoot(table.rows) : (children.get(row) ?? []);
    const isLeaf = below.length === 0 && row !== all;
    const sums = table.columns.length === 0 ? [] : table.columns.map(() => 0);
    let total = 0;
    if (isLeaf) {
      table.columns.forEach((column, at) => {
        sums[at] = counts.get(`${row}/${column}`) ?? 0;
      });
      total = table.columns.length === 0 ? (counts.get(`${row}/${all}`) ?? 0) : sum(sums);
    } else {
      for (const child of below) {
        const part = walk(child, row);
        table.columns.forEach((_, at) => {
          sums[at] = sums[at]! + part[at]!;
        });
        total += part.at(-1)!;
      }
      total += row === all ? 0 : addRest(row, sums, total);
    }
    const into = row === all ? "start" : at(parent!);
    table.columns.forEach((column, index) => {
      add(row, column, {
        from: row === all ? "start" : `${parent}|${column}`,
        to: isLeaf ? at(row) : `${row}|${column}`,
        value: sums[index]!,
        level: row === all ? "columnSum" : isLeaf ? "cell" : "subtotal",
      });
    });
    // A total without parts depends on nothing.
    if (row === all && below.length === 0) total = counts.get(`${all}/${all}`) ?? 0;
    const from = below.length === 0 && table.columns.length === 0 ? "start" : at(row);
    add(row, all, {
      from,
      to: into,
      value: total,
      level: row === all ? "total" : table.columns.length === 0 ? (isLeaf ? "cell" : "subtotal") : "rowSum",
    });
    return [...sums, total];
  };

  /** What a group counts beyond its rows, as a row of its own that nobody publishes. */
  const addRest = (row: string, sums: number[], total: number): number => {
    const own = table.columns.map((column, index) => Math.max(0, (counts.get(`${row}/${column}`) ?? 0) - sums[index]!));
    const wanted = Math.max(0, (counts.get(`${row}/${all}`) ?? 0) - total);
    const over = table.columns.length === 0 ? wanted : sum(own);
    if (over === 0) return 0;
    const name = `${row}${rest}`;
    table.columns.forEach((column, index) => {
      sums[index] = sums[index]! + own[index]!;
      add(name, column, { from: `${row}|${column}`, to: at(name), value: own[index]!, level: "cell" });
    });
    add(name, all, {
      from: table.columns.length === 0 ? "start" : at(name),
      to: at(row),
      value: over,
      level: "rowSum",
    });
    return over;
  };

  walk(all, null);
  return { network: toNetwork(nodes.size, arcs), keys, stays, lows: arcs.map(({ low }) => low) };
}

/** A total that points at nobody is given up for no split; only who declares it confidential withholds it. */
function isWorthy(total: TableCell | undefined, rule: TableRule): boolean {
  return rule.threshold > 1 && total?.value != null && total.value >= rule.threshold && total.confidential !== true;
}

function costOf(
  { value, level }: { value: number; level: keyof typeof dearness },
  { rule, formerlyHidden }: { rule: TableRule; formerlyHidden: boolean },
): number {
  const worth = level === "rowSum" ? rule.worth?.rows : level === "columnSum" ? rule.worth?.columns : undefined;
  return (value + 1 + dearness[level] * (worth ?? 1)) * (formerlyHidden ? formerly : 1);
}

function at(row: string): string {
  return `${row}|`;
}

/** Rows by their parent; the first level stands under nothing here. */
function childrenOf(rows: ReadonlyMap<string, string | null>): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const [row, parent] of rows) if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), row]);
  return children;
}

function childrenOfRoot(rows: ReadonlyMap<string, string | null>): string[] {
  return [...rows].filter(([, parent]) => parent === null).map(([row]) => row);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
