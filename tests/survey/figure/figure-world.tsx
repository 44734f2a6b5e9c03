import { render } from "@testing-library/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { weighTyped } from "~/domain/figure/weigh-typed";
import type { Question, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { createAnswerStore } from "~/survey/fill/answer-store";
import { type Accepted, type Fill, FillContext } from "~/survey/fill/context";
import { FigureGrid } from "~/survey/grid/grid.client";
import type { Standing } from "~/survey/outbox/state";

type World = {
  lang?: Lang;
  standing?: Map<string, Standing>;
  accepted?: Map<string, Accepted[]>;
  writable?: boolean;
  /** Does the indicator count persons? */
  counted?: boolean;
};

function questionnaireOf(question: Question): Questionnaire {
  const text = { en: "", fr: "" };
  const questions = new Map([[question.name, question]]);
  return { id: "x", version: 1, title: text, sections: [], questions, items: new Map(), checks: [] };
}

// jsdom knows no dialogs: one that is asked to open is open.
Object.assign(HTMLElement.prototype, {
  showModal(this: HTMLElement) {
    this.setAttribute("open", "");
  },
  close(this: HTMLElement) {
    this.removeAttribute("open");
  },
});

/** Draws a grid in its surroundings; `drawn` counts how often each cell was drawn. */
export function showGrid(
  question: Question,
  { lang = "en", standing = new Map(), accepted = new Map(), writable = true, counted = false }: World = {},
) {
  let number = 0;
  const drawn = new Map<string, number>();
  const store = createAnswerStore({ standing, newId: () => `change-${number++}`, now: () => "2026-11-24T14:02:00Z" });
  const fill: Fill = {
    store,
    lang,
    questions: new Map([[question.name, question]]),
    accepted,
    acceptedRows: new Map(),
    period: "2025",
    writable,
    mayWrite: () => writable,
    openedAt: "2026-11-24T14:00:00Z",
    me: "Claire Aubry",
    placeOf: (path) => path,
    weigh: (path, figure) => weighTyped(questionnaireOf(question), { path, figure }, () => counted),
    giveReason: async () => true,
    unitOf: () => ({ short: "", spellings: [] }),
    nameOfAxis: () => "Main drug",
    onDraw: (path) => drawn.set(path, (drawn.get(path) ?? 0) + 1),
  };
  const page = render(
    <FillContext.Provider value={fill}>
      <h2 id="title">{question.title[lang]}</h2>
      <FigureGrid question={question} at={question.name} labelledBy="title" />
    </FillContext.Provider>,
  );
  return { store, drawn, page };
}
