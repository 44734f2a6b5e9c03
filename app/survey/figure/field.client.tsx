import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import { sayFinding } from "~/i18n/findings";
import { fieldId, useFill } from "~/survey/fill/context";
import { type Entry, useFigureEntry } from "./entry.client";
import { FigureReading } from "./reading.client";
import { toCellText, toKeptText, toProblemWords, toSentence, toStatusWords } from "./words";

type Props = { question: Question; path: string; labelledBy: string; required: boolean };

/** One figure asked alone: a field with its status and unit inside, and under it how it is read. */
export function FigureField({ question, path, labelledBy, required }: Props) {
  const fill = useFill();
  const entry = useFigureEntry(fill, path, question.unit);
  const input = useRef<HTMLInputElement>(null);
  const { view, text, reading } = entry;
  const id = fieldId(path);
  const { short: unit, after = unit } = fill.unitOf(question.unit);
  const typing = text !== null;
  const writable = fill.mayWrite(path);
  const say = words[fill.lang];
  const bad = view.mark === "unkept" || view.mark === "conflict";
  const shown = view.unkept
    ? toKeptText(view.unkept, fill.lang)
    : view.figure
      ? toCellText(view.figure, fill.lang).number
      : "";

  useLayoutEffect(() => {
    const field = input.current;
    if (entry.inside && field) field.setSelectionRange(field.value.length, field.value.length);
  }, [entry.inside]);

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) entry.commit();
  };
  const enter = () => {
    fill.store.setFocus(path);
    if (view.unkept && !typing && writable) entry.open();
    input.current?.select();
    // The drawer opens over the lower half of a small screen: the field comes out above it (its scroll margins).
    requestAnimationFrame(() => input.current?.scrollIntoView?.({ block: "nearest", inline: "nearest" }));
  };
  /** Whoever has no F6, or closed the drawer, comes to what else can be said of the figure by a button. */
  const openDrawer = () => {
    entry.commit();
    fill.store.setFocus(path);
    requestAnimationFrame(() => document.getElementById("figure-drawer")?.focus());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving the field commits it, whichever part had the focus
    <div className="figure-field" onBlur={leave}>
      <span className={bad ? "figure-box bad" : "figure-box"}>
        {view.mark === "waiting" && !typing && <span className="figure-waiting" aria-hidden="true" />}
        <input
          ref={input}
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-labelledby={labelledBy}
          aria-describedby={`${id}-said`}
          aria-invalid={bad || undefined}
          aria-required={required || undefined}
          readOnly={!writable}
          value={text ?? shown}
          onFocus={enter}
          onChange={(event) => entry.change(event.target.value)}
          onKeyDown={(event) => onKey(event, entry, writable)}
        />
        {!typing && view.figure && <span className="figure-status">{toStatusWords(view.figure, fill.lang)}</span>}
        {unit !== "" && <span className="figure-unit">{unit}</span>}
      </span>
      <div className="figure-said" id={`${id}-said`}>
        {typing && reading ? (
          <FigureReading
            id={`${id}-read`}
            reading={reading}
            objection={entry.objection}
            lang={fill.lang}
            unit={after}
            standing={view.figure}
            onChoose={(figure) => {
              entry.choose(figure);
              input.current?.focus();
            }}
          />
        ) : (
          <>
            {view.mark === "conflict" && <span className="bad">{say.conflict.title} </span>}
            {view.unkept && (
              <span className="bad">
                {view.unkept.findings.map((finding) => `${sayFinding(finding, fill.lang)} `)}
                {view.unkept.reading && "refused" in view.unkept.reading
                  ? `${toProblemWords(view.unkept.reading, fill.lang)} `
                  : ""}
                {view.unkept.reading && "doubtful" in view.unkept.reading
                  ? figures[fill.lang].asked
                  : figures[fill.lang].kept}{" "}
              </span>
            )}
            {view.figure && !view.unkept && (
              <span>
                {figures[fill.lang].read} <strong>{toSentence(view.figure, fill.lang, after)}</strong>.{" "}
              </span>
            )}
            {writable && <FieldHint />}
          </>
        )}
      </div>
      <button type="button" className="link-button figure-more" aria-describedby={labelledBy} onClick={openDrawer}>
        {view.conflict ? say.page.conflictLink : say.field.more}
      </button>
    </div>
  );
}

function FieldHint() {
  const { lang } = useFill();
  const say = words[lang].field;
  return (
    <span className="muted">
      {say.hint} <kbd>:</kbd> {say.hintNotCollected} <kbd>{say.notApplicableText}</kbd> {say.hintNotApplicable}{" "}
      <kbd>0</kbd> {say.hintZero}
    </span>
  );
}

function onKey(event: KeyboardEvent<HTMLInputElement>, entry: Entry, writable: boolean): void {
  if (event.nativeEvent.isComposing) return;
  const typing = entry.text !== null;
  const field = event.currentTarget;
  if (event.key === "Enter") {
    event.preventDefault();
    if (entry.reading && "doubtful" in entry.reading) return;
    entry.commit();
    requestAnimationFrame(() => field.select());
  } else if (event.key === "Escape" && typing) {
    event.preventDefault();
    entry.restore();
    requestAnimationFrame(() => field.select());
  } else if (event.key === "F6") {
    event.preventDefault();
    entry.commit();
    document.getElementById("figure-drawer")?.focus();
  } else if (event.key === "F2" && !typing && writable) {
    event.preventDefault();
    entry.open();
  }
}
