import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { nextSpot, type Spot } from "~/survey/figure/moves";
import { toCopied, toKeptText } from "~/survey/figure/words";
import { useFill } from "~/survey/fill/context";
import { type Column, pathOf, type Row } from "./shape";

type Table = { at: string; tab: string | null; rows: Row[]; columns: Column[] };

/** A range of cells; the one it began at keeps the focus. */
type Range = { from: Spot; to: Spot };

export type Picked = {
  /** Cells of the range in rows and columns; null = there is none. */
  size: { rows: number; columns: number } | null;
  onKeyDownCapture(event: KeyboardEvent<HTMLTableElement>): void;
  onMouseDownCapture(event: MouseEvent<HTMLTableElement>): void;
  onCopyCapture(event: ClipboardEvent<HTMLTableElement>): void;
  onBlurCapture(event: FocusEvent<HTMLTableElement>): void;
};

const arrows: Record<string, { row: number; column: number }> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/**
 * A range of a table as in a spreadsheet: Shift with the arrows or a click chooses it, copying writes it as it could be
 * pasted, Delete empties it in one step. Computed cells are left empty, since they are no answers.
 */
export function useRange({ at, tab, rows, columns }: Table): Picked {
  const { store, lang, mayWrite } = useFill();
  const [range, setRange] = useState<Range | null>(null);
  const table = useRef<HTMLTableElement | null>(null);

  const choose = (next: Range | null) => {
    if (table.current) mark(table.current, next);
    setRange(next);
  };
  const pathAt = ({ row, column }: Spot): string | null => {
    const [own, across] = [rows[row], columns[column]];
    return own && across ? pathOf(at, { tab, row: own.code, column: across.code }) : null;
  };
  const textAt = (spot: Spot): string => {
    const path = pathAt(spot);
    if (path === null) return "";
    const { figure, unkept, mark } = store.view(path);
    if (unkept) return toKeptText(unkept, lang);
    return mark !== "conflict" && figure ? toCopied(figure, lang) : "";
  };
  const empty = (chosen: Range) => {
    const paths = spotsOf(chosen)
      .flat()
      .map(pathAt)
      .filter((path): path is string => path !== null && mayWrite(path) && store.view(path).figure !== null);
    if (paths.length > 0) store.commit(paths.map((path) => ({ path, value: null })));
  };

  return {
    size: range && { rows: spotsOf(range).length, columns: spotsOf(range)[0]!.length },
    onKeyDownCapture(event) {
      const field = event.target;
      if (!isCell(field) || field.closest("td.typing")) return;
      table.current = event.currentTarget;
      const step = arrows[event.key];
      const done = () => {
        event.preventDefault();
        event.stopPropagation();
      };
      if (step && event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
        done();
        const from = range?.from ?? spotOf(field);
        const size = {
          rows: Number(event.currentTarget.dataset.rows),
          columns: Number(event.currentTarget.dataset.columns),
        };
        const to = nextSpot(range?.to ?? from, step, { ...size, has: (spot) => pathAt(spot) !== null });
        if (to) choose({ from, to });
      } else if (range && (event.key === "Delete" || event.key === "Backspace")) {
        done();
        empty(range);
      } else if (range && event.key === "Escape") {
        done();
        choose(null);
      } else if (range && !["Shift", "Control", "Meta", "c", "C", "F6"].includes(event.key)) choose(null);
    },
    onMouseDownCapture(event) {
      const [field, from] = [event.target, document.activeElement];
      table.current = event.currentTarget;
      if (event.shiftKey && isCell(field) && isCell(from) && event.currentTarget.contains(from) && field !== from) {
        event.preventDefault();
        choose({ from: spotOf(from), to: spotOf(field) });
      } else if (range) choose(null);
    },
    onCopyCapture(event) {
      if (!range) return;
      event.preventDefault();
      event.stopPropagation();
      const lines = spotsOf(range).map((line) => line.map(textAt).join("\t"));
      event.clipboardData.setData("text/plain", lines.join("\n"));
    },
    onBlurCapture(event) {
      if (range && !event.currentTarget.contains(event.relatedTarget)) choose(null);
    },
  };
}

function isCell(target: EventTarget | Element | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.dataset.row !== undefined;
}

function spotOf({ dataset }: HTMLInputElement): Spot {
  return { row: Number(dataset.row), column: Number(dataset.column) };
}

/** Cells from corner to corner, row by row. */
function spotsOf({ from, to }: Range): Spot[][] {
  const between = (a: number, b: number) =>
    Array.from({ length: Math.abs(a - b) + 1 }, (_, step) => Math.min(a, b) + step);
  return between(from.row, to.row).map((row) => between(from.column, to.column).map((column) => ({ row, column })));
}

/** Marks the cells on the page itself: none of them is drawn again for it. */
function mark(table: HTMLTableElement, range: Range | null): void {
  const wanted = new Set(
    range ? spotsOf(range).flatMap((line) => line.map(({ row, column }) => `${row}/${column}`)) : [],
  );
  for (const field of table.querySelectorAll<HTMLInputElement>("input[data-row]")) {
    const { row, column } = spotOf(field);
    field.closest("td")?.toggleAttribute("data-picked", wanted.has(`${row}/${column}`));
  }
}
