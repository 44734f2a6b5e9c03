import type { Cell, Family } from "./families";

/*
 * Cells of different indicators that count the same persons by the same codes: one number, unless public ones show that the
 * two come from registers that differ.
 */

export type SameNumbers = {
  twins: [Cell, Cell][];
  /** Do public numbers show that two indicators do not count the same here? */
  differ: (a: string, b: string) => boolean;
};

/** The twins of a family; those of two indicators that differ, split the same way, are left out. */
export function sameNumbers(family: Family): SameNumbers {
  const byCodes = new Map<string, Cell[]>();
  for (const cell of family.cells) {
    const { samePersons } = cell.indicator;
    if (samePersons === undefined) continue;
    const key = `${samePersons}|${cell.keys.own}`;
    const same = byCodes.get(key);
    if (same === undefined) byCodes.set(key, [cell]);
    else same.push(cell);
  }
  const pairs = [...byCodes.values()].flatMap((same) =>
    same.flatMap((a, at) => same.slice(at + 1).map((b): [Cell, Cell] => [a, b])),
  );
  const broken = pairs.filter(
    ([a, b]) => a.point.value !== null && b.point.value !== null && a.point.value !== b.point.value,
  );
  const brokenTables = new Set(broken.map(tableOf));
  const brokenPairs = new Set(broken.map(([a, b]) => pairOf(a.indicator.code, b.indicator.code)));
  return {
    twins: pairs.filter((pair) => !brokenTables.has(tableOf(pair))),
    differ: (a, b) => brokenPairs.has(pairOf(a, b)),
  };
}

const pairOf = (a: string, b: string) => [a, b].sort().join(" ");

function tableOf([a, b]: [Cell, Cell]): string {
  return `${pairOf(a.indicator.code, b.indicator.code)} by ${a.keys.by}`;
}
