import type { ComposedPoint } from "./composed-point";
import { sourceName } from "./precedence";

/*
 * A break is told where the country writes it: mostly in the rows of a table. Its total is broken by it too, and whoever
 * reads the line of the total has to read why.
 */

/**
 * Gives broken totals the note their parts tell the break with.
 *
 * Only a point that says nothing itself takes a note, only from parts of the same source, and never from a withheld one:
 * the note of a withheld figure could tell the figure. Of several notes the one of the coarsest part stands.
 * @param points  decided by disclosure; the points given are changed, their observations are not
 */
export function carryBreakNotes(points: readonly ComposedPoint[]): void {
  const told = new Map<string, ComposedPoint[]>();
  for (const point of points) {
    if (point.withheld || point.observation.note === null || !isBroken(point)) continue;
    const tellers = told.get(tableOf(point));
    if (tellers) tellers.push(point);
    else told.set(tableOf(point), [point]);
  }
  if (told.size === 0) return;
  for (const point of points) {
    if (point.withheld || point.observation.note !== null || !isBroken(point)) continue;
    const parts = (told.get(tableOf(point)) ?? []).filter((other) => isPart(other, point)).sort(byCoarseness);
    const note = parts[0]?.observation.note;
    if (note) point.observation = { ...point.observation, note };
  }
}

function isBroken({ observation }: ComposedPoint): boolean {
  return observation.flags.includes("B");
}

function tableOf({ observation, source }: ComposedPoint): string {
  const { indicator, unit, area, period } = observation;
  return `${sourceName(source)}|${indicator}|${unit}|${area}|${period}`;
}

/** Is the one a part of the other: all its codes, and at least one more? */
function isPart(part: ComposedPoint, whole: ComposedPoint): boolean {
  const own = Object.entries(whole.observation.codes);
  const { codes } = part.observation;
  return sizeOf(part) > own.length && own.every(([dimension, code]) => codes[dimension] === code);
}

function sizeOf({ observation }: ComposedPoint): number {
  return Object.keys(observation.codes).length;
}

function byCoarseness(a: ComposedPoint, b: ComposedPoint): number {
  return sizeOf(a) - sizeOf(b) || (a.observation.series < b.observation.series ? -1 : 1);
}
