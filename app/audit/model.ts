import loadHighs, { type Highs, type Model } from "highs";
import type { Bounds, Part } from "./narrow";
import type { System } from "./system";

/* One part of a system in the solver, kept while its bounds are asked: only the objective changes. */

/** Persons; stands for "no bound". Far above any count, and exact in the solver's arithmetic. */
export const unbounded = 1e6;

export type Solution = { value: number; at: Float64Array; whole: boolean };

export type Asked = {
  /** Numbers that fit and make the weighted sum as large as can be; null = none fit. */
  greatest: (weights: Float64Array, inWhole: boolean) => Solution | null;
};

let loading: Promise<Highs> | undefined;

/** The solver, loaded once per process. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs();
  return loading;
}

/** Puts a part in the solver, asks, and frees it. Unknowns are numbered as in `part`. */
export function withPart<T>(
  highs: Highs,
  given: { system: System; part: Part; bounds: Bounds },
  ask: (asked: Asked) => T,
): T {
  const model = highs.createModel(dataOf(highs, given));
  try {
    model.options.set({ output_flag: false, presolve: "off", mip_rel_gap: 0, mip_abs_gap: 0.5 });
    return ask({ greatest: (weights, inWhole) => solve(highs, model, { ...given, weights, inWhole }) });
  } finally {
    model.dispose();
  }
}

type Given = { system: System; part: Part; bounds: Bounds };

function dataOf(highs: Highs, { system, part, bounds }: Given) {
  const place = new Map(part.unknowns.map((at, index) => [at, index]));
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  for (const index of part.constraints) {
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
    numCols: part.unknowns.length,
    numRows: part.constraints.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: new Float64Array(part.unknowns.length),
    colLower: part.unknowns.map((at) => bounds.lower[at]!),
    colUpper: part.unknowns.map((at) => Math.min(bounds.upper[at]!, Math.max(unbounded, bounds.lower[at]!))),
    rowLower,
    rowUpper,
    matrix: {
      format: "csr" as const,
      numRows: part.constraints.length,
      numCols: part.unknowns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  };
}

function solve(
  highs: Highs,
  model: Model,
  { weights, inWhole, part, system }: Given & { weights: Float64Array; inWhole: boolean },
): Solution | null {
  const all = { kind: "range" as const, from: 0, to: weights.length - 1 };
  model.changeColsCost(all, weights);
  const { continuous, integer } = highs.constants.variableType;
  if (inWhole)
    model.changeColsIntegrality(
      all,
      part.unknowns.map((at) => (system.unknowns[at]!.whole ? integer : continuous)),
    );
  const { modelStatus } = model.run();
  const { optimal, infeasible } = highs.constants.modelStatus;
  const found = modelStatus === optimal ? Float64Array.from(model.getSolution().colValue) : null;
  if (inWhole) model.clearIntegrality();
  if (modelStatus === infeasible) return null;
  if (found === null) throw new Error(`the solver ended with status ${modelStatus}`);
  let value = 0;
  let whole = true;
  for (let at = 0; at < found.length; at++) {
    const near = Math.round(found[at]!);
    if (system.unknowns[part.unknowns[at]!]!.whole) {
      if (Math.abs(found[at]! - near) > 1e-6) whole = false;
      // Zero of either sign is zero.
      else found[at] = near + 0;
    }
    value += weights[at]! * found[at]!;
  }
  return { value, at: found, whole };
}
