import type { Cell, Family, Whole } from "./families";
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

type Found = { whole: Cell | null; wholeKey: string; parts: Cell[]; link: NamedLink; table: string; name: string };
type NamedLink = Link & { name: string };

/** `learnt` names all that was learnt: where it is the same, so are the sums of a family. */
export type Sums = { of: (family: Family) => Sum[]; learnt: string };

/** Learns from a whole release which parts make up their totals. */
export function learnSums(release: ReleaseFile, families: Iterable<Family>): Sums {
  const tally = new Map<string, { equal: number; other: number }>();
  const complete = new Map<string, string[][]>();
  const linksIn = linkReader(release);
  for (const family of families) {
    for (const { whole, parts, link, table } of sumsIn(family, linksIn)) {
      const sum = addedUp(parts);
      const total = whole?.point.value ?? null;
      if (sum === null || total === null || (sum === 0 && total === 0)) continue;
      const key = `${table} ${link.name}`;
      const known = tally.get(key) ?? { equal: 0, other: 0 };
      tally.set(key, known);
      if (Math.abs(sum - total) < 1e-6) known.equal++;
      else known.other++;
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
    const seen = tally.get(`${table} ${link.name}`);
    if (seen) return mostly(seen);
    const sets = complete.get(table);
    // Nothing is known: the dictionary says that the parts add up, which one part alone cannot.
    if (sets === undefined) return link.fills || (link.whole === null && link.parts.length > 1);
    return link.fills || sets.some((set) => set.every((code) => link.parts.includes(code)));
  };
  const learnt = [...tally].map(([key, seen]) => `${key} ${mostly(seen)}`).join("\n");
  const of = (family: Family) =>
    sumsIn(family, linksIn).map((found) => ({
      whole: found.whole,
      wholeKey: found.wholeKey,
      parts: found.parts,
      equal: addsUp(found),
      name: found.name,
    }));
  return { of, learnt };
}

function addedUp(parts: readonly Cell[]): number | null {
  let sum = 0;
  for (const { point } of parts) {
    if (point.value === null) return null;
    sum += point.value;
  }
  return sum;
}

type Links = (dimension: string, present: readonly string[]) => readonly NamedLink[];

/** Links of the codes that occur together, found once for each set of them. */
function linkReader({ parents, codes }: ReleaseFile): Links {
  const known = new Map<string, readonly NamedLink[]>();
  return (dimension, present) => {
    const key = `${dimension} ${present.join(" ")}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const tree = { parents: parents.get(dimension) ?? new Map<string, string>(), codes: codes.get(dimension) ?? [] };
    const links = linksOf([...present].sort(), tree).map((link) => ({ ...link, name: link.parts.join(" ") }));
    known.set(key, links);
    return links;
  };
}

/** Every place of a family where parts stand beside their whole. */
function sumsIn(family: Family, linksIn: Links): Found[] {
  const byKey = new Map<string, Cell[]>();
  const groups = new Map<string, { cells: Cell[]; whole: Whole }>();
  for (const cell of family.cells) {
    const { own, wholes } = cell.keys;
    const same = byKey.get(own);
    if (same === undefined) byKey.set(own, [cell]);
    else same.push(cell);
    for (const whole of wholes) {
      const group = groups.get(whole.group);
      if (group === undefined) groups.set(whole.group, { cells: [cell], whole });
      else group.cells.push(cell);
    }
  }
  /** The cell of the same indicator, else of another that counts the same persons. */
  const find = (key: string, { indicator }: Cell): Cell | null => {
    const same = byKey.get(key) ?? [];
    const related = (cell: Cell) =>
      indicator.samePersons !== undefined && cell.indicator.samePersons === indicator.samePersons;
    return same.find((cell) => cell.indicator.code === indicator.code) ?? same.find(related) ?? null;
  };
  const found: Found[] = [];
  for (const { cells, whole: at } of groups.values()) {
    const byCode = new Map<string, Cell>();
    for (const cell of cells) byCode.set(cell.split[at.dimension]!, cell);
    const { indicator } = cells[0]!;
    for (const link of linksIn(at.dimension, [...byCode.keys()])) {
      found.push({
        whole: link.whole === null ? find(at.key, cells[0]!) : byCode.get(link.whole)!,
        wholeKey: `${indicator.samePersons ?? indicator.code}|${at.key}`,
        parts: link.parts.map((code) => byCode.get(code)!),
        link,
        table: `${at.table}/${link.whole ?? "_T"}`,
        name: `${indicator.code} ${at.key.replace("|", " ")} by ${at.dimension}${link.whole === null ? "" : ` of ${link.whole}`}`,
      });
    }
  }
  return found;
}
