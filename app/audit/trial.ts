import type { Highs } from "highs";
import { confidentialShare, narrowness, type Width, widthsOf } from "./bounds";
import type { NarrowFamily } from "./open-release";
import type { Point } from "./read";
import { type Around, type System, type Target, toSystem } from "./system";
import { wayOut } from "./way-out";

/*
 * One family under trial: whoever withholds says what more she would withhold, and is told what is still too narrow. What to
 * give up is her choice; nothing of her rules stands here.
 */

/** A cell, by its place among `points`, that is too narrow by what the release itself shows. */
export type NarrowAt = { at: number; least: number; most: number };

export type Trial = {
  points: readonly Point[];
  narrow: () => NarrowAt[];
  withhold: (places: readonly number[]) => void;
  show: (at: number, value: number) => void;
  /**
   * Public points, by place, that would let a narrow cell be wide enough, as cheap as can be; null = none would.
   * @param priceOf  of a point; null = it has to stay
   */
  wayOut: (narrow: NarrowAt, priceOf: (at: number) => number | null) => { withhold: number[]; price: number } | null;
};

/** Opens a family for trial. Its points are changed by it. */
export function openTrial(highs: Highs, { family, elsewhere }: NarrowFamily, around: Around): Trial {
  const { cells } = family;
  let asked: System | null = null;
  const set = (at: number, change: Pick<Point, "value" | "withheld">) => {
    Object.assign(cells[at]!.point, change);
  };
  return {
    points: cells.map(({ point }) => point),
    narrow: () => {
      const system = toSystem(family, around);
      const answer = widthsOf(highs, system);
      asked = answer.system;
      return answer.widths.filter((width) => isNarrow(system, width, elsewhere));
    },
    withhold: (places) => {
      for (const at of places) set(at, { value: null, withheld: "release" });
    },
    show: (at, value) => set(at, { value, withheld: null }),
    wayOut: (narrow, priceOf) => {
      if (asked === null) return null;
      const { from, to } = wantedOf(narrow, asked.unknowns[narrow.at]!.target!);
      const up = wayOut(highs, asked, { at: narrow.at, from }, priceOf);
      const down = to === null ? null : wayOut(highs, asked, { at: narrow.at, to }, priceOf);
      return down !== null && (up === null || down.price < up.price) ? down : up;
    },
  };
}

function isNarrow({ unknowns }: System, width: Width, elsewhere: ReadonlySet<string>): boolean {
  const { target, cell } = unknowns[width.at]!;
  const isKnownZero = width.most === 0 && !cell!.indicator.protectZeros;
  return narrowness(target!, width) !== null && !isKnownZero && !elsewhere.has(cell!.point.series);
}

/** Where a narrow cell has to get to: up to `from` or more, or down to `to` or less (null = down does not help). */
function wantedOf({ least, most }: NarrowAt, { k, confidential }: Target): { from: number; to: number | null } {
  const persons = k ?? 1;
  const high = confidential === null ? 0 : (confidential.value ?? least) * (1 + 2.5 * confidentialShare);
  const from = Math.max(persons, least + persons - 1, Math.ceil(high));
  const isOnlySpan = most >= persons && confidential === null;
  return { from, to: isOnlySpan && most - persons + 1 >= 0 ? most - persons + 1 : null };
}
