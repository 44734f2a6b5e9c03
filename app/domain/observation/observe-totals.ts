import type { Dictionary } from "~/domain/dictionary/dictionary";
import { type ConfCode, type Figure, isProblem, parseFigure, type StatusCode } from "~/domain/figure/figure";
import { addUp, type Cell, partsOfTotal, toCellPath, totalCells } from "~/domain/questionnaire/grid";
import { itemAt } from "~/domain/questionnaire/items";
import type { Item, Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type Answers, staticSeries } from "./observe-series";

/** A total of a grid: computed from its parts, or typed while a part is without value. */
export type Total = { cell: Cell; path: string; figure: Figure; seq: number; typed: boolean };

/**
 * Finds the totals of a grid that have a value. With all parts valued the total is computed and a typed one is set aside;
 * otherwise only a typed one stands ("k of n").
 *
 * A computed total is provisional, estimated, of another definition or broken when a part is, and as confidential as its
 * strictest part.
 * @param at  path of the grid, ending in `/`
 */
export function totalsOf(question: Question, at: string, answers: Answers): Total[] {
  return totalCells(question).flatMap((cell): Total[] => {
    const parts = partsOfTotal(question, cell).map((part) => answerAt(answers, at + toCellPath(part)));
    const sum = addUp(parts.map((part) => part?.figure));
    const path = at + toCellPath(cell);
    if (sum.value !== null)
      return [{ cell, path, figure: sumFigure(sum.value, parts), seq: latest(parts), typed: false }];
    const typed = answerAt(answers, path);
    return typed ? [{ cell, path, figure: typed.figure, seq: typed.seq, typed: true }] : [];
  });
}

/** Reads the figure at a path; undefined when there is none. */
export function answerAt(answers: Answers, path: string): { figure: Figure; seq: number } | undefined {
  const answer = answers.get(path);
  if (!answer) return undefined;
  const figure = parseFigure(answer.value);
  return isProblem(figure) ? undefined : { figure, seq: answer.seq };
}

/**
 * The item of a total, or null when it names no number of its own: a total over periods, measures, indicators or units, or
 * over a dimension whose parts do not add up.
 */
export function itemOfTotal(
  question: Question,
  { cell, path }: Pick<Total, "cell" | "path">,
  dictionary: Dictionary,
): Item | null {
  const { items } = totalsKnown(question, dictionary);
  const before = items.get(path);
  if (before !== undefined) return before;
  const item = readItemOfTotal(question, { cell, path }, dictionary);
  // Rows of a panel come and go; the totals of a grid of the section are numbered.
  if (question.panel === null) items.set(path, item);
  return item;
}

type KnownTotals = { dictionary: Dictionary; items: Map<string, Item | null> };

const totalsOfQuestion = new WeakMap<Question, KnownTotals>();

function totalsKnown(question: Question, dictionary: Dictionary): KnownTotals {
  const before = totalsOfQuestion.get(question);
  if (before?.dictionary === dictionary) return before;
  const made = { dictionary, items: new Map<string, Item | null>() };
  totalsOfQuestion.set(question, made);
  return made;
}

function readItemOfTotal(
  question: Question,
  { cell, path }: Pick<Total, "cell" | "path">,
  dictionary: Dictionary,
): Item | null {
  const observe = question.observe;
  if (!observe) return null;
  const item = itemAt(question, path, { tab: cell.tab, row: cell.row, column: cell.column });
  const additive = dictionary.indicators.get(item.indicator)?.additive ?? [];
  const parts = partsOfTotal(question, cell);
  const over = [
    parts.some((part) => part.row !== cell.row) ? observe.rows : null,
    parts.some((part) => part.column !== cell.column) ? observe.columns : null,
  ];
  if (over.some((axis) => axis !== null && (axis === undefined || !additive.includes(axis)))) return null;
  const units = new Set(parts.map((part) => itemAt(question, path, part).unit));
  return units.size === 1 ? { ...item, unit: [...units][0]! } : null;
}

/**
 * Series a computed total of this section may not give because the questionnaire asks for them elsewhere, or an earlier
 * section computes them. Decided by the questionnaire alone, so that a section's observations never depend on another's
 * answers.
 */
export function seriesGivenElsewhere(
  questionnaire: Questionnaire,
  section: string,
  dictionary: Dictionary,
): ReadonlySet<string> {
  const before = elsewhereOf.get(questionnaire);
  const known: Elsewhere = before?.dictionary === dictionary ? before : { dictionary, bySection: new Map() };
  elsewhereOf.set(questionnaire, known);
  const taken = known.bySection.get(section) ?? findElsewhere(questionnaire, section, dictionary);
  known.bySection.set(section, taken);
  return taken;
}

type Elsewhere = { dictionary: Dictionary; bySection: Map<string, ReadonlySet<string>> };

const elsewhereOf = new WeakMap<Questionnaire, Elsewhere>();

function findElsewhere(questionnaire: Questionnaire, section: string, dictionary: Dictionary): Set<string> {
  const taken = new Set<string>();
  for (const item of questionnaire.items.values()) {
    const series = item.section === section ? null : staticSeries(item, dictionary);
    if (series !== null) taken.add(series);
  }
  for (const other of questionnaire.sections) {
    if (other.name === section) break;
    for (const name of other.questions) {
      const question = questionnaire.questions.get(name);
      if (question?.kind !== "figuregrid") continue;
      for (const cell of totalCells(question)) {
        const item = itemOfTotal(question, { cell, path: `${name}/${toCellPath(cell)}` }, dictionary);
        const series = item && staticSeries(item, dictionary);
        if (series) taken.add(series);
      }
    }
  }
  return taken;
}

type Part = { figure: Figure; seq: number } | undefined;

const inherited = ["B", "D", "E", "P"] as const satisfies readonly StatusCode[];
const strictness: readonly (ConfCode | undefined)[] = [undefined, "F", "N", "C"];

function sumFigure(value: number, parts: Part[]): Figure {
  const flags = inherited.filter((flag) => parts.some((part) => part?.figure.f?.includes(flag)));
  const conf = strictness[Math.max(...parts.map((part) => strictness.indexOf(part?.figure.c)))];
  return { v: value, ...(flags.length > 0 ? { f: flags } : {}), ...(conf ? { c: conf } : {}) };
}

function latest(parts: Part[]): number {
  return Math.max(0, ...parts.map((part) => part?.seq ?? 0));
}
