import type { Indicator } from "~/domain/dictionary";
import { dimensionsOf, type Row } from "./rows";

type About = { release: string; publishedAt: string; licence: string; synthetic: boolean };

/** Writes rows as JSON: the same columns as the CSV, flags as a list, dimensions by name. */
export function toJson(indicator: Indicator, rows: readonly Row[], about: About): string {
  const dimensions = dimensionsOf(indicator);
  return JSON.stringify({
    indicator: {
      code: indicator.code,
      name: indicator.name,
      definition: indicator.definition,
      unit: indicator.unit,
      dimensions,
    },
    ...about,
    rows: rows.map(({ dimensions: codes, ...row }) => ({
      ...row,
      dimensions: Object.fromEntries(dimensions.map((dimension, at) => [dimension, codes[at] ?? "_T"])),
    })),
  });
}
