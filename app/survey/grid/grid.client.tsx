import { type ClipboardEvent, useEffect, useId, useMemo, useState } from "react";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { TotalsNote } from "~/survey/figure/totals-note.client";
import { fieldId, useFill } from "~/survey/fill/context";
import { GridBody } from "./body.client";
import { GridHead } from "./head.client";
import { GridKeys, GridLegend } from "./legend.client";
import { usePaste } from "./paste.client";
import { PasteDialog } from "./paste-dialog.client";
import { useRange } from "./range.client";
import { toColumns, toRows, totalsOf } from "./shape";
import { GridTabs } from "./tabs.client";
import { WholeTable } from "./whole.client";

type Props = {
  question: Question;
  /** Path of the grid: its name, or `panel/{rowId}/name`. */
  at: string;
  /** Id of its heading. */
  labelledBy: string;
};

/** A table of figures: each cell keeps its own state outside of React, so that typing draws one cell again. */
export function FigureGrid({ question, at, labelledBy }: Props) {
  const fill = useFill();
  const { lang, store } = fill;
  const [tab, setTab] = useState<string | null>(question.tabs[0]?.value ?? null);
  const rows = useMemo(() => toRows(question, lang, fill.period), [question, lang, fill.period]);
  const columns = useMemo(() => toColumns(question, lang, fill.period), [question, lang, fill.period]);
  const totals = useMemo(() => totalsOf(question, at, tab), [question, at, tab]);
  const last = useMemo(() => lastColumn(fill, question, at), [fill, question, at]);
  const paste = usePaste({ question, at, tab, rows, columns });
  const { size: picked, ...picking } = useRange({ at, tab, rows, columns });
  const panel = useId();

  // Somebody follows a link to one of our figures: open its tab, then focus it.
  useEffect(
    () =>
      store.subscribeShow((path) => {
        if (path !== at && !path.startsWith(`${at}/`)) return;
        const parts = path.slice(at.length + 1).split("/");
        if (parts.length === 3) setTab(parts[0]!);
        requestAnimationFrame(() => fieldOf(path, at)?.focus());
      }),
    [store, at],
  );

  const wide = columns.length > 3;
  const onPaste = (event: ClipboardEvent<HTMLTableElement>) => {
    if (!(event.target instanceof HTMLInputElement && event.target.readOnly)) paste.take(event);
  };
  return (
    <div className="figure-grid">
      {fill.mayWrite(at) && <WholeTable question={question} at={at} />}
      {question.tabs.length > 0 && <GridTabs tabs={question.tabs} chosen={tab ?? ""} panel={panel} onChoose={setTab} />}
      <PasteDialog paste={paste} />
      <div
        id={panel}
        role={question.tabs.length > 0 ? "tabpanel" : undefined}
        className={wide ? "figure-scroll wide" : "figure-scroll"}
      >
        <table
          className="figure-table"
          aria-labelledby={labelledBy}
          data-rows={rows.length + 1}
          data-columns={columns.length + 1}
          style={{ inlineSize: `${widthOf(columns.length, { last: last !== null, total: totals.overColumns })}px` }}
          onPaste={onPaste}
          {...picking}
        >
          <GridHead question={question} columns={columns} last={last} withTotal={totals.overColumns} />
          <GridBody
            key={tab}
            question={question}
            at={at}
            tab={tab}
            rows={rows}
            columns={columns}
            totals={totals}
            last={last !== null}
          />
        </table>
      </div>
      <p className="hidden-text" role="status">
        {picked && words[lang].grid.picked(picked.rows, picked.columns)}
      </p>
      <TotalsNote question={question} at={at} tab={tab} rows={rows} columns={columns} />
      <GridLegend paths={at} />
      {isFirstGrid(fill, question) && <GridKeys />}
    </div>
  );
}

/** Heads of the two columns of a measure; null when nothing was accepted before. */
function lastColumn(
  fill: ReturnType<typeof useFill>,
  question: Question,
  at: string,
): { now: string; last: string } | null {
  const periods = new Set<string>();
  for (const [path, values] of fill.accepted) if (path.startsWith(`${at}/`) && values[0]) periods.add(values[0].period);
  const say = words[fill.lang].grid;
  if (periods.size === 0) return null;
  const overPeriods = question.observe?.rows === "PERIOD" || question.observe?.columns === "PERIOD";
  const only = periods.size === 1 ? [...periods][0]! : null;
  return overPeriods ? { now: say.now, last: say.last } : { now: fill.period, last: only ?? say.last };
}

/** Width of the table in px, so that columns keep theirs: label 194, value 90, last 48, computed 82 + 50. */
function widthOf(columns: number, shown: { last: boolean; total: boolean }): number {
  return 194 + columns * (shown.last ? 138 : 90) + (shown.total ? (shown.last ? 132 : 82) : 0);
}

/** The keys are explained once in a section. */
function isFirstGrid({ questions }: ReturnType<typeof useFill>, question: Question): boolean {
  const first = [...questions.values()].find((one) => one.kind === "figuregrid" && one.section === question.section);
  return first?.name === question.name;
}

/** The field of a figure; of a row or the whole table, its first. */
function fieldOf(path: string, at: string): HTMLElement | null {
  const field = document.getElementById(fieldId(path));
  if (field) return field;
  const inside = (prefix: string) => document.querySelector<HTMLElement>(`input[id^="${CSS.escape(fieldId(prefix))}"]`);
  return inside(`${path}/`) ?? inside(`${at}/`);
}
