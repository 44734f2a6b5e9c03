import type { Text } from "~/domain/dictionary/dictionary";
import { itemsOf } from "./items";
import type { Choice, Observe, Question, Questionnaire, Section } from "./questionnaire";

/**
 * Words a questionnaire leaves open, with the code they stand for: `codes` names the code list (`SUBSTANCE`), or says `none`
 * where the words name no code ("the last three months"); `code` is the code. Versions published before words carried
 * codes say neither.
 */
export type Parameter = Text & { codes?: string; code?: string };

/** What a round calls the things its questionnaire leaves open: `{trend_name}` reads "nitazenes" in one, "ketamine" in another. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** Says of a parameter that its words name no code of any list. */
export const noCodes = "none";

/** A parameter whose words stand for a code. */
export type CodedParameter = { name: string; codes: string; code: string };

/** The parameters whose words stand for a code: what a round is about. */
export function codedIn(parameters: Parameters): CodedParameter[] {
  return Object.entries(parameters).flatMap(([name, { codes, code }]) =>
    codes !== undefined && codes !== noCodes && code !== undefined ? [{ name, codes, code }] : [],
  );
}

/** The parameter a code of `observe.fixed` is read from (`{trend_name}`); null = it is a code. */
export function parameterRead(code: string): string | null {
  return /^\{([A-Za-z][A-Za-z0-9_]*)\}$/.exec(code)?.[1] ?? null;
}

/** What expressions and texts may read: each parameter by its name, its code by the name with `_code`. */
export function variablesOf(parameters: Parameters, lang: "en" | "fr"): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, one]) => [
      [name, one[lang]] as const,
      ...(one.code === undefined ? [] : [[`${name}_code`, one.code] as const]),
    ]),
  );
}

/** Puts a round's words into a text; names without words stay as written. */
export function fillIn(text: Text, parameters: Parameters): Text {
  const fill = (said: string, lang: "en" | "fr") =>
    said.replace(/\{([A-Za-z][A-Za-z0-9_]*)\}/g, (whole, name: string) =>
      Object.hasOwn(parameters, name) ? parameters[name]![lang] : whole,
    );
  return { en: fill(text.en, "en"), fr: fill(text.fr, "fr") };
}

/**
 * A questionnaire as a round asks it: every text people read with the round's words, every series with the code they stand
 * for. Without parameters it is the same object.
 */
export function withParameters(questionnaire: Questionnaire, parameters: Parameters): Questionnaire {
  if (Object.keys(parameters).length === 0) return questionnaire;
  const fill = (text: Text) => fillIn(text, parameters);
  const orNull = (text: Text | null) => text && fill(text);
  const choices = (list: Choice[]) => list.map((choice) => ({ ...choice, text: fill(choice.text) }));
  const section = (one: Section): Section => ({
    ...one,
    title: fill(one.title),
    shortTitle: fill(one.shortTitle),
    description: orNull(one.description),
    tables: one.tables.map((table) => ({ ...table, title: fill(table.title) })),
  });
  const question = (one: Question): Question => ({
    ...one,
    title: fill(one.title),
    description: orNull(one.description),
    definition: orNull(one.definition),
    choices: choices(one.choices),
    rows: choices(one.rows),
    columns: choices(one.columns),
    tabs: choices(one.tabs),
    observe: one.observe && withCodes(one.observe, parameters),
  });
  const questions = new Map([...questionnaire.questions].map(([name, one]) => [name, question(one)]));
  return {
    ...questionnaire,
    title: fill(questionnaire.title),
    sections: questionnaire.sections.map(section),
    questions,
    items: new Map([...questions.values()].flatMap(itemsOf).map((item) => [item.path, item])),
    checks: questionnaire.checks.map((rule) => ({ ...rule, text: fill(rule.text) })),
  };
}

/** A code nobody gave stays a name in braces: observing it is refused as a bug, never guessed. */
function withCodes(observe: Observe, parameters: Parameters): Observe {
  if (observe.fixed === undefined) return observe;
  const fixed = Object.entries(observe.fixed).map(([dimension, code]) => {
    const name = parameterRead(code);
    return [dimension, (name !== null && Object.hasOwn(parameters, name) && parameters[name]?.code) || code] as const;
  });
  return { ...observe, fixed: Object.fromEntries(fixed) };
}
