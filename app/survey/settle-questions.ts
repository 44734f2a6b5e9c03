import {
  ExpressionValidator,
  type SurveyError,
  type SurveyModel,
  type Question as SurveyQuestion,
  ValidatorResult,
} from "survey-core";
import { isProblem, parseFigure } from "~/domain/figure";
import type { Finding, Level } from "~/domain/finding";
import { toCellPath } from "~/domain/grid";
import type { Questionnaire } from "~/domain/questionnaire";
import { countMissing, FigureGridQuestion, FigureQuestion } from "./figure-question";
import { isVisible, rowsOf } from "./settle-visible";

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
type Spoken = { at: string; question: SurveyQuestion; errors: { error: SurveyError; en: string; fr: string }[] };

/**
 * Lets the model validate itself and says what it found, by path and in both languages. Only visible questions of the
 * sections asked for.
 */
export function findingsOf(model: SurveyModel, questionnaire: Questionnaire, asked: Asked): Finding[] {
  for (const question of model.getAllQuestions(false, false, true)) quietMissing(question);
  const english = validateIn(model, questionnaire, asked, "");
  if (english.every((spoken) => spoken.errors.length === 0)) return [];
  const french = validateIn(model, questionnaire, asked, "fr").map((spoken) => spoken.errors.map((error) => error.fr));
  model.locale = "";
  return english.flatMap((spoken, index) =>
    spoken.errors.flatMap((said, nth) => toFindings(spoken, { ...said, fr: french[index]?.[nth] ?? said.en }, nth)),
  );
}

/** The texts of errors are made in the language of the model at that moment; English is its default. */
function validateIn(model: SurveyModel, questionnaire: Questionnaire, asked: Asked, locale: string): Spoken[] {
  model.locale = locale;
  // `true` first: without it the errors are counted and not kept (facts/stack.md §3).
  model.validate(true, false);
  const spoken: Spoken[] = [];
  const hear = (question: SurveyQuestion, at: string) => {
    const errors = question.errors.map((error) => {
      const text = error.locText.renderedHtml || error.getText();
      return { error, en: text, fr: text };
    });
    spoken.push({ at, question, errors });
  };
  for (const { name, section, panel } of questionnaire.questions.values()) {
    const question = panel === null && asked.sections.has(section) ? model.getQuestionByName(name) : null;
    if (!question || !isVisible(question)) continue;
    hear(question, name);
    for (const { rowId, members } of rowsOf(question)) {
      for (const member of members) if (member.isVisible) hear(member, `${name}/${rowId}/${member.name}`);
    }
  }
  return spoken;
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
