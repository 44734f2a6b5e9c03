import { type Dictionary, other, total } from "~/domain/dictionary/dictionary";
import type { Place } from "~/domain/questionnaire/answers";
import { parameterRead } from "~/domain/questionnaire/parameters";
import type { Item, Questionnaire } from "~/domain/questionnaire/questionnaire";
import type { Observation } from "./observation";
import { back, type Period, parsePeriod } from "./period";
import { type SeriesId, toSeriesId } from "./series";

/** Answers that stand, by path, each with the seq of its last change. */
export type Answers = ReadonlyMap<string, { value: unknown; seq: number }>;

/** What an observation is about, before its value is known. */
export type About = Pick<Observation, "series" | "indicator" | "unit" | "codes" | "period" | "basis" | "coverage"> & {
  /** Persons in the sample, as said beside the table. */
  sample: number | null;
};

/** `missing`: path of the answer that should name the dimension and does not. */
export type Unplaced = { missing: string };

/**
 * Names the series and period of an item. Dimensions of `from` are read from the answers of the same panel row, or from a
 * question of the section outside of it (the coverage of a whole table).
 *
 * `from` may name, besides dimensions: `PERIOD` (a year, a month or a day, whose year counts), `UNIT`, `COVERAGE` with
 * `COVERAGE_PLACE` (text) and `COVERAGE_SHARE` (percent), and `SAMPLE` (persons a survey rests on). Coverage not said is
 * national.
 * @throws  an indicator the dictionary does not know: lint has refused such a questionnaire; a code that is a parameter of the
 *          round, when the questionnaire was not read with the round's parameters
 */
export function placeItem(
  item: Item,
  place: Place,
  known: { questionnaire: Questionnaire; dictionary: Dictionary; answers: Answers; referencePeriod: Period },
): About | Unplaced {
  const indicator = known.dictionary.indicators.get(item.indicator);
  if (!indicator) throw new Error(`The dictionary has no indicator ${item.indicator}, asked at ${item.path}`);
  const codes = { ...item.codes };
  const fixed = staticSeriesOf(item, known.dictionary);
  let unit = item.unit || indicator.unit;
  let period: string = back(known.referencePeriod, item.yearsBack);
  const share: NonNullable<About["coverage"]> = { place: null, share: null };
  let sample: number | null = null;
  for (const [dimension, question] of Object.entries(item.from)) {
    const at = pathOf(question, place, known.questionnaire);
    const value = known.answers.get(at)?.value ?? null;
    if (dimension === "COVERAGE_PLACE") share.place = typeof value === "string" ? value : null;
    else if (dimension === "COVERAGE_SHARE") share.share = numberOf(value);
    else if (dimension === "SAMPLE") sample = numberOf(value);
    else if (dimension === "PERIOD") {
      const read = readPeriod(value);
      if (!read) return { missing: at };
      period = read;
    } else {
      const code = readCode(value) ?? (dimension === "COVERAGE" ? total : null);
      if (code === null) return { missing: at };
      if (dimension === "UNIT") unit = code;
      else codes[dimension] = code;
    }
  }
  for (const dimension of indicator.dimensions) codes[dimension] ??= total;
  return {
    series:
      fixed && (codes.COVERAGE ?? total) === (item.codes.COVERAGE ?? total)
        ? fixed
        : toSeriesId({ indicator: indicator.code, unit, codes }, known.dictionary),
    indicator: indicator.code,
    unit,
    codes,
    period,
    basis: item.basis,
    coverage: share.place !== null || share.share !== null ? share : null,
    sample,
  };
}

/** Does a name in `from` say which series is meant? Coverage and sample only stand beside the figure. */
export function namesSeries(dimension: string): boolean {
  return !dimension.startsWith("COVERAGE") && dimension !== "SAMPLE";
}

/**
 * The series and years back of an item whose dimensions all stand in the questionnaire; null where an answer names one.
 * Two items with the same one would say the same number twice.
 */
export function staticSeries(item: Item, dictionary: Dictionary): string | null {
  const series = staticSeriesOf(item, dictionary);
  return series === null ? null : `${series}|${item.yearsBack}`;
}

/** Items stand as long as their questionnaire does: their series are written once for each dictionary. */
const seriesOf = new WeakMap<Item, { dictionary: Dictionary; series: SeriesId | null }>();

function staticSeriesOf(item: Item, dictionary: Dictionary): SeriesId | null {
  const known = seriesOf.get(item);
  if (known?.dictionary === dictionary) return known.series;
  const unread = Object.values(item.codes).find((code) => parameterRead(code) !== null);
  if (unread) throw new Error(`${item.path} is observed without the code of the round's ${unread}`);
  const own = dictionary.indicators.get(item.indicator);
  const open = Object.keys(item.from).some(namesSeries);
  const series =
    own && !open
      ? toSeriesId({ indicator: own.code, unit: item.unit || own.unit, codes: item.codes }, dictionary)
      : null;
  seriesOf.set(item, { dictionary, series });
  return series;
}

function pathOf(name: string, place: Place, questionnaire: Questionnaire): string {
  const question = questionnaire.questions.get(name);
  return question?.panel && question.panel === place.question.panel ? `${question.panel}/${place.rowId}/${name}` : name;
}

function readPeriod(value: unknown): Period | null {
  const number = numberOf(value);
  if (number !== null) return parsePeriod(String(number));
  if (typeof value !== "string") return null;
  return parsePeriod(/^\d{4}-\d\d(-\d\d)?$/.test(value) ? value.slice(0, 4) : value);
}

function readCode(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? (value === "other" ? other : value) : null;
}

function numberOf(value: unknown): number | null {
  const found = typeof value === "object" && value !== null && "v" in value ? value.v : value;
  return typeof found === "number" && Number.isFinite(found) ? found : null;
}
