import { type Dictionary, findCode, notKnown, other, total } from "~/domain/dictionary/dictionary";
import { type ImportMap, type MapParts, type Rule, usesOf } from "./map";
import type { MapProblem } from "./map-reader";

/**
 * Looks at a map before rows are read: its columns stand in the file, every column of the file has a use or is named as
 * ignored, and every word it turns texts into stands in the dictionary.
 */
export function checkMap(map: ImportMap, header: readonly string[], dictionary: Dictionary): MapProblem[] {
  const problems: MapProblem[] = [];
  const uses = usesOf(map);
  for (const column of uses.keys())
    if (!header.includes(column)) problems.push({ kind: "unknown-column", at: "map", what: column });
  for (const [index, column] of header.entries()) {
    if (header.indexOf(column) < index) problems.push({ kind: "column-twice", at: "file", what: column });
    else if (!uses.has(column)) problems.push({ kind: "column-without-use", at: "file", what: column });
  }
  const places = [
    { at: "map", parts: map.parts },
    ...map.cases.map(({ parts }, index) => ({ at: `map.cases.${index}`, parts })),
  ];
  for (const { at, parts } of places) checkWords(at, parts, dictionary, problems);
  const whole = map.cases.length === 0 ? [map.parts] : map.cases.map(({ parts }) => ({ ...map.parts, ...parts }));
  for (const parts of whole) {
    for (const part of ["area", "period", "indicator"] as const) {
      if (!parts[part]) problems.push({ kind: "part-missing", at: "map", what: part });
    }
    if (!parts.value && !parts.code) problems.push({ kind: "part-missing", at: "map", what: "value" });
  }
  return problems;
}

function checkWords(at: string, parts: MapParts, dictionary: Dictionary, problems: MapProblem[]): void {
  const check = (place: string, rule: Rule | undefined, isKnown: (word: string) => boolean) => {
    for (const word of wordsOf(rule))
      if (!isKnown(word)) problems.push({ kind: "unknown-code", at: `${at}.${place}`, what: word });
  };
  check("indicator", parts.indicator, (word) => dictionary.indicators.has(word));
  check("unit", parts.unit, (word) => dictionary.units.has(word));
  for (const [dimension, rule] of Object.entries(parts.dimensions ?? {})) {
    if (!dictionary.dimensions.has(dimension))
      problems.push({ kind: "unknown-code", at: `${at}.dimensions`, what: dimension });
    check(
      `dimensions.${dimension}`,
      rule,
      (word) => [total, notKnown, other].includes(word) || findCode(dictionary, dimension, word) !== undefined,
    );
  }
  for (const { from, to } of parts.scale ?? []) {
    for (const unit of [from, to])
      if (!dictionary.units.has(unit)) problems.push({ kind: "unknown-code", at: `${at}.scale`, what: unit });
  }
}

function wordsOf(rule: Rule | undefined): string[] {
  if (!rule) return [];
  if ("fixed" in rule) return [rule.fixed];
  return [...new Set(Object.values(rule.values ?? {}))];
}
