import type { Dictionary, Text } from "~/domain/dictionary/dictionary";
import { toSeriesId } from "~/domain/observation/series";
import { askedCells, type Cell, toCellPath } from "~/domain/questionnaire/grid";
import { itemAt } from "~/domain/questionnaire/items";
import type { Choice, Item, Question, Questionnaire, Section } from "~/domain/questionnaire/questionnaire";

/**
 * Writes a questionnaire as lines of plain text, section by section. A figure is one line: path, series, unit, words in
 * English and French; the last line counts the figures. A row of an open table counts once.
 */
export function codebookLines(questionnaire: Questionnaire, dictionary: Dictionary): string[] {
  const { title, id, version } = questionnaire;
  const sections = questionnaire.sections.flatMap((section) => sectionLines(section, questionnaire, dictionary));
  const figures = [...questionnaire.questions.values()].reduce((sum, question) => sum + placesOf(question).length, 0);
  return [both(title), `${id}, version ${version}`, ...sections, "", `${figures} figures`];
}

function sectionLines(section: Section, questionnaire: Questionnaire, dictionary: Dictionary): string[] {
  const lines = ["", `=== ${section.number} ${both(section.title)}`];
  for (const name of section.questions) {
    const question = questionnaire.questions.get(name)!;
    lines.push(...tableLines(section, name), ...questionLines(question, dictionary));
    for (const member of question.members) {
      lines.push(...questionLines(questionnaire.questions.get(member)!, dictionary));
    }
  }
  return lines;
}

/** Headline of a table before its first question. */
function tableLines(section: Section, name: string): string[] {
  const index = section.tables.findIndex((table) => table.questions[0] === name);
  const table = section.tables[index];
  return table ? ["", `--- ${section.number}.${index + 1} ${both(table.title)}`] : [];
}

function questionLines(question: Question, dictionary: Dictionary): string[] {
  const { title, description, definition, name, kind } = question;
  const inPanel = question.panel === null ? "" : `, in each row of ${question.panel}`;
  return [
    "",
    `${name} (${kind}${inPanel}${question.required ? ", required" : ""}${question.personal ? ", personal" : ""})`,
    ...inBoth("text", title),
    ...(description ? inBoth("help", description) : []),
    ...(definition ? inBoth("definition", definition) : []),
    ...(question.observe === null ? [`  no series: ${question.noSeries ?? "no reason given"}`] : []),
    ...choicesLines(question),
    ...(isFigures(question) ? figureLines(question, dictionary) : codedLines(question, dictionary)),
  ];
}

function choicesLines({ choices }: Question): string[] {
  return choices.map((choice) => `  choice ${choice.value}: ${both(choice.text)}`);
}

type Place = { path: string; cell: Cell | null };

/** Where a question asks a figure; empty for questions of other kinds. */
function placesOf(question: Question): Place[] {
  const at = question.panel === null ? question.name : `${question.panel}/{row}/${question.name}`;
  if (question.kind === "figure") return [{ path: at, cell: null }];
  if (question.kind !== "figuregrid") return [];
  return askedCells(question).map((cell) => ({ path: `${at}/${toCellPath(cell)}`, cell }));
}

function isFigures({ kind }: Question): boolean {
  return kind === "figure" || kind === "figuregrid";
}

function figureLines(question: Question, dictionary: Dictionary): string[] {
  return placesOf(question).map(({ path, cell }) => {
    const item = itemAt(question, path, cell ?? { row: null, column: null, tab: null });
    const series = question.observe === null ? "no series" : seriesOf(item, dictionary);
    const words = cell === null ? [] : [both(wordsOf(question, cell))];
    return ["  figure", path, series, unitOf(item, dictionary), ...words].join(" | ");
  });
}

/** Answers that are codes: a choice, or a row of a radio matrix. */
function codedLines(question: Question, dictionary: Dictionary): string[] {
  if (question.observe === null || question.kind === "panel" || question.kind === "computed") return [];
  const at = question.panel === null ? question.name : `${question.panel}/{row}/${question.name}`;
  if (question.kind !== "matrix") {
    const item = itemAt(question, at, { row: null, column: null, tab: null });
    return [`  code | ${at} | ${seriesOf(item, dictionary)}`];
  }
  return question.rows.map((row) => {
    const item = itemAt(question, `${at}/${row.value}`, { row: row.value, column: null, tab: null });
    return `  code | ${item.path} | ${seriesOf(item, dictionary)} | ${both(row.text)}`;
  });
}

const parts = { v: "", lo: ", lower bound", hi: ", upper bound", n: ", sample size" } as const;

/** The series of an item with what the answers add to it: years back, and dimensions named by another question. */
function seriesOf(item: Item, dictionary: Dictionary): string {
  const own = dictionary.indicators.get(item.indicator);
  const unit = item.unit || own?.unit || "";
  const id = toSeriesId({ indicator: item.indicator, unit, codes: item.codes }, dictionary);
  const years = item.yearsBack === 0 ? "" : `, ${item.yearsBack} years before`;
  const from = Object.entries(item.from).map(([dimension, question]) => `, ${dimension} from ${question}`);
  return `${id}${parts[item.part]}${years}${from.join("")}`;
}

function unitOf(item: Item, dictionary: Dictionary): string {
  const code = item.unit || dictionary.indicators.get(item.indicator)?.unit || "";
  const unit = dictionary.units.get(code);
  return unit ? both(unit.name) : code || "no unit";
}

function wordsOf({ tabs, rows, columns }: Question, { tab, row, column }: Cell): Text {
  const found = [tab === null ? undefined : find(tabs, tab), find(rows, row), find(columns, column)];
  const texts = found.flatMap((choice) => (choice ? [choice.text] : []));
  return { en: texts.map((text) => text.en).join(" · "), fr: texts.map((text) => text.fr).join(" · ") };
}

function find(axis: Choice[], code: string): Choice | undefined {
  return axis.find((entry) => entry.value === code);
}

function inBoth(what: string, text: Text): string[] {
  return [`  ${what} en: ${text.en}`, `  ${what} fr: ${text.fr}`];
}

function both(text: Text): string {
  return `${text.en} / ${text.fr}`;
}
