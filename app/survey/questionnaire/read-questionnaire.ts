import { itemsOf } from "~/domain/questionnaire/items";
import type { Parameter } from "~/domain/questionnaire/parameters";
import type { Questionnaire, Section, WrittenCheck } from "~/domain/questionnaire/questionnaire";
import { list, QuestionnaireError, readNames, readText, readTextOrNull, record, text } from "./read-json";
import { type ReadQuestion, readElements } from "./read-question";

/**
 * Reads a SurveyJS definition as the questionnaire the rest of the house knows. Pure and without a model: the same JSON
 * gives the same questionnaire on both sides.
 * @param definition  parsed JSON, as published
 * @throws QuestionnaireError  on what `lint` refuses; a published definition never throws
 */
export function readQuestionnaire(definition: unknown): Questionnaire {
  const root = record(definition);
  const vigie = record(root.vigie);
  if (typeof vigie.id !== "string" || typeof vigie.version !== "number") {
    throw new QuestionnaireError("vigie", "The definition has no vigie.id and vigie.version");
  }
  const found: ReadQuestion[] = [];
  const sections = list(root.pages).map((page, number) => readSection(record(page), number, found));
  const questions = new Map(found.map((entry) => [entry.question.name, entry.question]));
  if (questions.size !== found.length) throw new QuestionnaireError("vigie", "Two questions have the same name");
  return {
    id: vigie.id,
    version: vigie.version,
    title: readText(root.title),
    sections,
    questions,
    items: new Map(found.flatMap((entry) => itemsOf(entry.question)).map((item) => [item.path, item])),
    checks: list(vigie.checks).map(readCheck),
  };
}

function readSection(page: Record<string, unknown>, number: number, found: ReadQuestion[]): Section {
  const name = text(page.name);
  const elements = readElements(list(page.elements), name);
  found.push(...elements);
  const own = elements.filter((entry) => entry.question.panel === null);
  return {
    name,
    number,
    title: readText(page.title),
    shortTitle: readTextOrNull(page.shortTitle) ?? readText(page.title),
    description: readTextOrNull(page.description),
    questions: own.map((entry) => entry.question.name),
    tables: readTables(own),
  };
}

/** A titled panel is one table with all its questions; outside of one, a grid and a repeated panel are tables. */
function readTables(own: ReadQuestion[]): Section["tables"] {
  const tables: Section["tables"] = [];
  for (const { question, table } of own) {
    const stands = question.kind === "figuregrid" || question.kind === "panel";
    const at = table ?? (stands ? { name: question.name, title: question.title } : null);
    if (at === null) continue;
    const former = tables.find((entry) => entry.name === at.name);
    if (former) former.questions.push(question.name);
    else tables.push({ ...at, questions: [question.name] });
  }
  return tables;
}

function readCheck(entry: unknown): WrittenCheck {
  const check = record(entry);
  const level = check.level === "error" || check.level === "info" ? check.level : "warning";
  return {
    name: text(check.name),
    section: text(check.section),
    level,
    at: readNames(check.at),
    holds: text(check.holds),
    text: readText(check.text),
  };
}

/** The parameters of a definition with the words and the code they have unless a round says others. */
export function parametersOf(definition: unknown): Record<string, Parameter> {
  const parameters = Object.entries(record(record(record(definition).vigie).parameters));
  return Object.fromEntries(parameters.map(([name, written]) => [name, readParameter(record(written))]));
}

function readParameter(written: Record<string, unknown>): Parameter {
  const codes = text(written.codes);
  const code = text(written.code);
  return { ...readText(written), ...(codes === "" ? {} : { codes }), ...(code === "" ? {} : { code }) };
}
