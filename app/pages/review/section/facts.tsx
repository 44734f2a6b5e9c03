import type { Lang } from "~/domain/dictionary/dictionary";
import { isWritable, type SectionState } from "~/domain/submission/submission";
import { noAnswerWords } from "~/i18n/collect/no-answer";
import { board } from "~/i18n/review/board";
import { review } from "~/i18n/review/review";
import { SectionSign } from "~/ui/section-sign";

type Facts = {
  state: SectionState;
  isStarted: boolean;
  revision: number;
  sent: { when: string; by: string | null } | null;
  counts: string;
  /** Warnings of the last submit and those whose reason holds no more; null before the first. */
  warnings: { count: number; without: number } | null;
  reason: { code: string; lang: Lang; text: string } | null;
};

/** What was sent has a reason for each; of what is being changed only the submit before can be told. */
function warningsOf({ warnings, state }: Facts, lang: Lang): string {
  const words = review[lang];
  if (warnings === null) return words.warningsLater;
  const { count, without } = warnings;
  if (isWritable(state)) return words.warningsLast(count);
  if (count === 0) return words.noWarnings;
  return without === 0 ? words.warningsLine(count) : words.warningsWithout(count, without);
}

/** State, sender, counts of figures and warnings of a section, in one line of facts. */
export function ReviewFacts({ view, lang }: { view: Facts; lang: Lang }) {
  const words = review[lang];
  const sign = view.isStarted ? view.state : "not-started";
  return (
    <dl className="review-facts">
      <div>
        <dt>{words.state}</dt>
        <dd>
          <SectionSign sign={sign} /> {words.submittedRevision(board[lang].states[sign], view.revision)}
        </dd>
      </div>
      <div>
        <dt>{words.sent}</dt>
        <dd>{view.sent ? [view.sent.when, view.sent.by].filter(Boolean).join(", ") : words.neverSent}</dd>
      </div>
      <div>
        <dt>{words.figures}</dt>
        <dd>{view.counts}</dd>
      </div>
      <div>
        <dt>{words.warnings}</dt>
        <dd>{warningsOf(view, lang)}</dd>
      </div>
      {view.reason && (
        <div>
          <dt>{words.noAnswerReason}</dt>
          <dd>{[noAnswerWords(view.reason.code, lang), view.reason.text].filter((part) => part !== "").join(" · ")}</dd>
        </div>
      )}
    </dl>
  );
}
