import type { Text } from "~/domain/dictionary/dictionary";
import type { Choice, Question, Questionnaire, Section } from "./questionnaire";

/** What a round calls the things its questionnaire leaves open: `{trend_name}` reads "nitazenes" in one, "ketamine" in another. */
export type Parameters = Readonly<Record<string, Text>>;

/** Puts a round's words into a text; names without words stay as written. */
export function fillIn(text: Text, parameters: Parameters): Text {
  const fill = (said: string, lang: "en" | "fr") =>
    said.replace(/\{([A-Za-z][A-Za-z0-9_]*)\}/g, (whole, name: string) =>
      Object.hasOwn(parameters, name) ? parameters[name]![lang] : whole,
    );
  return { en: fill(text.en, "en"), fr: fill(text.fr, "fr") };
}

/**
 * A questionnaire as a round asks it: every text people read with the round's words. Without parameters it is the same
 * object.
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
  });
  return {
    ...questionnaire,
    title: fill(questionnaire.title),
    sections: questionnaire.sections.map(section),
    questions: new Map([...questionnaire.questions].map(([name, one]) => [name, question(one)])),
    checks: questionnaire.checks.map((rule) => ({ ...rule, text: fill(rule.text) })),
  };
}
