import type { SystemCell } from "./cells";

/** Pairs of dimensions with cells of their own: a tree of them, fullest first, and those that would close a ring. */
export function forestOf(cells: readonly SystemCell[]): { kept: string[][]; left: string[][] } {
  const counts = new Map<string, { pair: string[]; cells: number }>();
  for (const one of cells) {
    const pair = Object.keys(one.codes).sort();
    if (pair.length !== 2) continue;
    const known = counts.get(pair.join()) ?? { pair, cells: 0 };
    counts.set(pair.join(), { pair, cells: known.cells + 1 });
  }
  const group = new Map<string, string>();
  const top = (dimension: string): string => (group.has(dimension) ? top(group.get(dimension)!) : dimension);
  const kept: string[][] = [];
  const left: string[][] = [];
  for (const { pair } of [...counts.values()].sort(
    (a, b) => b.cells - a.cells || (a.pair.join() < b.pair.join() ? -1 : 1),
  )) {
    const [a, b] = [top(pair[0]!), top(pair[1]!)];
    if (a === b) left.push(pair);
    else {
      group.set(a, b);
      kept.push(pair);
    }
  }
  return { kept, left };
}
