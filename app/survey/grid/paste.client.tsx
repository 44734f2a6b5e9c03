import { type ClipboardEvent, useRef, useState } from "react";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { withBeside } from "~/survey/figure/entry.client";
import { isClear, type PastePlan, planPaste, settlePaste, type Target } from "~/survey/figure/paste";
import { fieldId, useCanUndo, useFill } from "~/survey/fill/context";
import { isBlock } from "./paste-block";
import { type Column, pathOf, type Row, unitAt, unitsIn } from "./shape";

type Table = { question: Question; at: string; tab: string | null; rows: Row[]; columns: Column[] };

export type PasteOutcome =
  | { kind: "check"; plan: PastePlan }
  | { kind: "done"; plan: PastePlan; step: number | null; count: number; kept: string[] };

export type Paste = {
  outcome: PasteOutcome | null;
  take(event: ClipboardEvent<HTMLTableElement>): void;
  /** How many figures would be written and how many texts kept, by the answers given so far. */
  count(plan: PastePlan, chosen: ReadonlyMap<string, number>): { writes: number; kept: number };
  settle(chosen: ReadonlyMap<string, number>): void;
  undo(): void;
  close(): void;
};

/** Takes a block of a spreadsheet: at once where all is clear, else after the person has seen what becomes of it. */
export function usePaste({ question, at, tab, rows, columns }: Table): Paste {
  const fill = useFill();
  const { store } = fill;
  const [outcome, setOutcome] = useState<PasteOutcome | null>(null);
  const from = useRef<string | null>(null);
  const step = outcome?.kind === "done" ? outcome.step : null;
  // Taken back by the keyboard: there is nothing left to undo.
  const isOver = !useCanUndo(store, step) && step !== null;

  const weigh: typeof fill.weigh = (path, figure) => fill.weigh(path, withBeside(store.view(path).figure, figure));
  const write = (plan: PastePlan, chosen: ReadonlyMap<string, number>) => {
    const { writes, kept } = settlePaste(plan, chosen, weigh);
    const step = store.commit(
      writes.map(({ path, raw, figure }) => ({
        path,
        raw,
        value: withBeside(store.view(path).figure, figure),
      })),
    );
    const now = new Date().toISOString();
    for (const { path, raw, reading, findings } of kept)
      store.dispatch({ kind: "unread", path, raw, reading, findings, at: now });
    setOutcome({ kind: "done", plan, step, count: writes.length, kept: kept.map(({ path }) => path) });
  };
  const targetAt = (spot: { row: number; column: number }): Target | null | undefined => {
    const row = rows[spot.row];
    const column = columns[spot.column];
    if (!row || !column) return undefined;
    const path = pathOf(at, { tab, row: row.code, column: column.code });
    if (question.notAsked.has(path.slice(at.length + 1))) return null;
    return { path, label: `${row.name}, ${column.name}` };
  };
  const goBack = () => from.current !== null && document.getElementById(from.current)?.focus();

  return {
    outcome: isOver ? null : outcome,
    take(event) {
      const input = event.target;
      const text = event.clipboardData.getData("text/plain");
      if (!(input instanceof HTMLInputElement) || input.dataset.row === undefined || !fill.writable || !isBlock(text))
        return;
      event.preventDefault();
      from.current = input.id;
      const plan = planPaste(text, {
        from: { row: Number(input.dataset.row), column: Number(input.dataset.column) },
        titles: { rows: rows.map(({ name }) => name), columns: columns.map(({ name }) => name) },
        targetAt,
        weigh,
        lang: fill.lang,
        spellings: (spot) => {
          const row = spot && rows[spot.row]?.code;
          const units = row ? [unitAt(question, { row })] : unitsIn(question);
          return units.flatMap((unit) => fill.unitOf(unit).spellings);
        },
      });
      if (isClear(plan)) write(plan, new Map());
      else {
        // On a small screen the drawer would cover what is asked.
        store.setFocus(null);
        setOutcome({ kind: "check", plan });
      }
    },
    count(plan, chosen) {
      const { writes, kept } = settlePaste(plan, chosen, weigh);
      return { writes: writes.length, kept: kept.length };
    },
    settle(chosen) {
      if (outcome?.kind !== "check") return;
      write(outcome.plan, chosen);
      const [first] = settlePaste(outcome.plan, chosen, weigh).kept;
      if (first) from.current = fieldId(first.path);
      goBack();
    },
    undo() {
      if (outcome?.kind !== "done") return;
      if (outcome.step !== null) store.undo(outcome.step);
      for (const path of outcome.kept) store.dispatch({ kind: "restored", path });
      setOutcome(null);
      goBack();
    },
    close() {
      setOutcome(null);
      goBack();
    },
  };
}
