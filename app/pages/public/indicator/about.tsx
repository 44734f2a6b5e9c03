import { href } from "~/addresses";
import { indicatorWords } from "~/i18n/public/indicator";
import { publicWords } from "~/i18n/public/public";
import { Written } from "~/ui/written";
import type { IndicatorPage } from "./page.server";
import { Warning } from "./trend-section";

/** What stands below every view: caution, notes, definition, source, downloads, citation. */
export function About({ page }: { page: IndicatorPage }) {
  const words = publicWords[page.lang];
  return (
    <>
      {page.caution && <Warning>{page.caution}</Warning>}
      <dl className="notes">
        {page.notes.length > 0 && (
          <div>
            <dt>{words.notes}</dt>
            <dd>
              <ol className="note-list">
                {page.notes.map((note) => (
                  <li key={note.number} value={note.number}>
                    <strong>
                      {note.subject}
                      {words.colon.trimEnd()}
                    </strong>{" "}
                    {note.sign}{" "}
                    {note.text && (
                      <Written written={note.text.lang} lang={page.lang}>
                        {note.text.text}
                      </Written>
                    )}
                  </li>
                ))}
              </ol>
            </dd>
          </div>
        )}
        {page.parts.length > 0 && (
          <div>
            <dt>{words.parts}</dt>
            <dd>
              <p>{words.partsText}</p>
              <ul>
                {page.parts.map((part) => (
                  <li key={part.href}>
                    {part.area}
                    {part.place === "" ? "" : `, ${part.place}`}, {part.period}
                    {words.colon}
                    <a href={part.href}>{part.value}</a>
                  </li>
                ))}
              </ul>
              {page.moreParts && (
                <p>
                  {page.moreParts.text}
                  {words.colon}
                  <a href={page.moreParts.file} download>
                    {words.csv}
                  </a>
                </p>
              )}
            </dd>
          </div>
        )}
        <div className="definition-whole">
          <dt>{words.definition}</dt>
          <dd>
            {page.definition} <a href={page.methods}>{words.fullDefinition}</a>
          </dd>
        </div>
        <div>
          <dt>{words.source}</dt>
          <dd>{page.sources.map((source) => (source.endsWith(".") ? source : `${source}.`)).join(" ")}</dd>
        </div>
        <div>
          <dt>{words.download}</dt>
          <dd>
            <p id="files-hold" className="files-hold">
              {page.downloads.holds}
            </p>
            <p className="downloads">
              <a className="button second" href={page.downloads.csv} download aria-describedby="files-hold">
                {words.csv}
              </a>
              <a className="button second" href={page.downloads.excel} download aria-describedby="files-hold">
                {words.csvExcel}
              </a>
              <a className="button second" href={page.downloads.json} aria-describedby="files-hold">
                {words.json}
              </a>
              {page.downloads.medians && (
                <a className="button second" href={page.downloads.medians} download>
                  {indicatorWords[page.lang].medianFile}
                </a>
              )}
            </p>
            <p className="small muted">
              {page.release.licence}.{" "}
              <a href={`${href("public.releases", { lang: page.lang })}#columns`}>
                {indicatorWords[page.lang].columns}
              </a>
            </p>
          </dd>
        </div>
        <div>
          <dt>{words.cite}</dt>
          <dd>
            <p className="citation">
              {words.citation(page.cite.year)} <cite>{page.cite.what}</cite>, {words.citationRelease(page.release.id)}{" "}
              {page.release.synthetic && <strong>{words.synthetic} </strong>}
              <span className="address">{page.cite.address}</span>
            </p>
          </dd>
        </div>
      </dl>
    </>
  );
}
