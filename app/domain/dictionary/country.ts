import type { Text } from "./dictionary";

/** A reporting country or partner. Former members stay: their series stay displayable. */
export type Country = {
  /** ISO 3166-1 alpha-2 (GR and GB, not EL and UK). */
  code: string;
  name: Text;
  /** Must stand wherever the name stands. */
  footnote: Text | null;
};

export type CountryGroup = { code: string; name: Text };

/** Membership is data with dates; open starts are allowed, since most entry years are not established. */
export type Membership = {
  group: string;
  country: string;
  /** ISO date or year, first day inside; null = from unknown. */
  from: string | null;
  /** ISO date or year, last day inside; null = still. */
  to: string | null;
  source: string | null;
};

/** Is the day inside the membership? A year stands for its first day at the start and its last day at the end. */
export function isWithin(membership: Pick<Membership, "from" | "to">, day: string): boolean {
  const from = membership.from === null ? "" : firstDay(membership.from);
  const to = membership.to === null ? "9999-12-31" : lastDay(membership.to);
  return from <= day && day <= to;
}

function firstDay(text: string): string {
  return text.length === 4 ? `${text}-01-01` : text;
}

function lastDay(text: string): string {
  return text.length === 4 ? `${text}-12-31` : text;
}
