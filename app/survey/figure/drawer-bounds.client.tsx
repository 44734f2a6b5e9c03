import { useEffect, useId, useRef, useState } from "react";
import { type Figure, isProblem, parseFigure } from "~/domain/figure/figure";
import { readFigure, writeNumber } from "~/domain/figure/read-figure";
import { fill as words } from "~/i18n/collect/fill";
import type { PathView } from "~/survey/fill/answer-store";
import { useFill } from "~/survey/fill/context";
import { useDraft } from "./drafts.client";
import { Choices } from "./reading.client";

const parts = ["lo", "hi", "n"] as const;
type Part = (typeof parts)[number];

/** What stands against a text: a sentence, or the readings to choose from. */
type Trouble = { part: Part; said: string } | { part: Part; readings: readonly Figure[] };

/** `shown`: the figure with what is being typed, which is written once the field is left. */
type Props = { path: string; view: PathView; shown: Figure | null; closed: boolean; unit: string | null };

/**
 * Lower and upper bound and sample size, each a field read as the figure itself; they go with a value. What cannot be taken
 * stays as typed.
 */
export function FigureMeasures({ path, view, shown, closed, unit }: Props) {
  const { store, lang, unitOf } = useFill();
  const drafts = {
    lo: useDraft(store, path, "lo"),
    hi: useDraft(store, path, "hi"),
    n: useDraft(store, path, "n"),
  };
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const id = useId();
  const { figure } = view;
  const say = words[lang].drawer;
  const { short, after = short, spellings } = unitOf(unit);

  const put = (part: Part, value: number | null) => {
    if (!figure) return;
    const { [part]: _former, ...rest } = figure;
    const next = parseFigure(value === null ? rest : { ...rest, [part]: value });
    if (isProblem(next))
      return setTrouble({ part, said: next.problem === "sample-size-not-whole" ? say.notWhole : say.notInOrder });
    setTrouble(null);
    drafts[part][1](null);
    store.commit([{ path, value: next }]);
  };
  const keep = (part: Part) => {
    const [text] = drafts[part];
    if (text === null || closed || figure?.v == null) return;
    const read = readFigure(text, lang, part === "n" ? [] : spellings);
    if ("empty" in read) return put(part, null);
    const readings = ("figure" in read ? [read.figure] : "doubtful" in read ? read.doubtful : []).filter(isPlain);
    if ("figure" in read && readings[0]) put(part, readings[0].v);
    else setTrouble(readings.length > 0 ? { part, readings } : { part, said: say.notNumber });
  };
  // A text that met two values waits until one of them is chosen.
  const kept = useRef(keep);
  kept.current = keep;
  useEffect(() => {
    if (closed) return;
    for (const part of parts) if (document.activeElement?.id !== `${id}-${part}`) kept.current(part);
  }, [closed, id]);

  if (shown?.v === null) return null;
  const given = figure !== null && parts.some((part) => figure[part] !== undefined || drafts[part][0] !== null);
  const names: Record<Part, string> = { lo: say.low, hi: say.high, n: say.sample };
  return (
    <details className="drawer-part" open={given || trouble !== null}>
      <summary>
        {say.bounds} {shown && !given && <span className="muted">{say.boundsNone}</span>}
      </summary>
      {shown ? (
        <div className="drawer-measures">
          {parts.map((part) => (
            <label key={part} htmlFor={`${id}-${part}`}>
              {names[part]}
              <input
                id={`${id}-${part}`}
                className="field"
                autoComplete="off"
                readOnly={closed}
                aria-invalid={trouble?.part === part || undefined}
                aria-describedby={trouble?.part === part ? `${id}-trouble` : undefined}
                value={drafts[part][0] ?? (figure?.[part] === undefined ? "" : writeNumber(figure[part], lang))}
                onChange={(event) => drafts[part][1](event.target.value)}
                onBlur={() => keep(part)}
              />
            </label>
          ))}
        </div>
      ) : (
        <p className="muted">{say.boundsNeedValue}</p>
      )}
      {trouble && (
        <p className={"said" in trouble ? "bad" : undefined} id={`${id}-trouble`} role="alert">
          {"said" in trouble ? (
            trouble.said
          ) : (
            <Choices
              readings={trouble.readings}
              lang={lang}
              unit={trouble.part === "n" ? "" : after}
              onChoose={({ v }) => put(trouble.part, v)}
            />
          )}
        </p>
      )}
    </details>
  );
}

/** A bare number: a bound has no status of its own and cannot be missing for a reason. */
function isPlain(figure: Figure): boolean {
  return figure.v !== null && figure.f === undefined && figure.c === undefined;
}
