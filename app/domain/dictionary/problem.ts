/** Why dictionary entries are not taken; nothing of them is entered then. `at` names the entry (`indicator DEM-DRD-N`). */
export type DictionaryProblem = {
  kind:
    | "malformed"
    | "bad-code"
    | "duplicate"
    | "unknown-dimension"
    | "unknown-unit"
    | "unknown-parent"
    | "parent-circle"
    | "unknown-values"
    | "values-missing"
    | "additive-not-a-dimension"
    | "unknown-numerator"
    | "text-missing"
    | "bad-date"
    | "unknown-group"
    | "unknown-country"
    | "defined-otherwise"
    | "key-changed";
  at: string;
  /** The word that is wrong: a code, a part, a date. */
  what: string;
};
