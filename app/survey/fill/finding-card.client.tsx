import { useId, useState } from "react";
import type { Explained } from "~/domain/check/findings-of";
import { fill as words } from "~/i18n/collect/fill";
import { sayFinding } from "~/i18n/findings";
import { formatWhen } from "~/i18n/when";
import { hasDraft, useDraft } from "~/survey/figure/drafts.client";
import { Quote } from "~/ui/quote";
import { Sign } from "~/ui/signs";
import { ComparedWith } from "./compared-with.client";
import { useFill } from "./context";

/** One finding in words; a warning asks why, and one reason may serve a row or a table. */
export function FindingCard({
  explained,
  compact = false,
  place = "",
}: {
  explained: Explained;
  compact?: boolean;
  /** Row and column in words, where the card stands below a whole table. */
  place?: string;
}) {
  const { store, lang, openedAt, writable } = useFill();
  const { finding, reason, state } = explained;
  // A change of a reason that was begun goes on.
  const [again, setAgain] = useState(() => writable && hasDraft(store, finding.at, `why ${finding.check}`));
  const say = words[lang].finding;
  const sentence = [place, sayFinding(finding, lang)].filter((part) => part !== "").join(" · ");
  if (finding.level === "warning" && state === "given" && reason && !again) {
    return (
      <div className="finding given">
        <p className="finding-title">
          <Sign name="accepted" /> {say.kept}
          {lang === "fr" ? "\u00a0" : ""}: {sentence}
        </p>
        <p>
          <Quote text={reason.reason} written={reason.lang} lang={lang} />{" "}
          <span className="muted">
            {say.by(reason.by ?? words[lang].conflict.someone, formatWhen(reason.at, openedAt, { lang, clock: "own" }))}
          </span>{" "}
          {writable && (
            <button type="button" className="link-button" onClick={() => setAgain(true)}>
              {say.change}
            </button>
          )}
        </p>
      </div>
    );
  }
  const level = finding.level;
  return (
    <div className={`finding ${level}`}>
      <p className="finding-title">
        {level !== "info" && <Sign name={level} />} {say[level]}
        {lang === "fr" ? "\u00a0" : ""}: {sentence} <ComparedWith finding={finding} />
      </p>
      {level === "warning" && writable && (
        <Why explained={explained} compact={compact} onKept={() => setAgain(false)} />
      )}
    </div>
  );
}

function Why({ explained, compact, onKept }: { explained: Explained; compact: boolean; onKept: () => void }) {
  const { store, lang, giveReason } = useFill();
  const { finding, reason, state } = explained;
  const [draft, setDraft] = useDraft(store, finding.at, `why ${finding.check}`);
  const text = draft ?? reason?.reason ?? "";
  const [serves, setServes] = useState<"figure" | "row" | "table">(reason?.serves ?? "figure");
  const [trouble, setTrouble] = useState<string | null>(null);
  const id = useId();
  const say = words[lang].finding;
  const inTable = finding.at.includes("/");
  const keep = async () => {
    if (text.trim() === "") return setTrouble(say.empty);
    const kept = await giveReason({
      check: finding.check,
      at: finding.at,
      related: finding.related ?? [],
      serves,
      reason: text.trim(),
    });
    setTrouble(kept ? null : say.failed);
    if (!kept) return;
    setDraft(null);
    onKept();
  };
  return (
    <>
      {state === "void" && <p className="finding-void">{say.void}</p>}
      <label className="finding-why" htmlFor={id}>
        {compact ? say.why : say.whyLong}
      </label>
      <textarea
        id={id}
        className="field"
        rows={2}
        maxLength={2000}
        value={text}
        aria-invalid={trouble !== null || undefined}
        aria-describedby={trouble ? `${id}-trouble` : undefined}
        onChange={({ target }) => setDraft(target.value === (reason?.reason ?? "") ? null : target.value)}
      />
      {trouble && (
        <p className="bad" id={`${id}-trouble`} role="alert">
          {trouble}
        </p>
      )}
      <div className="finding-serves">
        {inTable && (
          <fieldset>
            <legend>{say.serves}</legend>
            {(["figure", "row", "table"] as const).map((one) => (
              <label key={one}>
                <input type="radio" name={`${id}-serves`} checked={serves === one} onChange={() => setServes(one)} />{" "}
                {say[one]}
              </label>
            ))}
          </fieldset>
        )}
        <button type="button" className="button second little" onClick={() => void keep()}>
          {say.keep}
        </button>
      </div>
      {compact && <p className="muted">{say.goOn}</p>}
    </>
  );
}
