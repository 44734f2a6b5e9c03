import type { Indicator } from "~/domain/dictionary/dictionary";
import { breakFactor, gapReason, isBreakYear } from "./breaks";
import { demoCountries } from "./countries";
import { bases, parents, shares, substanceLevel, wholes } from "./levels";
import { between, hash } from "./random";

/*
 * The invented world behind the demonstration: a number for every series, country and year, always the same, so that
 * history, rounds and revisions tell one story. Levels are of a plausible order and nothing more; none is a real figure.
 */

export type Invented = { value: number; isBreak: boolean } | { reason: "O" | "L" };

/** Invents the value of a series in a country and year; whole for persons, cases and units, else one or two decimals. */
export function invent(indicator: Indicator, codes: Record<string, string>, area: string, year: number): Invented {
  const gap = gapReason(indicator.code, area, year);
  if (gap) return { reason: gap };
  const value =
    indicator.measure === "count" || indicator.measure === "quantity"
      ? inventCount(indicator, codes, area, year)
      : inventLevel(indicator, codes, area, year);
  return { value, isBreak: isBreakYear(indicator.code, area, year) };
}

function inventCount(indicator: Indicator, codes: Record<string, string>, area: string, year: number): number {
  if (indicator.code === "DEM-GPS-N") return 4000 + Math.floor(8000 * hash(`sample${area}${year}`));
  if (indicator.code === "SUP-SEI-LARGE") {
    // One case of those that make up the quantity seized.
    const seized = inventCount({ ...indicator, code: "SUP-SEI-QTY" }, codes, area, year);
    return rounded(indicator, seized * between(`largest${area}${year}${codes.SUBSTANCE ?? ""}`, 0.08, 0.7));
  }
  // Nothing is seized without a case.
  if (
    indicator.code === "SUP-SEI-QTY" &&
    !inventCount({ ...indicator, code: "SUP-SEI-N", unit: "CASE" }, codes, area, year)
  )
    return 0;
  const rest = indicator.additive.find((dimension) => codes[dimension] === wholes[dimension]?.largest);
  if (rest) return restOf(indicator, codes, rest, area, year);
  const millions = (demoCountries[area]?.population ?? 1000) / 1000;
  const whole =
    (bases[indicator.code] ?? 40) *
    millions *
    level(area, courseOf(indicator.code)) *
    course(area, courseOf(indicator.code), year);
  const part = Object.entries(codes).reduce(
    (share, [dimension, code]) => share * shareOf(indicator, dimension, code),
    1,
  );
  // What is seized in a year is a matter of chance, substance by substance; what adds up is not.
  const noise =
    indicator.theme === "supply" && !indicator.additive.includes("SEX")
      ? 0.45 + 1.4 * hash(`${indicator.code}${area}${year}${codes.SUBSTANCE ?? ""}`)
      : 1;
  return rounded(indicator, whole * part * noise);
}

/** Rounded down, so that the parts never add up to more than their whole. */
function rounded(indicator: Indicator, value: number): number {
  return indicator.unit === "KG" ? Math.floor(value * 1000) / 1000 : Math.floor(value);
}

/** The largest part of a whole is what the other parts leave of it, so that tables add up to their totals. */
function restOf(
  indicator: Indicator,
  codes: Record<string, string>,
  dimension: string,
  area: string,
  year: number,
): number {
  const count = (code: string) => inventCount(indicator, { ...codes, [dimension]: code }, area, year);
  const rest = (wholes[dimension]?.others ?? []).reduce((left, code) => left - count(code), count("_T"));
  // Of a very small whole the rounded others may take more than there is.
  return Math.max(0, indicator.unit === "KG" ? Math.round(rest * 1000) / 1000 : rest);
}

/** Deaths with known toxicology follow the deaths. */
function courseOf(indicator: string): string {
  return indicator === "DEM-DRD-TOX" ? "DEM-DRD-N" : indicator;
}

function inventLevel(indicator: Indicator, codes: Record<string, string>, area: string, year: number): number {
  const substance = substanceLevel[codes.SUBSTANCE ?? ""];
  const own = 0.03 + 0.05 * hash(codes.SUBSTANCE ?? "");
  const statistic = shares.STATISTIC?.[codes.STATISTIC ?? "MEAN"] ?? 1;
  if (indicator.measure === "price")
    return cents((substance?.price ?? 25) * priceCourse(area, indicator.code, year) * statistic);
  if (indicator.code === "SUP-PUR-RET")
    return tenth(
      Math.min(
        98,
        (substance?.purity ?? 40) *
          (0.75 + 0.5 * (course(area, indicator.code, year) - 0.6)) *
          Math.min(1.35, statistic),
      ),
    );
  if (indicator.measure === "mean")
    return tenth(
      (bases[indicator.code] ?? 30) *
        (0.9 + 0.2 * hash(`${area}${JSON.stringify(codes)}`)) *
        (codes.EVENT === "FIRSTUSE" ? 0.62 : 1),
    );
  if (indicator.code === "DEM-TDI-COV") return coverageOf(codes, area, year);
  const sex = codes.SEX === "M" ? 1.28 : codes.SEX === "F" ? 0.72 : 1;
  const age = codes.AGE === "Y15T24" ? 1.7 : codes.AGE === "Y15T34" ? 1.45 : 1;
  const percent =
    (bases[indicator.code] ?? 25) *
    level(area, "use") *
    course(area, "use", year) *
    (substance?.share ?? (codes.SUBSTANCE ? own : 1)) *
    sex *
    age *
    (shares.COVMEASURE?.[codes.COVMEASURE ?? ""] ?? 1) *
    (shares.PROFILE?.[codes.PROFILE ?? ""] ?? 1);
  return tenth(Math.min(96, percent));
}

/** Units that exist and report, and the share of clients they see: reporting units never exceed existing ones. */
function coverageOf(codes: Record<string, string>, area: string, year: number): number {
  const existing = 20 + Math.floor(400 * hash(`units${area}${codes.CENTRE ?? ""}`));
  const share = between(`coverage${area}${codes.CENTRE ?? ""}`, 0.62, 0.99) - 0.004 * (2024 - year);
  if (codes.COVMEASURE === "EXISTING") return existing;
  return codes.COVMEASURE === "REPORTING" ? Math.floor(existing * share) : tenth(100 * share);
}

/** Share of a code in its dimension; under a parent (`HER` under `OPI`) the shares of the way down multiply. */
function shareOf(indicator: Indicator, dimension: string, code: string): number {
  if (code === "_T") return 1;
  const known = shares[dimension]?.[code] ?? between(`${dimension}${code}`, 0.015, 0.07);
  const parent = dimension === "SUBSTANCE" ? parents[code] : undefined;
  return parent ? known * shareOf(indicator, dimension, parent) : known;
}

/** How much more or less than the base a country has of it: 0.35 to 2.4. */
function level(area: string, what: string): number {
  return toldLevels[`${what}/${area}`] ?? 0.35 + 2.05 * hash(`level${area}${what}`) ** 1.6;
}

/** Levels that spread the first chart of the demonstration, from very low to very high. */
const toldLevels: Record<string, number> = {
  "DEM-DRD-N/EE": 3.6,
  "DEM-DRD-N/NO": 2.6,
  "DEM-DRD-N/SE": 2.3,
  "DEM-DRD-N/IE": 1.9,
  "DEM-DRD-N/SI": 1.2,
  "DEM-DRD-N/PT": 0.32,
  "DEM-DRD-N/RO": 0.14,
};

/** Courses drawn so far: every figure of a table follows the same one. */
const courses = new Map<string, number>();

/** The course of a series over the years around 1, with the steps of its breaks. */
function course(area: string, what: string, year: number): number {
  const name = `${area}${what}${year}`;
  const known = courses.get(name) ?? drawCourse(area, what, year);
  courses.set(name, known);
  return known;
}

function drawCourse(area: string, what: string, year: number): number {
  const t = year - 2004;
  const phase = 6.283 * hash(`phase${area}${what}`);
  const slope = (hash(`slope${area}${what}`) - 0.38) * 0.035 * t;
  const long = 0.22 * Math.sin(phase + t / between(`long${area}${what}`, 3.5, 7));
  const noise = 0.12 * (hash(`noise${area}${what}${year}`) - 0.5);
  return Math.max(0.25, 1 + slope + long + noise) * breakFactor(what, area, year);
}

function priceCourse(area: string, what: string, year: number): number {
  return (
    (0.7 + 0.6 * hash(`price${area}${what}`)) *
    (1 + 0.008 * (year - 2004)) *
    (0.94 + 0.12 * hash(`price${area}${what}${year}`))
  );
}

const tenth = (value: number) => Math.round(value * 10) / 10;
const cents = (value: number) => Math.round(value * 100) / 100;
