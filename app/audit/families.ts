import type { Codes, Indicator, Point, ReleaseFile } from "./read";

/*
 * Which points speak of the same persons: one family of indicators, one country, one period. In a family the cells lie by
 * layer (codes of dimensions that do not add up) and by what splits them.
 */

/** Inequalities everybody knows, whatever the dictionary of a release says: small ≤ large, by the same codes. */
const knownAtMost: readonly (readonly [string, string])[] = [["DEM-DRD-TOX", "DEM-DRD-N"]];

export type Cell = {
  point: Point;
  indicator: Indicator;
  layer: Codes;
  /** Codes of the dimensions that add up. */
  split: Codes;
  keys: Keys;
};

/** Names of a cell's place within its family; the same for all cells of a series. */
export type Keys = {
  /** Of layer and split together. */
  own: string;
  layer: string;
  /** By what it is split: `AGE × SEX`. */
  by: string;
  /** Its wholes, one for each dimension that splits it. */
  wholes: Whole[];
};

/** `key`: of the cell's place without the dimension · `table`: of all cells split alike · `group`: of those with the same whole. */
export type Whole = { dimension: string; code: string; key: string; table: string; group: string };

export type Family = { key: string; area: string; period: string; cells: Cell[]; shares: Point[] };

/** `a ≤ b` for all counts of these indicators. */
export function inequalitiesOf(release: ReleaseFile): (readonly [string, string])[] {
  const said = [...release.indicators.values()].flatMap(({ code, atMost }) =>
    namesIn(atMost).map((large) => [code, large] as const),
  );
  const known = knownAtMost.filter((pair) => pair.every((code) => release.indicators.has(code)));
  const all = new Map([...said, ...known].map((pair) => [pair.join(" "), pair]));
  return [...all.values()];
}

/** An indicator named in the dictionary, alone, in a list, or as `{ indicator }`. */
export function namesIn(said: unknown): string[] {
  if (typeof said === "string") return [said];
  if (Array.isArray(said)) return said.flatMap(namesIn);
  if (typeof said === "object" && said !== null && "indicator" in said) return namesIn(said.indicator);
  return [];
}

/** Counts of something that is withheld when small: persons, cases, presentations. */
export function isCounted(indicator: Indicator): boolean {
  return indicator.measure === "count";
}

/** All families of a release, by key. Shares and means stand with the family of the persons they rest on. */
export function familiesOf(release: ReleaseFile): Map<string, Family> {
  const nameOf = namesOfFamilies(release);
  const places = new Map<string, Pick<Cell, "layer" | "split" | "keys">>();
  const placeOf = (point: Point, indicator: Indicator) => {
    const known = places.get(point.series);
    if (known !== undefined) return known;
    const place = toPlace(point, indicator);
    places.set(point.series, place);
    return place;
  };
  const families = new Map<string, Family>();
  for (const point of release.points) {
    const indicator = release.indicators.get(point.indicator);
    if (!indicator) continue;
    const counted = isCounted(indicator) || indicator.measure === "quantity";
    if (!counted && namesIn(indicator.base).length === 0) continue;
    const key = `${nameOf(indicator.code)}|${point.area}|${point.period}`;
    let family = families.get(key);
    if (family === undefined) {
      family = { key, area: point.area, period: point.period, cells: [], shares: [] };
      families.set(key, family);
    }
    if (!counted) {
      family.shares.push(point);
      continue;
    }
    const { layer, split, keys } = placeOf(point, indicator);
    family.cells.push({ point, indicator, layer, split, keys });
  }
  return families;
}

function toPlace({ codes, unit }: Point, indicator: Indicator): Pick<Cell, "layer" | "split" | "keys"> {
  const layer: Record<string, string> = {};
  const split: Record<string, string> = {};
  for (const [dimension, code] of Object.entries(codes))
    (indicator.additive.includes(dimension) ? split : layer)[dimension] = code;
  if (unit !== "") layer[unitLayer] = unit;
  const layerKey = keyOf(layer);
  const dimensions = Object.keys(split).sort();
  const wholes = dimensions.map((dimension): Whole => {
    const key = placeKey(layerKey, without(split, dimension));
    const table = `${indicator.code}/${dimensions.join("/")}/${dimension}`;
    return { dimension, code: split[dimension]!, key, table, group: `${table}|${key}` };
  });
  const by = dimensions.join(" × ") || "nothing";
  return { layer, split, keys: { own: placeKey(layerKey, split), layer: layerKey, by, wholes } };
}

/** Name of a place within a family: of a layer, and of the codes that split it. */
export function placeKey(layer: string, split: Codes): string {
  return `${layer}|${keyOf(split)}`;
}

/** The unit is kept like a code: cases and persons of one indicator are two layers. */
export const unitLayer = "unit";

function namesOfFamilies(release: ReleaseFile): (indicator: string) => string {
  const first = new Map<string, string>();
  const names = new Map<string, string>();
  const top = (name: string): string => {
    const next = first.get(name);
    return next === undefined ? name : top(next);
  };
  const join = (a: string, b: string) => {
    const [from, to] = [top(a), top(b)];
    if (from !== to) first.set(from, to);
  };
  for (const { code, samePersons, base } of release.indicators.values()) {
    if (samePersons !== undefined) join(code, `= ${samePersons}`);
    for (const name of namesIn(base)) join(code, name);
  }
  for (const [small, large] of inequalitiesOf(release)) join(small, large);
  for (const code of release.indicators.keys()) names.set(code, top(code));
  return (code) => names.get(code)!;
}

/** Text of codes, in the order of the dimensions. */
export function keyOf(codes: Codes): string {
  return Object.keys(codes)
    .sort()
    .map((dimension) => `${dimension}=${codes[dimension]}`)
    .join(";");
}

export function without(codes: Codes, dimension: string): Codes {
  const { [dimension]: _, ...rest } = codes;
  return rest;
}
