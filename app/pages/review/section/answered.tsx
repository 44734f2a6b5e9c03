import type { Lang } from "~/domain/dictionary/dictionary";
import { submitWords } from "~/i18n/collect/submit-words";
import { review } from "~/i18n/review/review";
import { Quote } from "~/ui/quote";
import { Changes, ReasonStateMark, type ReturnedLine } from "~/ui/returned-changes";

/** Each reason of the last return beside what the country did about it: its words, the old and the new figure. */
export function AnsweredReasons({ reasons, lang }: { reasons: readonly ReturnedLine[]; lang: Lang }) {
  const words = review[lang].answered;
  const said = submitWords[lang].returned;
  if (reasons.length === 0) return null;
  const met = reasons.filter(({ state }) => state !== "not-yet").length;
  return (
    <section className="review-answered" aria-labelledby="answered-title">
      <h2 id="answered-title">{words.title}</h2>
      <p className="muted">{words.counts(met, reasons.length)}</p>
      <ol>
        {reasons.map((reason) => (
          <li key={reason.id} className={`returned-reason ${reason.state}`}>
            <div className="returned-head">
              <p>
                <strong>{reason.label}</strong> {reason.href !== null && <a href={reason.href}>{words.toFigure}</a>}
              </p>
              <ReasonStateMark state={reason.state} label={words.state[reason.state]} />
            </div>
            <p>
              <Quote text={reason.text} written={reason.lang} lang={lang} />{" "}
              <span className="muted">{said.by(reason.by ?? said.reviewer, reason.when)}</span>
            </p>
            {reason.changed === 0 ? (
              <p className="muted">{reason.isOnFigure ? words.unchanged : words.unchangedSection}</p>
            ) : (
              <Changes reason={reason} lang={lang} />
            )}
            {reason.reply ? (
              <p className="reply">
                <Quote text={reason.reply.text} written={reason.reply.lang} lang={lang} />{" "}
                <span className="muted">{said.given(reason.reply.by ?? said.somebody, reason.reply.when)}</span>
              </p>
            ) : (
              <p className="muted">{words.noReply}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
