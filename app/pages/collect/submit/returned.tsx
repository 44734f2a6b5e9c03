import type { Lang } from "~/domain/dictionary/dictionary";
import { submitWords } from "~/i18n/collect/submit-words";
import { Quote } from "~/ui/quote";
import { Changes, ReasonStateMark, type ReturnedLine } from "~/ui/returned-changes";

/** Anchor of a reason's answer. */
export function replyAnchor({ id }: Pick<ReturnedLine, "id">): string {
  return `reply-${id.replace(".", "-")}`;
}

/** Every reason a section came back with: what was asked, what was done about it, and the field for the answer. */
export function Returned({
  reasons,
  lang,
  canWrite,
}: {
  reasons: readonly ReturnedLine[];
  lang: Lang;
  canWrite: boolean;
}) {
  const words = submitWords[lang].returned;
  if (reasons.length === 0) return null;
  return (
    <section className="submit-returned" aria-labelledby={`came-back-${reasons[0]?.id}`}>
      <h2 id={`came-back-${reasons[0]?.id}`}>{words.title}</h2>
      {canWrite && <p className="muted">{words.lead}</p>}
      {reasons.map((reason) => (
        <div key={reason.id} className={`returned-reason ${reason.state}`} id={replyAnchor(reason)}>
          <div className="returned-head">
            <p>
              <strong>{reason.label}</strong>{" "}
              {reason.href !== null && <a href={reason.href}>{reason.isOnFigure ? words.toFigure : words.toSection}</a>}
            </p>
            <ReasonStateMark state={reason.state} label={words.state[reason.state]} />
          </div>
          <p>
            <Quote text={reason.text} written={reason.lang} lang={lang} />{" "}
            <span className="muted">{words.by(reason.by ?? words.reviewer, reason.when)}</span>
          </p>
          <Changes reason={reason} lang={lang} />
          <Reply reason={reason} lang={lang} canWrite={canWrite} />
        </div>
      ))}
    </section>
  );
}

function Reply({ reason, lang, canWrite }: { reason: ReturnedLine; lang: Lang; canWrite: boolean }) {
  const words = submitWords[lang].returned;
  const { reply } = reason;
  const given = reply && words.given(reply.by ?? words.somebody, reply.when);
  if (!canWrite) {
    return (
      <p>
        {reply ? <Quote text={reply.text} written={reply.lang} lang={lang} /> : words.noneYet}{" "}
        {given && <span className="muted">{given}</span>}
      </p>
    );
  }
  const field = `${replyAnchor(reason)}-text`;
  return (
    <>
      <label htmlFor={field}>{reason.state === "corrected" ? words.replyOptional : words.reply}</label>
      <textarea
        id={field}
        name={`reply:${reason.id}`}
        className="field"
        rows={2}
        maxLength={2000}
        lang={reply?.lang ?? lang}
        defaultValue={reply?.text}
        aria-describedby={given ? `${field}-given` : undefined}
      />
      {given && (
        <p className="muted small" id={`${field}-given`}>
          {given}
        </p>
      )}
    </>
  );
}
