import { type Dictionary, findCode, total } from "~/domain/dictionary/dictionary";

/**
 * A series: an indicator in one unit for one full set of codes, e.g. `DEM-TDI-ALL:SEX=F;SUBSTANCE=OPI`.
 *
 * The id is text and canonical: dimensions in alphabetical order, totals (`_T`) left out, the unit only where it is
 * not the indicator's own (`SUP-PRI-RET@EUR_TAB:SUBSTANCE=MDMA`). It stands in public addresses.
 */
export type SeriesId = string & { readonly brand: "SeriesId" };

export type Series = {
  indicator: string;
  unit: string;
  /** Dimension → code, without totals. */
  codes: Record<string, string>;
};

/**
 * Writes the canonical id of a series. Totals are dropped, so `{SEX: "_T"}` and `{}` are the same series.
 * @param series  unit may equal the indicator's own unit, which is then not written
 */
export function toSeriesId(series: Series, dictionary: Dictionary): SeriesId {
  const own = dictionary.indicators.get(series.indicator)?.unit;
  const unit = series.unit === own ? "" : `@${series.unit}`;
  const key = toSeriesKey(series.codes);
  return `${series.indicator}${unit}${key === "" ? "" : `:${key}`}` as SeriesId;
}

/** Writes the canonical key of a set of codes: `SEX=F;SUBSTANCE=OPI`, empty for the total. */
export function toSeriesKey(codes: Record<string, string>): string {
  return Object.keys(codes)
    .filter((dimension) => codes[dimension] !== total)
    .sort()
    .map((dimension) => `${dimension}=${codes[dimension]}`)
    .join(";");
}

export type SeriesProblem =
  | { kind: "malformed"; text: string }
  | { kind: "unknown-indicator"; indicator: string }
  | { kind: "unknown-unit"; unit: string }
  | { kind: "unknown-dimension"; dimension: string }
  | { kind: "unknown-code"; dimension: string; code: string };

const shape = /^([A-Z][A-Z0-9-]*)(?:@([A-Z0-9_]+))?(?::(.+))?$/;

/** Reads a series id, or says what is wrong with it. Only canonical ids are accepted (one address per series). */
export function parseSeriesId(text: string, dictionary: Dictionary): Series | SeriesProblem {
  const match = shape.exec(text);
  if (!match) return { kind: "malformed", text };
  const indicator = dictionary.indicators.get(match[1]!);
  if (!indicator) return { kind: "unknown-indicator", indicator: match[1]! };
  const unit = match[2] ?? indicator.unit;
  if (!dictionary.units.has(unit)) return { kind: "unknown-unit", unit };
  const codes: Record<string, string> = {};
  for (const part of (match[3] ?? "").split(";").filter((p) => p !== "")) {
    const at = part.indexOf("=");
    const dimension = part.slice(0, at);
    const code = part.slice(at + 1);
    const problem =
      at < 1 ? { kind: "malformed" as const, text } : codeProblem(dictionary, indicator.dimensions, dimension, code);
    if (problem) return problem;
    codes[dimension] = code;
  }
  const series = { indicator: indicator.code, unit, codes };
  return toSeriesId(series, dictionary) === text ? series : { kind: "malformed", text };
}

function codeProblem(
  dictionary: Dictionary,
  dimensions: string[],
  dimension: string,
  code: string,
): SeriesProblem | null {
  if (dimension !== "COVERAGE" && !dimensions.includes(dimension)) return { kind: "unknown-dimension", dimension };
  if (code === "S" && dimension === "COVERAGE") return null;
  return findCode(dictionary, dimension, code) || ["_U", "_O"].includes(code)
    ? null
    : { kind: "unknown-code", dimension, code };
}
