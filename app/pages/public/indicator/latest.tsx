import { DotRow, DotScale } from "~/charts/dot-row";
import { niceScale } from "~/charts/scene";
import { chart as chartWords } from "~/i18n/chart";
import { publicWords } from "~/i18n/public/public";
import type { LatestRow, LatestSection } from "./latest.server";
import type { IndicatorPage } from "./page.server";
import { pointOf } from "./point-of";

type Props = { page: IndicatorPage; latest: NonNullable<IndicatorPage["latest"]> };

/** The latest value of each country: one table whose plot is a column. */
export function LatestTable({ page, latest }: Props) {
  const words = publicWords[page.lang];
  const scale = niceScale(latest.highest);
  return (
    <section>
      <p className="small muted">
        {latest.intervals ? words.latestHint : words.latestHintPlain}{" "}
        {page.choices.sort === null ? words.neverRanked : latest.sorted ? words.byValueOrder : words.alphabetical}
      </p>
      <table className="latest">
        <caption className="hidden-text">{page.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.country}</th>
            <th scope="col" className="plot">
              <span className="hidden-text">{chartWords[page.lang].latest}</span>
              <DotScale scale={scale} lang={page.lang} top />
            </th>
            <th scope="col" className="number">
              {words.value}
            </th>
            {latest.intervals && (
              <th scope="col" className="number">
                {words.intervalHead}
              </th>
            )}
            <th scope="col">{words.year}</th>
            <th scope="col">{words.inWords}</th>
          </tr>
        </thead>
        {latest.sections.map((section) => (
          <Section key={section.title} page={page} section={section} scale={scale} intervals={latest.intervals} />
        ))}
        <tfoot>
          <tr>
            <td />
            <td className="plot">
              <DotScale scale={scale} lang={page.lang} />
            </td>
            <td colSpan={latest.intervals ? 4 : 3} />
          </tr>
        </tfoot>
      </table>
      <HowToRead page={page} latest={latest} />
    </section>
  );
}

function Section({
  page,
  section,
  scale,
  intervals,
}: {
  page: IndicatorPage;
  section: LatestSection;
  scale: ReturnType<typeof niceScale>;
  intervals: boolean;
}) {
  const words = publicWords[page.lang];
  return (
    <tbody>
      <tr className="section-head">
        <th scope="rowgroup" colSpan={intervals ? 6 : 5}>
          {section.title} <span className="small muted">{section.hint}</span>
        </th>
      </tr>
      {section.median && (
        <tr className="median">
          <th scope="row">{words.median}</th>
          <td className="plot">
            <DotRow
              scale={scale}
              range={{
                low: section.median.figure.lowest,
                high: section.median.figure.highest,
                middle: section.median.figure.median,
              }}
            />
          </td>
          <td className="number">
            <strong>{section.median.text}</strong>
          </td>
          {intervals && <td className="number interval">{section.median.range}</td>}
          <td className="year" />
          <td className="words">
            {intervals ? words.rangeOfCountries : `${section.median.range}, ${words.rangeOfCountries}`}
          </td>
        </tr>
      )}
      {section.rows.map((row) => (
        <Row key={row.code} page={page} row={row} scale={scale} round={section.round} intervals={intervals} />
      ))}
    </tbody>
  );
}

function Row({
  page,
  row,
  scale,
  round,
  intervals,
}: {
  page: IndicatorPage;
  row: LatestRow;
  scale: ReturnType<typeof niceScale>;
  round: boolean;
  intervals: boolean;
}) {
  const { value } = row;
  return (
    <tr className={value ? undefined : "no-value"}>
      <th scope="row">{row.name}</th>
      <td className="plot">
        {value ? <DotRow scale={scale} dot={{ ...value, round }} /> : <span className="reason">{row.reason}</span>}
      </td>
      <td className="number">
        {value ? (
          <a href={pointOf(page, row.code, value.period)} data-pad={value.pad}>
            {value.text}
          </a>
        ) : (
          <span className="muted" aria-hidden="true">
            :
          </span>
        )}
      </td>
      {intervals && <td className="number interval">{value?.interval}</td>}
      <td className="year">{value?.period}</td>
      <td className="words">
        {row.words}
        {row.notes.length > 0 && <sup>{row.notes.join(", ")}</sup>}
      </td>
    </tr>
  );
}

function HowToRead({ page, latest }: Props) {
  const words = chartWords[page.lang];
  const values = latest.sections.flatMap((section) =>
    section.rows.flatMap((row) => (row.value ? [{ ...row.value, round: section.round }] : [])),
  );
  const first = latest.sections[0]?.title ?? "";
  const scale = { min: 0, max: 10, ticks: [] };
  const sample = (more: Partial<(typeof values)[number]>) => (
    <DotRow
      scale={scale}
      dot={{
        v: 5,
        lo: null,
        hi: null,
        open: false,
        weak: false,
        after: false,
        old: false,
        round: true,
        text: "",
        interval: "",
        period: "",
        ...more,
      }}
      small
    />
  );
  return (
    <ul className="legend">
      <li>
        {sample({})} {latest.sections.length > 1 ? first : words.countries}
      </li>
      {values.some((value) => !value.round) && (
        <li>
          {sample({ round: false })} {words.otherCountry}
        </li>
      )}
      {latest.intervals && (
        <li>
          {sample({ lo: 1, hi: 9 })} {words.intervalSign}
        </li>
      )}
      {values.some((value) => value.open) && (
        <li>
          {sample({ open: true })} {words.provisional}
        </li>
      )}
      {values.some((value) => value.weak) && (
        <li>
          {sample({ weak: true, lo: 1, hi: 9 })} {words.weak}
        </li>
      )}
      {values.some((value) => value.after) && (
        <li>
          {sample({ after: true })} {words.afterBreakSurvey}
        </li>
      )}
      {values.some((value) => value.old) && (
        <li>
          {sample({ old: true })} {words.older}
        </li>
      )}
    </ul>
  );
}
