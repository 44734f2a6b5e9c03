import type { MapProblem } from "./map-reader";

/** Why a row of a file is not taken; `column` null = the row as a whole. */
export type RowProblemKind =
  | "cell-count"
  | "no-case"
  | "text-not-in-map"
  | "empty"
  | "unknown-country"
  | "unknown-indicator"
  | "derived-indicator"
  | "unknown-unit"
  | "unknown-code"
  | "code-not-valid-then"
  | "not-a-dimension"
  | "bad-period"
  | "not-a-number"
  | "no-value"
  | "bad-figure";

export type RowProblem = { line: number; column: string | null; kind: RowProblemKind; text: string };

/** Rows that speak of one point twice: none of them is taken. */
export type Repeated = {
  series: string;
  area: string;
  period: string;
  lines: number[];
  values: (number | string | null)[];
  contradiction: boolean;
};

/** What a check of the imported figures noticed (import-checks.ts); a finding never keeps a figure out. */
export type ImportFinding = {
  rule: "parts-not-equal" | "parts-not-total" | "parts-all-zero" | "zero-impossible" | "jump" | "share-out-of-range";
  indicator: string;
  series: string;
  area: string;
  period: string;
  /** Figures the sentence needs. */
  detail: Record<string, number | string>;
};

/** What was read of a file and why not; kept with the import, printed by the command. */
export type ImportReport = {
  file: {
    name: string;
    bytes: number;
    hash: string;
    encoding: string | null;
    delimiter: string | null;
    decimal: string | null;
  };
  mapHash: string;
  /** Set when nothing was read at all. */
  stopped: "map" | "encoding" | "delimiter" | "decimal" | "empty" | "not-csv" | "already-imported" | null;
  stoppedDetail: string | null;
  mapProblems: MapProblem[];
  columns: { name: string; uses: string[] }[];
  /** Data rows of the file = filtered + skipped + refused + repeated + taken. */
  rows: { read: number; filtered: number; skipped: number; refused: number; repeated: number; taken: number };
  problems: RowProblem[];
  repeated: Repeated[];
  findings: ImportFinding[];
  /** Number of rows taken by indicator. */
  byIndicator: Record<string, number>;
  /** Id of the import made, or of the earlier one of the same file and map; null in a dry run. */
  import: number | null;
  dryRun: boolean;
};
