import type { Constraint, System } from "./system";

/*
 * What follows from single constraints, before any solver is asked: bounds are narrowed one constraint at a time, and what
 * is left falls into parts that have nothing to do with each other.
 */

export type Bounds = { lower: Float64Array; upper: Float64Array };

/** Slack in which two sums count as equal: figures are whole, quantities are given to a thousandth. */
export const tolerance = 1e-6;
/** Rounds of narrowing; what needs more is left to the solver. */
const rounds = 40;

export function firstBounds({ unknowns }: System): Bounds {
  return {
    lower: Float64Array.from(unknowns, ({ fixed, lower }) => fixed ?? lower),
    upper: Float64Array.from(unknowns, ({ fixed }) => fixed ?? Number.POSITIVE_INFINITY),
  };
}

/** Least and greatest sum of a constraint's terms within bounds. */
export function reachOf({ terms }: Constraint, { lower, upper }: Bounds): { least: number; most: number } {
  let least = 0;
  let most = 0;
  for (const { at, times } of terms) {
    least += times > 0 ? times * lower[at]! : times * upper[at]!;
    most += times > 0 ? times * upper[at]! : times * lower[at]!;
  }
  return { least, most };
}

/** Can a constraint hold within the bounds? */
export function canHold(constraint: Constraint, bounds: Bounds): boolean {
  const { least, most } = reachOf(constraint, bounds);
  return least <= constraint.upper + tolerance && most >= constraint.lower - tolerance;
}

/**
 * Narrows bounds in place.
 * @returns false: no numbers fit
 */
export function narrow({ unknowns, constraints }: System, bounds: Bounds): boolean {
  const { lower, upper } = bounds;
  const touching: number[][] = unknowns.map(() => []);
  constraints.forEach(({ terms }, index) => {
    for (const { at } of terms) touching[at]!.push(index);
  });
  let queue = new Set(constraints.keys());
  for (let round = 0; round < rounds && queue.size > 0; round++) {
    const next = new Set<number>();
    for (const index of queue) {
      const constraint = constraints[index]!;
      if (!canHold(constraint, bounds)) return false;
      const { least, most } = reachOf(constraint, bounds);
      for (const { at, times } of constraint.terms) {
        if (lower[at] === upper[at]) continue;
        const [low, high] = times > 0 ? [lower[at]!, upper[at]!] : [upper[at]!, lower[at]!];
        // What the other terms leave to this one.
        const above = (constraint.upper - rest(least, times * low, { constraint, at, bounds }).least) / times;
        const below = (constraint.lower - rest(most, times * high, { constraint, at, bounds }).most) / times;
        const whole = unknowns[at]!.whole;
        const [to, from] = times > 0 ? [above, below] : [below, above];
        const newUpper = whole ? Math.floor(to + tolerance) : to;
        const newLower = whole ? Math.ceil(from - tolerance) : from;
        let changed = false;
        if (newUpper < upper[at]! - tolerance) {
          upper[at] = newUpper;
          changed = true;
        }
        if (newLower > lower[at]! + tolerance) {
          lower[at] = newLower;
          changed = true;
        }
        if (!changed) continue;
        if (lower[at]! > upper[at]! + tolerance) return false;
        for (const other of touching[at]!) next.add(other);
      }
    }
    queue = next;
  }
  return true;
}

/** The sum without one term; added up anew where the term is infinite. */
function rest(
  sum: number,
  own: number,
  { constraint, at, bounds }: { constraint: Constraint; at: number; bounds: Bounds },
) {
  if (Number.isFinite(own)) return { least: sum - own, most: sum - own };
  return reachOf({ ...constraint, terms: constraint.terms.filter((term) => term.at !== at) }, bounds);
}

export type Part = { unknowns: number[]; constraints: number[] };

/** Open unknowns and the constraints that still bind them, by connected parts. */
export function partsOf({ unknowns, constraints }: System, bounds: Bounds): Part[] {
  const isOpen = (at: number) => bounds.upper[at]! - bounds.lower[at]! > tolerance;
  const top = unknowns.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (top[at] !== at) {
      top[at] = top[top[at]!]!;
      at = top[at]!;
    }
    return at;
  };
  const binding = constraints.flatMap((constraint, index) => {
    const { least, most } = reachOf(constraint, bounds);
    if (least >= constraint.lower - tolerance && most <= constraint.upper + tolerance) return [];
    return [{ index, open: constraint.terms.flatMap(({ at }) => (isOpen(at) ? [at] : [])) }];
  });
  for (const { open } of binding) for (const at of open) top[find(at)] = find(open[0]!);
  const parts = new Map<number, Part>();
  unknowns.forEach((_, at) => {
    if (!isOpen(at)) return;
    const part = parts.get(find(at)) ?? { unknowns: [], constraints: [] };
    part.unknowns.push(at);
    parts.set(find(at), part);
  });
  for (const { index, open } of binding) if (open.length > 0) parts.get(find(open[0]!))!.constraints.push(index);
  return [...parts.values()];
}
