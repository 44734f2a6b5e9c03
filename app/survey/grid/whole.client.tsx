import { useRef, useState } from "react";
import type { ReasonCode } from "~/domain/figure/figure";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import { useCanUndo, useFill } from "~/survey/fill/context";
import { askedPaths } from "./shape";

const offered: readonly ReasonCode[] = ["L", "O", "M"];

/** "Whole table: not collected…": gives every empty figure the same reason, after asking, and can be taken back. */
export function WholeTable({ question, at }: { question: Question; at: string }) {
  const { store, lang, writable } = useFill();
  const dialog = useRef<HTMLDialogElement>(null);
  const [counts, setCounts] = useState({ empty: 0, typed: 0 });
  const [reason, setReason] = useState<ReasonCode>("L");
  const [done, setDone] = useState<{ count: number; reason: ReasonCode; step: number | null } | null>(null);
  const canUndo = useCanUndo(store, done?.step ?? null);
  const say = words[lang].grid;
  if (!writable) return null;
  const emptyPaths = () =>
    askedPaths(question, at).filter((path) => {
      // A figure just emptied is empty, also while that is being saved; a kept text or two values are not.
      const { value, mark } = store.view(path);
      return value === null && (mark === "saved" || mark === "waiting");
    });
  const ask = () => {
    const empty = emptyPaths().length;
    setCounts({ empty, typed: askedPaths(question, at).length - empty });
    setDone(null);
    dialog.current?.showModal();
  };
  const set = () => {
    const paths = emptyPaths();
    const step = store.commit(paths.map((path) => ({ path, value: { v: null, f: [reason] } })));
    setDone({ count: paths.length, reason, step });
    dialog.current?.close();
  };
  return (
    <>
      <div className="grid-tools">
        <button type="button" className="button second little" onClick={ask}>
          {say.wholeTable}
        </button>
      </div>
      <dialog ref={dialog} className="whole-table" aria-labelledby={`whole-${at}`}>
        <h3 id={`whole-${at}`}>{say.wholeTitle}</h3>
        <p>{counts.empty === 0 ? say.wholeNothing : say.wholeText(counts.empty, counts.typed)}</p>
        {counts.empty > 0 && (
          <fieldset>
            <legend>{say.wholeReason}</legend>
            {offered.map((code) => (
              <label key={code}>
                <input type="radio" name={`whole-${at}`} checked={reason === code} onChange={() => setReason(code)} />{" "}
                {figures[lang].reason[code]}
              </label>
            ))}
          </fieldset>
        )}
        <p className="whole-actions">
          {counts.empty > 0 && (
            <button type="button" className="button little" onClick={set}>
              {say.wholeDo(counts.empty, figures[lang].reason[reason])}
            </button>
          )}{" "}
          <button type="button" className="button second little" onClick={() => dialog.current?.close()}>
            {counts.empty > 0 ? say.cancel : say.close}
          </button>
        </p>
      </dialog>
      <div role="status">
        {done && canUndo && (
          <p className="notice figure-pasted">
            {say.wholeDone(done.count, figures[lang].reason[done.reason])}{" "}
            <button
              type="button"
              className="link-button"
              onClick={() => {
                if (done.step !== null) store.undo(done.step);
                setDone(null);
              }}
            >
              {say.undo}
            </button>{" "}
            ·{" "}
            <button type="button" className="link-button" onClick={() => setDone(null)}>
              {say.close}
            </button>
          </p>
        )}
      </div>
    </>
  );
}
