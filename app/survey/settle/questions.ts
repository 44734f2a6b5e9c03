import {
  ExpressionValidator,
  type SurveyError,
  type SurveyModel,
  type Question as SurveyQuestion,
  ValidatorResult,
} from "survey-core";
import type { Finding, Level } from "~/domain/check/finding";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import { toCellPath } from "~/domain/questionnaire/grid";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { countMissing, FigureGridQuestion, FigureQuestion } from "~/survey/figure/question";
import { mayObject } from "./may-object";
import { rowsOf } from "./visible";

/** Validators made quiet: a model may be used again, and rows of its panels come and go. */
const quiet = new WeakSet<ExpressionValidator>();

/** As with the rules written in a questionnaire: one that reads a figure without value says nothing. */
function quietMissing(question: SurveyQuestion): void {
  for (const validator of question.validators) {
    if (!(validator instanceof ExpressionValidator) || quiet.has(validator)) continue;
    quiet.add(validator);
    const validate = validator.validateOnCallback.bind(validator);
    validator.validateOnCallback = (value, callback, name, properties) => {
      let said = new ValidatorResult(value);
      const hear = (result: ValidatorResult) => {
        said = result ?? said;
      };
      const { missing } = countMissing(() => validate(value, hear, name, properties));
      const result = missing > 0 ? new ValidatorResult(value) : said;
      callback?.(result);
      return result;
    };
  }
}

type Asked = { hidden: ReadonlySet<string>; sections: ReadonlySet<string> };
type Spoken = { at: string; question: SurveyQuestion; errors: { error: SurveyError; text: string }[] };

/**
 * Lets the questions validate themselves and says what they found, by path and in both languages. Only visible questions of
 * the sections asked for. Leaves no error behind: a model may be used again.
 */
export function findingsOf(model: SurveyModel, questionnaire: Questionnaire, asked: Asked): Finding[] {
  const spoken = visibleOf(model, questionnaire, asked).flatMap((question) => {
    const english = hear(question);
    return english.length > 0 ? [{ question, english, french: english }] : [];
  });
  const wordy = spoken.filter(({ english }) => english.some(({ errors }) => errors.some(isWordy)));
  if (wordy.length > 0) {
    // The texts of errors are made in the language of the model at that moment; English is its default.
    model.locale = "fr";
    for (const one of wordy) one.french = hear(one.question);
    model.locale = "";
  }
  return spoken.flatMap(({ english, french }) =>
    english.flatMap((said, at) =>
      said.errors.flatMap(({ error, text }, nth) =>
        toFindings(said, { error, en: text, fr: french[at]?.errors[nth]?.text ?? text }, nth),
      ),
    ),
  );
}

function visibleOf(model: SurveyModel, questionnaire: Questionnaire, asked: Asked): SurveyQuestion[] {
  const visible: SurveyQuestion[] = [];
  for (const { name, section, panel } of questionnaire.questions.values()) {
    if (panel !== null || !asked.sections.has(section) || asked.hidden.has(name)) continue;
    const question = model.getQuestionByName(name);
    if (question) visible.push(question);
  }
  return visible;
}

/** What a question and the visible members of its rows say of themselves now; nothing where all is well. */
function hear(question: SurveyQuestion): Spoken[] {
  const members = rowsOf(question).flatMap(({ rowId, members }) =>
    members.map((member) => ({ at: `${question.name}/${rowId}/${member.name}`, question: member })),
  );
  const all = [{ at: question.name, question }, ...members].filter(
    (one) => mayObject(one.question) && (one.question === question || one.question.isVisibleInSurvey),
  );
  for (const one of all) quietMissing(one.question);
  return all.flatMap((one) => {
    // `true` first: without it the errors are counted and not kept (facts/stack.md §3).
    one.question.validate(true, false);
    if (one.question.errors.length === 0) return [];
    const errors = one.question.errors.map((error) => ({ error, text: error.locText.renderedHtml || error.getText() }));
    one.question.clearErrors();
    return [{ ...one, errors }];
  });
}

/** Is it told in words of the questionnaire or of SurveyJS? The others have sentences of ours. */
function isWordy({ error }: { error: SurveyError }): boolean {
  return error.getErrorType() !== "required" && error.getErrorType() !== "figure";
}

function toFindings(
  { question, at }: Spoken,
  said: { error: SurveyError; en: string; fr: string },
  nth: number,
): Finding[] {
  const type = said.error.getErrorType();
  if (type === "required") return missingOf(question, at);
  if (type === "figure") {
    const read = parseFigure(question.value);
    return isProblem(read) ? [{ level: "error", code: read.problem, at, check: read.problem }] : [];
  }
  const check = nth === 0 ? "rule-of-question" : `rule-of-question:${nth + 1}`;
  const text = { en: said.en, fr: said.fr };
  return [{ level: levelOf(said.error), code: "rule-of-question", at, check, text }];
}

/** An empty table is one finding, a half table one for each missing figure. */
function missingOf(question: SurveyQuestion, at: string): Finding[] {
  if (question instanceof FigureGridQuestion && !question.isEmpty()) {
    return question.missingCells().map((cell) => missing("figure-missing", `${at}/${toCellPath(cell)}`));
  }
  const isFigure = question instanceof FigureGridQuestion || question instanceof FigureQuestion;
  return [missing(isFigure ? "figure-missing" : "required", at)];
}

function missing(code: "required" | "figure-missing", at: string): Finding {
  return { level: "error", code, at, check: code };
}

function levelOf(error: SurveyError): Level {
  const level = error.notificationType;
  return level === "warning" || level === "info" ? level : "error";
}
