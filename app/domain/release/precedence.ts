/**
 * Where a value of a point comes from, as far as precedence goes. `superseded`: the same section of the same submission
 * was accepted again in a later revision, so the country no longer says this.
 */
export type Source =
  | { kind: "answer"; acceptedAt: string; submission: number; revision: number; superseded: boolean }
  | { kind: "import"; import: number; precedence: number; importedAt: string };

/** One source's word on one point; `said` holds one observation, or several of a question with several choices. */
export type Candidate<T> = { source: Source; said: T[] };

/**
 * Chooses the published value of one point; the others stay visible as former or alternative values and are never
 * averaged.
 *
 * Later accepted answer > earlier accepted answer > import; among imports the lower stated order, then the later import.
 * A superseded answer is never published: what a country took back is not brought back by an empty cell. A reason without
 * value is an answer like any other.
 * @returns  alternatives in order of precedence; `published` null when every candidate is superseded or there is none
 * @source model.md §6
 */
export function choosePublished<T>(candidates: readonly Candidate<T>[]): {
  published: Candidate<T> | null;
  alternatives: Candidate<T>[];
} {
  const ordered = [...candidates].sort((a, b) => compareSources(a.source, b.source));
  const first = ordered.findIndex(({ source }) => source.kind === "import" || !source.superseded);
  if (first < 0) return { published: null, alternatives: ordered };
  return { published: ordered[first]!, alternatives: ordered.filter((_, index) => index !== first) };
}

/** Orders sources, the preferred first; never 0 for two different sources. */
export function compareSources(a: Source, b: Source): number {
  if (a.kind === "import") {
    if (b.kind !== "import") return 1;
    return a.precedence - b.precedence || compareText(b.importedAt, a.importedAt) || b.import - a.import;
  }
  if (b.kind === "import") return -1;
  return compareText(b.acceptedAt, a.acceptedAt) || b.revision - a.revision || b.submission - a.submission;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A name of a source, so that what it says of one point can be put together. */
export function sourceName(source: Source): string {
  return source.kind === "import" ? `import ${source.import}` : `submission ${source.submission}`;
}
