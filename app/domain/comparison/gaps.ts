import type { ReasonCode } from "~/domain/figure/figure";
import type { Line } from "./comparison";

/*
 * Why a country has no value in any period shown. Absence of rows, a reason somebody gave and a value that is withheld are
 * three different things.
 */

/** A country without value: each reason with its periods; no reason = there is no row at all. */
export type Gap = { area: string; reasons: { reason: ReasonCode; periods: string[] }[] };

/** The reasons of a line without value, in the order of their first period. */
export function gapOf({ area, entries }: Pick<Line, "area" | "entries">): Gap {
  const periods = new Map<ReasonCode, string[]>();
  for (const entry of entries)
    if (entry.kind === "missing") periods.set(entry.reason, [...(periods.get(entry.reason) ?? []), entry.period]);
  return { area, reasons: [...periods].map(([reason, own]) => ({ reason, periods: own })) };
}

/** Is every figure the country has withheld? Then it is not without value. */
export function isWithheld({ reasons }: Gap): boolean {
  return reasons.length > 0 && reasons.every(({ reason }) => reason === "Q");
}

/** Countries without any value shown whose values are withheld. */
export function withheldIn(lines: readonly Line[]): string[] {
  return lines
    .filter((line) => line.otherFrequencies.length === 0 && line.entries.every((entry) => entry.kind !== "value"))
    .filter((line) => isWithheld(gapOf(line)))
    .map((line) => line.area);
}
