import type { Finding } from "~/domain/check/finding";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import { type Doubt, type Reading, readFigure } from "~/domain/figure/read-figure";
import type { Objection } from "~/domain/figure/weigh-typed";
import { findTitles, toLines } from "~/survey/grid/paste-block";
import type { Spot } from "./moves";

/** A cell a block can be pasted into. */
export type Target = { path: string; label: string };

/** A pasted text that is no answer here: it can be kept in its cell as typed, to be mended. */
export type PasteProblem = Target & { raw: string; reading: Reading | null; findings: Finding[] };

/** A pasted text that has no cell: where it stands in the block, from 1, and why. */
export type PasteLost = {
  line: number;
  column: number;
  raw: string;
  why: "outside" | "not-asked" | "no-title";
  title?: string;
};

/** Texts of the block that have the same doubt: one question for all of them. */
export type PasteAsk = {
  key: string;
  why: Doubt;
  text: string;
  count: number;
  first: string;
  readings: readonly Figure[];
};

export type PasteWrite = Target & { raw: string; figure: Figure };

export type PastePlan = {
  writes: PasteWrite[];
  /** Waiting for an answer: index of the ask and the readings to choose from. */
  open: (Target & { raw: string; ask: string; reading: Extract<Reading, { doubtful: unknown }> })[];
  asks: PasteAsk[];
  problems: PasteProblem[];
  lost: PasteLost[];
  /** Filled cells of the block, titles left aside. */
  filled: number;
  /** Empty cells of the block: what stands under them is left alone. */
  empty: number;
  /** Was a line or column of titles recognised and skipped? */
  titles: { line: boolean; column: boolean };
  /** Do the titles lead to other cells than those the person pasted into? */
  moved: boolean;
};

type Place = {
  from: Spot;
  /** Titles of the table's rows and columns, in order. */
  titles: { rows: readonly string[]; columns: readonly string[] };
  /** The cell at a spot; null = not asked, undefined = outside of the table. */
  targetAt: (spot: Spot) => Target | null | undefined;
  /** What stands against a figure at a path. */
  weigh: (path: string, figure: Figure) => Objection | null;
  lang: Lang;
  /** Spellings of the unit at a spot; at null, of any unit of the table. */
  spellings: (spot: Spot | null) => readonly string[];
};

/**
 * Reads a pasted block cell by cell. Nothing is guessed and nothing is lost unseen: what cannot be read is listed by its
 * cell, doubtful texts are gathered into as few questions as possible, and titles decide where the figures go.
 */
export function planPaste(text: string, { from, titles, targetAt, weigh, lang, spellings }: Place): PastePlan {
  const lines = toLines(text);
  const found = findTitles(lines, titles, (cell) => !("refused" in readFigure(cell, lang, spellings(null))));
  const plan: PastePlan = {
    ...{ writes: [], open: [], asks: [], problems: [], lost: [], filled: 0, empty: 0, moved: false },
    titles: { line: found.columns !== null, column: found.rows !== null },
  };
  const [top, left] = [found.columns ? 1 : 0, found.rows ? 1 : 0];
  const rowAt = (nth: number) => (found.rows ? found.rows[nth] : from.row + nth);
  const columnAt = (nth: number) => (found.columns ? found.columns[nth] : from.column + nth);
  for (const [line, cells] of lines.slice(top).entries()) {
    for (const [column, raw] of cells.slice(left).entries()) {
      const spot = { row: rowAt(line) ?? null, column: columnAt(column) ?? null };
      const inTable = spot.row === null || spot.column === null ? null : { row: spot.row, column: spot.column };
      const reading = readFigure(raw, lang, spellings(inTable));
      if ("empty" in reading) {
        plan.empty += 1;
        continue;
      }
      plan.filled += 1;
      const at = { line: line + top + 1, column: column + left + 1, raw };
      if (inTable === null) {
        const title = (spot.row === null ? cells[0] : lines[0]?.[column + left]) ?? "";
        plan.lost.push({ ...at, why: "no-title", title: title.trim() });
        continue;
      }
      plan.moved ||= inTable.row !== from.row + line || inTable.column !== from.column + column;
      const target = targetAt(inTable);
      if (target) readInto(plan, { target, raw, reading, weigh });
      else plan.lost.push({ ...at, why: target === null ? "not-asked" : "outside" });
    }
  }
  return plan;
}

type Cell = { target: Target; raw: string; reading: Exclude<Reading, { empty: true }>; weigh: Place["weigh"] };

function readInto(plan: PastePlan, { target, raw, reading, weigh }: Cell): void {
  if ("refused" in reading) plan.problems.push({ ...target, raw, reading, findings: [] });
  else if ("doubtful" in reading) plan.open.push({ ...target, raw, reading, ask: askFor(plan, target, raw, reading) });
  else {
    const against = weigh(target.path, reading.figure);
    if (against && !against.taken) plan.problems.push({ ...target, raw, reading: null, findings: [against.finding] });
    else plan.writes.push({ ...target, raw, figure: reading.figure });
  }
}

function askFor(
  plan: PastePlan,
  { label }: Target,
  raw: string,
  reading: Extract<Reading, { doubtful: unknown }>,
): string {
  const text = raw.trim();
  // Marks and limits mean the same throughout a table; dashes and abbreviations are asked by their text.
  const key =
    reading.why === "mark" || reading.why === "below" ? `${reading.why}${reading.doubtful.length}` : text.toLowerCase();
  const known = plan.asks.find((ask) => ask.key === key);
  if (known) known.count += 1;
  else plan.asks.push({ key, why: reading.why, text, count: 1, first: label, readings: reading.doubtful });
  return key;
}

/** Can the block be written as it is, with nothing to ask, to mend or to leave out? */
export function isClear({ open, problems, lost, moved }: PastePlan): boolean {
  return open.length + problems.length + lost.length === 0 && !moved;
}

/**
 * What is written and what is kept as typed, by the answers given so far (index of the reading by key of the ask): a
 * question without answer leaves its texts as typed.
 */
export function settlePaste(
  plan: PastePlan,
  chosen: ReadonlyMap<string, number>,
  weigh: Place["weigh"],
): { writes: PasteWrite[]; kept: PasteProblem[] } {
  const settled = { writes: [...plan.writes], problems: [...plan.problems] };
  for (const { path, label, raw, ask, reading } of plan.open) {
    const figure = reading.doubtful[chosen.get(ask) ?? -1];
    const against = figure && weigh(path, figure);
    if (!figure) settled.problems.push({ path, label, raw, reading, findings: [] });
    else if (against && !against.taken)
      settled.problems.push({ path, label, raw, reading: null, findings: [against.finding] });
    else settled.writes.push({ path, label, raw, figure });
  }
  return { writes: settled.writes, kept: settled.problems };
}
