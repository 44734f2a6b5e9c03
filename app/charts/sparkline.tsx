import { colourAt, markerPath, mutedColour, paperColour, round } from "./palette";
import { pathOf } from "./scene";

export type SparkPoint = { x: number; y: number; open: boolean; after: boolean };

type Props = {
  runs: SparkPoint[][];
  from: number;
  to: number;
};

const width = 148;
const height = 40;
const inset = 5;

/** The dotted rule between two values that may not be compared. */
export function PartingRule({ x, from, to }: { x: number; from: number; to: number }) {
  return <path d={`M${round(x)} ${from}V${to}`} stroke={mutedColour} strokeDasharray="1.5 2.5" />;
}

/** A line in a table cell: from zero, breaks dotted, lone years as dots; the figures stand beside it. */
export function Sparkline({ runs, from, to }: Props) {
  const points = runs.flat();
  const last = points.at(-1);
  if (!last) return null;
  const highest = Math.max(...points.map((point) => point.y), 0) || 1;
  const lowest = Math.min(...points.map((point) => point.y), 0);
  const x = (year: number) => inset + ((year - from) / (to - from || 1)) * (width - 2 * inset);
  const y = (value: number) => height - inset - ((value - lowest) / (highest - lowest)) * (height - 2 * inset);
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <path d={`M${inset} ${round(y(0))}H${width - inset}`} className="spark-zero" />
      {points
        .filter((point) => point.after)
        .map((point) => (
          <PartingRule key={point.x} x={x(Math.max(from, point.x - 0.5))} from={2} to={height - 2} />
        ))}
      {runs.map((run) =>
        run.length === 1 && run[0] !== last ? (
          <circle
            key={run[0]?.x}
            cx={round(x(run[0]?.x ?? 0))}
            cy={round(y(run[0]?.y ?? 0))}
            r="1.6"
            fill={colourAt(0)}
          />
        ) : (
          <path
            key={run[0]?.x}
            d={pathOf(run.map((point) => [x(point.x), y(point.y)]))}
            fill="none"
            stroke={colourAt(0)}
            strokeWidth="1.6"
            strokeLinejoin="round"
          />
        ),
      )}
      <path
        d={markerPath(last.after ? "diamond" : "circle", x(last.x), y(last.y), 3)}
        fill={last.open ? paperColour : colourAt(0)}
        stroke={colourAt(0)}
        strokeWidth={last.open ? 1.6 : 0.5}
      />
    </svg>
  );
}
