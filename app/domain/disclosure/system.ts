import type { SystemCell, Table, TableCell, TableRule } from "./cells";
import { forestOf } from "./forest";
import { cellKey, isSmall, ruleOf, suppressTable, type Why } from "./table";

/*
 * All series of one indicator, country and period as one system of tables.
 *
 * Two split dimensions at most: one exact table. More: the two-way tables that form a tree (no three dimensions in a
 * ring) are audited with the sums they share kept, which makes them independent; any tables that agree on those sums can be
 * completed to a whole, so nothing more can be derived from them together. Rows whose own sum is withheld are withheld in
 * every table that splits them further. What goes deeper than two ways, or would close a ring, is published only while
 * nothing in the system is withheld.
 * @source Lauritzen, Graphical Models, 1996, §4.4 (decomposable margins); docs/decisions/0006-disclosure.md
 */

export type SystemRule = TableRule & {
  /** Parent of a code in the tree of its list, or undefined. */
  parentOf: (dimension: string, code: string) => string | undefined;
};

export type SystemOutcome = { hidden: Map<number, Why>; tables: number; whole: number; given: number[] };

const all = "_T";
/** Rows of withheld sums put together; no code has this name. */
const together = "~together";

/** Withholds what could point at a person in a system of tables that share their sums. */
export function suppressSystem(cells: readonly SystemCell[], rule: SystemRule): SystemOutcome {
  const outcome: SystemOutcome = { hidden: new Map(), tables: 0, whole: 0, given: [] };
  const dimensions = [...new Set(cells.flatMap((one) => Object.keys(one.codes)))].sort();
  const deepest = Math.max(0, ...cells.map((one) => Object.keys(one.codes).length));
  if (dimensions.length <= 2 && deepest <= 2) {
    auditOne(cells, { dimensions, rule, outcome });
    return outcome;
  }
  const total = cells.find((one) => Object.keys(one.codes).length === 0);
  if (total && isSensitive(total.cell, rule)) {
    for (const one of cells) withhold(one, outcome, rule, "whole-table");
    outcome.whole++;
    return outcome;
  }
  auditLinked(cells, { dimensions, rule: { ...rule, totalStays: true }, outcome });
  return outcome;
}

type Work = { dimensions: string[]; rule: SystemRule; outcome: SystemOutcome };

/** Cells that are split by no other dimension than these. */
function within(cells: readonly SystemCell[], dimensions: readonly string[]): SystemCell[] {
  return cells.filter((one) => Object.keys(one.codes).every((dimension) => dimensions.includes(dimension)));
}

function auditLinked(cells: readonly SystemCell[], work: Work): void {
  const { dimensions, rule, outcome } = work;
  const { kept, left } = forestOf(cells);
  const linked = new Map(
    dimensions.map((dimension) => [dimension, kept.filter((pair) => pair.includes(dimension)).length]),
  );
  const alone = kept.filter((pair) => pair.every((dimension) => linked.get(dimension) === 1));
  for (const pair of alone) auditOne(within(cells, pair), { ...work, dimensions: pair });
  for (const dimension of dimensions) {
    if (alone.some((pair) => pair.includes(dimension))) continue;
    const sums = [...within(cells, [dimension]), ...addedUp(cells, dimension, kept)];
    auditOne(sums, { ...work, dimensions: [dimension] });
  }
  for (const dimension of dimensions) withholdTightSums(cells, { dimension, kept, work });
  const hiddenSums = (dimension: string) => {
    const codes = within(cells, [dimension])
      .filter((one) => outcome.hidden.has(one.id))
      .map((one) => one.codes[dimension]!);
    return withKin(codes, dimension, { cells, rule });
  };
  for (const pair of kept.filter((one) => !alone.includes(one))) {
    auditOne(within(cells, pair), {
      ...work,
      dimensions: pair,
      rule: { ...rule, marginsStay: true },
      merged: pair.map(hiddenSums),
    });
  }
  for (const rest of [
    ...left.map((pair) => within(cells, pair).filter((one) => Object.keys(one.codes).length === 2)),
    deeperThanTwo(cells),
  ]) {
    if (outcome.hidden.size === 0 && isSafe(rest, cells, rule)) continue;
    for (const one of rest) withhold(one, outcome, rule, "gives-away");
  }
}

/** Withholds sums whose parts go, where a sum that is shown would leave each of these fewer than the threshold. */
function withholdTightSums(
  cells: readonly SystemCell[],
  { dimension, kept, work }: { dimension: string; kept: readonly string[][]; work: Work },
): void {
  const { outcome, rule } = work;
  const sums = within(cells, [dimension]).filter((one) => one.codes[dimension] !== undefined);
  const hidden = sums.filter((one) => outcome.hidden.has(one.id)).map((one) => one.codes[dimension]!);
  const going = withKin(hidden, dimension, { cells, rule });
  const pairs = kept.filter((pair) => pair.includes(dimension)).map((pair) => within(cells, pair));
  for (const sum of sums) {
    const code = sum.codes[dimension]!;
    if (!going.has(code) || !sum.cell.value) continue;
    const isPart = ({ codes, cell }: SystemCell) =>
      codes[dimension] === code && Object.keys(codes).length === 2 && (cell.value ?? 0) > 0;
    const most = Math.max(...pairs.map((own) => own.filter(isPart).length));
    if (most > 0 && sum.cell.value - (most - 1) < rule.threshold) withhold(sum, outcome, rule, "gives-away");
  }
}

/** Sums nobody reported that anybody can add up from a table shown in full: they protect nobody. */
function addedUp(cells: readonly SystemCell[], dimension: string, kept: readonly string[][]): SystemCell[] {
  const reported = new Set(within(cells, [dimension]).map((one) => one.codes[dimension]));
  const sums = new Map<string, SystemCell>();
  for (const pair of kept.filter((one) => one.includes(dimension))) {
    const other = pair.find((one) => one !== dimension)!;
    const own = within(cells, pair).filter(
      (one) => one.codes[dimension] !== undefined && one.codes[other] !== undefined,
    );
    const wanted = new Set(own.map((one) => one.codes[other])).size;
    for (const code of new Set(own.map((one) => one.codes[dimension]!))) {
      const parts = own.filter((one) => one.codes[dimension] === code && one.cell.value !== null);
      if (reported.has(code) || parts.length < wanted) continue;
      const value = parts.reduce((sum, one) => sum + (one.cell.value ?? 0), 0);
      sums.set(code, { id: -1, codes: { [dimension]: code }, cell: { value, unpublished: true, derivable: true } });
    }
  }
  return [...sums.values()];
}

function deeperThanTwo(cells: readonly SystemCell[]): SystemCell[] {
  return cells.filter((one) => Object.keys(one.codes).length > 2);
}

/** May cells outside the audited tables be shown: none is small, and no slice of them leaves a small remainder? */
function isSafe(rest: readonly SystemCell[], cells: readonly SystemCell[], rule: SystemRule): boolean {
  if (rest.some((one) => isSensitive(one.cell, rule))) return false;
  const slices = new Map<string, { dimensions: string[]; fixed: Record<string, string> }>();
  for (const one of rest) {
    const own = Object.keys(one.codes).sort();
    for (let i = 0; i < own.length; i++) {
      for (let j = i + 1; j < own.length; j++) {
        const dimensions = [own[i]!, own[j]!];
        const fixed = Object.fromEntries(
          Object.entries(one.codes).filter(([dimension]) => !dimensions.includes(dimension)),
        );
        slices.set(JSON.stringify([dimensions, fixed]), { dimensions, fixed });
      }
    }
  }
  return [...slices.values()].every(({ dimensions, fixed }) => {
    const slice = cells.flatMap((one) => {
      const inside = Object.entries(fixed).every(([dimension, code]) => one.codes[dimension] === code);
      const free = Object.entries(one.codes).filter(([dimension]) => !(dimension in fixed));
      return inside && free.every(([dimension]) => dimensions.includes(dimension))
        ? [{ ...one, codes: Object.fromEntries(free) }]
        : [];
    });
    const outcome: SystemOutcome = { hidden: new Map(), tables: 0, whole: 0, given: [] };
    auditOne(slice, { dimensions, rule: { ...rule, totalStays: false }, outcome });
    return outcome.hidden.size === 0;
  });
}

/** These codes with all their kin: the whole first-level group each belongs to. */
function withKin(
  codes: readonly string[],
  dimension: string,
  given: { cells: readonly SystemCell[]; rule: SystemRule },
): ReadonlySet<string> {
  const known = new Set(given.cells.flatMap((one) => one.codes[dimension] ?? []));
  const topOf = (code: string): string => {
    const parent = ancestorIn(known, dimension, { code, rule: given.rule });
    return parent === null ? code : topOf(parent);
  };
  const tops = new Set(codes.map(topOf));
  return new Set([...known].filter((code) => tops.has(topOf(code))));
}

/** The nearest ancestor of a code that occurs here; null = it stands on the first level. */
function ancestorIn(
  present: ReadonlySet<string>,
  dimension: string,
  given: { code: string; rule: SystemRule },
): string | null {
  let parent = given.rule.parentOf(dimension, given.code);
  while (parent !== undefined && !present.has(parent)) parent = given.rule.parentOf(dimension, parent);
  return parent ?? null;
}

type One = Work & { merged?: ReadonlySet<string>[] };

/** Audits one table of at most two dimensions; at most one of them keeps its tree. */
function auditOne(cells: readonly SystemCell[], work: One): void {
  const { rule, outcome } = work;
  if (cells.length === 0) return;
  const codesOf = (dimension: string | undefined) => [
    ...new Set(cells.flatMap((one) => (dimension === undefined ? [] : (one.codes[dimension] ?? [])))),
  ];
  const parentsOf = (dimension: string | undefined) => {
    const codes = new Set(codesOf(dimension));
    return new Map(
      [...codes].map(
        (code) => [code, dimension === undefined ? null : ancestorIn(codes, dimension, { code, rule })] as const,
      ),
    );
  };
  const depth = (dimension: string | undefined) =>
    [...parentsOf(dimension).values()].filter((parent) => parent !== null).length;
  const swap = depth(work.dimensions[1]) > depth(work.dimensions[0]);
  const [across, down] = swap
    ? [work.dimensions[0], work.dimensions[1]!]
    : [work.dimensions[1], work.dimensions[0] ?? "-"];
  const mergedDown = work.merged?.[swap ? 1 : 0] ?? new Set<string>();
  const mergedAcross = work.merged?.[swap ? 0 : 1] ?? new Set<string>();
  const columnParents = parentsOf(across);
  const isBelow = (one: SystemCell) =>
    across !== undefined && one.codes[across] !== undefined && columnParents.get(one.codes[across]) !== null;
  const below = cells.filter(isBelow);
  const rows = new Map([...parentsOf(down)].filter(([code]) => !mergedDown.has(code)));
  const columns = [...columnParents]
    .filter(([code, parent]) => parent === null && !mergedAcross.has(code))
    .map(([code]) => code);
  const table: Table = { rows, columns, cells: new Map() };
  const byKey = new Map<string, SystemCell>();
  const entries = new Map(table.cells);
  for (const one of cells) {
    if (isBelow(one)) continue;
    const row = one.codes[down] ?? all;
    const column = across === undefined ? all : (one.codes[across] ?? all);
    const inRow = mergedDown.has(row);
    const inColumn = mergedAcross.has(column);
    if (!inRow && !inColumn) {
      byKey.set(cellKey(row, column), one);
      entries.set(cellKey(row, column), one.cell);
      continue;
    }
    // Sums were decided where they were audited; all that splits a withheld sum goes with it, zeros too.
    if (Object.keys(one.codes).length === 2) withhold(one, outcome, rule, "gives-away");
    if (inRow && ancestorIn(mergedDown, down, { code: row, rule }) !== null) continue;
    addTo(entries, cellKey(inRow ? together : row, inColumn ? together : column), one.cell.value ?? 0);
  }
  if ([...entries.keys()].some((key) => key.startsWith(`${together}/`))) rows.set(together, null);
  if ([...entries.keys()].some((key) => key.endsWith(`/${together}`))) columns.push(together);
  const worth = { rows: worthOf(down), columns: across === undefined ? 1 : worthOf(across) };
  const found = suppressTable({ rows, columns, cells: entries }, { ...rule, worth });
  outcome.tables++;
  if (found.whole) outcome.whole++;
  for (const [key, why] of found.hidden) {
    const one = byKey.get(key);
    if (one && !outcome.hidden.has(one.id)) outcome.hidden.set(one.id, why);
  }
  outcome.given.push(...found.given.flatMap((key) => byKey.get(key)?.id ?? []));
  if (below.some((one) => isSensitive(one.cell, rule)) || (found.hidden.size > 0 && below.length > 0)) {
    for (const one of below) if (!isShownZero(one, rule)) withhold(one, outcome, rule, "gives-away");
  }
}

/** What a country loses with a split: sexes more than ages, ages more than anything finer. */
function worthOf(dimension: string): number {
  return dimension === "SEX" ? 3 : dimension === "AGE" ? 2 : 1;
}

function addTo(entries: Map<string, TableCell>, key: string, value: number): void {
  const isSum = key.startsWith(`${all}/`) || key.endsWith(`/${all}`);
  entries.set(key, { value: (entries.get(key)?.value ?? 0) + value, unpublished: true, derivable: isSum });
}

/** Would the cell be withheld for its own sake? */
function isSensitive(cell: TableCell, rule: TableRule): boolean {
  if (cell.hiddenByCountry) return true;
  if (cell.value === null || cell.exempt) return false;
  return cell.confidential === true || isSmall(cell.value, ruleOf(cell, rule));
}

function isShownZero({ cell }: SystemCell, rule: TableRule): boolean {
  return cell.value === 0 && !ruleOf(cell, rule).protectZeros && cell.confidential !== true;
}

function withhold(one: SystemCell, outcome: SystemOutcome, rule: TableRule, why: Why): void {
  if (one.cell.value === null || one.cell.exempt || outcome.hidden.has(one.id)) return;
  outcome.hidden.set(
    one.id,
    one.cell.confidential ? "confidential" : isSmall(one.cell.value, ruleOf(one.cell, rule)) ? "small" : why,
  );
}
