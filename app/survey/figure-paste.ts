import type { Lang } from "~/domain/dictionary";
import type { Figure } from "~/domain/figure";
import { type Doubt, type Reading, readFigure } from "~/domain/read-figure";
import type { Spot } from "./figure-moves";

/** A cell a block can be pasted into. */
export type Target = { path: string; label: string };

export type PasteProblem =
  | { kind: "unread"; label: string; raw: string; reading: Extract<Reading, { refused: unknown }> }
  /** Line and column of the block, from 1. */
  | { kind: "outside" | "not-asked"; line: number; column: number; raw: string };

/** Texts of the block that have the same doubt: one question for all of them. */
export type PasteAsk = { key: string; why: Doubt; text: string; count: number; readings: readonly Figure[] };

export type PastePlan = {
  writes: { path: string; raw: string; figure: Figure }[];
  /** Waiting for an answer: index of the ask and the readings to choose from. */
  open: { path: string; raw: string; ask: string; readings: readonly Figure[] }[];
  asks: PasteAsk[];
  problems: PasteProblem[];
  /** Filled cells of the block. */
  filled: number;
  /** Empty cells of the block: what stands under them is left alone. */
  empty: number;
};

/** Is a pasted text a block (of a spreadsheet), not one figure? */
export function isBlock(text: string): boolean {
  return /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""));
}

/** Cuts a block into lines and cells, as spreadsheets put it on the clipboard; quoted cells lose their quotes. */
export function toLines(text: string): string[][] {
  return text
    .replace(/(\r\n|\n|\r)$/, "")
    .split(/\r\n|\n|\r/)
    .map((line) => line.split("\t").map((cell) => cell.replace(/^"(.*)"$/s, "$1").replaceAll('""', '"')));
}

type Place = {
  from: Spot;
  /** The cell at a spot; null = not asked, undefined = outside of the table. */
  targetAt: (spot: Spot) => Target | null | undefined;
  lang: Lang;
  spellings: readonly string[];
};

/**
 * Reads a pasted block cell by cell. One cell that cannot be read holds the whole block back, and all of them are listed;
 * doubtful ones are gathered into as few questions as possible.
 */
export function planPaste(text: string, { from, targetAt, lang, spellings }: Place): PastePlan {
  const plan: PastePlan = { writes: [], open: [], asks: [], problems: [], filled: 0, empty: 0 };
  for (const [line, cells] of toLines(text).entries()) {
    for (const [column, raw] of cells.entries()) {
      const target = targetAt({ row: from.row + line, column: from.column + column });
      const reading = readFigure(raw, lang, spellings);
      if ("empty" in reading) {
        plan.empty += 1;
        continue;
      }
      plan.filled += 1;
      if (!target)
        plan.problems.push({
          kind: target === null ? "not-asked" : "outside",
          line: line + 1,
          column: column + 1,
          raw,
        });
      else if ("refused" in reading) plan.problems.push({ kind: "unread", label: target.label, raw, reading });
      else if ("figure" in reading) plan.writes.push({ path: target.path, raw, figure: reading.figure });
      else
        plan.open.push({ path: target.path, raw, ask: askFor(plan, raw.trim(), reading), readings: reading.doubtful });
    }
  }
  return plan;
}

function askFor(plan: PastePlan, text: string, reading: Extract<Reading, { doubtful: unknown }>): string {
  // Marks and limits mean the same throughout a table; dashes and abbreviations are asked by their text.
  const key =
    reading.why === "mark" || reading.why === "below" ? `${reading.why}${reading.doubtful.length}` : text.toLowerCase();
  const known = plan.asks.find((ask) => ask.key === key);
  if (known) known.count += 1;
  else plan.asks.push({ key, why: reading.why, text, count: 1, readings: reading.doubtful });
  return key;
}

/** What is written once every question has its answer (index of the reading by key of the ask). */
export function settlePaste(plan: PastePlan, chosen: ReadonlyMap<string, number>): PastePlan["writes"] | null {
  const settled: PastePlan["writes"] = [...plan.writes];
  for (const { path, raw, ask, readings } of plan.open) {
    const figure = readings[chosen.get(ask) ?? -1];
    if (!figure) return null;
    settled.push({ path, raw, figure });
  }
  return settled;
}
