import type { Text } from "~/domain/dictionary/dictionary";
import { back, parsePeriod } from "~/domain/observation/period";
import { locate, type Place } from "~/domain/questionnaire/answers";
import { type Choice, type Question, type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";

export type PlaceLabel = {
  /** `6.4`: number of the table in its section; null when the question stands in none. */
  table: string | null;
  tableTitle: Text | null;
  /** `Opioids, women` in a table, else the title of the question. */
  label: Text;
  /** Question and place in one line, for lists that mix questions. */
  full: Text;
};

const totalWords: Text = { en: "total", fr: "total" };

/**
 * Names the place of an answer or a finding as a person would: table, row and column in words, years as years.
 * A path nobody asks for keeps its own text, so that a finding about it can still be read.
 * @param referencePeriod  of the round; rows and columns `Y0`, `Y1` … become its year and the years before
 * @param rowIds           rows of repeated panels in order, by panel, to number them
 */
export function labelOf(
  questionnaire: Questionnaire,
  path: string,
  { referencePeriod, rowIds = new Map() }: { referencePeriod: string; rowIds?: ReadonlyMap<string, readonly string[]> },
): PlaceLabel {
  const top = questionnaire.questions.get(questionOf(path));
  if (!top) return { table: null, tableTitle: null, label: same(path), full: same(path) };
  const place = locate(questionnaire, path);
  const question = place?.question ?? top;
  const parts = place ? partsOf(place, referencePeriod) : looseParts(question, path, referencePeriod);
  const row = place?.rowId ? rowLabel(rowIds.get(top.name), place.rowId) : null;
  const { table, tableTitle } = tableOf(questionnaire, top);
  const label = join([...(parts.length === 0 ? [question.title] : parts), ...(row ? [row] : [])]);
  return { table, tableTitle, label, full: parts.length === 0 ? label : glue(question.title, label) };
}

function partsOf({ question, part }: Place, referencePeriod: string): Text[] {
  if (part.kind === "matrix-row") return [textOf(question.rows, part.row, referencePeriod)];
  if (part.kind !== "cell" && part.kind !== "total") return [];
  const { tab, row, column } = part.cell;
  return axes(question, { tab, row, column }, referencePeriod);
}

/** A finding may stand on a computed total or a row, which are no answers. */
function looseParts(question: Question, path: string, referencePeriod: string): Text[] {
  const rest = path.split("/").slice(1);
  if (question.kind !== "figuregrid" || rest.length === 0) return [];
  const tab = question.tabs.length > 0 ? (rest.shift() ?? null) : null;
  return axes(question, { tab, row: rest[0] ?? null, column: rest[1] ?? null }, referencePeriod);
}

function axes(
  question: Question,
  { tab, row, column }: { tab: string | null; row: string | null; column: string | null },
  referencePeriod: string,
): Text[] {
  return [
    ...(tab === null ? [] : [textOf(question.tabs, tab, referencePeriod)]),
    // The only row of a grid says nothing.
    ...(row === null || question.rows.length === 1 ? [] : [textOf(question.rows, row, referencePeriod)]),
    ...(column === null || question.columns.length === 1 ? [] : [textOf(question.columns, column, referencePeriod)]),
  ];
}

function textOf(choices: readonly Choice[], code: string, referencePeriod: string): Text {
  if (code === "_T") return totalWords;
  const period = parsePeriod(referencePeriod);
  if (period && /^Y\d$/.test(code)) return same(back(period, Number(code.slice(1))));
  return choices.find(({ value }) => value === code)?.text ?? same(code);
}

function rowLabel(rowIds: readonly string[] | undefined, rowId: string): Text | null {
  const at = rowIds?.indexOf(rowId) ?? -1;
  return at < 0 ? null : { en: `row ${at + 1}`, fr: `ligne ${at + 1}` };
}

function tableOf(questionnaire: Questionnaire, question: Question): { table: string | null; tableTitle: Text | null } {
  const section = questionnaire.sections.find(({ name }) => name === question.section);
  const at = section?.tables.findIndex(({ questions }) => questions.includes(question.name)) ?? -1;
  const found = section?.tables[at];
  return found ? { table: `${section?.number}.${at + 1}`, tableTitle: found.title } : { table: null, tableTitle: null };
}

function same(text: string): Text {
  return { en: text, fr: text };
}

function join(parts: readonly Text[]): Text {
  return { en: parts.map(({ en }) => en).join(", "), fr: parts.map(({ fr }) => fr).join(", ") };
}

function glue(title: Text, label: Text): Text {
  return { en: `${title.en}: ${label.en}`, fr: `${title.fr}\u00a0: ${label.fr}` };
}
