import type { Lang } from "~/domain/dictionary/dictionary";
import { total as totalCode } from "~/domain/dictionary/dictionary";
import { back, parsePeriod } from "~/domain/observation/period";
import { askedCells, type Cell, partsOfTotal, toCellPath, totalCells } from "~/domain/questionnaire/grid";
import type { Choice, Question } from "~/domain/questionnaire/questionnaire";

/** A row of a grid as it is drawn. */
export type Row = { code: string; name: string; depth: number; strong: boolean };
export type Column = { code: string; name: string };

/** Rows in order with their depth in the tree; the first level of a tree is set in bold. */
export function toRows(question: Question, lang: Lang, period: string): Row[] {
  const parents = question.rowParents;
  const isTree = Object.keys(parents).length > 0;
  return question.rows.map(({ value, text }) => {
    let depth = 0;
    for (let at = parents[value]; at !== undefined && depth < 5; at = parents[at]) depth += 1;
    return { code: value, name: nameOf({ value, text }, lang, period), depth, strong: isTree && depth === 0 };
  });
}

export function toColumns(question: Question, lang: Lang, period: string): Column[] {
  return question.columns.map((column) => ({ code: column.value, name: nameOf(column, lang, period) }));
}

/** `Y0`, `Y1` … are the years of the round; everything else is named by the questionnaire. */
export function nameOf({ value, text }: Choice, lang: Lang, period: string): string {
  const asked = parsePeriod(period);
  return asked && /^Y\d$/.test(value) ? back(asked, Number(value.slice(1))) : text[lang];
}

/** Path of a cell in the submission. `at` is the path of the grid: its name, or `panel/{rowId}/name`. */
export function pathOf(at: string, cell: Cell): string {
  return `${at}/${toCellPath(cell)}`;
}

/** Unit of a cell, as it is observed (domain/items.ts): a row may have one of its own (tablets beside kilograms). */
export function unitAt({ observe, unit }: Question, { row }: { row: string | null }): string | null {
  return (row === null ? undefined : observe?.units?.[row]) ?? observe?.unit ?? unit;
}

/** Units of the cells of a grid, without repeats. */
export function unitsIn(question: Question): (string | null)[] {
  return [...new Set(question.rows.map(({ value }) => unitAt(question, { row: value })))];
}

/** Which totals a grid shows on a tab, and the paths each adds up. */
export function totalsOf(question: Question, at: string, tab: string | null) {
  const cells = totalCells(question).filter((cell) => cell.tab === tab);
  const partsAt = (cell: Cell) => partsOfTotal(question, cell).map((part) => pathOf(at, part));
  return {
    overColumns: cells.some(({ column, row }) => column === totalCode && row !== totalCode),
    overRows: cells.some(({ row }) => row === totalCode),
    has: (cell: Cell) => cells.some(({ row, column }) => row === cell.row && column === cell.column),
    partsAt,
    /** Parts of the total of each first-level row, for "7 of 9". */
    firstLevel: question.rows
      .filter(({ value }) => question.rowParents[value] === undefined)
      .map(({ value }) =>
        askedCells(question)
          .filter((cell) => cell.tab === tab && cell.row === value)
          .map((cell) => pathOf(at, cell)),
      )
      .filter((parts) => parts.length > 0),
  };
}

/** Paths a grid asks for, all tabs. */
export function askedPaths(question: Question, at: string): string[] {
  return askedCells(question).map((cell) => pathOf(at, cell));
}
