import { ExpressionRunner } from "survey-core";
import type { Finding } from "~/domain/check/finding";
import { addUp, figureAt, partsOfTotal, totalCells } from "~/domain/questionnaire/grid";
import { type Parameters, variablesOf } from "~/domain/questionnaire/parameters";
import { type Questionnaire, questionOf, type WrittenCheck } from "~/domain/questionnaire/questionnaire";
import { countMissing } from "~/survey/figure/question";

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
  const values = withTotals(questionnaire, answered);
  return rules.flatMap((rule): Finding[] => {
    const [at, ...related] = rule.at;
    if (at === undefined || answered.hidden.has(questionOf(at))) return [];
    const { outcome, missing } = countMissing(() => runnerOf(rule).runValues(values));
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

/** Expressions are parsed once for each rule of a kept questionnaire: parsing costs more than running. */
const runners = new WeakMap<WrittenCheck, ExpressionRunner>();

function runnerOf(rule: WrittenCheck): ExpressionRunner {
  const known = runners.get(rule);
  if (known) return known;
  const made = new ExpressionRunner(rule.holds);
  runners.set(rule, made);
  return made;
}

function withTotals(questionnaire: Questionnaire, { data, hidden, parameters }: Answered): Record<string, unknown> {
  const values: Record<string, unknown> = variablesOf(parameters, "en");
  for (const [name, value] of Object.entries(data)) {
    if (hidden.has(name)) continue;
    const question = questionnaire.questions.get(name);
    values[name] = value;
    if (question?.kind !== "figuregrid") continue;
    const totals = totalCells(question);
    if (totals.length === 0) continue;
    const grid = structuredClone(value);
    for (const cell of totals) {
      const { value: sum } = addUp(partsOfTotal(question, cell).map((part) => figureAt(value, part)));
      if (sum === null) continue;
      const tab = cell.tab === null ? grid : inner(grid, cell.tab);
      const row = inner(tab, cell.row);
      if (row) row[cell.column] = { v: sum };
    }
    values[name] = grid;
  }
  return values;
}

function inner(owner: unknown, key: string): Record<string, unknown> | null {
  if (typeof owner !== "object" || owner === null) return null;
  const record = owner as Record<string, unknown>;
  if (typeof record[key] !== "object" || record[key] === null) record[key] = {};
  return record[key] as Record<string, unknown>;
}
