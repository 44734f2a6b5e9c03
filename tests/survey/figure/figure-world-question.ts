import type { Question } from "~/domain/questionnaire/questionnaire";

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
    breaksSeries: null,
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
