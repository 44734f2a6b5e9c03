import type { Lang } from "~/domain/dictionary/dictionary";
import { submitWords } from "~/i18n/collect/submit-words";
import { review } from "~/i18n/review/review";
import { Quote } from "~/ui/quote";
import { Sign } from "~/ui/signs";
import type { ReturnedLine } from "./view";

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

/** Old and new figures since the return; nothing where nothing changed. */
export function Changes({ reason, lang }: { reason: ReturnedLine; lang: Lang }) {
  const words = review[lang].answered;
  if (reason.changed === 0) return null;
  const more = reason.changed - reason.changes.length;
  if (reason.changes.length === 0) return <p className="muted">{words.changed(reason.changed)}</p>;
  return (
    <ul className="returned-changes">
      {reason.changes.map((change) => (
        <li key={change.label ?? ""}>
          {change.label !== null && <span className="muted">{change.label} </span>}
          <span className="hidden-text">{words.was} </span>
          <del>{change.before}</del> <span aria-hidden="true">→</span> <span className="hidden-text">{words.is} </span>
          <ins>{change.after}</ins>
        </li>
      ))}
      {more > 0 && <li className="muted">{words.more(more)}</li>}
    </ul>
  );
}

/** What became of a reason, by a sign and a word. */
export function ReasonStateMark({ state, label }: { state: ReturnedLine["state"]; label: string }) {
  return (
    <span className={`reason-state ${state === "not-yet" ? "warn-text" : "good-text"}`}>
      <Sign name={state === "not-yet" ? "returned" : "accepted"} /> {label}
    </span>
  );
}
