import type { Facts } from "./facts";
import { type Cell, type Family, isCounted, keyOf } from "./families";
import type { Inequalities } from "./inequalities";
import type { Indicator, ReleaseFile } from "./read";
import type { Sums } from "./sums";
import { sameNumbers } from "./twins";

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
  fixed: number | null;
  /** The release or the rate that gives the number away. */
  by: string | null;
  lower: number;
  /** The split in whose rule `lower` lies: a gap there is no zero, since something of it is shown. */
  zeroRule: string | null;
  whole: boolean;
  target: Target | null;
};

export type Constraint = { terms: { at: number; times: number }[]; lower: number; upper: number; name: string };

export type System = { area: string; period: string; unknowns: Unknown[]; constraints: Constraint[] };

export type Around = {
  release: ReleaseFile;
  sums: Sums;
  inequalities: Inequalities;
  facts: Facts;
  /** True values of confidential points, where the caller has them: `series|area|period` → value. */
  confidentialValues: ReadonlyMap<string, number>;
};

/** Writes down a family. */
export function toSystem(family: Family, around: Around): System {
  const open = openSplits(family);
  const below = belowWithheld(family);
  const at = new Map<Cell, number>();
  const unknowns: Unknown[] = family.cells.map((cell, index) => {
    at.set(cell, index);
    return toUnknown(cell, { around, open, below });
  });
  const constraints: Constraint[] = [];
  const add = (terms: [number, number][], bounds: { lower: number; upper: number }, name: string) =>
    constraints.push({ terms: terms.map(([place, times]) => ({ at: place, times })), ...bounds, name });
  const same = sameNumbers(family);
  const latent = new Map<string, number>();
  const placeOfWhole = (whole: Cell | null, key: string): number => {
    if (whole !== null) return at.get(whole)!;
    const known = latent.get(key);
    if (known !== undefined) return known;
    latent.set(key, unknowns.length);
    unknowns.push({
      cell: null,
      fixed: null,
      by: null,
      lower: 0,
      zeroRule: null,
      whole: true,
      target: null,
    });
    return unknowns.length - 1;
  };
  for (const { whole, wholeKey, parts, equal, name } of around.sums.of(family)) {
    if (whole !== null && same.differ(whole.indicator.code, parts[0]!.indicator.code)) continue;
    const terms: [number, number][] = [[placeOfWhole(whole, wholeKey), 1]];
    for (const part of parts) terms.push([at.get(part)!, -1]);
    add(terms, { lower: 0, upper: equal ? 0 : Number.POSITIVE_INFINITY }, name);
  }
  for (const [a, b] of same.twins)
    add(
      [
        [at.get(a)!, 1],
        [at.get(b)!, -1],
      ],
      { lower: 0, upper: 0 },
      `${a.point.series} = ${b.point.series}`,
    );
  for (const { small, large } of around.inequalities.of(family))
    add(
      [
        [at.get(large)!, 1],
        [at.get(small)!, -1],
      ],
      { lower: 0, upper: Number.POSITIVE_INFINITY },
      `${small.point.series} ≤ ${large.point.series}`,
    );
  for (const { part, whole, lower, upper, name } of sharesOf(family, around.release)) {
    const [x, base] = [at.get(part)!, at.get(whole)!];
    add(
      [
        [x, 1],
        [base, -lower],
      ],
      { lower: 0, upper: Number.POSITIVE_INFINITY },
      name,
    );
    add(
      [
        [x, -1],
        [base, upper],
      ],
      { lower: 0, upper: Number.POSITIVE_INFINITY },
      name,
    );
  }
  return { area: family.area, period: family.period, unknowns, constraints };
}

/** A family as others know it who never saw the release: what a source or a country has published, or a former release shows. */
export function elsewhereOf(family: Family, { release, facts }: Pick<Around, "release" | "facts">): Family {
  const isPublished = ({ point, indicator }: Cell) =>
    point.published ||
    (Object.keys(point.codes).length === 0 &&
      declaredFor(indicator, point.area, release).some(({ total }) => total === "published"));
  const cells = family.cells.map((cell) => {
    if (cell.point.value === null || isPublished(cell) || facts.wasShown(cell.point)) return cell;
    return { ...cell, point: { ...cell.point, value: null } };
  });
  return { ...family, cells, shares: family.shares.filter(({ published }) => published) };
}

/** Does the family hold anything that has to be protected? */
export function hasWithheld(family: Family): boolean {
  return family.cells.some(({ point }) => point.withheld !== null);
}

/** A split is all cells of a table that are broken down by the same dimensions. */
function splitOf({ indicator, keys }: Cell): string {
  return `${indicator.code} ${keys.layer} by ${keys.by}`;
}

/** Splits of which something is public: whoever sees a gap there knows that it is no zero. */
function openSplits(family: Family): Set<string> {
  return new Set(family.cells.filter(({ point }) => point.value !== null).map(splitOf));
}

/** Parts of a withheld total that are all withheld with it, zeros too; where one of them is shown, zeros are. */
function belowWithheld(family: Family): Set<Cell> {
  const nameOf = ({ indicator }: Cell, key: string) => `${indicator.samePersons ?? indicator.code} ${key}`;
  const withheld = new Set<string>();
  const shown = new Set<string>();
  for (const cell of family.cells) {
    if (cell.point.withheld !== null) withheld.add(nameOf(cell, cell.keys.own));
    if (cell.point.value !== null) for (const { group } of cell.keys.wholes) shown.add(group);
  }
  return new Set(
    family.cells.filter((cell) => {
      const { wholes } = cell.keys;
      return wholes.length > 1 && wholes.some(({ key, group }) => withheld.has(nameOf(cell, key)) && !shown.has(group));
    }),
  );
}

function toUnknown(
  cell: Cell,
  { around, open, below }: { around: Around; open: ReadonlySet<string>; below: ReadonlySet<Cell> },
): Unknown {
  const { point, indicator } = cell;
  const whole = isCounted(indicator);
  const fact = point.value !== null ? { value: point.value, by: null } : (around.facts.get(point) ?? null);
  const value = fact === null ? null : whole ? Math.max(0, Math.round(fact.value)) : fact.value;
  const known =
    point.withheld === null || around.confidentialValues.size === 0
      ? undefined
      : around.confidentialValues.get(`${point.series}|${point.area}|${point.period}`);
  const isOpen =
    open.has(splitOf(cell)) && !below.has(cell) && point.withheld === "release" && whole && !indicator.protectZeros;
  return {
    cell,
    fixed: value,
    by: fact?.by ?? null,
    lower: isOpen ? 1 : 0,
    zeroRule: isOpen ? splitOf(cell) : null,
    whole,
    target:
      point.withheld === null
        ? null
        : {
            k: whole ? thresholdOf(indicator, point.area, around.release) : null,
            confidential: confidentialOf(cell, around) || known !== undefined ? { value: known ?? null } : null,
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

type Share = { part: Cell; whole: Cell; lower: number; upper: number; name: string };

/** Public shares of which both the persons and their base are cells of the family. */
function sharesOf(family: Family, release: ReleaseFile): Share[] {
  if (family.shares.length === 0) return [];
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
  const by = typeof base === "object" && base !== null && "by" in base && Array.isArray(base.by) ? base.by : null;
  const full = Object.entries(codes).filter(([dimension]) => dimensions.includes(dimension));
  const own = full.filter(([dimension]) => by === null || by.includes(dimension));
  return { indicator: name, codes: Object.fromEntries(own), full: Object.fromEntries(full) };
}

/** `sample` is the size of the survey's own sample, which stands beside the figure. */
const namesOf = (said: unknown): string[] => {
  if (typeof said === "string") return said === "sample" ? [] : [said];
  return typeof said === "object" && said !== null && "indicator" in said && typeof said.indicator === "string"
    ? [said.indicator]
    : [];
};
