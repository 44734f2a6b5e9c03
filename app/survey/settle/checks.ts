import { ExpressionRunner } from "survey-core";
import type { Finding } from "~/domain/check/finding";
import { addUp, figureAt, partsOfTotal, totalCells } from "~/domain/questionnaire/grid";
import { type Parameters, variablesOf } from "~/domain/questionnaire/parameters";
import { type Question, type Questionnaire, questionOf, type WrittenCheck } from "~/domain/questionnaire/questionnaire";
import { countMissing } from "~/survey/figure/question";
import { nameIn } from "./hidden-now";

type Answered = {
  data: Record<string, unknown>;
  hidden: ReadonlySet<string>;
  sections: ReadonlySet<string>;
  parameters: Parameters;
};

/**
 * Evaluates the rules written in the questionnaire. Answers of hidden questions do not exist for them; computed totals do
 * (`figure({q}, '_T', 'F')`), where all parts have values.
 *
 * A rule that reads a figure without value and does not hold says nothing: what is missing is said elsewhere, and it cannot
 * contradict. A rule about a hidden question says nothing either.
 */
export function checkWritten(questionnaire: Questionnaire, answered: Answered): Finding[] {
  const rules = questionnaire.checks.filter((rule) => answered.sections.has(rule.section));
  if (rules.length === 0) return [];
  const read = readerOf(questionnaire, answered);
  return rules.flatMap((rule): Finding[] => {
    const [at, ...related] = rule.at;
    if (at === undefined || answered.hidden.has(questionOf(at))) return [];
    const { outcome, missing } = countMissing(() => holds(rule, read));
    if (outcome === true || missing > 0) return [];
    const check = `check:${rule.name}`;
    return [
      {
        level: rule.level,
        code: "rule-of-question",
        at,
        check,
        text: rule.text,
        ...(related.length > 0 ? { related } : {}),
      },
    ];
  });
}

type Parsed = { runner: ExpressionRunner; reads: readonly string[] };

/** Expressions are parsed once for each rule of a kept questionnaire: parsing costs more than running. */
const parsed = new WeakMap<WrittenCheck, Parsed>();

function parse(rule: WrittenCheck): Parsed {
  const known = parsed.get(rule);
  if (known) return known;
  const runner = new ExpressionRunner(rule.holds);
  const made = { runner, reads: [...new Set(runner.getVariables().map(nameIn))] };
  parsed.set(rule, made);
  return made;
}

/** Runs a rule on what it reads and no more: SurveyJS looks through all it is given, for each variable. */
function holds(rule: WrittenCheck, read: Reader): unknown {
  const { runner, reads } = parse(rule);
  return runner.runValues(Object.fromEntries(reads.map((name) => [name, read(name)])));
}

/** Gives what stands under a name, undefined when nothing does; a name is found in upper and lower case, as SurveyJS does. */
type Reader = (name: string) => unknown;

function readerOf(questionnaire: Questionnaire, { data, hidden, parameters }: Answered): Reader {
  const values = new Map<string, () => unknown>();
  for (const [name, said] of Object.entries(variablesOf(parameters, "en"))) values.set(name, () => said);
  for (const [name, value] of Object.entries(data)) {
    if (!hidden.has(name))
      values.set(
        name,
        once(() => withTotals(questionnaire.questions.get(name), value)),
      );
  }
  const found = new Map<string, () => unknown>();
  for (const [name, value] of values) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value);
  return (name) => found.get(name.toLowerCase())?.();
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** An answer with the computed totals of its grid, where all parts have values; not changed itself. */
function withTotals(question: Question | undefined, value: unknown): unknown {
  const totals = question?.kind === "figuregrid" ? totalCells(question) : [];
  if (question === undefined || totals.length === 0) return value;
  const grid = structuredClone(value);
  for (const cell of totals) {
    const { value: sum } = addUp(partsOfTotal(question, cell).map((part) => figureAt(value, part)));
    if (sum === null) continue;
    const tab = cell.tab === null ? grid : inner(grid, cell.tab);
    const row = inner(tab, cell.row);
    if (row) row[cell.column] = { v: sum };
  }
  return grid;
}

function inner(owner: unknown, key: string): Record<string, unknown> | null {
  if (typeof owner !== "object" || owner === null) return null;
  const record = owner as Record<string, unknown>;
  if (typeof record[key] !== "object" || record[key] === null) record[key] = {};
  return record[key] as Record<string, unknown>;
}
