import type { Indicator, Measure } from "~/domain/dictionary/dictionary";

/* Small decisions about how figures are shown, shared by all public pages. */

/**
 * Most digits of a figure on screen: those of its unit, fewer where it is large; never three behind a whole part of one
 * to three digits, which half of Europe reads as thousands (`figure/read-number.ts`). Values themselves are never rounded.
 * @param size  absolute value of the figure
 */
export function shownDecimals(size: number, ofUnit: number): number {
  if (size >= 1000) return 0;
  if (size >= 100) return Math.min(1, ofUnit);
  return size >= 1 ? Math.min(2, ofUnit) : ofUnit;
}

/** Themes in the order of screens. */
export const themeOrder = [
  "use",
  "treatment",
  "harms",
  "harm-reduction",
  "supply",
  "policy",
  "practice",
  "capacity",
] as const;

/** Is it a number of things or people, which grows with the size of a country? */
export function growsWithSize(measure: Measure): boolean {
  return measure === "count" || measure === "quantity";
}

/** Is it a count of people below the number at which counts are hidden? Such a value is only shown when it was public before. */
export function isSmallCount(indicator: Indicator, value: number | null): boolean {
  const { measure, thresholdPersons, protectZeros } = indicator;
  if (measure !== "count" || thresholdPersons === null || value === null) return false;
  return value < thresholdPersons && (value > 0 || protectZeros);
}

export type FeaturedKind = "median" | "dots" | "lines";

/** What an indicator could show on the home page, by what a release has of it. */
export type FeatureCandidate = {
  indicator: Indicator;
  countries: number;
  values: number;
  intervals: number;
  years: number;
};

/**
 * Chooses up to three indicators for the home page: one as a median over grey lines, one as dots with intervals, one as
 * single lines. Only where ranking is allowed and many countries have values; always the same for the same release.
 */
export function chooseFeatured(candidates: readonly FeatureCandidate[]): { kind: FeaturedKind; indicator: string }[] {
  const chosen: { kind: FeaturedKind; indicator: string }[] = [];
  const pick = (
    kind: FeaturedKind,
    fits: (one: FeatureCandidate) => boolean,
    weight: (one: FeatureCandidate) => number,
  ) => {
    const best = candidates
      .filter(
        (one) =>
          one.indicator.ranking &&
          !growsWithSize(one.indicator.measure) &&
          one.indicator.measure !== "category" &&
          fits(one),
      )
      .filter((one) => !chosen.some((taken) => taken.indicator === one.indicator.code))
      .sort((a, b) => weight(b) - weight(a) || (a.indicator.code < b.indicator.code ? -1 : 1))[0];
    if (best) chosen.push({ kind, indicator: best.indicator.code });
  };
  pick(
    "median",
    (one) => one.years >= 8 && one.indicator.measure === "rate",
    (one) => one.values,
  );
  pick(
    "dots",
    (one) => one.intervals >= 5,
    (one) => one.countries,
  );
  pick(
    "lines",
    (one) => one.years >= 5,
    (one) => one.values,
  );
  if (chosen.length < 3)
    pick(
      "median",
      (one) => one.years >= 5,
      (one) => one.values,
    );
  return chosen;
}
