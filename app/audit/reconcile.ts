import type { Highs } from "highs";
import { type Bounds, canHold, firstBounds, tolerance } from "./narrow";
import type { Constraint, System } from "./system";

/*
 * Systems that contradict themselves. A total of another source differs from its parts; a line is withheld with its zeros
 * although zeros are shown. What contradicts is found and left out by name, the rest still counts.
 */

/** `sum`: public numbers break it alone · `zero`: a split whose gaps cannot all be 1 or more · `together`: it breaks with others. */
export type LeftOut = { kind: "sum" | "zero" | "together"; name: string };

/** Cost of leaving out, per person: to let a withheld cell be zero is cheaper than to say that a sum does not hold. */
const cost = { zero: 1, constraint: 1.5 };

/** The system without the sums that public numbers alone contradict. */
export function withoutBrokenSums(given: System, leftOut: LeftOut[]): System {
  const system = { ...given, unknowns: given.unknowns.map((one) => ({ ...one })) };
  const alone = withoutZeroRule(system);
  return leave(system, leftOut, (constraint) => (canHold(constraint, alone) ? null : "sum"));
}

function withoutZeroRule(system: System): Bounds {
  const bounds = firstBounds(system);
  system.unknowns.forEach(({ fixed }, at) => {
    if (fixed === null) bounds.lower[at] = 0;
  });
  return bounds;
}

function leave(
  system: System,
  leftOut: LeftOut[],
  why: (constraint: Constraint, index: number) => LeftOut["kind"] | null,
): System {
  const constraints = system.constraints.filter((constraint, index) => {
    const kind = why(constraint, index);
    if (kind !== null) leftOut.push({ kind, name: constraint.name });
    return kind === null;
  });
  return { ...system, constraints };
}

/** Leaves out as little as can be of a system that nothing fits. */
export function relax(highs: Highs, system: System, leftOut: LeftOut[]): System {
  const found = elastic(highs, system);
  if (found.zeros.length + found.constraints.size === 0)
    throw new Error(`${system.area} ${system.period}: nothing fits, and nothing can be left out`);
  // A split that withholds one zero may withhold any: nothing is known of its gaps any more.
  for (const split of new Set(found.zeros.map((at) => system.unknowns[at]!.zeroRule!))) {
    for (const one of system.unknowns) if (one.zeroRule === split) Object.assign(one, { lower: 0, zeroRule: null });
    leftOut.push({ kind: "zero", name: split });
  }
  return leave(system, leftOut, (_, index) => (found.constraints.has(index) ? "together" : null));
}

type Elastic = { zeros: number[]; constraints: Set<number> };

/** Solves with a slack at every constraint and every "at least 1", as cheap as can be. */
function elastic(highs: Highs, system: System): Elastic {
  const bounds = firstBounds(system);
  const { unknowns, constraints } = system;
  const open = unknowns.flatMap((_, at) => (bounds.lower[at] === bounds.upper[at] ? [] : [at]));
  const place = new Map(open.map((at, index) => [at, index]));
  const zeros = open.filter((at) => unknowns[at]!.lower > 0 && unknowns[at]!.fixed === null);
  const columns: { cost: number; upper: number; whole: boolean; lower: number }[] = open.map((at) => ({
    cost: 0,
    lower: unknowns[at]!.lower > 0 ? 0 : bounds.lower[at]!,
    upper: bounds.upper[at]!,
    whole: unknowns[at]!.whole,
  }));
  const rows: { entries: [number, number][]; lower: number; upper: number }[] = [];
  const add = (price: number) =>
    columns.push({ cost: price, lower: 0, upper: Number.POSITIVE_INFINITY, whole: false }) - 1;
  const ofZero = zeros.map((at) => {
    const slack = add(cost.zero);
    rows.push({
      entries: [
        [place.get(at)!, 1],
        [slack, 1],
      ],
      lower: Math.max(1, bounds.lower[at]!),
      upper: Number.POSITIVE_INFINITY,
    });
    return slack;
  });
  const ofConstraint = constraints.flatMap((constraint, index) => {
    const entries: [number, number][] = [];
    let known = 0;
    for (const { at, times } of constraint.terms) {
      const column = place.get(at);
      if (column === undefined) known += times * bounds.lower[at]!;
      else entries.push([column, times]);
    }
    if (entries.length === 0) return [];
    const [more, less] = [add(cost.constraint), add(cost.constraint)];
    rows.push({
      entries: [...entries, [more, 1], [less, -1]],
      lower: constraint.lower - known,
      upper: constraint.upper - known,
    });
    return [{ index, slacks: [more, less] }];
  });
  const values = highs.withModel(toModel(highs, columns, rows), (model) => {
    model.options.set({ output_flag: false });
    const { modelStatus } = model.run();
    if (modelStatus !== highs.constants.modelStatus.optimal)
      throw new Error(`the solver ended with status ${modelStatus}`);
    return Float64Array.from(model.getSolution().colValue);
  });
  const used = (column: number) => values[column]! > tolerance;
  return {
    zeros: zeros.filter((_, index) => used(ofZero[index]!)),
    constraints: new Set(ofConstraint.filter(({ slacks }) => slacks.some(used)).map(({ index }) => index)),
  };
}

/** A model of columns and rows; the objective is the sum of costs, to be as small as can be. */
export function toModel(
  highs: Highs,
  columns: readonly { cost: number; lower: number; upper: number; whole: boolean }[],
  rows: readonly { entries: [number, number][]; lower: number; upper: number }[],
) {
  const { continuous, integer } = highs.constants.variableType;
  const starts = [0];
  for (const { entries } of rows) starts.push(starts.at(-1)! + entries.length);
  const finite = (bound: number) => (Number.isFinite(bound) ? bound : Math.sign(bound) * highs.infinity);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map((column) => column.cost),
    colLower: columns.map(({ lower }) => lower),
    colUpper: columns.map(({ upper }) => finite(upper)),
    rowLower: rows.map(({ lower }) => finite(lower)),
    rowUpper: rows.map(({ upper }) => finite(upper)),
    integrality: columns.map(({ whole }) => (whole ? integer : continuous)),
    matrix: {
      format: "csr" as const,
      numRows: rows.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flatMap(({ entries }) => entries.map(([column]) => column))),
      values: Float64Array.from(rows.flatMap(({ entries }) => entries.map(([, times]) => times))),
    },
  };
}
