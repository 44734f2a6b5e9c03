import type { Dictionary, Indicator, Text } from "~/domain/dictionary/dictionary";
import { flagCodes, type Note, reasonCodes, type StatusCode } from "~/domain/figure/figure";
import { type SeriesId, toSeriesId } from "~/domain/observation/series";
import { leastCases } from "./few-cases";
import type { DerivedFrom } from "./release";

/*
 * Rates per inhabitants, computed while a release is prepared and after disclosure, so that a withheld count withholds its
 * rate. The population at hand is the total population: the rate is one per inhabitants, never per people aged 15–64.
 */

/** The indicator that holds populations. */
export const populationIndicator = "CTX-POP";

/** A decided point, as numerator or denominator. */
export type DerivablePoint = {
  indicator: string;
  series: string;
  codes: Record<string, string>;
  area: string;
  period: string;
  value: number | null;
  flags: readonly StatusCode[];
  note: Note | null;
  breakBy: "declared" | "imported" | "question" | null;
  withheld: boolean;
};

export type DerivedPoint = {
  series: SeriesId;
  indicator: string;
  unit: string;
  codes: Record<string, string>;
  area: string;
  period: string;
  value: number | null;
  flags: StatusCode[];
  /** What was written of the count: the same holds for what is computed from it. */
  note: Note | null;
  breakBy: DerivablePoint["breakBy"];
  withheld: boolean;
  derivedFrom: DerivedFrom | null;
  /** Series of the count, also where there is no value: why it was revised is why this was. */
  numeratorSeries: string;
};

/** Age and sex of the denominator in words. */
const totalPopulation: Text = { en: "total population", fr: "population totale" };

/** Indicators that derived figures are computed from, and these themselves. */
export function derivationParts(dictionary: Dictionary): ReadonlySet<string> {
  const derived = [...dictionary.indicators.values()].flatMap((one) =>
    one.derived ? [one.code, one.derived.numerator] : [],
  );
  return new Set(derived.length > 0 ? [...derived, populationIndicator] : []);
}

/**
 * Computes every derived figure of the public set.
 *
 * A count without a population of the same period and the same sex and age gives no figure at all. A withheld count gives a
 * withheld rate without the count's note, a count with a reason a rate with the same reason. A projected population (`F`)
 * makes the rate an estimate (`E`), fewer than 20 cases one of low reliability (`U`); other flags pass on, and so do the
 * note and a break, which ends comparability whether or not there is a value, with who told it. A point somebody reported is never replaced.
 * @param originOf  source in words and vintage (a day) of a denominator
 * @returns  values not rounded, in the order of the numerators
 * @source domain.md §4.2; model.md §7
 */
export function derive<T extends DerivablePoint>(
  points: readonly T[],
  dictionary: Dictionary,
  originOf: (denominator: T) => { source: Text; vintage: string },
): DerivedPoint[] {
  const derived = [...dictionary.indicators.values()].filter((one) => one.derived !== undefined);
  if (derived.length === 0) return [];
  const at = (series: string, area: string, period: string) => `${series}|${area}|${period}`;
  const reported = new Set(
    points
      .filter((one) => derived.some(({ code }) => code === one.indicator))
      .map((one) => at(one.series, one.area, one.period)),
  );
  const populations = new Map(
    points
      .filter((one) => one.indicator === populationIndicator)
      .map((one) => [at(keyOf(one.codes), one.area, one.period), one]),
  );
  const split = dictionary.indicators.get(populationIndicator)?.dimensions ?? [];
  return derived.flatMap((indicator) =>
    points.flatMap((point): DerivedPoint[] => {
      if (point.indicator !== indicator.derived?.numerator || !isSplitLike(point.codes, indicator)) return [];
      const series = toSeriesId({ indicator: indicator.code, unit: indicator.unit, codes: point.codes }, dictionary);
      if (reported.has(at(series, point.area, point.period))) return [];
      const base = Object.fromEntries(Object.entries(point.codes).filter(([dimension]) => split.includes(dimension)));
      const population = populations.get(at(keyOf(base), point.area, point.period));
      const { area, period, codes, note, breakBy } = point;
      const numeratorSeries = point.series;
      const { code, unit } = indicator;
      const common = { series, indicator: code, unit, codes, area, period, breakBy, numeratorSeries };
      const broken = flagCodes.filter((code) => code === "B" && point.flags.includes(code));
      if (!population) return [];
      if (point.withheld || population.withheld)
        return [{ ...common, value: null, flags: [...broken, "Q"], note: null, withheld: true, derivedFrom: null }];
      if (point.value === null) {
        const flags = [...broken, ...point.flags.filter(isReason)];
        return [{ ...common, value: null, flags, note, withheld: false, derivedFrom: null }];
      }
      if (population.value === null || population.value <= 0) return [];
      const projected = population.flags.includes("F");
      const { source, vintage } = originOf(population);
      return [
        {
          ...common,
          value: (point.value / population.value) * indicator.derived.per,
          flags: flagCodes.filter(
            (code) =>
              point.flags.includes(code) ||
              (code === "E" && projected) ||
              (code === "U" && point.value !== null && point.value < leastCases),
          ),
          note,
          withheld: false,
          derivedFrom: {
            numeratorSeries: point.series,
            numerator: point.value,
            denominator: population.value,
            per: indicator.derived.per,
            source,
            vintage,
            base: baseOf(base, dictionary),
            projected,
          },
        },
      ];
    }),
  );
}

function isReason(code: StatusCode): boolean {
  return (reasonCodes as readonly string[]).includes(code);
}

/** Only splits the derived indicator knows; a part of a country (`COVERAGE`) has no population here. */
function isSplitLike(codes: Record<string, string>, indicator: Indicator): boolean {
  return Object.keys(codes).every((dimension) => indicator.dimensions.includes(dimension));
}

function keyOf(codes: Record<string, string>): string {
  return Object.keys(codes)
    .sort()
    .map((dimension) => `${dimension}=${codes[dimension]}`)
    .join(";");
}

function baseOf(codes: Record<string, string>, dictionary: Dictionary): Text {
  const names = Object.entries(codes).map(
    ([dimension, code]) =>
      dictionary.dimensions.get(dimension)?.codes.find((one) => one.code === code)?.name ?? { en: code, fr: code },
  );
  if (names.length === 0) return totalPopulation;
  return {
    en: `${totalPopulation.en}, ${names.map((name) => name.en).join(", ")}`,
    fr: `${totalPopulation.fr}, ${names.map((name) => name.fr).join(", ")}`,
  };
}
