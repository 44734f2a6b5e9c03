import { standingValuesOf } from "~/domain/questionnaire/answers";
import type { Parameters } from "~/domain/questionnaire/parameters";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { hiddenNow } from "./hidden-now";

type Read = {
  asked: { parameters: Parameters };
  questionnaire: Questionnaire;
  definition: unknown;
  answers: ReadonlyMap<string, { value: unknown }>;
};

/** Names of the questions of a submission that are not asked now, as its answers stand. */
export function notAsked({ asked, questionnaire, definition, answers }: Read): ReadonlySet<string> {
  return hiddenNow(questionnaire, definition, { answers: standingValuesOf(answers), parameters: asked.parameters });
}
