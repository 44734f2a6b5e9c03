import { type Parameters, variablesOf } from "~/domain/questionnaire/parameters";
import "survey-core/i18n/french";
import type { Finding } from "~/domain/check/finding";
import { flattenData } from "~/domain/questionnaire/answers";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { checkWritten } from "./checks";
import { withModel } from "./model";
import { findingsOf } from "./questions";
import { hiddenOf } from "./visible";

export type SettleOptions = {
  /** Values of the questionnaire's parameters in this round. */
  parameters: Parameters;
  /** Names of the sections to find something in; absent = all. What is hidden is always told of all. */
  sections?: readonly string[];
  /** Names the published version and its parameters: their model is kept for the next time. */
  key?: string;
};

export type Settled = {
  findings: Finding[];
  /** Names of hidden questions, and `panel/{rowId}/question` where only a row hides it. */
  hidden: string[];
};

/**
 * Second sieve: is it answered as the questionnaire's logic wants? The whole questionnaire runs in one model, so that a
 * condition in one section sees the answers of all; answers of hidden questions are set aside, never demanded.
 *
 * It knows nothing of kinds: `admit` has refused what is none. It stops the event loop for as long as it runs; callers
 * outside of tests use `settleInWorker`.
 * @param definition  as published
 * @param data        answers as `nestAnswers` gives them; not changed
 * @throws            a definition that lint would refuse
 */
export function settle(definition: unknown, data: Record<string, unknown>, options: SettleOptions): Settled {
  return withModel(definition, { key: options.key, data }, ({ questionnaire, model }) => {
    for (const [name, said] of Object.entries(variablesOf(options.parameters, "en"))) model.setVariable(name, said);
    model.data = structuredClone(data);
    const asked = new Set(options.sections ?? questionnaire.sections.map((section) => section.name));
    const names = hiddenOf(model, questionnaire);
    const hidden = new Set(names);
    const answered = { data, hidden, sections: asked };
    return {
      hidden: names,
      findings: [
        ...findingsOf(model, questionnaire, answered),
        ...lostAnswers(questionnaire, { data, kept: model.data, sections: asked }),
        ...hiddenAnswers(questionnaire, answered),
        ...checkWritten(questionnaire, { ...answered, parameters: options.parameters }),
      ],
    };
  });
}

/** SurveyJS drops what it does not like without a word; whatever it dropped is said here. */
function lostAnswers(
  questionnaire: Questionnaire,
  {
    data,
    kept,
    sections,
  }: { data: Record<string, unknown>; kept: Record<string, unknown>; sections: ReadonlySet<string> },
): Finding[] {
  // Most is kept as it was given: only the rest is looked at part by part. What nobody gave cannot be lost.
  const isChanged = (name: string) =>
    Object.hasOwn(data, name) && JSON.stringify(data[name]) !== JSON.stringify(kept[name]);
  const changed = (answers: Record<string, unknown>) =>
    flattenData(questionnaire, Object.fromEntries(Object.entries(answers).filter(([name]) => isChanged(name))));
  const after = changed(kept);
  return [...changed(data).keys()].flatMap((path): Finding[] => {
    const question = questionnaire.questions.get(path.split("/")[0]!);
    if (after.has(path) || !question || !sections.has(question.section) || question.kind === "computed") return [];
    return [{ level: "error", code: "not-of-its-kind", at: path, check: "not-of-its-kind" }];
  });
}

function hiddenAnswers(
  questionnaire: Questionnaire,
  {
    data,
    hidden,
    sections,
  }: { data: Record<string, unknown>; hidden: ReadonlySet<string>; sections: ReadonlySet<string> },
): Finding[] {
  return [...questionnaire.questions.values()].flatMap((question): Finding[] => {
    const answered = Object.hasOwn(data, question.name) && question.kind !== "computed";
    if (!answered || question.panel !== null || !hidden.has(question.name) || !sections.has(question.section))
      return [];
    return [{ level: "info", code: "hidden-answer", at: question.name, check: "hidden-answer" }];
  });
}
