import { href } from "~/addresses";
import { standAbove } from "~/charts/breaks";
import { leaveSign, leavesScale } from "~/charts/context";
import { colourAt, contextColour, markerPath, paperColour } from "~/charts/palette";
import { TrendFigure } from "~/charts/trend-figure";
import { chart as words_ } from "~/i18n/chart";
import { atStart } from "~/i18n/country-grammar";
import { indicatorWords } from "~/i18n/public/indicator";
import { publicWords } from "~/i18n/public/public";
import type { IndicatorPage } from "./page.server";
import { pointOf } from "./point-of";
import { FigureCell } from "./years-table";

type Props = { page: IndicatorPage; trend: NonNullable<IndicatorPage["trend"]> };

/** The trend: figure, legend of what is shown, warnings, and the highlighted lines as a table. */
export function TrendSection({ page, trend }: Props) {
  const words = words_[page.lang];
  const own = publicWords[page.lang];
  return (
    <section aria-label={words.trend}>
      {trend.tooMany && (
        <Warning>
          <strong>{own.tooMany}</strong> {own.tooManyText(trend.tooMany.shown, trend.tooMany.left)}{" "}
          <a href={trend.tooMany.table}>{own.openTable}</a>
        </Warning>
      )}
      <TrendFigure
        chart={trend.chart}
        lang={page.lang}
        title={page.title}
        unit={page.unitWords}
        addressOf={(country, period) => pointOf(page, country, period)}
      />
      <BreakList page={page} trend={trend} />
      <Legend page={page} trend={trend} />
      <p className="small muted">
        {words.passports}{" "}
        {trend.usual && (
          <>
            {trend.usual}{" "}
            <a href={`${href("public.methods", { lang: page.lang })}#first-view`}>
              {indicatorWords[page.lang].howChosen}
            </a>
          </>
        )}
      </p>
      {trend.rests.map((sentence) => (
        <p key={sentence} className="small rests">
          {sentence}
        </p>
      ))}
      {trend.without && <p className="small">{own.emptyCountries(trend.without)}</p>}
      {trend.withheld && <p className="small">{own.withheldCountries(trend.withheld)}</p>}
      {trend.tooFew && <p className="small">{own.tooFew(trend.tooFew)}</p>}
      {trend.differing && (
        <Warning>
          <strong>
            {trend.differing.many
              ? own.differMany(trend.differing.names)
              : own.differ(trend.differing.names, trend.differing.pluralName)}
          </strong>{" "}
          {trend.differing.many ? own.differManyText : own.differText}
        </Warning>
      )}
      {trend.partly.map((sentence) => (
        <Warning key={sentence}>{sentence}</Warning>
      ))}
      {page.projected && <Warning>{own.projected}</Warning>}
      {trend.columns.length > 0 && (
        <details className="chart-table">
          <summary>{own.chartTable}</summary>
          <div className="scroll">
            <table className="figures">
              <caption className="hidden-text">{own.tableCaption(page.title)}</caption>
              <thead>
                <tr>
                  <th scope="col">{own.year}</th>
                  {trend.columns.map((column) => (
                    <th key={column.code} scope="col" className="number">
                      {column.name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {trend.rows.map((row) => (
                  <tr key={row.period}>
                    <th scope="row">{row.period}</th>
                    {row.cells.map((cell) => (
                      <FigureCell
                        key={cell.area}
                        cell={cell}
                        lang={page.lang}
                        href={pointOf(page, cell.area, row.period)}
                        inWords
                      />
                    ))}
                    {row.medians.map((median) => (
                      <td key={median.group} className="number">
                        {median.text}
                        {median.rests !== "" && <span className="after-number"> {median.rests}</span>}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}

/** Reasons of breaks for which there is no room above the plot, where rules have their years only. */
function BreakList({ page, trend: { chart } }: Props) {
  const places = [standAbove(chart, true) ? "" : "on-narrow", standAbove(chart, false) ? "" : "on-wide"];
  const shown = places.filter((place) => place !== "").join(" ");
  if (shown === "") return null;
  const words = words_[page.lang];
  return (
    <div className={`break-list ${shown}`}>
      <p>
        {words.breakList}
        {publicWords[page.lang].colon.trimEnd()}
      </p>
      <ul>
        {[...chart.breaks]
          .sort((a, b) => a.x - b.x)
          .map((one) => (
            <li key={one.text}>{atStart(one.text)}</li>
          ))}
      </ul>
    </div>
  );
}

function Legend({ page, trend }: Props) {
  const words = words_[page.lang];
  const points = trend.chart.lines.flatMap((line) => line.runs.flat());
  const line = (dash: string | undefined, mark: React.ReactNode) => (
    <svg width="32" height="12" aria-hidden="true" focusable="false">
      <path
        d="M1 6H31"
        stroke={colourAt(3)}
        strokeWidth={dash === "0.1 5" ? 1.6 : 2}
        strokeDasharray={dash}
        strokeLinecap={dash === "0.1 5" ? "round" : "butt"}
      />
      {mark}
    </svg>
  );
  return (
    <ul className="legend">
      {points.some((point) => point.open) && (
        <li>
          {line("5 3.5", <circle cx="27" cy="6" r="3.9" fill={paperColour} stroke={colourAt(3)} strokeWidth="1.8" />)}{" "}
          {words.provisional}
        </li>
      )}
      {points.some((point) => point.weak) && (
        <li>
          <svg width="14" height="12" aria-hidden="true" focusable="false">
            <circle cx="7" cy="6" r="3.6" fill={colourAt(3)} opacity="0.5" />
          </svg>{" "}
          {words.weak}
        </li>
      )}
      {points.some((point) => point.after) && (
        <li>
          <svg width="14" height="12" aria-hidden="true" focusable="false">
            <path d={markerPath("diamond", 7, 6, 3.6)} fill={colourAt(3)} />
          </svg>{" "}
          {words.afterBreak}
        </li>
      )}
      {trend.chart.lines.some((one) => one.bridges.length > 0) && (
        <li>
          {line("0.1 5", null)} {words.gap}
        </li>
      )}
      {trend.chart.lines.some((one) => one.differs) && (
        <li>
          <span className="differs-sign">{words.name}</span> {words.differs}
        </li>
      )}
      {trend.others > 0 && (
        <li>
          <svg width="32" height="12" aria-hidden="true" focusable="false">
            <path d="M1 6H31" className="crowd-line" />
          </svg>{" "}
          {trend.groups ? words.othersOf(trend.others, trend.groups) : words.others(trend.others)}
        </li>
      )}
      {leavesScale(trend.chart) && (
        <li>
          <svg width="14" height="12" aria-hidden="true" focusable="false">
            <path d={leaveSign(7, 9, true)} fill={contextColour} />
          </svg>{" "}
          {words.leaves}
        </li>
      )}
    </ul>
  );
}

/** A warning: read it before you compare. */
export function Warning({ children }: { children: React.ReactNode }) {
  return (
    <div className="warning">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <path d="M10 2.5 18.5 17.5H1.5Z" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
        <path d="M10 8v4.5M10 14.4v1.2" stroke="currentColor" strokeWidth="1.8" />
      </svg>
      <p>{children}</p>
    </div>
  );
}
