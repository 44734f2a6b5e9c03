import { useEffect, useId, useRef } from "react";
import {
  type Figure,
  type FlagCode,
  flagCodes,
  isProblem,
  longestNote,
  parseFigure,
  type StatusCode,
} from "~/domain/figure/figure";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import type { PathView } from "~/survey/fill/answer-store";
import { useFill } from "~/survey/fill/context";
import { useDraft } from "./drafts.client";
import { flagsOf } from "./words";

/**
 * `shown`: the figure with what is being typed; it is written once the field is left, as a click here leaves it.
 * `closed`: nothing may be written here now; the drawer says why.
 */
type Props = { path: string; view: PathView; shown: Figure | null; closed: boolean };

/** Statuses a person sets by hand; others come with imports and stay as they are. */
const offered: readonly FlagCode[] = ["P", "E", "B", "U", "D", "I"];

/** Statuses and confidentiality, each a box. */
export function FigureFlags({ path, view, shown, closed }: Props) {
  const { store, lang } = useFill();
  const { figure } = view;
  const say = words[lang].drawer;
  const hasValue = shown !== null && (shown.v !== null || shown.lt !== undefined);
  const others = flagCodes.filter(
    (code) => !offered.includes(code) && shown && shown.lt === undefined && flagsOf(shown).includes(code),
  );
  const put = (next: Figure) => store.commit([{ path, value: next }]);
  const turn = (code: FlagCode, on: boolean) => {
    if (!figure) return;
    const rest = (figure.f ?? []).filter((one) => one !== code);
    put(withFlags(figure, on ? [...rest, code] : rest));
  };
  return (
    <fieldset className="drawer-part drawer-flags" disabled={closed || !hasValue}>
      <legend>{say.flags}</legend>
      {offered.concat(others).map((code) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={shown?.f?.includes(code) ?? false}
            onChange={(event) => turn(code, event.target.checked)}
          />{" "}
          {capital(figures[lang].flag[code])}
        </label>
      ))}
      <label>
        <input
          type="checkbox"
          checked={figure?.c === "C"}
          onChange={(event) => {
            if (!figure) return;
            const { c: _c, ...rest } = figure;
            put(event.target.checked ? { ...rest, c: "C" } : rest);
          }}
        />{" "}
        {say.confidential}
      </label>
      {!hasValue && <p className="muted">{say.flagsNeedFigure}</p>}
    </fieldset>
  );
}

function withFlags(figure: Figure, flags: StatusCode[]): Figure {
  const { f: _f, ...rest } = figure;
  const read = parseFigure(flags.length > 0 ? { ...rest, f: flags } : rest);
  return isProblem(read) ? figure : read;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The note is written when she leaves it; one that meets two values waits until one of them is chosen. */
export function FigureNote({ path, view, shown, closed }: Props) {
  const { store, lang } = useFill();
  const [text, setText] = useDraft(store, path, "note");
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const { figure } = view;
  const say = words[lang].drawer;
  const keep = () => {
    if (text === null || closed || !figure) return;
    const { note: _note, ...rest } = figure;
    const trimmed = text.trim();
    store.commit([
      { path, value: trimmed === "" ? rest : { ...rest, note: { lang: figure.note?.lang ?? lang, text: trimmed } } },
    ]);
    setText(null);
  };
  const kept = useRef(keep);
  kept.current = keep;
  useEffect(() => {
    if (!closed && document.activeElement !== area.current) kept.current();
  }, [closed]);
  if (!shown) return null;
  return (
    <section className="drawer-part">
      <label htmlFor={id}>{say.note}</label>
      <textarea
        ref={area}
        id={id}
        className="field"
        rows={2}
        maxLength={longestNote}
        readOnly={closed}
        aria-describedby={`${id}-hint`}
        value={text ?? figure?.note?.text ?? ""}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
      />
      <span className="hint" id={`${id}-hint`}>
        {say.noteHint}
      </span>
    </section>
  );
}
