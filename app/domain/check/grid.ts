import { type Figure, type ReasonCode, reasonOf } from "~/domain/figure/figure";
import { staticSeries } from "~/domain/observation/observe-series";
import { answerAt, itemOfTotal, totalsOf } from "~/domain/observation/observe-totals";
import { addUp, askedCells, type Cell, partsOfTotal, toCellPath, totalCells } from "~/domain/questionnaire/grid";
import { itemAt } from "~/domain/questionnaire/items";
import type { Question } from "~/domain/questionnaire/questionnaire";
import type { CheckInput, Found } from "./rules";
import { tidy, titleOfOther } from "./rules";
import { rounding, sameReasonCells, sameReasonPercent } from "./thresholds";

/*
 * Rules about figures of one table: totals typed beside their parts, rows of a tree, missing reasons. They read the
 * answers as typed, because a total set aside by `observe` must still be said.
 */

type Grid = { question: Question; at: string };

/** Seven rules ask for the grids of the same input. */
const gridsKnown = new WeakMap<CheckInput, Grid[]>();

function gridsOf(input: CheckInput): Grid[] {
  const known = gridsKnown.get(input) ?? findGrids(input);
  gridsKnown.set(input, known);
  return known;
}

/** Grids of the section that are answered; in a repeated panel one for each row. */
function findGrids({ questionnaire, section, answers }: CheckInput): Grid[] {
  const found = new Map<string, Grid>();
  for (const path of answers.keys()) {
    const parts = path.split("/");
    const outer = questionnaire.questions.get(parts[0]!);
    const inner = outer?.kind === "panel" ? questionnaire.questions.get(parts[2] ?? "") : undefined;
    const question = inner ?? outer;
    if (question?.kind !== "figuregrid" || question.section !== section) continue;
    const at = inner ? `${parts.slice(0, 3).join("/")}/` : `${question.name}/`;
    found.set(at, { question, at });
  }
  return [...found.values()];
}

function figure({ answers }: CheckInput, grid: Grid, cell: Cell): Figure | undefined {
  return answerAt(answers, grid.at + toCellPath(cell))?.figure;
}

/** A total typed although every part has a value: one of the two is not what the country means. */
export function typedTotalsWithParts(input: CheckInput): Found[] {
  return typedTotals(input).flatMap(({ grid, cell, parts }) => {
    const sum = addUp(parts.map((part) => figure(input, grid, part)));
    return sum.value === null ? [] : [{ at: grid.at + toCellPath(cell), detail: { sum: sum.value } }];
  });
}

/** One part above the typed total: of what adds up, a part cannot be more than the whole. */
export function partsAboveTotal(input: CheckInput): Found[] {
  return typedTotals(input).flatMap(({ grid, cell, parts, total }) => {
    const path = grid.at + toCellPath(cell);
    const item = itemOfTotal(grid.question, { cell, path }, input.dictionary);
    if (!item || !isAmount(item.indicator, input)) return [];
    return parts.flatMap((part) => {
      const value = figure(input, grid, part)?.v;
      if (value === null || value === undefined || value <= total) return [];
      return [{ at: grid.at + toCellPath(part), detail: { value, total }, related: [path] }];
    });
  });
}

/** Counts and quantities have parts; the mean age or the price of a part may well lie above that of the whole. */
function isAmount(indicator: string, { dictionary }: CheckInput): boolean {
  const measure = dictionary.indicators.get(indicator)?.measure;
  return measure === "count" || measure === "quantity";
}

/** Known parts that together exceed a typed total; with all parts known the total may not be typed at all. */
export function sumsAboveTotal(input: CheckInput): Found[] {
  return typedTotals(input).flatMap(({ grid, cell, parts, total }) => {
    const values = parts.flatMap((part) => figure(input, grid, part)?.v ?? []);
    const sum = tidy(values.reduce((a, b) => a + b, 0));
    if (values.length === parts.length || sum <= total + rounding || values.some((value) => value > total)) return [];
    const related = parts.map((part) => grid.at + toCellPath(part));
    return [{ at: grid.at + toCellPath(cell), detail: { sum, total }, related }];
  });
}

function typedTotals(input: CheckInput) {
  return gridsOf(input).flatMap((grid) =>
    totalCells(grid.question).flatMap((cell) => {
      const total = figure(input, grid, cell)?.v;
      if (total === null || total === undefined) return [];
      return [{ grid, cell, total, parts: partsOfTotal(grid.question, cell) }];
    }),
  );
}

/** One row of a tree above the row it belongs to: impossible for counts and quantities, also where rows overlap. */
export function childAboveParent(input: CheckInput): Found[] {
  return families(input).flatMap(({ grid, parent, children }) => {
    const whole = figure(input, grid, parent)?.v;
    if (whole === null || whole === undefined) return [];
    const { indicator } = itemAt(grid.question, grid.at + toCellPath(parent), parent);
    if (!isAmount(indicator, input)) return [];
    return children.flatMap((child) => {
      const value = figure(input, grid, child)?.v;
      if (value === null || value === undefined || value <= whole) return [];
      return [
        { at: grid.at + toCellPath(child), detail: { value, total: whole }, related: [grid.at + toCellPath(parent)] },
      ];
    });
  });
}

/** Rows of a tree that together exceed the row they belong to, where the parts add up. */
export function childrenAboveParent(input: CheckInput): Found[] {
  return families(input).flatMap(({ grid, parent, children }) => {
    const observe = grid.question.observe;
    const additive = input.dictionary.indicators.get(observe?.indicator ?? "")?.additive ?? [];
    const whole = figure(input, grid, parent)?.v;
    if (!observe?.rows || !additive.includes(observe.rows) || whole === null || whole === undefined) return [];
    const values = children.flatMap((child) => figure(input, grid, child)?.v ?? []);
    const sum = tidy(values.reduce((a, b) => a + b, 0));
    if (sum <= whole + rounding || values.some((value) => value > whole)) return [];
    const related = children.map((child) => grid.at + toCellPath(child));
    return [{ at: grid.at + toCellPath(parent), detail: { sum, total: whole }, related }];
  });
}

function families(input: CheckInput): { grid: Grid; parent: Cell; children: Cell[] }[] {
  return gridsOf(input).flatMap((grid) => {
    if (Object.keys(grid.question.rowParents).length === 0) return [];
    const cells = askedCells(grid.question);
    return cells.flatMap((parent) => {
      const children = cells.filter(
        (cell) =>
          grid.question.rowParents[cell.row] === parent.row && cell.column === parent.column && cell.tab === parent.tab,
      );
      return children.length > 0 ? [{ grid, parent, children }] : [];
    });
  });
}

/**
 * The same number said twice in a section and differently: a total computed from a table beside the figure that is asked,
 * or beside a total computed from another table (sexes 272, ages 432).
 */
export function totalsThatDiffer(input: CheckInput): Found[] {
  const reference = new Map<string, { value: number; path: string }>();
  for (const item of input.questionnaire.items.values()) {
    const series = item.section === input.section ? staticSeries(item, input.dictionary) : null;
    const value = series === null ? null : answerAt(input.answers, item.path)?.figure.v;
    if (series !== null && value !== null && value !== undefined) reference.set(series, { value, path: item.path });
  }
  return gridsOf(input).flatMap(({ question, at }) =>
    totalsOf(question, at, input.answers).flatMap((total): Found[] => {
      const item = itemOfTotal(question, total, input.dictionary);
      const series = item ? staticSeries(item, input.dictionary) : null;
      const value = total.figure.v;
      if (series === null || value === null) return [];
      const other = reference.get(series);
      if (!other) {
        reference.set(series, { value, path: total.path });
        return [];
      }
      if (Math.abs(other.value - value) <= (Number.isInteger(value) ? 0 : rounding)) return [];
      const detail = { sum: value, total: other.value, ...titleOfOther(input.questionnaire, total.path, other.path) };
      return [{ at: total.path, detail, related: [other.path] }];
    }),
  );
}

/** Many cells of one table with the same missing reason: the whole table can be answered at once. */
export function sameReasonThroughout(input: CheckInput): Found[] {
  return gridsOf(input).flatMap((grid): Found[] => {
    const cells = askedCells(grid.question);
    const counts = new Map<ReasonCode, number>();
    for (const cell of cells) {
      const found = figure(input, grid, cell);
      const reason = found ? reasonOf(found) : null;
      if (reason && found?.v === null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    const [reason, cellsWith] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (reason === undefined || cellsWith === undefined || cellsWith < sameReasonCells) return [];
    if ((100 * cellsWith) / cells.length <= sameReasonPercent) return [];
    return [{ at: grid.at.slice(0, -1), detail: { reason, cells: cellsWith, asked: cells.length } }];
  });
}
