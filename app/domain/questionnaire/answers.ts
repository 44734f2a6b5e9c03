import { type Cell, findCell } from "./grid";
import type { Question, Questionnaire } from "./questionnaire";

/**
 * Answers lie flat, one per path, in the collection and nested in SurveyJS; this is the only place that knows both shapes.
 * Paths: `question` · `question/#comment` · `grid/ROW/COL` · `grid/TAB/ROW/COL` · `matrix/ROW` · `panel/#rows` ·
 * `panel/{rowId}/…` with any of the former behind.
 */
export type Place = {
  question: Question;
  /** Row of the repeated panel the question stands in. */
  rowId: string | null;
  part:
    | { kind: "answer" | "comment" | "rows" }
    | { kind: "cell" | "total"; cell: Cell }
    | { kind: "matrix-row"; row: string };
};

/** Longest path that is looked at, characters. */
const longestPath = 300;
const rowIdShape = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Reads the id of a panel's row, made once by the browser. */
export function isRowId(text: unknown): text is string {
  return typeof text === "string" && rowIdShape.test(text);
}

/** Finds what a path asks for; null when the questionnaire does not ask it. Any input is safe. */
export function locate(questionnaire: Questionnaire, path: unknown): Place | null {
  if (typeof path !== "string" || path.length > longestPath) return null;
  const places = placesOf.get(questionnaire) ?? new Map<string, Place>();
  const known = places.get(path);
  if (known) return known;
  const place = locateAnew(questionnaire, path);
  // Only what the questionnaire asks by itself is kept: paths of rows, and wrong ones, are without number.
  if (place && place.question.kind !== "panel" && place.rowId === null) {
    places.set(path, place);
    placesOf.set(questionnaire, places);
  }
  return place;
}

const placesOf = new WeakMap<Questionnaire, Map<string, Place>>();

function locateAnew(questionnaire: Questionnaire, path: string): Place | null {
  const [name, ...rest] = path.split("/");
  const question = questionnaire.questions.get(name!);
  if (!question || question.panel !== null) return null;
  if (question.kind !== "panel") return locateIn(question, rest, null);
  if (rest.length === 1 && rest[0] === "#rows") return { question, rowId: null, part: { kind: "rows" } };
  const [rowId, member, ...deeper] = rest;
  if (!isRowId(rowId) || member === undefined || !question.members.includes(member)) return null;
  const inside = questionnaire.questions.get(member);
  return inside && inside.panel === question.name ? locateIn(inside, deeper, rowId) : null;
}

function locateIn(question: Question, rest: string[], rowId: string | null): Place | null {
  if (rest.length === 1 && rest[0] === "#comment")
    return question.hasOther ? { question, rowId, part: { kind: "comment" } } : null;
  if (question.kind === "figuregrid") {
    const found = findCell(question, rest.join("/"));
    return found && { question, rowId, part: { kind: found.kind === "asked" ? "cell" : "total", cell: found.cell } };
  }
  if (question.kind === "matrix") {
    const row = rest.length === 1 ? question.rows.find((known) => known.value === rest[0]) : undefined;
    return row ? { question, rowId, part: { kind: "matrix-row", row: row.value } } : null;
  }
  return rest.length === 0 ? { question, rowId, part: { kind: "answer" } } : null;
}

/**
 * Nests flat answers as SurveyJS wants its data. Cleared answers (null) and paths nobody asks for are left out: `admit` has
 * refused the latter before they were saved.
 *
 * Rows of a panel come in the order of `panel/#rows`; without it in order of first answer. A row that `#rows` no longer
 * names is gone.
 * @param flat  value by path, in the order they were answered
 */
export function nestAnswers(questionnaire: Questionnaire, flat: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  const panels = new Map<string, Map<string, Record<string, unknown>>>();
  for (const [path, value] of flat) {
    const place = locate(questionnaire, path);
    if (!place || value === null || value === undefined || place.part.kind === "rows") continue;
    if (place.rowId === null) put(data, place, value);
    else put(rowOf(panels, place.question.panel!, place.rowId), place, value);
  }
  for (const question of questionnaire.questions.values()) {
    if (question.kind !== "panel") continue;
    const rows = panels.get(question.name) ?? new Map<string, Record<string, unknown>>();
    const order = flat.get(`${question.name}/#rows`);
    const ids = Array.isArray(order) ? order.filter(isRowId) : [...rows.keys()];
    if (ids.length > 0) data[question.name] = ids.map((id) => ({ rowId: id, ...rows.get(id) }));
  }
  return data;
}

function rowOf(panels: Map<string, Map<string, Record<string, unknown>>>, panel: string, rowId: string) {
  const rows = panels.get(panel) ?? new Map<string, Record<string, unknown>>();
  panels.set(panel, rows);
  const row = rows.get(rowId) ?? {};
  rows.set(rowId, row);
  return row;
}

/** SurveyJS keeps the text beside "other" under the question's name with this suffix. */
export const commentSuffix = "-Comment";

function put(data: Record<string, unknown>, { question, part }: Place, value: unknown): void {
  if (part.kind === "comment") data[question.name + commentSuffix] = value;
  else if (part.kind === "matrix-row") inner(data, question.name)[part.row] = value;
  else if (part.kind === "cell" || part.kind === "total") {
    const grid = inner(data, question.name);
    const tab = part.cell.tab === null ? grid : inner(grid, part.cell.tab);
    inner(tab, part.cell.row)[part.cell.column] = value;
  } else data[question.name] = value;
}

function inner(data: Record<string, unknown>, key: string): Record<string, unknown> {
  const known = data[key];
  if (typeof known === "object" && known !== null) return known as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  data[key] = made;
  return made;
}

/**
 * Flattens the value SurveyJS has for one question. Parts nobody asks for keep their path, so that `admit` can refuse them
 * aloud.
 * @param questions  all questions, to know the members of a repeated panel
 * @returns          path → value, without cleared parts: what is absent was cleared
 * @throws           a row of a panel without `rowId` is a bug of the form
 */
export function flattenAnswer(
  question: Question,
  value: unknown,
  questions: ReadonlyMap<string, Question>,
): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  if (question.kind === "panel") flattenPanel(question, value, questions, flat);
  else flattenInto(flat, question, question.name, value);
  return flat;
}

/** Flattens whole survey data; the reverse of `nestAnswers`. */
export function flattenData(questionnaire: Questionnaire, data: Record<string, unknown>): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, value] of Object.entries(data)) {
    const question = questionnaire.questions.get(key);
    if (question)
      for (const [path, part] of flattenAnswer(question, value, questionnaire.questions)) flat.set(path, part);
    else flat.set(commentPath(key), value);
  }
  return flat;
}

function commentPath(key: string): string {
  return key.endsWith(commentSuffix) ? `${key.slice(0, -commentSuffix.length)}/#comment` : key;
}

function flattenPanel(
  question: Question,
  value: unknown,
  questions: ReadonlyMap<string, Question>,
  flat: Map<string, unknown>,
): void {
  if (value === null || value === undefined) return;
  if (!Array.isArray(value)) {
    flat.set(question.name, value);
    return;
  }
  const rows = value.map((row: unknown) =>
    typeof row === "object" && row !== null ? (row as Record<string, unknown>) : {},
  );
  const ids = rows.map((row) => {
    if (!isRowId(row.rowId)) throw new Error(`A row of the panel ${question.name} has no rowId`);
    return row.rowId;
  });
  flat.set(`${question.name}/#rows`, ids);
  for (const [index, row] of rows.entries()) {
    for (const [key, part] of Object.entries(row)) {
      if (key === "rowId") continue;
      const member = questions.get(key);
      const at = `${question.name}/${ids[index]}`;
      if (member) flattenInto(flat, member, `${at}/${key}`, part);
      else flat.set(`${at}/${commentPath(key)}`, part);
    }
  }
}

function flattenInto(flat: Map<string, unknown>, question: Question, at: string, value: unknown): void {
  const levels =
    question.kind === "matrix" ? 1 : question.kind === "figuregrid" ? (question.tabs.length > 0 ? 3 : 2) : 0;
  flattenLevels(flat, at, value, levels);
}

function flattenLevels(flat: Map<string, unknown>, at: string, value: unknown, levels: number): void {
  if (value === null || value === undefined) return;
  if (levels === 0 || typeof value !== "object" || Array.isArray(value)) flat.set(at, value);
  else for (const [key, part] of Object.entries(value)) flattenLevels(flat, `${at}/${key}`, part, levels - 1);
}

/** Values that stand, by path; a cleared answer is absent. */
export function standingValuesOf(answers: ReadonlyMap<string, { value: unknown }>): Map<string, unknown> {
  return new Map([...answers].flatMap(([path, { value }]) => (value === null ? [] : [[path, value] as const])));
}
