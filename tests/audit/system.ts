import { type Cell, type Family, inequalitiesOf, isCounted, keyOf, unitLayer, without } from "./families";
import type { Facts } from "./facts";
import type { Indicator, ReleaseFile } from "./read";
import type { Sums } from "./sums";

/*
 * One family of a country and a period as linear constraints over its cells: what is public is a number, what is withheld an
 * unknown. All that an attacker knows stands here, each piece under the name it is reported by.
 */

/** What has to stay open about a withheld cell. */
export type Target = {
  /** Persons: it must be able to reach `k`, and to span `k` whole numbers; null = not small, confidential alone. */
  k: number | null;
  /** Declared or known to be confidential; `value` where the audit was given it. */
  confidential: { value: number | null } | null;
};

export type Unknown = {
  cell: Cell | null;
  name: string;
  fixed: number | null;
  /** The release that gives the number away, or `rate`. */
  by: string | null;
  lower: number;
  whole: boolean;
  target: Target | null;
};

export type Constraint = { terms: { at: number; times: number }[]; lower: number; upper: number; name: string };

export type System = { area: string; period: string; unknowns: Unknown[]; constraints: Constraint[] };

/** Dimensions whose codes are ways of counting the same thing, not parts of it. */
const waysOfCounting = new Set([
  ...["METHOD", "DEFINITION", "COUNTING", "COUNTED", "OFFUNIT", "WINDOW", "CERTAINTY", "COVERAGE", "STUDY", "STATISTIC"],
  unitLayer,
]);

export type Around = {
  release: ReleaseFile;
  sums: Sums;
  facts: Facts;
  /** True values of confidential points, where the caller has them: `series|area|period` → value. */
  confidentialValues: ReadonlyMap<string, number>;
};

/** Writes down a family. */
export function toSystem(family: Family, around: Around): System {
  const open = openSplits(family);
  const at = new Map<Cell, number>();
  const unknowns: Unknown[] = family.cells.map((cell, index) => {
    at.set(cell, index);
    return toUnknown(cell, { around, isOpen: open.has(splitOf(cell)) });
  });
  const constraints: Constraint[] = [];
  const add = (terms: [number, number][], bounds: { lower: number; upper: number }, name: string) =>
    constraints.push({ terms: terms.map(([place, times]) => ({ at: place, times })), ...bounds, name });
  const atMost = (small: Cell, large: Cell, name: string) =>
    add(
      [
        [at.get(large)!, 1],
        [at.get(small)!, -1],
      ],
      { lower: 0, upper: Number.POSITIVE_INFINITY },
      name,
    );

  const latent = new Map<string, number>();
  const placeOfWhole = (whole: Cell | null, key: string): number => {
    if (whole !== null) return at.get(whole)!;
    const known = latent.get(key);
    if (known !== undefined) return known;
    latent.set(key, unknowns.length);
    unknowns.push({ cell: null, name: key, fixed: null, by: null, lower: 0, whole: true, target: null });
    return unknowns.length - 1;
  };
  for (const { whole, wholeKey, parts, equal, name } of around.sums(family)) {
    const terms: [number, number][] = [[placeOfWhole(whole, wholeKey), 1]];
    for (const part of parts) terms.push([at.get(part)!, -1]);
    add(terms, { lower: 0, upper: equal ? 0 : Number.POSITIVE_INFINITY }, name);
  }
  for (const [a, b] of twinsOf(family))
    add(
      [
        [at.get(a)!, 1],
        [at.get(b)!, -1],
      ],
      { lower: 0, upper: 0 },
      `${a.point.series} = ${b.point.series}`,
    );
  for (const [small, large] of partsOfLayers(family, around.release))
    atMost(small, large, `${small.point.series} ≤ ${large.point.series}`);
  for (const [small, large] of inequalities(family, around.release))
    atMost(small, large, `${small.point.series} ≤ ${large.point.series}`);
  for (const { part, whole, lower, upper, name } of sharesOf(family, around.release)) {
    const [x, base] = [at.get(part)!, at.get(whole)!];
    add([[x, 1], [base, -lower]], { lower: 0, upper: Number.POSITIVE_INFINITY }, name);
    add([[x, -1], [base, upper]], { lower: 0, upper: Number.POSITIVE_INFINITY }, name);
  }
  return { area: family.area, period: family.period, unknowns, constraints };
}

/** Does the family hold anything that has to be protected? */
export function hasWithheld(family: Family): boolean {
  return family.cells.some(({ point }) => point.withheld !== null);
}

/** A split is all cells of a table that are broken down by the same dimensions. */
function splitOf({ indicator, layer, split }: Cell): string {
  return `${indicator.code}|${keyOf(layer)}|${Object.keys(split).sort().join(" ")}`;
}

/** Splits of which something is public: whoever sees a gap there knows that it is no zero. */
function openSplits(family: Family): Set<string> {
  return new Set(family.cells.filter(({ point }) => point.value !== null).map(splitOf));
}

function toUnknown(cell: Cell, { around, isOpen }: { around: Around; isOpen: boolean }): Unknown {
  const { point, indicator } = cell;
  const key = `${point.series}|${point.area}|${point.period}`;
  const whole = isCounted(indicator);
  const fact = point.value !== null ? { value: point.value, by: null } : (around.facts.get(point) ?? null);
  const value = fact === null ? null : whole ? Math.max(0, Math.round(fact.value)) : fact.value;
  const confidential = confidentialOf(cell, around);
  const known = around.confidentialValues.get(key);
  return {
    cell,
    name: `${point.series} ${point.area} ${point.period}`,
    fixed: value,
    by: fact?.by ?? null,
    lower: point.withheld === "release" && isOpen && whole && !indicator.protectZeros ? 1 : 0,
    whole,
    target:
      point.withheld === null
        ? null
        : {
            k: whole ? thresholdOf(indicator, point.area, around.release) : null,
            confidential: confidential || known !== undefined ? { value: known ?? null } : null,
          },
  };
}

/** Persons; the stricter of the indicator's word and the country's. */
export function thresholdOf(indicator: Indicator, area: string, release: ReleaseFile): number | null {
  if (indicator.thresholdPersons === null) return null;
  const declared = declaredFor(indicator, area, release).flatMap(({ threshold }) => threshold ?? []);
  return Math.max(indicator.thresholdPersons, ...declared);
}

function declaredFor(indicator: Indicator, area: string, { declared }: ReleaseFile) {
  return declared.filter((one) => one.country === area && [indicator.code, "*"].includes(one.indicator));
}

function confidentialOf({ indicator, split, point }: Cell, { release }: Around): boolean {
  return (
    Object.keys(split).length === 0 &&
    declaredFor(indicator, point.area, release).some(({ total }) => total === "confidential")
  );
}

/** Cells of different indicators that count the same persons by the same codes. */
function twinsOf(family: Family): [Cell, Cell][] {
  const first = new Map<string, Cell>();
  return family.cells.flatMap((cell): [Cell, Cell][] => {
    if (cell.indicator.samePersons === undefined) return [];
    const key = `${cell.indicator.samePersons}|${keyOf(cell.layer)}|${keyOf(cell.split)}`;
    const known = first.get(key);
    // A public number speaks for its twins; several withheld ones hang on the first.
    if (known === undefined || (known.point.value === null && cell.point.value !== null)) first.set(key, cell);
    return known === undefined ? [] : [[known, cell]];
  });
}

/** A cell of one layer (deaths with one substance) is no more than the same cell without it, or under the code's parent. */
function partsOfLayers(family: Family, release: ReleaseFile): [Cell, Cell][] {
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
  return family.cells.flatMap((cell): [Cell, Cell][] =>
    Object.entries(cell.layer).flatMap(([dimension, code]): [Cell, Cell][] => {
      if (waysOfCounting.has(dimension)) return [];
      const found: (Cell | null)[] = [];
      const parents = release.parents.get(dimension);
      for (let parent = parents?.get(code); parent !== undefined; parent = parents?.get(parent))
        found.push(find(cell, { ...cell.layer, [dimension]: parent }, cell.split));
      const rest = without(cell.layer, dimension);
      found.push(find(cell, rest, cell.split) ?? find(cell, rest, {}));
      return found.flatMap((large): [Cell, Cell][] => (large === null ? [] : [[cell, large]]));
    }),
  );
}

/** Counts of the family's indicators by series codes, as far as another indicator is split by them. */
function inequalities(family: Family, release: ReleaseFile): [Cell, Cell][] {
  const byCodes = new Map(family.cells.map((cell) => [`${cell.indicator.code}|${keyOf(cell.point.codes)}`, cell]));
  return inequalitiesOf(release).flatMap(([small, large]) => {
    const dimensions = release.indicators.get(large)?.dimensions ?? [];
    return family.cells
      .filter(({ indicator }) => indicator.code === small)
      .flatMap((cell): [Cell, Cell][] => {
        const codes = Object.entries(cell.point.codes).filter(([dimension]) => dimensions.includes(dimension));
        const found = byCodes.get(`${large}|${keyOf(Object.fromEntries(codes))}`);
        return found ? [[cell, found]] : [];
      });
  });
}

type Share = { part: Cell; whole: Cell; lower: number; upper: number; name: string };

/** Public shares of which both the persons and their base are cells of the family. */
function sharesOf(family: Family, release: ReleaseFile): Share[] {
  const byCodes = new Map(family.cells.map((cell) => [`${cell.indicator.code}|${keyOf(cell.point.codes)}`, cell]));
  return family.shares.flatMap((point): Share[] => {
    const indicator = release.indicators.get(point.indicator)!;
    if (point.value === null || indicator.measure !== "share") return [];
    const base = baseOf(indicator, point.codes, release);
    const part = base && byCodes.get(`${base.indicator}|${keyOf(base.full)}`);
    const whole = base && byCodes.get(`${base.indicator}|${keyOf(base.codes)}`);
    if (!part || !whole || part === whole) return [];
    const half = roundingOf(point.value);
    return [
      {
        part,
        whole,
        lower: (point.value - half) / 100,
        upper: (point.value + half) / 100,
        name: `${point.series} × ${whole.point.series}`,
      },
    ];
  });
}

/** Half of the last digit a share is given with. */
export function roundingOf(value: number): number {
  const [, digits = ""] = String(value).split(".");
  return 0.5 * 10 ** -digits.length;
}

/** The count an estimate rests on: by its codes, as far as the base is split by them and the dictionary does not leave them out. */
export function baseOf(
  { base }: Indicator,
  codes: Readonly<Record<string, string>>,
  release: ReleaseFile,
): { indicator: string; codes: Record<string, string>; full: Record<string, string> } | null {
  const [name] = namesOf(base);
  if (name === undefined) return null;
  const dimensions = release.indicators.get(name)?.dimensions ?? [];
  const left = typeof base === "object" && base !== null && "without" in base ? base.without : [];
  const full = Object.entries(codes).filter(([dimension]) => dimensions.includes(dimension));
  const own = full.filter(([dimension]) => !(Array.isArray(left) && left.includes(dimension)));
  return { indicator: name, codes: Object.fromEntries(own), full: Object.fromEntries(full) };
}

const namesOf = (said: unknown): string[] => {
  if (typeof said === "string") return [said];
  return typeof said === "object" && said !== null && "indicator" in said && typeof said.indicator === "string"
    ? [said.indicator]
    : [];
};
