import type { Text } from "~/domain/dictionary/dictionary";
import type { Basis } from "~/domain/observation/period";

/**
 * A questionnaire as the rest of the house sees it: sections, questions and items, free of SurveyJS.
 * `app/survey/questionnaire/read-questionnaire.ts` makes it from a SurveyJS definition; nothing else does.
 */
export type Questionnaire = {
  /** `annual`, `rapid`: stays the same over versions. */
  id: string;
  version: number;
  title: Text;
  sections: Section[];
  questions: ReadonlyMap<string, Question>;
  /** Every number and every coded answer tied to a series, by path; a row of an open table is `panel/{row}/question`. */
  items: ReadonlyMap<string, Item>;
  /** Rules written in the questionnaire (`checks` of a question or of the whole). */
  checks: WrittenCheck[];
};

/** One page of the definition: the unit of filling, submitting, reviewing and accepting. */
export type Section = {
  name: string;
  /** Shown before the title: 0, 1, 2 … in order of the definition. */
  number: number;
  title: Text;
  shortTitle: Text;
  description: Text | null;
  /** Names of its questions in order, panels flattened. */
  questions: string[];
  /** Tables of the section as the task list shows them (`4.4 By main drug`): a figure grid each, or a titled panel. */
  tables: { name: string; title: Text; questions: string[] }[];
};

export type QuestionKind =
  | "figure"
  | "figuregrid"
  | "text"
  | "number"
  | "date"
  | "comment"
  | "choice"
  | "choices"
  | "boolean"
  | "ranking"
  | "matrix"
  | "panel"
  | "computed";

export type Choice = { value: string; text: Text };

export type Question = {
  name: string;
  /** Given at first publication, alive through renames and versions. */
  questionId: string;
  section: string;
  kind: QuestionKind;
  title: Text;
  description: Text | null;
  /** Definition shown in the drawer and in the codebook. */
  definition: Text | null;
  /** Why figures asked like this must not be compared with those of the versions before; null = they may be. */
  breaksSeries: Text | null;
  required: boolean;
  /** Answers are personal data: kept in the erasable side table, never observed, never public. */
  personal: boolean;
  choices: Choice[];
  /** Is a free "other" text allowed beside the choices? */
  hasOther: boolean;
  /** Rows and columns of a matrix or figure grid; tabs of a figure grid (outermost). */
  rows: Choice[];
  columns: Choice[];
  tabs: Choice[];
  /** Questions of a repeated panel, by name; each is a question of its own with `panel` set. */
  members: string[];
  panel: string | null;
  unit: string | null;
  min: number | null;
  max: number | null;
  maxLength: number;
  maxRows: number;
  observe: Observe | null;
  /** Why a question feeds no series; printed in the codebook. */
  noSeries: string | null;
  /** Cells that are not asked (`ROW/COL`, `TAB/ROW/COL`): they cannot exist, e.g. a total of unlike things. */
  notAsked: ReadonlySet<string>;
  /** Grid shows computed totals: over rows = a row `_T` below, over columns = a column `_T` at the end (grid.ts). */
  totals: { rows: boolean; columns: boolean };
  /** Tree of rows: child row → parent row (a drug under its group); a computed sum adds first-level rows only. */
  rowParents: Record<string, string>;
};

/** `observe` as written in a definition; model.md §3. */
export type Observe = {
  indicator?: string;
  fixed?: Record<string, string>;
  rows?: string;
  columns?: string;
  tabs?: string;
  from?: Record<string, string>;
  unit?: string;
  /** Rows with a unit of their own (tablets beside kilograms), row → unit. */
  units?: Record<string, string>;
  /** What a period of this question means, period.ts `bases`; absent = year of event. */
  basis?: Basis;
};

export type MeasurePart = "v" | "lo" | "hi" | "n";

/** One number (or coded answer) a questionnaire asks for, tied to a series. */
export type Item = {
  path: string;
  question: string;
  section: string;
  indicator: string;
  /** Empty = the indicator's own unit, which a questionnaire need not repeat. */
  unit: string;
  /** Dimension → code as the question says it; a dimension not named is a total, one of `from` is taken from an answer. */
  codes: Record<string, string>;
  /** Years before the reference period of the round (row `Y1` = 1). */
  yearsBack: number;
  part: MeasurePart;
  basis: Basis;
  /** Dimension (or PERIOD) → question of the same panel row that holds it. */
  from: Record<string, string>;
};

export type WrittenCheck = {
  name: string;
  section: string;
  level: "error" | "warning" | "info";
  /** Paths the rule is about; the first is where the finding stands. */
  at: string[];
  /** SurveyJS expression that is true when all is well; figures are read by `figure({q}, 'ROW', 'COL')`. */
  holds: string;
  text: Text;
};

/** First part of a path: the question's name. */
export function questionOf(path: string): string {
  const at = path.indexOf("/");
  return at < 0 ? path : path.slice(0, at);
}

/** The question a path belongs to: its first part, or in a repeated panel (`panel/row/question`) its third. */
export function questionAt<Q extends { kind: string }>(questions: ReadonlyMap<string, Q>, path: string): Q | undefined {
  const [first, , third] = path.split("/");
  const question = questions.get(first ?? "");
  return question?.kind === "panel" && third !== undefined ? (questions.get(third) ?? question) : question;
}

/** Does the delegation (a list of path prefixes) cover the path? A prefix covers whole parts only: `deaths` not `deaths2`. */
export function covers(prefixes: readonly string[], path: string): boolean {
  return prefixes.some((prefix) => prefix === path || path.startsWith(`${prefix}/`));
}
