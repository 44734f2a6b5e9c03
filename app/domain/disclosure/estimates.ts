import type { Dictionary, Indicator } from "~/domain/dictionary/dictionary";
import type { Disclosable } from "./disclosable";

/*
 * Shares, means and rates do not add up, so each stands for itself; but each rests on persons, and those are counted
 * somewhere: in the sample of the survey, or in a count of the same persons.
 */

export type EstimateWhy = "few-persons" | "unknown-base" | "small-share" | "withheld-base";

/** Persons a share may not point at where its base has no threshold of its own. @source facts/privacy.md §2.1 */
const leastShare = 5;

/** Least persons behind an estimate whose indicator asks for none. @source model.md §7 (`leastPersons`, 30) */
const leastBase = 30;

/** Finds why an estimate is withheld; null = it stands. `isWithheld` says so of a count, by point id. */
export type JudgeEstimate = (
  point: Disclosable,
  indicator: Indicator,
  isWithheld: (id: number) => boolean,
) => EstimateWhy | null;

/**
 * Judges estimates by what they rest on.
 *
 * The base under `leastPersons`: withheld. No base known: withheld, unless the indicator says why it may stand
 * (`standsAlone`) or is a price. A base that is withheld takes its estimates with it, as a count its rate. A share that is one to k − 1 persons of its base, or leaves so few, is a small count in
 * other words and withheld as well. Rates that are derived follow their count (release/derived.ts).
 * @param points  all of the release: bases are among them, withheld or not
 * @source docs/decisions/0014-what-an-attacker-knows.md; facts/privacy.md §2.1
 */
export function judgeEstimates(points: readonly Disclosable[], dictionary: Dictionary): JudgeEstimate {
  const counts = countsOf(points, dictionary);
  const baseOf = (
    point: Disclosable,
    { base }: Indicator,
  ): { persons: number | null; least: number; id: number | null } => {
    if (base === undefined || base === "sample") return { persons: point.n, least: leastShare, id: null };
    const counted = dictionary.indicators.get(base.indicator);
    const by = base.by ?? counted?.dimensions ?? [];
    const found = counts.get(nameOf(base.indicator, point, by));
    const least = counted?.thresholdPersons ?? leastShare;
    return { persons: found?.value ?? point.n, least, id: found?.id ?? null };
  };
  return (point, indicator, isWithheld) => {
    if (indicator.standsAlone !== undefined || indicator.derived !== undefined || indicator.measure === "price")
      return null;
    const { persons, least, id } = baseOf(point, indicator);
    if (persons === null) return "unknown-base";
    if (persons < (indicator.leastPersons ?? leastBase)) return "few-persons";
    if (id !== null && isWithheld(id)) return "withheld-base";
    if (indicator.measure !== "share" || indicator.unit !== "PT" || point.value === null) return null;
    const inside = (point.value / 100) * persons;
    return [inside, persons - inside].some((few) => few > 1e-9 && few < least) ? "small-share" : null;
  };
}

/** Counts that are the base of an estimate, by indicator, country, period and codes. */
function countsOf(
  points: readonly Disclosable[],
  dictionary: Dictionary,
): ReadonlyMap<string, { value: number; id: number }> {
  const wanted = new Set(
    [...dictionary.indicators.values()].flatMap(({ base }) =>
      base === undefined || base === "sample" ? [] : [base.indicator],
    ),
  );
  const counts = new Map<string, { value: number; id: number }>();
  for (const point of points)
    if (wanted.has(point.indicator) && point.value !== null)
      counts.set(nameOf(point.indicator, point, Object.keys(point.codes)), { value: point.value, id: point.id });
  return counts;
}

/** Names a point of an indicator by country, period and the codes of these dimensions. */
export function nameOf(indicator: string, { area, period, codes }: Disclosable, by: readonly string[]): string {
  const own = Object.keys(codes)
    .filter((dimension) => by.includes(dimension))
    .sort();
  return [indicator, area, period, ...own.map((dimension) => `${dimension}=${codes[dimension]}`)].join("|");
}
