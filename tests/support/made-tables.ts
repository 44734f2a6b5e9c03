/*
 * Tables of persons made by chance that is the same every time: small states and large ones, tables linked by the same
 * persons, layers, trees, overlapping ages, zeros that are protected. Sums are right, since each person is counted.
 */

/** Chance that is the same every time: `roll(6)` is 0 to 5. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export type MadeTable = { indicator: string; dimensions: string[]; lines: string[] };

type Person = Record<string, string>;

/** What each dimension holds, the commonest first, and codes that hold others. */
const lists: Record<string, { codes: string[]; above: Record<string, string> }> = {
  SEX: { codes: ["M", "F", "_U"], above: {} },
  STATUS: { codes: ["PREV", "FIRST", "_U"], above: {} },
  SUBSTANCE: {
    codes: ["CAN", "HER", "COC", "AMP", "METAMP", "BUP", "MTD", "GHB", "KET"],
    above: { HER: "OPI", BUP: "OPI", MTD: "OPI", AMP: "STI", METAMP: "STI", GHB: "HYP", KET: "HAL" },
  },
  AGE: {
    codes: ["Y25T29", "Y20T24", "Y15T19", "Y30T34", "Y_GE65", "Y_LT15"],
    above: { Y15T19: "Y15T24", Y20T24: "Y15T24" },
  },
};

/** Indicators with the splits they are asked by; the layer splits each of them. */
const asked: { indicator: string; persons: string; layer?: string; splits: string[][] }[] = [
  {
    indicator: "DEM-TDI-ALL",
    persons: "TDI",
    splits: [[], ["SEX"], ["STATUS"], ["SUBSTANCE"], ["SUBSTANCE", "SEX"], ["SUBSTANCE", "STATUS"], ["SEX", "STATUS"]],
  },
  { indicator: "DEM-TDI-AGE", persons: "TDI", splits: [["SUBSTANCE"], ["SUBSTANCE", "AGE"]] },
  { indicator: "DEM-DRD-N", persons: "DRD", splits: [[], ["SEX"], ["AGE"], ["SEX", "AGE"]] },
  { indicator: "DEM-DRID-HIV", persons: "HIV", splits: [[], ["SEX"], ["AGE"], ["SEX", "AGE"]] },
  { indicator: "DEM-EMG", persons: "EMG", layer: "SUBSTANCE", splits: [[], ["SEX"], ["SEX", "AGE"]] },
];

/** Everybody of one country and year that some indicator counts. */
function somePersons(roll: (sides: number) => number, size: number): Person[] {
  // The last codes of a list are rare: their cells are the small ones.
  const pick = (codes: readonly string[]) => codes[Math.min(roll(codes.length), roll(codes.length))]!;
  return Array.from({ length: size }, () =>
    Object.fromEntries(Object.entries(lists).map(([dimension, { codes }]) => [dimension, pick(codes)])),
  );
}

/** Codes a person is counted under, from the finest up. */
function codesOf(person: Person, dimension: string, hasTree: boolean): string[] {
  const own = person[dimension]!;
  const above = hasTree ? lists[dimension]!.above[own] : undefined;
  return above === undefined ? [own] : [own, above];
}

/**
 * Tables of one country and year as lines of files, and what each figure is by `series|country|year`.
 * @param sizes  persons of the small and of the large families
 */
export function someTables(
  roll: (sides: number) => number,
  place: { country: string; year: string },
): { tables: MadeTable[]; truth: Map<string, number> } {
  const tables: MadeTable[] = [];
  const truth = new Map<string, number>();
  const families = new Map<string, Person[]>();
  const hasTree = roll(3) > 0;
  for (const { indicator, persons, layer, splits } of asked) {
    if (roll(5) === 0) continue;
    const own = families.get(persons) ?? somePersons(roll, [8, 25, 60, 250][roll(4)]! + roll(10));
    families.set(persons, own);
    for (const split of splits) {
      if (split.length > 1 && roll(6) === 0) continue;
      const dimensions = layer === undefined ? split : [layer, ...split];
      const counts = countsOf(own, dimensions, hasTree);
      tables.push({
        indicator,
        dimensions,
        lines: [...counts].map(([key, count]) =>
          [place.country, place.year, ...(key === "" ? [] : key.split(",")), count].join(","),
        ),
      });
      for (const [key, count] of counts)
        truth.set(`${seriesOf(indicator, dimensions, key)}|${place.country}|${place.year}`, count);
    }
  }
  return { tables, truth };
}

/** Counts by all codes that occur, zeros among them. */
function countsOf(persons: readonly Person[], dimensions: readonly string[], hasTree: boolean): Map<string, number> {
  const present = dimensions.map((dimension) =>
    [...new Set(persons.flatMap((one) => codesOf(one, dimension, hasTree)))].sort(),
  );
  let keys = [""];
  for (const codes of present)
    keys = keys.flatMap((key) => codes.map((code) => (key === "" ? code : `${key},${code}`)));
  const counts = new Map(keys.map((key) => [key, 0]));
  for (const person of persons) {
    let own = [""];
    for (const dimension of dimensions)
      own = own.flatMap((key) =>
        codesOf(person, dimension, hasTree).map((code) => (key === "" ? code : `${key},${code}`)),
      );
    for (const key of own) counts.set(key, counts.get(key)! + 1);
  }
  return counts;
}

function seriesOf(indicator: string, dimensions: readonly string[], key: string): string {
  const codes = key.split(",");
  const named = dimensions.map((dimension, at) => `${dimension}=${codes[at]}`).sort();
  return named.length === 0 ? indicator : `${indicator}:${named.join(";")}`;
}
