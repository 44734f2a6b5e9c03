import { type Cell, type Family, inequalitiesOf, keyOf, unitLayer, without } from "./families";
import type { ReleaseFile } from "./read";

/*
 * What is no more than what. A cell of one layer (deaths with one substance) lies within the same cell without it, and under
 * its code's parent; an indicator may be said to lie within another. Where public numbers of the same tables contradict that,
 * nobody can use it.
 */

export type Inequality = { small: Cell; large: Cell; kind: string };

export type Inequalities = (family: Family) => Inequality[];

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
  const tally = new Map<string, { kept: number; broken: number }>();
  for (const family of families) {
    for (const one of candidatesOf(family, release)) {
      if (one.small.point.value === null || one.large.point.value === null) continue;
      const known = tally.get(one.kind) ?? { kept: 0, broken: 0 };
      if (isBroken(one)) known.broken++;
      else known.kept++;
      tally.set(one.kind, known);
    }
  }
  const isKnown = ({ kind }: Inequality) => {
    const { kept, broken } = tally.get(kind) ?? { kept: 0, broken: 0 };
    return broken <= errors * (kept + broken);
  };
  return (family) => {
    const candidates = candidatesOf(family, release);
    const broken = new Set(candidates.filter(isBroken).map(({ kind }) => kind));
    return candidates.filter((one) => isKnown(one) && !broken.has(one.kind));
  };
}

function isBroken({ small, large }: Inequality): boolean {
  return small.point.value !== null && large.point.value !== null && small.point.value > large.point.value;
}

function candidatesOf(family: Family, release: ReleaseFile): Inequality[] {
  return [...partsOfLayers(family, release), ...betweenIndicators(family, release)];
}

function partsOfLayers(family: Family, release: ReleaseFile): Inequality[] {
  const byKey = new Map<string, Cell[]>();
  for (const cell of family.cells) {
    const key = `${keyOf(cell.layer)}|${keyOf(cell.split)}`;
    byKey.set(key, [...(byKey.get(key) ?? []), cell]);
  }
  const find = (like: Cell, layer: Cell["layer"], split: Cell["split"]): Cell | null => {
    const same = byKey.get(`${keyOf(layer)}|${keyOf(split)}`) ?? [];
    const { samePersons } = like.indicator;
    return (
      same.find(({ indicator }) => indicator.code === like.indicator.code) ??
      same.find(({ indicator }) => samePersons !== undefined && indicator.samePersons === samePersons) ??
      null
    );
  };
  return family.cells.flatMap((small): Inequality[] =>
    Object.entries(small.layer).flatMap(([dimension, code]): Inequality[] => {
      if (waysOfCounting.has(dimension)) return [];
      const found: Inequality[] = [];
      const add = (large: Cell | null, kind: string) => {
        if (large !== null)
          found.push({ small, large, kind: `${small.indicator.code} ${dimension} ${kind} ${large.indicator.code}` });
      };
      const parents = release.parents.get(dimension);
      for (let parent = parents?.get(code); parent !== undefined; parent = parents?.get(parent))
        add(find(small, { ...small.layer, [dimension]: parent }, small.split), "parent");
      const rest = without(small.layer, dimension);
      add(find(small, rest, small.split) ?? find(small, rest, {}), "whole");
      return found;
    }),
  );
}

/** Counts of two indicators by the same codes, as far as the larger is split by them. */
function betweenIndicators(family: Family, release: ReleaseFile): Inequality[] {
  const byCodes = new Map(family.cells.map((cell) => [`${cell.indicator.code}|${keyOf(cell.point.codes)}`, cell]));
  return inequalitiesOf(release).flatMap(([code, largeCode]) => {
    const dimensions = release.indicators.get(largeCode)?.dimensions ?? [];
    return family.cells
      .filter(({ indicator }) => indicator.code === code)
      .flatMap((small): Inequality[] => {
        const codes = Object.entries(small.point.codes).filter(([dimension]) => dimensions.includes(dimension));
        const large = byCodes.get(`${largeCode}|${keyOf(Object.fromEntries(codes))}`);
        return large ? [{ small, large, kind: `${code} ≤ ${largeCode}` }] : [];
      });
  });
}
