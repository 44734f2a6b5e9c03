import { createElement, type ReactElement } from "react";
import type { Base, Question as SurveyQuestion } from "survey-core";
import { ReactElementFactory, ReactQuestionFactory, SurveyQuestionElementBase } from "survey-react-ui";
import { useFill } from "~/survey/fill/context";
import { QuestionBeside } from "~/survey/fill/question-beside.client";
import { FigureGrid } from "~/survey/grid/grid.client";
import { pathOfQuestion } from "~/survey/questionnaire/question-path";
import { FigureField } from "./field.client";
import { FigureGridQuestion, FigureQuestion } from "./question";

/*
 * Our components inside SurveyJS. They read and write the store, not the model: a changed value draws nothing here again.
 */

class FigureElement extends SurveyQuestionElementBase {
  protected override renderElement(): ReactElement {
    return <Figure question={this.questionBase} />;
  }
}

function Figure({ question }: { question: SurveyQuestion }) {
  const { questions } = useFill();
  const own = questions.get(question.name);
  const path = pathOfQuestion(question);
  if (!own || path === null) return null;
  const labelledBy = question.ariaTitleId ?? `${question.id}_ariaTitle`;
  if (question.getType() === "figuregrid") return <FigureGrid question={own} at={path} labelledBy={labelledBy} />;
  return <FigureField question={own} path={path} labelledBy={labelledBy} required={question.isRequired} />;
}

let registered = false;

/** Makes SurveyJS draw figures, grids and what stands beside a question with our components. */
export function registerElements(): void {
  if (registered) return;
  registered = true;
  // SurveyJS calls a question of an unknown type a textbox; ours holds one, or a whole table of them.
  for (const type of [FigureQuestion, FigureGridQuestion])
    Object.defineProperty(type.prototype, "ariaRole", { get: () => "group" });
  for (const type of ["figure", "figuregrid"]) {
    ReactQuestionFactory.Instance.registerQuestion(type, (props) => createElement(FigureElement, props));
  }
  ReactElementFactory.Instance.registerElement(besideName, (props: { element: ReactElement; question: Base }) => (
    <QuestionBeside {...props} />
  ));
}

/** Name under which SurveyJS finds the wrapper of a question. */
export const besideName = "vigie-question";
