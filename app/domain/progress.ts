import { askedCells, toCellPath } from "./grid";
import type { Question, Section } from "./questionnaire";

/** How much of a part of a questionnaire is answered. */
export type Progress = { known: number; asked: number };

/**
 * Counts what is answered: each figure of a grid, each figure alone; where a part asks for no figure, its questions.
 * Figures inside of repeated panels count with their rows' list only: nobody knows how many rows there will be.
 * @param names     questions of the part
 * @param answered  paths that hold an answer
 */
export function progressOf(
  questions: ReadonlyMap<string, Question>,
  names: readonly string[],
  answered: ReadonlySet<string>,
): Progress {
  const own = names.flatMap((name) => questions.get(name) ?? []);
  const figures = own.flatMap((question) => {
    if (question.kind === "figure") return [question.name];
    return question.kind === "figuregrid"
      ? askedCells(question).map((cell) => `${question.name}/${toCellPath(cell)}`)
      : [];
  });
  if (figures.length > 0) return { known: figures.filter((path) => answered.has(path)).length, asked: figures.length };
  const asked = own.filter(({ kind }) => kind !== "computed");
  return { known: asked.filter(({ name }) => hasAnswer(name, answered)).length, asked: asked.length };
}

/** Progress of a section and of each of its tables. */
export function progressOfSection(
  questions: ReadonlyMap<string, Question>,
  section: Section,
  answered: ReadonlySet<string>,
): Progress & { tables: Progress[] } {
  return {
    ...progressOf(questions, section.questions, answered),
    tables: section.tables.map((table) => progressOf(questions, table.questions, answered)),
  };
}

/** Has anything in the section been answered? */
export function isBegun(section: Section, answered: ReadonlySet<string>): boolean {
  return section.questions.some((name) => hasAnswer(name, answered));
}

function hasAnswer(name: string, answered: ReadonlySet<string>): boolean {
  if (answered.has(name)) return true;
  for (const path of answered) if (path.startsWith(`${name}/`) && path !== `${name}/#comment`) return true;
  return false;
}
