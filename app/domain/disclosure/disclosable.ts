import type { ConfCode, StatusCode } from "~/domain/figure/figure";

/** A point before disclosure. */
export type Disclosable = {
  id: number;
  indicator: string;
  unit: string;
  area: string;
  period: string;
  /** Without totals. */
  codes: Record<string, string>;
  value: number | null;
  n: number | null;
  flags: readonly StatusCode[];
  conf: ConfCode | null;
  /** From an import whose source has published it. */
  publishedBySource: boolean;
  /** Values that releases which ever were public show for the same point, withdrawn ones too. */
  shownBefore: readonly number[];
  /** What the release before says of the point: withheld, the same answer shown, or something else (`new`). */
  before: Before;
};

/** `origin` = round, question and revision, or file and line: the same one is the same answer. */
export type Before = { withheld: boolean; sameOrigin: boolean } | null;

/** Did a release that ever was public show this very number? */
export function isKnown({ value, shownBefore }: Pick<Disclosable, "value" | "shownBefore">): boolean {
  return value !== null && shownBefore.includes(value);
}

/** Did the country mark it confidential? */
export function isConfidential({ conf }: Pick<Disclosable, "conf">): boolean {
  return conf === "C" || conf === "N";
}
