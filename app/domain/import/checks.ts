import type { Dictionary, Indicator } from "~/domain/dictionary/dictionary";
import { roundPercent } from "~/domain/figure/percent";
import type { Observation } from "~/domain/observation/observation";
import type { ImportFinding } from "./import";
import { checkParts, pointsOf, totalsOf } from "./parts";

/** Change from one year to the next above which a count of at least `base` is asked about, as a share of the former. */
const jumpOfCounts = { rise: 0.3, fall: 0.3, base: 20 };
/** A price that changes by more than half in one year is asked about. */
const jumpOfPrices = { rise: 0.5, fall: 0.5, base: 0 };
/** Quantities follow single large cases: asked about when they double or fall by more than 60 %. */
const jumpOfQuantities = { rise: 1, fall: 0.6, base: 10 };

/**
 * Looks at imported figures for what an experienced eye would ask about: parts that do not add up, zeros that stand for
 * missing values, jumps from one year to the next, shares outside 0–100. Findings keep nothing out: most such figures are
 * true, and a file of the past is not the country's answer to correct.
 *
 * Jumps of counts are looked at on the national total, given or added up from complete parts, and where a country has none
 * on each of its series; jumps of prices on each series. Only neighbouring years are compared, and never across a break.
 * @source facts/domain.md §4.9 (sums, change of deaths above 30 % from a base of 20, real faults of the 2019 extract);
 *         indicators.csv validity checks of SUP-PRI-RET (change above 50 % in one year), SUP-SEI-QTY (+100 %, −60 %) and of shares (0–100)
 */
export function checkImport(observations: readonly Observation[], dictionary: Dictionary): ImportFinding[] {
  const findings: ImportFinding[] = [];
  const byIndicator = new Map<string, Observation[]>();
  for (const observation of observations) {
    const list = byIndicator.get(observation.indicator);
    if (list) list.push(observation);
    else byIndicator.set(observation.indicator, [observation]);
  }
  for (const [code, list] of byIndicator) {
    const indicator = dictionary.indicators.get(code);
    if (!indicator) continue;
    for (const observation of list) findings.push(...checkOne(observation, indicator));
    if (indicator.measure === "quantity") findings.push(...checkJumps(list, jumpOfQuantities));
    if (indicator.measure === "price") findings.push(...checkJumps(list, jumpOfPrices));
    if (indicator.measure !== "count") continue;
    const points = pointsOf(list, indicator, dictionary);
    const totals = totalsOf(points, indicator);
    const totalled = new Set(totals.map((one) => one.area));
    findings.push(...checkParts(points, indicator));
    findings.push(...checkJumps([...totals, ...list.filter((one) => !totalled.has(one.area))], jumpOfCounts));
  }
  return findings;
}

function checkOne(o: Observation, indicator: Indicator): ImportFinding[] {
  const at = placeOf(o);
  // A price or a mean of nothing does not exist; a zero there was typed for a missing value.
  if (o.value === 0 && (indicator.measure === "price" || indicator.measure === "mean")) {
    return [{ rule: "zero-impossible", ...at, detail: { line: lineOf(o) } }];
  }
  const isPercent = o.unit === "PT" && o.value !== null;
  if (isPercent && (o.value! < 0 || o.value! > 100)) {
    return [{ rule: "share-out-of-range", ...at, detail: { value: o.value!, line: lineOf(o) } }];
  }
  return [];
}

function placeOf(
  o: Pick<Observation, "indicator" | "series" | "area" | "period">,
): Omit<ImportFinding, "rule" | "detail"> {
  return { indicator: o.indicator, series: o.series, area: o.area, period: o.period };
}

type Point = Pick<Observation, "indicator" | "series" | "area" | "period" | "value" | "breakBy" | "unit" | "codes">;

function checkJumps(points: readonly Point[], limit: { rise: number; fall: number; base: number }): ImportFinding[] {
  const known = new Map(points.map((point) => [`${point.series}|${point.area}|${point.period}`, point]));
  return points.flatMap((point): ImportFinding[] => {
    if (!/^\d{4}$/.test(point.period) || point.breakBy !== null) return [];
    const former = known.get(`${point.series}|${point.area}|${Number(point.period) - 1}`)?.value;
    if (former === undefined || former === null || point.value === null || former < limit.base || former === 0)
      return [];
    const change = (point.value - former) / former;
    if (change <= limit.rise && change >= -limit.fall) return [];
    const detail = { former, value: point.value, change: roundPercent(change * 100, 1) };
    return [{ rule: "jump", ...placeOf(point), detail }];
  });
}

function lineOf(o: Observation): number {
  return o.provenance.kind === "import" ? o.provenance.line : 0;
}
