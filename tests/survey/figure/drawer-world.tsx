import { render } from "@testing-library/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { weighTyped } from "~/domain/figure/weigh-typed";
import type { Question } from "~/domain/questionnaire/questionnaire";
import { FigureDrawer } from "~/survey/figure/drawer.client";
import { FigureField } from "~/survey/figure/field.client";
import { createAnswerStore } from "~/survey/fill/answer-store";
import { type Fill, FillContext } from "~/survey/fill/context";
import { FigureGrid } from "~/survey/grid/grid.client";
import type { Standing } from "~/survey/outbox/state";
import { gridQuestion } from "./figure-world-question";

type World = { lang?: Lang; standing?: Map<string, Standing>; more?: Partial<Fill> };

const text = (en: string) => ({ en, fr: en });

/** One figure asked alone, `deaths`. */
export function figureQuestion(more: Partial<Question> = {}): Question {
  return gridQuestion(0, 0, {
    name: "deaths",
    questionId: "deaths",
    kind: "figure",
    title: text("Deaths"),
    definition: text("Each death once."),
    observe: { indicator: "DEM-DRD-N" },
    ...more,
  });
}

export const stands = (value: unknown, seq = 1): Standing => ({
  ...{ value, seq },
  by: "Claire Aubry",
  at: "2026-11-20T16:20:00Z",
});

/** Draws a question with the drawer beside it, as the fill page does. */
export function showWithDrawer(question: Question, { lang = "en", standing = new Map(), more = {} }: World = {}) {
  let number = 0;
  const store = createAnswerStore({ standing, newId: () => `change-${number++}`, now: () => "2026-11-24T14:02:00Z" });
  const questions = new Map([[question.name, question]]);
  const title = { en: "", fr: "" };
  const questionnaire = { id: "x", version: 1, title, sections: [], questions, items: new Map(), checks: [] };
  const units: Record<string, string> = { PS: "", EUR_G: "€/g", EUR_TAB: "€/tablet" };
  const fill: Fill = {
    store,
    lang,
    questions,
    accepted: new Map(),
    acceptedRows: new Map(),
    period: "2025",
    writable: true,
    mayWrite: () => true,
    openedAt: "2026-11-24T14:00:00Z",
    me: "Claire Aubry",
    placeOf: (path) => path,
    weigh: (path, figure) => weighTyped(questionnaire, { path, figure }, () => false),
    giveReason: async () => true,
    unitOf: (unit) => ({ short: units[unit ?? ""] ?? "", spellings: [units[unit ?? ""] ?? ""].filter(Boolean) }),
    nameOfAxis: () => "Drug",
    ...more,
  };
  render(
    <FillContext.Provider value={fill}>
      <h2 id="title">{question.title[lang]}</h2>
      {question.kind === "figuregrid" ? (
        <FigureGrid question={question} at={question.name} labelledBy="title" />
      ) : (
        <FigureField question={question} path={question.name} labelledBy="title" required={false} />
      )}
      <FigureDrawer
        submission={{ round: "2026-annual", country: "FR", number: 1 }}
        onClose={() => store.setFocus(null)}
      />
    </FillContext.Provider>,
  );
  return { store, fill };
}
