import type { Indicator } from "~/domain/dictionary/dictionary";
import { type Disclosable, isConfidential, isKnown } from "./disclosable";
import type { Figure } from "./worth";

/** A count as the mending sees it. */
export function toFigure(
  point: Disclosable,
  {
    indicator,
    rule,
    withheld,
  }: {
    indicator: Indicator;
    rule: { total: "published" | "confidential" | null; threshold: number | null } | null;
    withheld: boolean;
  },
): Figure {
  const { additive, samePersons, code, thresholdPersons, protectZeros } = indicator;
  const dimensions = Object.keys(point.codes).sort();
  const layer = dimensions.filter((dimension) => !additive.includes(dimension));
  const around = [point.unit, ...layer.map((dimension) => `${dimension}=${point.codes[dimension]}`)].join("|");
  const isTotal = dimensions.length === 0;
  return {
    group: `${samePersons ?? code}|${around}`,
    table: `${code}|${around}`,
    by: dimensions.filter((dimension) => additive.includes(dimension)),
    isTotal,
    value: point.value,
    threshold: Math.max(thresholdPersons ?? 1, rule?.threshold ?? 1),
    protectZeros,
    confidential: isConfidential(point) || rule?.total === "confidential",
    isOut: point.publishedBySource || isKnown(point) || (isTotal && rule?.total === "published"),
    formerly: point.before?.withheld === true,
    withheld,
  };
}
