/** What a property must be; a definition may hold nothing that is not named here. */
export type Kind =
  | "text"
  | "plain"
  | "number"
  | "boolean"
  | "expression"
  | "choices"
  | "rows"
  | "elements"
  | "validators"
  | "paths"
  | "totals"
  | "observe";

const every: Record<string, Kind> = {
  type: "plain",
  name: "plain",
  title: "text",
  description: "text",
  visibleIf: "expression",
};

const question: Record<string, Kind> = {
  ...every,
  isRequired: "boolean",
  requiredIf: "expression",
  startWithNewLine: "boolean",
  validators: "validators",
  observe: "observe",
  noSeries: "text",
  definition: "text",
  breaksSeries: "text",
  personal: "boolean",
  questionId: "plain",
  replaces: "plain",
};

const choice: Record<string, Kind> = {
  ...question,
  choices: "choices",
  showOtherItem: "boolean",
  otherText: "text",
  showNoneItem: "boolean",
  noneText: "text",
  colCount: "number",
  placeholder: "text",
};

const many: Record<string, Kind> = { ...choice, minSelectedChoices: "number", maxSelectedChoices: "number" };
const limits: Record<string, Kind> = { unit: "plain", min: "number", max: "number" };

/**
 * Question types and their properties. Left out on purpose: `html`, `image` and addresses (scripts), patterns (they can run
 * for minutes), `choicesByUrl` (the server would fetch), `file` (uploads come later), triggers and calculated values.
 */
export const allowed: Record<string, Record<string, Kind>> = {
  panel: { ...every, shortTitle: "text", elements: "elements" },
  text: {
    ...question,
    inputType: "plain",
    min: "number",
    max: "number",
    step: "number",
    maxLength: "number",
    placeholder: "text",
  },
  comment: { ...question, maxLength: "number", rows: "number", placeholder: "text" },
  dropdown: choice,
  radiogroup: choice,
  checkbox: many,
  tagbox: many,
  boolean: { ...question, labelTrue: "text", labelFalse: "text" },
  ranking: { ...many, selectToRankEnabled: "boolean" },
  matrix: { ...question, rows: "rows", columns: "choices", eachRowRequired: "boolean", isAllRowRequired: "boolean" },
  figure: { ...question, ...limits },
  figuregrid: {
    ...question,
    ...limits,
    rows: "rows",
    columns: "choices",
    tabs: "choices",
    totals: "totals",
    notAsked: "paths",
  },
  paneldynamic: {
    ...question,
    templateElements: "elements",
    templateTitle: "text",
    panelCount: "number",
    minPanelCount: "number",
    maxPanelCount: "number",
    panelAddText: "text",
    panelRemoveText: "text",
  },
  expression: { ...question, expression: "expression" },
};

export const page: Record<string, Kind> = { ...every, shortTitle: "text", elements: "elements" };
export const inputTypes = ["text", "number", "date", "month", "email", "tel", "url"];

/** Validators and their properties; patterns are not among them. */
export const validators: Record<string, Record<string, Kind>> = {
  expression: { type: "plain", expression: "expression", text: "text", notificationType: "plain" },
  numeric: { type: "plain", minValue: "number", maxValue: "number", text: "text", notificationType: "plain" },
  text: { type: "plain", minLength: "number", maxLength: "number", text: "text", notificationType: "plain" },
  email: { type: "plain", text: "text", notificationType: "plain" },
  answercount: { type: "plain", minCount: "number", maxCount: "number", text: "text", notificationType: "plain" },
};

/** Names a question starts with a letter; no name of the prototype, which crashes SurveyJS. */
const nameShape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const codeShape = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/;
const reserved = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...["prototype", "rowId", "panel", "row", "item", "survey", "self", "parent", "question", "other"],
]);

export function isName(text: string): boolean {
  return nameShape.test(text) && !reserved.has(text);
}

export function isCode(text: string): boolean {
  return codeShape.test(text) && !Object.getOwnPropertyNames(Object.prototype).includes(text);
}

/** Functions an expression may call: SurveyJS's own that read nothing but the answers, and ours. */
export const functions = new Set([
  ...[
    "figure",
    "hasvalue",
    "iif",
    "sum",
    "avg",
    "min",
    "max",
    "round",
    "trunc",
    "count",
    "today",
    "year",
    "month",
    "day",
  ],
  ...["sumInArray", "avgInArray", "countInArray", "minInArray", "maxInArray", "dateDiff", "dateAdd", "age", "getDate"],
]);
