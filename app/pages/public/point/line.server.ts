import { compare, isFree, type Line } from "~/domain/comparison/comparison";
import { frequencyOf, periodsBetween } from "~/domain/comparison/periods";
import type { ReleasePoint } from "~db/release/reader-rows";

/**
 * The line a figure stands in: the country's figures of the same series and frequency.
 * @param points  of this series and country
 */
export function lineOf(
  points: readonly ReleasePoint[],
  { country, period }: { country: string; period: string },
): Line | undefined {
  const frequency = frequencyOf(period);
  const own = points.filter((one) => frequencyOf(one.period) === frequency);
  const years = own.map((one) => Number(one.period.slice(0, 4)));
  const compared = compare(
    own.map((one) => ({ ...one, codes: {} })),
    [country],
    periodsBetween(Math.min(...years), Math.max(...years), frequency),
  );
  return isFree(compared) ? undefined : compared.lines[0];
}
