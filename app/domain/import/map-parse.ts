import { type DictionaryEntries, noEntries, parseEntries } from "~/domain/dictionary/parse";
import { flagCodes, type ReasonCode, reasonCodes, type StatusCode } from "~/domain/figure/figure";
import { type Basis, bases } from "~/domain/observation/period";
import type { Conditions, ImportMap, MapParts, Rule, Scale } from "./map";
import { isObject, type MapProblem, type Reader, readerOf } from "./map-reader";

/** Reads unknown JSON as a map, or names every part that is wrong; a map with a problem is not used. */
export function parseMap(input: unknown): { map: ImportMap } | { problems: MapProblem[] } {
  const problems: MapProblem[] = [];
  const reader = readerOf(input, "map", problems);
  const map: ImportMap = {
    source: { en: reader.child("source").text("en"), fr: reader.child("source").text("fr") },
    licence: reader.text("licence"),
    url: reader.textOrNull("url"),
    publishedBySource: reader.truth("publishedBySource"),
    precedence: reader.number("precedence"),
    file: fileOf(reader.childOr("file")),
    filter: conditionsOf(reader.childOr("filter")),
    ignore: reader.has("ignore") ? reader.texts("ignore") : [],
    dictionary: reader.has("dictionary") ? dictionaryOf(input, problems) : noEntries,
    parts: partsOf(reader, mapWords),
    cases: reader.children("cases").map((one) => ({
      when: conditionsOf(one.child("when")),
      parts: partsOf(one, ["when"]),
    })),
  };
  return problems.length > 0 ? { problems } : { map };
}

const mapWords = [
  "source",
  "licence",
  "url",
  "publishedBySource",
  "precedence",
  "file",
  "filter",
  "ignore",
  "dictionary",
  "cases",
];
const partWords = [
  "area",
  "period",
  "basis",
  "indicator",
  "unit",
  "code",
  "dimensions",
  "value",
  "lower",
  "upper",
  "sample",
  "scale",
  "flags",
  "note",
  "place",
  "share",
];

function partsOf(reader: Reader, others: string[]): MapParts {
  reader.only([...partWords, ...others]);
  const parts: MapParts = {};
  for (const word of ["area", "period", "indicator", "unit", "code", "place"] as const) {
    if (reader.has(word)) parts[word] = ruleOf(reader.child(word));
  }
  for (const word of ["lower", "upper", "sample", "share"] as const) {
    if (reader.has(word)) parts[word] = reader.text(word);
  }
  if (reader.has("basis")) parts.basis = reader.oneOf<Basis>("basis", bases);
  if (reader.has("dimensions")) parts.dimensions = rulesOf(reader.child("dimensions"));
  if (reader.has("value")) parts.value = figureRuleOf(reader.child("value"));
  if (reader.has("scale")) parts.scale = reader.children("scale").map(scaleOf);
  if (reader.has("flags")) parts.flags = flagsOf(reader.child("flags"));
  if (reader.has("note")) {
    const note = reader.child("note").only(["column", "lang"]);
    parts.note = { column: note.text("column"), lang: note.oneOf("lang", ["en", "fr"] as const) };
  }
  return parts;
}

function dictionaryOf(input: unknown, problems: MapProblem[]): DictionaryEntries {
  const given = isObject(input) ? input.dictionary : null;
  const read = parseEntries(given);
  for (const { at, what } of read.problems) problems.push({ kind: "bad-dictionary", at: `map.dictionary ${at}`, what });
  return read.entries;
}

function fileOf(reader: Reader): ImportMap["file"] {
  reader.only(["encoding", "delimiter", "decimal"]);
  return {
    encoding: reader.has("encoding") ? reader.text("encoding") : null,
    delimiter: reader.has("delimiter") ? reader.text("delimiter") : null,
    decimal: reader.has("decimal") ? reader.oneOf("decimal", [".", ","] as const) : null,
  };
}

function conditionsOf(reader: Reader): Conditions {
  return Object.fromEntries(reader.keys().map((column) => [column, reader.texts(column)]));
}

function ruleOf(reader: Reader): Rule {
  if (reader.has("fixed")) return { fixed: reader.only(["fixed"]).text("fixed") };
  reader.only(["column", "values"]);
  const values = reader.has("values") ? reader.child("values") : null;
  return {
    column: reader.text("column"),
    values: values && Object.fromEntries(values.keys().map((text) => [text, values.text(text)])),
  };
}

function rulesOf(reader: Reader): Record<string, Rule> {
  return Object.fromEntries(reader.keys().map((dimension) => [dimension, ruleOf(reader.child(dimension))]));
}

function figureRuleOf(reader: Reader): NonNullable<MapParts["value"]> {
  reader.only(["column", "missing", "below"]);
  const missing = reader.childOr("missing");
  const words = [...reasonCodes, "skip"] as const;
  return {
    column: reader.text("column"),
    missing: Object.fromEntries(missing.keys().map((text) => [text, missing.oneOf<ReasonCode | "skip">(text, words)])),
    below: reader.has("below") ? reader.oneOf("below", ["Q", "N"] as const) : null,
  };
}

function scaleOf(reader: Reader): Scale {
  reader.only(["from", "to", "by"]);
  const by = reader.number("by");
  if (by <= 0) reader.say("malformed", "by");
  return { from: reader.text("from"), to: reader.text("to"), by };
}

function flagsOf(reader: Reader): NonNullable<MapParts["flags"]> {
  reader.only(["column", "values"]);
  const values = reader.child("values");
  const known: readonly StatusCode[] = flagCodes;
  const read = (text: string) =>
    values.texts(text).flatMap((word) => {
      const code = known.find((flag) => flag === word);
      if (code === undefined) values.say("malformed", text);
      return code === undefined ? [] : [code];
    });
  return { column: reader.text("column"), values: Object.fromEntries(values.keys().map((text) => [text, read(text)])) };
}
