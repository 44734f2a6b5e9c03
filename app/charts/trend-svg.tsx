import type { ReactNode } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { formatFigure, formatNumber } from "~/i18n/format";
import { breakTextAt, placeBreaks } from "./breaks";
import { contextPaths } from "./context";
import {
  colourAt,
  contextColour,
  crowdColour,
  gridColour,
  inkColour,
  markerPath,
  mutedColour,
  paperColour,
  round,
  shapeAt,
  underWords,
} from "./palette";
import { endLabels, extremes, frameFor, niceScale, pathOf, toPixels, yearTicks } from "./scene";
import { pointsOf, type TrendChart, type TrendPoint } from "./trend";

type Props = {
  chart: TrendChart;
  width: number;
  lang: Lang;
  className: string;
  /** A smaller picture, this high. */
  height?: number;
  /** Point to ring: the figure the picture is about. */
  marked?: { country: string; period: string };
  /** Reasons of breaks in a smaller picture too. */
  breaks?: boolean;
  /** Passport of a country's point; null = markers lead nowhere. */
  href: ((code: string, period: string) => string) | null;
};

/**
 * The trend as SVG: what the page shows without JavaScript and on paper. It is hidden from screen readers, which get the
 * sentence and the table; each marker is a link to its passport for the mouse.
 */
export function TrendSvg({ chart, width, lang, className, href, height, marked, breaks = false }: Props) {
  const usual = frameFor(width, chart);
  const frame = height === undefined ? usual : { ...usual, height, top: breaks ? usual.top : 10 };
  const placed = height === undefined || breaks ? placeBreaks(chart, frame) : [];
  const { highest, lowest } = extremes(chart);
  const scale = niceScale(highest, lowest);
  const { x, y } = toPixels(frame, chart, scale);
  const size = frame.narrow ? 12 : 14;
  const right = frame.width - frame.right;
  const signs: { x: number; up: boolean }[] = [];
  const zero = y(Math.max(scale.min, 0));
  return (
    <svg
      className={className}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      aria-hidden="true"
      focusable="false"
      fontSize={size}
    >
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line x1={frame.left} x2={right} y1={round(y(tick))} y2={round(y(tick))} stroke={gridColour} />
          <text x={frame.left - 8} y={round(y(tick)) + 5} textAnchor="end" fill={mutedColour}>
            {formatNumber(tick, lang, { small: true })}
          </text>
        </g>
      ))}
      <line x1={frame.left} x2={right} y1={round(zero)} y2={round(zero)} stroke={inkColour} />
      {yearTicks(chart.from, chart.to, frame.narrow).map((year) => (
        <g key={year}>
          <line
            x1={round(x(year))}
            x2={round(x(year))}
            y1={frame.height - frame.bottom}
            y2={frame.height - frame.bottom + 4}
            stroke={inkColour}
          />
          <text x={round(x(year))} y={frame.height - 6} textAnchor="middle" fill={mutedColour}>
            {year}
          </text>
        </g>
      ))}
      {chart.context.map((one) => {
        const paths = contextPaths(one, scale, { x, y }, signs);
        return (
          <g key={one.code}>
            <path d={paths.line} fill="none" stroke={crowdColour} strokeWidth={1} />
            {paths.signs !== "" && <path d={paths.signs} fill={contextColour} />}
          </g>
        );
      })}
      {placed.map((one) => (
        <line
          key={`${one.x}${one.lines.join(" ")}`}
          x1={round(x(one.x))}
          x2={round(x(one.x))}
          y1={breakTextAt(one.row + one.lines.length - 1) + 6}
          y2={frame.height - frame.bottom}
          stroke={mutedColour}
          strokeWidth={1.5}
          strokeDasharray="1.5 3.5"
        />
      ))}
      {placed.flatMap((one) =>
        one.lines.map((line, below) => (
          <text
            key={`${one.x}${line}`}
            x={one.textX}
            y={breakTextAt(one.row + below)}
            fill={mutedColour}
            stroke={paperColour}
            strokeWidth={underWords}
            paintOrder="stroke"
          >
            {line}
          </text>
        )),
      )}
      {chart.lines.map((line, place) => (
        <g key={line.code}>
          {line.bridges.map(([before, after]) => (
            <path
              key={before.period}
              d={pathOf([
                [x(before.x), y(before.y)],
                [x(after.x), y(after.y)],
              ])}
              stroke={colourAt(place)}
              strokeWidth={1.6}
              strokeDasharray="0.1 5"
              strokeLinecap="round"
              fill="none"
            />
          ))}
          {line.runs.map((run) => (
            <RunPath
              key={run[0]?.period}
              run={run.map((point) => ({ ...point, x: x(point.x), y: y(point.y) }))}
              colour={colourAt(place)}
            />
          ))}
          {pointsOf(line).map((point) => (
            <PointMark
              key={point.period}
              href={href !== null && line.kind === "country" ? href(line.code, point.period) : null}
              title={`${line.name}, ${point.period}: ${formatFigure(point.y, lang, { decimals: chart.decimals })}${point.words === "" ? "" : `, ${point.words}`}`}
            >
              {marked?.country === line.code && marked.period === point.period && (
                <path
                  d={markerPath("circle", x(point.x), y(point.y), 8.5)}
                  fill="none"
                  stroke={inkColour}
                  strokeWidth={1.5}
                />
              )}
              <Mark point={{ ...point, x: x(point.x), y: y(point.y) }} place={place} r={frame.narrow ? 2.2 : 3.2} />
            </PointMark>
          ))}
        </g>
      ))}
      {endLabels(chart, frame, scale).map((label) => {
        const end = pointsOf(label.line).at(-1)!;
        return (
          <g key={label.line.code}>
            {(Math.abs(label.y - label.endY) > 3 || label.line.lastPeriod) && (
              <path
                d={pathOf([
                  [label.endX + 6, label.endY],
                  [label.x - 6, label.y],
                ])}
                stroke={gridColour}
              />
            )}
            <Mark
              point={{ ...end, after: false, x: label.x, y: label.y }}
              place={label.place}
              r={frame.narrow ? 3 : 3.6}
            />
            {label.line.differs && (
              <path
                d={`M${round(label.x + 10)} ${round(label.y + 9)}h${round(label.name.length * (frame.narrow ? 7 : 8))}`}
                stroke={inkColour}
                strokeDasharray="4 2.5"
              />
            )}
            <text x={label.x + 10} y={label.y + 5} fill={inkColour} fontSize={frame.narrow ? 14 : 16}>
              <tspan fontWeight={600}>{label.name}</tspan>
              <tspan dx={6}>{formatFigure(end.y, lang, { decimals: chart.decimals })}</tspan>
              {label.line.lastPeriod && (
                <tspan dx={5} fontSize={size} fill={mutedColour}>{`(${label.line.lastPeriod})`}</tspan>
              )}
              {label.line.notes.length > 0 && (
                <tspan dx={2} dy={-5} fontSize={11} fill={mutedColour}>
                  {label.line.notes.join(", ")}
                </tspan>
              )}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** A marker with its words for the mouse; a country's leads to its passport. */
function PointMark({ href, title, children }: { href: string | null; title: string; children: ReactNode }) {
  const inside = (
    <>
      <title>{title}</title>
      {children}
    </>
  );
  return href === null ? (
    <g>{inside}</g>
  ) : (
    <a href={href} tabIndex={-1}>
      {inside}
    </a>
  );
}

/** A run: white underlay, then the line; the way to a hollow point is dashed. */
function RunPath({ run, colour }: { run: TrendPoint[]; colour: string }) {
  const segments = run.slice(1).map((point, at) => ({ from: run[at]!, to: point }));
  const place = (point: TrendPoint): [number, number] => [point.x, point.y];
  return (
    <>
      <path d={pathOf(run.map(place))} fill="none" stroke={paperColour} strokeWidth={5} />
      <path
        d={segments
          .filter(({ to }) => !to.open)
          .map(({ from, to }) => pathOf([place(from), place(to)]))
          .join("")}
        fill="none"
        stroke={colour}
        strokeWidth={2.2}
        strokeLinejoin="round"
      />
      <path
        d={segments
          .filter(({ to }) => to.open)
          .map(({ from, to }) => pathOf([place(from), place(to)]))
          .join("")}
        fill="none"
        stroke={colour}
        strokeWidth={2.2}
        strokeDasharray="5 3.5"
      />
    </>
  );
}

function Mark({ point, place, r }: { point: TrendPoint; place: number; r: number }) {
  const colour = colourAt(place);
  const shape = point.after ? "diamond" : shapeAt(place);
  return (
    <path
      d={markerPath(shape, point.x, point.y, point.open ? r + 0.5 : r)}
      fill={point.open ? paperColour : colour}
      stroke={colour}
      strokeWidth={point.open ? 1.8 : 0.5}
      opacity={point.weak ? 0.5 : 1}
    />
  );
}
