import type { CSSProperties } from "react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { publicWords } from "~/i18n/public/public";
import { wordsOf } from "~/i18n/signs";
import type { IndicatorPage } from "./page.server";
import { pointOf } from "./point-of";
import { ScrollEdges } from "./scroll-edges";
import type { Cell, FigureTable } from "./table.server";

/** Countries by years: every figure with its signs, a reason where there is none. */
export function YearsTable({ page, table }: { page: IndicatorPage; table: FigureTable }) {
  const words = publicWords[page.lang];
  return (
    <section className="by-year-part">
      <p className="small muted">{words.tableHint}</p>
      <ScrollEdges lang={page.lang} />
      <section
        className={table.room ? "scroll wide-table" : "scroll wide-table in-words"}
        aria-label={words.tableCaption(page.title)}
        style={roomOf(table)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="figures by-year">
          <caption className="hidden-text">{words.tableCaption(page.title)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.country}</th>
              {table.periods.map((period) => (
                <th key={period} scope="col" className="number">
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.code}>
                <th scope="row">
                  <a href={href("public.country", { lang: page.lang, country: row.code })}>{row.name}</a>
                </th>
                {row.cells.map((cell) => (
                  <FigureCell
                    key={cell.period}
                    cell={cell}
                    lang={page.lang}
                    href={pointOf(page, row.code, cell.period)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <dl className="signs" aria-label={words.signsHere}>
        {table.signs.map((sign) => (
          <div key={sign.letter}>
            <dt>{sign.letter}</dt>
            <dd>{sign.words}</dd>
          </div>
        ))}
        {table.parted && (
          <div>
            <dt>
              <span className="parting-rule" aria-hidden="true" />
              <span className="hidden-text">{words.parting}</span>
            </dt>
            <dd>{words.partingText}</dd>
          </div>
        )}
      </dl>
      <p className="small muted">{words.blank}</p>
    </section>
  );
}

/** Columns of one width, so that a whole number of them fits beside the names. */
function roomOf({ periods, room }: FigureTable): CSSProperties {
  const widths: Record<`--${string}`, number> = { "--columns": periods.length };
  return (room ? { ...widths, "--letters": room.letters, "--signs": room.signs } : widths) as CSSProperties;
}

/** One figure: a link to its passport; signs as letters for the eye, as words for the ear (or for both). */
export function FigureCell({
  cell,
  lang,
  href,
  inWords = false,
}: {
  cell: Cell;
  lang: Lang;
  href: string;
  inWords?: boolean;
}) {
  const flags = wordsOf(cell.signs, lang, cell.fewCases);
  const parted = cell.parted ? publicWords[lang].partedBy[cell.parted] : "";
  // A told break has its own word where its flag shows.
  const said = [...flags, ...(parted === "" || flags.includes(parted) ? [] : [parted])].join(", ");
  if (!cell.linked) return <td className="number" data-label={cell.period} />;
  return (
    <td className="number" data-label={cell.period} data-parted={cell.parted}>
      <a href={href} data-pad={cell.pad}>
        {cell.text}
      </a>
      {said !== "" && !inWords && (
        <>
          <sup aria-hidden="true">{cell.signs.map((sign) => sign.toLowerCase()).join(" ")}</sup>
          <span className="hidden-text">, {said}</span>
        </>
      )}
      {said !== "" && inWords && <span className="after-number"> {said}</span>}
    </td>
  );
}
