import { notKnown, total } from "~/domain/dictionary/dictionary";
import { isProblem, parseFigure } from "~/domain/figure/figure";
import { roundPercent } from "~/domain/figure/percent";
import type { Observation } from "~/domain/observation/observation";
import { back, parsePeriod, yearOf } from "~/domain/observation/period";
import { toSeriesId } from "~/domain/observation/series";
import { factsOfFormer, isUnable, splitUnit } from "./former";
import { type CheckInput, type Former, type Found, pathOf, tidy, titleOfOther, valued } from "./rules";
import {
  capability,
  fewestInterviews,
  fewestSamples,
  fewestUsers,
  jumpThresholds,
  leastNotKnownBase,
  longestLookBack,
  mostNotKnownPercent,
  suspected,
  thousands,
  widestInterval,
} from "./thresholds";

/* Rules about observations: one value against its bounds, its neighbours, its past. */

/** Value outside of its own bounds. */
export function boundsOutOfOrder({ observations }: CheckInput): Found[] {
  return valued(observations).flatMap((o) => {
    const low = o.lo ?? o.value;
    const high = o.hi ?? o.value;
    if (low <= o.value && o.value <= high) return [];
    return [{ at: pathOf(o), detail: { value: o.value, low, high } }];
  });
}

/** Upper bound many times the lower one. */
export function boundsWide({ observations }: CheckInput): Found[] {
  return valued(observations).flatMap((o) => {
    if (o.lo === null || o.hi === null || o.lo <= 0 || o.lo > o.hi || o.hi / o.lo <= widestInterval) return [];
    return [{ at: pathOf(o), detail: { low: o.lo, high: o.hi, times: tidy(Number((o.hi / o.lo).toFixed(1))) } }];
  });
}

/** Persons, cases or pieces that are no whole number. A computed total is not told for the mistake of one of its parts. */
export function notWhole({ observations, dictionary, answers }: CheckInput): Found[] {
  return valued(observations).flatMap((o) => {
    if (!answers.has(pathOf(o))) return [];
    const isCount = dictionary.indicators.get(o.indicator)?.measure === "count";
    const counted = isCount && dictionary.units.get(o.unit)?.decimals === 0;
    return counted && !Number.isInteger(o.value) ? [{ at: pathOf(o), detail: { value: o.value } }] : [];
  });
}

/** Shares above one hundred percent or below nothing. */
export function shareOutOfRange({ observations, dictionary }: CheckInput): Found[] {
  return valued(observations).flatMap((o) => {
    const isShare = dictionary.indicators.get(o.indicator)?.measure === "share" && o.unit === "PT";
    if (!isShare || (o.value >= 0 && o.value <= 100)) return [];
    return [{ at: pathOf(o), detail: { min: 0, max: 100 } }];
  });
}

/** Shorter recall above a longer one: last month ≤ last year ≤ life, of the same people and substance. */
const recalls = ["-LMP", "-LYP", "-LTP"];

export function pairsOutOfOrder({ observations, questionnaire }: CheckInput): Found[] {
  const found = valued(observations).filter(({ indicator }) => recalls.some((ending) => indicator.endsWith(ending)));
  return found.flatMap((longer) => {
    const at = recalls.findIndex((ending) => longer.indicator.endsWith(ending));
    if (at < 1) return [];
    const stem = longer.indicator.slice(0, -recalls[at]!.length);
    const others = new Set(recalls.slice(0, at).map((ending) => stem + ending));
    const shorter = found.filter((o) => others.has(o.indicator) && isSameSlice(o, longer));
    return shorter.flatMap((o) =>
      o.value <= longer.value
        ? []
        : [
            {
              at: pathOf(o),
              detail: {
                value: o.value,
                other: longer.value,
                ...titleOfOther(questionnaire, pathOf(o), pathOf(longer)),
              },
              related: [pathOf(longer)],
            },
          ],
    );
  });
}

function isSameSlice(a: Observation, b: Observation): boolean {
  const isIn = (one: Observation, other: Observation) =>
    Object.keys(one.codes).every((d) => (one.codes[d] ?? total) === (other.codes[d] ?? total));
  return a.period === b.period && isIn(a, b) && isIn(b, a);
}

/** Change against the last accepted value of the same series; a declared break explains itself. */
export function jumps(input: CheckInput): Found[] {
  return valued(input.observations).flatMap((o) => {
    const measure = input.dictionary.indicators.get(o.indicator)?.measure ?? "count";
    const last = lastBefore(o, input.former);
    if (measure === "category" || !last || o.flags.includes("B") || looksLikeThousands(o.value, last.value)) return [];
    const { percent, base, least } = jumpThresholds[measure];
    const change = o.value - last.value;
    if (last.value === 0 || last.value < base || Math.abs(change) <= least) return [];
    const changed = (100 * change) / last.value;
    // A quantity doubles more easily than it falls: seizures are few and large.
    const limit = measure === "quantity" && change > 0 ? 100 : percent;
    if (Math.abs(changed) <= limit) return [];
    return [
      {
        at: pathOf(o),
        detail: { value: o.value, former: last.value, period: last.period, percent: roundPercent(changed, 0) },
      },
    ];
  });
}

/** A value about a thousand times the former one, or a thousandth of it. */
export function unlikelyRatios(input: CheckInput): Found[] {
  return valued(input.observations).flatMap((o) => {
    const last = lastBefore(o, input.former);
    if (!last || !looksLikeThousands(o.value, last.value)) return [];
    return [{ at: pathOf(o), detail: { value: o.value, former: last.value, period: last.period } }];
  });
}

function looksLikeThousands(value: number, former: number): boolean {
  if (value <= 0 || former <= 0) return false;
  const ratio = value > former ? value / former : former / value;
  return ratio >= thousands.from && ratio <= thousands.to;
}

/** The last accepted value of a series before the period of an observation. */
function lastBefore(o: Observation, former: ReadonlyMap<string, Former>): { value: number; period: string } | null {
  const period = parsePeriod(o.period);
  if (!period) return null;
  for (let years = 1; years <= longestLookBack; years++) {
    const at = back(period, years);
    const value = former.get(`${o.series}|${at}`)?.value;
    if (value !== null && value !== undefined) return { value, period: at };
  }
  return null;
}

/** An earlier period sent again with another value. */
export function revisions({ observations, former, referencePeriod }: CheckInput): Found[] {
  const newest = yearOfText(referencePeriod);
  return valued(observations).flatMap((o) => {
    const stands = former.get(`${o.series}|${o.period}`);
    if (!stands || stands.value === null || stands.value === o.value || yearOfText(o.period) >= newest) return [];
    return [{ at: pathOf(o), detail: { value: o.value, former: stands.value, period: o.period } }];
  });
}

function yearOfText(period: string): number {
  const read = parsePeriod(period);
  return read ? yearOf(read) : 0;
}

/**
 * "Not known" as a large part of its total, where everything else is a total: "unknown of unknown" says nothing. Small
 * totals neither.
 */
export function sharesOfUnknown({ observations, dictionary }: CheckInput): Found[] {
  const values = new Map(valued(observations).map((o) => [`${o.series}|${o.period}`, o]));
  return valued(observations).flatMap((o) =>
    Object.keys(o.codes).flatMap((dimension) => {
      if (o.codes[dimension] !== notKnown || o.value === 0 || !isTotalBut(o.codes, dimension)) return [];
      const codes = { ...o.codes, [dimension]: total };
      const whole = values.get(
        `${toSeriesId({ indicator: o.indicator, unit: o.unit, codes }, dictionary)}|${o.period}`,
      );
      if (!whole || whole.value < leastNotKnownBase) return [];
      const percent = (100 * o.value) / whole.value;
      return Math.round(percent) > mostNotKnownPercent
        ? [{ at: pathOf(o), detail: { percent: roundPercent(percent, 0), value: o.value, total: whole.value } }]
        : [];
    }),
  );
}

/** Is every other dimension a total? A part of the country is a whole of its own. */
function isTotalBut(codes: Record<string, string>, dimension: string): boolean {
  return Object.keys(codes).every((one) => one === dimension || one === "COVERAGE" || codes[one] === total);
}

/** Few users behind a share, or few interviews; not asked where the country says "low reliability". */
export function fewUsers(input: CheckInput): Found[] {
  const { dictionary } = input;
  return sampled(input).flatMap((o) => {
    if (dictionary.indicators.get(o.indicator)?.measure !== "share") return [];
    const users = Math.round((o.n * o.value) / 100);
    return users < fewestUsers && o.value > 0 ? [{ at: pathOf(o), detail: { users, n: o.n } }] : [];
  });
}

export function fewInterviews(input: CheckInput): Found[] {
  const { dictionary } = input;
  return sampled(input).flatMap((o) => {
    const indicator = dictionary.indicators.get(o.indicator);
    const isSurvey = indicator?.measure === "share" && indicator.theme === "use";
    return isSurvey && o.n < fewestInterviews ? [{ at: pathOf(o), detail: { n: o.n } }] : [];
  });
}

export function fewSamples(input: CheckInput): Found[] {
  const { dictionary } = input;
  return sampled(input).flatMap((o) => {
    const indicator = dictionary.indicators.get(o.indicator);
    const isMarket = indicator?.theme === "supply" && (indicator.measure === "price" || indicator.measure === "mean");
    return isMarket && o.n < fewestSamples ? [{ at: pathOf(o), detail: { n: o.n } }] : [];
  });
}

/** Figures with a sample size of their own: one that is said once for a whole table is not told at each of its figures. */
function sampled({ observations, answers, questionnaire }: CheckInput): (Observation & { value: number; n: number })[] {
  const ofTable = (o: Observation) => {
    const at = questionnaire.items.get(pathOf(o))?.from.SAMPLE;
    const said = at === undefined ? undefined : parseFigure(answers.get(at)?.value);
    return said !== undefined && !isProblem(said) && said.v === o.n;
  };
  return valued(observations).filter(
    (o): o is Observation & { value: number; n: number } => o.n !== null && !o.flags.includes("U") && !ofTable(o),
  );
}

/** Nothing confirmed, by laboratories that could not have found it. The capability is of this section or of the last round. */
export function zerosWithoutCapability({ observations, former, dictionary }: CheckInput): Found[] {
  const cannot = new Set(factsOfFormer(former, dictionary).unable);
  for (const o of observations)
    if (o.indicator === capability.indicator && isUnable(o.code)) cannot.add(familyOf(o.codes));
  if (cannot.size === 0) return [];
  return valued(observations).flatMap((o) => {
    if (o.value !== 0 || o.codes[suspected.dimension] === suspected.code) return [];
    const substances = Object.values(o.codes).concat(o.indicator.split("-"));
    const family = [...cannot].find((code) => code !== total && substances.includes(code));
    return family !== undefined ? [{ at: pathOf(o), detail: { family } }] : [];
  });
}

function familyOf(codes: Record<string, string>): string {
  return codes[capability.dimension] ?? total;
}

/** The same series in another unit before, in this unit never, and the former unit no longer sent: the line cannot go on. */
export function unitsChanged({ observations, former, dictionary }: CheckInput): Found[] {
  const known = factsOfFormer(former, dictionary).units;
  return valued(observations).flatMap((o) => {
    const units = known.get(splitUnit(o.series, dictionary).base);
    if (!units || units.has(o.unit) || o.flags.includes("B")) return [];
    if (observations.some((other) => units.has(other.unit) && isSameThing(other, o))) return [];
    return [{ at: pathOf(o), detail: { unit: o.unit, former: [...units].join(", ") } }];
  });
}

function isSameThing(a: Observation, b: Observation): boolean {
  return a.indicator === b.indicator && a.value !== null && isSameSlice(a, b);
}

/** Another definition than before, and no break said. */
export function breaksNotDeclared({ observations, former }: CheckInput): Found[] {
  return valued(observations).flatMap((o) => {
    const period = parsePeriod(o.period);
    const before = period && former.get(`${o.series}|${back(period, 1)}`);
    if (!before || o.flags.includes("B") || o.flags.includes("D") === before.flags.includes("D")) return [];
    return [{ at: pathOf(o), detail: { period: o.period } }];
  });
}

/** Another definition, and not which. */
export function definitionsWithoutText({ observations }: CheckInput): Found[] {
  return valued(observations)
    .filter((o) => o.flags.includes("D") && o.note === null && pathOf(o) !== "")
    .map((o) => ({ at: pathOf(o) }));
}
