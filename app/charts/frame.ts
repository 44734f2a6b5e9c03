import { hasMedian } from "~/domain/comparison/groups";
import { codesThatOccur, type IndicatorFacts, isTold, type SeriesFacts } from "~/domain/comparison/view-facts";
import { chooseHighlighted } from "~/domain/comparison/view-highlights";
import type { Dictionary } from "~/domain/dictionary/dictionary";
import { mostHighlighted } from "./palette";
import type { Frame, View, ViewName } from "./spec";

/*
 * What may be chosen on an indicator's page, read from what the release has: any dimension, any code list. Nothing here
 * knows of sex, age or substances.
 */

/** Series of the codes chosen, in any unit, those without a value too. */
export function seriesAsked(facts: IndicatorFacts, view: View): SeriesFacts[] {
  return facts.series.filter((one) => sameCodes(one.codes, view.codes));
}

/** The series of the codes chosen; the unit gives way when only another unit has these codes and none was named. */
export function seriesOfView(facts: IndicatorFacts, view: View, unitNamed: boolean): SeriesFacts | null {
  const same = seriesAsked(facts, view).filter((one) => one.values > 0);
  return same.find((one) => one.unit === view.unit) ?? (unitNamed ? null : (same[0] ?? null));
}

function sameCodes(codes: Record<string, string>, chosen: Record<string, string>): boolean {
  const dimensions = new Set([...Object.keys(codes), ...Object.keys(chosen)]);
  return [...dimensions].every((dimension) => (codes[dimension] ?? "_T") === (chosen[dimension] ?? "_T"));
}

type World = {
  dictionary: Dictionary;
  /** Countries compared, group codes, release ids newest first. */
  areas: readonly string[];
  groups: readonly string[];
  releases: readonly string[];
};

/**
 * Makes the frame of an indicator's page.
 * @param lengths  country → values of the usual series, from which the countries shown first are chosen
 */
export function toFrame(
  facts: IndicatorFacts,
  usual: SeriesFacts,
  lengths: ReadonlyMap<string, number>,
  world: World,
): Frame {
  const { indicator } = facts;
  const category = indicator.measure === "category";
  const dimensions = dimensionsOf(facts, world.dictionary);
  const own = facts.series.filter((one) => one.values > 0);
  const years = {
    first: Math.min(...own.map((one) => one.firstYear)),
    last: Math.max(...own.map((one) => one.lastYear)),
  };
  const group = hasMedian(indicator.measure) ? world.groups.slice(0, 1) : [];
  return {
    views: viewsOf(facts),
    countries: world.areas,
    groups: world.groups,
    dimensions,
    units: [...new Set(own.map((one) => one.unit))],
    years,
    releases: world.releases,
    ranking: indicator.ranking,
    defaults: {
      view: category ? "latest" : years.first === years.last ? "latest" : "trend",
      countries: category ? [] : chooseHighlighted(lengths, indicator.code, mostHighlighted - group.length),
      groups: category ? [] : group,
      codes: Object.fromEntries(dimensions.map(({ id }) => [id, usual.codes[id] ?? "_T"])),
      unit: usual.unit,
      from: years.first,
      to: years.last,
      sort: "name",
      release: null,
    },
  };
}

function viewsOf({ indicator }: IndicatorFacts): readonly ViewName[] {
  return indicator.measure === "category" ? ["latest", "table"] : ["trend", "latest", "table"];
}

/** Dimensions there is something to choose of. */
function dimensionsOf(facts: IndicatorFacts, dictionary: Dictionary): Frame["dimensions"] {
  return facts.indicator.dimensions
    .map((id) => ({ id, codes: codesThatOccur(facts, id, dictionary) }))
    .filter(({ codes }) => codes.length > 0 && !(codes.length === 1 && codes[0] === "_T"));
}

/**
 * Makes the frame of an indicator without any figure to show: what is withheld of it may be asked for, so that an address
 * that was good in another release is answered by "withheld" and not called wrong.
 * @param published  year of publication, the one year there is where nothing is withheld either
 */
export function toEmptyFrame(facts: IndicatorFacts, published: number, world: World): Frame {
  const { indicator } = facts;
  const told = facts.series.filter(isTold);
  const dimensions = dimensionsOf(facts, world.dictionary);
  const years = {
    first: Math.min(published, ...told.map((one) => one.firstYear)),
    last: Math.max(published, ...told.map((one) => one.lastYear)),
  };
  return {
    views: viewsOf(facts),
    countries: world.areas,
    groups: world.groups,
    dimensions,
    units: [...new Set([indicator.unit, ...told.map((one) => one.unit)])],
    years,
    releases: world.releases,
    ranking: indicator.ranking,
    defaults: {
      view: "table",
      countries: [],
      groups: [],
      codes: Object.fromEntries(dimensions.map(({ id, codes }) => [id, codes[0] ?? "_T"])),
      unit: indicator.unit,
      from: years.first,
      to: years.last,
      sort: "name",
      release: null,
    },
  };
}
