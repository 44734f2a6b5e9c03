import { type ComponentType, useEffect, useState } from "react";
import type { TrendFigureProps } from "./trend";
import { TrendSvg } from "./trend-svg";

/**
 * The trend chart: a still picture from the server, which a live canvas covers once the page has JavaScript. The still
 * picture keeps the place, so nothing moves, and comes back on paper.
 */
export function TrendFigure(props: TrendFigureProps) {
  const [Live, setLive] = useState<ComponentType<TrendFigureProps> | null>(null);
  useEffect(() => {
    let gone = false;
    import("./trend-canvas.client").then(({ TrendCanvas }) => {
      if (!gone) setLive(() => TrendCanvas);
    });
    return () => {
      gone = true;
    };
  }, []);
  return (
    <figure className="trend" data-live={Live ? "" : undefined} aria-label={props.title} aria-describedby="summary">
      <div className="trend-still">
        <TrendSvg chart={props.chart} width={888} lang={props.lang} className="wide" href={props.addressOf} />
        <TrendSvg chart={props.chart} width={342} lang={props.lang} className="narrow" href={props.addressOf} />
      </div>
      {Live && <Live {...props} />}
    </figure>
  );
}
