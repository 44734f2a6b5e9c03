import type { Country, CountryGroup, Membership } from "./country";
import type { Code, Dimension, Indicator, Text, Unit } from "./dictionary";
import type { DictionaryProblem } from "./problem";

/** What is entered together; each list may be empty. */
export type DictionaryEntries = {
  indicators: Indicator[];
  dimensions: Dimension[];
  units: Unit[];
  countries: Country[];
  groups: CountryGroup[];
  memberships: Membership[];
};

export const noEntries: DictionaryEntries = {
  indicators: [],
  dimensions: [],
  units: [],
  countries: [],
  groups: [],
  memberships: [],
};

const measures = ["count", "share", "rate", "quantity", "price", "mean", "category"];
const themes = ["use", "treatment", "harms", "harm-reduction", "supply", "policy", "practice", "capacity"];

/**
 * Reads unknown JSON (the files in `db/dictionary`, or the `dictionary` of a questionnaire) as entries, or names each part
 * that is not of its shape. References between entries are looked at by `checkEntries`.
 */
export function parseEntries(input: unknown): { entries: DictionaryEntries; problems: DictionaryProblem[] } {
  const problems: DictionaryProblem[] = [];
  const say = (at: string, what: string) => problems.push({ kind: "malformed", at, what });
  const given = isObject(input) ? input : {};
  if (!isObject(input)) say("dictionary", "not an object");
  for (const key of Object.keys(given)) if (!Object.hasOwn(noEntries, key)) say("dictionary", key);
  const list = <T>(key: keyof DictionaryEntries, shape: Shape): T[] => {
    const rows = given[key] ?? [];
    if (!Array.isArray(rows)) {
      say(key, "not a list");
      return [];
    }
    return rows.filter((row, index) => {
      const wrong = wrongParts(row, shape);
      for (const part of wrong) say(nameOf(key, row, index), part);
      return wrong.length === 0;
    }) as T[];
  };
  const entries = {
    indicators: list<Indicator>("indicators", indicatorShape),
    dimensions: list<Dimension>("dimensions", dimensionShape),
    units: list<Unit>("units", unitShape),
    countries: list<Country>("countries", countryShape),
    groups: list<CountryGroup>("groups", groupShape),
    memberships: list<Membership>("memberships", membershipShape),
  };
  return { entries, problems };
}

type Test = (value: unknown) => boolean;
type Shape = { needed: Record<string, Test>; optional: Record<string, Test> };

const isText: Test = (v): v is Text =>
  isObject(v) && typeof v.en === "string" && typeof v.fr === "string" && Object.keys(v).length === 2;
const isString: Test = (v) => typeof v === "string" && v !== "";
const isStrings: Test = (v) => Array.isArray(v) && v.every(isString);
const isBoolean: Test = (v) => typeof v === "boolean";
const orNull =
  (test: Test): Test =>
  (v) =>
    v === null || test(v);
const oneOf =
  (words: string[]): Test =>
  (v) =>
    typeof v === "string" && words.includes(v);
const wholeFrom =
  (least: number): Test =>
  (v) =>
    Number.isInteger(v) && (v as number) >= least;

const codeShape: Shape = {
  needed: { code: isString, name: isText },
  optional: { parent: isString, validFrom: isString, validTo: isString },
};
const isCode: Test = (v): v is Code => wrongParts(v, codeShape).length === 0;
const isDerived: Test = (v) =>
  isObject(v) &&
  isString(v.numerator) &&
  v.denominator === "population" &&
  wholeFrom(1)(v.per) &&
  Object.keys(v).length === 3;

const isOtherCount: Test = (v) =>
  isObject(v) &&
  isString(v.indicator) &&
  (v.by === undefined || isStrings(v.by)) &&
  Object.keys(v).every((key) => key === "indicator" || key === "by");

const indicatorShape: Shape = {
  needed: {
    code: isString,
    name: isText,
    shortName: isText,
    definition: isText,
    theme: oneOf(themes),
    measure: oneOf(measures),
    unit: isString,
    dimensions: isStrings,
    recall: orNull(isText),
    population: orNull(isText),
    standard: (v) => typeof v === "string",
    additive: isStrings,
    thresholdPersons: orNull(wholeFrom(1)),
    protectZeros: isBoolean,
    ranking: isBoolean,
    caution: orNull(isText),
  },
  optional: {
    values: isString,
    derived: isDerived,
    samePersons: isString,
    leastPersons: wholeFrom(1),
    base: (v) => v === "sample" || isOtherCount(v),
    standsAlone: isText,
    atMost: isOtherCount,
  },
};
const dimensionShape: Shape = {
  needed: { id: isString, name: isText, codes: (v) => Array.isArray(v) && v.every(isCode) },
  optional: {},
};
const unitShape: Shape = {
  needed: { code: isString, name: isText, symbol: isText, decimals: wholeFrom(0) },
  optional: { one: (v) => isObject(v) && isText(v.name) && isText(v.symbol) },
};
const countryShape: Shape = { needed: { code: isString, name: isText, footnote: orNull(isText) }, optional: {} };
const groupShape: Shape = { needed: { code: isString, name: isText }, optional: {} };
const membershipShape: Shape = {
  needed: {
    group: isString,
    country: isString,
    from: orNull(isString),
    to: orNull(isString),
    source: orNull(isString),
  },
  optional: {},
};

/** Parts of a row that are missing, of another kind, or not known. */
function wrongParts(row: unknown, shape: Shape): string[] {
  if (!isObject(row)) return ["not an object"];
  const wrong = Object.entries(shape.needed).flatMap(([part, test]) => (test(row[part]) ? [] : [part]));
  for (const [part, value] of Object.entries(row)) {
    if (Object.hasOwn(shape.needed, part)) continue;
    const test = Object.hasOwn(shape.optional, part) ? shape.optional[part] : undefined;
    if (!test?.(value)) wrong.push(part);
  }
  return wrong;
}

function nameOf(key: string, row: unknown, index: number): string {
  const name = isObject(row) ? (row.code ?? row.id ?? row.country) : undefined;
  return `${key} ${typeof name === "string" ? name : index}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
