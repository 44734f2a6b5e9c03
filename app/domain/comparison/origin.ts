import type { Text } from "~/domain/dictionary/dictionary";

/*
 * Where a value comes from, as far as comparing needs it: what may be called reported, and whether two values of one
 * country have the same source.
 */

export type Origin = {
  kind: "answer" | "import" | "derived";
  /** The publication an import was taken from; of a derived figure, the one its count was taken from. null = the country's answers. */
  source: Text | null;
  /** Source of the population a derived figure is divided by. */
  population: Text | null;
};

/** The country's own answer. */
export const answered: Origin = { kind: "answer", source: null, population: null };

/**
 * Have two values of one series the same source? The answers of a country are one source, whatever the round.
 * @source model.md §6: other sources are "never joined into one line without a break"
 */
export function isSameSource(a: Origin, b: Origin): boolean {
  return a.source?.en === b.source?.en && a.population?.en === b.population?.en;
}
