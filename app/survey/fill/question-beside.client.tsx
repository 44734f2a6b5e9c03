import { type ReactElement, useCallback, useSyncExternalStore } from "react";
import { type Base, Question as SurveyQuestion } from "survey-core";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { fill as words } from "~/i18n/collect/fill";
import { nameOfFigure } from "~/survey/figure/name";
import { toSentence } from "~/survey/figure/words";
import { pathOfQuestion } from "~/survey/questionnaire/question-path";
import { AcceptedRows } from "./accepted-rows.client";
import { Troubles } from "./answer-troubles.client";
import { type Fill, fieldId, useFill } from "./context";
import { FindingCard } from "./finding-card.client";

/** A question with what stands beside it: what was accepted before, what the checks say, another's value. */
export function QuestionBeside({ element, question }: { element: ReactElement; question: Base }) {
  const { questions } = useFill();
  if (!(question instanceof SurveyQuestion)) return element;
  const own = questions.get(question.name);
  const path = pathOfQuestion(question);
  if (!own || path === null) return element;
  // In a row of an open table there is no room beside; what is not settled stands under the question all the same.
  if (question.parentQuestion)
    return (
      <>
        {element}
        <Troubles question={own} path={path} />
      </>
    );
  return (
    <div className={own.kind === "figuregrid" ? "fill-question wide" : "fill-question"} id={`q-${fieldId(path)}`}>
      <div className="fill-question-body">
        {element}
        <Troubles question={own} path={path} />
        <Findings question={own} path={path} />
      </div>
      {own.kind !== "figuregrid" && own.kind !== "panel" && <Before path={path} question={own} />}
      {own.kind === "panel" && <AcceptedRows table={own.name} />}
    </div>
  );
}

/** What the checks say about any part of the question. */
function Findings({ question, path }: { question: Question; path: string }) {
  const fill = useFill();
  const { store } = fill;
  const subscribe = useCallback((listener: () => void) => store.subscribeFocus(listener), [store]);
  const found = useSyncExternalStore(subscribe, () => store.findings());
  const own = [...found].flatMap(([at, all]) => (at === path || at.startsWith(`${path}/`) ? all : []));
  const shown = question.kind === "figuregrid" ? own.filter(({ finding }) => finding.level !== "info") : own;
  return (
    <>
      {shown.map((one) => (
        <FindingCard
          key={`${one.finding.check}|${one.finding.at}`}
          explained={one}
          place={question.kind === "figuregrid" ? placeOf(one.finding.at, fill) : ""}
        />
      ))}
    </>
  );
}

/** Row and column in words, `2025, women`. */
function placeOf(path: string, fill: Fill): string {
  const { title, sub } = nameOfFigure(fill, path);
  const column = sub.split(" · ").filter((part) => part !== fill.period && part !== title);
  return [title, ...column].join(", ");
}

function Before({ path, question }: { path: string; question: Question }) {
  const { accepted, lang, unitOf } = useFill();
  const last = accepted.get(path)?.[0];
  if (!last) return null;
  return (
    <p className="fill-before">
      <span className="muted">{words[lang].page.lastAccepted(last.period)}</span>
      {"code" in last ? (
        <b>{question.choices.find(({ value }) => value === last.code)?.text[lang] ?? last.code}</b>
      ) : (
        <b>{toSentence(last.figure, lang, unitOf(question.unit).after ?? unitOf(question.unit).short)}</b>
      )}
    </p>
  );
}
