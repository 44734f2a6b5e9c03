import { fill as words } from "~/i18n/fill";
import { formatWhen } from "~/i18n/when";
import { Sign } from "~/ui/signs";
import { toWords } from "./answer-words";
import { useFill } from "./fill-context";
import type { Conflict } from "./outbox-state";

/** Two values of one answer, both in full, with who and when; nothing is preselected. */
export function AnswerConflict({ path, conflict }: { path: string; conflict: Conflict }) {
  const fill = useFill();
  const { store, lang, openedAt } = fill;
  const say = words[lang].conflict;
  const { mine, theirs, before } = conflict;
  const when = (at: string | null) => (at === null ? "" : formatWhen(at, openedAt, { lang, clock: "own" }));
  const who = theirs.by ?? say.someone;
  const isMine = theirs.by === fill.me;
  return (
    <section className="conflict" aria-label={say.title}>
      <p className="conflict-title">
        <Sign name="conflict" /> {say.title}
      </p>
      <p>{say.text(isMine ? say.otherWindow : who)}</p>
      <div className="conflict-side">
        <p className="muted">{say.yours(when(mine.at))}</p>
        <p className="conflict-value">{toWords(mine.value, path, fill)}</p>
        <button
          type="button"
          className="button"
          onClick={() =>
            store.dispatch({ kind: "kept-mine", path, changeId: crypto.randomUUID(), at: new Date().toISOString() })
          }
        >
          {say.keep(toWords(mine.value, path, fill))}
        </button>
      </div>
      <div className="conflict-side">
        <p className="muted">{say.theirs(when(theirs.at))}</p>
        <p className="conflict-value">{toWords(theirs.value, path, fill)}</p>
        <p className="muted">{who}</p>
        <button type="button" className="button second" onClick={() => store.dispatch({ kind: "took-theirs", path })}>
          {say.take(toWords(theirs.value, path, fill))}
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
