import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { fill as words } from "~/i18n/collect/fill";
import { sayFinding } from "~/i18n/findings";
import type { PasteAsk, PasteLost, PastePlan, PasteProblem } from "~/survey/figure/paste";
import { toProblemWords, toSentence } from "~/survey/figure/words";
import { type Fill, useFill } from "~/survey/fill/context";
import type { Paste } from "./paste.client";

/** Most problems listed one by one. */
const mostListed = 10;

/** What becomes of a pasted block: taken with undo, or shown first with what cannot be read and what is asked. */
export function PasteDialog({ paste }: { paste: Paste }) {
  const { lang } = useFill();
  const say = words[lang];
  const { outcome } = paste;
  if (!outcome) return <div role="status" />;
  if (outcome.kind === "check") return <Check plan={outcome.plan} paste={paste} />;
  const { plan, count, kept } = outcome;
  const said = [
    say.paste.done(count),
    plan.empty > 0 ? say.paste.empty(plan.empty) : "",
    kept.length > 0 ? say.paste.kept(kept.length) : "",
    plan.lost.length > 0 ? say.paste.leftOut(plan.lost.length) : "",
    titleWords(plan, lang),
  ];
  return (
    <div className="notice figure-pasted" role="status">
      {said.filter((part) => part !== "").join(" ")}{" "}
      <button type="button" className="link-button" onClick={paste.undo}>
        {say.grid.undo}
      </button>{" "}
      ·{" "}
      <button type="button" className="link-button" onClick={paste.close}>
        {say.grid.close}
      </button>
    </div>
  );
}

function titleWords({ titles }: PastePlan, lang: Fill["lang"]): string {
  const say = words[lang].paste;
  if (titles.line && titles.column) return say.titlesBoth;
  return titles.line ? say.titlesLine : titles.column ? say.titlesColumn : "";
}

/** Shown before anything is written. */
function Check({ plan, paste }: { plan: PastePlan; paste: Paste }) {
  const { lang } = useFill();
  const say = words[lang];
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());
  const { writes, kept } = paste.count(plan, chosen);
  const root = useRef<HTMLElement>(null);
  const id = useId();
  useEffect(() => root.current?.focus(), []);
  const titles = titleWords(plan, lang);
  return (
    <section
      ref={root}
      tabIndex={-1}
      className="notice warn figure-pasted"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === "Escape") paste.close();
      }}
    >
      <p>
        <strong id={id}>{say.paste.checkTitle}.</strong> {say.paste.can(writes, plan.filled)} {titles}{" "}
        {plan.moved && say.paste.moved}
      </p>
      {plan.asks.length > 0 && <p>{say.paste.askTitle}</p>}
      {plan.asks.map((ask) => (
        <fieldset key={ask.key}>
          <legend>
            {askWords(ask, lang)} <span className="muted">{say.paste.askFirst(ask.first)}</span>
          </legend>
          {ask.readings.map((figure, at) => (
            <label key={toSentence(figure, lang)} className="figure-ask">
              <input
                type="radio"
                name={`${id}-${ask.key}`}
                checked={chosen.get(ask.key) === at}
                onChange={() => setChosen(new Map(chosen).set(ask.key, at))}
              />{" "}
              {optionWords(ask, at, lang)}
            </label>
          ))}
        </fieldset>
      ))}
      <Listed
        title={say.paste.cannot(plan.problems.length)}
        lines={plan.problems.map((problem) => toLine(problem, lang))}
      />
      <Listed title={say.paste.lost(plan.lost.length)} lines={plan.lost.map((one) => toLostLine(one, lang))} />
      {writes + kept > 0 && (
        <>
          <button type="button" className="button little" onClick={() => paste.settle(chosen)}>
            {kept === 0 ? say.paste.do(writes) : say.paste.doKeep(writes, kept)}
          </button>{" "}
        </>
      )}
      <button type="button" className="button second little" onClick={paste.close}>
        {say.grid.cancel}
      </button>
    </section>
  );
}

function Listed({ title, lines }: { title: string; lines: string[] }): ReactNode {
  const { lang } = useFill();
  if (lines.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul>
        {lines.slice(0, mostListed).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > mostListed && <li>{words[lang].paste.more(lines.length - mostListed)}</li>}
      </ul>
    </>
  );
}

function toLine({ label, raw, reading, findings }: PasteProblem, lang: Fill["lang"]): string {
  const why =
    reading && "refused" in reading
      ? toProblemWords(reading, lang)
      : findings.map((finding) => sayFinding(finding, lang)).join(" ");
  return `${words[lang].paste.place(label, raw)}. ${why}`;
}

function toLostLine({ line, column, raw, why, title = "" }: PasteLost, lang: Fill["lang"]): string {
  const say = words[lang].paste;
  const what = { outside: say.outside, "not-asked": say.notAsked, "no-title": say.noTitle(title) }[why];
  return `${say.place(say.line(line, column), raw)}${why === "no-title" ? "," : ""} ${what}.`;
}

function askWords(ask: PasteAsk, lang: Fill["lang"]): string {
  const say = words[lang].paste;
  if (ask.why === "mark") return say.askMark(ask.count, ask.text);
  return ask.why === "below" ? say.askBelow(ask.count) : say.askText(ask.count, ask.text);
}

function optionWords(ask: PasteAsk, at: number, lang: Fill["lang"]): string {
  const say = words[lang].paste;
  const figure = ask.readings[at];
  if (!figure) return "";
  const sentence = toSentence(figure, lang);
  if (ask.why === "mark" && ask.readings.length === 2)
    return `${at === 0 ? say.thousands : say.decimals} (${sentence})`;
  return figure.v === 0 ? say.zero : sentence;
}
