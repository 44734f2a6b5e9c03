import type { KeyboardEvent } from "react";
import type { Lang } from "~/domain/dictionary";
import { review } from "~/i18n/review";
import { Quote } from "./quote";
import type { HistoryLine, KeptReasons } from "./review-rows";
import { Sign } from "./signs";

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

/** The field of a reason, shown while its switch is ticked. */
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
  const label = path === wholeSection ? words.sectionReasonLabel : words.reasonLabel;
  return (
    <div className="reason-field">
      <label htmlFor={`reason-${path}`}>{label}</label>
      <textarea
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
      <button type="button" className="button second little needs-script" onClick={() => switchOf(path)?.focus()}>
        {words.keep}
      </button>
      <button type="button" className="link-button strong needs-script" onClick={() => onTakeBack(path)}>
        {words.takeBack}
      </button>
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
