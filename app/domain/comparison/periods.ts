/*
 * The time axis: every period between two years in one frequency, so that a missing one is a gap and not a jump.
 */

export const frequencies = ["A", "S", "Q", "M"] as const;
export type Frequency = (typeof frequencies)[number];

const parts: Record<Frequency, string[]> = {
  A: [""],
  S: ["-S1", "-S2"],
  Q: ["-Q1", "-Q2", "-Q3", "-Q4"],
  M: Array.from({ length: 12 }, (_, month) => `-${String(month + 1).padStart(2, "0")}`),
};

/** Frequency of a period by its text: `2024` A, `2024-S1` S, `2024-Q1` Q, `2024-03` M. */
export function frequencyOf(period: string): Frequency {
  const mark = period.slice(5, 6);
  if (mark === "") return "A";
  return mark === "Q" ? "Q" : mark === "S" ? "S" : "M";
}

/** The coarsest frequency that occurs; years before quarters, since they compare more countries. `A` for none. */
export function coarsest(periods: readonly string[]): Frequency {
  const found = new Set(periods.map(frequencyOf));
  return frequencies.find((frequency) => found.has(frequency)) ?? "A";
}

/** Every period from one year to another, both included, ascending. */
export function periodsBetween(from: number, to: number, frequency: Frequency): string[] {
  const years = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  return years.flatMap((year) => parts[frequency].map((part) => `${year}${part}`));
}

/** Place of a period on a linear axis of years: a year stands at its number, a quarter in its middle. */
export function toAxis(period: string): number {
  const year = Number(period.slice(0, 4));
  const frequency = frequencyOf(period);
  const at = parts[frequency].indexOf(period.slice(4));
  return frequency === "A" ? year : year + (at + 0.5) / parts[frequency].length;
}
