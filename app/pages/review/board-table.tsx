import { type KeyboardEvent, useRef, useState } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { board } from "~/i18n/review/board";
import { SectionSign, type Sign } from "~/ui/section-sign";

export type BoardLine = {
  country: string;
  name: string;
  signs: { section: string; sign: Sign; lines: string[]; href: string }[];
  toReview: number;
  openQueries: number;
  daysSilent: number | null;
  last: string | null;
};

type Place = { row: number; column: number };

/** Days without a sign of life after which a country stands out. */
const longSilence = 14;

/**
 * Countries × sections. One tab stop: arrows, Home and End move between the signs, Enter opens the review. Without
 * JavaScript every sign is a link of its own; what the float says is also the name of the link.
 */
export function BoardTable({
  lines,
  sections,
  lang,
}: {
  lines: readonly BoardLine[];
  sections: readonly { name: string; number: number; shortTitle: string }[];
  lang: Lang;
}) {
  const words = board[lang];
  const table = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<Place | null>(null);
  const [hover, setHover] = useState<Place | null>(null);
  const [stop, setStop] = useState<Place | null>(null);
  const shown = focus ?? hover;

  function move(event: KeyboardEvent, { row, column }: Place) {
    const to = target(event.key, { row, column }, { rows: lines.length, columns: sections.length });
    if (!to || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    table.current?.querySelector<HTMLAnchorElement>(`[data-place="${to.row}-${to.column}"]`)?.focus();
  }

  return (
    <table className="board" ref={table}>
      <thead>
        <tr>
          <th scope="col" className="country">
            {words.country}
          </th>
          {sections.map(({ name, number, shortTitle }) => (
            <th key={name} scope="col" className="section">
              <span title={shortTitle}>
                {number} {shortTitle}
              </span>
            </th>
          ))}
          <th scope="col" className="number">
            {words.toReview}
          </th>
          <th scope="col" className="number">
            {words.openQueries}
          </th>
          <th scope="col" className="number">
            {words.daysSilent}
          </th>
          <th scope="col" className="activity">
            {words.lastActivity}
          </th>
        </tr>
      </thead>
      <tbody onMouseLeave={() => setHover(null)}>
        {lines.map((line, row) => (
          <tr key={line.name} className={focus?.row === row ? "focused" : undefined}>
            <th scope="row">{line.name}</th>
            {line.signs.map(({ section, sign, lines: said, href }, column) => {
              const title = `${sections[column]?.number} ${sections[column]?.shortTitle}`;
              const isShown = shown?.row === row && shown.column === column;
              const isStop = stop === null ? row === 0 && column === 0 : stop.row === row && stop.column === column;
              return (
                <td key={section} className="cell" onMouseEnter={() => setHover({ row, column })}>
                  <a
                    href={href}
                    aria-label={`${line.name}, ${title}: ${words.states[sign]}. ${said.join(". ")}`}
                    data-place={`${row}-${column}`}
                    // Before the script runs every sign is reached by Tab.
                    tabIndex={stop === null && focus === null ? undefined : isStop ? 0 : -1}
                    onFocus={() => {
                      setFocus({ row, column });
                      setStop({ row, column });
                    }}
                    onBlur={() => setFocus(null)}
                    onKeyDown={(event) => move(event, { row, column })}
                  >
                    <SectionSign sign={sign} />
                  </a>
                  {isShown && (
                    <div
                      className={`board-float${column > sections.length - 5 ? " before" : ""}${row > lines.length - 6 ? " above" : ""}`}
                      aria-hidden="true"
                    >
                      <strong>
                        {line.name} · {title}
                      </strong>
                      {said.map((text) => (
                        <span key={text}>{text}</span>
                      ))}
                      <span className="muted">
                        <kbd>Enter</kbd> {words.enterOpens}
                      </span>
                    </div>
                  )}
                </td>
              );
            })}
            <td className={`number${line.toReview > 0 ? " strong" : " muted"}`}>{line.toReview}</td>
            <td className={`number${line.openQueries > 0 ? "" : " muted"}`}>{line.openQueries}</td>
            <td className={`number${(line.daysSilent ?? 0) > longSilence ? " silent" : ""}`}>
              {line.daysSilent ?? "–"}
            </td>
            <td className={line.last ? "activity" : "activity muted"} title={line.last ?? undefined}>
              {line.last ?? words.nothingYet}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function target(
  key: string,
  { row, column }: Place,
  { rows, columns }: { rows: number; columns: number },
): Place | null {
  const within = (at: number, most: number) => Math.min(Math.max(at, 0), most - 1);
  switch (key) {
    case "ArrowDown":
      return { row: within(row + 1, rows), column };
    case "ArrowUp":
      return { row: within(row - 1, rows), column };
    case "ArrowRight":
      return { row, column: within(column + 1, columns) };
    case "ArrowLeft":
      return { row, column: within(column - 1, columns) };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: columns - 1 };
    default:
      return null;
  }
}
