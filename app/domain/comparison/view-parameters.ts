/* Parameters of public addresses: each known, each once, codes parted by commas. Nothing is repaired. */

export type ViewProblem = {
  problem:
    | "unknown-parameter"
    | "repeated-parameter"
    | "unknown-value"
    | "unknown-release"
    | "repeated-value"
    | "not-a-year"
    | "years-out-of-order"
    | "ranking-forbidden";
  parameter: string;
  value: string;
  /** For a release: those that exist, newest first. */
  known?: readonly string[];
};

/**
 * Reads parameters by name, each at most once.
 * @returns  name → text, or the first one that is unknown or repeated
 */
export function readParameters(params: URLSearchParams, known: readonly string[]): Map<string, string> | ViewProblem {
  const given = new Map<string, string>();
  for (const [parameter, value] of params) {
    if (!known.includes(parameter)) return { problem: "unknown-parameter", parameter, value };
    if (given.has(parameter)) return { problem: "repeated-parameter", parameter, value };
    given.set(parameter, value);
  }
  return given;
}

/** Reads a list of codes parted by commas; an empty text is an empty list, each code at most once. */
export function listOf(
  parameter: string,
  text: string | null,
  known: readonly string[],
  fallback: readonly string[],
): string[] | ViewProblem {
  if (text === null) return [...fallback];
  const list = text === "" ? [] : text.split(",");
  const unknown = list.find((code) => !known.includes(code));
  if (unknown !== undefined) return { problem: "unknown-value", parameter, value: unknown };
  const repeated = list.find((code, at) => list.indexOf(code) !== at);
  return repeated === undefined ? list : { problem: "repeated-value", parameter, value: repeated };
}
