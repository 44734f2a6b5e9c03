import { render } from "@testing-library/react";
import type { Lang } from "~/domain/dictionary";
import type { Question } from "~/domain/questionnaire";
import { createAnswerStore } from "~/survey/answer-store";
import { FigureGrid } from "~/survey/figure-grid.client";
import { type Accepted, type Fill, FillContext } from "~/survey/fill-context";
import type { Standing } from "~/survey/outbox-state";

const text = (en: string) => ({ en, fr: en });

/** A grid of figures with rows R1… and columns C1…; enough of a question for the components. */
export function gridQuestion(rows: number, columns: number, more: Partial<Question> = {}): Question {
  return {
    name: "grid",
    questionId: "grid",
    section: "treatment",
    kind: "figuregrid",
    title: text("People entering treatment"),
    description: null,
    definition: null,
    required: false,
    personal: false,
    choices: [],
    hasOther: false,
    rows: Array.from({ length: rows }, (_, r) => ({ value: `R${r + 1}`, text: text(`Row ${r + 1}`) })),
    columns: Array.from({ length: columns }, (_, c) => ({ value: `C${c + 1}`, text: text(`Column ${c + 1}`) })),
    tabs: [],
    members: [],
    panel: null,
    unit: "PS",
    min: null,
    max: null,
    maxLength: 0,
    maxRows: 0,
    observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE", columns: "SEX" },
    noSeries: null,
    notAsked: new Set(),
    totals: { rows: true, columns: true },
    rowParents: {},
    ...more,
  };
}

type World = {
  lang?: Lang;
  standing?: Map<string, Standing>;
  accepted?: Map<string, Accepted[]>;
  writable?: boolean;
};

/** Draws a grid in its surroundings; `drawn` counts how often each cell was drawn. */
export function showGrid(
  question: Question,
  { lang = "en", standing = new Map(), accepted = new Map(), writable = true }: World = {},
) {
  let number = 0;
  const drawn = new Map<string, number>();
  const store = createAnswerStore({ standing, newId: () => `change-${number++}`, now: () => "2026-11-24T14:02:00Z" });
  const fill: Fill = {
    store,
    lang,
    questions: new Map([[question.name, question]]),
    accepted,
    period: "2025",
    writable,
    openedAt: "2026-11-24T14:00:00Z",
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
