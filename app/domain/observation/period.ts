/**
 * Reference periods in SDMX text: `2024`, `2024-Q1`, `2024-S1`, `2024-03`.
 *
 * @source SDMX 3.0 section 6, time periods: Gregorian year and month, reporting quarter and semester.
 */
export type Period = string & { readonly brand: "Period" };

/** What a value of the period describes; model.md §2. */
export const bases = ["year-of-event", "fieldwork", "on-a-day", "school-year", "fiscal-year"] as const;
export type Basis = (typeof bases)[number];

const shape = /^(1[89]\d\d|2\d\d\d)(?:-(Q[1-4]|S[12]|0[1-9]|1[0-2]))?$/;

/** Reads a period, or null when it is none. */
export function parsePeriod(text: unknown): Period | null {
  return typeof text === "string" && shape.test(text) ? (text as Period) : null;
}

/** The year a period lies in. */
export function yearOf(period: Period): number {
  return Number(period.slice(0, 4));
}

/** The same period some years earlier or later, e.g. `back("2024", 1)` is `2023`. */
export function back(period: Period, years: number): Period {
  return `${yearOf(period) - years}${period.slice(4)}` as Period;
}

/** First and last day of a period as ISO dates, both inside it. */
export function daysOf(period: Period): { start: string; end: string } {
  const year = period.slice(0, 4);
  const part = period.slice(5);
  const [first, last] = part === "" ? [1, 12] : monthsOf(part);
  return { start: `${year}-${pad(first)}-01`, end: `${year}-${pad(last)}-${lastDay(Number(year), last)}` };
}

function monthsOf(part: string): [number, number] {
  if (part.startsWith("Q")) return [Number(part[1]) * 3 - 2, Number(part[1]) * 3];
  if (part.startsWith("S")) return [Number(part[1]) * 6 - 5, Number(part[1]) * 6];
  return [Number(part), Number(part)];
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function pad(month: number): string {
  return String(month).padStart(2, "0");
}
