import type { Text } from "~/domain/dictionary/dictionary";
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

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Is a text an instant as the dates of a round are kept? */
export function isInstant(text: string): boolean {
  return instantShape.test(text);
}

/** What is wrong with the dates of a round, by the part; null = nothing. A round is asked for after it opens, and not later than it ends. */
export function wrongDate(
  dates: Omit<RoundDates, "archivedAt">,
): "opensAt" | "softDeadlineAt" | "hardDeadlineAt" | null {
  for (const part of ["opensAt", "softDeadlineAt", "hardDeadlineAt"] as const) if (!isInstant(dates[part])) return part;
  if (dates.opensAt >= dates.softDeadlineAt) return "softDeadlineAt";
  return dates.softDeadlineAt > dates.hardDeadlineAt ? "hardDeadlineAt" : null;
}

/**
 * What is wrong with new deadlines of a round; null = nothing. `same`: neither moves. `past`: one moves to an instant that is
 * over, which may be meant, but is asked about.
 */
export function troubleOfDeadlines(
  round: RoundDates,
  to: Pick<RoundDates, "softDeadlineAt" | "hardDeadlineAt">,
  now: string,
): "softDeadlineAt" | "hardDeadlineAt" | "same" | "past" | null {
  const wrong = wrongDate({ ...round, ...to });
  if (wrong !== null) return wrong === "opensAt" ? "softDeadlineAt" : wrong;
  const moving = (["softDeadlineAt", "hardDeadlineAt"] as const).filter((part) => round[part] !== to[part]);
  if (moving.length === 0) return "same";
  return moving.some((part) => to[part] <= now) ? "past" : null;
}

/**
 * Why a section keeps a closed round from being archived: under review, come back and not yet sent again, or opened for
 * correction and not yet sent.
 */
export type OpenWhy = "submitted" | "returned" | "corrected";

export type RoundId = string & { readonly brand: "RoundId" };

/** Reads a round id: year and slug, `2026-annual`, `2026-nitazenes-1`. */
export function parseRoundId(text: unknown): RoundId | null {
  return typeof text === "string" && /^2\d\d\d-[a-z][a-z0-9-]{1,40}$/.test(text) ? (text as RoundId) : null;
}

/** What a round stores its answers as: code list and code by their names; `part` = its words say something else. */
export type RoundAbout = { codes: { list: Text; code: string; name: Text }[]; part: boolean };
