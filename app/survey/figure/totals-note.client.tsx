import { useCallback, useSyncExternalStore } from "react";
import { total } from "~/domain/dictionary/dictionary";
import { reasonOf } from "~/domain/figure/figure";
import { addUp, type Cell, partsOfTotal, totalCells } from "~/domain/questionnaire/grid";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import { formatNumber } from "~/i18n/format";
import type { AnswerStore } from "~/survey/fill/answer-store";
import { type Fill, fieldId, useFill } from "~/survey/fill/context";
import { type Column, pathOf, type Row } from "~/survey/grid/shape";
import { toSentence } from "./words";

type Props = { question: Question; at: string; tab: string | null; rows: Row[]; columns: Column[] };

/** Id of the note of a grid: totals that may be typed are described by it. */
export function totalsNoteId(at: string): string {
  return `${fieldId(at)}-totals`;
}

/** Parts named one by one before "and 3 more". */
const mostNamed = 4;

/**
 * Says why totals of this table are not computed and what may be typed instead; and where a total was typed and its parts
 * have values again, which of the two holds. A typed total is never taken away but by the person.
 */
export function TotalsNote(props: Props) {
  const { store, lang, writable } = useFill();
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  const text = useSyncExternalStore(subscribe, () => JSON.stringify(lookAt(store, props, lang)));
  const { missing, open, aside } = JSON.parse(text) as ReturnType<typeof lookAt>;
  const say = words[lang].totals;
  const named = missing.slice(0, mostNamed);
  const rest = missing.length - named.length;
  // Parts have commas of their own; French sets a space before the semicolon that parts them.
  const parts = (rest > 0 ? [...named, words[lang].grid.more(rest)] : named).join(lang === "fr" ? "\u00a0; " : "; ");
  return (
    <div id={totalsNoteId(props.at)} className="figure-totals-note" role="status">
      {open.length > 0 && (
        <p>
          {say.notComputed(open.length, parts, missing.length)} {writable && say.mayType(open.length)}
        </p>
      )}
      {aside.map(({ path, label, computed, typed, isUnkept }) => (
        <p key={path}>
          <strong>{label}</strong>
          {lang === "fr" ? "\u00a0" : ""}: {say.aside(computed, typed)}{" "}
          {writable && (
            <button
              type="button"
              className="link-button"
              onClick={() =>
                isUnkept ? store.dispatch({ kind: "restored", path }) : store.commit([{ path, value: null, raw: "" }])
              }
            >
              {say.remove}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}

type Aside = { path: string; label: string; computed: string; typed: string; isUnkept: boolean };

function lookAt(store: AnswerStore, { question, at, tab, rows, columns }: Props, lang: Fill["lang"]) {
  const say = words[lang].grid;
  const nameOf = ({ row, column }: Cell) => {
    const rowName = row === total ? say.sum : rows.find(({ code }) => code === row)?.name;
    return `${rowName}, ${column === total ? say.allShort : columns.find(({ code }) => code === column)?.name}`;
  };
  const missing = new Set<string>();
  const open: string[] = [];
  const aside: Aside[] = [];
  for (const cell of totalCells(question)) {
    if (cell.tab !== tab) continue;
    const parts = partsOfTotal(question, cell).map((part) => ({ part, view: store.view(pathOf(at, part)) }));
    const sum = addUp(
      parts.map(({ view }) =>
        view.mark === "conflict" || view.mark === "unkept" ? undefined : (view.figure ?? undefined),
      ),
    );
    const path = pathOf(at, cell);
    const { figure, unkept } = store.view(path);
    if (sum.value !== null && (figure || unkept))
      aside.push({
        path,
        label: nameOf(cell),
        computed: formatNumber(sum.value, lang, { small: true }),
        typed: unkept ? unkept.raw : figure ? toSentence(figure, lang) : "",
        isUnkept: unkept !== null,
      });
    if (sum.value !== null) continue;
    const lacking = parts.flatMap(({ part, view }) => {
      const without = view.mark !== "conflict" && view.mark !== "unkept" && view.figure?.v === null && view.figure;
      if (!without) return [];
      const reason = without.lt === undefined ? reasonOf(without) : null;
      return [`${nameOf(part)} (${reason ? figures[lang].reason[reason] : toSentence(without, lang)})`];
    });
    if (lacking.length > 0) open.push(path);
    for (const name of lacking) missing.add(name);
  }
  return { missing: [...missing], open, aside };
}
