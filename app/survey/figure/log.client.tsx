import { useState } from "react";
import { href } from "~/addresses";
import { fill as words } from "~/i18n/collect/fill";
import { fillHistory } from "~/i18n/collect/fill-history";
import { formatWhen } from "~/i18n/when";
import { toWords } from "~/survey/fill/answer-words";
import { useFill, usePath } from "~/survey/fill/context";
import type { FillData, LoggedChange } from "~/survey/fill/data";
import { Quote } from "~/ui/quote";
import { useAsked } from "./ask.client";

/** Who changed the figure to what and when; asked for when it is opened, and again when the figure was saved. */
export function FigureLog({ path, submission }: { path: string; submission: FillData["key"] }) {
  const { store, lang } = useFill();
  const [open, setOpen] = useState(false);
  const { at } = usePath(store, path);
  const say = fillHistory[lang].log;
  return (
    <details className="drawer-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say.title}</summary>
      {open && <Lines key={at} path={path} submission={submission} />}
    </details>
  );
}

/** Nothing of the log is kept: somebody may have changed the figure since. */
const never = () => false;

function Lines({ path, submission }: { path: string; submission: FillData["key"] }) {
  const fill = useFill();
  const { lang, openedAt } = fill;
  const say = fillHistory[lang].log;
  const asked = useAsked<LoggedChange[]>(href("collect.log", { lang, ...submission }, { path }), never);
  if (asked.state === "loading") return <p className="muted">{say.loading}</p>;
  if (asked.state === "failed")
    return (
      <p>
        {say.failed}{" "}
        <button type="button" className="link-button" onClick={asked.again}>
          {fillHistory[lang].again}
        </button>
      </p>
    );
  if (asked.answer.length === 0) return <p className="muted">{say.none}</p>;
  return (
    <ol className="drawer-log">
      {asked.answer.map(({ seq, value, reason, by, at }) => (
        <li key={seq}>
          <b>{toWords(value, path, fill)}</b>
          <span className="muted">
            {say.line(by ?? words[lang].conflict.someone, formatWhen(at, openedAt, { lang, clock: "own" }))}
          </span>
          {reason && <Quote text={reason} written={null} lang={lang} />}
        </li>
      ))}
    </ol>
  );
}
