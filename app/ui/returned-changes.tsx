import type { Lang } from "~/domain/dictionary/dictionary";
import type { ReasonState } from "~/domain/submission/submit-replies";
import { review } from "~/i18n/review/review";
import { Sign } from "./signs";

/** A reason of a return with what the country did about it, in words. */
export type ReturnedLine = {
  id: string;
  /** The figure or table it stands on, or that it is about the whole section. */
  label: string;
  isOnFigure: boolean;
  lang: Lang;
  text: string;
  by: string | null;
  when: string;
  href: string | null;
  state: ReasonState;
  reply: { text: string; lang: Lang; by: string | null; when: string } | null;
  /** Answers changed since the return, and the first of them; `label` null = the figure itself. */
  changed: number;
  changes: { label: string | null; before: string; after: string }[];
};

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
