import type { Highs } from "highs";
import { tolerance } from "./narrow";
import { toModel } from "./reconcile";
import type { System } from "./system";

/*
 * What would have to be withheld besides, so that a narrow cell can be another number: the public cells that change, as
 * cheap as can be, when the cell is moved to where it is wanted and everything that is known still holds.
 * @source Fischetti, Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints",
 *         Management Science 47(7), 2001, §3 (the attacker's problem as constraints); its linear relaxation is used here
 */

/** Price of withholding an unknown that is public, per person it moves; null = it stays public. */
export type PriceOf = (at: number) => number | null;

/**
 * Unknowns to withhold so that the one at `goal.at` can be `goal.from` or more (`goal.to` or less); empty = it can be already.
 * @returns  null where nothing that may be withheld lets it
 */
export function wayOut(
  highs: Highs,
  system: System,
  goal: { at: number; from: number } | { at: number; to: number },
  priceOf: PriceOf,
): { withhold: number[]; price: number } | null {
  type Column = { cost: number; lower: number; upper: number; whole: boolean };
  const columns: Column[] = [];
  const add = (cost: number, lower: number, upper: number) => columns.push({ cost, lower, upper, whole: false }) - 1;
  const parts = system.unknowns.map((unknown, at): { base: number; terms: [number, number][] } => {
    const { fixed, lower, cell } = unknown;
    if (fixed === null) {
      const [from, to] = [lower, Number.POSITIVE_INFINITY];
      if (at !== goal.at) return { base: 0, terms: [[add(0, from, to), 1]] };
      const [least, most] = "from" in goal ? [Math.max(from, goal.from), to] : [from, goal.to];
      return { base: 0, terms: [[add(0, least, most), 1]] };
    }
    const price = cell === null || cell.point.value === null ? null : priceOf(at);
    if (price === null || at === goal.at) return { base: fixed, terms: [] };
    // What is withheld beside figures that are shown is known not to be zero.
    const least = Math.min(fixed, unknown.whole && cell?.indicator.protectZeros !== true ? 1 : 0);
    return {
      base: fixed,
      terms: [
        [add(price, 0, Number.POSITIVE_INFINITY), 1],
        [add(price, 0, fixed - least), -1],
      ],
    };
  });
  if (parts[goal.at]!.terms.length === 0) return null;
  if ("to" in goal && goal.to < columns[parts[goal.at]!.terms[0]![0]]!.lower) return null;
  const rows = system.constraints.flatMap(({ terms, lower, upper }) => {
    const entries = new Map<number, number>();
    let known = 0;
    for (const { at, times } of terms) {
      known += times * parts[at]!.base;
      for (const [column, sign] of parts[at]!.terms) entries.set(column, (entries.get(column) ?? 0) + times * sign);
    }
    return entries.size === 0 ? [] : [{ entries: [...entries], lower: lower - known, upper: upper - known }];
  });
  const found = highs.withModel(toModel(highs, columns, rows), (model) => {
    model.options.set({ output_flag: false });
    const { modelStatus } = model.run();
    return modelStatus === highs.constants.modelStatus.optimal ? model.getSolution().colValue : null;
  });
  if (found === null) return null;
  const withhold: number[] = [];
  let price = 0;
  parts.forEach(({ terms }, at) => {
    if (terms.length !== 2 || !terms.some(([column]) => found[column]! > tolerance)) return;
    withhold.push(at);
    price += columns[terms[0]![0]]!.cost;
  });
  return { withhold, price };
}
