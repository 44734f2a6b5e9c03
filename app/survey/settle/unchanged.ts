import { QuestionPanelDynamicModel, QuestionSelectBase, type Question as SurveyQuestion } from "survey-core";
import { holdsItsOwn } from "./may-object";

/** Questions that look at a new value before they take it. */
const careful = new WeakSet<SurveyQuestion>();

/** As JSON, which answers are; undefined = no answer. SurveyJS keeps them in arrays with methods of its own. */
type Written = string | undefined;

/**
 * Makes a question of a kept model leave alone what it holds already. `model.data = …` gives every question its value twice,
 * before the conditions run and after, and taking one costs far more than comparing it. Conditions run for all questions,
 * also for those that have none: they have run once, when the model was new.
 *
 * Choices that hold none of theirs remember it: they are emptied before they take another value. All other questions take a
 * new answer as if they had none.
 */
export function leaveUnchanged(question: SurveyQuestion): void {
  if (careful.has(question)) return;
  careful.add(question);
  if (!dependsOnOthers(question)) question.runCondition = () => undefined;
  const take = question.updateValueFromSurvey.bind(question);
  let last: { given: Written; taken: Written } | null = null;
  question.updateValueFromSurvey = (value: unknown, clear?: boolean) => {
    const given: Written = JSON.stringify(value);
    // Whatever changes the value by another way (an incorrect choice is dropped, a value is computed) has it taken anew.
    const isAsLeft = last !== null && JSON.stringify(question.value) === last.taken;
    const isSame = isAsLeft && given === last?.given;
    if (isSame && !hasText(question)) return;
    if (!isSame && question instanceof QuestionSelectBase && !hasText(question)) {
      if (!isAsLeft || !holdsItsOwn(question)) take(undefined, true);
    }
    take(value, clear);
    last = { given, taken: JSON.stringify(question.value) };
  };
}

/** A text beside "other" is no part of the value, and is written into the answers with it. */
function hasText(question: SurveyQuestion): boolean {
  return question.requireUpdateCommentValue;
}

/** Empties choices with a text beside them, as long as the answers before are in the model: the text is taken from there. */
export function emptyText(question: SurveyQuestion): void {
  if (!(question instanceof QuestionSelectBase) || !hasText(question)) return;
  question.updateValueFromSurvey(undefined, true);
  question.updateCommentFromSurvey(undefined);
}

/** Any property SurveyJS reads as a condition or expression: `visibleIf`, `requiredIf`, `expression`, in choices and rows too. */
const condition = /"\w*(If|[Ee]xpression)":/;

/** Rows of repeated panels decide for themselves; choices are open or shut by how many may be chosen. */
function dependsOnOthers(question: SurveyQuestion): boolean {
  if (question instanceof QuestionPanelDynamicModel) return true;
  const written = JSON.stringify(question.toJSON());
  return condition.test(written) || written.includes('"maxSelectedChoices":');
}
