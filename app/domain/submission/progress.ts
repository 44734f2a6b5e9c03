import { askedCells, toCellPath } from "~/domain/questionnaire/grid";
import type { Question, Section } from "~/domain/questionnaire/questionnaire";

/**
 * How much of a part of a questionnaire is answered. `figures`: are figures counted, or questions where no figure is asked?
 * `hidden`: nothing in it is asked now.
 */
export type Progress = { known: number; asked: number; figures: boolean; hidden: boolean };

/** What stands: paths that hold an answer, and names of the questions that are not asked now (survey/hidden-now.ts). */
export type Stand = { answered: ReadonlySet<string>; hidden: ReadonlySet<string> };

/**
 * Counts what is answered of what is asked now: each figure of a grid, each figure alone; where a part asks for no figure,
 * its questions. A remark nobody has to make is not counted beside others, so that a part can be full without it.
 * Figures inside of repeated panels count with their rows' list only: nobody knows how many rows there will be.
 * @param names  questions of the part
 */
export function progressOf(
  questions: ReadonlyMap<string, Question>,
  names: readonly string[],
  { answered, hidden }: Stand,
): Progress {
  const own = names.flatMap((name) => (hidden.has(name) ? [] : (questions.get(name) ?? [])));
  const figures = own.flatMap((question) => {
    if (question.kind === "figure") return [question.name];
    return question.kind === "figuregrid"
      ? askedCells(question).map((cell) => `${question.name}/${toCellPath(cell)}`)
      : [];
  });
  if (figures.length > 0)
    return {
      known: figures.filter((path) => answered.has(path)).length,
      asked: figures.length,
      figures: true,
      hidden: false,
    };
  const typed = own.filter(({ kind }) => kind !== "computed");
  const wanted = typed.filter(({ kind, required }) => kind !== "comment" || required);
  const asked = wanted.length > 0 ? wanted : typed;
  const known = asked.filter(({ name }) => hasAnswer(name, answered)).length;
  return { known, asked: asked.length, figures: false, hidden: own.length === 0 };
}

/** Progress of a section and of each of its tables. */
export function progressOfSection(
  questions: ReadonlyMap<string, Question>,
  section: Section,
  stand: Stand,
): Progress & { tables: Progress[] } {
  return {
    ...progressOf(questions, section.questions, stand),
    tables: section.tables.map((table) => progressOf(questions, table.questions, stand)),
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
