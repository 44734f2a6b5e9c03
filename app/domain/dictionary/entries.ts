import { canonicalJson } from "~/domain/observation/canonical";
import type { Code, Dictionary, Dimension, Indicator, Text, Unit } from "./dictionary";
import type { DictionaryEntries } from "./parse";
import type { DictionaryProblem } from "./problem";

/** Codes of countries and groups that exist already. */
export type KnownPlaces = { countries: ReadonlySet<string>; groups: ReadonlySet<string> };

const codeShape = /^[A-Z_][A-Z0-9_]*$/;
const unitShape = /^[A-Z0-9_]+$/;
const indicatorShape = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
const dateShape = /^\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?$/;
/** Codes every list has without naming them. */
const crossDomain = ["_T", "_U", "_O"];

/**
 * Looks at entries before they are entered: codes of their shape and named once, references that exist among the entries or
 * already, both languages written. The dictionary given is what stands now; nothing is changed.
 * @returns every problem, in the order of the entries; empty = they may be entered
 */
export function checkEntries(entries: DictionaryEntries, known: Dictionary, places: KnownPlaces): DictionaryProblem[] {
  const problems: DictionaryProblem[] = [];
  const say = (kind: DictionaryProblem["kind"], at: string, what: string) => problems.push({ kind, at, what });
  repeated(entries.units, (u) => u.code, "unit", say);
  repeated(entries.dimensions, (d) => d.id, "dimension", say);
  repeated(entries.indicators, (i) => i.code, "indicator", say);
  repeated(entries.countries, (c) => c.code, "country", say);
  repeated(entries.groups, (g) => g.code, "group", say);
  for (const unit of entries.units) {
    if (!unitShape.test(unit.code)) say("bad-code", `unit ${unit.code}`, unit.code);
    needText(unit.name, `unit ${unit.code}`, "name", say);
  }
  for (const dimension of entries.dimensions) checkDimension(dimension, known.dimensions.get(dimension.id), say);
  const units = new Set([...known.units.keys(), ...entries.units.map((u) => u.code)]);
  const dimensions = new Set([...known.dimensions.keys(), ...entries.dimensions.map((d) => d.id)]);
  const indicators = new Set([...known.indicators.keys(), ...entries.indicators.map((i) => i.code)]);
  for (const indicator of entries.indicators) checkIndicator(indicator, { units, dimensions, indicators }, say);
  checkPlaces(entries, places, say);
  return problems;
}

type Say = (kind: DictionaryProblem["kind"], at: string, what: string) => void;

function repeated<T>(rows: T[], codeOf: (row: T) => string, kind: string, say: Say): void {
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(codeOf(row))) say("duplicate", kind, codeOf(row));
    seen.add(codeOf(row));
  }
}

function needText(text: Text | null, at: string, part: string, say: Say): void {
  if (text === null) return;
  if (text.en.trim() === "") say("text-missing", at, `${part} en`);
  if (text.fr.trim() === "") say("text-missing", at, `${part} fr`);
}

function checkDimension(dimension: Dimension, former: Dimension | undefined, say: Say): void {
  const at = `dimension ${dimension.id}`;
  if (!codeShape.test(dimension.id)) say("bad-code", at, dimension.id);
  needText(dimension.name, at, "name", say);
  repeated(dimension.codes, (c) => c.code, at, say);
  const all = mergeCodes(former?.codes ?? [], dimension.codes);
  for (const code of dimension.codes) {
    if (!codeShape.test(code.code)) say("bad-code", at, code.code);
    needText(code.name, `${at} ${code.code}`, "name", say);
    if (code.parent === undefined) continue;
    if (!all.some((c) => c.code === code.parent)) say("unknown-parent", `${at} ${code.code}`, code.parent);
    else if (isItsOwnAncestor(code, all)) say("parent-circle", `${at} ${code.code}`, code.parent);
  }
}

function isItsOwnAncestor(code: Code, all: Code[]): boolean {
  const seen = new Set([code.code]);
  for (let up = code.parent; up !== undefined; up = all.find((c) => c.code === up)?.parent) {
    if (seen.has(up)) return true;
    seen.add(up);
  }
  return false;
}

type Names = { units: Set<string>; dimensions: Set<string>; indicators: Set<string> };

function checkIndicator(indicator: Indicator, names: Names, say: Say): void {
  const at = `indicator ${indicator.code}`;
  if (!indicatorShape.test(indicator.code)) say("bad-code", at, indicator.code);
  for (const part of ["name", "shortName", "definition", "recall", "population", "caution"] as const) {
    needText(indicator[part], at, part, say);
  }
  if (!names.units.has(indicator.unit)) say("unknown-unit", at, indicator.unit);
  repeated(indicator.dimensions, (d) => d, at, say);
  for (const dimension of indicator.dimensions) {
    if (!names.dimensions.has(dimension)) say("unknown-dimension", at, dimension);
  }
  for (const dimension of indicator.additive) {
    if (!indicator.dimensions.includes(dimension)) say("additive-not-a-dimension", at, dimension);
  }
  if (indicator.values !== undefined && !names.dimensions.has(indicator.values))
    say("unknown-values", at, indicator.values);
  if (indicator.measure === "category" && indicator.values === undefined) say("values-missing", at, "values");
  if (indicator.derived && !names.indicators.has(indicator.derived.numerator)) {
    say("unknown-numerator", at, indicator.derived.numerator);
  }
}

function checkPlaces(entries: DictionaryEntries, places: KnownPlaces, say: Say): void {
  const countries = new Set([...places.countries, ...entries.countries.map((c) => c.code)]);
  const groups = new Set([...places.groups, ...entries.groups.map((g) => g.code)]);
  for (const country of entries.countries) {
    if (!/^[A-Z]{2}$/.test(country.code)) say("bad-code", `country ${country.code}`, country.code);
    needText(country.name, `country ${country.code}`, "name", say);
  }
  for (const group of entries.groups) {
    if (!codeShape.test(group.code)) say("bad-code", `group ${group.code}`, group.code);
    needText(group.name, `group ${group.code}`, "name", say);
  }
  for (const membership of entries.memberships) {
    const at = `membership ${membership.group} ${membership.country}`;
    if (!groups.has(membership.group)) say("unknown-group", at, membership.group);
    if (!countries.has(membership.country)) say("unknown-country", at, membership.country);
    for (const date of [membership.from, membership.to])
      if (date !== null && !dateShape.test(date)) say("bad-date", at, date);
  }
}

/**
 * Looks at what an entry would change of what stands. The key of a series (own unit, dimensions, meaning of a code) never
 * changes under its observations; texts change only by the files of the project (`mayReword`), never by a questionnaire.
 */
export function checkChanges(entries: DictionaryEntries, known: Dictionary, mayReword: boolean): DictionaryProblem[] {
  const problems: DictionaryProblem[] = [];
  for (const indicator of entries.indicators) {
    const former = known.indicators.get(indicator.code);
    if (!former) continue;
    const at = `indicator ${indicator.code}`;
    if (former.unit !== indicator.unit) problems.push({ kind: "key-changed", at, what: former.unit });
    for (const dimension of former.dimensions) {
      if (!indicator.dimensions.includes(dimension)) problems.push({ kind: "key-changed", at, what: dimension });
    }
    if (!mayReword && !isSame(former, indicator))
      problems.push({ kind: "defined-otherwise", at, what: indicator.code });
  }
  if (mayReword) return problems;
  for (const unit of entries.units) {
    const former = known.units.get(unit.code);
    if (former && !isSame(former, unit))
      problems.push({ kind: "defined-otherwise", at: `unit ${unit.code}`, what: unit.code });
  }
  for (const dimension of entries.dimensions) {
    const former = known.dimensions.get(dimension.id);
    if (former && canonicalJson(former.name) !== canonicalJson(dimension.name)) {
      problems.push({ kind: "defined-otherwise", at: `dimension ${dimension.id}`, what: dimension.id });
    }
    for (const code of dimension.codes) {
      const stands = former?.codes.find((c) => c.code === code.code);
      const differs = stands && !isSame(stands, code) && !crossDomain.includes(code.code);
      if (differs) problems.push({ kind: "defined-otherwise", at: `dimension ${dimension.id}`, what: code.code });
    }
  }
  return problems;
}

/** The dictionary as it would stand with the entries: what a dry run reads by. */
export function withEntries(known: Dictionary, entries: DictionaryEntries): Dictionary {
  const dimensions = new Map(known.dimensions);
  for (const given of entries.dimensions) {
    dimensions.set(given.id, { ...given, codes: mergeCodes(dimensions.get(given.id)?.codes ?? [], given.codes) });
  }
  return {
    indicators: new Map([...known.indicators, ...entries.indicators.map((one) => [one.code, one] as const)]),
    dimensions,
    units: new Map([...known.units, ...entries.units.map((one) => [one.code, one] as const)]),
  };
}

/** Puts the codes given into a list: known ones keep their place and take the new text, new ones follow; none is lost. */
export function mergeCodes(former: Code[], given: Code[]): Code[] {
  const fresh = given.filter((code) => !former.some((c) => c.code === code.code));
  return [...former.map((code) => given.find((c) => c.code === code.code) ?? code), ...fresh];
}

/** Is it the same entry, whatever the order of its parts? */
export function isSame(a: Indicator | Unit | Dimension | Code, b: Indicator | Unit | Dimension | Code): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
