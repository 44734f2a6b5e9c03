import { type Cell, type Family, inequalitiesOf, keyOf, placeKey, unitLayer, without } from "./families";
import type { ReleaseFile } from "./read";

/*
 * What is no more than what. A cell of one layer (deaths with one substance) lies within the same cell without it, and under
 * its code's parent; an indicator may be said to lie within another. Where public numbers of the same tables contradict that,
 * nobody can use it.
 */

export type Inequality = { small: Cell; large: Cell; kind: string };

/** `learnt` names all that was learnt: where it is the same, so are the inequalities of a family. */
export type Inequalities = { of: (family: Family) => Inequality[]; learnt: string };

/** Dimensions whose codes are ways of counting the same thing, not parts of it. */
const waysOfCounting = new Set([
  ...[
    "METHOD",
    "DEFINITION",
    "COUNTING",
    "COUNTED",
    "OFFUNIT",
    "WINDOW",
    "CERTAINTY",
    "COVERAGE",
    "STUDY",
    "STATISTIC",
  ],
  unitLayer,
]);

/** Share of public pairs that may contradict an inequality which is known all the same; errors of reporting are rare. */
const errors = 0.02;

/** Learns from a whole release which inequalities its public numbers keep. */
export function learnInequalities(release: ReleaseFile, families: Iterable<Family>): Inequalities {
  const candidatesOf = candidateReader(release);
  const tally = new Map<string, { kept: number; broken: number }>();
  for (const family of families) {
    for (const one of candidatesOf(family)) {
      if (one.small.point.value === null || one.large.point.value === null) continue;
      const known = tally.get(one.kind) ?? { kept: 0, broken: 0 };
      tally.set(one.kind, known);
      if (isBroken(one)) known.broken++;
      else known.kept++;
    }
  }
  const isKnown = (kind: string) => {
    const { kept, broken } = tally.get(kind) ?? { kept: 0, broken: 0 };
    return broken <= errors * (kept + broken);
  };
  const of = (family: Family) => {
    const candidates = candidatesOf(family);
    const broken = new Set(candidates.filter(isBroken).map(({ kind }) => kind));
    return candidates.filter(({ kind }) => isKnown(kind) && !broken.has(kind));
  };
  return { of, learnt: [...tally.keys()].map((kind) => `${kind} ${isKnown(kind)}`).join("\n") };
}

function isBroken({ small, large }: Inequality): boolean {
  return small.point.value !== null && large.point.value !== null && small.point.value > large.point.value;
}

function candidateReader(release: ReleaseFile): (family: Family) => Inequality[] {
  const known = new Map<string, readonly Within[]>();
  const withinOf = (cell: Cell) => {
    const before = known.get(cell.point.series);
    if (before !== undefined) return before;
    const found = wholesOf(cell, release);
    known.set(cell.point.series, found);
    return found;
  };
  const pairs = inequalitiesOf(release).map(([small, large]) => ({
    ...{ small, large },
    dimensions: release.indicators.get(large)?.dimensions ?? [],
  }));
  return (family) => [...partsOfLayers(family, withinOf), ...betweenIndicators(family, pairs)];
}

/** Where a cell lies within another of its family: the first of `keys` that is there. */
type Within = { keys: string[]; kind: string };

function wholesOf({ indicator, layer, split }: Cell, { parents }: ReleaseFile): Within[] {
  return Object.entries(layer).flatMap(([dimension, code]): Within[] => {
    if (waysOfCounting.has(dimension)) return [];
    const found: Within[] = [];
    const above = parents.get(dimension);
    for (let parent = above?.get(code); parent !== undefined; parent = above?.get(parent))
      found.push({
        keys: [placeKey(keyOf({ ...layer, [dimension]: parent }), split)],
        kind: `${indicator.code} ${dimension} parent`,
      });
    const rest = keyOf(without(layer, dimension));
    found.push({ keys: [placeKey(rest, split), placeKey(rest, {})], kind: `${indicator.code} ${dimension} whole` });
    return found;
  });
}

function partsOfLayers(family: Family, withinOf: (cell: Cell) => readonly Within[]): Inequality[] {
  const layered = family.cells.filter((cell) => withinOf(cell).length > 0);
  if (layered.length === 0) return [];
  const byKey = new Map<string, Cell[]>();
  for (const cell of family.cells) {
    const same = byKey.get(cell.keys.own);
    if (same === undefined) byKey.set(cell.keys.own, [cell]);
    else same.push(cell);
  }
  const find = ({ indicator }: Cell, key: string): Cell | undefined => {
    const same = byKey.get(key) ?? [];
    const { code, samePersons } = indicator;
    return (
      same.find((one) => one.indicator.code === code) ??
      same.find((one) => samePersons !== undefined && one.indicator.samePersons === samePersons)
    );
  };
  const found: Inequality[] = [];
  for (const small of layered) {
    for (const { keys, kind } of withinOf(small)) {
      const large = find(small, keys[0]!) ?? (keys[1] === undefined ? undefined : find(small, keys[1]));
      if (large) found.push({ small, large, kind: `${kind} ${large.indicator.code}` });
    }
  }
  return found;
}

/** Counts of two indicators by the same codes, as far as the larger is split by them. */
function betweenIndicators(
  family: Family,
  pairs: readonly { small: string; large: string; dimensions: readonly string[] }[],
): Inequality[] {
  const present = new Set(family.cells.map(({ indicator }) => indicator.code));
  const own = pairs.filter(({ small, large }) => present.has(small) && present.has(large));
  if (own.length === 0) return [];
  const byCodes = new Map(family.cells.map((cell) => [`${cell.indicator.code}|${keyOf(cell.point.codes)}`, cell]));
  return own.flatMap(({ small: code, large: largeCode, dimensions }) =>
    family.cells
      .filter(({ indicator }) => indicator.code === code)
      .flatMap((small): Inequality[] => {
        const codes = Object.entries(small.point.codes).filter(([dimension]) => dimensions.includes(dimension));
        const large = byCodes.get(`${largeCode}|${keyOf(Object.fromEntries(codes))}`);
        return large ? [{ small, large, kind: `${code} ≤ ${largeCode}` }] : [];
      }),
  );
}
