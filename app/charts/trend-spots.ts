/* What a pointer can stand on: points of highlighted lines first, grey lines where none is near. */

export type Place = { x: number; y: number };

export type Spot =
  | { kind: "point"; line: number; period: string; x: number; y: number }
  | {
      kind: "context";
      code: string;
      name: string;
      period: string;
      value: number;
      /** Status in words; empty = normal. */
      words: string;
      x: number;
      y: number;
    };

/** The spot nearest to a place. A highlighted point wins over grey ones within the reach; grey ones reach half as far. */
export function nearest(spots: readonly Spot[], place: Place, reach: number): Spot | null {
  let best: Spot | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const spot of spots) {
    const distance = Math.hypot(spot.x - place.x, spot.y - place.y) * (spot.kind === "context" ? 2 : 1);
    if (distance < least && distance <= reach) {
      least = distance;
      best = spot;
    }
  }
  return best;
}
