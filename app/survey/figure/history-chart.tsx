import { useId } from "react";
import { chart, type HistoryScene, type Spot } from "./history-shape";

/** The small chart of the drawer; what it shows is said in words beside it and stands in a table. */
export function HistoryChart({ scene, label, number }: { scene: HistoryScene; label: string; number: string }) {
  const { width, height, left, right, top, bottom } = chart;
  const clip = useId();
  return (
    <svg className="history-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} focusable="false">
      <clipPath id={clip}>
        <rect x={0} y={top} width={width} height={height - top - bottom + 1} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {scene.bands.map(({ outline, middle }) =>
          middle.length === 1 ? (
            <path key={outline[0]?.x} className="history-band-one" d={pathOf(outline)} />
          ) : (
            <g key={outline[0]?.x}>
              <path className="history-band" d={`${pathOf(outline)}Z`} />
              <path className="history-middle" d={pathOf(middle)} />
            </g>
          ),
        )}
      </g>
      <path
        className="history-rule"
        d={`M${left} ${scene.top.y}H${width - right}M${left} ${scene.zero}H${width - right}`}
      />
      <text className="history-text" x={left} y={scene.top.y - 6}>
        {number}
      </text>
      {scene.breaks.map((x) => (
        <path key={x} className="history-break" d={`M${x} ${top - 4}V${height - bottom}`} />
      ))}
      {scene.lines.map((line) => (
        <path key={line[0]?.x} className="history-line" d={pathOf(line)} />
      ))}
      {scene.dots.map(({ period, x, y, open, after }) => (
        <path
          key={period}
          className={open ? "history-dot open" : "history-dot"}
          d={after ? diamond(x, y) : circle(x, y, 2.2)}
        />
      ))}
      {scene.typed?.from && <path className="history-join" d={pathOf([scene.typed.from, scene.typed])} />}
      {scene.typed && <path className="history-typed" d={circle(scene.typed.x, scene.typed.y, 4.5)} />}
      {scene.ends.map(({ x, period }, at) => (
        <text
          key={period}
          className="history-text"
          x={Math.min(Math.max(x, left), width - right)}
          y={height - 6}
          textAnchor={scene.ends.length === 1 ? "middle" : at === 0 ? "start" : "end"}
        >
          {period}
        </text>
      ))}
    </svg>
  );
}

function pathOf(spots: readonly Spot[]): string {
  return spots.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join("");
}

function circle(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function diamond(x: number, y: number): string {
  return `M${x} ${y - 4}L${x + 3.6} ${y}L${x} ${y + 4}L${x - 3.6} ${y}Z`;
}
