import { type Dictionary, findCode, type Indicator, notKnown, other, total } from "~/domain/dictionary/dictionary";
import { staticSeries } from "~/domain/observation/observe-series";
import { totalCells } from "~/domain/questionnaire/grid";
import { parameterRead } from "~/domain/questionnaire/parameters";
import type { Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type JsonNode, member } from "./json";
import type { Say } from "./problem";
import type { Found } from "./shape";

/** Dimensions that are no code list of an indicator: who is meant, when, and which part of a figure. */
const ofPlace = ["INDICATOR", "PERIOD", "MEASURE"];
const ofAnswer = ["PERIOD", "UNIT", "COVERAGE", "COVERAGE_PLACE", "COVERAGE_SHARE", "SAMPLE"];
/** Figures one table may ask; 50 × 12 is a large one. */
const mostCells = 3000;

/**
 * Looks at what a questionnaire observes: indicators, dimensions, codes and units the dictionary knows, axes that say what
 * they are, totals that add up, and no series asked twice.
 */
export function lintSeries(questionnaire: Questionnaire, dictionary: Dictionary, found: Found[], say: Say): void {
  const nodes = new Map(found.filter((entry) => entry.kind === "question").map((entry) => [entry.name, entry.node]));
  for (const question of questionnaire.questions.values()) {
    const node = nodes.get(question.name);
    lintGrid(question, node, say);
    if (question.observe === null) lintUnobserved(question, node, say);
    else lintObserved(question, { questionnaire, dictionary, node }, say);
  }
  lintTwice(questionnaire, { dictionary, found, nodes }, say);
}

function lintUnobserved(question: Question, node: JsonNode | undefined, say: Say): void {
  const asksNothing = question.kind === "computed" || question.kind === "panel";
  if (question.noSeries === null && !asksNothing) say("warning", "no-series", { at: question.name, node });
}

type Known = { questionnaire: Questionnaire; dictionary: Dictionary; node: JsonNode | undefined };

function lintObserved(question: Question, { questionnaire, dictionary, node }: Known, say: Say): void {
  const observe = question.observe ?? {};
  const where = { at: question.name, node: member(node, "observe") ?? node };
  const indicators = indicatorsOf(question);
  if (indicators.length === 0) say("error", "unknown-indicator", where, { indicator: "–", nearest: "" });
  for (const code of indicators) {
    const indicator = dictionary.indicators.get(code);
    if (!indicator) say("error", "unknown-indicator", where, { indicator: code, nearest: nearest(code, dictionary) });
    else lintIndicator(question, indicator, { dictionary, where }, say);
  }
  const units = [question.unit, observe.unit, ...Object.values(observe.units ?? {})];
  for (const unit of units) if (unit && !dictionary.units.has(unit)) say("error", "unknown-unit", where, { unit });
  for (const [dimension, name] of Object.entries(observe.from ?? {})) {
    const from = questionnaire.questions.get(name);
    if (!from) say("error", "from-unknown", where, { dimension, question: name });
    else if (from.section !== question.section || (from.panel !== null && from.panel !== question.panel)) {
      say("error", "from-elsewhere", where, { dimension, question: name });
    }
  }
}

function lintIndicator(
  question: Question,
  indicator: Indicator,
  { dictionary, where }: { dictionary: Dictionary; where: { at: string; node: JsonNode | undefined } },
  say: Say,
): void {
  if (indicator.derived) say("error", "derived-indicator", where, { indicator: indicator.code });
  const isCoded = ["choice", "choices", "boolean", "matrix"].includes(question.kind);
  if (isCoded && indicator.measure !== "category")
    say("error", "not-categorical", where, { indicator: indicator.code });
  if (!isCoded && indicator.measure === "category") say("error", "not-numeric", where, { indicator: indicator.code });
  if (
    indicator.measure === "count" &&
    indicator.thresholdPersons === null &&
    unitsOf(question, indicator).includes("PS")
  )
    say("warning", "persons-unprotected", where, { indicator: indicator.code });
  const check = (dimension: string, codes: string[]) => {
    const unknown = dimension !== "COVERAGE" && !indicator.dimensions.includes(dimension);
    if (unknown) say("error", "unknown-dimension", where, { dimension, indicator: indicator.code });
    else for (const code of codes) lintCode(dictionary, { dimension, code }, where, say);
  };
  const observe = question.observe ?? {};
  for (const [dimension, code] of Object.entries(observe.fixed ?? {})) check(dimension, [code]);
  for (const dimension of Object.keys(observe.from ?? {})) if (!ofAnswer.includes(dimension)) check(dimension, []);
  for (const { axis, codes } of axesOf(question)) if (axis && !ofPlace.includes(axis)) check(axis, codes);
  lintAxes(question, where, say);
  if (isCoded && indicator.values)
    for (const code of answersOf(question)) lintCode(dictionary, { dimension: indicator.values, code }, where, say);
  if (question.kind === "figuregrid" && totalCells(question).length > 0) lintTotals(question, indicator, where, say);
}

/** Units in which a question asks for an indicator: its own, that of all its figures, those of single rows. */
function unitsOf(question: Question, indicator: Indicator): string[] {
  const { unit, units = {} } = question.observe ?? {};
  return [question.unit ?? unit ?? indicator.unit, ...Object.values(units)];
}

function lintCode(
  dictionary: Dictionary,
  { dimension, code }: { dimension: string; code: string },
  where: { at: string; node: JsonNode | undefined },
  say: Say,
): void {
  if (findCode(dictionary, dimension, code) || [total, notKnown, other].includes(code)) return;
  say("error", "unknown-code", where, { dimension, code });
}

function answersOf(question: Question): string[] {
  if (question.kind === "boolean") return ["Y", "N"];
  return (question.kind === "matrix" ? question.columns : question.choices).map((choice) => choice.value);
}

/** Each axis with more than one entry must be a dimension; each dimension may stand once; years and measures have names. */
function lintAxes(question: Question, where: { at: string; node: JsonNode | undefined }, say: Say): void {
  const names = Object.keys({ ...question.observe?.fixed, ...question.observe?.from });
  for (const { axis, codes, name } of axesOf(question)) {
    if (axis === undefined) {
      if (codes.length > 1) say("error", "axis-missing", where, { axis: name });
      continue;
    }
    if (names.includes(axis)) say("error", "dimension-twice", where, { dimension: axis });
    names.push(axis);
    const shape = axis === "PERIOD" ? /^Y[0-9]$/ : axis === "MEASURE" ? /^(V|LO|HI|N)$/ : null;
    for (const code of codes)
      if (shape && !shape.test(code)) say("error", "unknown-code", where, { dimension: axis, code });
  }
}

function lintTotals(
  question: Question,
  indicator: Indicator,
  where: { at: string; node: JsonNode | undefined },
  say: Say,
): void {
  for (const { axis, name } of axesOf(question)) {
    const isTotalled = (name === "rows" && question.totals.rows) || (name === "columns" && question.totals.columns);
    if (!isTotalled || axis === undefined) continue;
    if (ofPlace.includes(axis)) say("error", "total-of-unlike", where, { dimension: axis });
    else if (!indicator.additive.includes(axis)) {
      say("warning", "total-not-additive", where, { dimension: axis, indicator: indicator.code });
    }
  }
}

type Axis = { name: "rows" | "columns" | "tabs"; axis: string | undefined; codes: string[] };

function axesOf(question: Question): Axis[] {
  const values = (entries: readonly { value: string }[]) => entries.map((entry) => entry.value);
  const observe = question.observe ?? {};
  if (question.kind === "ranking") return [{ name: "rows", axis: observe.rows, codes: values(question.choices) }];
  const rows: Axis = { name: "rows", axis: observe.rows, codes: values(question.rows) };
  if (question.kind === "matrix") return [rows];
  if (question.kind !== "figuregrid") return [];
  return [
    rows,
    { name: "columns", axis: observe.columns, codes: values(question.columns) },
    { name: "tabs", axis: observe.tabs, codes: values(question.tabs) },
  ];
}

function indicatorsOf(question: Question): string[] {
  const axis = axesOf(question).find((entry) => entry.axis === "INDICATOR");
  if (axis) return axis.codes;
  return question.observe?.indicator ? [question.observe.indicator] : [];
}

function lintGrid(question: Question, node: JsonNode | undefined, say: Say): void {
  if (question.kind !== "figuregrid") return;
  const { rows, columns, tabs } = question;
  const where = { at: question.name, node };
  if (rows.length === 0 || columns.length === 0) say("error", "grid-empty", where);
  const cells = rows.length * columns.length * Math.max(1, tabs.length);
  if (cells > mostCells) say("error", "too-many-cells", where, { cells, most: mostCells });
  for (const [row, parent] of Object.entries(question.rowParents)) {
    const chain = new Set([row]);
    let above: string | undefined = parent;
    while (above !== undefined && !chain.has(above) && rows.some((entry) => entry.value === above)) {
      chain.add(above);
      above = question.rowParents[above];
    }
    if (above !== undefined) say("error", "unknown-parent", where, { row, parent: above });
  }
  for (const path of question.notAsked) {
    const parts = path.split("/");
    const axes = tabs.length > 0 ? [tabs, rows, columns] : [rows, columns];
    const known =
      parts.length === axes.length && axes.every((axis, i) => axis.some((entry) => entry.value === parts[i]));
    if (!known)
      say("error", "unknown-cell", { at: question.name, node: member(node, "notAsked") ?? node }, { cell: path });
  }
}

/** Two questions for one series and period; allowed only where a condition may keep one of them away. */
function lintTwice(
  questionnaire: Questionnaire,
  { dictionary, found, nodes }: { dictionary: Dictionary; found: Found[]; nodes: Map<string, JsonNode> },
  say: Say,
): void {
  const conditions = new Set(
    found.filter((entry) => member(entry.node, "visibleIf")).map((entry) => `${entry.kind} ${entry.name}`),
  );
  const isConditional = (name: string) => {
    const entry = found.find((e) => e.kind === "question" && e.name === name);
    if (!entry) return false;
    const around = entry.around
      .slice(1)
      .some((outer) => conditions.has(`panel ${outer}`) || conditions.has(`question ${outer}`));
    return conditions.has(`question ${name}`) || conditions.has(`page ${entry.section}`) || around;
  };
  const seen = new Map<string, string>();
  for (const item of questionnaire.items.values()) {
    const question = questionnaire.questions.get(item.question)!;
    // A table that does not say what its axes are is said already.
    const isVague = axesOf(question).some(({ axis, codes }) => axis === undefined && codes.length > 1);
    // A code nobody gives is said already too.
    const isOpen = isVague || Object.values(item.codes).some((code) => parameterRead(code) !== null);
    const series =
      question.panel === null && question.kind !== "ranking" && !isOpen ? staticSeries(item, dictionary) : null;
    if (series === null) continue;
    const key = `${series}|${item.part}`;
    const former = seen.get(key);
    if (former === undefined) seen.set(key, item.path);
    else if (!isConditional(item.question) && !isConditional(former.split("/")[0]!)) {
      say("error", "series-twice", { at: item.question, node: nodes.get(item.question) }, { path: item.path, former });
    }
  }
}

/** The indicator whose code is most like the one written, for "did you mean". */
function nearest(code: string, dictionary: Dictionary): string {
  const wanted = code.toUpperCase();
  const scored = [...dictionary.indicators.keys()].map((known) => ({ known, distance: distance(wanted, known) }));
  const best = scored.sort((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.max(3, wanted.length / 3) ? best.known : "";
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
