import { type Dictionary, total } from "~/domain/dictionary/dictionary";
import type { Figure, StatusCode } from "~/domain/figure/figure";
import { namesSeries } from "~/domain/observation/observe-series";
import { back, type Period } from "~/domain/observation/period";
import { toSeriesId } from "~/domain/observation/series";
import { partsOfTotal, toCellPath, totalCells } from "~/domain/questionnaire/grid";
import type { Item, Questionnaire } from "~/domain/questionnaire/questionnaire";

/** A value that stands accepted for a series and period, as far as it is shown beside a new one. */
export type AcceptedPoint = {
  series: string;
  period: string;
  value: number | null;
  code: string | null;
  flags: readonly StatusCode[];
  lt?: number | null;
  lo?: number | null;
  hi?: number | null;
  n?: number | null;
};

export type LastAccepted = { period: string; figure: Figure } | { period: string; code: string };

/** Most values accepted before that are shown of one figure. */
const mostShown = 5;

/**
 * Finds for each figure and coded answer of a questionnaire the values accepted before, newest first.
 *
 * The reference period is left out (it is what is being typed); an old year of a grid over years begins with the very
 * year it corrects. Rows of open tables have no value before: which row was the same cannot be known. Where the coverage
 * is an answer of its own, the national value is shown.
 */
export function lastAccepted(
  questionnaire: Questionnaire,
  points: Iterable<AcceptedPoint>,
  { dictionary, referencePeriod }: { dictionary: Dictionary; referencePeriod: Period },
): Map<string, LastAccepted[]> {
  const bySeries = new Map<string, AcceptedPoint[]>();
  for (const point of points) bySeries.set(point.series, [...(bySeries.get(point.series) ?? []), point]);
  for (const values of bySeries.values()) values.sort((a, b) => (a.period < b.period ? 1 : -1));
  const found = new Map<string, LastAccepted[]>();
  for (const item of [...questionnaire.items.values(), ...totalsOf(questionnaire)]) {
    if (Object.keys(item.from).some(namesSeries) || !dictionary.indicators.has(item.indicator)) continue;
    const latest = item.yearsBack === 0 ? back(referencePeriod, 1) : back(referencePeriod, item.yearsBack);
    const values = (bySeries.get(toSeriesId(item, dictionary)) ?? [])
      .filter(({ period }) => period <= latest)
      .slice(0, mostShown);
    const shown = values.flatMap((point) => toShown(point, item.part));
    if (shown.length > 0) found.set(item.path, shown);
  }
  return found;
}

/** A value accepted before as it is shown; empty when it says nothing of the part. */
export function toShown(point: AcceptedPoint, part: Item["part"]): LastAccepted[] {
  const { period, code, flags } = point;
  if (part !== "v") {
    const measure = point[part];
    return typeof measure === "number" ? [{ period, figure: { v: measure } }] : [];
  }
  if (code !== null) return [{ period, code }];
  if (point.value === null && flags.length === 0) return [];
  const f = flags.length > 0 ? { f: [...flags] } : {};
  return [
    { period, figure: typeof point.lt === "number" ? { v: null, lt: point.lt, ...f } : { v: point.value, ...f } },
  ];
}

/** Totals are no items, but their series are: those of their parts without the dimension that is added up. */
function totalsOf(questionnaire: Questionnaire): Item[] {
  return [...questionnaire.questions.values()].flatMap((question) => {
    if (question.kind !== "figuregrid" || question.panel !== null || !question.observe) return [];
    const { rows, columns } = question.observe;
    return totalCells(question).flatMap((cell): Item[] => {
      const first = partsOfTotal(question, cell)[0];
      const part = first && questionnaire.items.get(`${question.name}/${toCellPath(first)}`);
      if (!part) return [];
      const codes = { ...part.codes };
      for (const [axis, code] of [
        [rows, cell.row],
        [columns, cell.column],
      ] as const) {
        if (code !== total) continue;
        if (axis === undefined || !(axis in codes)) return [];
        codes[axis] = total;
      }
      return [{ ...part, path: `${question.name}/${toCellPath(cell)}`, codes }];
    });
  });
}
