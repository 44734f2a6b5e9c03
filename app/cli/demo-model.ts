import type { Indicator } from "~/domain/dictionary";
import { breakFactor, gapReason, isBreakYear } from "./demo-breaks";
import { demoCountries } from "./demo-countries";
import { between, hash } from "./demo-random";

/*
 * The invented world behind the demonstration: a number for every series, country and year, always the same, so that
 * history, rounds and revisions tell one story. Levels are of a plausible order and nothing more; none is a real figure.
 */

/** Persons, cases or deaths per million inhabitants; percent; units of the dictionary for the rest. */
const bases: Record<string, number> = {
  "DEM-GPS-LTP": 24,
  "DEM-GPS-LYP": 8,
  "DEM-GPS-LMP": 4.2,
  "DEM-GPS-N": 7000,
  "DEM-SCH-LTP": 17,
  "DEM-SCH-LYP": 12,
  "DEM-SCH-LMP": 7,
  "DEM-SCH-GAMB": 8,
  "DEM-SCH-GAME": 21,
  "DEM-HRDU-OPI": 3200,
  "DEM-HRDU-STI": 2100,
  "DEM-PWID": 1500,
  "DEM-TDI-ALL": 900,
  "DEM-TDI-AGE": 900,
  "DEM-TDI-MEAN": 29,
  "DEM-TDI-ROUTE": 900,
  "DEM-TDI-FREQ": 900,
  "DEM-TDI-CHILD": 900,
  "DEM-TDI-COV": 84,
  "DEM-OAT": 1700,
  "DEM-DRD-N": 22,
  "DEM-DRD-TOX": 19,
  "DEM-DRD-OPI": 62,
  "DEM-DRD-NIT": 1.4,
  "DEM-DRID-HIV": 3.1,
  "DEM-DRID-HCV": 46,
  "DEM-SYR": 210_000,
  "DEM-NAL": 900,
  "DEM-EMG": 210,
  "DEM-PRI": 31,
  "SUP-SEI-QTY": 160,
  "SUP-SEI-N": 1100,
  "SUP-SEI-LARGE": 30,
  "SUP-SEI-AIR": 9,
  "SUP-PRI-RET": 40,
  "SUP-PUR-RET": 38,
  "SUP-OFF-USE": 1900,
  "SUP-OFF-SUP": 420,
  "SUP-PROD": 2.2,
  "SUP-PREC": 26,
  "SUP-NPS-NEW": 1.6,
  "SUP-WW": 190,
  "SUP-AVAIL": 34,
  "PRA-PRI": 1.1,
  "PRA-GEN": 0.9,
  "PRA-LOC": 38,
  "PRA-PREV": 42,
  "CAP-TRAIN": 130,
};

/** Price per gram and purity in percent of the substances people ask for most. */
const substanceLevel: Record<string, { share: number; price: number; purity: number }> = {
  ANY: { share: 1.12, price: 30, purity: 30 },
  CAN: { share: 1, price: 9.5, purity: 13 },
  CAN_HERB: { share: 0.8, price: 10.2, purity: 12 },
  CAN_RES: { share: 0.5, price: 8.8, purity: 24 },
  COC: { share: 0.24, price: 66, purity: 62 },
  COC_HCL: { share: 0.22, price: 67, purity: 64 },
  CRACK: { share: 0.03, price: 48, purity: 55 },
  AMP: { share: 0.11, price: 14, purity: 26 },
  METAMP: { share: 0.04, price: 38, purity: 58 },
  MDMA: { share: 0.14, price: 9, purity: 71 },
  HER: { share: 0.035, price: 41, purity: 24 },
  OPI: { share: 0.05, price: 44, purity: 26 },
  KET: { share: 0.07, price: 31, purity: 74 },
  LSD: { share: 0.05, price: 10, purity: 60 },
  NPS: { share: 0.06, price: 22, purity: 48 },
  SCRA: { share: 0.04, price: 11, purity: 18 },
  TOB: { share: 2.1, price: 1, purity: 1 },
  ALC: { share: 3.2, price: 1, purity: 1 },
  ECIG: { share: 1.6, price: 1, purity: 1 },
};

/** Share of a code among its dimension, where a plausible one is easy to say; others come from the series' hash. */
const shares: Record<string, Record<string, number>> = {
  SEX: { F: 0.235, M: 0.755, _U: 0.01 },
  STATUS: { FIRST: 0.42, PREV: 0.53, _U: 0.05 },
  SUBSTANCE: {
    OPI: 0.3,
    CAN: 0.33,
    COC: 0.18,
    STI: 0.09,
    HYP: 0.045,
    HAL: 0.012,
    INH: 0.004,
    _O: 0.014,
    _U: 0.025,
    HER: 0.8,
    COC_HCL: 0.76,
    CRACK: 0.2,
    CAN_HR: 0.9,
    CAN_HERB: 0.62,
    CAN_RES: 0.3,
    AMP: 0.4,
    METAMP: 0.14,
    MDMA: 0.18,
    CATH: 0.12,
  },
  AGE: {
    Y_LT15: 0.006,
    Y15T19: 0.07,
    Y20T24: 0.12,
    Y25T29: 0.15,
    Y30T34: 0.16,
    Y35T39: 0.15,
    Y40T44: 0.12,
    Y45T49: 0.09,
    Y50T54: 0.06,
    Y55T59: 0.03,
    Y60T64: 0.02,
    Y_GE65: 0.012,
    _U: 0.01,
  },
  SETTING: { COMM: 0.93, PRISON: 0.06 },
  MEDICINE: { MTD: 0.58, BUP: 0.33, SROM: 0.03, DAM: 0.01, _O: 0.02 },
  STATISTIC: { MIN: 0.55, MEAN: 1, MEDIAN: 0.97, MAX: 1.9 },
  COVMEASURE: { REPORTING: 0.86, EXISTING: 1, CLIENTS: 0.92 },
};

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
  const noise =
    indicator.theme === "supply" ? 0.45 + 1.4 * hash(`${indicator.code}${area}${year}${codes.SUBSTANCE ?? ""}`) : 1;
  const value = whole * part * noise;
  // Rounded down, so that the parts never add up to more than their whole.
  return indicator.unit === "KG" ? Math.floor(value * 1000) / 1000 : Math.floor(value);
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
    (shares.COVMEASURE?.[codes.COVMEASURE ?? ""] ?? 1);
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

const parents: Record<string, string> = {
  HER: "OPI",
  MTD: "OPI",
  BUP: "OPI",
  FEN: "OPI",
  NIT: "OPI",
  MOR: "OPI",
  OXY: "OPI",
  TRA: "OPI",
  OPIUM: "OPI",
  OPI_NM: "OPI",
  OPI_O: "OPI",
  COC_HCL: "COC",
  CRACK: "COC",
  COCA_LEAF: "COC",
  COC_O: "COC",
  AMP: "STI",
  METAMP: "STI",
  MDMA: "STI",
  CATH: "STI",
  KHAT: "STI",
  STI_O: "STI",
  ATS: "STI",
  BARB: "HYP",
  BENZO: "HYP",
  BENZO_D: "BENZO",
  GHB: "HYP",
  PREGAB: "HYP",
  HYP_O: "HYP",
  LSD: "HAL",
  KET: "HAL",
  PSILO: "HAL",
  HAL_O: "HAL",
  N2O: "INH",
  INH_O: "INH",
  CAN_HR: "CAN",
  SCRA: "CAN",
  CAN_O: "CAN",
};

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

/** The course of a series over the years around 1, with the steps of its breaks. */
function course(area: string, what: string, year: number): number {
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
