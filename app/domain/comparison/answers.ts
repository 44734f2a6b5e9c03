/*
 * Codes that stand where an answer would, and are none: nobody who counts answers counts them.
 */

/**
 * Not known, not applicable, unspecified; and "prefers not to answer" of our own code lists.
 * @source SDMX, Guidelines for the Creation and Management of SDMX Code Lists: generic codes `_U`, `_Z`, `_X`
 */
export const noAnswerCodes = ["_U", "_Z", "_X", "NOSAY"] as const;

/** Does a policy answer say something? */
export function isAnswer(code: string | null): code is string {
  return code !== null && !(noAnswerCodes as readonly string[]).includes(code);
}

/** Has a point a value, or an answer that says something? */
export function isFigure(point: { value: number | null; code: string | null }): boolean {
  return point.value !== null || isAnswer(point.code);
}
