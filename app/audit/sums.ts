import { type Cell, type Family, isCounted, keyOf, without } from "./families";
import { type Link, linksOf } from "./links";
import type { ReleaseFile } from "./read";

/*
 * The sums of a release. Which parts make up their total, and which only lie within it, is learnt as a reader would: from
 * the same table where everything is public. A total of another source that differs from its parts does not sum.
 */

/** `parts` add up to `whole`, or to no more than it. A whole nobody reported has no cell. */
export type Sum = {
  whole: Cell | null;
  /** Name of a whole that nobody reported: the same for all tables of the family. */
  wholeKey: string;
  parts: Cell[];
  equal: boolean;
  name: string;
};

type Found = { whole: Cell | null; wholeKey: string; parts: Cell[]; link: Link; table: string; name: string };

export type Sums = (family: Family) => Sum[];

/** Learns from a whole release which parts make up their totals. */
export function learnSums(release: ReleaseFile, families: Iterable<Family>): Sums {
  const tally = new Map<string, { equal: number; other: number }>();
  const complete = new Map<string, string[][]>();
  for (const family of families) {
    for (const { whole, parts, link, table } of sumsIn(family, release)) {
      const sum = addedUp(parts);
      const total = whole?.point.value ?? null;
      if (sum === null || total === null || (sum === 0 && total === 0)) continue;
      const key = `${table} ${link.parts.join(" ")}`;
      const known = tally.get(key) ?? { equal: 0, other: 0 };
      if (Math.abs(sum - total) < 1e-6) known.equal++;
      else known.other++;
      tally.set(key, known);
    }
  }
  const mostly = ({ equal, other }: { equal: number; other: number }) => equal > other;
  for (const [key, seen] of tally) {
    const [table, ...parts] = key.split(" ");
    const sets = complete.get(table!) ?? [];
    if (mostly(seen)) sets.push(parts);
    complete.set(table!, sets);
  }
  const addsUp = ({ table, link }: Found): boolean => {
    const seen = tally.get(`${table} ${link.parts.join(" ")}`);
    if (seen) return mostly(seen);
    const sets = complete.get(table);
    // Nothing is known: the dictionary says that the parts add up, which one part alone cannot.
    if (sets === undefined) return link.fills || (link.whole === null && link.parts.length > 1);
    return link.fills || sets.some((set) => set.every((code) => link.parts.includes(code)));
  };
  return (family) =>
    sumsIn(family, release).map((found) => ({
      whole: found.whole,
      wholeKey: found.wholeKey,
      parts: found.parts,
      equal: addsUp(found),
      name: found.name,
    }));
}

function addedUp(parts: readonly Cell[]): number | null {
  let sum = 0;
  for (const { point } of parts) {
    if (point.value === null) return null;
    sum += point.value;
  }
  return sum;
}

/** Every place of a family where parts stand beside their whole. */
function sumsIn(family: Family, release: ReleaseFile): Found[] {
  const byKey = new Map<string, Cell[]>();
  const groups = new Map<string, { cells: Cell[]; dimension: string; rest: string; table: string }>();
  for (const cell of family.cells) {
    const own = `${keyOf(cell.layer)}|${keyOf(cell.split)}`;
    byKey.set(own, [...(byKey.get(own) ?? []), cell]);
    const dimensions = Object.keys(cell.split).sort();
    for (const dimension of dimensions) {
      const rest = `${keyOf(cell.layer)}|${keyOf(without(cell.split, dimension))}`;
      const table = `${cell.indicator.code}/${dimensions.join("/")}/${dimension}`;
      const key = `${table}|${rest}`;
      const group = groups.get(key) ?? { cells: [], dimension, rest, table };
      group.cells.push(cell);
      groups.set(key, group);
    }
  }
  /** The cell of the same indicator, else of another that counts the same persons. */
  const find = (key: string, like: Cell): Cell | null => {
    const same = byKey.get(key) ?? [];
    const related = (cell: Cell) =>
      cell.indicator.code === like.indicator.code ||
      (cell.indicator.samePersons !== undefined && cell.indicator.samePersons === like.indicator.samePersons);
    return same.find((cell) => cell.indicator.code === like.indicator.code) ?? same.find(related) ?? null;
  };
  const found: Found[] = [];
  for (const { cells, dimension, rest, table } of groups.values()) {
    const byCode = new Map(cells.map((cell) => [cell.split[dimension]!, cell]));
    const tree = {
      parents: release.parents.get(dimension) ?? new Map<string, string>(),
      codes: release.codes.get(dimension) ?? [],
    };
    for (const link of linksOf([...byCode.keys()].sort(), tree)) {
      const like = cells[0]!;
      const whole = link.whole === null ? find(rest, like) : byCode.get(link.whole)!;
      found.push({
        whole,
        wholeKey: `${like.indicator.samePersons ?? like.indicator.code}|${rest}`,
        parts: link.parts.map((code) => byCode.get(code)!),
        link,
        table: `${table}/${link.whole ?? "_T"}`,
        name: `${like.indicator.code} ${rest.replace("|", " ")} by ${dimension}${link.whole === null ? "" : ` of ${link.whole}`}`,
      });
    }
  }
  return found.filter(({ parts }) =>
    parts.every(({ indicator }) => isCounted(indicator) || indicator.measure === "quantity"),
  );
}
