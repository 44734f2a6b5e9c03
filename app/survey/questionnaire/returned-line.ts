import type { Lang } from "~/domain/dictionary/dictionary";
import { type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";
import { labelOf } from "~/domain/submission/submit-label";
import type { ChangeSince, ReturnedReason } from "~/domain/submission/submit-replies";
import { review } from "~/i18n/review/review";
import { formatWhen } from "~/i18n/when";
import type { ReturnedLine } from "~/ui/returned-changes";
import { valueText } from "./value-text";

type Around = { questionnaire: Questionnaire; referencePeriod: string; lang: Lang; now: string };

/** Changes that are written out beside a reason; of more the count is said. */
const mostChanges = 6;

/**
 * A reason of a return in words, with the reply and what changed since, as both sides read it.
 * @param toFigure  address of the figure or question at a path; null = of the section; null where the page shows neither
 */
export function toReturnedLine(
  reason: ReturnedReason,
  around: Around,
  toFigure: (path: string | null) => string | null,
): ReturnedLine {
  const { questionnaire, referencePeriod, lang, now } = around;
  const { id, path, text, state, reply } = reason;
  const changes = reason.changes.filter((change) => !change.path.endsWith("/#rows"));
  return {
    ...{ id, text, state, lang: reason.lang, isOnFigure: path !== null },
    label: path === null ? review[lang].onWholeSection : labelOf(questionnaire, path, { referencePeriod }).full[lang],
    by: reason.by,
    when: formatWhen(reason.at, now, { lang, inSentence: true, clock: "named" }),
    href: toFigure(path),
    reply: reply && {
      ...{ text: reply.text, lang: reply.lang, by: reply.by },
      when: formatWhen(reply.at, now, { lang, inSentence: true, clock: "named" }),
    },
    changed: changes.length,
    // A reason on the whole section names no figure: there the count is enough.
    changes: path === null ? [] : changes.slice(0, mostChanges).map((change) => toChange(change, path, around)),
  };
}

function toChange({ path, before, after }: ChangeSince, on: string, around: Around): ReturnedLine["changes"][number] {
  const { questionnaire, referencePeriod, lang } = around;
  const question = questionnaire.questions.get(questionOf(path)) ?? null;
  const say = (value: unknown) => (value === null ? review[lang].empty : valueText(value, question, lang));
  return {
    label: path === on ? null : labelOf(questionnaire, path, { referencePeriod }).label[lang],
    before: say(before),
    after: say(after),
  };
}
