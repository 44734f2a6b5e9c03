/** Everything lint may say about a definition; the sentences are i18n/studio-problems.ts. */
export const problemCodes = [
  "too-large",
  "too-deep",
  "too-many-questions",
  "too-many-values",
  "too-many-terms",
  "malformed",
  "key-twice",
  "not-an-object",
  "vigie-missing",
  "bad-id",
  "bad-version",
  "version-not-next",
  "no-pages",
  "page-empty",
  "type-not-allowed",
  "property-not-allowed",
  "wrong-kind",
  "bad-name",
  "name-twice",
  "name-of-section",
  "bad-code",
  "code-twice",
  "title-missing",
  "translation-missing",
  "unsafe-html",
  "address-in-text",
  "pattern-not-allowed",
  "no-series",
  "unknown-indicator",
  "derived-indicator",
  "unknown-dimension",
  "dimension-twice",
  "unknown-code",
  "unknown-unit",
  "axis-missing",
  "not-categorical",
  "not-numeric",
  "persons-unprotected",
  "from-unknown",
  "from-elsewhere",
  "grid-empty",
  "too-many-cells",
  "unknown-parent",
  "unknown-cell",
  "total-of-unlike",
  "total-not-additive",
  "parameter-without-codes",
  "code-fixed",
  "words-not-code",
  "series-twice",
  "bad-expression",
  "unknown-function",
  "unknown-reference",
  "cycle",
  "unknown-section",
  "bad-path",
  "dictionary",
  "kind-changed",
  "replaces-unknown",
  "survey-json",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What is wrong with a definition. An error holds publishing back, a warning does not. */
export type Problem = {
  level: "error" | "warning";
  code: ProblemCode;
  /** Question, panel, page or check it is about; empty = the definition as a whole. */
  at: string;
  /** Line of the text, from 1. */
  line: number;
  detail: Record<string, string | number>;
};
