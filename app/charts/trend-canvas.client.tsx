import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { chart as chartWords } from "~/i18n/chart";
import { figureWithUnit, type UnitWords } from "~/i18n/units";
import { onOtherColours } from "./ink";
import { drawTrend, type LiveChart } from "./line";
import { pointsOf, type TrendFigureProps } from "./trend";
import { TrendPanel } from "./trend-panel";
import { nearest, type Place, type Spot } from "./trend-spots";

/**
 * The live trend: Chart.js on a canvas, read by pointer and by keyboard. One tab stop; Left and Right move by year, Up
 * and Down by line, Home and End to the ends, Enter opens the passport, Escape leaves.
 */
export function TrendCanvas({ chart, lang, title, unit, addressOf }: TrendFigureProps) {
  const words = chartWords[lang];
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const live = useRef<LiveChart | null>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  // What is pointed at, for a chart drawn anew in another size.
  const held = useRef<Spot | null>(null);
  const [touch, setTouch] = useState(false);
  // Drawn anew in the colours the reader's system takes.
  useEffect(() => onOtherColours(() => setSize((known) => known && { ...known })), []);

  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!canvas.current || !size || size.width === 0) return;
    const drawn = drawTrend(canvas.current, { chart, lang, ...size });
    live.current = drawn;
    drawn.mark(held.current);
    // Letters of the web font may arrive after the first drawing.
    document.fonts.ready.then(() => drawn.redraw());
    return () => {
      live.current = null;
      drawn.destroy();
    };
  }, [chart, lang, size]);

  useEffect(() => {
    // Another view: what was pointed at is gone.
    if (chart) setSpot(null);
  }, [chart]);
  useEffect(() => {
    held.current = spot;
    live.current?.mark(spot);
  }, [spot]);

  const names = useMemo(() => chart.lines.map((line) => line.name).join(", "), [chart]);
  const href = (at: Spot) => {
    const line = at.kind === "point" ? chart.lines[at.line] : undefined;
    return at.kind === "point" && line?.kind === "country" ? addressOf(line.code, at.period) : null;
  };

  const byKey = (event: KeyboardEvent) => {
    const moved = moveBy(event.key, spot, chart);
    if (event.key === "Enter" && spot) {
      const to = href(spot);
      if (to) window.location.assign(to);
    } else if (event.key === "Escape") setSpot(null);
    else if (moved) setSpot(placed(moved, live.current));
    else return;
    event.preventDefault();
  };
  const byPointer = (event: PointerEvent) => {
    const place = placeIn(event);
    if (place && live.current) setSpot(nearest(live.current.spots, place, event.pointerType === "mouse" ? 28 : 44));
    setTouch(event.pointerType !== "mouse");
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of a picture and its reading, not of form fields */}
      <div
        ref={box}
        className="trend-live"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: one tab stop for the whole chart; its keys are named in its label
        tabIndex={0}
        aria-label={`${chartWords[lang].chartLabel(title, String(chart.from), String(chart.to), names)}. ${words.keys}`}
        onKeyDown={byKey}
        onPointerMove={(event) => event.pointerType === "mouse" && byPointer(event)}
        onPointerDown={(event) => event.pointerType !== "mouse" && byPointer(event)}
        onPointerLeave={(event) => event.pointerType === "mouse" && setSpot(null)}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setSpot(null)}
        onClick={() => {
          const to = spot && !touch ? href(spot) : null;
          if (to) window.location.assign(to);
        }}
      >
        <canvas ref={canvas} />
        {spot && !touch && size && (
          <TrendPanel spot={spot} chart={chart} lang={lang} unit={unit} href={href(spot)} within={size.width} />
        )}
      </div>
      {spot && touch && (
        <TrendPanel spot={spot} chart={chart} lang={lang} unit={unit} href={href(spot)} within={null} />
      )}
      <p className="hidden-text" aria-live="polite">
        {spot ? said(spot, chart, lang, unit) : ""}
      </p>
    </>
  );
}

/** A spot chosen by keyboard, with its place on the canvas. */
function placed(spot: Spot, live: LiveChart | null): Spot {
  if (spot.kind !== "point") return spot;
  return (
    live?.spots.find((one) => one.kind === "point" && one.line === spot.line && one.period === spot.period) ?? spot
  );
}

function placeIn(event: PointerEvent): Place | null {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Where a key leads from a spot; null for a key that is not ours. */
function moveBy(key: string, spot: Spot | null, chart: TrendFigureProps["chart"]): Spot | null {
  const at = spot?.kind === "point" ? spot : null;
  const line = at?.line ?? 0;
  const points = chart.lines[line] ? pointsOf(chart.lines[line]!) : [];
  const index = at ? points.findIndex((point) => point.period === at.period) : points.length;
  const to = (next: number): Spot | null => {
    const point = points[Math.max(0, Math.min(points.length - 1, next))];
    return point ? { kind: "point", line, period: point.period, x: 0, y: 0 } : null;
  };
  switch (key) {
    case "ArrowLeft":
      return to(index - 1);
    case "ArrowRight":
      return to(at ? index + 1 : index);
    case "Home":
      return to(0);
    case "End":
      return to(points.length);
    case "ArrowUp":
    case "ArrowDown": {
      const count = chart.lines.length;
      if (count === 0) return null;
      const next = (line + (key === "ArrowDown" ? 1 : count - 1)) % count;
      const others = pointsOf(chart.lines[next]!);
      const same = others.find((point) => point.period === at?.period) ?? others.at(-1);
      return same ? { kind: "point", line: at ? next : line, period: same.period, x: 0, y: 0 } : null;
    }
    default:
      return null;
  }
}

/** The sentence a screen reader hears. */
function said(spot: Spot, chart: TrendFigureProps["chart"], lang: TrendFigureProps["lang"], unit: UnitWords): string {
  if (spot.kind === "context") return "";
  const line = chart.lines[spot.line];
  const point = line && pointsOf(line).find((one) => one.period === spot.period);
  if (!line || !point) return "";
  return `${line.name}, ${point.period}, ${figureWithUnit(point.y, unit, lang, chart)}${point.words === "" ? "" : `, ${point.words}`}`;
}
