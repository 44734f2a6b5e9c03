import type { Table, TableCell, TableRule } from "./cells";
import { type Grid, toGrid } from "./grid";
import { cheapestWay, slackOf } from "./network";

/*
 * Suppression of one additive table: two-way, one-way, and either with a tree on its rows (OPI and HER). Exact: after
 * it, no count below the threshold can be narrowed to fewer than `threshold` whole numbers by anybody who knows all
 * published cells, the sums and that counts are whole. facts/privacy.md §2.2
 */

export type Why = "small" | "gives-away" | "whole-table" | "confidential";

export type Suppression = {
  /** Withheld cells and why; the public is not told the reason. */
  hidden: Map<string, Why>;
  /** Cells that went with a whole line or table, zeros among them: of these nobody knows that they are not zero. */
  loose: Set<string>;
  /** The table could not be protected cell by cell. */
  whole: boolean;
  /** Cells that what is public already still gives away, by key. */
  given: string[];
};

export function cellKey(row: string, column: string): string {
  return `${row}/${column}`;
}

/** Share of a confidential count within which nobody may come to it. @source p%-rule, p = 10; facts/privacy.md §2.1 */
const confidentialShare = 0.1;

/**
 * Withholds what could point at a person, and as little else as it finds.
 *
 * Primary: every cell, sums included, of 1..threshold-1 (and 0 where zeros are protected), confidential ones, and cells
 * nobody reported that the sums would reveal. Secondary: the cheapest closed way (a rectangle in a plain table) until the
 * audit passes, then what is not needed is given back, dearest first. When that is impossible the whole table goes.
 * @throws Error  a count that is not a whole number from 0 on
 */
export function suppressTable(table: Table, rule: TableRule): Suppression {
  const grid = toGrid(table, rule);
  if (rule.threshold <= 1 && ![...table.cells.values()].some((cell) => cell.confidential || cell.hiddenByCountry)) {
    return { hidden: new Map(), loose: new Set(), whole: false, given: [] };
  }
  const audit = toAudit(grid, table, rule);
  const secondary: number[] = [];
  const loose = new Set<string>();
  for (let open = audit.firstOpen(); open; open = audit.firstOpen()) {
    const more = nextWay(grid, open);
    if (more) {
      for (const index of more) grid.network.arcs[index]!.hidden = true;
      secondary.push(...more);
      continue;
    }
    const line = linesOf(grid.keys[open.arc]!, grid, table).find((keys) => keys.some((key) => !loose.has(key)));
    if (!line) return withholdWhole(grid, table, audit);
    loosen(grid, line);
    for (const key of line) loose.add(key);
  }
  giveBack(
    grid,
    audit,
    secondary.filter((index) => !loose.has(grid.keys[index]!)),
  );
  const hidden = new Map(audit.primary);
  grid.network.arcs.forEach((arc, index) => {
    const key = grid.keys[index]!;
    if (!arc.hidden || hidden.has(key) || !isReported(table.cells.get(key))) return;
    hidden.set(key, loose.has(key) ? "whole-table" : "gives-away");
  });
  return { hidden, loose, whole: false, given: [] };
}

/** The cheapest way that holds all that is needed, else one that holds a part of it; each hides something more. */
function nextWay(grid: Grid, open: Open): number[] | null {
  for (const need of [open.need, Math.ceil(open.need / 2), 1]) {
    const way = cheapestWay(grid.network, { arc: open.arc, need });
    if (way) return way;
  }
  return null;
}

function isReported(cell: TableCell | undefined): boolean {
  return cell !== undefined && cell.value !== null && !cell.unpublished;
}

/** The row and the column of a cell, sums left out: withheld whole where no single cells protect it. */
function linesOf(key: string, grid: Grid, table: Table): string[][] {
  const [row, column] = key.split("/");
  const own = (inLine: (row: string, column: string) => boolean) =>
    grid.keys.filter((one) => {
      const [r, c] = one.split("/");
      const cell = table.cells.get(one);
      return inLine(r!, c!) && !grid.stays(one) && isReported(cell) && !cell?.exempt && !cell?.known;
    });
  const inside = (column_: string) => table.columns.length === 0 || column_ !== "_T";
  return [own((r, c) => r === row && r !== "_T" && inside(c)), own((r, c) => c === column && r !== "_T" && inside(c))];
}

/** Withholds cells so that nothing is known of them but that they are no less than 0. */
function loosen(grid: Grid, keys: readonly string[]): void {
  const wanted = new Set(keys);
  grid.network.arcs.forEach((arc, index) => {
    if (!wanted.has(grid.keys[index]!)) return;
    arc.hidden = true;
    arc.low = 0;
  });
}

/** `both`: a way out is needed upwards and downwards, not only in sum. */
type Open = { arc: number; need: number; both?: true };
type Audit = { primary: Map<string, Why>; firstOpen: () => Open | null; allOpen: () => Open[] };

function toAudit(grid: Grid, table: Table, rule: TableRule): Audit {
  const { network, keys } = grid;
  const primary = new Map<string, Why>();
  const wanted: Open[] = [];
  const unreported: number[] = [];
  network.arcs.forEach((arc, index) => {
    const cell = table.cells.get(keys[index]!);
    const reported = cell !== undefined && cell.value !== null && !cell.unpublished;
    const need = rule.threshold - 1;
    if (cell?.confidential && reported) {
      primary.set(keys[index]!, "confidential");
      if (!cell.known)
        wanted.push({ arc: index, need: Math.max(need, 1, Math.ceil(arc.value * confidentialShare)), both: true });
    } else if (reported && !cell.exempt && isSmall(cell.value ?? arc.value, ruleOf(cell, rule))) {
      primary.set(keys[index]!, "small");
      if (!cell.known) wanted.push({ arc: index, need });
    } else if (cell?.hiddenByCountry) {
      wanted.push({ arc: index, need: Math.max(need, 1) });
    } else if (!reported) unreported.push(index);
    if (primary.has(keys[index]!) && !cell?.known) arc.hidden = true;
  });
  const isOpen = ({ arc, need, both }: Open) => {
    const { down, up } = slackOf(network, arc, need);
    return down + up < need || (both === true && (up < need || down < Math.min(need, network.arcs[arc]!.value)));
  };
  // A cell nobody published may be anything, unless the sums leave one small number.
  const revealed = (index: number): Open | null => {
    const value = network.arcs[index]!.value;
    if (value <= 0 || value >= rule.threshold) return null;
    const { down, up } = slackOf(network, index, 1);
    return down + up === 0 ? { arc: index, need: rule.threshold - 1 } : null;
  };
  const told = new Map<number, Open>();
  const firstOpen = () => {
    const open = wanted.find(isOpen) ?? [...told.values()].find(isOpen);
    if (open) return open;
    for (const index of unreported) {
      const found = told.has(index) ? null : revealed(index);
      if (found) {
        told.set(index, found);
        return found;
      }
    }
    return null;
  };
  return { primary, firstOpen, allOpen: () => [...wanted, ...told.values()].filter(isOpen) };
}

/** Is a count one that points at persons? */
export function isSmall(value: number, rule: Pick<TableRule, "threshold" | "protectZeros">): boolean {
  return value < rule.threshold && (value > 0 || rule.protectZeros);
}

/** The rule as it holds for one cell. */
export function ruleOf(cell: TableCell, rule: TableRule): TableRule {
  return cell.protectZero ? { ...rule, protectZeros: true } : rule;
}

function giveBack(grid: Grid, audit: Audit, secondary: readonly number[]): void {
  const arcs = grid.network.arcs;
  for (const index of [...secondary].sort((a, b) => arcs[b]!.cost! - arcs[a]!.cost!)) {
    arcs[index]!.hidden = false;
    if (audit.firstOpen()) arcs[index]!.hidden = true;
  }
}

/** Every cell goes that is not public already, zeros too; the grand total only where it must. */
function withholdWhole(grid: Grid, table: Table, audit: Audit): Suppression {
  const all = grid.keys.filter((key) => {
    const cell = table.cells.get(key);
    return !grid.stays(key) && isReported(cell) && !cell?.exempt && !cell?.known;
  });
  loosen(
    grid,
    all.filter((key) => key !== "_T/_T"),
  );
  const open = audit.allOpen();
  if (open.length > 0) loosen(grid, all);
  const left = audit.allOpen();
  const hidden = new Map(audit.primary);
  for (const key of all) {
    const isKept = key === "_T/_T" && open.length === 0;
    if (!hidden.has(key) && !isKept) hidden.set(key, "whole-table");
  }
  // What a former release shows is withheld with the rest all the same.
  for (const [key, cell] of table.cells) {
    if (cell.known && isReported(cell) && !cell.exempt && !grid.stays(key) && key !== "_T/_T" && !hidden.has(key)) {
      hidden.set(key, "whole-table");
    }
  }
  return { hidden, loose: new Set(all), whole: true, given: left.map((one) => grid.keys[one.arc]!) };
}
