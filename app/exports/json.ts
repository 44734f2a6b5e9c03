import type { Indicator } from "~/domain/dictionary/dictionary";
import { dimensionsOf } from "./columns";
import type { Labels } from "./labels";
import type { Row } from "./rows";

type About = {
  /** Where the columns are explained. */
  columns: string;
  release: string;
  publishedAt: string;
  licence: string;
  synthetic: boolean;
};

/** Writes rows as JSON: the same columns as the CSV, flags as a list, dimensions by name; computed figures with their parts. */
export function toJson(
  indicator: Indicator,
  rows: readonly Row[],
  about: About,
  label: ((row: Row) => Labels) | null = null,
): string {
  const dimensions = dimensionsOf(indicator);
  const byName = <T>(list: readonly T[], fallback: T) =>
    Object.fromEntries(dimensions.map((dimension, at) => [dimension, list[at] ?? fallback]));
  return JSON.stringify({
    indicator: {
      code: indicator.code,
      name: indicator.name,
      definition: indicator.definition,
      unit: indicator.unit,
      dimensions,
    },
    ...about,
    rows: rows.map((one) => {
      const { dimensions: codes, ...row } = one;
      const labels = label?.(one);
      return {
        ...row,
        dimensions: byName(codes, "_T"),
        ...(labels ? { labels: { ...labels, dimensions: byName(labels.dimensions, "") } } : {}),
      };
    }),
  });
}
