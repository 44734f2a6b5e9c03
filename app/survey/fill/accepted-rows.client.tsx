import type { Figure } from "~/domain/figure/figure";
import type { AcceptedRow } from "~/domain/submission/last-accepted-rows";
import { fill as words } from "~/i18n/collect/fill";
import { short, toSentence } from "~/survey/figure/words";
import { useFill } from "./context";

/** Rows of an open table that were accepted before: those of the newest period at once, older ones on demand. */
export function AcceptedRows({ table }: { table: string }) {
  const { acceptedRows, lang, questions } = useFill();
  const rows = acceptedRows.get(table) ?? [];
  const newest = rows.filter(({ period }) => period === rows[0]?.period);
  const older = rows.slice(newest.length);
  if (newest.length === 0) return null;
  const say = words[lang].page;
  return (
    <section
      className="fill-before accepted-rows"
      aria-label={[say.lastAcceptedHead, questions.get(table)?.title[lang]].filter(Boolean).join(", ")}
    >
      <span className="muted">{say.lastAcceptedHead}</span>
      <ul>
        {newest.map((row) => (
          <Row key={keyOf(row)} row={row} />
        ))}
      </ul>
      {older.length > 0 && (
        <details>
          <summary>{say.earlierRows(older.length)}</summary>
          <ul>
            {older.map((row) => (
              <Row key={keyOf(row)} row={row} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function keyOf({ period, about }: AcceptedRow): string {
  return JSON.stringify([period, about]);
}

function Row({ row: { period, about, figures } }: { row: AcceptedRow }) {
  const { questions, lang, unitOf } = useFill();
  const sayFigure = (figure: Figure, unit: string | null) => {
    const value = toSentence(figure, lang, unitOf(unit).after ?? unitOf(unit).short);
    if (figure.lo === undefined || figure.hi === undefined) return value;
    return `${value}, ${words[lang].page.fromTo(short(figure.lo, lang), short(figure.hi, lang))}`;
  };
  const said = about.map(
    ({ question, code }) => questions.get(question)?.choices.find(({ value }) => value === code)?.text[lang] ?? code,
  );
  return (
    <li>
      {[period, ...said].join(" · ")}
      {figures.map(({ question, figure }) => (
        <span key={question}>
          {questions.get(question)?.title[lang]} <b>{sayFigure(figure, questions.get(question)?.unit ?? null)}</b>
        </span>
      ))}
    </li>
  );
}
