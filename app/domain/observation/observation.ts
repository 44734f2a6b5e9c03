import type { ConfCode, Note, StatusCode } from "~/domain/figure/figure";
import type { Basis } from "./period";

/** Where an observation comes from: an answer, or a line of an import. */
export type Provenance =
  | { kind: "answer"; submission: number; revision: number; section: string; path: string; seq: number }
  | { kind: "import"; import: number; line: number };

/** One value of one series, or one code (policy answers; several choices = one observation per code), never both. */
export type Observation = {
  /** Canonical id, series.ts. */
  series: string;
  indicator: string;
  unit: string;
  codes: Record<string, string>;
  area: string;
  period: string;
  basis: Basis;
  value: number | null;
  code: string | null;
  lt: number | null;
  lo: number | null;
  hi: number | null;
  n: number | null;
  /** Flags and reasons of CL_OBS_STATUS, in code-list order; empty = normal. */
  flags: StatusCode[];
  conf: ConfCode | null;
  /** Part of the country a sub-national value stands for. */
  coverage: { place: string | null; share: number | null } | null;
  note: Note | null;
  /** Who says there is a break: a country (flag), an import, or a changed question. */
  breakBy: "declared" | "imported" | "question" | null;
  provenance: Provenance;
};
