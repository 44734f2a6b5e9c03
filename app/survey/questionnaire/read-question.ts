import type { Text } from "~/domain/dictionary/dictionary";
import { bases } from "~/domain/observation/period";
import type { Choice, Observe, Question, QuestionKind } from "~/domain/questionnaire/questionnaire";
import {
  list,
  QuestionnaireError,
  readNames,
  readNumber,
  readStrings,
  readText,
  readTextOrNull,
  record,
  text,
} from "./read-json";

/** A question and the table it stands in: a titled panel around it, or nothing. */
export type ReadQuestion = { question: Question; table: { name: string; title: Text } | null };

/** Question types of SurveyJS a questionnaire may use; `panel` only groups, `text` is decided by its input type. */
const kinds: Record<string, QuestionKind> = {
  figure: "figure",
  figuregrid: "figuregrid",
  text: "text",
  comment: "comment",
  dropdown: "choice",
  radiogroup: "choice",
  checkbox: "choices",
  tagbox: "choices",
  boolean: "boolean",
  ranking: "ranking",
  matrix: "matrix",
  paneldynamic: "panel",
  expression: "computed",
};

const inputKinds: Record<string, QuestionKind> = {
  number: "number",
  range: "number",
  date: "date",
  month: "date",
};

/** Longest text of a line and of a comment where the definition sets none, characters. */
const longestLine = 500;
const longestComment = 5000;
/** Rows of a repeated panel where the definition sets no limit. */
const mostRows = 100;

/** Reads the elements of a page or panel: panels flattened, members of repeated panels after their panel. */
export function readElements(elements: unknown[], section: string): ReadQuestion[] {
  return elements.flatMap((element) => readElement(record(element), section, null, null));
}

function readElement(
  element: Record<string, unknown>,
  section: string,
  table: ReadQuestion["table"],
  panel: string | null,
): ReadQuestion[] {
  if (element.type === "panel") {
    const title = readTextOrNull(element.shortTitle) ?? readTextOrNull(element.title);
    const inside = table ?? (title ? { name: text(element.name), title } : null);
    return list(element.elements).flatMap((part) => readElement(record(part), section, inside, panel));
  }
  const question = readQuestion(element, section, panel);
  if (question.kind !== "panel") return [{ question, table }];
  const members = list(element.templateElements).flatMap((part) =>
    readElement(record(part), section, null, question.name),
  );
  return [{ question: { ...question, members: members.map((m) => m.question.name) }, table }, ...members];
}

function readQuestion(element: Record<string, unknown>, section: string, panel: string | null): Question {
  const name = text(element.name);
  const kind = kindOf(element, name);
  const asked = readChoices(element.rows);
  return {
    name,
    questionId: text(element.questionId) || name,
    section,
    kind,
    title: readTextOrNull(element.title) ?? { en: name, fr: name },
    description: readTextOrNull(element.description),
    definition: readTextOrNull(element.definition),
    breaksSeries: readTextOrNull(element.breaksSeries),
    required: element.isRequired === true,
    personal: element.personal === true,
    choices: kind === "choice" || kind === "choices" || kind === "ranking" ? readAllChoices(element) : [],
    hasOther: element.showOtherItem === true || element.hasOther === true,
    rows: asked,
    columns: readChoices(element.columns),
    tabs: readChoices(element.tabs),
    members: [],
    panel,
    unit: text(element.unit) || null,
    min: readNumber(element.min),
    max: readNumber(element.max),
    maxLength: Math.min(
      readNumber(element.maxLength) ?? Number.POSITIVE_INFINITY,
      kind === "comment" ? longestComment : longestLine,
    ),
    maxRows: readNumber(element.maxPanelCount) ?? mostRows,
    observe: readObserve(element.observe),
    noSeries: readTextOrNull(element.noSeries)?.en ?? null,
    notAsked: new Set(readNames(element.notAsked)),
    totals: readTotals(element.totals),
    rowParents: readParents(element.rows),
  };
}

function kindOf(element: Record<string, unknown>, name: string): QuestionKind {
  const type = text(element.type);
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind === undefined) throw new QuestionnaireError(name, `Questions of the type "${type}" are not used`);
  return kind === "text" ? (inputKinds[text(element.inputType)] ?? "text") : kind;
}

/** Choices, and "none of these" where SurveyJS adds it; "other" is `hasOther`. */
function readAllChoices(element: Record<string, unknown>): Choice[] {
  const choices = readChoices(element.choices);
  if (element.showNoneItem !== true) return choices;
  return [...choices, { value: "none", text: readTextOrNull(element.noneText) ?? { en: "None", fr: "Aucun" } }];
}

function readChoices(value: unknown): Choice[] {
  return list(value).map((entry) => {
    if (typeof entry === "string" || typeof entry === "number")
      return { value: String(entry), text: readText(String(entry)) };
    const code = record(entry).value;
    const said = typeof code === "string" || typeof code === "number" ? String(code) : "";
    return { value: said, text: readTextOrNull(record(entry).text) ?? { en: said, fr: said } };
  });
}

function readParents(rows: unknown): Record<string, string> {
  const parents = list(rows).map((row) => [text(record(row).value), text(record(row).parent)] as const);
  return Object.fromEntries(parents.filter(([, parent]) => parent !== ""));
}

function readTotals(value: unknown): Question["totals"] {
  if (value === true) return { rows: true, columns: true };
  return { rows: record(value).rows === true, columns: record(value).columns === true };
}

function readObserve(value: unknown): Observe | null {
  if (typeof value !== "object" || value === null) return null;
  const written = record(value);
  const observe: Observe = {};
  for (const key of ["indicator", "rows", "columns", "tabs", "unit"] as const) {
    const said = written[key];
    if (typeof said === "string") observe[key] = said;
  }
  for (const key of ["fixed", "from", "units"] as const) {
    if (written[key] !== undefined) observe[key] = readStrings(written[key]);
  }
  const basis = bases.find((known) => known === written.basis);
  return basis ? { ...observe, basis } : observe;
}
