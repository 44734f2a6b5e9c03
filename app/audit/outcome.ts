import type { Answer } from "./bounds";
import type { WeakEstimate } from "./estimates";
import type { LeftOut } from "./reconcile";

/* What an audit finds, and what it may be told. */

/** A withheld cell of which too much can be known. */
export type Narrow = {
  series: string;
  area: string;
  period: string;
  why: "reach" | "span" | "confidential";
  /** Whole numbers that fit all that is public. */
  least: number;
  most: number;
  /** The release or the rate that gives the number away by itself. */
  by: string | null;
  /** As narrow for those who never see this release: others have published what tells it, or a former release does. */
  elsewhere: boolean;
};

/** A system that no numbers fit, with what was left out of it. */
export type Contradiction = { area: string; period: string; family: string; leftOut: LeftOut[] };

export type Audit = {
  release: string;
  /** Withheld figures of all kinds, by the measure of their indicator. */
  withheld: Record<string, number>;
  systems: number;
  /** Withheld counts looked at. */
  cells: number;
  narrow: Narrow[];
  /** Withheld although everything public says that they are zero; nobody is in them. */
  knownZeros: Narrow[];
  estimates: WeakEstimate[];
  contradictions: Contradiction[];
  /** Times the solver was asked. */
  solved: number;
};

/** What was asked of systems before, by all that stands in them: the same facts have the same answer. */
export type Asked = Map<string, Answer>;

export type AuditOptions = {
  /** True values of confidential points, `series|area|period` → value; a release file does not hold them. */
  confidentialValues?: ReadonlyMap<string, number>;
  /** Is told how many of all systems are done. */
  onProgress?: (done: number, all: number) => void;
  /** Answers known from before; new ones are added. */
  asked?: Asked;
};
