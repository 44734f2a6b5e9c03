import type { Lang } from "~/domain/dictionary/dictionary";
import { fill as words } from "~/i18n/collect/fill";
import type { ReadingPart } from "./reading";

/** The answers of a section as they stand: what is shown without scripts, while the section opens, and printed. */
export function SectionReading({ parts, lang, opening }: { parts: ReadingPart[]; lang: Lang; opening: boolean }) {
  const say = words[lang].page;
  return (
    <div className="section-reading" aria-busy={opening || undefined}>
      {opening ? (
        <p className="muted" role="status">
          {say.loading}
        </p>
      ) : (
        <noscript>
          <p className="notice">{say.noScript}</p>
        </noscript>
      )}
      {parts.map((part) =>
        part.kind === "table" ? (
          <div className="scroll" key={part.name}>
            <table>
              <caption>
                {part.title}
                {part.tab && `, ${part.tab}`}
              </caption>
              <thead>
                <tr>
                  <td />
                  {part.columns.map((column) => (
                    <th key={column} scope="col" className="number">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {part.rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row" className={`depth-${row.depth}`}>
                      {row.name}
                    </th>
                    {row.cells.map((cell, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a row have no name but their place
                      <td key={at} className="number">
                        {cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <dl key={part.name}>
            <dt>{part.title}</dt>
            <dd>{part.value ?? <span className="muted">{say.notAnswered}</span>}</dd>
          </dl>
        ),
      )}
    </div>
  );
}
