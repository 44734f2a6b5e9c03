import { isProblem, parseFigure } from "~/domain/figure/figure";
import { fill as words } from "~/i18n/collect/fill";
import { formatWhen } from "~/i18n/when";
import type { Conflict } from "~/survey/outbox/state";
import { Sign } from "~/ui/signs";
import { toWords } from "./answer-words";
import { useFill } from "./context";

type Props = {
  path: string;
  conflict: Conflict /** Names the part of the question; empty for the whole. */;
  place?: string;
};

/** Two values of one answer, both in full, with who and when; nothing is preselected. */
export function AnswerConflict({ path, conflict, place = "" }: Props) {
  const fill = useFill();
  const { store, lang, openedAt } = fill;
  const say = words[lang].conflict;
  const { mine, theirs, before } = conflict;
  const when = (at: string | null) => (at === null ? "" : formatWhen(at, openedAt, { lang, clock: "own" }));
  const who = theirs.by ?? say.someone;
  const isMine = theirs.by === fill.me;
  const meanwhile = [mine.value, theirs.value].every((value) => value === null || !isProblem(parseFigure(value)))
    ? say.text
    : words[lang].kept.meanwhile;
  // A whole narrative stands above its button; on it, its beginning is enough.
  const short = (value: unknown) => shorten(toWords(value, path, fill));
  return (
    <section className="conflict" aria-label={say.title}>
      <p className="conflict-title">
        <Sign name="conflict" /> {say.title}
      </p>
      {place !== "" && <p className="muted">{place}</p>}
      <p>{meanwhile(isMine ? say.otherWindow : who)}</p>
      <div className="conflict-side">
        <p className="muted">{say.yours(when(mine.at))}</p>
        <Value text={toWords(mine.value, path, fill)} />
        <button
          type="button"
          className="button"
          onClick={() =>
            store.dispatch({ kind: "kept-mine", path, changeId: crypto.randomUUID(), at: new Date().toISOString() })
          }
        >
          {say.keep(short(mine.value))}
        </button>
      </div>
      <div className="conflict-side">
        <p className="muted">{say.theirs(when(theirs.at))}</p>
        <Value text={toWords(theirs.value, path, fill)} />
        <p className="muted">{who}</p>
        <button type="button" className="button second" onClick={() => store.dispatch({ kind: "took-theirs", path })}>
          {say.take(short(theirs.value))}
        </button>
      </div>
      {before && before.value !== null && (
        <div className="conflict-before">
          <h3>{say.before}</h3>
          <p>
            {toWords(before.value, path, fill)}{" "}
            <span className="muted">
              {before.by} {when(before.at)}
            </span>
          </p>
        </div>
      )}
      <p className="muted">{say.log}</p>
    </section>
  );
}

/** Longest value on a button, and in large type, in characters. */
const longestOnButton = 60;

function Value({ text }: { text: string }) {
  return <p className={text.length > longestOnButton ? "conflict-value long" : "conflict-value"}>{text}</p>;
}

function shorten(text: string): string {
  const signs = [...text];
  return signs.length <= longestOnButton ? text : `${signs.slice(0, longestOnButton).join("").trimEnd()}\u2026`;
}
