import { standingValuesOf } from "./domain/answers";
import type { Text } from "./domain/dictionary";
import type { Questionnaire } from "./domain/questionnaire";
import { hiddenNow } from "./survey/hidden-now";

type Read = {
  asked: { parameters: Record<string, Text> };
  questionnaire: Questionnaire;
  definition: unknown;
  answers: ReadonlyMap<string, { value: unknown }>;
};

/** Names of the questions of a submission that are not asked now, as its answers stand. */
export function notAsked({ asked, questionnaire, definition, answers }: Read): ReadonlySet<string> {
  return hiddenNow(questionnaire, definition, { answers: standingValuesOf(answers), parameters: asked.parameters });
}
