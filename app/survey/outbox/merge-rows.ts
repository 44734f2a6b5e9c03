type Lists = { before: unknown; mine: unknown; theirs: unknown };

/** Is a path the list of rows of a repeated panel, `panel/#rows`? */
export function isRows(path: string): boolean {
  return path.endsWith("/#rows");
}

/**
 * Joins two lists of rows made from the same one: rows either side added are there, rows either side took out are not.
 * The answers of rows have paths of their own, so that nothing typed in a row stands against anything here.
 * @param before  the list both were made from; unknown = nothing counts as taken out
 * @returns       their order, then the rows added here
 */
export function mergeRows({ before, mine, theirs }: Lists): string[] {
  const [was, own, other] = [idsOf(before), idsOf(mine), idsOf(theirs)];
  const removed = new Set(was.filter((id) => !own.includes(id)));
  const added = own.filter((id) => !was.includes(id) && !other.includes(id));
  return [...other.filter((id) => !removed.has(id)), ...added];
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}
