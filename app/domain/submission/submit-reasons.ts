/** Why a country gives no answer to a section, a module or a whole round; shown wherever the blank is shown. */
export const noAnswerCodes = ["not-collected", "not-this-year", "not-competent", "no-capacity", "other"] as const;
export type NoAnswerCode = (typeof noAnswerCodes)[number];

/** Longest reason or public note, in characters. */
export const longestWords = 2000;

/** Reads a code of the list; null when it is none. */
export function parseNoAnswerCode(text: unknown): NoAnswerCode | null {
  return noAnswerCodes.find((code) => code === text) ?? null;
}

/** Reads words a person must give: trimmed, not empty, not longer than `longestWords`; null = not so. */
export function parseWords(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const trimmed = text.trim();
  return trimmed === "" || trimmed.length > longestWords ? null : trimmed;
}
