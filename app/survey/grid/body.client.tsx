import { memo } from "react";
import { total } from "~/domain/dictionary/dictionary";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { FigureCell } from "~/survey/figure/cell.client";
import { FigureTotal, SumCount } from "~/survey/figure/total.client";
import { totalsNoteId } from "~/survey/figure/totals-note.client";
import { toCellText, toSentence } from "~/survey/figure/words";
import { fieldId, useFill } from "~/survey/fill/context";
import { type Column, pathOf, type Row, type totalsOf, unitAt } from "./shape";

type Props = {
  question: Question;
  at: string;
  tab: string | null;
  rows: Row[];
  columns: Column[];
  totals: ReturnType<typeof totalsOf>;
  /** Are values accepted before shown? */
  last: boolean;
};

/** Rows of a grid. It is drawn once: what changes is subscribed to by the cells. */
export const GridBody = memo(function GridBody(props: Props) {
  const { question, at, tab, rows, columns, totals, last } = props;
  const { lang } = useFill();
  const say = words[lang].grid;
  return (
    <tbody>
      {rows.map((row, r) => (
        <tr key={row.code} className={row.strong ? "strong" : undefined}>
          <th scope="row" className={`figure-row depth-${row.depth}`}>
            {row.name}
          </th>
          {columns.map((column, c) => {
            const cell = { tab, row: row.code, column: column.code };
            const path = pathOf(at, cell);
            const asked = !question.notAsked.has(path.slice(at.length + 1));
            return (
              <Pair key={column.code} path={path} last={last}>
                {asked ? (
                  <FigureCell
                    path={path}
                    label={`${row.name}, ${column.name}`}
                    unit={unitAt(question, cell)}
                    row={r}
                    column={c}
                    describedBy={last ? `${fieldId(path)}-last` : undefined}
                  />
                ) : (
                  <td className="figure-cell not-asked" />
                )}
              </Pair>
            );
          })}
          {totals.overColumns && (
            <TotalPair
              {...props}
              cell={{ tab, row: row.code, column: total }}
              label={`${row.name}, ${say.allShort}`}
              r={r}
              c={columns.length}
            />
          )}
        </tr>
      ))}
      {totals.overRows && (
        <tr className="figure-sum">
          <th scope="row" className="figure-row">
            {Object.keys(question.rowParents).length > 0 ? say.sumOfGroups : say.sum}{" "}
            <SumCount rows={totals.firstLevel} />
          </th>
          {columns.map((column, c) => (
            <TotalPair
              key={column.code}
              {...props}
              cell={{ tab, row: total, column: column.code }}
              label={`${say.sum}, ${column.name}`}
              r={rows.length}
              c={c}
            />
          ))}
          {totals.overColumns && (
            <TotalPair
              {...props}
              cell={{ tab, row: total, column: total }}
              label={`${say.sum}, ${say.allShort}`}
              r={rows.length}
              c={columns.length}
            />
          )}
        </tr>
      )}
    </tbody>
  );
});

function TotalPair({
  question,
  at,
  totals,
  last,
  cell,
  label,
  r,
  c,
}: Props & { cell: { tab: string | null; row: string; column: string }; label: string; r: number; c: number }) {
  const path = pathOf(at, cell);
  return (
    <Pair path={path} last={last}>
      {totals.has(cell) ? (
        <FigureTotal
          path={path}
          parts={totals.partsAt(cell)}
          note={totalsNoteId(at)}
          label={label}
          unit={unitAt(question, cell)}
          row={r}
          column={c}
        />
      ) : (
        <td className="figure-cell computed" />
      )}
    </Pair>
  );
}

/** The cell, and beside it the value accepted before. */
function Pair({ path, last, children }: { path: string; last: boolean; children: React.ReactNode }) {
  const { accepted, lang } = useFill();
  const first = accepted.get(path)?.[0];
  const before = first && "figure" in first ? first : undefined;
  return (
    <>
      {children}
      {last && (
        <td className="figure-last" id={`${fieldId(path)}-last`}>
          {before && (
            <>
              <span aria-hidden="true">
                {before.figure.v === null && before.figure.lt === undefined
                  ? "\u2013"
                  : toCellText(before.figure, lang).number}
              </span>
              <span className="hidden-text">
                {words[lang].cell.lastAccepted(`${toSentence(before.figure, lang)}, ${before.period}`)}
              </span>
            </>
          )}
        </td>
      )}
    </>
  );
}
