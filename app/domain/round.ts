/** A round: one collection, one questionnaire version, named by the collecting year (`2026-annual` asks about 2025). */
export const roundStates = ["scheduled", "open", "closed", "archived"] as const;
export type RoundState = (typeof roundStates)[number];

export type RoundDates = {
  /** Instants, ISO 8601 UTC; deadlines are entered as end of day Europe/Paris. */
  opensAt: string;
  softDeadlineAt: string;
  hardDeadlineAt: string;
  archivedAt: string | null;
};

/**
 * State of a round at an instant. Derived from its dates, so that no clock has to move a row.
 * A save at or after the hard deadline is refused (and stays in the browser).
 */
export function roundState(dates: RoundDates, now: string): RoundState {
  if (dates.archivedAt !== null && dates.archivedAt <= now) return "archived";
  if (now < dates.opensAt) return "scheduled";
  return now < dates.hardDeadlineAt ? "open" : "closed";
}

export type RoundId = string & { readonly brand: "RoundId" };

/** Reads a round id: year and slug, `2026-annual`, `2026-nitazenes-1`. */
export function parseRoundId(text: unknown): RoundId | null {
  return typeof text === "string" && /^2\d\d\d-[a-z][a-z0-9-]{1,40}$/.test(text) ? (text as RoundId) : null;
}
