import { QuestionPanelDynamicModel, QuestionSelectBase, type Question as SurveyQuestion } from "survey-core";

/** Questions that look at a new value before they take it. */
const careful = new WeakSet<SurveyQuestion>();

/** As JSON, which answers are; undefined = no answer. SurveyJS keeps them in arrays with methods of its own. */
type Written = string | undefined;

/**
 * Makes a question of a kept model leave alone what it holds already. `model.data = …` gives every question its value twice,
 * before the conditions run and after, and taking one costs far more than comparing it. Conditions run for all questions,
 * also for those that have none: they have run once, when the model was new.
 *
 * All questions take a new answer as if they had none, but for choices with a text beside them: see `emptyText`.
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
    const isSame = last !== null && last.given === given && last.taken === JSON.stringify(question.value);
    if (isSame && !hasText(question)) return;
    take(value, clear);
    last = { given, taken: JSON.stringify(question.value) };
  };
}

/** Has it, or a question in its rows, a text beside "other"? The text is no part of the value, and is emptied on its own. */
function hasText(question: SurveyQuestion): boolean {
  if (question instanceof QuestionPanelDynamicModel) return question.template.questions.some(hasText);
  return question.requireUpdateCommentValue;
}

/**
 * Empties choices with a text beside "other", which remember that their last answer was none of theirs. Done before a model
 * is given other answers: a question that is emptied takes its text from what the model holds.
 */
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
