import { type ClipboardEvent, useState } from "react";
import type { Question } from "~/domain/questionnaire";
import { fill as words } from "~/i18n/fill";
import { withBeside } from "./figure-entry.client";
import { type Column, pathOf, type Row } from "./figure-grid-shape";
import {
  isBlock,
  type PasteAsk,
  type PastePlan,
  type PasteProblem,
  planPaste,
  settlePaste,
  type Target,
} from "./figure-paste";
import { toProblemWords, toSentence } from "./figure-words";
import { type Fill, useFill } from "./fill-context";

type Table = { question: Question; at: string; tab: string | null; rows: Row[]; columns: Column[] };

type Outcome = { kind: "asks" | "refused"; plan: PastePlan } | { kind: "done"; count: number; empty: number };

export type Paste = {
  outcome: Outcome | null;
  take(event: ClipboardEvent<HTMLTableElement>): void;
  settle(chosen: ReadonlyMap<string, number>): void;
  undo(): void;
  close(): void;
};

/** Most problems listed one by one. */
const mostListed = 10;

/** Takes a block of a spreadsheet whole, or not at all. */
export function usePaste({ question, at, tab, rows, columns }: Table): Paste {
  const fill = useFill();
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const write = (writes: PastePlan["writes"], empty: number) => {
    fill.store.commit(
      writes.map(({ path, raw, figure }) => ({
        path,
        raw: raw.slice(0, 500),
        value: withBeside(fill.store.view(path).figure, figure),
      })),
    );
    setOutcome({ kind: "done", count: writes.length, empty });
  };
  const targetAt = (spot: { row: number; column: number }): Target | null | undefined => {
    const row = rows[spot.row];
    const column = columns[spot.column];
    if (!row || !column) return undefined;
    const path = pathOf(at, { tab, row: row.code, column: column.code });
    if (question.notAsked.has(path.slice(at.length + 1))) return null;
    return { path, label: `${row.name}, ${column.name}` };
  };

  return {
    outcome,
    take(event) {
      const input = event.target;
      const text = event.clipboardData.getData("text/plain");
      if (!(input instanceof HTMLInputElement) || input.dataset.row === undefined || !fill.writable || !isBlock(text))
        return;
      event.preventDefault();
      const from = { row: Number(input.dataset.row), column: Number(input.dataset.column) };
      const plan = planPaste(text, {
        from,
        targetAt,
        lang: fill.lang,
        spellings: fill.unitOf(question.unit).spellings,
      });
      if (plan.problems.length > 0) setOutcome({ kind: "refused", plan });
      else if (plan.asks.length > 0) setOutcome({ kind: "asks", plan });
      else write(plan.writes, plan.empty);
    },
    settle(chosen) {
      if (outcome?.kind !== "asks") return;
      const writes = settlePaste(outcome.plan, chosen);
      if (writes) write(writes, outcome.plan.empty);
    },
    undo() {
      fill.store.undo();
      setOutcome(null);
    },
    close: () => setOutcome(null),
  };
}

/** What became of a pasted block: taken with undo, held back with the reasons, or questions. */
export function PasteDialog({ paste }: { paste: Paste }) {
  const fill = useFill();
  const say = words[fill.lang];
  const { outcome } = paste;
  if (!outcome) return <div role="status" />;
  if (outcome.kind === "done") {
    return (
      <div className="notice figure-pasted" role="status">
        {say.paste.done(outcome.count)} {outcome.empty > 0 && say.paste.empty(outcome.empty)}{" "}
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
  if (outcome.kind === "asks") return <Asks plan={outcome.plan} paste={paste} />;
  const { problems, filled } = outcome.plan;
  return (
    <div className="notice bad figure-pasted" role="alert">
      <p>
        <strong>{say.paste.refusedTitle}</strong> {say.paste.refusedText(problems.length, filled)}
      </p>
      <ul>
        {problems.slice(0, mostListed).map((problem) => {
          const line = toLine(problem, fill);
          return <li key={line}>{line}</li>;
        })}
        {problems.length > mostListed && <li>{say.paste.more(problems.length - mostListed)}</li>}
      </ul>
      <button type="button" className="link-button" onClick={paste.close}>
        {say.grid.close}
      </button>
    </div>
  );
}

function toLine(problem: PasteProblem, { lang }: Fill): string {
  const say = words[lang].paste;
  if (problem.kind === "unread")
    return `${say.place(problem.label, problem.raw)}. ${toProblemWords(problem.reading, lang)}`;
  const what = problem.kind === "outside" ? say.outside : say.notAsked;
  return `${say.place(say.line(problem.line, problem.column), problem.raw)} ${what}.`;
}

function Asks({ plan, paste }: { plan: PastePlan; paste: Paste }) {
  const { lang } = useFill();
  const say = words[lang];
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());
  const ready = plan.asks.every(({ key }) => chosen.has(key));
  return (
    <div className="notice warn figure-pasted" role="alert">
      <p>
        <strong>{say.paste.askTitle}</strong>
      </p>
      {plan.asks.map((ask) => (
        <fieldset key={ask.key}>
          <legend>{askWords(ask, lang)}</legend>
          {ask.readings.map((figure, at) => (
            <label key={toSentence(figure, lang)} className="figure-ask">
              <input
                type="radio"
                name={`ask-${ask.key}`}
                checked={chosen.get(ask.key) === at}
                onChange={() => setChosen(new Map(chosen).set(ask.key, at))}
              />{" "}
              {optionWords(ask, at, lang)}
            </label>
          ))}
        </fieldset>
      ))}
      <button
        type="button"
        className="button little"
        aria-disabled={!ready}
        onClick={() => ready && paste.settle(chosen)}
      >
        {say.paste.do(plan.filled)}
      </button>{" "}
      <button type="button" className="button second little" onClick={paste.close}>
        {say.grid.cancel}
      </button>
    </div>
  );
}

function askWords(ask: PasteAsk, lang: Fill["lang"]): string {
  const say = words[lang].paste;
  if (ask.why === "mark") return say.askMark(ask.count, ask.text);
  return ask.why === "below" ? say.askBelow(ask.count) : say.askText(ask.count, ask.text);
}

function optionWords(ask: PasteAsk, at: number, lang: Fill["lang"]): string {
  const say = words[lang].paste;
  const figure = ask.readings[at]!;
  const sentence = toSentence(figure, lang);
  if (ask.why === "mark" && ask.readings.length === 2)
    return `${at === 0 ? say.thousands : say.decimals} (${sentence})`;
  return figure.v === 0 ? say.zero : sentence;
}
