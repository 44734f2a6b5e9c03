import type { Measure } from "~/domain/dictionary/dictionary";

/** The numbers of the checks: data, so that they can be read, printed and argued about. */
export type JumpThreshold = {
  /** Change in percent of the former value from which a reason is asked. */
  percent: number;
  /** Former values below this say nothing: small numbers jump by themselves. In the unit of the value. */
  base: number;
  /** Least change in the unit of the value. */
  least: number;
  source: string;
};

/**
 * When a change against the last accepted value is asked about, by kind of measure.
 *
 * Never an error: in real data 80 of 435 consecutive national death counts with a base of 20 change by more than 30 %.
 * @source facts: EMCDDA Statistical Bulletin 2019 (own computation); questionnaire outlines A1, A6, A10, A11
 */
export const jumpThresholds: Record<Exclude<Measure, "category">, JumpThreshold> = {
  count: {
    percent: 30,
    base: 20,
    least: 0,
    source: "EMCDDA Statistical Bulletin 2019, deaths: 80 of 435 pairs beyond 30 %",
  },
  share: { percent: 30, base: 0, least: 1, source: "General population surveys: more than 30 % and one point" },
  rate: { percent: 30, base: 0, least: 0.5, source: "As for counts, on the rate" },
  mean: { percent: 30, base: 0, least: 0, source: "As for counts" },
  price: { percent: 50, base: 0, least: 0, source: "EMCDDA 2019, retail cocaine Spain 2017: 19.86 after 58.15 EUR" },
  quantity: { percent: 60, base: 10, least: 0, source: "Seizures: +100 % or -60 % above 10 kg" },
};

/** Years back a former value may lie to be compared with. */
export const longestLookBack = 5;
/** Part of the total that may be "not known", percent. Source: TDI 3.0, share of not known categories. */
export const mostNotKnownPercent = 20;
/** Totals below this say nothing about it, in the unit of the value: one unknown of one is no share. */
export const leastNotKnownBase = 20;
/** Highest ratio of the bounds of an estimate. Source: high-risk drug use estimates, interval ratio. */
export const widestInterval = 3;
/** Users behind a share of a survey, persons; interviews of a survey; samples behind a price or purity. */
export const fewestUsers = 20;
export const fewestInterviews = 1000;
export const fewestSamples = 10;
/** Part of a table with the same reason from which "answer for the whole table" is offered, percent, and least cells. */
export const sameReasonPercent = 40;
export const sameReasonCells = 5;
/** A factor between these (or its inverse) against the former value looks like thousands typed as units. */
export const thousands = { from: 500, to: 2000 };
/** Difference of two sums that is only rounding, in the unit of the value, for measures that are no counts. */
export const rounding = 0.1;

/** Indicators whose zero means little where laboratories could not have found the thing; codes of CAPABILITY that say so. */
export const capability = { indicator: "CAP-LAB", dimension: "FAMILY", cannot: ["NO"] };
/** What is suspected needs no laboratory: there, zero is honest. */
export const suspected = { dimension: "CERTAINTY", code: "SUSP" };
