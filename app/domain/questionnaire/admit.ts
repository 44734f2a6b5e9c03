import type { Finding, FindingCode } from "~/domain/check/finding";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import { isRowId, locate, type Place } from "./answers";
import { partsOfTotal, toCellPath } from "./grid";
import { partAt } from "./items";
import type { Question, Questionnaire } from "./questionnaire";

/**
 * First sieve: is the answer one we asked for, and of its kind? Fails closed, never throws, whatever the change holds.
 *
 * It stands first because SurveyJS's own validation is no trust boundary (facts/surveyjs.md §3): after it nobody looks at
 * kinds again. `null` clears and is always admitted where the path is. A typed total is legal only while a part of it has no
 * value, which needs the other answers.
 * @param change   path and value as they came from outside
 * @param answers  the answers that stand, by path; absent = typed totals are not weighed here
 * @returns        empty = admitted; every finding is an error
 */
export function admit(
  questionnaire: Questionnaire,
  change: { path: unknown; value: unknown },
  answers?: ReadonlyMap<string, unknown>,
): Finding[] {
  const at = typeof change.path === "string" ? change.path.slice(0, 300) : "";
  const place = locate(questionnaire, change.path);
  if (!place) return [finding(at, "unknown-path")];
  if (place.question.kind === "computed") return [finding(at, "computed-not-typed")];
  if (change.value === null) return [];
  const found = weigh(place, change.value);
  if (found.length > 0) return found.map((said) => finding(at, said.code, said.detail));
  if (place.part.kind !== "total" || !answers || !partsHaveValues(place, at, answers)) return [];
  return [finding(at, "total-with-parts")];
}

type Said = { code: FindingCode; detail?: Record<string, string | number> };

function weigh({ question, part }: Place, value: unknown): Said[] {
  switch (part.kind) {
    case "comment":
      return weighText(value, question.maxLength);
    case "rows":
      return weighRows(value, question.maxRows);
    case "cell":
      return partAt(question, part.cell) === "n" ? weighSampleSize(value) : weighFigure(value, question);
    case "total":
      return weighFigure(value, question);
    case "matrix-row":
      return weighChoice(value, question.columns, false);
    case "answer":
      return weighAnswer(value, question);
  }
}

function weighAnswer(value: unknown, question: Question): Said[] {
  switch (question.kind) {
    case "figure":
      return weighFigure(value, question);
    case "text":
    case "comment":
      return weighText(value, question.maxLength);
    case "number":
      return weighNumber(value, question);
    case "date":
      return typeof value === "string" && isDate(value)
        ? []
        : [{ code: typeof value === "string" ? "bad-date" : "not-of-its-kind" }];
    case "boolean":
      return typeof value === "boolean" ? [] : [{ code: "not-of-its-kind" }];
    case "choice":
      return weighChoice(value, question.choices, question.hasOther);
    case "choices":
      return weighChoices(value, question);
    case "ranking":
      return weighChoices(value, question);
    default:
      // A whole grid, matrix or panel comes part by part; a computed question is never typed.
      return [{ code: "not-of-its-kind" }];
  }
}

function weighFigure(value: unknown, question: Question): Said[] {
  const figure = parseFigure(value);
  if (isProblem(figure)) return [{ code: figure.problem }];
  const numbers = [figure.v, figure.lt ?? null, figure.lo ?? null, figure.hi ?? null];
  return numbers.flatMap((number) => (number === null ? [] : weighRange(number, question))).slice(0, 1);
}

/** A column of sample sizes counts persons or samples; the limits of the question are about its values. */
function weighSampleSize(value: unknown): Said[] {
  const figure = parseFigure(value);
  if (isProblem(figure)) return [{ code: figure.problem }];
  const whole = figure.v === null || (Number.isInteger(figure.v) && figure.v >= 0);
  return whole ? [] : [{ code: "sample-size-not-whole" }];
}

function weighNumber(value: unknown, question: Question): Said[] {
  if (typeof value !== "number" || !Number.isFinite(value) || Object.is(value, -0))
    return [{ code: "not-of-its-kind" }];
  return Math.abs(value) > 1e15 ? [{ code: "number-out-of-range" }] : weighRange(value, question);
}

function weighRange(value: number, { min, max }: Question): Said[] {
  if ((min === null || value >= min) && (max === null || value <= max)) return [];
  const limits = { ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) };
  return [{ code: "out-of-range", detail: limits }];
}

function weighText(value: unknown, longest: number): Said[] {
  if (typeof value !== "string") return [{ code: "not-of-its-kind" }];
  return value.length > longest ? [{ code: "text-too-long", detail: { longest, length: value.length } }] : [];
}

function weighChoice(value: unknown, choices: readonly { value: string }[], hasOther: boolean): Said[] {
  if (typeof value !== "string") return [{ code: "not-of-its-kind" }];
  return isChoice(value, choices, hasOther) ? [] : [{ code: "unknown-choice" }];
}

function weighChoices(value: unknown, question: Question): Said[] {
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== "string")) return [{ code: "not-of-its-kind" }];
  if (value.length > question.choices.length + 1 || new Set(value).size !== value.length)
    return [{ code: "unknown-choice" }];
  return value.every((entry) => isChoice(entry, question.choices, question.hasOther))
    ? []
    : [{ code: "unknown-choice" }];
}

function isChoice(value: string, choices: readonly { value: string }[], hasOther: boolean): boolean {
  return choices.some((choice) => choice.value === value) || (hasOther && value === "other");
}

function weighRows(value: unknown, most: number): Said[] {
  if (!Array.isArray(value)) return [{ code: "not-of-its-kind" }];
  if (value.length > most) return [{ code: "too-many-rows", detail: { most, rows: value.length } }];
  return value.every(isRowId) && new Set(value).size === value.length ? [] : [{ code: "not-of-its-kind" }];
}

/** An ISO day or month that exists: `2024-02-29`, `2024-02`. */
function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), match[3] === undefined ? 1 : Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= days[month - 1]!;
}

/** Has every part of the total at `path` a value? Then the total is computed and not typed. */
function partsHaveValues(place: Place, path: string, answers: ReadonlyMap<string, unknown>): boolean {
  if (place.part.kind !== "total") return false;
  const grid = path.slice(0, path.length - toCellPath(place.part.cell).length);
  return partsOfTotal(place.question, place.part.cell).every((part) => {
    const read = parseFigure(answers.get(grid + toCellPath(part)));
    return !isProblem(read) && read.v !== null;
  });
}

function finding(at: string, code: FindingCode, detail?: Record<string, string | number>): Finding {
  return { level: "error", code, at, check: code, ...(detail ? { detail } : {}) };
}
