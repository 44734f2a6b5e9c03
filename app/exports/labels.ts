import { type Dictionary, type Indicator, type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { isOfFewCases } from "~/domain/release/few-cases";
import { wordsOf } from "~/i18n/signs";
import { dimensionsOf, withdrawnReason } from "./columns";
import type { Row } from "./rows";

/** Codes of a row in words, in the order of the label columns (columns.ts). */
export type Labels = {
  indicator: string;
  country: string;
  dimensions: string[];
  unit: string;
  /** Of a policy answer; empty for a number. */
  value: string;
  flags: string;
  reason: string;
};

const withdrawn: Record<Lang, string> = { en: "withdrawn", fr: "retiré" };

/** Makes the function that puts a row's codes into words. */
export function labeller(
  indicator: Indicator,
  world: { dictionary: Dictionary; lang: Lang; countryName: (code: string) => string },
): (row: Row) => Labels {
  const { dictionary, lang } = world;
  const dimensions = dimensionsOf(indicator);
  return (row) => ({
    indicator: indicator.name[lang],
    country: world.countryName(row.country),
    dimensions: dimensions.map((dimension, at) => nameOfCode(dictionary, dimension, row.dimensions[at] ?? "_T")[lang]),
    unit: dictionary.units.get(row.unit)?.name[lang] ?? row.unit,
    value: typeof row.value === "string" ? nameOfCode(dictionary, indicator.values ?? "", row.value)[lang] : "",
    flags: wordsOf(row.flags, lang, isOfFewCases({ derivedFrom: row.computedFrom })).join(", "),
    reason:
      row.reason === null
        ? ""
        : row.reason === withdrawnReason
          ? withdrawn[lang]
          : (wordsOf([row.reason], lang)[0] ?? ""),
  });
}
