import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, memo, useLayoutEffect, useRef } from "react";
import { fill as words } from "~/i18n/collect/fill";
import type { PathView } from "~/survey/fill/answer-store";
import { type Fill, fieldId, useFill } from "~/survey/fill/context";
import { type Entry, useFigureEntry } from "./entry.client";
import { moveFocus, moveToEdge } from "./moves";
import { FigureReading } from "./reading.client";
import { type CellText, toCellText, toCopied, toKeptText, toSentence } from "./words";

type Props = {
  path: string;
  /** Row, column and period, as a screen reader says it. */
  label: string;
  unit: string | null;
  row: number;
  column: number;
  /** Ids of what describes it: the value accepted before, a finding beside the row. */
  describedBy?: string;
  /** A total that may be typed while a part is without value. */
  total?: boolean;
};

/** One figure of a table: an input that shows the number, its status beside it, and says how a typed text is read. */
export const FigureCell = memo(function FigureCell({
  path,
  label,
  unit,
  row,
  column,
  describedBy,
  total = false,
}: Props) {
  const fill = useFill();
  const entry = useFigureEntry(fill, path, unit);
  const input = useRef<HTMLInputElement>(null);
  const { view, text, reading } = entry;
  const id = fieldId(path);
  const shown = toShown(view, fill);
  // Each on a line of its own: three in a row would be cut.
  const flags = shown.mark === "" ? [] : shown.mark.split(" ");
  const writable = fill.mayWrite(path);
  fill.onDraw?.(path);

  // A cell opened with F2 is corrected at its end; one that is reached is replaced by typing.
  const typing = text !== null;
  useLayoutEffect(() => {
    const field = input.current;
    if (entry.inside && field) field.setSelectionRange(field.value.length, field.value.length);
  }, [entry.inside]);

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    entry.commit();
  };
  const enter = () => {
    fill.store.setFocus(path);
    // Asked of the store: the focus may come back in the very event that took the kept text away, before this is drawn.
    if (fill.store.view(path).unkept && text === null && writable) entry.open();
    input.current?.select();
    // The drawer opens over the lower half of a small screen: the cell comes out above it (its scroll margins).
    requestAnimationFrame(() => input.current?.scrollIntoView?.({ block: "nearest", inline: "nearest" }));
  };

  return (
    <td
      className={`${classOf(view, { typing, total, word: shown.word })}${flags.length > 1 ? ` flags-${flags.length}` : ""}`}
      title={flags.length > 1 && view.figure ? toSentence(view.figure, fill.lang) : undefined}
      onBlur={leave}
    >
      {view.mark === "waiting" && !typing && <span className="figure-waiting" aria-hidden="true" />}
      <input
        ref={input}
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        data-row={row}
        data-column={column}
        aria-label={`${label}${hiddenWords(view, shown, fill)}`}
        aria-describedby={[typing ? `${id}-read` : "", describedBy ?? ""].join(" ").trim() || undefined}
        aria-invalid={
          view.mark === "unkept" || view.mark === "conflict" || view.findings[0]?.finding.level === "error" || undefined
        }
        readOnly={!writable}
        value={text ?? shown.number}
        placeholder={total ? "\u2013" : undefined}
        onFocus={enter}
        onMouseUp={(event) => {
          if (typing) return;
          // Else the browser puts the caret in the number after this, and what is typed lands between its digits.
          event.preventDefault();
          input.current?.select();
        }}
        onChange={(event) => entry.change(event.target.value)}
        onKeyDown={(event) => onKey(event, entry, { fill, writable })}
        onDoubleClick={() => writable && !typing && entry.open()}
        onCopy={(event) => copy(event, view, typing, fill)}
      />
      {!typing && shown.mark !== "" && (
        <span className="figure-flag" aria-hidden="true">
          {flags.map((flag) => (
            <span key={flag}>{flag}</span>
          ))}
        </span>
      )}
      {view.figure?.note && <span className="figure-note" aria-hidden="true" />}
      {typing && reading && (
        <FigureReading
          id={`${id}-read`}
          reading={reading}
          objection={entry.objection}
          lang={fill.lang}
          unit={fill.unitOf(unit).after ?? fill.unitOf(unit).short}
          standing={view.figure}
          onChoose={(figure) => {
            entry.choose(figure);
            input.current?.focus();
          }}
        />
      )}
    </td>
  );
});

function toShown(view: PathView, { lang }: Fill): CellText {
  if (view.mark === "conflict") return { number: words[lang].cell.twoValues, mark: "", word: true };
  if (view.unkept) return { number: toKeptText(view.unkept, lang), mark: "", word: false };
  return view.figure ? toCellText(view.figure, lang) : { number: "", mark: "", word: false };
}

/** What a sighted person sees beside the number, said after the label. */
function hiddenWords(view: PathView, shown: CellText, { lang }: Fill): string {
  const say = words[lang].cell;
  const parts = [
    shown.mark,
    view.mark === "waiting" ? say.waiting : "",
    view.mark === "conflict" ? say.twoValues : "",
    view.mark === "unkept" ? say.notTaken : "",
    view.figure?.note ? say.hasNote : "",
    view.findings[0]?.finding.level === "error" ? say.error : view.findings.some(isOpen) ? say.warning : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function isOpen(one: PathView["findings"][number]): boolean {
  return one.finding.level === "warning" && one.state !== "given";
}

function classOf(view: PathView, { typing, total, word }: { typing: boolean; total: boolean; word: boolean }): string {
  const level = view.findings.some(({ finding }) => finding.level === "error")
    ? "error"
    : view.findings.some(isOpen)
      ? "warning"
      : "";
  const asked = view.unkept?.reading && "doubtful" in view.unkept.reading;
  const mark = view.mark === "unkept" ? (asked ? "asked" : "refused") : view.mark === "conflict" ? "conflict" : level;
  return ["figure-cell", mark, typing ? "typing" : "", total ? "total" : "", word && !typing ? "word" : ""]
    .filter((part) => part !== "")
    .join(" ");
}

const steps: Record<string, { row: number; column: number }> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

type Place = { fill: Fill; writable: boolean };

function onKey(event: KeyboardEvent<HTMLInputElement>, entry: Entry, { fill, writable }: Place): void {
  const field = event.currentTarget;
  const typing = entry.text !== null;
  if (event.nativeEvent.isComposing || event.altKey) return;
  const step = steps[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    if (entry.reading && "doubtful" in entry.reading) return;
    entry.commit();
    if (!moveFocus(field, { row: event.shiftKey ? -1 : 1, column: 0 })) field.select();
  } else if (step && !event.shiftKey && !event.ctrlKey && !event.metaKey && !(entry.inside && step.column !== 0)) {
    event.preventDefault();
    entry.commit();
    if (!moveFocus(field, step)) field.select();
  } else if (event.key === "Escape" && typing) {
    event.preventDefault();
    entry.restore();
    requestAnimationFrame(() => field.select());
  } else if (event.key === "F6") {
    event.preventDefault();
    entry.commit();
    document.getElementById("figure-drawer")?.focus();
  } else if ((event.key === "Home" || event.key === "End") && !typing) {
    event.preventDefault();
    moveToEdge(field, event.key === "Home" ? "start" : "end", event.ctrlKey);
  } else if (writable) onWritingKey(event, entry, fill);
}

function onWritingKey(event: KeyboardEvent<HTMLInputElement>, entry: Entry, fill: Fill): void {
  const typing = entry.text !== null;
  if (event.key === "F2" && !typing) {
    event.preventDefault();
    entry.open();
  } else if (event.key === "Delete" && !typing) {
    event.preventDefault();
    entry.clear();
  } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !typing) {
    event.preventDefault();
    const [first] = fill.store.undo();
    if (first) fill.store.show(first);
  }
}

function copy(event: ClipboardEvent<HTMLInputElement>, view: PathView, typing: boolean, { lang }: Fill): void {
  if (typing || !view.figure) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", toCopied(view.figure, lang));
}
