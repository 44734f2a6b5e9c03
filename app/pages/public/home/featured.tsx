import { href } from "~/addresses";
import { leaveSign, leavesScale } from "~/charts/context";
import { DotRow, DotScale } from "~/charts/dot-row";
import { contextColour } from "~/charts/palette";
import { niceScale } from "~/charts/scene";
import { TrendSvg } from "~/charts/trend-svg";
import type { Lang } from "~/domain/dictionary/dictionary";
import { chart } from "~/i18n/chart";
import { atStart } from "~/i18n/country-grammar";
import type { Featured } from "./featured.server";

/** One indicator of the home page: title, small chart, the sentence that says the same. */
export function FeaturedTile({ featured, lang }: { featured: Featured; lang: Lang }) {
  return (
    <article className="featured-tile">
      <h3>
        <a href={href("public.indicator", { lang, indicator: featured.code })}>{featured.title}</a>
      </h3>
      <p className="small muted">{atStart(featured.subtitle)}</p>
      {featured.trend && (
        <TrendSvg
          chart={featured.trend}
          width={280}
          height={230}
          lang={lang}
          className="small-chart"
          href={null}
          breaks
        />
      )}
      {featured.trend && leavesScale(featured.trend) && (
        <p className="small muted small-legend">
          <svg width="14" height="12" aria-hidden="true" focusable="false">
            <path d={leaveSign(7, 9, true)} fill={contextColour} />
          </svg>{" "}
          {chart[lang].leavesSmall}
        </p>
      )}
      {featured.dots && <Dots dots={featured.dots} lang={lang} />}
      <p className="small featured-text">{featured.text}</p>
    </article>
  );
}

function Dots({ dots, lang }: { dots: NonNullable<Featured["dots"]>; lang: Lang }) {
  const scale = niceScale(dots.highest);
  return (
    <div className="small-dots" aria-hidden="true">
      {dots.rows.map((row) => (
        <div key={row.code}>
          <span className="small">{row.name}</span>
          <DotRow scale={scale} dot={row} low />
        </div>
      ))}
      <div>
        <span />
        <DotScale scale={scale} lang={lang} />
      </div>
    </div>
  );
}
