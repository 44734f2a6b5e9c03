import type { Lang } from "~/domain/dictionary/dictionary";
import { chart as chartWords } from "~/i18n/chart";
import { formatFigure } from "~/i18n/format";
import { type UnitWords, unitBehind } from "~/i18n/units";
import { pointsOf, type TrendChart } from "./trend";
import type { Spot } from "./trend-spots";

type Props = {
  spot: Spot;
  chart: TrendChart;
  lang: Lang;
  unit: UnitWords;
  href: string | null;
  /** Width of the chart it floats on; null = it stands below the chart (touch). */
  within: number | null;
};

/** What the point under the pointer or the keyboard says. */
export function TrendPanel({ spot, chart, lang, unit, href, within }: Props) {
  const words = chartWords[lang];
  const line = spot.kind === "point" ? chart.lines[spot.line] : null;
  const point = line && spot.kind === "point" ? pointsOf(line).find((one) => one.period === spot.period) : null;
  const left =
    within === null ? undefined : Math.max(0, Math.min(within - 240, spot.x > within / 2 ? spot.x - 252 : spot.x + 16));
  const style =
    left === undefined
      ? undefined
      : { insetInlineStart: left, insetBlockStart: Math.max(0, spot.y + (spot.y > 260 ? -130 : 16)) };
  const name = spot.kind === "context" ? `${spot.name}, ${spot.period}` : `${line?.name}, ${point?.period}`;
  const status = spot.kind === "context" ? spot.words : (point?.words ?? "");
  const value = spot.kind === "context" ? spot.value : (point?.y ?? 0);
  return (
    <div className={within === null ? "trend-panel below" : "trend-panel"} style={style}>
      <p className="panel-name">{name}</p>
      <p>
        <strong className="panel-value">{formatFigure(value, lang, { decimals: chart.decimals })}</strong>{" "}
        {unitBehind(value, unit, lang, chart)}
      </p>
      {status !== "" && <p className="muted">{status}</p>}
      {href && (
        <p>
          <a href={href} tabIndex={within === null ? undefined : -1}>
            {words.openPassport}
          </a>{" "}
          {within !== null && <span className="muted">{words.enter}</span>}
        </p>
      )}
    </div>
  );
}
