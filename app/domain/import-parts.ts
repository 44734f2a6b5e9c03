import { type Indicator, total } from "./dictionary";
import type { ImportFinding } from "./import";
import type { Observation } from "./observation";

/** What a file says of one country and period: the total, if any, and the parts by each dimension that adds up. */
type Point = {
  area: string;
  period: string;
  unit: string;
  total: Observation | null;
  parts: Map<string, Observation[]>;
};

/** Number of parts by dimension at the fullest point of the file: fewer parts do not make a total. */
type Fullest = Map<string, number>;

/**
 * Compares sums over the parts of dimensions that add up (sexes against ages, either against the total). Only complete sets
 * of parts are added: as many as the fullest point of the file has, bands that hold other bands left out.
 *
 * A set of zeros beside a set that is not is named as such: zeros were typed for missing values.
 * @source facts/domain.md §4.9, arithmetic checks
 */
export function checkParts(observations: readonly Observation[], indicator: Indicator): ImportFinding[] {
  const { points, fullest } = pointsOf(observations, indicator);
  return points.flatMap((point) => {
    const sums = indicator.additive.flatMap((dimension) => {
      const sum = sumOf(point, dimension, fullest);
      return sum === null ? [] : [{ dimension, sum }];
    });
    const at = { indicator: indicator.code, series: indicator.code, area: point.area, period: point.period };
    const findings: ImportFinding[] = [];
    const [first, ...others] = sums;
    for (const next of first ? others : []) {
      if (first!.sum === next.sum) continue;
      const rule = first!.sum === 0 || next.sum === 0 ? "parts-all-zero" : "parts-not-equal";
      findings.push({
        rule,
        ...at,
        detail: { first: first!.dimension, firstSum: first!.sum, second: next.dimension, secondSum: next.sum },
      });
    }
    const whole = point.total?.value;
    for (const { dimension, sum } of whole === undefined || whole === null ? [] : sums) {
      if (sum !== whole) findings.push({ rule: "parts-not-total", ...at, detail: { dimension, sum, total: whole! } });
    }
    return findings;
  });
}

/**
 * National totals of a count, made in one way for a country: as given where the file gives any, else added up over the first
 * dimension the file has parts of. Two ways often mean two sources, and their difference is no change in time.
 */
export function totalsByParts(observations: readonly Observation[], indicator: Indicator): Observation[] {
  const { points, fullest } = pointsOf(observations, indicator);
  const given = new Set(points.flatMap((point) => (point.total ? [point.area] : [])));
  const dimension = indicator.additive.find((one) => fullest.has(one));
  return points.flatMap((point): Observation[] => {
    if (given.has(point.area)) return point.total ? [point.total] : [];
    const value = dimension === undefined ? null : sumOf(point, dimension, fullest);
    if (dimension === undefined || value === null) return [];
    const parts = point.parts.get(dimension)!;
    const broken = parts.find((part) => part.breakBy !== null)?.breakBy ?? null;
    return [{ ...parts[0]!, series: indicator.code, codes: {}, value, breakBy: broken }];
  });
}

function pointsOf(observations: readonly Observation[], indicator: Indicator): { points: Point[]; fullest: Fullest } {
  const points = new Map<string, Point>();
  const fullest: Fullest = new Map();
  for (const o of observations) {
    const split = Object.keys(o.codes).filter((dimension) => o.codes[dimension] !== total);
    const dimension = split[0];
    if (split.length > 1 || (dimension !== undefined && !indicator.additive.includes(dimension))) continue;
    const key = `${o.area}|${o.period}|${o.unit}`;
    const point = points.get(key) ?? { area: o.area, period: o.period, unit: o.unit, total: null, parts: new Map() };
    points.set(key, point);
    if (dimension === undefined) point.total = o;
    else point.parts.set(dimension, [...(point.parts.get(dimension) ?? []), o]);
  }
  for (const point of points.values()) {
    for (const [dimension, parts] of point.parts) {
      point.parts.set(dimension, innermost(parts, dimension));
      fullest.set(dimension, Math.max(fullest.get(dimension) ?? 0, point.parts.get(dimension)!.length));
    }
  }
  return { points: [...points.values()], fullest };
}

function sumOf(point: Point, dimension: string, fullest: Fullest): number | null {
  const parts = point.parts.get(dimension);
  if (!parts || parts.length < 2 || parts.length < (fullest.get(dimension) ?? 0)) return null;
  const values = parts.map((part) => part.value);
  return values.some((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + value!, 0);
}

/** Leaves out age bands that hold another band present (15–64 beside 15–19), which would count people twice. */
function innermost(parts: Observation[], dimension: string): Observation[] {
  if (dimension !== "AGE") return parts;
  const spans = parts.map((part) => ({ part, span: spanOf(part.codes[dimension] ?? "") }));
  return spans
    .filter(({ part, span }) => !spans.some((other) => other.part !== part && holds(span, other.span)))
    .map(({ part }) => part);
}

type Span = { from: number; to: number } | null;

function spanOf(code: string): Span {
  const band = /^Y(\d+)T(\d+)$/.exec(code);
  if (band) return { from: Number(band[1]), to: Number(band[2]) };
  const under = /^Y_LT(\d+)$/.exec(code);
  if (under) return { from: 0, to: Number(under[1]) - 1 };
  const over = /^Y_GE(\d+)$/.exec(code);
  return over ? { from: Number(over[1]), to: 200 } : null;
}

function holds(outer: Span, inner: Span): boolean {
  return outer !== null && inner !== null && outer.from <= inner.from && inner.to <= outer.to;
}
