import { type Dictionary, total } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import type { Item, Questionnaire } from "~/domain/questionnaire/questionnaire";
import { type AcceptedPoint, toShown } from "./last-accepted";

/** A value accepted before, with what its series is about. */
export type AcceptedOfSeries = AcceptedPoint & {
  indicator: string;
  unit: string;
  /** Dimension → code, without totals. */
  codes: Readonly<Record<string, string>>;
};

/** A row of an open table as it was accepted before: what it was about, and its figures. */
export type AcceptedRow = {
  period: string;
  /** What the row was about: the question that asks it, and the code answered there. */
  about: { question: string; code: string }[];
  figures: { question: string; figure: Figure }[];
};

/** Most rows accepted before that are shown of one open table. */
const mostShown = 6;

/** What `from` names besides dimensions that a series keeps. */
const beside = new Set(["PERIOD", "COVERAGE_PLACE", "COVERAGE_SHARE", "SAMPLE"]);

/**
 * Finds for each open table the rows accepted before, newest first; figures of one period that are about the same
 * (method, substance …) are one row. Which new row goes on from which is for the person to say: none is matched.
 *
 * @param points  accepted values of the country, of any series
 * @returns       by name of the open table; tables without any are absent
 */
export function lastAcceptedRows(
  questionnaire: Questionnaire,
  points: Iterable<AcceptedOfSeries>,
  dictionary: Dictionary,
): Map<string, AcceptedRow[]> {
  const all = [...points];
  const found = new Map<string, AcceptedRow[]>();
  for (const panel of questionnaire.questions.values()) {
    if (panel.kind !== "panel") continue;
    const items = [...questionnaire.items.values()].filter(
      (item) => item.part === "v" && panel.members.includes(item.question),
    );
    const rows = new Map<string, AcceptedRow>();
    for (const item of items) {
      for (const point of all) {
        const first = isOf(point, item, dictionary) ? toShown(point, "v")[0] : undefined;
        if (!first || !("figure" in first)) continue;
        const about = aboutOf(point, item);
        const key = JSON.stringify([point.period, about]);
        const row = rows.get(key) ?? { period: point.period, about, figures: [] };
        row.figures.push({ question: item.question, figure: withBounds(first.figure, point) });
        rows.set(key, row);
      }
    }
    const newest = [...rows].sort(([a, x], [b, y]) =>
      x.period === y.period ? (a < b ? -1 : 1) : x.period < y.period ? 1 : -1,
    );
    if (newest.length > 0)
      found.set(
        panel.name,
        newest.slice(0, mostShown).map(([, row]) => row),
      );
  }
  return found;
}

/** Can the value have come from this figure of a row? Dimensions the row itself answers may have any code. */
function isOf({ indicator, unit, codes }: AcceptedOfSeries, item: Item, dictionary: Dictionary): boolean {
  if (indicator !== item.indicator) return false;
  const own = item.unit === "" ? dictionary.indicators.get(indicator)?.unit : item.unit;
  if (!("UNIT" in item.from) && unit !== own) return false;
  const dimensions = new Set([...Object.keys(codes), ...Object.keys(item.codes)]);
  for (const dimension of dimensions) {
    if (dimension in item.from) continue;
    if ((codes[dimension] ?? total) !== (item.codes[dimension] ?? total)) return false;
  }
  return true;
}

function aboutOf({ unit, codes }: AcceptedOfSeries, { from }: Item): AcceptedRow["about"] {
  return Object.entries(from).flatMap(([dimension, question]) => {
    const code = dimension === "UNIT" ? unit : codes[dimension];
    return beside.has(dimension) || code === undefined || code === total ? [] : [{ question, code }];
  });
}

function withBounds(figure: Figure, { lo, hi }: AcceptedPoint): Figure {
  return {
    ...figure,
    ...(typeof lo === "number" ? { lo } : {}),
    ...(typeof hi === "number" ? { hi } : {}),
  };
}
