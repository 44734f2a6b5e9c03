import { total } from "~/domain/dictionary/dictionary";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { useFill } from "~/survey/fill/context";
import type { Column } from "./shape";

type Props = { question: Question; columns: Column[]; last: { now: string; last: string } | null; withTotal: boolean };

/** Head of a grid: the measures, and under each the period asked and the one accepted before. */
export function GridHead({ question, columns, last, withTotal }: Props) {
  const { lang, nameOfAxis } = useFill();
  const span = last ? 2 : 1;
  const all = words[lang].grid.all;
  const heads = withTotal ? [...columns, { code: total, name: all }] : columns;
  const rowsHead = nameOfAxis(question.observe?.rows);
  return (
    <>
      <colgroup>
        <col className="figure-col-name" />
      </colgroup>
      {heads.map(({ code }) => (
        <colgroup key={code}>
          <col className={code === total ? "figure-col-total" : "figure-col-value"} />
          {last && <col className="figure-col-last" />}
        </colgroup>
      ))}
      <thead>
        <tr>
          <RowsHead name={last ? "" : rowsHead} />
          {heads.map(({ code, name }) => (
            <th key={code} scope={last ? "colgroup" : "col"} colSpan={span} className="figure-measure">
              {name}
            </th>
          ))}
        </tr>
        {last && (
          <tr className="figure-periods">
            <RowsHead name={rowsHead} />
            {heads.map(({ code }) => (
              <Periods key={code} last={last} />
            ))}
          </tr>
        )}
      </thead>
    </>
  );
}

/** Head of the names of the rows; no head where the rows need no name. */
function RowsHead({ name }: { name: string }) {
  return name === "" ? <td /> : <th scope="col">{name}</th>;
}

function Periods({ last }: { last: { now: string; last: string } }) {
  return (
    <>
      <th scope="col" className="figure-now">
        {last.now}
      </th>
      <th scope="col" className="figure-then">
        {last.last}
      </th>
    </>
  );
}
