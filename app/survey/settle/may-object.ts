import {
  QuestionBooleanModel,
  QuestionCheckboxModel,
  QuestionCommentModel,
  QuestionMatrixModel,
  QuestionPanelDynamicModel,
  QuestionSelectBase,
  QuestionTextModel,
  type Question as SurveyQuestion,
} from "survey-core";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import { FigureGridQuestion, FigureQuestion } from "~/survey/figure/question";

/**
 * Could a question find fault with itself as it stands? Most cannot, and asking costs as much as taking their answers. Of a
 * repeated panel: the panel itself, apart from its rows. A property test holds this against SurveyJS's own validation
 * (tests/survey/settle/may-object.test.ts).
 */
export function mayObject(question: SurveyQuestion): boolean {
  if (question.validators.length > 0 || question.hasRequiredError()) return true;
  if (findsNoFault.some((kind) => question instanceof kind)) return false;
  if (question instanceof FigureQuestion) return !question.isEmpty() && isProblem(parseFigure(question.value));
  if (question instanceof QuestionTextModel) return !question.isEmpty() && !takesAnyText(question);
  if (question instanceof QuestionMatrixModel) return question.eachRowRequired || question.eachRowUnique;
  if (question instanceof QuestionCheckboxModel && question.minSelectedChoices > 0) return true;
  // One that is none of the list is dropped when the question validates itself.
  return !(question instanceof QuestionSelectBase) || !holdsItsOwn(question);
}

/** Kinds that find fault with nothing but a missing answer. */
const findsNoFault = [QuestionCommentModel, QuestionBooleanModel, FigureGridQuestion, QuestionPanelDynamicModel];

/** SurveyJS compares any text with a bound that is written, whatever the type of input. */
function takesAnyText({ inputType, min, max }: QuestionTextModel): boolean {
  const isBounded = [min, max].some((bound) => bound !== undefined && bound !== null && bound !== "");
  return (inputType === "text" || inputType === "tel") && !isBounded;
}

/** Holds a question nothing, or choices of its list alone? */
function holdsItsOwn(question: QuestionSelectBase): boolean {
  const { value } = question;
  if (value === undefined || value === null) return true;
  const chosen: unknown[] = Array.isArray(value) ? value : [value];
  return chosen.every((one) => question.choices.some((choice) => choice.value === one));
}
