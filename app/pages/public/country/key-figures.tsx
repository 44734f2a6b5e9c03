import { href } from "~/addresses";
import { colourAt, markerPath, paperColour } from "~/charts/palette";
import { PartingRule, Sparkline } from "~/charts/sparkline";
import { chart as chartWords } from "~/i18n/chart";
import { home as homeWords } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import type { CountryPage } from "./country.server";

/** Latest value of each indicator with its course, by theme. */
export function KeyFigures({ page }: { page: CountryPage }) {
  const words = homeWords[page.lang];
  const own = publicWords[page.lang];
  const signs = chartWords[page.lang];
  const sign = (shape: "circle" | "diamond", hollow: boolean) => (
    <svg width="14" height="14" aria-hidden="true" focusable="false">
      <path
        d={markerPath(shape, 7, 7, 3.4)}
        fill={hollow ? paperColour : colourAt(0)}
        stroke={colourAt(0)}
        strokeWidth={hollow ? 1.6 : 0.5}
      />
    </svg>
  );
  return (
    <section className="section">
      <header>
        <h2>{words.keyFigures}</h2>
        <p>{words.keyFiguresText}</p>
        <ul className="signs-margin">
          <li>
            {sign("circle", false)} {words.latestValue}
          </li>
          <li>
            {sign("circle", true)} {signs.provisional}
          </li>
          <li>
            {sign("diamond", false)} {signs.afterBreak}
          </li>
          <li>
            <svg width="14" height="14" aria-hidden="true" focusable="false">
              <PartingRule x={7} from={0} to={14} />
            </svg>{" "}
            {words.partingRule}
          </li>
        </ul>
        <p>{words.keyFiguresChart}</p>
      </header>
      <div>
        {page.themes.length === 0 ? (
          <p>{page.nothing ?? words.noKeyFigures}</p>
        ) : (
          <table className="figures country-figures">
            <thead>
              <tr>
                <th scope="col">{words.indicator}</th>
                <th scope="col">{`${page.years.from}–${page.years.to}`}</th>
                <th scope="col" className="number">
                  {own.value}
                </th>
                <th scope="col">{own.year}</th>
                <th scope="col">{own.inWords}</th>
                <th scope="col" className="number">
                  {words.compared}
                </th>
                <th scope="col" className="number">
                  {words.theirMedian}
                </th>
              </tr>
            </thead>
            {page.themes.map((theme) => (
              <tbody key={theme.id}>
                <tr className="group-head">
                  <th scope="rowgroup" colSpan={7}>
                    {theme.name}
                  </th>
                </tr>
                {theme.rows.map((row) => (
                  <tr key={`${row.code}${row.detail}`}>
                    <th scope="row">
                      <a href={`${href("public.indicator", { lang: page.lang, indicator: row.code })}${page.query}`}>
                        {row.name}
                      </a>
                      <span className="unit">{row.detail}</span>
                    </th>
                    <td className="spark">
                      <Sparkline runs={row.runs} from={page.years.from} to={page.years.to} />
                    </td>
                    <td className="number value">
                      <a href={row.passport}>{row.value}</a>
                    </td>
                    <td className="year">{row.year}</td>
                    <td className="words">{row.words}</td>
                    <td className="number compared" data-label={words.compared}>
                      {row.compared}
                    </td>
                    <td className="number compared" data-label={words.theirMedian}>
                      {row.median}
                    </td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        )}
      </div>
    </section>
  );
}
