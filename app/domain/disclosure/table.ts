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
  const before = fromBefore(grid, table);
  const secondary = [...before.cells];
  const splits = [...before.splits];
  for (const index of before.cells) grid.network.arcs[index]!.hidden = true;
  for (const split of splits) loosen(grid, split);
  const loose = () => new Set(splits.flat());
  for (let open = audit.firstOpen(); open; open = audit.firstOpen()) {
    const more = nextWay(grid, open);
    if (more) {
      for (const index of more) grid.network.arcs[index]!.hidden = true;
      secondary.push(...more);
      continue;
    }
    const known = loose();
    const split = splitsFrom(grid.keys[open.arc]!, { grid, table, rule }).find((keys) =>
      keys.some((key) => !known.has(key)),
    );
    if (!split) return withholdWhole(grid, table, audit);
    loosen(grid, split);
    splits.push(split);
  }
  tighten(grid, audit, splits);
  const left = loose();
  giveBack(
    grid,
    audit,
    secondary.filter((index) => !left.has(grid.keys[index]!)),
  );
  const hidden = new Map(audit.primary);
  grid.network.arcs.forEach((arc, index) => {
    const key = grid.keys[index]!;
    if (!arc.hidden || hidden.has(key) || !isReported(table.cells.get(key))) return;
    hidden.set(key, left.has(key) ? "whole-table" : "gives-away");
  });
  const others = grid.keys.filter((key) => key !== "_T/_T" && isReported(table.cells.get(key)));
  return { hidden, loose: left, whole: left.size > 0 && others.every((key) => hidden.has(key)), given: [] };
}

/**
 * What the release before withholds of the table, to depart from it as little as can be: single cells, and splits that
 * went whole, which is what a withheld zero says.
 */
function fromBefore(grid: Grid, table: Table): { cells: number[]; splits: string[][] } {
  const isBefore = (key: string) => table.cells.get(key)?.formerlyHidden === true;
  if (!grid.keys.some(isBefore)) return { cells: [], splits: [] };
  const splits = ["rowscolumns", "rows", "columns"]
    .map((kind) => splitOf(kind, { grid, table }))
    .filter((keys) => keys.length > 0 && keys.every(isBefore) && keys.some((key) => table.cells.get(key)?.value === 0));
  const inSplit = new Set(splits.flat());
  const cells = grid.network.arcs.flatMap((arc, index) => {
    const key = grid.keys[index]!;
    return !arc.hidden && arc.cost !== null && isBefore(key) && !inSplit.has(key) ? [index] : [];
  });
  return { cells, splits };
}

/** Shows splits again, the dearest first, that went whole and need not have. */
function tighten(grid: Grid, audit: Audit, splits: string[][]): void {
  for (const split of [...splits].reverse()) {
    const keys = new Set(split);
    const arcs = grid.network.arcs.filter((_, index) => keys.has(grid.keys[index]!));
    const were = arcs.map(({ hidden, low }) => ({ hidden, low }));
    grid.network.arcs.forEach((arc, index) => {
      const key = grid.keys[index]!;
      if (!keys.has(key)) return;
      arc.hidden = audit.primary.has(key);
      arc.low = grid.lows[index]!;
    });
    if (audit.firstOpen()) {
      arcs.forEach((arc, index) => {
        Object.assign(arc, were[index]);
      });
    } else splits.splice(splits.indexOf(split), 1);
  }
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

/**
 * Splits of the table (all cells of one kind: by rows, by columns, by both) to withhold whole where no single cells
 * protect a cell: the cell's own, then the finest, then the sums, the less worth first.
 *
 * Never a part of one: "zero is shown" would then say that what is withheld of it is at least 1.
 */
function splitsFrom(key: string, { grid, table, rule }: { grid: Grid; table: Table; rule: TableRule }): string[][] {
  const rowsFirst = (rule.worth?.rows ?? 1) <= (rule.worth?.columns ?? 1);
  return [kindOf(key), "rowscolumns", ...(rowsFirst ? ["rows", "columns"] : ["columns", "rows"])]
    .filter((kind) => kind !== "")
    .map((kind) => splitOf(kind, { grid, table }));
}

function kindOf(key: string): string {
  const [row, column] = key.split("/");
  return `${row === "_T" ? "" : "rows"}${column === "_T" ? "" : "columns"}`;
}

/** Cells of one kind; none where a part of them is public already, and the rest would not be a whole split. */
function splitOf(kind: string, { grid, table }: { grid: Grid; table: Table }): string[] {
  const own = grid.keys.filter((one) => kindOf(one) === kind && isReported(table.cells.get(one)));
  const isOut = (one: string) =>
    grid.stays(one) || table.cells.get(one)?.exempt === true || table.cells.get(one)?.known === true;
  return own.some(isOut) ? [] : own;
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

/** `both`: a way out is needed upwards and downwards, not only in sum. `reach`: a count it must be able to be. */
type Open = { arc: number; need: number; both?: true; reach?: number };
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
      if (!cell.known) wanted.push({ arc: index, need, reach: rule.threshold });
    } else if (cell?.hiddenByCountry) {
      wanted.push({ arc: index, need: Math.max(need, 1) });
    } else if (!reported) unreported.push(index);
    if (primary.has(keys[index]!) && !cell?.known) arc.hidden = true;
  });
  const isOpen = ({ arc, need, both, reach = 0 }: Open) => {
    const { value } = network.arcs[arc]!;
    const { down, up } = slackOf(network, arc, Math.max(need, reach));
    if (down + up < need || value + up < reach) return true;
    return both === true && (up < need || down < Math.min(need, value));
  };
  // What is withheld for others has to be withheld well too.
  const secondary = (index: number): Open[] => {
    const cell = table.cells.get(keys[index]!);
    const own = rule.threshold > 1 && isReported(cell) && !primary.has(keys[index]!) && !cell?.known;
    return own && network.arcs[index]!.hidden ? [{ arc: index, need: rule.threshold - 1, reach: rule.threshold }] : [];
  };
  const allSecondary = () => network.arcs.flatMap((_, index) => secondary(index));
  // A cell nobody published may be anything, unless the sums leave one small number.
  const revealed = (index: number): Open | null => {
    const value = network.arcs[index]!.value;
    if (value <= 0 || value >= rule.threshold) return null;
    const { down, up } = slackOf(network, index, 1);
    return down + up === 0 ? { arc: index, need: rule.threshold - 1 } : null;
  };
  const told = new Map<number, Open>();
  const firstOpen = () => {
    const open = wanted.find(isOpen) ?? [...told.values()].find(isOpen) ?? allSecondary().find(isOpen);
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
  return { primary, firstOpen, allOpen: () => [...wanted, ...told.values(), ...allSecondary()].filter(isOpen) };
}

/** Is a count one that points at persons? */
export function isSmall(value: number, rule: Pick<TableRule, "threshold" | "protectZeros">): boolean {
  return value < rule.threshold && (value > 0 || rule.protectZeros);
}

/** The rule as it holds for one cell. */
export function ruleOf(cell: TableCell, rule: TableRule): TableRule {
  return cell.protectZero ? { ...rule, protectZeros: true } : rule;
}

/** Shows again what nothing rests on, dearest first; with it whatever would then be told exactly. */
function giveBack(grid: Grid, audit: Audit, secondary: readonly number[]): void {
  const arcs = grid.network.arcs;
  const mayShow = new Set(secondary);
  for (const index of [...secondary].sort((a, b) => arcs[b]!.cost! - arcs[a]!.cost!)) {
    if (!arcs[index]!.hidden) continue;
    const shown: number[] = [];
    for (let next: number | undefined = index; next !== undefined; ) {
      arcs[next]!.hidden = false;
      shown.push(next);
      const open = audit.firstOpen();
      if (!open) break;
      next = mayShow.has(open.arc) && arcs[open.arc]!.hidden ? open.arc : undefined;
      if (next === undefined) for (const one of shown) arcs[one]!.hidden = true;
    }
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
  return { hidden, loose: new Set(all), whole: true, given: left.map((one) => grid.keys[one.arc]!) };
}
