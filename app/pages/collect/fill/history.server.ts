import { type Dictionary, total } from "~/domain/dictionary/dictionary";
import { type FigureHistory, figureHistory, type OwnPoint } from "~/domain/figure/history";
import { type About, namesSeries, placeItem } from "~/domain/observation/observe-series";
import { itemOfTotal } from "~/domain/observation/observe-totals";
import { parsePeriod } from "~/domain/observation/period";
import { toSeriesId } from "~/domain/observation/series";
import { locate } from "~/domain/questionnaire/answers";
import { itemAt } from "~/domain/questionnaire/items";
import type { Item } from "~/domain/questionnaire/questionnaire";
import { populationIndicator } from "~/domain/release/derived";
import type { PublishedPoint } from "~/domain/release/release";
import { pointsOf } from "~/release.server";
import type { Collection } from "~db/collection/client";
import { acceptedValues } from "~db/collection/observations";
import type { Release } from "~db/release/reader";
import type { FillReading } from "../fill-reading.server";

/*
 * The history of one figure, asked for when it is focused: two series of the release, kept decoded with it, and the
 * country's own values of one series.
 */

/** `no-series`: the figure feeds none. `row-incomplete`: its row does not say yet what it is about. */
export type HistoryAnswer = FigureHistory | { none: "no-series" | "row-incomplete" };

/**
 * Finds the history of the figure at a path; null when the questionnaire asks no figure there.
 * @param release  the newest one that may be read; null = nothing was released yet
 */
export function historyOfFigure(
  db: Collection,
  reading: FillReading,
  path: string,
  { dictionary, release }: { dictionary: Dictionary; release: Release | null },
): HistoryAnswer | null {
  const { asked, questionnaire, answers } = reading;
  const place = locate(questionnaire, path);
  const { part, question } = place ?? {};
  if (!place || !part || (question?.kind !== "figure" && question?.kind !== "figuregrid")) return null;
  if (question.observe === null || question.personal) return { none: "no-series" };
  const item =
    part.kind === "total"
      ? itemOfTotal(question, { cell: part.cell, path }, dictionary)
      : itemAt(question, path, part.kind === "cell" ? part.cell : { tab: null, row: null, column: null });
  const indicator = item && dictionary.indicators.get(item.indicator);
  const referencePeriod = parsePeriod(asked.referencePeriod);
  if (!item || !indicator || !referencePeriod) return { none: "no-series" };
  const about = placeItem(nationalOf(item), place, { questionnaire, dictionary, answers, referencePeriod });
  if ("missing" in about) return { none: "row-incomplete" };
  const points = release ? pointsOf(release, about.series) : [];
  return figureHistory(
    { period: about.period, part: item.part },
    ownValues(db, asked.country, about),
    points.filter(({ area }) => area === asked.country).map(toOwn),
    {
      ...{ indicator, unit: about.unit, points, area: asked.country, part: item.part },
      inhabitants: release ? pointsOf(release, inhabitantsIn(dictionary)) : [],
    },
  );
}

/** Where the coverage is an answer of its own the national series is shown, as beside the figure. */
function nationalOf(item: Item): Item {
  const from = Object.entries(item.from).filter(([dimension]) => namesSeries(dimension));
  return { ...item, codes: { ...item.codes, COVERAGE: total }, from: Object.fromEntries(from) };
}

function ownValues(db: Collection, area: string, { series }: About): OwnPoint[] {
  return [...acceptedValues(db, { area, series: [series] }).values()].flatMap((one) => {
    const [first] = one.observations;
    if (!first) return [];
    const { lt, lo, hi, n, breakBy } = first;
    const { period, value, code, flags } = one;
    return [{ series, period, value, code, flags, lt, lo, hi, n, breakBy }];
  });
}

function toOwn({ series, period, value, code, flags, lo, hi, n, breakBy }: PublishedPoint): OwnPoint {
  return { series, period, value, code, flags, lo, hi, n, breakBy };
}

/** The series of all inhabitants. */
function inhabitantsIn(dictionary: Dictionary): string {
  const unit = dictionary.indicators.get(populationIndicator)?.unit ?? "";
  return toSeriesId({ indicator: populationIndicator, unit, codes: {} }, dictionary);
}
