import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Lang } from "~/domain/dictionary/dictionary";
import { review } from "~/i18n/review/review";
import { Quote } from "~/ui/quote";
import { Sign } from "~/ui/signs";
import type { HistoryLine, KeptReasons } from "./rows";

/** Name of the path of a reason on the whole section. */
export const wholeSection = "#section";

/**
 * The switch that opens a reason under its row. A check box, so that it works without JavaScript; what is typed counts
 * only while it is ticked.
 */
export function ReasonSwitch({
  path,
  label,
  lang,
  kept,
}: {
  path: string;
  label: string;
  lang: Lang;
  kept: KeptReasons | null;
}) {
  const words = review[lang];
  const isWhole = path === wholeSection;
  return (
    <label className="reason-switch">
      <input
        type="checkbox"
        name="open"
        value={path}
        defaultChecked={kept?.open.includes(path)}
        aria-label={isWhole ? words.wholeSection : words.giveReasonOn(label)}
      />
      <span className="closed">{isWhole ? words.wholeSection : words.giveReason}</span>
      <span className="opened">
        <Sign name="returned" /> {words.reasonBelow}
      </span>
    </label>
  );
}

/**
 * The field of a reason, shown while its switch is ticked. Kept, its words stand in its place until they are changed or
 * taken back; the field stays in the form, so that they are sent with it.
 */
export function ReasonField({
  path,
  lang,
  kept,
  onTakeBack,
}: {
  path: string;
  lang: Lang;
  kept: KeptReasons | null;
  onTakeBack: (path: string) => void;
}) {
  const words = review[lang];
  const field = useRef<HTMLTextAreaElement>(null);
  const change = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState<{ text: string; isKept: boolean } | null>(null);
  const isKept = said?.isKept === true;
  const label = path === wholeSection ? words.sectionReasonLabel : words.reasonLabel;
  // The focus follows what takes the place of what had it.
  useEffect(() => {
    if (isKept) change.current?.focus({ preventScroll: true });
  }, [isKept]);

  function keep() {
    const text = field.current?.value.trim() ?? "";
    setSaid({ text, isKept: text !== "" });
    if (text === "") field.current?.focus({ preventScroll: true });
  }
  function write() {
    flushSync(() => setSaid(null));
    field.current?.focus({ preventScroll: true });
  }
  function takeBack() {
    setSaid(null);
    onTakeBack(path);
  }

  return (
    <div className={isKept ? "reason-field kept" : "reason-field"}>
      <div className="reason-words" hidden={isKept}>
        <label htmlFor={`reason-${path}`}>{label}</label>
        <textarea
          ref={field}
          id={`reason-${path}`}
          name={`reason:${path}`}
          className="field"
          rows={2}
          maxLength={2000}
          lang={lang}
          defaultValue={kept?.texts[path]}
          onKeyDown={(event: KeyboardEvent<HTMLTextAreaElement>) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            switchOf(path)?.focus();
          }}
        />
      </div>
      <div className="reason-said" aria-live="polite">
        {said !== null && !said.isKept && <p className="warn-text">{words.writeFirst}</p>}
        {isKept && (
          <p>
            <span className="good-text">
              <Sign name="accepted" /> <strong>{words.kept}</strong>
            </span>{" "}
            <Quote text={said.text} written={null} lang={lang} /> <span className="muted">{words.keptUntil}</span>
          </p>
        )}
      </div>
      <div className="reason-actions">
        {isKept ? (
          <button ref={change} type="button" className="button second little" onClick={write}>
            {words.changeReason}
          </button>
        ) : (
          <button type="button" className="button second little needs-script" onClick={keep}>
            {words.keep}
          </button>
        )}
        <button type="button" className="link-button strong needs-script" onClick={takeBack}>
          {words.takeBack}
        </button>
      </div>
    </div>
  );
}

/** The switch of a path on the page. */
export function switchOf(path: string): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`input[name="open"][value="${CSS.escape(path)}"]`);
}

/** Every change of one answer, the newest first; nothing is drawn for a single one. */
export function History({ lines, lang }: { lines: readonly HistoryLine[]; lang: Lang }) {
  const words = review[lang];
  if (lines.length < 2) return null;
  return (
    <details className="history">
      <summary>{words.historyOf(lines.length)}</summary>
      <ol aria-label={words.historyTitle}>
        {lines.map((line) => (
          <li key={line.seq}>
            <strong>{line.value}</strong>
            {line.raw !== null && <span className="muted"> {words.typed(line.raw)}</span>}
            <br />
            <span className="muted">
              {line.by}, {line.when}
            </span>
            {line.reason !== null && (
              <>
                <br />
                <Quote text={line.reason} written={null} lang={lang} />
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
