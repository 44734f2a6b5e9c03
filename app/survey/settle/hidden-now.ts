import { ConditionRunner, ExpressionRunner } from "survey-core";
import { nestAnswers } from "~/domain/questionnaire/answers";
import { type Parameters, variablesOf } from "~/domain/questionnaire/parameters";
import { type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";
import { registerFigures } from "~/survey/figure/question";
import { list, record, text } from "~/survey/questionnaire/read-json";

/*
 * Which questions are not asked now, without a model: a model of a thousand figures takes a good part of a second, the
 * conditions alone well under a millisecond. SurveyJS itself runs each condition, so that both say the same; a property
 * test holds this against `settle` (tests/survey/settle/hidden-now.test.ts).
 */

type Conditions = {
  /** Own condition of each question outside of repeated panels, and those of the page and the panels around it. */
  questions: { name: string; all: string[] }[];
  runners: ReadonlyMap<string, ConditionRunner>;
  /** Values the questionnaire works out itself, in the order written. */
  computed: { name: string; runner: ExpressionRunner }[];
  /** Questions some condition or computed value reads: the others cannot change what is asked. */
  read: ReadonlySet<string>;
  /** What was found for answers met lately, by their text. */
  known: Map<string, ReadonlySet<string>>;
};

type Answered = { answers: ReadonlyMap<string, unknown>; parameters: Parameters };

/** Submissions whose outcome is kept at a time. */
const mostKnown = 200;

const kept = new WeakMap<object, Conditions>();

/**
 * Names the questions a questionnaire hides now: by their own condition, or by that of a panel or page around them.
 * Questions of repeated panels are not among them: each row decides for itself.
 * @param definition  as published; read once for each object
 * @param answers     by path, `null` = cleared; only those some condition reads matter
 */
export function hiddenNow(
  questionnaire: Questionnaire,
  definition: unknown,
  { answers, parameters }: Answered,
): ReadonlySet<string> {
  const conditions = conditionsOf(definition);
  const read = new Map([...answers].filter(([path, value]) => value !== null && conditions.read.has(questionOf(path))));
  const values: Record<string, unknown> = {
    ...variablesOf(parameters, "en"),
    ...nestAnswers(questionnaire, read),
  };
  const key = JSON.stringify(values);
  const known = conditions.known.get(key);
  if (known) return known;
  const hidden = findHidden(conditions, values);
  const oldest = conditions.known.keys().next().value;
  if (conditions.known.size >= mostKnown && oldest !== undefined) conditions.known.delete(oldest);
  conditions.known.set(key, hidden);
  return hidden;
}

function findHidden({ questions, runners, computed }: Conditions, values: Record<string, unknown>): Set<string> {
  const shown = () =>
    new Map([...runners].map(([condition, runner]) => [condition, runner.runValues(values) === true]));
  let holds = shown();
  // A computed value may feed another one or a condition; conditions that wait for one another are refused by lint.
  for (let turn = 0; turn < computed.length; turn += 1) {
    const before = JSON.stringify(values);
    for (const { name, runner } of computed) values[name] = runner.runValues(values) ?? undefined;
    if (JSON.stringify(values) === before) break;
    holds = shown();
  }
  return new Set(questions.flatMap(({ name, all }) => (all.every((one) => holds.get(one) === true) ? [] : [name])));
}

function conditionsOf(definition: unknown): Conditions {
  const owner = record(definition);
  const known = kept.get(owner);
  if (known) return known;
  registerFigures();
  const questions: Conditions["questions"] = [];
  const computed: Conditions["computed"] = [];
  const visit = (element: Record<string, unknown>, around: string[]) => {
    const own = text(element.visibleIf).trim();
    const all = own === "" ? around : [...around, own];
    if (Array.isArray(element.elements)) for (const part of element.elements) visit(record(part), all);
    else questions.push({ name: text(element.name), all });
    if (element.type === "expression")
      computed.push({ name: text(element.name), runner: new ExpressionRunner(text(element.expression)) });
  };
  for (const page of list(owner.pages)) visit({ elements: [], ...record(page) }, []);
  const written = new Set(questions.flatMap(({ all }) => all));
  const runners = new Map([...written].map((condition) => [condition, new ConditionRunner(condition)]));
  const read = [...runners.values(), ...computed.map(({ runner }) => runner)].flatMap((runner) =>
    runner.getVariables(),
  );
  const made = { questions, runners, computed, read: new Set(read.map(nameIn)), known: new Map() };
  kept.set(owner, made);
  return made;
}

/** `{grid.R.F}`, `{rows[0].year}`: the question a variable begins with. */
export function nameIn(variable: string): string {
  return variable.split(/[.[]/)[0] ?? variable;
}
