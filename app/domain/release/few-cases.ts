import type { DerivedFrom } from "./release";

/**
 * Cases below which a rate is of low reliability: its relative standard error passes 23 percent.
 * @source National Center for Health Statistics (US), rates based on fewer than 20 deaths
 */
export const leastCases = 20;

/**
 * Does a computed figure rest on so few cases that it is of low reliability? Then this is the reason of its flag (`U`).
 * @param derivedFrom  null = not computed, or withheld: nothing is known of its cases
 */
export function isOfFewCases({ derivedFrom }: { derivedFrom: DerivedFrom | null }): boolean {
  return derivedFrom !== null && derivedFrom.numerator < leastCases;
}
