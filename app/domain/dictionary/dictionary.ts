/**
 * The dictionary: what can be measured (indicators) and what splits it (dimensions with their code lists).
 *
 * It is data, not code: rows of the collection, entered from `db/dictionary/*.json` and from questionnaires at
 * publication. Domain functions get it as an argument, so an indicator nobody foresaw needs no code.
 */

/** A text in both languages of the Group; neither is a later translation. */
export type Text = { en: string; fr: string };

export type Lang = "en" | "fr";
export const langs = ["en", "fr"] as const satisfies readonly Lang[];

/** Total of a dimension, "not known" and "other" (SDMX cross-domain code lists). */
export const total = "_T";
export const notKnown = "_U";
export const other = "_O";

export type Code = {
  code: string;
  name: Text;
  /** Parent in the tree of the list (TDI 3.0 drug tree); absent on the first level. */
  parent?: string;
  /** SDMX periods between which the code may be used; absent = open. */
  validFrom?: string;
  validTo?: string;
};

export type Dimension = { id: string; name: Text; codes: Code[] };

/**
 * A unit of measure; `decimals` is for display only, values are kept as sent. Name and symbol are plural where they are
 * nouns (`persons`), and then `one` has their singular; without it the words are the same after any number (`percent`).
 */
export type Unit = {
  code: string;
  name: Text;
  symbol: Text;
  one?: { name: Text; symbol: Text };
  decimals: number;
};

/** What kind of number it is: decides rounding, disclosure and which charts make sense. */
export type Measure = "count" | "share" | "rate" | "quantity" | "price" | "mean" | "category";

export type Theme = "use" | "treatment" | "harms" | "harm-reduction" | "supply" | "policy" | "practice" | "capacity";

export type Indicator = {
  code: string;
  name: Text;
  /** One or two words for columns and tiles. */
  shortName: Text;
  definition: Text;
  theme: Theme;
  measure: Measure;
  /** Default unit; part of the series key. */
  unit: string;
  /** Ordered dimensions, each on the code list of the same id; the set is open. */
  dimensions: string[];
  /** For `category`: the dimension whose codes are the possible values. */
  values?: string;
  recall: Text | null;
  population: Text | null;
  /** The standard a country already reports under, e.g. "TDI 3.0 (table 8.1)". */
  standard: string;
  /** Dimensions over which the parts add up to the total. */
  additive: string[];
  /** Persons below which a cell is suppressed (docs/decisions, model.md §7); null = exempt (quantities, prices). */
  thresholdPersons: number | null;
  /** Counts with the same name here count the same persons split in other ways: a sum they share is one number. */
  samePersons?: string;
  /** Persons an estimate has to rest on; with fewer it is withheld. */
  leastPersons?: number;
  /**
   * The persons a share or mean is about: the sample size given with the survey, or a count of the same persons by the
   * same codes (`by`: of these dimensions only). An estimate whose base is not known is withheld.
   */
  base?: "sample" | { indicator: string; by?: string[] };
  /** Why a share, mean or rate may stand though it names no base (samples of a substance, wastewater, municipalities). */
  standsAlone?: Text;
  /** A count that can never be above another of the same country, period and codes (`by`: of these dimensions only). */
  atMost?: { indicator: string; by?: string[] };
  /** Zero tells something about a person (e.g. a sensitive cause of death) and is protected like 1..k-1. */
  protectZeros: boolean;
  /** May a reader sort by value? False for rights and policy (no ranking on rights). */
  ranking: boolean;
  /** Computed while preparing a release, never typed. */
  derived?: { numerator: string; denominator: "population"; per: number };
  /** Rules a reader should know before comparing. */
  caution: Text | null;
};

export type Dictionary = {
  indicators: ReadonlyMap<string, Indicator>;
  dimensions: ReadonlyMap<string, Dimension>;
  units: ReadonlyMap<string, Unit>;
};

/** Makes a dictionary from plain lists; a later entry of the same code replaces the former. */
export function toDictionary(parts: { indicators: Indicator[]; dimensions: Dimension[]; units: Unit[] }): Dictionary {
  return {
    indicators: new Map(parts.indicators.map((i) => [i.code, i])),
    dimensions: new Map(parts.dimensions.map((d) => [d.id, d])),
    units: new Map(parts.units.map((u) => [u.code, u])),
  };
}

/** Finds a code of a dimension; undefined when the dimension or the code is unknown. */
export function findCode(dictionary: Dictionary, dimension: string, code: string): Code | undefined {
  return dictionary.dimensions.get(dimension)?.codes.find((c) => c.code === code);
}

const names: Record<string, Text> = {
  [total]: { en: "Total", fr: "Total" },
  [notKnown]: { en: "Not known", fr: "Non connu" },
  [other]: { en: "Other", fr: "Autre" },
};

/** Name of a code for people; the three cross-domain codes need not stand in each list. */
export function nameOfCode(dictionary: Dictionary, dimension: string, code: string): Text {
  return findCode(dictionary, dimension, code)?.name ?? names[code] ?? { en: code, fr: code };
}
