import type { Lang } from "~/domain/dictionary/dictionary";
import { formatNumber } from "~/i18n/format";
import { colourAt, inkColour, markerPath, mutedColour, oldColour, paperColour } from "./palette";
import type { Scale } from "./scene";

type Dot = {
  v: number;
  lo: number | null;
  hi: number | null;
  period: string;
  open: boolean;
  weak: boolean;
  after: boolean;
  old: boolean;
  round: boolean;
};
type Range = { low: number; high: number; middle: number };

/** One row of a dot plot, as wide as its cell: a dot with its interval, or a group's range and median. */
export function DotRow({
  scale,
  dot,
  range,
  small = false,
  low = false,
}: {
  scale: Scale;
  dot?: Dot;
  range?: Range;
  /** A sample of a legend, without the scale. */
  small?: boolean;
  /** A lower row, for small charts. */
  low?: boolean;
}) {
  const at = (value: number) =>
    `${Math.max(0, Math.min(100, ((value - scale.min) / (scale.max - scale.min)) * 100)).toFixed(2)}%`;
  const height = small ? 16 : low ? 18 : 26;
  const middle = height / 2;
  return (
    <svg className={small ? "dot-sample" : "dot-row"} width="100%" height={height} aria-hidden="true" focusable="false">
      {!small &&
        scale.ticks.map((tick) => (
          <line key={tick} x1={at(tick)} x2={at(tick)} y1="0" y2={height} className={tick === 0 ? "zero" : "tick"} />
        ))}
      {range && (
        <>
          <line x1={at(range.low)} x2={at(range.high)} y1={middle} y2={middle} stroke={mutedColour} />
          <line
            x1={at(range.middle)}
            x2={at(range.middle)}
            y1={middle - 8}
            y2={middle + 8}
            stroke={inkColour}
            strokeWidth="3"
          />
        </>
      )}
      {dot && <DotMark dot={dot} at={at} middle={middle} label={!small} />}
    </svg>
  );
}

function DotMark({
  dot,
  at,
  middle,
  label,
}: {
  dot: Dot;
  at: (value: number) => string;
  middle: number;
  label: boolean;
}) {
  const colour = dot.old ? oldColour : dot.round ? colourAt(0) : inkColour;
  const shape = dot.after ? "diamond" : dot.round ? "circle" : "square";
  const interval = dot.lo !== null && dot.hi !== null ? { lo: dot.lo, hi: dot.hi } : null;
  return (
    <>
      {interval &&
        (dot.weak ? (
          <line
            x1={at(interval.lo)}
            x2={at(interval.hi)}
            y1={middle}
            y2={middle}
            stroke={colour}
            strokeWidth="10"
            opacity="0.28"
          />
        ) : (
          <>
            <line x1={at(interval.lo)} x2={at(interval.hi)} y1={middle} y2={middle} stroke={colour} strokeWidth="1.5" />
            <line
              x1={at(interval.lo)}
              x2={at(interval.lo)}
              y1={middle - 3.5}
              y2={middle + 3.5}
              stroke={colour}
              strokeWidth="1.5"
            />
            <line
              x1={at(interval.hi)}
              x2={at(interval.hi)}
              y1={middle - 3.5}
              y2={middle + 3.5}
              stroke={colour}
              strokeWidth="1.5"
            />
          </>
        ))}
      {/* A nested picture stands at a share of the width, its marker at fixed px round it. */}
      <svg x={at(dot.v)} y={middle} overflow="visible" aria-hidden="true" focusable="false">
        <path
          d={markerPath(shape, 0, 0, dot.weak ? 3.2 : 4.2)}
          fill={dot.open ? paperColour : colour}
          stroke={colour}
          strokeWidth={dot.open ? 1.8 : 0.5}
        />
      </svg>
      {dot.old && label && (
        <svg x={at(interval?.hi ?? dot.v)} y={middle} overflow="visible" aria-hidden="true" focusable="false">
          <text x="9" y="5" fill={mutedColour} fontSize="14">{`(${dot.period})`}</text>
        </svg>
      )}
    </>
  );
}

/** The axis over or under a column of rows. */
export function DotScale({ scale, lang, top = false }: { scale: Scale; lang: Lang; top?: boolean }) {
  return (
    <svg className="dot-scale" width="100%" height="28" aria-hidden="true" focusable="false">
      {scale.ticks.map((tick) => {
        const at = `${((tick - scale.min) / (scale.max - scale.min)) * 100}%`;
        return (
          <g key={tick}>
            <line x1={at} x2={at} y1={top ? 22 : 0} y2={top ? 28 : 6} className={tick === 0 ? "zero" : "tick"} />
            <text x={at} y={top ? 16 : 21} textAnchor="middle" fontSize="14" fill={mutedColour}>
              {formatNumber(tick, lang, { small: true })}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
