import { askedCells, toCellPath } from "./grid";
import type { Item, MeasurePart, Question } from "./questionnaire";

/**
 * Lists the items of a question: each number or coded answer it ties to a series, by path. Rows of a repeated panel share
 * one item, `panel/{row}/question`; typed totals are no items, `itemAt` makes them where one is typed.
 */
export function itemsOf(question: Question): Item[] {
  if (question.observe === null || question.personal) return [];
  const at = question.panel === null ? question.name : `${question.panel}/{row}/${question.name}`;
  if (question.kind === "figuregrid") {
    return askedCells(question).map((cell) => itemAt(question, `${at}/${toCellPath(cell)}`, cell));
  }
  if (question.kind === "matrix") {
    return question.rows.map((row) =>
      itemAt(question, `${at}/${row.value}`, { row: row.value, column: null, tab: null }),
    );
  }
  if (question.kind === "panel" || question.kind === "computed") return [];
  return [itemAt(question, at, { row: null, column: null, tab: null })];
}

type Place = { tab: string | null; row: string | null; column: string | null };

/**
 * Makes the item of one place of a question.
 * @param place  codes of the row, column and tab; `_T` where a total stands
 */
export function itemAt(question: Question, path: string, place: Place): Item {
  const observe = question.observe ?? {};
  const said = [
    [observe.tabs, place.tab],
    [observe.rows, place.row],
    [observe.columns, place.column],
  ] as const;
  const item: Item = {
    path,
    question: question.name,
    section: question.section,
    indicator: observe.indicator ?? "",
    unit: (place.row === null ? undefined : observe.units?.[place.row]) ?? observe.unit ?? question.unit ?? "",
    codes: { ...observe.fixed },
    yearsBack: 0,
    part: "v",
    basis: observe.basis ?? "year-of-event",
    from: { ...observe.from },
  };
  for (const [axis, code] of said) {
    if (axis === undefined || code === null) continue;
    if (axis === "INDICATOR") item.indicator = code;
    else if (axis === "PERIOD") item.yearsBack = yearsBack(code);
    else if (axis === "MEASURE") item.part = measurePart(code);
    else item.codes[axis] = code;
  }
  return item;
}

/** The part of a figure one place of a question asks for: the value itself unless an axis says otherwise. */
export function partAt({ observe }: Question, place: Place): MeasurePart {
  if (observe?.columns === "MEASURE" && place.column !== null) return measurePart(place.column);
  if (observe?.rows === "MEASURE" && place.row !== null) return measurePart(place.row);
  return observe?.tabs === "MEASURE" && place.tab !== null ? measurePart(place.tab) : "v";
}

/** `Y0` is the reference period, `Y1` a year before. */
function yearsBack(code: string): number {
  return /^Y[0-9]$/.test(code) ? Number(code.slice(1)) : 0;
}

const measures: Record<string, MeasurePart> = { V: "v", LO: "lo", HI: "hi", N: "n" };

function measurePart(code: string): MeasurePart {
  return measures[code] ?? "v";
}
