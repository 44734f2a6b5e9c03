import type { Highs } from "highs";
import { type Asked, unbounded, withPart } from "./model";
import { type Bounds, firstBounds, narrow, type Part, partsOf, tolerance } from "./narrow";
import { type LeftOut, relax, withoutBrokenSums } from "./reconcile";
import type { System, Target } from "./system";

/*
 * The least and the greatest whole number of each withheld cell. A solution is a proof of width only if all its numbers are
 * whole; a linear bound, rounded inwards, is a proof that there is no more; what lies between is solved in whole numbers.
 */

/** `least` and `most` are exact where the cell is too narrow; else numbers seen that show it wide enough. */
export type Width = { at: number; least: number; most: number };

export type Answer = { widths: Width[]; leftOut: LeftOut[]; solved: number };

/** Share of a confidential number within which nobody may come to it. @source p%-rule, p = 10 (Handbook on SDC, §4.2.2) */
const confidentialShare = 0.1;

/** Does a cell with this width tell too much? */
export function narrowness(
  target: Target,
  { least, most }: { least: number; most: number },
): "reach" | "span" | "confidential" | null {
  const { k, confidential } = target;
  if (k !== null && most < k) return "reach";
  if (k !== null && most - least < k - 1) return "span";
  if (confidential === null) return null;
  const { value } = confidential;
  const low = 1 - confidentialShare;
  const high = 1 + confidentialShare;
  const isOpen =
    value === null
      ? most > least && most * low >= least * high - tolerance
      : least <= value * low + tolerance && most >= value * high - tolerance;
  return isOpen ? null : "confidential";
}

/** Times a system is mended before it is given up. */
const attempts = 8;

/**
 * Widths of all withheld cells of a system. Constraints that contradict what is public are left out and named.
 * @throws Error  a system that cannot be mended
 */
export function widthsOf(highs: Highs, given: System): Answer {
  const leftOut: LeftOut[] = [];
  let system = withoutBrokenSums(given, leftOut);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = tryWidths(highs, system);
    if (answer) return { ...answer, leftOut };
    system = relax(highs, system, leftOut);
  }
  throw new Error(`${given.area} ${given.period}: contradicts itself, whatever is left out`);
}

/** null = no whole numbers fit. */
function tryWidths(highs: Highs, system: System): Omit<Answer, "leftOut"> | null {
  const bounds = firstBounds(system);
  if (!narrow(system, bounds)) return null;
  const answer = { widths: [] as Width[], solved: 0 };
  const seen = new Set<number>();
  for (const part of partsOf(system, bounds)) {
    for (const at of part.unknowns) seen.add(at);
    if (!part.unknowns.some((at) => system.unknowns[at]!.target)) continue;
    if (!widthsOfPart(highs, { system, part, bounds }, answer)) return null;
  }
  system.unknowns.forEach(({ target }, at) => {
    if (target && !seen.has(at)) answer.widths.push({ at, least: bounds.lower[at]!, most: bounds.upper[at]! });
  });
  return answer;
}

type Found = Omit<Answer, "leftOut">;

/** Adds the widths of one part; false = no whole numbers fit. */
function widthsOfPart(highs: Highs, given: { system: System; part: Part; bounds: Bounds }, answer: Found): boolean {
  const { system, part, bounds } = given;
  const least = part.unknowns.map(() => Number.POSITIVE_INFINITY);
  const most = part.unknowns.map(() => Number.NEGATIVE_INFINITY);
  const targets = part.unknowns.flatMap((at, index) => (system.unknowns[at]!.target ? [index] : []));
  const isOpen = (index: number) =>
    narrowness(system.unknowns[part.unknowns[index]!]!.target!, { least: least[index]!, most: most[index]! }) !== null;
  if (part.constraints.length === 0) {
    for (const index of targets) {
      const at = part.unknowns[index]!;
      answer.widths.push({ at, least: bounds.lower[at]!, most: bounds.upper[at]! });
    }
    return true;
  }
  const fits = withPart(highs, given, (asked) => {
    const weights = new Float64Array(part.unknowns.length);
    const take = (values: Float64Array) => {
      for (const index of targets) {
        least[index] = Math.min(least[index]!, values[index]!);
        most[index] = Math.max(most[index]!, values[index]!);
      }
    };
    const askAll = (sign: 1 | -1, turn: number) => {
      weights.fill(0);
      for (const index of targets) if (isOpen(index)) weights[index] = sign * (1 + ((index * 7 + turn * 3) % 5));
      answer.solved++;
      const found = asked.greatest(weights, false);
      if (found?.whole) take(found.at);
      return found !== null;
    };
    for (let turn = 0; turn < 3; turn++) {
      const open = targets.filter(isOpen).length;
      if (turn > 0 && open <= 2) break;
      if (!askAll(1, turn) || !askAll(-1, turn)) return false;
      if (targets.filter(isOpen).length > open / 2) break;
    }
    for (const index of targets) {
      if (!isOpen(index)) continue;
      const around = { weights, index, take, answer };
      if (!extreme(asked, { ...around, sign: 1 })) return false;
      if (isOpen(index) && !extreme(asked, { ...around, sign: -1 })) return false;
    }
    return true;
  });
  if (!fits) return false;
  for (const index of targets) {
    const top = most[index]!;
    answer.widths.push({
      at: part.unknowns[index]!,
      least: least[index]!,
      most: top >= unbounded ? Number.POSITIVE_INFINITY : top,
    });
  }
  return true;
}

type Extreme = {
  weights: Float64Array;
  index: number;
  sign: 1 | -1;
  take: (values: Float64Array) => void;
  answer: Found;
};

/** Asks for the greatest (least) number of one unknown; in whole numbers only where the linear solution is not whole. */
function extreme(asked: Asked, { weights, index, sign, take, answer }: Extreme): boolean {
  weights.fill(0);
  weights[index] = sign;
  answer.solved++;
  let found = asked.greatest(weights, false);
  if (found !== null && !found.whole) {
    answer.solved++;
    found = asked.greatest(weights, true);
  }
  if (found === null) return false;
  take(found.at);
  return true;
}
