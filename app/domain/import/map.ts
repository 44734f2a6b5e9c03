import type { Text } from "~/domain/dictionary/dictionary";
import type { DictionaryEntries } from "~/domain/dictionary/parse";
import type { ReasonCode, StatusCode } from "~/domain/figure/figure";
import type { Basis } from "~/domain/observation/period";

/**
 * How a long file is read: which column says what. Written by a person beside the file; nothing is guessed from names.
 * Texts of a file become codes only through `values`, units are converted only by `scale`.
 */
export type ImportMap = {
  source: Text;
  licence: string;
  url: string | null;
  /** Its source already published the figures, so they are not suppressed again (model.md §7). */
  publishedBySource: boolean;
  /** Order among sources for one point, lower is preferred. */
  precedence: number;
  /** What is not to be detected but taken as said. */
  file: { encoding: string | null; delimiter: string | null; decimal: "." | "," | null };
  /** Only rows whose column holds one of these texts are read. */
  filter: Conditions;
  /** Columns that are kept in the record and not read; every other column must have a use. */
  ignore: string[];
  /** Indicators, codes and units the file needs and the dictionary does not have yet; entered with the import. */
  dictionary: DictionaryEntries;
  parts: MapParts;
  /** Rows of different kinds in one file: the first case that fits adds to `parts` or overrides them. */
  cases: { when: Conditions; parts: MapParts }[];
};

/** Column → texts, all of which must fit. */
export type Conditions = Record<string, string[]>;

/** A word for all rows, or the text of a column, through `values` where given (a text it does not name is a problem). */
export type Rule = { fixed: string } | { column: string; values: Record<string, string> | null };

/** Factor between two units, both codes of the dictionary. */
export type Scale = { from: string; to: string; by: number };

export type MapParts = {
  area?: Rule;
  period?: Rule;
  basis?: Basis;
  indicator?: Rule;
  /** Absent = the indicator's own unit. */
  unit?: Rule;
  /** For indicators that are a category: the code, instead of a value. */
  code?: Rule;
  dimensions?: Record<string, Rule>;
  value?: { column: string; missing: Record<string, ReasonCode | "skip">; below: "Q" | "N" | null };
  lower?: string;
  upper?: string;
  sample?: string;
  scale?: Scale[];
  flags?: { column: string; values: Record<string, StatusCode[]> };
  note?: { column: string; lang: "en" | "fr" };
  /** Name of the part of the country, and the share of it in percent. */
  place?: Rule;
  share?: string;
};

/** The parts that hold for a row: those of the case over those of the whole map. */
export function partsFor(map: ImportMap, found: MapParts | null): MapParts {
  if (!found) return map.parts;
  return { ...map.parts, ...found, dimensions: { ...map.parts.dimensions, ...found.dimensions } };
}

/** Every column a map reads, for whatever use, by column. */
export function usesOf(map: ImportMap): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const add = (column: string | undefined, use: string) => {
    if (column === undefined) return;
    const known = uses.get(column) ?? [];
    if (!known.includes(use)) uses.set(column, [...known, use]);
  };
  const addRule = (rule: Rule | undefined, use: string) => add(rule && "column" in rule ? rule.column : undefined, use);
  for (const column of map.ignore) add(column, "ignored");
  for (const column of Object.keys(map.filter)) add(column, "filter");
  for (const one of map.cases) for (const column of Object.keys(one.when)) add(column, "case");
  for (const parts of [map.parts, ...map.cases.map((one) => one.parts)]) {
    addRule(parts.area, "area");
    addRule(parts.period, "period");
    addRule(parts.indicator, "indicator");
    addRule(parts.unit, "unit");
    addRule(parts.code, "code");
    addRule(parts.place, "place");
    for (const [dimension, rule] of Object.entries(parts.dimensions ?? {})) addRule(rule, dimension);
    add(parts.value?.column, "value");
    add(parts.flags?.column, "flags");
    add(parts.note?.column, "note");
    add(parts.lower, "lower");
    add(parts.upper, "upper");
    add(parts.sample, "sample");
    add(parts.share, "share");
  }
  return uses;
}
