import { useRef, useState } from "react";
import type { Finding } from "~/domain/check/finding";
import type { Figure } from "~/domain/figure/figure";
import { type Reading, readFigure, writeFigure } from "~/domain/figure/read-figure";
import type { Objection } from "~/domain/figure/weigh-typed";
import type { PathView } from "~/survey/fill/answer-store";
import { type Fill, usePath } from "~/survey/fill/context";
import { toKeptText } from "./words";

/** One figure being looked at or typed; the text is local, so that typing draws this figure alone again. */
export type Entry = {
  view: PathView;
  /** What is being typed; null = not typing. */
  text: string | null;
  /** Was it opened with F2? Then arrows move within the text. */
  inside: boolean;
  reading: Reading | null;
  /** What stands against the figure as it is read. */
  objection: Objection | null;
  change(text: string): void;
  /** Opens what stands for correction, as it could be typed. */
  open(): void;
  /** Writes what was typed; "asked" when it has two readings and nothing is written. */
  commit(): "nothing" | "written" | "asked" | "kept";
  choose(figure: Figure): void;
  restore(): void;
  clear(): void;
};

/** Types one figure: reads it by the language of the page, writes it to the store, keeps what cannot be read. */
export function useFigureEntry(fill: Fill, path: string, unit: string | null): Entry {
  const { store, lang } = fill;
  const view = usePath(store, path);
  const [text, setText] = useState<string | null>(null);
  const [inside, setInside] = useState(false);
  // Enter writes and moves the focus, and losing it writes: within one event the state still says "typing".
  const isOpen = useRef(false);
  const { spellings } = fill.unitOf(unit);
  const reading = text === null ? null : readFigure(text, lang, spellings);

  const objection = reading && "figure" in reading ? fill.weigh(path, withBeside(view.figure, reading.figure)) : null;

  const write = (figure: Figure | null, raw: string) => {
    const value = figure && withBeside(view.figure, figure);
    const against = value && fill.weigh(path, value);
    if (against && !against.taken) return keepAsTyped(raw, null, [against.finding]);
    store.commit([{ path, value, raw }]);
  };
  const keepAsTyped = (raw: string, said: Reading | null, findings: Finding[]) =>
    store.dispatch({ kind: "unread", path, raw, reading: said, findings, at: new Date().toISOString() });
  const close = () => {
    isOpen.current = false;
    setText(null);
    setInside(false);
    store.setTyping(null);
  };

  const commitText = (typed: string, said: Reading): Exclude<ReturnType<Entry["commit"]>, "nothing"> => {
    close();
    const { unkept } = view;
    // The same text once more is no news, unless nobody has read it yet: it was typed when the page was left.
    const isJudged = unkept && (unkept.reading || unkept.refusal || unkept.findings.length > 0);
    if (isJudged && toKeptText(unkept, lang) === typed)
      return unkept.reading && "doubtful" in unkept.reading ? "asked" : "kept";
    if ("empty" in said) {
      write(null, "");
      return "written";
    }
    if ("figure" in said) {
      write(said.figure, typed);
      return objection && !objection.taken ? "kept" : "written";
    }
    keepAsTyped(typed, said, []);
    return "doubtful" in said ? "asked" : "kept";
  };

  return {
    view,
    text,
    inside,
    reading,
    objection,
    change(next) {
      isOpen.current = true;
      store.hold(path);
      setText(next);
      store.setTyping({ path, text: next });
    },
    open() {
      // As it stands now: a pasted block may have changed it since this was drawn.
      const { unkept, figure } = store.view(path);
      const standing = unkept ? toKeptText(unkept, lang) : figure ? writeFigure(figure, lang) : "";
      isOpen.current = true;
      store.hold(path);
      setText(standing);
      setInside(true);
    },
    commit() {
      if (!isOpen.current || text === null || reading === null) return "nothing";
      const outcome = commitText(text, reading);
      store.hold(null);
      return outcome;
    },
    choose(figure) {
      write(figure, text ?? view.unkept?.raw ?? "");
      close();
      store.hold(null);
    },
    restore() {
      if (view.unkept) store.dispatch({ kind: "restored", path });
      close();
      store.hold(null);
    },
    clear() {
      write(null, "");
      close();
    },
  };
}

/**
 * What is typed in a cell says value and flags; confidentiality, note, sample size and bounds are said in the drawer and
 * stay. Without a value there can be no bounds and no sample size.
 */
export function withBeside(former: Figure | null, typed: Figure): Figure {
  if (!former) return typed;
  const { lo, hi, n, c, note } = former;
  return {
    ...(typed.v === null
      ? {}
      : {
          ...(lo === undefined ? {} : { lo }),
          ...(hi === undefined ? {} : { hi }),
          ...(n === undefined ? {} : { n }),
        }),
    ...(c === undefined ? {} : { c }),
    ...(note === undefined ? {} : { note }),
    ...typed,
  };
}
