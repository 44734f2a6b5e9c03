import { memo, useCallback, useSyncExternalStore } from "react";
import { reasonOf } from "~/domain/figure/figure";
import { addUp } from "~/domain/questionnaire/grid";
import { fill as words } from "~/i18n/collect/fill";
import { formatNumber } from "~/i18n/format";
import type { AnswerStore } from "~/survey/fill/answer-store";
import { useFill } from "~/survey/fill/context";
import { FigureCell } from "./cell.client";

type Props = {
  path: string;
  parts: readonly string[];
  label: string;
  unit: string | null;
  row: number;
  column: number;
  /** Id of the note that says why it is not computed. */
  note: string;
};

/**
 * A computed total. With one part without value it has none and shows a dash; where a part will never come (it has a
 * reason), the total may be typed from the source that knows it.
 */
export const FigureTotal = memo(function FigureTotal({ path, parts, label, unit, row, column, note }: Props) {
  const { store, lang } = useFill();
  const { value, known, asked, lacking } = useSum(store, parts);
  const typed = useTyped(store, path);
  if (value === null && (lacking || typed))
    return (
      <FigureCell
        path={path}
        label={`${label}, ${words[lang].grid.known(known, asked)}, ${typed ? words[lang].totals.typed : words[lang].totals.canType}`}
        unit={unit}
        describedBy={note}
        row={row}
        column={column}
        total
      />
    );
  return (
    <td className="figure-cell computed">
      <span className="figure-computed">{value === null ? "\u2013" : formatNumber(value, lang, { small: true })}</span>
      <span className="hidden-text">
        {value === null ? words[lang].grid.known(known, asked) : words[lang].cell.computed}
      </span>
    </td>
  );
});

/** "7 of 9" beside the name of a sum: how many of its rows are complete. */
export function SumCount({ rows }: { rows: readonly (readonly string[])[] }) {
  const { store, lang } = useFill();
  const paths = rows.flat();
  const key = paths.join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paths are their key
  const subscribe = useCallback((listener: () => void) => subscribeAll(store, paths, listener), [store, key]);
  const complete = useSyncExternalStore(
    subscribe,
    () => rows.filter((parts) => sumOf(store, parts).value !== null).length,
  );
  return complete === rows.length ? null : (
    <span className="figure-known">{words[lang].grid.known(complete, rows.length)}</span>
  );
}

function useTyped(store: AnswerStore, path: string): boolean {
  const subscribe = useCallback((listener: () => void) => store.subscribe(path, listener), [store, path]);
  return useSyncExternalStore(subscribe, () => store.view(path).figure !== null || store.view(path).unkept !== null);
}

function useSum(store: AnswerStore, parts: readonly string[]) {
  const key = parts.join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts are their key
  const subscribe = useCallback((listener: () => void) => subscribeAll(store, parts, listener), [store, key]);
  const text = useSyncExternalStore(subscribe, () => JSON.stringify(sumOf(store, parts)));
  return JSON.parse(text) as ReturnType<typeof sumOf>;
}

function sumOf(store: AnswerStore, parts: readonly string[]) {
  const figures = parts.map((path) => {
    const { mark, figure } = store.view(path);
    // Until the person has chosen between two values there is none to add.
    return mark === "conflict" || mark === "unkept" ? undefined : (figure ?? undefined);
  });
  return {
    ...addUp(figures),
    lacking: figures.some((figure) => figure?.v === null && (reasonOf(figure) !== null || figure.lt !== undefined)),
  };
}

function subscribeAll(store: AnswerStore, paths: readonly string[], listener: () => void): () => void {
  const ends = paths.map((path) => store.subscribe(path, listener));
  return () => {
    for (const end of ends) end();
  };
}
