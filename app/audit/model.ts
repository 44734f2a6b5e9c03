import loadHighs, { type Highs, type Model } from "highs";
import type { Bounds, Part } from "./narrow";
import type { System } from "./system";

/* Parts of a system in the solver, kept while their bounds are asked: only the objective changes. */

/** Stands for "no bound": a hundred times any number that is known, and exact in the solver's arithmetic. */
function unboundedOf({ unknowns }: System): number {
  let largest = 1e4;
  for (const { fixed, lower, target } of unknowns)
    largest = Math.max(largest, fixed ?? lower, target?.confidential?.value ?? 0);
  return largest * 100;
}

/** Numbers that fit; `isWhole`: are those of the unknowns from … to (not included) that count persons whole? */
export type Solution = { at: Float64Array; isWhole: (from: number, to: number) => boolean };

export type Question = {
  /** A greatest number from here on is none: only "no bound" held it. */
  unbounded: number;
  /**
   * Numbers that fit and make the weighted sum as large as can be; null = none fit.
   * @param whole  unknowns that have to be whole; left out: fractions do
   */
  greatest: (weights: Float64Array, whole?: { from: number; to: number }) => Solution | null;
};

let loading: Promise<Highs> | undefined;

/** The solver, loaded once per process. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs();
  return loading;
}

type Given = { system: System; parts: readonly Part[]; bounds: Bounds };

/** Puts parts in the solver, asks, and frees it. Unknowns are numbered as they stand in the parts, one after another. */
export function withModel<T>(highs: Highs, given: Given, ask: (asked: Question) => T): T {
  const unknowns = given.parts.flatMap((part) => part.unknowns);
  const isCount = unknowns.map((at) => given.system.unknowns[at]!.whole);
  const unbounded = unboundedOf(given.system);
  const model = highs.createModel(dataOf(highs, unknowns, { ...given, unbounded }));
  try {
    model.options.set({ output_flag: false, presolve: "off", mip_rel_gap: 0, mip_abs_gap: 0.5 });
    return ask({
      unbounded: unbounded / 2,
      greatest: (weights, whole) => solve(highs, model, { weights, whole, isCount }),
    });
  } finally {
    model.dispose();
  }
}

function dataOf(
  highs: Highs,
  unknowns: readonly number[],
  { system, parts, bounds, unbounded }: Given & { unbounded: number },
) {
  const place = new Map(unknowns.map((at, index) => [at, index]));
  const constraints = parts.flatMap((part) => part.constraints);
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  for (const index of constraints) {
    const { terms, lower, upper } = system.constraints[index]!;
    let known = 0;
    const own = new Map<number, number>();
    for (const { at, times } of terms) {
      const open = place.get(at);
      if (open === undefined) known += times * bounds.lower[at]!;
      else own.set(open, (own.get(open) ?? 0) + times);
    }
    for (const [open, times] of own) {
      indices.push(open);
      values.push(times);
    }
    starts.push(indices.length);
    rowLower.push(Number.isFinite(lower) ? lower - known : -highs.infinity);
    rowUpper.push(Number.isFinite(upper) ? upper - known : highs.infinity);
  }
  return {
    numCols: unknowns.length,
    numRows: constraints.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: new Float64Array(unknowns.length),
    colLower: unknowns.map((at) => bounds.lower[at]!),
    colUpper: unknowns.map((at) => Math.min(bounds.upper[at]!, Math.max(unbounded, bounds.lower[at]!))),
    rowLower,
    rowUpper,
    matrix: {
      format: "csr" as const,
      numRows: constraints.length,
      numCols: unknowns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  };
}

function solve(
  highs: Highs,
  model: Model,
  given: { weights: Float64Array; whole: { from: number; to: number } | undefined; isCount: readonly boolean[] },
): Solution | null {
  const { weights, whole, isCount } = given;
  const all = { kind: "range" as const, from: 0, to: weights.length - 1 };
  model.changeColsCost(all, weights);
  const { continuous, integer } = highs.constants.variableType;
  if (whole)
    model.changeColsIntegrality(
      all,
      isCount.map((count, at) => (count && at >= whole.from && at < whole.to ? integer : continuous)),
    );
  const { modelStatus } = model.run();
  const { optimal, infeasible } = highs.constants.modelStatus;
  const found = modelStatus === optimal ? Float64Array.from(model.getSolution().colValue) : null;
  if (whole) model.clearIntegrality();
  if (modelStatus === infeasible) return null;
  if (found === null) throw new Error(`the solver ended with status ${modelStatus}`);
  const broken = new Set<number>();
  for (let at = 0; at < found.length; at++) {
    if (!isCount[at]) continue;
    const near = Math.round(found[at]!);
    if (Math.abs(found[at]! - near) > 1e-6) broken.add(at);
    // Zero of either sign is zero.
    else found[at] = near + 0;
  }
  return { at: found, isWhole: (from, to) => ![...broken].some((at) => at >= from && at < to) };
}
