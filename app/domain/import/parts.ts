import { type Dictionary, type Indicator, notKnown, other, total } from "~/domain/dictionary/dictionary";
import type { Observation } from "~/domain/observation/observation";
import type { ImportFinding } from "./import";

/** What a file says of one country and period: the total, if any, and the sum over the parts by each dimension. */
type Point = { area: string; period: string; total: Observation | null; sums: Map<string, Sum> };

type Sum = { value: number; parts: Observation[] };

/**
 * Compares sums over the parts of dimensions that add up (sexes against ages, either against the total). Only complete sets
 * of parts are added: every first-level code of the list (ages: bands without a gap up to an open end), and as many as the
 * fullest point of the file has. Three drugs of ten make no total.
 *
 * Parts below the total are asked about only where "not known" is told: else the difference is those not known.
 * A set of zeros beside a set that is not is named as such: zeros were typed for missing values.
 * @source facts/domain.md §4.9, arithmetic checks
 */
export function checkParts(points: readonly Point[], indicator: Indicator): ImportFinding[] {
  return points.flatMap((point) => {
    const at = { indicator: indicator.code, series: indicator.code, area: point.area, period: point.period };
    const [first, ...others] = point.sums;
    const findings: ImportFinding[] = [];
    for (const [second, { value: secondSum }] of others) {
      const firstSum = first![1].value;
      if (firstSum === secondSum) continue;
      const rule = firstSum === 0 || secondSum === 0 ? "parts-all-zero" : "parts-not-equal";
      findings.push({ rule, ...at, detail: { first: first![0], firstSum, second, secondSum } });
    }
    const whole = point.total?.value ?? null;
    for (const [dimension, { value: sum, parts }] of whole === null ? [] : point.sums) {
      const isUnknownTold = parts.some((part) => part.codes[dimension] === notKnown);
      if (sum > whole! || (sum < whole! && isUnknownTold))
        findings.push({ rule: "parts-not-total", ...at, detail: { dimension, sum, total: whole! } });
    }
    return findings;
  });
}

/**
 * National totals of a count, made in one way for a country: as given where the file gives any, else added up over one
 * dimension. Two ways often mean two sources, and their difference is no change in time. A country without totals is
 * absent.
 */
export function totalsOf(points: readonly Point[], indicator: Indicator): Observation[] {
  const given = new Set(points.flatMap((point) => (point.total ? [point.area] : [])));
  const dimension = indicator.additive.find((one) => points.some((point) => point.sums.has(one)));
  return points.flatMap((point): Observation[] => {
    if (given.has(point.area)) return point.total ? [point.total] : [];
    const sum = dimension === undefined ? undefined : point.sums.get(dimension);
    if (!sum) return [];
    const broken = sum.parts.find((part) => part.breakBy !== null)?.breakBy ?? null;
    return [{ ...sum.parts[0]!, series: indicator.code, codes: {}, value: sum.value, breakBy: broken }];
  });
}

/** Puts together what a file says of each country and period, in the indicator's own unit. */
export function pointsOf(observations: readonly Observation[], indicator: Indicator, dictionary: Dictionary): Point[] {
  const found = new Map<string, { point: Point; parts: Map<string, Observation[]> }>();
  for (const o of observations) {
    const split = Object.keys(o.codes).filter((dimension) => o.codes[dimension] !== total);
    const dimension = split[0];
    if (o.unit !== indicator.unit || split.length > 1) continue;
    if (dimension !== undefined && !indicator.additive.includes(dimension)) continue;
    const key = `${o.area}|${o.period}`;
    const at = found.get(key) ?? {
      point: { area: o.area, period: o.period, total: null, sums: new Map() },
      parts: new Map<string, Observation[]>(),
    };
    found.set(key, at);
    if (dimension === undefined) at.point.total = o;
    else at.parts.set(dimension, [...(at.parts.get(dimension) ?? []), o]);
  }
  const fullest = new Map<string, number>();
  for (const { parts } of found.values()) {
    for (const [dimension, list] of parts) {
      const whole = wholeOf(list, dimension, dictionary);
      parts.set(dimension, whole);
      fullest.set(dimension, Math.max(fullest.get(dimension) ?? 0, whole.length));
    }
  }
  for (const { point, parts } of found.values()) {
    for (const dimension of indicator.additive) {
      const list = parts.get(dimension) ?? [];
      const values = list.flatMap(({ value }) => (value === null ? [] : [value]));
      if (list.length < 2 || list.length < (fullest.get(dimension) ?? 0) || values.length < list.length) continue;
      point.sums.set(dimension, { value: values.reduce((sum, value) => sum + value, 0), parts: list });
    }
  }
  return [...found.values()].map(({ point }) => point);
}

/** The parts that make a whole, or none: a code missing leaves people out, a band inside another counts them twice. */
function wholeOf(parts: Observation[], dimension: string, dictionary: Dictionary): Observation[] {
  const codeOf = (part: Observation) => part.codes[dimension] ?? "";
  if (dimension === "AGE") {
    const bands = parts.map((part) => ({ part, span: spanOf(codeOf(part)) }));
    const inner = bands.filter((one) => !bands.some((two) => two !== one && holds(one.span, two.span)));
    return isWithoutGap(inner.flatMap(({ span }) => span ?? [])) ? inner.map(({ part }) => part) : [];
  }
  const known = dictionary.dimensions.get(dimension)?.codes ?? [];
  const first = known.filter(({ code, parent }) => parent === undefined && code !== notKnown && code !== other);
  const isWhole = first.every(({ code }) => parts.some((part) => codeOf(part) === code));
  const isFirst = (code: string) => known.find((one) => one.code === code)?.parent === undefined;
  return isWhole ? parts.filter((part) => isFirst(codeOf(part))) : [];
}

type Span = { from: number; to: number };

/** Age that no band ends at: what is open above. */
const open = 200;

function spanOf(code: string): Span | null {
  const band = /^Y(\d+)T(\d+)$/.exec(code);
  if (band) return { from: Number(band[1]), to: Number(band[2]) };
  const under = /^Y_LT(\d+)$/.exec(code);
  if (under) return { from: 0, to: Number(under[1]) - 1 };
  const over = /^Y_GE(\d+)$/.exec(code);
  return over ? { from: Number(over[1]), to: open } : null;
}

function holds(outer: Span | null, inner: Span | null): boolean {
  return outer !== null && inner !== null && outer.from <= inner.from && inner.to <= outer.to;
}

function isWithoutGap(spans: Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  return (
    sorted.at(-1)?.to === open && sorted.every((span, index) => index === 0 || span.from === sorted[index - 1]!.to + 1)
  );
}
