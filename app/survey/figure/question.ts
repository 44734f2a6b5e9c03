import { CustomError, ElementFactory, FunctionFactory, Question, Serializer, type SurveyError } from "survey-core";
import { type Figure, isProblem, parseFigure } from "~/domain/figure/figure";
import { askedCells, figureAt, type GridShape } from "~/domain/questionnaire/grid";

/**
 * The question types `figure` and `figuregrid`, the properties Vigie adds to a SurveyJS definition, and the expression
 * function `figure()`. No DOM: the server settles with the same classes the browser fills with.
 */

/** One figure. `{ v: 0 }` and `{ v: null, f: ["L"] }` are answers, `{ v: null }` is none. */
export class FigureQuestion extends Question {
  override getType(): string {
    return "figure";
  }

  override isEmpty(): boolean {
    return this.value === undefined || this.value === null || isEmptyFigure(this.value);
  }

  protected override onCheckForErrors(errors: SurveyError[], isOnValueChanged: boolean, fireCallback: boolean): void {
    super.onCheckForErrors(errors, isOnValueChanged, fireCallback);
    if (this.isEmpty()) return;
    const read = parseFigure(this.value);
    if (isProblem(read)) errors.push(new FigureError(read.problem, this));
  }
}

/** A table of figures, `{ ROW: { COL: figure } }`, with tabs `{ TAB: { ROW: { COL: figure } } }`. */
export class FigureGridQuestion extends Question {
  override getType(): string {
    return "figuregrid";
  }

  /** The grid as the domain knows it; the definition is read as written, unknown shapes give an empty grid. */
  get shape(): GridShape {
    return {
      rows: entries(this.getPropertyValue("rows")),
      columns: entries(this.getPropertyValue("columns")),
      tabs: entries(this.getPropertyValue("tabs")),
      notAsked: new Set(list(this.getPropertyValue("notAsked")).filter((path) => typeof path === "string")),
      totals: readTotals(this.getPropertyValue("totals")),
      rowParents: readParents(this.getPropertyValue("rows")),
    };
  }

  override isEmpty(): boolean {
    return !hasFigure(this.value, 0);
  }

  /** A required grid wants a value or a reason in each asked cell; a half grid is refused. */
  override hasRequiredError(): boolean {
    return this.isRequired && this.missingCells().length > 0;
  }

  /**
   * Cells without value and without reason. An empty old year means "unchanged", bounds and sample sizes are not
   * everybody's: both are asked but never demanded.
   */
  missingCells() {
    const observe = record(this.getPropertyValue("observe"));
    return askedCells(this.shape).filter(
      (cell) =>
        figureAt(this.value, cell) === undefined &&
        [
          [observe.rows, cell.row],
          [observe.columns, cell.column],
          [observe.tabs, cell.tab],
        ].every(([axis, code]) => !isOptional(axis, code)),
    );
  }
}

/** Says by its code what is wrong with a figure; the sentence is i18n/findings.ts. */
export class FigureError extends CustomError {
  override getErrorType(): string {
    return "figure";
  }
}

let registered = false;

/** Makes SurveyJS know our types, properties and function; call it before any Model, as often as you like. */
export function registerFigures(): void {
  if (registered) return;
  registered = true;
  // Without own get and set SurveyJS splices an array into the value of the getter, and it is lost without a word.
  Serializer.addProperty("question", asWritten("observe"));
  Serializer.addProperty("question", { name: "noSeries", isLocalizable: true });
  Serializer.addProperty("question", { name: "definition", isLocalizable: true });
  Serializer.addProperty("question", { name: "breaksSeries", isLocalizable: true });
  Serializer.addProperty("question", { name: "personal:boolean", default: false });
  Serializer.addProperty("question", { name: "questionId" });
  Serializer.addProperty("question", { name: "replaces" });
  Serializer.addProperty("page", { name: "shortTitle", isLocalizable: true });
  Serializer.addProperty("panel", { name: "shortTitle", isLocalizable: true });
  Serializer.addProperty("survey", asWritten("vigie"));
  const numbers = ["unit", "min", "max"];
  Serializer.addClass("figure", numbers.map(asWritten), () => new FigureQuestion(""), "question");
  Serializer.addClass(
    "figuregrid",
    [...numbers, "rows", "columns", "tabs", "totals", "notAsked"].map(asWritten),
    () => new FigureGridQuestion(""),
    "question",
  );
  ElementFactory.Instance.registerElement("figure", (name) => new FigureQuestion(name));
  ElementFactory.Instance.registerElement("figuregrid", (name) => new FigureGridQuestion(name));
  FunctionFactory.Instance.register("figure", (params) => figureValue(params));
  FunctionFactory.Instance.register("hasvalue", (params) => valueIn(params) !== null);
}

/**
 * `figure({q})`, `figure({q}, 'ROW', 'COL')`, `figure({q}, 'TAB', 'ROW', 'COL')`: the value as a number, null when there
 * is none, so that no comparison takes a missing figure for zero. `empty` cannot follow a function in SurveyJS:
 * `hasvalue({q}, 'ROW', 'COL')` asks whether there is a value.
 */
function figureValue(params: unknown[]): number | null {
  const value = valueIn(params);
  if (value === null) missing++;
  return value;
}

let missing = 0;

/** Runs an expression and tells how many figures without value `figure()` met in it. */
export function countMissing<T>(run: () => T): { outcome: T; missing: number } {
  missing = 0;
  const outcome = run();
  return { outcome, missing };
}

function valueIn([answer, ...keys]: unknown[]): number | null {
  let found: unknown = answer;
  for (const key of keys) {
    if (typeof found !== "object" || found === null || typeof key !== "string" || !Object.hasOwn(found, key))
      return null;
    found = record(found)[key];
  }
  const value = record(found).v;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A property kept as it was written. Asking SurveyJS for an unset one asks us again, without end: hence `without default`. */
function asWritten(name: string) {
  return {
    name,
    onSetValue: (owner: Owner, value: unknown) => owner.setPropertyValue(name, value),
    onGetValue: (owner: Owner) => owner.getPropertyValueWithoutDefault(name),
  };
}

type Owner = {
  setPropertyValue(name: string, value: unknown): void;
  getPropertyValueWithoutDefault(name: string): unknown;
};

function isEmptyFigure(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const figure: Partial<Figure> = value;
  const reasons = Array.isArray(figure.f) ? figure.f : [];
  return (figure.v === null || figure.v === undefined) && figure.lt === undefined && reasons.length === 0;
}

/** Anything that is not an empty figure counts as an answer: `admit` has refused what is none. */
function hasFigure(value: unknown, depth: number): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== "object") return true;
  if (Object.hasOwn(value, "v") || Object.hasOwn(value, "f") || depth > 2) return !isEmptyFigure(value);
  return Object.values(value).some((part) => hasFigure(part, depth + 1));
}

function isOptional(axis: unknown, code: unknown): boolean {
  return (axis === "PERIOD" && code !== "Y0") || (axis === "MEASURE" && code !== "V");
}

function entries(value: unknown): { value: string }[] {
  return list(value).flatMap((entry) => {
    const code = typeof entry === "string" ? entry : record(entry).value;
    return typeof code === "string" || typeof code === "number" ? [{ value: String(code) }] : [];
  });
}

function readParents(rows: unknown): Record<string, string> {
  const parents: Record<string, string> = {};
  for (const row of list(rows)) {
    const { value, parent } = record(row);
    if (typeof value === "string" && typeof parent === "string") parents[value] = parent;
  }
  return parents;
}

function readTotals(value: unknown): { rows: boolean; columns: boolean } {
  if (value === true) return { rows: true, columns: true };
  return { rows: record(value).rows === true, columns: record(value).columns === true };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
