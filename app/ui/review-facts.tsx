import type { Lang } from "~/domain/dictionary";
import type { SectionState } from "~/domain/submission";
import { board } from "~/i18n/board";
import { noAnswerWords } from "~/i18n/no-answer";
import { review } from "~/i18n/review";
import { SectionSign } from "./review-sign";

type Facts = {
  state: SectionState;
  isStarted: boolean;
  revision: number;
  sent: { when: string; by: string | null } | null;
  counts: string;
  warnings: number;
  reason: { code: string; lang: Lang; text: string } | null;
};

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
        <dd>{view.warnings === 0 ? words.noWarnings : words.warningsLine(view.warnings)}</dd>
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
